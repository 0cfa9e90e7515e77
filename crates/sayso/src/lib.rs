//! Who said what, about whom, how it was said and how they claim to know.
//!
//! ```
//! let text = "Missiles were found. “We will answer,” said Andrey Kovalenko.";
//! let analyzer = sayso::Analyzer::new();
//! let analysis = analyzer.analyze(text);
//! let attribution = &analysis.attributions[0];
//! assert_eq!(&text[attribution.source.spans[0]], "Andrey Kovalenko");
//! assert_eq!(&text[attribution.cue.spans[0]], "said");
//! assert_eq!(&text[attribution.content.spans[0]], "“We will answer,”");
//! ```

//!
//! # Serialisation
//!
//! With the feature `serde` an [`Analysis`] implements `serde::Serialize`. Its fields are `sentences`, `tokens`,
//! `quotations`, `mentions`, `entities`, `boilerplate`, `attributions` and `transfers`; ranges are pairs of byte offsets into the
//! text, references are indices into the other lists, and what is not known is null. It cannot be read back, since it
//! means nothing without its text; what is to be stored and read is a record, of the crate `sayso-record`.
//!
//! ```
//! # #[cfg(feature = "serde")] {
//! let text = "Missiles were found. “We will answer,” said Andrey Kovalenko.";
//! let analysis = sayso::Analyzer::new().analyze(text);
//! let json = serde_json::to_value(&analysis).unwrap();
//! assert_eq!(json["sentences"], serde_json::json!([[0, 20], [21, 65]]));
//! let attribution = &json["attributions"][0];
//! assert_eq!(attribution["source"]["spans"], serde_json::json!([[48, 64]]));
//! assert_eq!(attribution["source"]["kind"], "person");
//! assert_eq!(attribution["cue"]["lemma"], "say");
//! assert_eq!(attribution["stance"], "assert");
//! let entity = attribution["source"]["entity"].as_u64().unwrap() as usize;
//! assert_eq!(json["entities"][entity]["kind"], "person");
//! # }
//! ```

mod analysis;
mod analyzer;
mod article;
mod builder;
mod explanation;
mod leave_out;
mod models;
mod options;
mod parts;
#[cfg(feature = "serde")]
mod serialize;

pub use analysis::Analysis;
pub use analyzer::{Analyzer, Scratch};
pub use article::Article;
pub use builder::AnalyzerBuilder;
pub use explanation::Explanation;
pub use leave_out::WordContribution;
pub use models::Models;
pub use options::AnalysisOptions;
pub use sayso_attribution::{
    Actuality, Alternative, Anonymity, Attribution, AttributionModel, Attributions, Content, Cue,
    CueList, CueListError, CueTrace, Decision, FeatureContribution, Polarity, QuotationType,
    Source, SourceKind, Stance, Trace,
};
pub use sayso_entities::{
    Amount, Bound, Clock, CountryCode, Date, Days, Entities, Entity, EntityId, EntityKind,
    EntityModel, Gazetteer, GazetteerEntry, GazetteerError, Gender, Mention, MentionForm,
    TableError, Value, When,
};
pub use sayso_lexicon::Lexicon;
pub use sayso_syntax::{Morphology, Relation, Syntax, SyntaxModel, Upos, Xpos};
pub use sayso_text::{
    Boilerplate, BoilerplateKind, OffsetMap, OffsetUnit, Quotation, QuoteStyle, Segmentation,
    SegmentationModel, TextRange, TokenId, TokenKind, TokenRange, Tokens,
};
pub use sayso_transfers::{
    Party, Thing, ThingKind, Transfer, TransferStatus, TransferTime, Transfers,
};

/// The example in the README is run as a test.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;

/// So is that of the crate's own page.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct OwnReadme;
