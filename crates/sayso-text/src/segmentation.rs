//! The layer: paragraphs, sentences, tokens and quotations of one text.

use crate::model::LONGEST_SENTENCE;
#[cfg(feature = "builtin")]
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
    pub(crate) cut_sentences: u32,
}

impl Segmentation {
    /// The tokens of the longest sentence. What goes on for longer, a list or a file of numbers, is cut at this length.
    pub const LONGEST_SENTENCE: u32 = LONGEST_SENTENCE;

    /// The segmentation of `text` by the built-in model.
    ///
    /// For many texts, keep a [`SegmentationScratch`] and call [`SegmentationModel::annotate`].
    #[cfg(feature = "builtin")]
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

    /// How many sentences were cut because they had no end within [`LONGEST_SENTENCE`](Self::LONGEST_SENTENCE) tokens.
    pub fn cut_sentences(&self) -> u32 {
        self.cut_sentences
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

    /// Adds the segmentation of the next part of the text, which begins at byte `by`.
    ///
    /// ```
    /// use sayso_text::Segmentation;
    ///
    /// let (first, second) = ("Troops left.\n\n", "Moscow denied it.");
    /// let mut segmentation = Segmentation::of(first);
    /// segmentation.append(&Segmentation::of(second), first.len() as u32);
    /// assert_eq!(segmentation, Segmentation::of(&format!("{first}{second}")));
    /// ```
    pub fn append(&mut self, part: &Self, by: u32) {
        let before = self.tokens.len() as u32;
        let shifted = |tokens: &TokenRange| tokens.shifted(before);
        self.tokens.append(&part.tokens, by);
        self.paragraph_ranges.extend(part.paragraph_ranges.iter().map(|range| range.shifted(by)));
        self.paragraphs.extend(part.paragraphs.iter().map(shifted));
        self.sentences.extend(part.sentences.iter().map(shifted));
        let quotations = part.quotations.iter();
        self.quotations.extend(quotations.map(|q| Quotation { tokens: shifted(&q.tokens), ..*q }));
        let pieces = self.turn_pieces.len() as u32;
        self.turns.extend(part.turns.iter().map(|turn| turn.shifted(before, pieces)));
        self.turn_pieces.extend(part.turn_pieces.iter().map(shifted));
        self.cut_sentences += part.cut_sentences;
    }

    pub(crate) fn clear(&mut self) {
        self.tokens.clear();
        self.paragraph_ranges.clear();
        self.paragraphs.clear();
        self.sentences.clear();
        self.quotations.clear();
        self.turns.clear();
        self.turn_pieces.clear();
        self.cut_sentences = 0;
    }
}
