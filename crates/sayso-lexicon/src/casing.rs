//! Headlines: sentences whose capitals do not tell names from other words.
//!
//! ```text
//! Avigilon Joins Norbank To Showcase Video Cameras   read as   Avigilon joins Norbank to showcase video cameras
//! MINISTER DENIES THAT LENDERS WERE WARNED             read as   Minister denies that lenders were warned
//! ```
//!
//! The models know ordinary text. So a word of a headline is described as it is usually written elsewhere (Lita et al.,
//! "tRuEcasIng", 2003, of which this is the unigram case); the text and its offsets stay as they are.

use sayso_text::{TokenKind, TokenRange, Tokens};

use crate::lists::SMALL_WORDS;
use crate::lower::lower_into;

/// Sentences with fewer words are left alone: "Supreme Court", "BREAKING NEWS".
const FEWEST_WORDS: u32 = 4;
/// Shorter words may be small in a title: "of", "the", "and".
const LONGEST_SMALL: usize = 3;
/// Words in capitals that are no longer may be abbreviations, unless they are usually small.
const LONGEST_ABBREVIATION: usize = 3;

/// How the words of a sentence are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Casing {
    /// Names alone begin with capitals.
    Sentence,
    /// Every longer word begins with a capital.
    Title,
    /// Every letter is a capital.
    Capitals,
}

impl Casing {
    /// How the words of `sentence` are written. Ordinary text is left at its first longer word in small letters.
    pub(crate) fn of(
        text: &str,
        tokens: &Tokens,
        sentence: TokenRange,
        scratch: &mut String,
    ) -> Self {
        let words = || {
            let words = sentence.ids().filter(|&token| tokens.kind(token) == TokenKind::Word);
            words.map(|token| &text[tokens.range(token)]).filter(|word| word.len() > LONGEST_SMALL)
        };
        let (mut all, mut shouted, mut usually_small) = (0, 0, 0);
        for word in words() {
            if !word.starts_with(char::is_uppercase) {
                return Self::Sentence;
            }
            all += 1;
            shouted += u32::from(!word.chars().any(char::is_lowercase));
        }
        if all < FEWEST_WORDS {
            return Self::Sentence;
        }
        for word in words().skip(1) {
            lower_into(word, scratch);
            usually_small += u32::from(SMALL_WORDS.contains(scratch));
        }
        // Where little is usually small, all may be names: "Maria Lopez, Riga General Hospital".
        match () {
            () if 3 * usually_small < all => Self::Sentence,
            () if 2 * shouted > all => Self::Capitals,
            () if ends_as_sentence(text, tokens, sentence) => Self::Sentence,
            () => Self::Title,
        }
    }

    /// Writes `word`, the first of its sentence or not, into `out` as it is usually written, and says so; `false` if
    /// that is as it is here.
    pub(crate) fn restore(self, word: &str, first: bool, out: &mut String) -> bool {
        if self == Self::Sentence || !word.starts_with(char::is_uppercase) {
            return false;
        }
        lower_into(word, out);
        let small = !(first || word == "US" || word == "I") && SMALL_WORDS.contains(out);
        if small || self == Self::Title {
            return small;
        }
        let is_name =
            word.len() > LONGEST_ABBREVIATION && word.bytes().all(|b| b.is_ascii_uppercase());
        if is_name {
            out[..1].make_ascii_uppercase();
        }
        is_name
    }
}

fn ends_as_sentence(text: &str, tokens: &Tokens, sentence: TokenRange) -> bool {
    let last = sentence.ids().next_back();
    last.is_some_and(|last| text[tokens.range(last)].starts_with('.'))
}

#[cfg(test)]
mod tests {
    use sayso_text::Segmentation;

    use super::*;

    fn restored(text: &str) -> String {
        let segmentation = Segmentation::of(text);
        let (tokens, mut out, mut all) = (segmentation.tokens(), String::new(), Vec::new());
        for &sentence in segmentation.sentences() {
            let casing = Casing::of(text, tokens, sentence, &mut out);
            for (i, token) in sentence.ids().enumerate() {
                let word = &text[tokens.range(token)];
                let changed = casing.restore(word, i == 0, &mut out);
                all.push(if changed { out.clone() } else { word.to_owned() });
            }
        }
        all.join(" ")
    }

    #[test]
    fn headlines_are_read_as_ordinary_text() {
        for (text, expected) in [
            (
                "Avigilon Joins Norbank In Riga To Showcase Video Cameras, CEO Says",
                "Avigilon joins Norbank in Riga to showcase video cameras , CEO says",
            ),
            (
                "MINISTER DENIES THAT US LENDERS WERE WARNED BY THE FBI, LOPEZ SAYS",
                "Minister denies that US lenders were warned by the FBI , Lopez says",
            ),
        ] {
            assert_eq!(restored(text), expected);
        }
    }

    #[test]
    fn ordinary_text_and_names_stay() {
        for text in [
            "Senior Vice President Maria Lopez of Riga General Hospital said so",
            "Maria Lopez , Riga General Hospital , Latvia",
            "The Daily Echo and the Evening Post agree",
            "BREAKING NEWS",
        ] {
            assert_eq!(restored(text), text);
        }
    }
}
