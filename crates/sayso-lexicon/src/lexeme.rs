//! The description of one token: the hashes and numbers that features are computed from.

use sayso_linear::{feature, text_hash};
use sayso_text::TokenKind;

use crate::lower::lower_into;
use crate::table::{Grain, Lexicon};

/// One token as numbers, computed once for all models.
///
/// Two families of fields differ only in details, because the models were trained with them: the fields from
/// `exact` to `shape` replace every digit by 0 ("12,000" becomes "00,000") and are used by syntax and attribution;
/// `raw_*` and `pattern` keep digits and are used by entities. When all models are next trained, `raw_prefixes`, `raw_suffixes`
/// and `lower` can give way to `prefixes`, `suffixes` and `word`, and `pattern` to `shape`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Lexeme {
    /// The word in lower case: the key of word lists.
    pub word: u64,
    /// The word as it is spelled, digits as 0.
    pub exact: u64,
    /// The word in lower case, digits as 0.
    pub lower: u64,
    /// The last one, two, three and four characters in lower case, digits as 0.
    pub suffixes: [u64; 4],
    /// The first two and three characters in lower case, digits as 0.
    pub prefixes: [u64; 2],
    /// Capitals, digits and signs, without their number: "KN-25" is `XX-d`.
    pub shape: u64,
    /// The last two, three and four characters in lower case.
    pub raw_suffixes: [u64; 3],
    /// The first two, three and four characters in lower case.
    pub raw_prefixes: [u64; 3],
    /// Capitals, small letters, digits and signs, runs cut to two.
    pub pattern: u64,
    /// The class of interchangeable words, counted from 1; 0 for an unknown word.
    pub class: u16,
    /// Clusters of the class: fine, middle, coarse, counted from 1.
    pub clusters: [u16; 3],
    /// The look of the token: its case and digits.
    pub look: Look,
}

/// The look of a token: its case and digits.
///
/// ```
/// use sayso_lexicon::{LexemeScratch, Lexicon, Look};
/// use sayso_text::TokenKind;
///
/// // "The KN-25 missile"
/// let lexeme = Lexicon::builtin().lexeme("KN-25", TokenKind::Word, &mut LexemeScratch::default());
/// assert_eq!(lexeme.look, Look::Mixed);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(u8)]
pub enum Look {
    /// None of these.
    #[default]
    Other,
    /// Small letters.
    Lower,
    /// The first letter is a capital.
    Capital,
    /// All letters are capitals, and there are more than one.
    Capitals,
    /// Capitals and digits: KN-25.
    Mixed,
    /// Digits.
    Number,
    /// Punctuation, quotation marks and symbols.
    Punctuation,
    /// Addresses and emoji.
    Web,
}

/// Working memory reused from one document to the next; keep one per thread.
#[derive(Clone, Debug, Default)]
pub struct LexemeScratch {
    lower: String,
    flat: String,
}

impl Lexicon {
    /// Describes one token.
    pub fn lexeme(&self, word: &str, kind: TokenKind, scratch: &mut LexemeScratch) -> Lexeme {
        let LexemeScratch { lower, flat } = scratch;
        lower_into(word, lower);
        let class = self.class(lower);
        let cluster = |grain| class.map_or(0, |class| 1 + self.cluster(class, grain));
        let own = text_hash(lower);
        let ([one, raw_suffixes @ ..], raw_prefixes) = (suffixes(lower), prefixes(lower));
        let mut lexeme = Lexeme {
            word: own,
            exact: text_hash(word),
            lower: own,
            suffixes: [one, raw_suffixes[0], raw_suffixes[1], raw_suffixes[2]],
            prefixes: [raw_prefixes[0], raw_prefixes[1]],
            shape: shape(word),
            raw_suffixes,
            raw_prefixes,
            pattern: pattern(word),
            class: class.map_or(0, |class| 1 + class.index() as u16),
            clusters: [Grain::Fine, Grain::Middle, Grain::Coarse].map(cluster),
            look: look(word, kind),
        };
        if word.bytes().any(|b| b.is_ascii_digit()) {
            flat.clear();
            flat.extend(lower.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }));
            lexeme.lower = text_hash(flat);
            lexeme.exact = lexeme.lower ^ 1;
            lexeme.suffixes = suffixes(flat);
            let [two, three, _] = prefixes(flat);
            lexeme.prefixes = [two, three];
        }
        lexeme
    }
}

/// The last one to four characters.
fn suffixes(lower: &str) -> [u64; 4] {
    let ascii = lower.is_ascii();
    [1, 2, 3, 4].map(|n| {
        let start = if ascii {
            lower.len().saturating_sub(n)
        } else {
            lower.char_indices().nth_back(n - 1).map_or(0, |(at, _)| at)
        };
        text_hash(&lower[start..])
    })
}

/// The first two to four characters.
fn prefixes(lower: &str) -> [u64; 3] {
    let ascii = lower.is_ascii();
    [2, 3, 4].map(|n| {
        let end = if ascii {
            lower.len().min(n)
        } else {
            lower.char_indices().nth(n).map_or(lower.len(), |(at, _)| at)
        };
        text_hash(&lower[..end])
    })
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

/// Capitals, small letters and digits, runs cut to two, in at most 16 signs.
fn pattern(word: &str) -> u64 {
    let mut pattern = [0u8; 16];
    let mut len = 0;
    for c in word.chars() {
        let class = match c {
            'A'..='Z' => b'X',
            'a'..='z' => b'x',
            '0'..='9' => b'd',
            _ if c.is_ascii() => c as u8,
            _ if c.is_uppercase() => b'X',
            _ if c.is_alphabetic() => b'x',
            _ if c.is_numeric() => b'd',
            '’' => b'\'',
            _ => b'?',
        };
        let run = len >= 2 && pattern[len - 1] == class && pattern[len - 2] == class;
        if !run {
            if len == pattern.len() {
                break;
            }
            pattern[len] = class;
            len += 1;
        }
    }
    let [a, b] =
        [0, 8].map(|at| u64::from_le_bytes(pattern[at..at + 8].try_into().unwrap_or_default()));
    feature(0, &[a, b])
}

fn look(word: &str, kind: TokenKind) -> Look {
    match kind {
        TokenKind::Word => look_of_word(word),
        TokenKind::Number if word.bytes().any(|b| b.is_ascii_uppercase()) => Look::Mixed,
        TokenKind::Number => Look::Number,
        TokenKind::Punctuation | TokenKind::Quote | TokenKind::Symbol => Look::Punctuation,
        _ => Look::Web,
    }
}

fn look_of_word(word: &str) -> Look {
    let (mut upper, mut lower, mut digit) = (0, 0, 0);
    for c in word.chars() {
        upper += u32::from(c.is_uppercase());
        lower += u32::from(c.is_lowercase());
        digit += u32::from(c.is_numeric());
    }
    match (upper, lower, digit) {
        (1.., _, 1..) => Look::Mixed,
        (2.., 0, _) => Look::Capitals,
        (1.., ..) => Look::Capital,
        (0, 1.., _) => Look::Lower,
        (0, 0, 1..) => Look::Number,
        _ if word.chars().any(char::is_alphabetic) => Look::Capital,
        _ => Look::Punctuation,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_count_as_0_only_where_that_is_said() {
        let (lexicon, mut scratch) = (Lexicon::builtin(), LexemeScratch::default());
        let mut of = |word: &str| lexicon.lexeme(word, TokenKind::Word, &mut scratch);
        let (a, b) = (of("KN-25"), of("kn-37"));
        assert_eq!((a.lower, a.exact, a.suffixes), (b.lower, b.exact, b.suffixes));
        assert_ne!(a.word, b.word);
        assert_ne!(a.raw_suffixes, b.raw_suffixes);
        assert_eq!(a.raw_suffixes[2], text_hash("n-25"));
        assert_eq!(a.suffixes[3], text_hash("n-00"));
        assert_eq!((a.look, b.look), (Look::Mixed, Look::Lower));
    }

    #[test]
    fn beginnings_and_ends_are_cut_between_characters() {
        let (lexicon, mut scratch) = (Lexicon::builtin(), LexemeScratch::default());
        let mut of = |word: &str| lexicon.lexeme(word, TokenKind::Word, &mut scratch);
        let zoe = of("Zoë’s");
        assert_eq!(zoe.word, text_hash("zoë's"));
        assert_eq!(zoe.suffixes, ["s", "'s", "ë's", "oë's"].map(text_hash));
        assert_eq!(zoe.raw_prefixes, ["zo", "zoë", "zoë'"].map(text_hash));
        let a = of("a");
        assert_eq!((a.suffixes, a.raw_prefixes), ([text_hash("a"); 4], [text_hash("a"); 3]));
    }
}
