//! Whether two names of people may be one person's, by their first names, initials and suffixes.

use sayso_lexicon::{Look, lists};
use sayso_text::TokenRange;

use super::super::state::Context;
use crate::known_names::NameClass;
use crate::names::Hints;
use crate::roles::Gender;

/// "Santa Anna" of "Antonio López de Santa Anna": two or more words that end or begin the longer name.
pub(super) fn is_part(hints: &[Hints], a: TokenRange, b: TokenRange) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let (few, many) = (&hints[short.indices()], &hints[long.indices()]);
    let same = |(a, b): (&Hints, &Hints)| a.key == b.key;
    few.len() > 1
        && few.len() < many.len()
        && (few.iter().zip(many).all(same) || few.iter().rev().zip(many.iter().rev()).all(same))
}

/// "A." and "Andrey", "Bill" and "William" by their first letter when one is an initial; `Robert "Bob" Hale` is Bob too.
pub(super) fn first_names_fit(context: &Context<'_>, a: TokenRange, b: TokenRange) -> bool {
    let fit = |a: &str, b: &str| {
        let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let stem = short.trim_end_matches('.');
        let initial = stem.chars().count() == 1;
        let fits = long.get(..stem.len()).is_some_and(|start| start.eq_ignore_ascii_case(stem));
        a.eq_ignore_ascii_case(b) || fits && (initial || stem.len() >= 3)
    };
    given(context, a).any(|a| given(context, b).any(|b| fit(context.word(a), context.word(b))))
}

/// Whether two names have no other initials after the first name: "George W. Bush", "George H.W. Bush".
pub(super) fn initials_fit(context: &Context<'_>, a: TokenRange, b: TokenRange) -> bool {
    let initial = |name: TokenRange| {
        let word = context.word(name.start() + 1);
        let second = name.len() > 2 && word.ends_with('.') && word.len() <= "H.W.".len();
        second.then(|| word.chars().next()).flatten()
    };
    initial(a).zip(initial(b)).is_none_or(|(a, b)| a == b)
}

/// The first name, and a nickname in quotation marks after it.
fn given(context: &Context<'_>, name: TokenRange) -> impl Iterator<Item = u32> {
    let mark = |t: u32| context.is(t, &["\"", "“", "‘"]);
    let quoted = (name.start() + 1..name.end()).find(|&t| mark(t)).map(|t| t + 1);
    std::iter::once(name.start()).chain(quoted.filter(|&t| t < name.end()))
}

pub(super) fn gender(context: &Context<'_>, tokens: TokenRange) -> Gender {
    // A title before it, then the first name.
    if tokens.start() > 0 {
        let before = context.roles.of(context.lexemes[tokens.indices().start - 1].word).gender();
        if before != Gender::Unknown {
            return before;
        }
    }
    // "Ben-David" is a family name.
    if tokens.len() < 2 || tokens.len() == 3 && context.is(tokens.start() + 1, &["-"]) {
        return Gender::Unknown;
    }
    Gender::of_first_name(context.word(tokens.start()))
}

/// Whether a single name is the first of two family names: "Acosta" of "Melba Acosta Febo". In headlines other words follow a
/// family name: "Marco Rubio Donor".
pub(super) fn is_inner_name(context: &Context<'_>, single: u32, long: TokenRange) -> bool {
    const NEAR: usize = 5000;
    let word = |t: u32| context.lexemes[t as usize].word;
    let known = &context.hints[single as usize];
    let given = known.is(NameClass::Male) || known.is(NameClass::Female);
    let inner = long.len() == 3 && word(long.start() + 1) == word(single) && !given;
    let last = word(long.end() - 1);
    let near =
        (single as usize).saturating_sub(NEAR)..context.lexemes.len().min(single as usize + NEAR);
    inner && !context.lexemes[near].iter().any(|s| s.word == last && s.look == Look::Lower)
}

/// Not father and son: "Charles Elliott Jr." and "Charles Elliott III".
pub(super) fn suffixes_fit(context: &Context<'_>, a: TokenRange, b: TokenRange) -> bool {
    let suffix = |name: TokenRange| {
        let last = &context.lexemes[name.indices().end - 1];
        lists::NAME_SUFFIXES.contains_hash(last.word).then_some(last.word)
    };
    match (suffix(a), suffix(b)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}
