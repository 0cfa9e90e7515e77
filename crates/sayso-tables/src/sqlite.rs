//! SQLite: the same tables in one file, with indexes, full-text search and views.

mod read;
mod write;

pub(crate) use read::batches;
pub(crate) use write::Database;

use crate::schema::Table;

/// `sayS` in the header of the file, so that nobody takes another program's file for ours.
const APPLICATION: i32 = 0x7361_7953;

/// The column that keeps the order of rows.
const fn key(table: Table) -> &'static str {
    match table {
        Table::Documents => "document",
        Table::EntitiesCorpus | Table::EntityKeys => "key",
        Table::Entities
        | Table::Mentions
        | Table::Attributions
        | Table::Transfers
        | Table::Claims
        | Table::ClaimMentions => "row",
    }
}

/// A name as SQL has it: `end` and `references` are words of its own.
fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

/// The columns of a table, as a query lists them.
fn listed(table: Table) -> String {
    let names: Vec<String> = table.columns().iter().map(|column| quoted(column.name)).collect();
    names.join(", ")
}
