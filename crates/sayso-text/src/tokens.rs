//! Tokens as parallel arrays over a borrowed text.

use crate::range::{TextRange, TokenId, TokenRange};

/// The kind of a token by its looks; later layers decide what it means.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
pub enum TokenKind {
    /// Letters, perhaps with digits: `Kyiv`, `n't`, `U.S.`, `KN-25`.
    Word,
    /// Begins with a digit: `12,000`, `3:29`, `1980s`.
    Number,
    /// Stops, commas, brackets, dashes.
    Punctuation,
    /// A quotation mark or a separate apostrophe, of any style.
    Quote,
    /// Currency and other signs: `$`, `%`, `+`.
    Symbol,
    /// `https://example.org/a`, `example.org`.
    Url,
    /// `desk@example.org`.
    Email,
    /// `@kovalenko`.
    Handle,
    /// `#Kyiv`.
    Hashtag,
    /// Emoji and emoticons.
    Emoji,
}

/// The tokens of one document, in order: they do not overlap, and together they hold every character
/// that is not white space.
///
/// ```
/// use sayso_text::{Segmentation, TokenId};
///
/// let text = "Pyongyang's envoy didn't comment.";
/// let segmentation = Segmentation::of(text);
/// let words: Vec<_> = segmentation.tokens().iter().map(|range| &text[range]).collect();
/// assert_eq!(words, ["Pyongyang", "'s", "envoy", "did", "n't", "comment", "."]);
/// assert!(!segmentation.tokens().space_before(TokenId::new(1)));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tokens {
    // Parallel arrays: most loops want only one or two of them.
    starts: Vec<u32>,
    ends: Vec<u32>,
    kinds: Vec<TokenKind>,
}

impl Tokens {
    /// The number of tokens.
    #[inline]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there are no tokens: the text is nothing but white space.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The byte range of `token` in the text.
    ///
    /// # Panics
    /// If the document has no such token.
    #[inline]
    pub fn range(&self, token: TokenId) -> TextRange {
        TextRange::new(self.starts[token.index()], self.ends[token.index()])
    }

    /// The text range from the first to the last of `tokens`; empty, at 0, for no tokens.
    #[inline]
    pub fn cover(&self, tokens: TokenRange) -> TextRange {
        if tokens.is_empty() {
            return TextRange::default();
        }
        let indices = tokens.indices();
        TextRange::new(self.starts[indices.start], self.ends[indices.end - 1])
    }

    /// The kind of `token`.
    #[inline]
    pub fn kind(&self, token: TokenId) -> TokenKind {
        self.kinds[token.index()]
    }

    /// Whether there is white space before `token`; also true for the first.
    #[inline]
    pub fn space_before(&self, token: TokenId) -> bool {
        let i = token.index();
        i == 0 || self.ends[i - 1] != self.starts[i]
    }

    /// Whether there is white space after `token`; also true for the last.
    #[inline]
    pub fn space_after(&self, token: TokenId) -> bool {
        let next = token.index() + 1;
        next >= self.len() || self.starts[next] != self.ends[token.index()]
    }

    /// Every token's range, first to last.
    #[inline]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = TextRange> + '_ {
        self.starts.iter().zip(&self.ends).map(|(&start, &end)| TextRange::new(start, end))
    }

    /// All tokens of the document.
    #[inline]
    pub fn all(&self) -> TokenRange {
        TokenRange::new(0, self.len() as u32)
    }

    /// The tokens that share at least one byte with `range`, found by binary search.
    pub fn within(&self, range: TextRange) -> TokenRange {
        let first = self.ends.partition_point(|&end| end <= range.start());
        let after = self.starts.partition_point(|&start| start < range.end());
        TokenRange::new(first as u32, after.max(first) as u32)
    }

    /// Adds the tokens of a text that begins `by` bytes behind the beginning of this one's.
    pub(crate) fn append(&mut self, part: &Self, by: u32) {
        self.starts.extend(part.starts.iter().map(|start| start + by));
        self.ends.extend(part.ends.iter().map(|end| end + by));
        self.kinds.extend_from_slice(&part.kinds);
    }

    pub(crate) fn clear(&mut self) {
        self.starts.clear();
        self.ends.clear();
        self.kinds.clear();
    }

    #[inline]
    pub(crate) fn push(&mut self, start: usize, end: usize, kind: TokenKind) {
        debug_assert!(start < end);
        debug_assert!(self.ends.last().is_none_or(|&last| last as usize <= start));
        self.starts.push(start as u32);
        self.ends.push(end as u32);
        self.kinds.push(kind);
    }
}
