//! The record of an analysed document, and other forms in which an analysis leaves the program.
//!
//! A [`Record`] is one document as one JSON object, the contract with everybody who stores analyses. From the
//! analysis come CoNLL-U and brat standoff for the tools of linguists, and a reading view for a terminal; from
//! the record come W3C Web Annotations.
//!
//! The feature `schema` adds `Record::schema`, the JSON Schema of records, made of the types of this crate. It is
//! kept as `docs/record.schema.json` too, for those who read records in other languages.
//!
//! Nothing here analyses, and nothing here reads or writes files: callers pass a text with its analysis
//! and get bytes to write wherever they like.

mod brat;
mod conllu;
mod header;
mod layers;
mod pretty;
mod record;
mod record_text;
#[cfg(feature = "schema")]
mod schema;
mod web_annotations;

pub use brat::{brat_configuration, write_brat};
pub use conllu::write_conllu;
pub use header::{Header, Meta, Note};
pub use layers::{Layer, Layers};
pub use pretty::{PrettyOptions, write_pretty};
pub use record::{
    AnonymityRecord, AttributionRecord, BoilerplateRecord, ContentRecord, CueRecord, EntityRecord,
    FORMAT, GrammarRecord, MentionRecord, QuotationRecord, Record, SourceRecord, SpanRecord,
    TokenRecord,
};
pub use record_text::RecordText;
pub use web_annotations::write_web_annotations;
