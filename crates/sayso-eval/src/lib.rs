//! Scores: how right predictions are, measured against what people annotated.
//!
//! Kinds of gold, each with its reader and its scorer:
//!
//! | gold | read with | scored by | what counts |
//! | --- | --- | --- | --- |
//! | articles with attributions, JSON Lines | [`read_articles`] | [`score_attributions`] | who said what |
//! | the same, corrected in brat or Label Studio | [`read_brat`], [`read_label_studio`] | [`score_attributions`] | the same |
//! | labels of attributions, JSON Lines | [`read_labels`] | [`score_fields`] | source kind, stance, quotation |
//! | a treebank in CoNLL-U | [`read_treebank`] | [`score_syntax`] | words, sentences, tags, trees, lemmas |
//! | names in IOB2 columns | [`read_names`] | [`score_names`] | people, organisations, places |
//! | texts with their sentences, JSON Lines | [`read_golden_rules`] | [`GoldenRule::holds`] | sentence ends |
//! | labels of things that belong together | | [`score_clusters`] | groups |
//!
//! Predictions are read with [`read_predictions`] from the records that `sayso analyze` writes, or from
//! anything of the same form: this crate knows nothing of how they were made. It opens no file either;
//! it takes strings and readers.

mod articles;
mod attributions;
mod brat;
mod clusters;
mod conllu;
mod cover;
mod error;
mod fields;
mod golden;
mod label_studio;
mod lines;
mod names;
mod prediction;
mod score;
mod syntax;

pub use articles::{Article, Attribution, Span, read_articles};
pub use attributions::{AttributionScores, RoleScores, score_attributions};
pub use brat::read_brat;
pub use clusters::{ClusterScores, score_clusters};
pub use conllu::{TreebankDocument, TreebankSentence, TreebankWord, read_treebank};
pub use error::EvalError;
pub use fields::{FieldScores, Labelled, Share, read_labels, score_fields};
pub use golden::{GoldenRule, read_golden_rules};
pub use label_studio::read_label_studio;
pub use names::{NameKind, NameScores, NamedText, read_names, score_names};
pub use prediction::{Mention, PredictedEntity, PredictedToken, Prediction, read_predictions};
pub use score::Score;
pub use syntax::{SyntaxScores, score_syntax};

/// Runs the example of the README as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
