//! What is no part of a name: titles, offices, what a dash parts, what web pages write after it; and the nickname that is.

use sayso_lexicon::{Look, lists};
use sayso_text::TokenRange;

use super::super::full_names::{is_first_name, is_people_noun, is_person_noun};
use super::super::state::Context;
use crate::roles::{ROLE, TITLE};

/// Offices in capitals before a name; others of two letters may be initials: "JD Vance".
const OFFICES: &[&str] = &["AG", "DA", "FM", "MD", "MP", "PM", "SP", "VP"];

/// What a role begins with that has capitals.
const ROLE_OPENERS: &[&str] = &[
    "Acting",
    "Assistant",
    "Associate",
    "Communications",
    "Deputy",
    "Executive",
    "Interim",
    "Managing",
    "Political",
    "Senior",
    "Vice",
];

/// "Peter Santilli" of "Ore. - Peter Santilli": what a hyphen with blanks parts from it is another name, the shorter part. Longer
/// dashes are in no name.
pub(super) fn without_dash(context: &Context<'_>, name: TokenRange) -> TokenRange {
    let parts = |&t: &u32| {
        context.is(t, &["-"])
            && context.range(t - 1).end() < context.range(t).start()
            && context.range(t).end() < context.range(t + 1).start()
    };
    let Some(dash) = (name.start() + 1..name.end() - 1).find(parts) else { return name };
    let (before, after) =
        (TokenRange::new(name.start(), dash), TokenRange::new(dash + 1, name.end()));
    let words = |part: TokenRange| {
        part.ids().filter(|t| context.lexemes[t.index()].look == Look::Capital).count()
    };
    if words(after) > words(before) { after } else { before }
}

/// The name after the last title in it: "Judicial Watch President Tom Fitton", as headlines write it. A first name and a
/// family name must follow.
pub(super) fn after_title(context: &Context<'_>, name: TokenRange) -> Option<TokenRange> {
    let given = |t: u32| is_first_name(context, t);
    let title = |&t: &u32| {
        let lexeme = &context.lexemes[t as usize];
        // "Arcon CTO Paul Rhodes"
        let office = lexeme.look == Look::Capitals
            && context.is_capital(t + 1)
            && context.roles.of(lexeme.word).any(TITLE);
        (lexeme.look == Look::Capital || office)
            && (context.roles.of(lexeme.word).any(TITLE)
                || is_person_noun(context, t)
                || is_people_noun(context, t))
            && !context.is(t, &["St."])
            && !(t == name.start() && given(t))
            && (given(t + 1)
                || t == name.start() && opens_name(context, name)
                // "Former House Speaker Newt Gingrich"
                || t + 3 == name.end() && context.in_list(t, &lists::OFFICES))
    };
    let last = (name.start()..name.end().saturating_sub(2)).rev().find(title)?;
    let own = TokenRange::new(last + 1, name.end());
    let written = |t: u32| {
        let initial = context.word(t).ends_with('.');
        initial || context.lexemes[t as usize].look == Look::Capital
    };
    let body = context.in_list(own.end() - 1, &lists::BODY_TYPES);
    (!body && own.indices().all(|t| written(t as u32))).then_some(own)
}

/// Whether a name of three words opens a sentence with what somebody is: "Carpenter Dai Sorrell".
fn opens_name(context: &Context<'_>, name: TokenRange) -> bool {
    let capital = |t: u32| context.lexemes[t as usize].look == Look::Capital;
    name.len() == 3
        && context.hints[name.indices().start].initial
        && name.ids().all(|t| capital(t.raw()))
}

/// Takes out what web pages write after a name: "Bob Lund Robert (Bob) Ray Lund", "Don Pell Don Ray Pell".
pub(super) fn without_legal_name(context: &Context<'_>, name: TokenRange) -> TokenRange {
    let word = |t: u32| context.lexemes.get(t as usize).map(|lexeme| lexeme.word);
    let (first, end) = (name.start(), name.end());
    let nickname = context.is(end, &["("]) && word(end + 1) == word(first);
    let again = (first + 2..end).find(|&t| word(t) == word(first));
    match again {
        Some(again) => TokenRange::new(first, again),
        None if nickname && name.len() > 2 => TokenRange::new(first, end - 1),
        None => name,
    }
}

/// Takes offices out of a name: "ADA Amy Derrick", "DCI Per Lund" have one in capitals before a first and a family name
/// in the usual letters.
pub(super) fn without_office(context: &Context<'_>, name: TokenRange) -> TokenRange {
    let look = |t: u32| context.lexemes[t as usize].look;
    let (first, end) = (name.start(), name.end());
    let word = context.word(first);
    let office = name.len() > 2
        && look(first) == Look::Capitals
        && word.bytes().all(|b| b.is_ascii_uppercase())
        && (word.len() > 2 || OFFICES.contains(&word));
    match office && look(first + 1) == Look::Capital && look(end - 1) == Look::Capital {
        true => TokenRange::new(first + 1, end),
        false => name,
    }
}

/// A name with the whole of the nickname in it: "Ana "Nita" Bell"; without half of one.
pub(super) fn with_nickname(context: &Context<'_>, name: TokenRange) -> TokenRange {
    const LONGEST: u32 = 3;
    let mark = |&t: &u32| context.is(t, &["\"", "“", "”", "‘", "’", "'", "''"]);
    let capital =
        |t: u32| context.lexemes.get(t as usize).is_some_and(|lexeme| lexeme.look == Look::Capital);
    let Some(open) = (name.start() + 1..=name.end()).find(mark) else { return name };
    let close = (open + 2..=open + 1 + LONGEST).find(mark);
    let whole = close.filter(|&close| {
        let words = (open + 1..close).all(capital) && capital(close + 1);
        let first = name.len() == 1;
        words && open < name.end() + u32::from(first) && context.same_sentence(open, close + 1)
    });
    match whole {
        Some(close) => TokenRange::new(name.start(), name.end().max(close + 2)),
        None if context.is(open, &["\"", "“"]) && (open..name.end()).filter(mark).count() == 1 => {
            TokenRange::new(name.start(), open)
        }
        None => name,
    }
}

/// Whether a word after the name of a body belongs to a role: "Steelworkers Political Director Tim Waters".
pub(super) fn is_part_of_role(context: &Context<'_>, token: u32) -> bool {
    context.is(token, ROLE_OPENERS)
        && token > 0
        && context.is_capital(token - 1)
        && context.is_capital(token + 1)
        && context
            .lexemes
            .get(token as usize + 1)
            .is_some_and(|next| context.roles.of(next.word).any(ROLE))
}
