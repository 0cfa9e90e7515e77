//! What an analysis looks like outside the program: the JSON record for machines, CoNLL-U and brat for the
//! tools of linguists, the reading view for people at a terminal.
//!
//! Nothing here analyses, and nothing here reads or writes files: callers pass a text with its analysis
//! and get bytes to write wherever they like.

mod brat;
mod conllu;
pub mod corpus;
mod header;
mod layers;
mod page;
mod pretty;
mod record;

pub use brat::{brat_configuration, write_brat};
pub use conllu::write_conllu;
pub use header::{Header, Meta, Note};
pub use layers::{Layer, Layers};
pub use page::{Page, PageError, PageOptions};
pub use pretty::{PrettyOptions, write_pretty};
pub use record::{
    AnonymityRecord, AttributionRecord, BoilerplateRecord, ContentRecord, CueRecord, EntityRecord,
    FORMAT, GrammarRecord, MentionRecord, QuotationRecord, Record, SourceRecord, SpanRecord,
    TokenRecord,
};
