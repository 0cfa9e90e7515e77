//! Makes the tables of a corpus, in bounded memory.

use arrow_array::RecordBatch;
use sayso_record::Record;

use crate::build::TableBuilder;
use crate::rows::{RecordRows, push_failure};
use crate::schema::Table;

/// A batch is full with so many bytes,
const BATCH_BYTES: usize = 16 << 20;
/// or so many rows.
const BATCH_ROWS: usize = 1 << 16;

/// Takes records and gives batches of rows.
///
/// Batches of one table come in order, and which rows they hold depends on the records alone.
///
/// ```
/// use sayso::{Analyzer, OffsetUnit};
/// use sayso_record::{Header, Layers, Record};
/// use sayso_tables::{Table, Tables};
///
/// let text = "“We will answer,” said Andrey Kovalenko.";
/// let analysis = Analyzer::new().analyze(text);
/// let header = Header { id: "wire-1".into(), ..Header::default() };
/// let record = Record::new(header, text, &analysis, Layers::default(), OffsetUnit::Char);
///
/// let mut tables = Tables::new();
/// tables.push(&record);
/// for (table, batch) in tables.ready() {
///     // In a long run, full batches are written here.
///     assert!(batch.num_rows() > 0, "{table:?}");
/// }
/// let rest = tables.finish();
/// let (table, batch) = rest.last().unwrap();
/// assert_eq!((*table, batch.num_rows()), (Table::Attributions, 1));
/// assert_eq!(batch.schema().field(7).name(), "source");
/// ```
#[derive(Debug)]
pub struct Tables {
    builders: [TableBuilder; Table::ALL.len()],
    wanted: [bool; Table::ALL.len()],
    ready: Vec<(Table, RecordBatch)>,
    batch_bytes: usize,
    document: i64,
}

impl Tables {
    /// Empty tables.
    pub fn new() -> Self {
        Self::with_batch_bytes(BATCH_BYTES)
    }

    /// The same, with a batch full when its rows take so many bytes.
    pub fn with_batch_bytes(batch_bytes: usize) -> Self {
        let builders = Table::ALL.map(TableBuilder::new);
        let wanted = [true; Table::ALL.len()];
        Self { builders, wanted, ready: Vec::new(), batch_bytes, document: 0 }
    }

    /// Empty tables, of which only those in `wanted` get rows.
    ///
    /// ```
    /// use sayso_tables::{Table, Tables};
    ///
    /// let mut tables = Tables::of(&[Table::Mentions]);
    /// tables.push_failure("wire-2", None, "the text is null");
    /// assert!(tables.finish().iter().all(|(_, batch)| batch.num_rows() == 0));
    /// ```
    pub fn of(wanted: &[Table]) -> Self {
        Self { wanted: Table::ALL.map(|table| wanted.contains(&table)), ..Self::new() }
    }

    /// Adds a document. Its layers `tokens` and `quotations` are left out: tables have no place for them.
    pub fn push(&mut self, record: &Record) {
        let rows = RecordRows::new(self.document, record);
        let wanted = self.wanted;
        rows.push_into(
            |table| wanted[table as usize],
            |table, row| {
                let builder = &mut self.builders[table as usize];
                builder.push(row);
                if builder.bytes() >= self.batch_bytes || builder.rows() >= BATCH_ROWS {
                    self.ready.push((table, builder.finish()));
                }
            },
        );
        self.document += 1;
    }

    /// Adds a document that could not be read or analysed, so that totals can be trusted.
    pub fn push_failure(&mut self, id: &str, path: Option<&str>, error: &str) {
        if self.wanted[Table::Documents as usize] {
            let documents = &mut self.builders[Table::Documents as usize];
            push_failure(documents, self.document, id, path, error);
        }
        self.document += 1;
    }

    /// The batches that are full and were not yet taken.
    pub fn ready(&mut self) -> impl Iterator<Item = (Table, RecordBatch)> {
        self.ready.drain(..)
    }

    /// Everything that was not yet taken; an empty batch for a table without rows.
    pub fn finish(mut self) -> Vec<(Table, RecordBatch)> {
        for (table, mut builder) in Table::ALL.into_iter().zip(self.builders) {
            self.ready.push((table, builder.finish()));
        }
        self.ready
    }
}

impl Default for Tables {
    fn default() -> Self {
        Self::new()
    }
}
