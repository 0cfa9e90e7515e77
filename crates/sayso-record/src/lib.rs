//! The record of an analysed document, and other forms in which an analysis leaves the program.
//!
//! A [`Record`] is one document as one JSON object, the contract with everybody who stores analyses. CoNLL-U, brat
//! standoff, tasks for Label Studio and a reading view for terminals are made from the analysis, W3C Web Annotations
//! and HTML from the record.
//!
//! The feature `schema` adds `Record::schema`, the JSON Schema of records, made of the types of this crate. It is
//! kept as `docs/record.schema.json` too, for those who read records in other languages.
//!
//! Nothing here analyses, reads or writes files: callers pass a text with its analysis and get bytes.

mod brat;
mod conllu;
mod each;
mod header;
mod html;
mod label_studio;
mod layers;
mod person_name;
mod pretty;
mod record;
mod record_text;
#[cfg(feature = "schema")]
mod schema;
mod terminal;
mod title;
mod web_annotations;
mod xmi;

pub use brat::{brat_configuration, write_brat};
pub use conllu::write_conllu;
pub use header::{Header, Meta, Note};
pub use html::write_html;
pub use label_studio::{label_studio_configuration, write_label_studio};
pub use layers::{Layer, Layers};
pub use pretty::{PrettyOptions, write_pretty};
pub use record::{
    AmountRecord, AnonymityRecord, AttributionRecord, BoilerplateRecord, ContentRecord, CueRecord,
    EntityRecord, FORMAT, GrammarRecord, MentionRecord, PartyRecord, QuotationRecord, Record,
    SourceRecord, SpanRecord, ThingRecord, TokenRecord, TransferRecord, TransferTimeRecord,
};
pub use record_text::RecordText;
pub use terminal::steers_terminal;
pub use web_annotations::write_web_annotations;
pub use xmi::{write_xmi, xmi_type_system};

/// Runs the example of the README as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
