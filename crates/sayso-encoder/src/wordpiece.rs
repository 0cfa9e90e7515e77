//! Word pieces as the uncased BERT cuts them: lower-cased, without accents, the longest known piece first.

use std::str::Chars;

use rustc_hash::FxHashMap;
use sayso_text::TextRange;
use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::char::decompose_canonical;

/// Longer words are unknown, in characters.
const LONGEST: usize = 100;

/// A piece of a word of the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Where it is.
    pub range: TextRange,
    /// Whether it continues the word of the piece before it.
    pub continues: bool,
    /// Its number in the vocabulary.
    pub id: u32,
}

/// The known pieces.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// Pieces that begin a word, and those that continue one, without their mark.
    first: FxHashMap<Box<str>, u32>,
    next: FxHashMap<Box<str>, u32>,
    longest: usize,
    unknown: u32,
    pub(crate) begin: u32,
    pub(crate) end: u32,
}

/// The characters of one word as the vocabulary has them.
#[derive(Debug, Default)]
pub(crate) struct WordScratch {
    word: String,
    /// Of each character, where it begins in `word`, and where it comes from in the text.
    origins: Vec<(u32, TextRange)>,
}

impl Vocabulary {
    /// Reads a list of pieces, one a line; none if it has no marks of beginning, end and the unknown.
    pub(crate) fn read(list: &str) -> Option<Self> {
        let (mut first, mut next) = (FxHashMap::default(), FxHashMap::default());
        let mut longest = 0;
        for (id, piece) in (0..).zip(list.lines()) {
            longest = longest.max(piece.len());
            match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => next.insert(rest.into(), id),
                _ => first.insert(piece.into(), id),
            };
        }
        let id = |piece: &str| first.get(piece).copied();
        let (begin, end, unknown) = (id("[CLS]")?, id("[SEP]")?, id("[UNK]")?);
        Some(Self { begin, end, unknown, first, next, longest })
    }

    /// Replaces `pieces` by those of `text`.
    pub(crate) fn cut(&self, text: &str, scratch: &mut WordScratch, pieces: &mut Vec<Piece>) {
        pieces.clear();
        for (at, c) in text.char_indices() {
            let range = TextRange::new(at as u32, (at + c.len_utf8()) as u32);
            if c.is_ascii_alphanumeric() {
                scratch.push(c.to_ascii_lowercase(), range);
            } else if c.is_ascii_punctuation() || is_ideograph(c) {
                self.single(c, range, scratch, pieces);
            } else if matches!(c, ' ' | '\t' | '\n' | '\r') {
                self.end_word(scratch, pieces);
            } else if is_dropped(c) {
                // It is not even white space: what is around it is one word.
            } else if c.is_whitespace() {
                self.end_word(scratch, pieces);
            } else {
                decompose_canonical(c, |c| {
                    if !is_accent(c) {
                        for c in c.to_lowercase() {
                            if is_punctuation(c) {
                                self.single(c, range, scratch, pieces);
                            } else {
                                scratch.push(c, range);
                            }
                        }
                    }
                });
            }
        }
        self.end_word(scratch, pieces);
    }

    /// A word of one character.
    fn single(
        &self,
        c: char,
        range: TextRange,
        scratch: &mut WordScratch,
        pieces: &mut Vec<Piece>,
    ) {
        self.end_word(scratch, pieces);
        scratch.push(c, range);
        self.end_word(scratch, pieces);
    }

    /// Cuts up the word that has been read.
    fn end_word(&self, scratch: &mut WordScratch, pieces: &mut Vec<Piece>) {
        let WordScratch { word, origins } = scratch;
        let (before, count) = (pieces.len(), origins.len());
        let mut at = 0;
        while at < count {
            let start = origins[at].0 as usize;
            let known = if at == 0 { &self.first } else { &self.next };
            let end_of = |end: usize| origins.get(end).map_or(word.len(), |o| o.0 as usize);
            let found = (at + 1..=count)
                .rev()
                .filter(|&end| end_of(end) - start <= self.longest)
                .find_map(|end| Some((end, *known.get(&word[start..end_of(end)])?)));
            let Some((end, id)) = found.filter(|_| count <= LONGEST) else {
                pieces.truncate(before);
                let range = TextRange::new(origins[0].1.start(), origins[count - 1].1.end());
                pieces.push(Piece { range, continues: false, id: self.unknown });
                break;
            };
            let range = TextRange::new(origins[at].1.start(), origins[end - 1].1.end());
            pieces.push(Piece { range, continues: at > 0, id });
            at = end;
        }
        word.clear();
        origins.clear();
    }
}

impl WordScratch {
    fn push(&mut self, c: char, range: TextRange) {
        self.origins.push((self.word.len() as u32, range));
        self.word.push(c);
    }
}

/// Whether a character is left out.
fn is_dropped(c: char) -> bool {
    use GeneralCategory::{Control, Format, PrivateUse};
    c == '\u{fffd}' || matches!(get_general_category(c), Control | Format | PrivateUse)
}

fn is_accent(c: char) -> bool {
    !c.is_ascii() && get_general_category(c) == GeneralCategory::NonspacingMark
}

fn is_punctuation(c: char) -> bool {
    use GeneralCategory::{
        ClosePunctuation, ConnectorPunctuation, DashPunctuation, FinalPunctuation,
        InitialPunctuation, OpenPunctuation, OtherPunctuation,
    };
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    matches!(
        get_general_category(c),
        ClosePunctuation
            | ConnectorPunctuation
            | DashPunctuation
            | FinalPunctuation
            | InitialPunctuation
            | OpenPunctuation
            | OtherPunctuation
    )
}

/// Whether a character of Chinese writing is a word by itself.
fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{4e00}'..='\u{9fff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{20000}'..='\u{2a6df}'
        | '\u{2a700}'..='\u{2b73f}'
        | '\u{2b740}'..='\u{2b81f}'
        | '\u{2b920}'..='\u{2ceaf}'
        | '\u{f900}'..='\u{faff}'
        | '\u{2f800}'..='\u{2fa1f}')
}

/// What a piece looks like in the text, which its lower-cased form does not tell: 0 to 7.
pub(crate) fn shape(piece: &str) -> u8 {
    let any = |is: fn(char) -> bool| piece.chars().any(is);
    let chars = || -> Chars<'_> { piece.chars() };
    if !any(char::is_alphabetic) {
        return if any(char::is_numeric) { 1 } else { 2 };
    }
    let (upper, lower) = (any(char::is_uppercase), any(char::is_lowercase));
    match (upper, lower) {
        (true, false) if chars().nth(1).is_some() => 3,
        (true, false) => 4,
        (true, true) if chars().next().is_some_and(char::is_uppercase) => 5,
        (false, true) => 6,
        _ => 7,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(String, String)> {
        const LIST: &str = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n##ed\n##s\nsay\nsaid\nstrass\nzelensky\ny\n'\n“\n\
             .\n中\n##ing\nsay##\n…";
        let vocabulary = Vocabulary::read(LIST).expect("a list");
        let names: Vec<&str> = LIST.lines().collect();
        let mut pieces = Vec::new();
        vocabulary.cut(text, &mut WordScratch::default(), &mut pieces);
        let name =
            |piece: &Piece| (names[piece.id as usize].to_owned(), text[piece.range].to_owned());
        pieces.iter().map(name).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn the_longest_pieces_come_first() {
        assert_eq!(
            cut("Says SAYING"),
            pairs(&[("say", "Say"), ("##s", "s"), ("say", "SAY"), ("##ing", "ING"),])
        );
        assert_eq!(cut("sayx said"), pairs(&[("[UNK]", "sayx"), ("said", "said")]));
    }

    #[test]
    fn accents_marks_and_signs_are_as_in_bert() {
        assert_eq!(
            cut("“Zélènsky’s…"),
            pairs(&[
                ("“", "“"),
                ("zelensky", "Zélènsky"),
                ("[UNK]", "’"),
                ("[UNK]", "s"),
                ("…", "…"),
            ])
        );
        assert_eq!(
            cut("sa\u{ad}id\u{0} 中中"),
            pairs(&[("said", "sa\u{ad}id"), ("中", "中"), ("中", "中"),])
        );
        let long = "s".repeat(101);
        assert_eq!(cut(&long), pairs(&[("[UNK]", &long)]));
    }

    #[test]
    fn shapes_tell_case() {
        for (piece, expected) in
            [("1,5", 1), ("“", 2), ("UN", 3), ("A", 4), ("Mr", 5), ("mr", 6), ("iOS", 7), ("中", 7)]
        {
            assert_eq!(shape(piece), expected, "{piece}");
        }
    }
}
