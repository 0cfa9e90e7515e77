//! Whether two names of bodies or places may mean the same: acronyms, parts, the country before a name.

use sayso_lexicon::{Look, lists};
use sayso_text::TokenRange;

use super::super::full_names::is_word;
use super::super::state::{self, Context};
use super::{last_word, same_words};
use crate::known_names::NameClass;

/// An acronym of the other, or the beginning of it.
pub(super) fn same_body(context: &Context<'_>, a: TokenRange, b: TokenRange) -> bool {
    let (a, b) = (without_article(context, a), without_article(context, b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() == 1 && long.len() > 1 && is_acronym(context, short, long) {
        return true;
    }
    let hints = context.hints;
    let (few, many) = (&hints[short.indices()], &hints[long.indices()]);
    if few.len() == many.len() {
        return same_words(hints, short, long) || is_national(context, short, long);
    }
    // "Goldman" and "Goldman Sachs"; but "Ukrainian army" is not "Ukrainian".
    let starts = few.iter().zip(many).all(|(a, b)| a.key == b.key);
    let plain = few[0].is(NameClass::Nationality)
        || few[0].is(NameClass::Country)
        || few[0].is(NameClass::State);
    // "Rovers" of Carrick Rovers; "Committee" says of many what they are, and Twitter is a name of its own.
    let last = short.end() - 1;
    let telling =
        !context.in_list(last, &lists::BODY_TYPES) && !is_word(context, last) && few[0].listed == 0;
    // "the Post" of The Washington Post.
    let outlet = many.iter().any(|hints| hints.is(NameClass::Outlet));
    // "SVP" is not "Junge SVP".
    let letters = context.lexemes[short.indices().start].look == Look::Capitals;
    let end = few.len() > 1 || telling && !letters || outlet;
    let end = end && few.iter().rev().zip(many.iter().rev()).all(|(a, b)| a.key == b.key);
    starts && !plain && !is_whole(context, short, long) || end || is_national(context, short, long)
}

/// Whether what begins a longer name is the whole name of another body: "Senate" and "Senate Judiciary Committee", but not
/// "Bank" of "Bank of America" or a name with its legal form.
fn is_whole(context: &Context<'_>, short: TokenRange, long: TokenRange) -> bool {
    let rest = TokenRange::new(long.start() + short.len(), long.end());
    let whole = context.in_list(short.end() - 1, &lists::BODY_TYPES)
        || context.is(short.end() - 1, &["house"]);
    // "Treasury Department" is the Treasury.
    let type_of = |t: u32| lists::BODY_TYPES.get(&context.word(t).to_lowercase());
    let same_type = rest.len() == 1 && type_of(rest.start()) == type_of(short.end() - 1);
    let legal = |t: u32| lists::LEGAL_SUFFIXES.contains(context.word(t).trim_end_matches('.'));
    whole
        && !same_type
        && !context.is(rest.start(), &["of", "for"])
        && !rest.indices().all(|t| legal(t as u32))
}

/// "U.S. Congress", "United States Congress" and "Congress".
fn is_national(context: &Context<'_>, short: TokenRange, long: TokenRange) -> bool {
    let hints = context.hints;
    // Where a country's name or adjective that begins it ends, and which country that is.
    let nation = |tokens: TokenRange| {
        let parts = (1..tokens.len().min(4)).rev().map(|n| tokens.start() + n);
        let entries =
            parts.map(|end| (end, state::entry(hints, TokenRange::new(tokens.start(), end))));
        let mut nations = entries
            .filter(|(_, entry)| entry.is(NameClass::Country) || entry.is(NameClass::Nationality));
        nations.next().map_or((tokens.start(), None), |(end, entry)| (end, entry.country()))
    };
    let ((from, of), (body, country)) = (nation(short), nation(long));
    let same = from == short.start() || country.is_some() && country == of;
    if body == long.start() {
        return false;
    }
    let rest = |start, tokens: TokenRange| TokenRange::new(start, tokens.end());
    same && same_words(hints, rest(from, short), rest(body, long))
}

fn without_article(context: &Context<'_>, tokens: TokenRange) -> TokenRange {
    let article = tokens.len() > 1 && context.is(tokens.start(), &["the"]);
    TokenRange::new(tokens.start() + u32::from(article), tokens.end())
}

/// "LA" and "Los Angeles", "Taipei" and "Taipei City"; but Mexico City is not Mexico, and a town is not the island or
/// province that is called after it.
pub(super) fn same_place(context: &Context<'_>, a: TokenRange, b: TokenRange) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() == 1 && long.len() > 1 && is_acronym(context, short, long) {
        return true;
    }
    let hints = context.hints;
    let (few, many) = (&hints[short.indices()], &hints[long.indices()]);
    few.len() + 1 == many.len()
        && !few[0].is(NameClass::Country)
        && few.iter().zip(many).all(|(a, b)| a.key == b.key)
        && context.is(long.end() - 1, &["City", "Town"])
}

/// "Phailin" of "Cyclone Phailin".
pub(super) fn is_end(context: &Context<'_>, a: TokenRange, b: TokenRange) -> bool {
    (a.len() == 1) != (b.len() == 1)
        && last_word(context.lexemes, a) == last_word(context.lexemes, b)
}

fn is_acronym(context: &Context<'_>, short: TokenRange, long: TokenRange) -> bool {
    let letters = context.word(short.start());
    let capitals = letters.chars().filter(|c| c.is_alphabetic());
    if letters.len() < 2 || !letters.chars().all(|c| c.is_uppercase() || c == '.') {
        return false;
    }
    let initials = |small: bool| {
        let words = long.ids().map(|id| context.word(id.raw()));
        words
            .filter(move |word| small || word.starts_with(char::is_uppercase))
            .filter_map(|word| word.chars().next())
            .filter(|c| c.is_alphabetic())
            .flat_map(char::to_uppercase)
    };
    capitals.clone().eq(initials(false)) || capitals.eq(initials(true))
}
