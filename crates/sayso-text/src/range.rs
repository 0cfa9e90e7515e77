//! The two kinds of position: byte offsets into a text, and token indices into a document.
//!
//! They are different types, so that one cannot be passed for the other. Both are `u32`: readers limit
//! documents to far less than 4 GiB.

use std::fmt;
use std::ops::{Index, Range};

/// A half-open range of UTF-8 byte offsets into a text.
///
/// ```
/// use sayso_text::TextRange;
///
/// let text = "Pyongyang denied arms supplies.";
/// let source = TextRange::new(0, 9);
/// assert_eq!(&text[source], "Pyongyang");
/// // Touching ranges share no byte.
/// assert!(!source.overlaps(TextRange::new(9, 16)));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TextRange {
    // Invariant: start <= end
    start: u32,
    end: u32,
}

impl TextRange {
    /// The range from `start` up to but not including `end`.
    ///
    /// # Panics
    /// If `start > end`.
    #[inline]
    #[track_caller]
    pub const fn new(start: u32, end: u32) -> Self {
        assert!(start <= end, "a text range must not end before it starts");
        Self { start, end }
    }

    /// The first byte offset.
    #[inline]
    pub const fn start(self) -> u32 {
        self.start
    }

    /// The byte offset after the last byte.
    #[inline]
    pub const fn end(self) -> u32 {
        self.end
    }

    /// The number of bytes.
    #[inline]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the range holds no byte.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether every byte of `other` lies in `self`.
    #[inline]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` lies in the range.
    #[inline]
    pub const fn contains_offset(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two share at least one byte.
    #[inline]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same stretch in a text that has `by` bytes more before it.
    #[inline]
    #[must_use]
    pub const fn shifted(self, by: u32) -> Self {
        Self::new(self.start + by, self.end + by)
    }

    /// The smallest range that holds both.
    #[inline]
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl fmt::Debug for TextRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl From<TextRange> for Range<usize> {
    #[inline]
    fn from(range: TextRange) -> Self {
        range.start as usize..range.end as usize
    }
}

impl Index<TextRange> for str {
    type Output = str;

    #[inline]
    fn index(&self, range: TextRange) -> &str {
        &self[Range::<usize>::from(range)]
    }
}

impl Index<TextRange> for String {
    type Output = str;

    #[inline]
    fn index(&self, range: TextRange) -> &str {
        &self.as_str()[range]
    }
}

/// The index of a token in its document.
///
/// ```
/// use sayso_text::TokenId;
///
/// assert_eq!(TokenId::new(3).index(), 3);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TokenId(u32);

impl TokenId {
    /// The token at `index`.
    #[inline]
    pub const fn new(index: u32) -> Self {
        Self(index)
    }

    /// The position in the document's parallel arrays.
    #[inline]
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The index as it is stored.
    #[inline]
    pub const fn raw(self) -> u32 {
        self.0
    }
}

impl fmt::Debug for TokenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// A half-open range of token indices.
///
/// ```
/// use sayso_text::{TokenId, TokenRange};
///
/// let sentence = TokenRange::new(4, 7);
/// assert_eq!(sentence.len(), 3);
/// for token in sentence {
///     assert!(sentence.contains(token));
/// }
/// assert_eq!(sentence.ids().next(), Some(TokenId::new(4)));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TokenRange {
    // Invariant: start <= end
    start: u32,
    end: u32,
}

impl TokenRange {
    /// The tokens from `start` up to but not including `end`.
    ///
    /// # Panics
    /// If `start > end`.
    #[inline]
    #[track_caller]
    pub const fn new(start: u32, end: u32) -> Self {
        assert!(start <= end, "a token range must not end before it starts");
        Self { start, end }
    }

    /// The index of the first token.
    #[inline]
    pub const fn start(self) -> u32 {
        self.start
    }

    /// The index after the last token.
    #[inline]
    pub const fn end(self) -> u32 {
        self.end
    }

    /// The number of tokens.
    #[inline]
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the range holds no token.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `token` lies in the range.
    #[inline]
    pub const fn contains(self, token: TokenId) -> bool {
        self.start <= token.0 && token.0 < self.end
    }

    /// The same stretch in a document that has `by` tokens more before it.
    #[inline]
    #[must_use]
    pub const fn shifted(self, by: u32) -> Self {
        Self::new(self.start + by, self.end + by)
    }

    /// Whether the two share at least one token.
    #[inline]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The range as indices of parallel arrays.
    #[inline]
    pub const fn indices(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The tokens of the range, first to last; the same as its [`IntoIterator`].
    #[inline]
    pub const fn ids(self) -> TokenIds {
        TokenIds(self.start..self.end)
    }
}

impl IntoIterator for TokenRange {
    type Item = TokenId;
    type IntoIter = TokenIds;

    #[inline]
    fn into_iter(self) -> TokenIds {
        self.ids()
    }
}

impl fmt::Debug for TokenRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}..{}", self.start, self.end)
    }
}

/// The tokens of a [`TokenRange`], one after another.
///
/// ```
/// use sayso_text::{Segmentation, TokenId};
///
/// let segmentation = Segmentation::of("Pyongyang denied arms supplies.");
/// let mut tokens = segmentation.sentences()[0].ids();
/// assert_eq!(tokens.len(), 5);
/// assert_eq!(tokens.next_back(), Some(TokenId::new(4)));
/// ```
#[derive(Clone, Debug)]
pub struct TokenIds(Range<u32>);

impl Iterator for TokenIds {
    type Item = TokenId;

    #[inline]
    fn next(&mut self) -> Option<TokenId> {
        self.0.next().map(TokenId)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }

    #[inline]
    fn nth(&mut self, n: usize) -> Option<TokenId> {
        self.0.nth(n).map(TokenId)
    }
}

impl DoubleEndedIterator for TokenIds {
    #[inline]
    fn next_back(&mut self) -> Option<TokenId> {
        self.0.next_back().map(TokenId)
    }
}

impl ExactSizeIterator for TokenIds {}
impl std::iter::FusedIterator for TokenIds {}
