//! What every word looks like and is like, computed once for all models of a document.

use sayso_lexicon::{Grain, Lexicon, lower_into};
use sayso_linear::text_hash;
use sayso_text::{TokenId, Tokens};

/// Numbers that describe the words of a document, one entry a token. They are hashes and cluster numbers,
/// made to be parts of features.
///
/// ```
/// use sayso_syntax::Words;
/// use sayso_text::{Segmentation, TokenId};
///
/// let text = "Missiles hit Kyiv, missiles hit Odesa.";
/// let segmentation = Segmentation::of(text);
/// let mut words = Words::default();
/// words.fill(text, segmentation.tokens());
/// let [first, second] = [0, 4].map(|i| words.get(TokenId::new(i)));
/// assert_eq!(first.lower, second.lower);
/// assert_ne!(first.exact, second.exact);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Words {
    entries: Vec<Word>,
    lower: String,
}

/// One word as numbers. Digits count as 0 in all of them: "12,000" is "00,000".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The word as it is spelled.
    pub exact: u64,
    /// The word in lower case.
    pub lower: u64,
    /// The last one, two, three and four characters in lower case.
    pub suffixes: [u64; 4],
    /// The first two and three characters in lower case.
    pub prefixes: [u64; 2],
    /// Capitals, digits and signs, without their number: "KN-25" is `X-d`.
    pub shape: u64,
    /// The class of interchangeable words, counted from 1; 0 for an unknown word.
    pub class: u16,
    /// Clusters of the class: fine, middle, coarse, counted from 1.
    pub clusters: [u16; 3],
}

impl Words {
    /// Describes the tokens of `text`, in memory that an earlier text leaves behind.
    pub fn fill(&mut self, text: &str, tokens: &Tokens) {
        self.entries.clear();
        let lexicon = Lexicon::builtin();
        for range in tokens.iter() {
            self.entries.push(describe(&text[range], lexicon, &mut self.lower));
        }
    }

    /// The numbers of `token`.
    #[inline]
    pub fn get(&self, token: TokenId) -> &Word {
        &self.entries[token.index()]
    }

    pub(crate) fn all(&self) -> &[Word] {
        &self.entries
    }
}

pub(crate) fn describe(word: &str, lexicon: &Lexicon, lower: &mut String) -> Word {
    lower_into(word, lower);
    let class = lexicon.class(lower);
    let cluster = |grain| class.map_or(0, |class| 1 + lexicon.cluster(class, grain));
    let clusters = [Grain::Fine, Grain::Middle, Grain::Coarse].map(cluster);
    let has_digit = word.bytes().any(|b| b.is_ascii_digit());
    if has_digit {
        flatten_digits(lower);
    }
    let suffix = |n: usize| {
        let start = lower.char_indices().nth_back(n - 1).map_or(0, |(at, _)| at);
        text_hash(&lower[start..])
    };
    let prefix = |n: usize| {
        let end = lower.char_indices().nth(n).map_or(lower.len(), |(at, _)| at);
        text_hash(&lower[..end])
    };
    Word {
        exact: if has_digit { text_hash(lower) ^ 1 } else { text_hash(word) },
        lower: text_hash(lower),
        suffixes: [suffix(1), suffix(2), suffix(3), suffix(4)],
        prefixes: [prefix(2), prefix(3)],
        shape: shape(word),
        class: class.map_or(0, |class| 1 + class.index() as u16),
        clusters,
    }
}

fn flatten_digits(word: &mut String) {
    *word = word.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
}

/// Runs of capitals, small letters and digits count once, twice at most for capitals; signs as they are.
fn shape(word: &str) -> u64 {
    let mut shape = 0u64;
    let (mut last, mut run) = (0u64, 0);
    for c in word.chars().take(24) {
        let class = match c {
            'A'..='Z' => 1,
            'a'..='z' => 2,
            '0'..='9' => 3,
            _ if c.is_uppercase() => 1,
            _ if c.is_alphabetic() => 2,
            '-' | '–' => 4,
            '.' => 5,
            '\'' | '’' => 6,
            '/' | '@' | '_' | '&' => 7,
            _ => 8,
        };
        run = if class == last { run + 1 } else { 1 };
        if run == 1 || class == 1 && run == 2 {
            shape = shape << 4 | class;
        }
        last = class;
    }
    shape
}
