//! What a token looks like to the boundary classifier.

use std::sync::LazyLock;

use crate::abbreviations::{self, Abbreviation};
use crate::packed::PackedMap;
use crate::tokens::TokenKind;

#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Shape {
    /// Outside the paragraph.
    None,
    Lower,
    /// A capitalised word that often begins a sentence and is no name: "The", "However".
    Starter,
    Title,
    Upper,
    /// One capital, with or without a stop.
    Initial,
    /// "H.W.": more likely a person's than the words below.
    Initials,
    /// "U.S.", "D.C."
    PlaceAcronym,
    /// "p.m.", "e.g."
    LowerAcronym,
    TitleAbbreviation,
    EndAbbreviation,
    InsideAbbreviation,
    NumberAbbreviation,
    Number,
    Stop,
    Question,
    Ellipsis,
    Comma,
    Colon,
    Semicolon,
    Open,
    Close,
    OpeningQuote,
    ClosingQuote,
    Apostrophe,
    Dash,
    Bullet,
    Symbol,
    Address,
    Emoji,
}

static STARTERS: LazyLock<PackedMap<()>> =
    LazyLock::new(|| PackedMap::read(include_str!("../../data/sentence-starters.tsv"), |_, _| ()));

impl Shape {
    pub(super) fn of(word: &str, kind: TokenKind) -> Self {
        let first = word.as_bytes()[0];
        match kind {
            TokenKind::Word => Self::of_word(word),
            TokenKind::Number => Self::Number,
            TokenKind::Punctuation => match first {
                b'.' if word.len() > 1 && word.bytes().all(|b| b == b'.') => Self::Ellipsis,
                b'.' => Self::Stop,
                b'!' | b'?' => Self::Question,
                b',' => Self::Comma,
                b':' => Self::Colon,
                b';' => Self::Semicolon,
                b'(' | b'[' | b'{' => Self::Open,
                b')' | b']' | b'}' => Self::Close,
                _ if word == "…" => Self::Ellipsis,
                _ if matches!(word, "•" | "·" | "⁃") => Self::Bullet,
                _ => Self::Dash,
            },
            // The walk knows which way a mark faces.
            TokenKind::Quote => Self::OpeningQuote,
            TokenKind::Symbol => Self::Symbol,
            TokenKind::Url | TokenKind::Email | TokenKind::Handle | TokenKind::Hashtag => {
                Self::Address
            }
            TokenKind::Emoji => Self::Emoji,
        }
    }

    fn of_word(word: &str) -> Self {
        if word.as_bytes()[word.len() - 1] == b'.' {
            return Self::of_abbreviation(&word[..word.len() - 1]);
        }
        let mut chars = word.chars();
        let Some(first) = chars.next().filter(|c| c.is_uppercase()) else {
            return Self::Lower;
        };
        match chars.next() {
            None if first == 'A' || first == 'I' => Self::Starter,
            None => Self::Initial,
            Some(second) if second.is_uppercase() => Self::Upper,
            Some(_) if is_starter(word) => Self::Starter,
            Some(_) => Self::Title,
        }
    }

    fn of_abbreviation(body: &str) -> Self {
        if body.len() == 1 {
            return Self::Initial;
        }
        match abbreviations::lookup(body) {
            Some(Abbreviation::Title) => Self::TitleAbbreviation,
            Some(Abbreviation::End) => Self::EndAbbreviation,
            Some(Abbreviation::Inside) => Self::InsideAbbreviation,
            Some(Abbreviation::Number) => Self::NumberAbbreviation,
            None if body.starts_with(char::is_lowercase) || matches!(body, "P.M" | "A.M") => {
                Self::LowerAcronym
            }
            None if matches!(
                body,
                "U.S" | "U.N" | "U.K" | "E.U" | "D.C" | "U.S.A" | "N.Y" | "L.A" | "N.J"
            ) =>
            {
                Self::PlaceAcronym
            }
            None => Self::Initials,
        }
    }
}

fn is_starter(word: &str) -> bool {
    STARTERS.get(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starters_are_found_in_any_case() {
        assert!(is_starter("However") && !is_starter("Embassy") && !is_starter("Bush"));
    }
}
