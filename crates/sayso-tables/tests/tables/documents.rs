//! `docs/tables.md` says what the schema is.

use sayso_tables::{Column, Kind, Table};

const DOCUMENT: &str = include_str!("../../../../docs/tables.md");

fn row(column: &Column) -> String {
    let kind = match column.kind {
        Kind::Integer => "int64",
        Kind::Number => "uint32",
        Kind::Share => "float32",
        Kind::Amount => "float64",
        Kind::Text => "text",
        Kind::Day => "day",
        Kind::Texts => "texts",
        Kind::Integers => "integers",
        Kind::Span => "span",
        Kind::Spans => "spans",
    };
    let null = if column.nullable { "?" } else { "" };
    format!("| `{}` | {kind}{null} | {} |\n", column.name, column.meaning)
}

#[test]
fn the_document_shows_every_column() {
    for table in Table::ALL {
        let rows: String = table.columns().iter().map(row).collect();
        let name = table.as_str();
        let expected =
            format!("## `{name}`\n\n| column | type | meaning |\n| --- | --- | --- |\n{rows}");
        assert!(DOCUMENT.contains(&expected), "docs/tables.md should have\n\n{expected}");
    }
}
