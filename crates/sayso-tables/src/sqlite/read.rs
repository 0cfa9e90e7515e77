//! Tables out of a database, a page of rows at a time, so that nothing is held between pages.

use std::path::Path;
use std::sync::{Arc, Mutex};

use arrow_array::RecordBatch;
use rusqlite::types::{Type, ValueRef};
use rusqlite::{Connection, Error, ErrorCode, OpenFlags, Row};

use super::{APPLICATION, key, listed};
use crate::Table;
use crate::batches::Batches;
use crate::build::TableBuilder;
use crate::cell::Cell;
use crate::error::{ReadError, shown};
use crate::schema::Kind;

/// The rows of all tables of a file.
pub(crate) fn batches(path: &Path) -> Result<[Batches; Table::OF_RECORDS.len()], ReadError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let database = Connection::open_with_flags(path, flags).map_err(|e| damaged(path, &e))?;
    let number = |pragma: &str| -> Result<i64, ReadError> {
        let value = database.pragma_query_value(None, pragma, |row| row.get(0));
        value.map_err(|e| damaged(path, &e))
    };
    if number("application_id")? != i64::from(APPLICATION) {
        return Err(ReadError::Foreign { path: shown(path) });
    }
    ReadError::version(path, number("user_version")?)?;
    let mut is_there = [true; Table::ALL.len()];
    for table in Table::OF_RECORDS {
        is_there[table as usize] = check(&database, path, table)?;
    }
    let database = Arc::new(Mutex::new(database));
    Ok(Table::OF_RECORDS.map(|table| {
        let pages = Pages {
            path: path.to_owned(),
            database: Arc::clone(&database),
            table,
            after: -1,
            ended: !is_there[table as usize],
        };
        Box::new(pages) as Batches
    }))
}

/// Whether a table is there; then it must have all columns.
fn check(database: &Connection, path: &Path, table: Table) -> Result<bool, ReadError> {
    let found = columns(database, table).map_err(|e| damaged(path, &e))?;
    if found.is_empty() && table.may_be_absent() {
        return Ok(false);
    }
    if found.is_empty() {
        return Err(ReadError::NoTable { path: shown(path), table });
    }
    match table.columns().iter().find(|column| !found.iter().any(|name| name == column.name)) {
        Some(column) => Err(ReadError::NoColumn { path: shown(path), table, column: column.name }),
        None => Ok(true),
    }
}

fn columns(database: &Connection, table: Table) -> Result<Vec<String>, Error> {
    let mut statement = database.prepare("SELECT name FROM pragma_table_info(?)")?;
    let names = statement.query_map([table.as_str()], |row| row.get(0))?;
    names.collect()
}

struct Pages {
    path: std::path::PathBuf,
    database: Arc<Mutex<Connection>>,
    table: Table,
    /// The key of the last row.
    after: i64,
    ended: bool,
}

impl Iterator for Pages {
    type Item = Result<RecordBatch, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let page = self.page();
        self.ended = !matches!(&page, Ok(batch) if batch.num_rows() > 0);
        Some(page)
    }
}

impl Pages {
    fn page(&mut self) -> Result<RecordBatch, ReadError> {
        let (table, key) = (self.table, key(self.table));
        let rows = if table == Table::Documents { 32 } else { 1024 };
        let query = format!(
            "SELECT {key}, {} FROM {} WHERE {key} > ? ORDER BY {key} LIMIT {rows}",
            listed(table),
            table.as_str()
        );
        let fail = |error: Error| damaged(&self.path, &error);
        // Nobody panics while holding it.
        let database = self.database.lock().unwrap_or_else(|held| held.into_inner());
        let mut statement = database.prepare(&query).map_err(fail)?;
        let mut found = statement.query([self.after]).map_err(fail)?;
        let mut builder = TableBuilder::new(table);
        while let Some(row) = found.next().map_err(fail)? {
            self.after = row.get(0).map_err(fail)?;
            let cell = |(i, column): (usize, &crate::Column)| {
                let cell = cell(row, i + 1, column.kind);
                cell.filter(|cell| column.nullable || *cell != Cell::Null).ok_or_else(|| {
                    let (path, row) = (shown(&self.path), self.after.unsigned_abs());
                    ReadError::Value { path, table, row, column: column.name }
                })
            };
            let cells: Result<Vec<_>, _> = table.columns().iter().enumerate().map(cell).collect();
            builder.push(&cells?);
        }
        Ok(builder.finish())
    }
}

/// The value in a column; nothing if it is of another kind.
fn cell<'r>(row: &'r Row<'_>, i: usize, kind: Kind) -> Option<Cell<'r>> {
    let value = row.get_ref(i).ok()?;
    if value.data_type() == Type::Null {
        return Some(Cell::Null);
    }
    Some(match (kind, value) {
        (Kind::Integer, ValueRef::Integer(value)) => Cell::Integer(value),
        (Kind::Number, ValueRef::Integer(value)) => Cell::Number(value.try_into().ok()?),
        (Kind::Share, ValueRef::Real(value)) => Cell::Share(value as f32),
        (Kind::Share, ValueRef::Integer(value)) => Cell::Share(value as f32),
        (Kind::Amount, ValueRef::Real(value)) => Cell::Amount(value),
        (Kind::Amount, ValueRef::Integer(value)) => Cell::Amount(value as f64),
        (Kind::Text, ValueRef::Text(text)) => Cell::Text(str::from_utf8(text).ok()?.into()),
        (Kind::Day, ValueRef::Text(text)) => {
            Cell::Day(sayso::Date::parse(str::from_utf8(text).ok()?)?)
        }
        (Kind::Texts, ValueRef::Text(json)) => {
            let texts: Vec<String> = serde_json::from_slice(json).ok()?;
            Cell::Texts(texts.into_iter().map(Into::into).collect())
        }
        (Kind::Integers, ValueRef::Text(json)) => {
            Cell::Integers(serde_json::from_slice(json).ok()?)
        }
        (Kind::Span, ValueRef::Text(json)) => Cell::Span(serde_json::from_slice(json).ok()?),
        (Kind::Spans, ValueRef::Text(json)) => {
            let spans: Vec<sayso_record::SpanRecord> = serde_json::from_slice(json).ok()?;
            Cell::Spans(spans.into())
        }
        _ => return None,
    })
}

/// What SQLite says of a file that is none of its own, or no longer whole.
fn damaged(path: &Path, error: &Error) -> ReadError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => ReadError::Foreign { path: shown(path) },
        _ => ReadError::damaged(path, error),
    }
}
