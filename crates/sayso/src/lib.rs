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

mod analyzer;
mod article;
mod models;
mod options;

pub use analyzer::{Analysis, Analyzer, AnalyzerBuilder, Explanation, Scratch};
pub use article::Article;
pub use models::Models;
pub use options::AnalysisOptions;
pub use sayso_attribution::{
    Alternative, Anonymity, Attribution, AttributionModel, Attributions, Content, Cue, CueConflict,
    CueList, CueListError, CueTrace, Decision, FeatureContribution, QuotationType, Source,
    SourceKind, Stance, Trace,
};
pub use sayso_entities::{
    Amount, Bound, Clock, CountryCode, Date, Days, Entities, Entity, EntityId, EntityKind,
    Gazetteer, GazetteerConflict, GazetteerEntry, GazetteerError, Gender, Mention, MentionForm,
    TableError, Value, When,
};
pub use sayso_syntax::{Morphology, Relation, Syntax, Upos, Xpos};
pub use sayso_text::{
    Boilerplate, BoilerplateKind, OffsetMap, OffsetUnit, Quotation, QuoteStyle, Segmentation,
    TextRange, TokenId, TokenKind, TokenRange, Tokens,
};

/// The example in the README is run as a test.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
