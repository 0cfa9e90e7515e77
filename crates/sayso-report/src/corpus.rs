//! From the records of a corpus to the tables that people ask for.

mod table;

pub use table::{Cell, Column, ColumnKind, Evidence, Place, Row, Table};
