//! Datelines: "KYIV, Nov. 23 (Reuters) -".

use super::words::{self, Use};
use super::{Boilerplate, BoilerplateKind, Line};
use crate::{Date, Segmentation, TokenId, TokenRange};

/// A dateline has no more tokens than this.
const LONGEST: u32 = 24;
/// A place in capitals alone, without outlet and day, has no more.
const LONGEST_PLACE: u32 = 6;
/// A place and a day with its year, without capitals: "Port Ellmar, May 2, 2023".
const LONGEST_DATED: u32 = 10;
/// The name of a town in capitals: "SALT LAKE CITY".
const LONGEST_TOWN: usize = 3;

/// "Nov.", "November", "NOV.": a month in bylines and datelines has a capital.
pub(super) fn is_month(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    word.starts_with(char::is_uppercase) && Date::month_named(word).is_some()
}

/// "Monday", "Mon."
pub(super) fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(&word))
}

/// "AP", "AP3": a short name in capitals, but not a party and its state.
fn is_agency(name: &str) -> bool {
    let name = name.trim();
    let letters = name.bytes().filter(u8::is_ascii_uppercase).count();
    (2..=6).contains(&name.len())
        && letters >= 2
        && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && !matches!(name, "GOP" | "DEM" | "REP" | "IND")
}

/// The time of day with which an entry of a live blog begins: "18.42 All trains are cancelled".
pub(super) fn stamp(line: Line<'_>) -> Option<Boilerplate> {
    const FEWEST_WORDS: u32 = 4;
    let tokens = line.segmentation.tokens();
    let word = |t: u32| &line.text[tokens.range(TokenId::new(t))];
    let start = line.tokens.start();
    let time = word(start);
    let (hour, minute) = time.split_once([':', '.'])?;
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let minute = minute.trim_end_matches("am").trim_end_matches("pm");
    if !matches!(hour.len(), 1..=2) || minute.len() != 2 || !digits(hour) || !digits(minute) {
        return None;
    }
    let limit = line.tokens.end();
    let end = (start + 1..limit)
        .find(|&t| !Use::Time.has(word(t)) && !matches!(word(t), "-" | "–" | "|"))?;
    let goes_on = word(end).starts_with(|c: char| c.is_uppercase() || "\"“‘'".contains(c));
    (goes_on && limit - end >= FEWEST_WORDS)
        .then(|| line.found(BoilerplateKind::Dateline, TokenRange::new(start, end)))
}

/// "KABUL: The minister said on Monday": the place alone, before a sentence in which nobody speaks for himself but in
/// quotation marks.
pub(super) fn place(line: Line<'_>) -> Option<Boilerplate> {
    const FEWEST_WORDS: u32 = 6;
    const FEWEST_TOLD: u32 = 4;
    const VOICES: &[&str] = &["i", "me", "my", "our", "us", "we", "you", "your"];
    const QUOTES: &[&str] = &["“", "”", "\""];
    const SPEAKERS: &[&str] = &["he", "she", "it", "they"];
    let tokens = line.segmentation.tokens();
    let word = |t: u32| &line.text[tokens.range(TokenId::new(t))];
    let (start, end) = (line.tokens.start(), line.tokens.end());
    let town = |t: u32| {
        let word = word(t);
        word.len() >= 3 && word.bytes().all(|b| b.is_ascii_uppercase()) && !Use::Label.has(word)
    };
    let colon = (start..end).find(|&t| !town(t))?;
    let named = colon > start && colon - start <= LONGEST_TOWN as u32 && word(colon) == ":";
    let said = || (colon + 1..end).map(word);
    // "QUITO: “We will not sign,” the envoy said", but not "LUND: “We will not sign,” she said".
    let quoted = |w: &str| QUOTES.contains(&w);
    let tail = if quoted(said().next()?) {
        let close = (colon + 2..end).find(|&t| quoted(word(t)))?;
        (end - close > FEWEST_TOLD && !SPEAKERS.contains(&word(close + 1))).then_some(close + 1)?
    } else {
        colon + 1
    };
    let opens = said().next()?.starts_with(char::is_uppercase) || tail > colon + 1;
    let mut inside = false;
    let speaks = (tail..end).map(word).any(|w| {
        inside ^= quoted(w);
        // "KABUL: The US envoy said"
        !inside && w != "US" && VOICES.iter().any(|voice| voice.eq_ignore_ascii_case(w))
    });
    let told = named && end - colon > FEWEST_WORDS && word(end - 1) == "." && opens && !speaks;
    told.then(|| line.found(BoilerplateKind::Dateline, TokenRange::new(start, colon + 1)))
}

/// Where a dateline with a year ends, with which a paragraph begins: grammar is lost on it, so that it is a sentence of its
/// own. Shorter ones belong to the sentence that they open, as in the articles that models are trained on.
pub(crate) fn long(text: &str, segmentation: &Segmentation, paragraph: TokenRange) -> Option<u32> {
    let tokens = segmentation.tokens();
    let first = text[tokens.range(TokenId::new(paragraph.start()))].chars().next()?;
    if !first.is_uppercase() && !first.is_ascii_digit() {
        return None;
    }
    let found = find(Line { text, segmentation, tokens: paragraph })?;
    let date = &text[found.date?];
    let year = date.rsplit([' ', ',']).next().is_some_and(|year| year.len() == 4);
    (year && found.tokens.end() < paragraph.end()).then_some(found.tokens.end())
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
    // "8 June 2022, Geneva –"
    let is_day = first.len() <= 2 && first.bytes().all(|b| b.is_ascii_digit());
    if !in_brackets && !first.starts_with(char::is_uppercase) && !is_day {
        return None;
    }
    let (mut open, mut outlet, mut month, mut day, mut end) = (None, None, None, None, None);
    let (mut year, mut last) = (false, None);
    let is_number = |w: &str| w.bytes().all(|b| b.is_ascii_digit());
    let is_month_at = |t: u32| t < line.tokens.end() && is_month(word(t));
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
            ":" if outlet.is_some_and(|o| o.end() + 1 == t) && is_caps(first) => {
                end = Some(t);
                break;
            }
            // "SARAJEVO, 2 May 2019. The bridge"
            "." if year && last.is_some_and(|last| last + 1 == t) && is_caps(first) => {
                end = Some(t);
                break;
            }
            "," | "." | "/" | "and" | "of" | "de" => {}
            _ if is_month(w) => month = Some(t),
            // "12 March 2019"
            _ if w.len() <= 2 && month.is_none() && is_number(w) && is_month_at(t + 1) => {
                day = Some(t);
            }
            _ if month.is_some() && w.starts_with(|c: char| c.is_ascii_digit()) => {
                year |= w.len() == 4 && is_number(w);
                day = day.filter(|&day| Some(day) < month).or(Some(t));
                last = Some(t);
            }
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
        // "(Dalton) - The county attorney"
        Some(o) if in_brackets && o.end() + 1 == end => o.len() <= LONGEST_PLACE,
        Some(o) => known || caps && (dated || is_agency(&line.text[tokens.cover(o)])),
        None if dated => caps || year && place <= LONGEST_DATED,
        None => {
            let town = || (start..end).map(word).take_while(|w| *w != ",");
            caps && place <= LONGEST_PLACE && town().all(is_caps) && town().count() <= LONGEST_TOWN
        }
    };
    if !sure || !goes_on {
        return None;
    }
    let mut found = line.found(BoilerplateKind::Dateline, TokenRange::new(start, end + 1));
    let named = |o: &TokenRange| known || dated || is_agency(&line.text[tokens.cover(*o)]);
    found.outlet = outlet.filter(named).map(|o| tokens.cover(o));
    if let (Some(month), Some(day)) = (month, day) {
        let (first, last) = (month.min(day), month.max(day).max(last.unwrap_or(0)));
        found.date = Some(tokens.cover(TokenRange::new(first, last + 1)));
    }
    Some(found)
}
