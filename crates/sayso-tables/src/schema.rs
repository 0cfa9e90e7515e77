//! The schema: which tables there are, their columns, and what each means. It is a contract like the record:
//! adding a column needs no new version; removing one or changing its meaning raises [`FORMAT`].

pub(crate) mod columns;

use std::collections::HashMap;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};

/// The version of the schema, in the metadata of every file.
pub const FORMAT: u32 = 1;

/// The key of [`FORMAT`] in the metadata of a file.
pub(crate) const FORMAT_KEY: &str = "sayso.tables.format";
/// The key of the table's name there.
pub(crate) const TABLE_KEY: &str = "sayso.tables.table";

/// One of the tables.
///
/// ```
/// use sayso_tables::Table;
///
/// let column = &Table::Attributions.columns()[7];
/// assert_eq!(column.name, "source");
/// assert_eq!(column.meaning, "The words that name who says it");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Table {
    /// A row for each document, also for those that could not be read.
    Documents,
    /// A row for each thing that a document mentions.
    Entities,
    /// A row for each place where an entity is named or referred to.
    Mentions,
    /// A row for each attribution.
    Attributions,
    /// A row for each transfer.
    Transfers,
    /// A row for everyone and everything that has a name in the corpus.
    EntitiesCorpus,
    /// A row for each key that names have in documents.
    EntityKeys,
    /// A row for each claim that several attributions make.
    Claims,
    /// A row for each attribution that makes a claim, or does something else with it.
    ClaimMentions,
}

/// A column of a table.
///
/// ```
/// use sayso_tables::{Kind, Table};
///
/// let kinds = Table::Mentions.columns().iter().map(|column| column.kind);
/// assert_eq!(kinds.filter(|kind| *kind == Kind::Share).count(), 2);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// The type of its values.
    pub kind: Kind,
    /// Whether a value may be missing.
    pub nullable: bool,
    /// What a value means, in a line.
    pub meaning: &'static str,
}

/// The type of a column.
///
/// ```
/// use sayso_tables::Kind;
///
/// assert_eq!(Kind::Share.data_type().to_string(), "Float32");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A number of a document in the corpus, or a key.
    Integer,
    /// A number within a document: an id, an offset, a count.
    Number,
    /// A probability from 0 to 1.
    Share,
    /// Any number, whole or not.
    Amount,
    /// Text.
    Text,
    /// A day.
    Day,
    /// A list of texts.
    Texts,
    /// A list of numbers within a document, or of keys.
    Integers,
    /// One stretch of text: where it starts, and where the text after it starts.
    Span,
    /// A list of such stretches.
    Spans,
}

impl Table {
    /// Every table.
    pub const ALL: [Self; 9] = [
        Self::Documents,
        Self::Entities,
        Self::Mentions,
        Self::Attributions,
        Self::Transfers,
        Self::EntitiesCorpus,
        Self::EntityKeys,
        Self::Claims,
        Self::ClaimMentions,
    ];

    /// Those of which records are made; the others hold what is settled when all records are there.
    pub(crate) const OF_RECORDS: [Self; 5] =
        [Self::Documents, Self::Entities, Self::Mentions, Self::Attributions, Self::Transfers];

    /// Whether an analysis may lack it, since earlier versions did not write it.
    pub(crate) const fn may_be_absent(self) -> bool {
        matches!(self, Self::Transfers)
    }

    /// Its name, in files and queries.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Entities => "entities",
            Self::Mentions => "mentions",
            Self::Attributions => "attributions",
            Self::Transfers => "transfers",
            Self::EntitiesCorpus => "entities_corpus",
            Self::EntityKeys => "entity_keys",
            Self::Claims => "claims",
            Self::ClaimMentions => "claim_mentions",
        }
    }

    /// Its columns, in order.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Documents => columns::DOCUMENTS,
            Self::Entities => columns::ENTITIES,
            Self::Mentions => columns::MENTIONS,
            Self::Attributions => columns::ATTRIBUTIONS,
            Self::Transfers => columns::TRANSFERS,
            Self::EntitiesCorpus => columns::ENTITIES_CORPUS,
            Self::EntityKeys => columns::ENTITY_KEYS,
            Self::Claims => columns::CLAIMS,
            Self::ClaimMentions => columns::CLAIM_MENTIONS,
        }
    }

    /// The same for Arrow, with name and version of the table in the metadata.
    pub fn schema(self) -> SchemaRef {
        let field =
            |column: &Column| Field::new(column.name, column.kind.data_type(), column.nullable);
        let fields: Vec<Field> = self.columns().iter().map(field).collect();
        let metadata = HashMap::from([
            (FORMAT_KEY.to_owned(), FORMAT.to_string()),
            (TABLE_KEY.to_owned(), self.as_str().to_owned()),
        ]);
        Arc::new(Schema::new_with_metadata(fields, metadata))
    }
}

impl Kind {
    /// The type in Arrow and Parquet.
    pub fn data_type(self) -> DataType {
        match self {
            Self::Integer => DataType::Int64,
            Self::Number => DataType::UInt32,
            Self::Amount => DataType::Float64,
            Self::Share => DataType::Float32,
            Self::Text => DataType::Utf8,
            Self::Day => DataType::Date32,
            Self::Texts => DataType::List(text_item()),
            Self::Integers => DataType::List(integer_item()),
            Self::Span => DataType::Struct(span_fields()),
            Self::Spans => DataType::List(span_item()),
        }
    }
}

/// What a list of texts holds.
pub(crate) fn text_item() -> Arc<Field> {
    Arc::new(Field::new_list_field(DataType::Utf8, false))
}

/// What a list of integers holds.
pub(crate) fn integer_item() -> Arc<Field> {
    Arc::new(Field::new_list_field(DataType::Int64, false))
}

/// What a list of spans holds.
pub(crate) fn span_item() -> Arc<Field> {
    Arc::new(Field::new_list_field(DataType::Struct(span_fields()), false))
}

/// What a span holds.
pub(crate) fn span_fields() -> Fields {
    let end = |name| Field::new(name, DataType::UInt32, false);
    Fields::from(vec![end("start"), end("end")])
}
