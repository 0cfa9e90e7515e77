//! Makes the tables of a corpus, in bounded memory.

use arrow_array::RecordBatch;
use sayso_record::Record;
use sayso_report::{CorpusClaims, CorpusNames, DocumentKeys, Limits};

use crate::build::TableBuilder;
use crate::rows::{RecordRows, claim, claim_mention, corpus_entity, corpus_key, push_failure};
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
/// let rows = |wanted| rest.iter().find(|(table, _)| *table == wanted).unwrap().1.num_rows();
/// assert_eq!((rows(Table::Attributions), rows(Table::EntitiesCorpus)), (1, 1));
/// ```
#[derive(Debug)]
pub struct Tables {
    builders: [TableBuilder; Table::ALL.len()],
    wanted: [bool; Table::ALL.len()],
    /// Who is named, for the tables of the whole corpus.
    names: CorpusNames,
    /// What is stated, for the tables of claims.
    claims: CorpusClaims,
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
        let (names, claims) =
            (CorpusNames::new(&Limits::default()), CorpusClaims::new(Limits::default()));
        Self { builders, wanted, names, claims, ready: Vec::new(), batch_bytes, document: 0 }
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

    /// Adds a document. Its layers `words`, `tokens` and `quotations` are left out: tables have no place for them. Names of one
    /// that lacks its text, its sentences, its entities or its attributions have no keys.
    pub fn push(&mut self, record: &Record) {
        let wanted = self.wanted;
        let needs_keys =
            Table::ALL.into_iter().any(|t| wanted[t as usize] && t != Table::Documents);
        let keys = if needs_keys { self.names.add(record).ok() } else { None };
        let keys: DocumentKeys = keys.unwrap_or_default();
        if wanted[Table::Claims as usize] || wanted[Table::ClaimMentions as usize] {
            // What lacks a layer claims nothing.
            let _ = self.claims.add(record, self.document as u64);
        }
        let rows = RecordRows::new(self.document, record, &keys);
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
        self.settle();
        for (table, mut builder) in Table::ALL.into_iter().zip(self.builders) {
            self.ready.push((table, builder.finish()));
        }
        self.ready
    }
}

impl Tables {
    /// Fills the tables of the whole corpus.
    fn settle(&mut self) {
        const SETTLED: [Table; 4] =
            [Table::EntitiesCorpus, Table::EntityKeys, Table::Claims, Table::ClaimMentions];
        let wants = |table: Table| self.wanted[table as usize];
        if !SETTLED.into_iter().any(wants) {
            return;
        }
        let identities = self.names.identities();
        if wants(Table::EntitiesCorpus) {
            for entity in identities.entities() {
                self.builders[Table::EntitiesCorpus as usize].push(&corpus_entity(&entity));
            }
        }
        if wants(Table::EntityKeys) {
            for key in identities.keys() {
                self.builders[Table::EntityKeys as usize].push(&corpus_key(&key));
            }
        }
        if !wants(Table::Claims) && !wants(Table::ClaimMentions) {
            return;
        }
        for found in self.claims.claims(&identities) {
            if wants(Table::Claims) {
                self.builders[Table::Claims as usize].push(&claim(&found));
            }
            if wants(Table::ClaimMentions) {
                for mention in &found.mentions {
                    self.builders[Table::ClaimMentions as usize]
                        .push(&claim_mention(&found, mention));
                }
            }
        }
    }
}

impl Default for Tables {
    fn default() -> Self {
        Self::new()
    }
}
