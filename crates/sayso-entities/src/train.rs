//! Training: the name model and the builtin lists of known names. For the workspace's own tasks.

mod known_names;

use sayso_lexicon::{LexemeScratch, Lexemes, Lexicon, Look};
use sayso_text::{Segmentation, TokenId, TokenRange};

use crate::kind::EntityKind;
use crate::known_names::NameClass;
use crate::names::NameFinder;
pub use known_names::KnownNamesBuilder;

pub use crate::names::{NAME_LABELS, NameModel, begin_label, inside_label, name_transitions};

/// A text as the name model sees it. It is refilled without allocation.
///
/// ```
/// use sayso_entities::train::NameReader;
/// use sayso_text::Segmentation;
///
/// let text = "The envoy of North Korea denied it with a smile on Friday.";
/// let segmentation = Segmentation::of(text);
/// let mut reader = NameReader::default();
/// reader.read(text, &segmentation);
/// let spans: Vec<&str> =
///     reader.candidate_spans().iter().map(|&tokens| &text[segmentation.tokens().cover(tokens)]).collect();
/// assert_eq!(spans, ["North Korea", "Friday"]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct NameReader {
    scratch: LexemeScratch,
    lexemes: Lexemes,
    finder: NameFinder,
}

impl NameReader {
    /// Looks at every token, and finds where names may be.
    pub fn read(&mut self, text: &str, segmentation: &Segmentation) {
        let Self { scratch, lexemes, finder } = self;
        Lexicon::builtin().annotate(text, segmentation, scratch, lexemes);
        finder.read(text, segmentation, lexemes);
    }

    /// The stretches where names may be, in order.
    pub fn candidate_spans(&self) -> &[TokenRange] {
        self.finder.candidate_spans()
    }

    /// The features of a token.
    pub fn features(&mut self, token: TokenId) -> &[u64] {
        self.finder.features(&self.lexemes, token)
    }

    /// Whether the known names have the token, or a name that it is part of, as such a thing.
    pub fn is_listed(&self, token: TokenId, listed: NameClass) -> bool {
        self.finder.hints[token.index()].is(listed)
    }

    /// Whether the token has a capital.
    pub fn is_capital(&self, token: TokenId) -> bool {
        matches!(self.lexemes.get(token).look, Look::Capital | Look::Capitals | Look::Mixed)
    }

    /// Calls `found` with every name of the text, in order: its tokens, its kind and how probable it is.
    pub fn tag(&mut self, model: &NameModel, found: impl FnMut(TokenRange, EntityKind, f32)) {
        self.finder.tag(model, &self.lexemes, found);
    }
}
