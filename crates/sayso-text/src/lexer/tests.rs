//! Tokens, written as the text with `|` where two touch and a space where white space parts them.

use proptest::prelude::*;

use crate::lexer::is_space;
use crate::{Segmentation, TokenId, TokenKind};

#[track_caller]
fn check(expected: &str) {
    let text = expected.replace('|', "");
    let segmentation = Segmentation::of(&text);
    let tokens = segmentation.tokens();
    let mut found = String::new();
    for token in tokens.all() {
        if token.raw() > 0 {
            found.push(if tokens.space_before(token) { ' ' } else { '|' });
        }
        found.push_str(&text[tokens.range(token)]);
    }
    assert_eq!(found, expected);
}

#[test]
fn clitics() {
    check("do|n't we|'ll Russia|'s it|’s DID|N'T they|'d|'ve O'Brien|'s ca|n't rock 'n' roll");
    check("can|not gon|na the workers|' rights L'Enfant d'état 2003|'s");
    check("is|nt wo|nt did|nt I|m you|re they|re du|nno DIDNT IM");
}

#[test]
fn hyphens() {
    check("long|-|term non-stop mid-1980s anti-American 26|-|year|-|old e-mail 1969|-|1970");
    check("KN-25 T-14 AK-47 Su-35S COVID-19 MiG-29s F-16s");
}

#[test]
fn abbreviations() {
    check(
        "Mr. Smith of the U.S. and Gen. J.P. Jones|, Ph.D.|, left at 5 p.m. on Jan. 3 (|No. 5|)|.",
    );
    check("Pitt|, Briggs & Co. at noon etc. and p. 55|.");
    check("Pitt|, Briggs & Co|.");
    check("you and I|. Did Albert I. Jones");
    check("St. Michael|'s Church on 5th st. near AT&T and PG&E|'s");
}

#[test]
fn numbers() {
    check(
        "$|1,000.50 12,000 3.5|% 11:30|am $|3|M 5|kg 20th 1980s 16/11/2004 2015-11-18 713-654-0365",
    );
    check("1980's 80's 2003|'s 47|'s $$$");
    check("US$ 4.5 €|20|bn 3:29 +|3 .50");
}

#[test]
fn addresses() {
    check(
        "see https://example.org/a_(b)?c=d|. Or example.com/x|, desk@example.org|, @kovalenko|, #Kyiv|, #|3",
    );
    check("(|www.example.org|) said|.|It <|desk@example.org|>");
    check("see minutes_2.pdf|, Annex-B.XLS|. in sci.space.history|, said|.|it");
}

#[test]
fn signs() {
    check("wait|... what|?! No|!!! “|Yes|,|” —|he|—|she -- 50/50 [|sic|] :) :/ ***");
    check("🇺🇦|🇰🇵 👩‍💻 👍🏽|! ❤️");
}

#[test]
fn kinds() {
    let text = "Kyiv 12,000 , “ $ https://a.org a@b.org @x #y 👍";
    let segmentation = Segmentation::of(text);
    let kinds: Vec<_> =
        segmentation.tokens().all().ids().map(|t| segmentation.tokens().kind(t)).collect();
    use TokenKind::*;
    assert_eq!(
        kinds,
        [Word, Number, Punctuation, Quote, Symbol, Url, Email, Handle, Hashtag, Emoji]
    );
}

proptest! {
    /// Tokens are in order, on character boundaries, and hold every character that is not white space;
    /// sentences and paragraphs tile the tokens; quotations stay in bounds.
    #[test]
    fn the_layout_is_well_formed(text in "(\\PC|[a-zA-Z0-9 .,'\"“”‘’\n\t\r-]|\\.\\.\\.|'s |n't |U\\.S\\. |@a |#b |http://c\\.d ){0,120}") {
        let segmentation = Segmentation::of(&text);
        let tokens = segmentation.tokens();
        let mut covered = vec![false; text.len()];
        let mut last = 0;
        for range in tokens.iter() {
            prop_assert!(range.start() >= last && !range.is_empty());
            prop_assert!(text.is_char_boundary(range.start() as usize) && text.is_char_boundary(range.end() as usize));
            covered[std::ops::Range::from(range)].fill(true);
            last = range.end();
        }
        for (i, c) in text.char_indices() {
            prop_assert_eq!(covered[i], !is_space(c), "{:?} at {}", c, i);
        }
        for layer in [segmentation.sentences(), segmentation.paragraphs()] {
            let mut next = 0;
            for range in layer {
                prop_assert!(range.start() == next && !range.is_empty());
                next = range.end();
            }
            prop_assert_eq!(next as usize, tokens.len());
        }
        for quotation in segmentation.quotations() {
            prop_assert!(quotation.tokens.end() as usize <= tokens.len() && quotation.tokens.len() > 1);
        }
        if let Some(last) = tokens.len().checked_sub(1) {
            prop_assert!(tokens.space_after(TokenId::new(last as u32)));
        }
    }
}
