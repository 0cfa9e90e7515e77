//! The database is written without a journal, since it has no name before it is complete.

use std::path::Path;

use arrow_array::RecordBatch;
use rusqlite::types::Null;
use rusqlite::{Connection, Error, Statement, ToSql};

use super::{APPLICATION, key, listed, quoted};
use crate::cell::Cell;
use crate::schema::{FORMAT, Kind, Table};

/// A database in the making.
pub(crate) struct Database(Connection);

/// What is made when all rows are there.
const FINISH: &str = include_str!("finish.sql");

impl Database {
    pub(crate) fn create(path: &Path) -> Result<Self, Error> {
        let database = Connection::open(path)?;
        database.execute_batch(&format!(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; \
             PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {FORMAT}; BEGIN;"
        ))?;
        for table in Table::ALL {
            database.execute_batch(&definition(table))?;
        }
        Ok(Self(database))
    }

    pub(crate) fn write(&mut self, table: Table, batch: &RecordBatch) -> Result<(), Error> {
        let marks = vec!["?"; table.columns().len()].join(", ");
        let insert = format!("INSERT INTO {} ({}) VALUES ({marks})", table.as_str(), listed(table));
        let mut insert = self.0.prepare(&insert)?;
        for row in 0..batch.num_rows() {
            for (i, (column, array)) in table.columns().iter().zip(batch.columns()).enumerate() {
                let cell = Cell::read(array, column.kind, row).unwrap_or(Cell::Null);
                bind(&mut insert, i + 1, &cell)?;
            }
            insert.raw_execute()?;
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<(), Error> {
        self.0.execute_batch(FINISH)?;
        self.0.execute_batch("COMMIT;")?;
        self.0.close().map_err(|(_, error)| error)
    }
}

fn bind(statement: &mut Statement<'_>, index: usize, cell: &Cell<'_>) -> Result<(), Error> {
    let value: &dyn ToSql = match cell {
        Cell::Null => &Null,
        Cell::Integer(value) => value,
        Cell::Number(value) => value,
        // By way of decimals: people want to see 0.993, not the nearest binary number in more digits.
        Cell::Share(value) => &value.to_string().parse::<f64>().unwrap_or(f64::from(*value)),
        Cell::Amount(value) => value,
        Cell::Text(text) => &text.as_ref(),
        Cell::Day(day) => &day.to_string(),
        Cell::Texts(_) | Cell::Integers(_) | Cell::Span(_) | Cell::Spans(_) => &cell.json(),
    };
    statement.raw_bind_parameter(index, value)
}

/// The statement that makes a table.
fn definition(table: Table) -> String {
    let key = key(table);
    let mut columns = Vec::new();
    if table.columns().iter().all(|column| column.name != key) {
        columns.push(format!("{key} INTEGER PRIMARY KEY"));
    }
    for column in table.columns() {
        let of_type = match column.kind {
            Kind::Integer if column.name == key => "INTEGER PRIMARY KEY",
            Kind::Integer | Kind::Number => "INTEGER",
            Kind::Share | Kind::Amount => "REAL",
            Kind::Text | Kind::Day | Kind::Texts | Kind::Integers | Kind::Span | Kind::Spans => {
                "TEXT"
            }
        };
        let needed = if column.nullable { "" } else { " NOT NULL" };
        columns.push(format!("{} {of_type}{needed}", quoted(column.name)));
    }
    format!("CREATE TABLE {} (\n  {}\n);", table.as_str(), columns.join(",\n  "))
}
