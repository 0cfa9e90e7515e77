//! Datelines: "KYIV, Nov. 23 (Reuters) -".

use super::words::{self, Use};
use super::{Boilerplate, BoilerplateKind, Line};
use crate::{Date, TokenId, TokenRange};

/// A dateline has no more tokens than this.
const LONGEST: u32 = 24;
/// A place in capitals alone, without outlet and day, has no more.
const LONGEST_PLACE: u32 = 6;
/// The name of a town in capitals: "SALT LAKE CITY".
const LONGEST_TOWN: usize = 3;

/// "Nov.", "November", "NOV.": a month in bylines and datelines has a capital.
pub(super) fn is_month(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    word.starts_with(char::is_uppercase) && Date::month_named(word).is_some()
}

/// The dateline with which a paragraph begins.
pub(super) fn find(line: Line<'_>) -> Option<Boilerplate> {
    let tokens = line.segmentation.tokens();
    let word = |t: u32| &line.text[tokens.range(TokenId::new(t))];
    let start = line.tokens.start();
    let first = word(start);
    let in_brackets = first == "(";
    let is_caps = |w: &str| {
        w.chars().filter(|c| c.is_uppercase()).count() >= 3 && w.chars().all(|c| !c.is_lowercase())
    };
    if !in_brackets && !first.starts_with(char::is_uppercase) {
        return None;
    }
    let (mut open, mut outlet, mut month, mut day, mut end) = (None, None, None, None, None);
    for t in start..line.tokens.end().min(start + LONGEST) {
        let w = word(t);
        match w {
            "(" if open.is_none() && outlet.is_none() => open = Some(t),
            ")" if outlet.is_none() => outlet = Some(TokenRange::new(open? + 1, t)),
            "—" | "–" | "-" | "--" | "―" if t > start && tokens.space_before(TokenId::new(t)) =>
            {
                end = Some(t);
                break;
            }
            "—" | "--" if outlet.is_some_and(|o| o.end() + 1 == t) => {
                end = Some(t);
                break;
            }
            "," | "." | "/" | "and" | "of" | "de" => {}
            _ if is_month(w) => month = Some(t),
            _ if month.is_some() && w.starts_with(|c: char| c.is_ascii_digit()) => day = Some(t),
            _ if w.starts_with(char::is_uppercase) => {}
            _ => return None,
        }
    }
    let end = end?;
    if open.is_some() && outlet.is_none() {
        return None;
    }
    let name = outlet.map(|o| line.text[tokens.cover(o)].trim());
    let known = name.is_some_and(words::is_outlet);
    let caps = is_caps(first) && !Use::Label.has(first);
    let dated = month.is_some() && day.is_some();
    let place = end - start;
    // The text goes on with a capital: "NATO - an alliance - said so" has no dateline.
    let goes_on = end + 1 < line.tokens.end()
        && word(end + 1)
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"“‘'".contains(c));
    let sure = match outlet {
        Some(_) => known || caps && dated,
        None if dated => caps,
        None => {
            let town = || (start..end).map(word).take_while(|w| *w != ",");
            caps && place <= LONGEST_PLACE && town().all(is_caps) && town().count() <= LONGEST_TOWN
        }
    };
    if !sure || !goes_on {
        return None;
    }
    let mut found = line.found(BoilerplateKind::Dateline, TokenRange::new(start, end + 1));
    found.outlet = outlet.filter(|_| known).map(|o| tokens.cover(o));
    if let (Some(month), Some(day)) = (month, day)
        && month < day
    {
        found.date = Some(tokens.cover(TokenRange::new(month, day + 1)));
    }
    Some(found)
}
