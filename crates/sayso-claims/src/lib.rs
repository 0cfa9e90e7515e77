//! Which statements of a corpus make one claim, who makes it, and which numbers disagree.
//!
//! A [`Statement`] is what is kept of an attribution. [`claims`] groups them: statements that share rare words and names are
//! compared ([`Gist`] is what a content says: stems, classes of words that say the same, clusters of like words; the meanings of
//! WordNet come with the stems), a small
//! model says how probable it is that two say the same, and groups are joined as long as their members are alike on average.
//! Documents that tell of the same happenings are a story, by what they are about and when they came; claims of one story whose words
//! name one event are about the same happening.
//! What is known of the whole corpus, who is who and which documents have one origin, a [`Corpus`] answers.
//!
//! Everything happens when all statements are there, in an order that does not depend on how they came. So parts of a corpus
//! can be collected anywhere, and collections put together in any order.
//!
//! To add a word that says the same as others, edit `data/concepts.tsv`; to add a feature of pairs, a line in `pair.rs`,
//! and train anew.

mod candidates;
mod claim;
mod cluster;
mod compare;
mod concepts;
mod corpus;
mod documents;
mod items;
mod likeness;
mod model;
mod negation;
mod node;
mod numbers;
mod pair;
mod senses;
mod statement;
mod story;
#[cfg(feature = "train")]
pub mod train;
mod words;
mod worth;

pub use claim::{Claim, Member, claims};
pub use corpus::Corpus;
pub use items::{Gist, GistReader};
pub use negation::is_negated;
pub use numbers::{Series, Trend, Value};
pub use statement::{Amount, Evidence, Sketch, Statement, Voice};
