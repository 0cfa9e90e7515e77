//! Every query for SQLite in `docs/queries.md` runs and finds something. Those for DuckDB are run by
//! `tests/duckdb.py`, which also compares the two.

use rusqlite::Connection;
use rusqlite::types::Value;
use sayso_tables::TableFormat;

use crate::corpus::corpus;
use crate::support::write;

const DOCUMENT: &str = include_str!("../../../../docs/queries.md");

/// Question and query of each block.
fn queries() -> Vec<(&'static str, &'static str)> {
    let mut queries = Vec::new();
    for section in DOCUMENT.split("\n## ").skip(1) {
        let question = section.lines().next().unwrap_or_default();
        let block = section.split_once("```sql sqlite\n").expect("a query for SQLite").1;
        queries.push((question, block.split_once("```").expect("its end").0));
    }
    queries
}

#[test]
fn every_query_finds_something() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("said.db");
    write(&path, TableFormat::Sqlite, &corpus());
    let database = Connection::open(path).expect("a database");
    let mut shown = String::new();
    for (question, query) in queries() {
        let mut statement = database.prepare(query).unwrap_or_else(|e| panic!("{question}: {e}"));
        let names = statement.column_names().collect::<Vec<_>>().join(" | ");
        let columns = statement.column_count();
        let mut rows = statement.query([]).expect("a query without parameters");
        shown += &format!("{question}\n{names}\n");
        let mut found = 0;
        while let Some(row) = rows.next().expect("a row") {
            let cell = |i: usize| match row.get(i).expect("a value") {
                Value::Null => "-".to_owned(),
                Value::Integer(value) => value.to_string(),
                Value::Real(value) => value.to_string(),
                Value::Text(text) => text,
                Value::Blob(_) => "a blob".to_owned(),
            };
            let cells: Vec<String> = (0..columns).map(cell).collect();
            shown += &format!("  {}\n", cells.join(" | "));
            found += 1;
        }
        assert!(found > 0, "{question}: finds nothing");
        shown.push('\n');
    }
    insta::assert_snapshot!(shown);
}
