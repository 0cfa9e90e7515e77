//! The layer: paragraphs, sentences, tokens and quotations of one text.

use crate::model::{SegmentationModel, SegmentationScratch};
use crate::quotations::Quotation;
use crate::range::{TextRange, TokenRange};
use crate::tokens::Tokens;
use crate::turns::Turn;

/// The paragraphs, sentences, tokens and quotations of one text.
///
/// ```
/// use sayso_text::Segmentation;
///
/// let segmentation = Segmentation::of("Missiles were found.\n\nMoscow denied it.");
/// assert_eq!(segmentation.paragraphs().len(), 2);
/// assert_eq!(segmentation.sentences().len(), 2);
/// assert_eq!(segmentation.tokens().len(), 8);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segmentation {
    pub(crate) tokens: Tokens,
    pub(crate) paragraph_ranges: Vec<TextRange>,
    pub(crate) paragraphs: Vec<TokenRange>,
    pub(crate) sentences: Vec<TokenRange>,
    pub(crate) quotations: Vec<Quotation>,
    pub(crate) turns: Vec<Turn>,
    pub(crate) turn_pieces: Vec<TokenRange>,
}

impl Segmentation {
    /// The segmentation of `text` by the built-in model.
    ///
    /// For many texts, keep a [`SegmentationScratch`] and call [`SegmentationModel::annotate`].
    pub fn of(text: &str) -> Self {
        let mut segmentation = Self::default();
        let mut scratch = SegmentationScratch::default();
        SegmentationModel::builtin().annotate(text, &mut scratch, &mut segmentation);
        segmentation
    }

    /// The tokens, in order.
    pub fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// The sentences, in order; together they contain every token.
    pub fn sentences(&self) -> &[TokenRange] {
        &self.sentences
    }

    /// The paragraphs, in order; together they contain every token.
    pub fn paragraphs(&self) -> &[TokenRange] {
        &self.paragraphs
    }

    /// The quotations, sorted by their first token; an outer one comes before an inner one.
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    /// The turns of a transcript or an interview, in order.
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// What a turn of this text consists of: a piece for each paragraph, and more where stage directions are left out.
    pub fn turn_pieces(&self, turn: Turn) -> &[TokenRange] {
        &self.turn_pieces[turn.pieces()]
    }

    pub(crate) fn clear(&mut self) {
        self.tokens.clear();
        self.paragraph_ranges.clear();
        self.paragraphs.clear();
        self.sentences.clear();
        self.quotations.clear();
        self.turns.clear();
        self.turn_pieces.clear();
    }
}
