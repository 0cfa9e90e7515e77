//! From text to its layout in one pass: paragraphs, tokens, sentences, quotation marks.

use crate::quotations::{self, Quotation};
use crate::range::{TextRange, TokenRange};
use crate::tokens::Tokens;
use crate::{boundary, lexer, paragraphs};

/// Cuts text into paragraphs, sentences and tokens, and pairs its quotation marks. It takes any `&str`.
///
/// It holds scratch memory and nothing else: keep one a thread and reuse it.
///
/// ```
/// use sayso_text::Segmenter;
///
/// let text = "KYIV, Nov. 23 — The U.S. envoy left. “No comment,” said Gen. Kovalenko.";
/// let layout = Segmenter::new().segment(text);
/// let sentences: Vec<_> =
///     layout.sentences().iter().map(|&s| &text[layout.tokens().cover(s)]).collect();
/// assert_eq!(sentences.last(), Some(&"“No comment,” said Gen. Kovalenko."));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Segmenter {
    boundaries: boundary::Scratch,
    marks: quotations::Scratch,
}

/// The paragraphs, sentences, tokens and quotations of one text.
///
/// ```
/// use sayso_text::Segmenter;
///
/// let layout = Segmenter::new().segment("Missiles were found.\n\nMoscow denied it.");
/// assert_eq!(layout.paragraphs().len(), 2);
/// assert_eq!(layout.sentences().len(), 2);
/// assert_eq!(layout.tokens().len(), 8);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    tokens: Tokens,
    paragraph_ranges: Vec<TextRange>,
    paragraphs: Vec<TokenRange>,
    sentences: Vec<TokenRange>,
    quotations: Vec<Quotation>,
}

impl Segmenter {
    /// A segmenter for English.
    pub fn new() -> Self {
        Self::default()
    }

    /// The layout of `text`.
    pub fn segment(&mut self, text: &str) -> Layout {
        let mut layout = Layout::default();
        self.segment_into(text, &mut layout);
        layout
    }

    /// Like [`segment`](Self::segment), into memory that an earlier text leaves behind.
    pub fn segment_into(&mut self, text: &str, layout: &mut Layout) {
        layout.clear();
        lexer::tokenize(text, &mut layout.tokens);
        paragraphs::split(text, &mut layout.paragraph_ranges);
        let ends = layout.tokens.all().end();
        let mut from = 0;
        for &paragraph in &layout.paragraph_ranges {
            let mut to = from;
            while to < ends
                && layout.tokens.range(crate::TokenId::new(to)).start() < paragraph.end()
            {
                to += 1;
            }
            if to > from {
                let tokens = TokenRange::new(from, to);
                layout.paragraphs.push(tokens);
                boundary::split(
                    text,
                    &layout.tokens,
                    tokens,
                    &mut self.boundaries,
                    &mut layout.sentences,
                );
            }
            from = to;
        }
        quotations::pair(
            text,
            &layout.tokens,
            &layout.paragraphs,
            &mut self.marks,
            &mut layout.quotations,
        );
    }
}

impl Layout {
    /// The tokens, in order.
    pub fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// The sentences: together they hold every token.
    pub fn sentences(&self) -> &[TokenRange] {
        &self.sentences
    }

    /// The paragraphs: together they hold every token.
    pub fn paragraphs(&self) -> &[TokenRange] {
        &self.paragraphs
    }

    /// The stretches in quotation marks, by their first token; an outer one comes before an inner one.
    pub fn quotations(&self) -> &[Quotation] {
        &self.quotations
    }

    fn clear(&mut self) {
        self.tokens.clear();
        self.paragraph_ranges.clear();
        self.paragraphs.clear();
        self.sentences.clear();
        self.quotations.clear();
    }
}
