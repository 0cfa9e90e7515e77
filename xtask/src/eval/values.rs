//! Expressions with their values, against the cases of a recogniser made for chat and mail.
//!
//! An expression is right where a mention that shares a character with it has its value. Both ways to resolve
//! "Friday" count; a range may end with its last element or before it ("2014 to 2018"). What only chat has is left out:
//! [`CHAT_ONLY`] says what.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sayso_entities::{Amount, Bound, Date, Days, Entities, Value, When};
use serde::Deserialize;
use serde_json::Value as Json;

use crate::train::bytes_of_chars;

#[derive(Debug, Deserialize)]
struct Case {
    text: String,
    #[serde(default)]
    date: Option<String>,
    results: Vec<Expression>,
}

#[derive(Debug, Deserialize)]
struct Expression {
    start: u32,
    end: u32,
    #[serde(rename = "type")]
    kind: String,
    resolution: Json,
}

/// Forms that no article has: the kind they are of, whether words are such a form, and why they are left out.
type ChatOnly = (&'static str, fn(&str, &str) -> bool, &'static str);

const CHAT_ONLY: &[ChatOnly] = &[
    ("number", |_, words| words.contains(['^', '+']), "formulas: 1.3x10^6"),
    ("number", |_, words| words.contains(" over "), "spoken sums: one over twenty"),
    ("number", |_, words| has_compound_denominator(words), "spoken sums: three twenty-firsts"),
    ("number", |text, _| text.contains("phone number"), "parts of telephone numbers"),
    ("ordinal.relative", |_, _| true, "items told from the one on the screen: delete the next one"),
    ("datetimeV2.date", |_, words| is_bare(words), "the current one without saying so: the day"),
    ("datetimeV2.date", |_, words| is_spoken_year(words), "years spelt out: nineteen eighty six"),
    ("datetimeV2.date", |text, words| is_machine_form(text, words), "forms and files: 2019-aug-1"),
    ("datetimeV2.date", |_, words| is_of_calendars(words), "offices' calendars: w/c, week 10, eod"),
];

fn has_compound_denominator(words: &str) -> bool {
    let parts: Vec<&str> = words.split([' ', '-']).filter(|part| !part.is_empty()).collect();
    let [.., before, last] = parts[..] else { return false };
    let large = |word: &str| {
        ["hundred", "thousand", "million", "billion", "trillion"].contains(&word)
            || word.ends_with("ty")
    };
    let denominator = ["th", "ths", "first", "firsts"].iter().any(|end| last.ends_with(end));
    let hundredths = last.ends_with("ths") && large(last.trim_end_matches("ths"));
    denominator && (large(before) || hundredths && parts.len() > 2)
}

fn is_bare(words: &str) -> bool {
    let words = words.strip_prefix("the ").unwrap_or(words);
    ["day", "week", "month", "year", "fortnight", "weekend"].contains(&words)
}

fn is_spoken_year(words: &str) -> bool {
    words.contains("nineteen ") || words.contains("two thousand")
}

fn is_machine_form(text: &str, words: &str) -> bool {
    let joined = words.split(' ').any(|word| {
        let letters = word.bytes().filter(u8::is_ascii_alphabetic).count();
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let month = letters == 3 && digits > 0 && !word.starts_with(['q', 'Q']);
        let dashes = digits == word.bytes().filter(|&b| b != b'-').count() && word.contains('-');
        month || dashes && word.len() == 7 || word.matches('-').count() > 2
    });
    joined
        || text.contains("www.")
        || text.contains('_')
        || words.split(' ').count() == 3 && words.bytes().all(|b| b.is_ascii_digit() || b == b' ')
}

fn is_of_calendars(words: &str) -> bool {
    let week = words.split("week ").nth(1);
    let numbered = week.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    numbered
        || ["w/c", "week starting", "business day", "working week", "eod", "otd"]
            .iter()
            .any(|form| words.contains(form))
}

pub(super) fn measure(gold: &Path) -> Result<Vec<(&'static str, f64)>> {
    let names: [(&str, &[&str]); 9] = [
        ("numbers", &["number"]),
        ("ordinals", &["ordinal"]),
        ("currency", &["currency"]),
        ("ranges", &["numberrange"]),
        ("dates", &["datetimeV2.date", "datetimeV2.daterange"]),
        ("durations", &["datetimeV2.duration"]),
        ("dimensions", &["dimension", "temperature"]),
        ("percents", &["percentage"]),
        ("ages", &["age"]),
    ];
    let mut tallies: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (number, line) in fs::read_to_string(gold)?.lines().enumerate() {
        let case: Case = serde_json::from_str(line)
            .with_context(|| format!("{}:{}: not a case", gold.display(), number + 1))?;
        let offsets = bytes_of_chars(&case.text);
        let date = case.date.as_deref().and_then(Date::parse);
        let entities = Entities::with(&case.text, None, date);
        for expression in &case.results {
            let range = sayso_text::TextRange::new(
                offsets[expression.start as usize],
                offsets[expression.end as usize],
            );
            let words = case.text[range].to_lowercase();
            let kind = expression.kind.as_str();
            let chat =
                CHAT_ONLY.iter().any(|(of, is, _)| kind.starts_with(of) && is(&case.text, &words));
            if chat || !has_value(expression) {
                continue;
            }
            let values = entities.within(range).iter().filter_map(|mention| mention.value);
            let right = values.into_iter().any(|value| is_right(expression, value));
            let tally = tallies.entry(name_of(kind)).or_default();
            *tally = (tally.0 + usize::from(right), tally.1 + 1);
        }
    }
    let share = |kinds: &[&str]| {
        let of = |kind: &&str| tallies.get(name_of(kind)).copied().unwrap_or_default();
        let (right, all) =
            kinds.iter().map(of).fold((0, 0), |sum, tally| (sum.0 + tally.0, sum.1 + tally.1));
        100.0 * right as f64 / (all as f64).max(1.0)
    };
    Ok(names.iter().map(|(name, kinds)| (*name, share(kinds))).collect())
}

/// The kind without its namespace.
fn name_of(kind: &str) -> &'static str {
    KINDS.iter().find(|known| **known == kind).copied().unwrap_or("other")
}

const KINDS: &[&str] = &[
    "number",
    "ordinal",
    "currency",
    "numberrange",
    "datetimeV2.date",
    "datetimeV2.daterange",
    "datetimeV2.duration",
    "dimension",
    "temperature",
    "percentage",
    "age",
];

/// The ways in which gold resolves an expression.
fn readings(expression: &Expression) -> impl Iterator<Item = &Json> {
    let resolution = &expression.resolution;
    let many = resolution["values"].as_array().map(Vec::as_slice);
    many.unwrap_or(std::slice::from_ref(resolution)).iter()
}

fn has_value(expression: &Expression) -> bool {
    readings(expression).all(|reading| {
        reading["value"] != "not resolved"
            && !(expression.kind == "currency" && reading["value"].is_null())
    })
}

fn is_right(expression: &Expression, value: Value) -> bool {
    readings(expression).any(|reading| match (expression.kind.as_str(), value) {
        ("datetimeV2.date", Value::Date(When::Days(days))) => {
            reading["value"].as_str() == Some(days.to_string().as_str())
        }
        ("datetimeV2.daterange", Value::Date(when)) => is_stretch(reading, when),
        ("datetimeV2.duration", Value::Quantity { amount, unit: Some(unit), .. }) => seconds(unit)
            .is_some_and(|seconds| {
                number(&reading["value"]).is_some_and(|all| close(amount.low * seconds, all))
            }),
        ("numberrange", _) => value.amount().is_some_and(|amount| is_range(reading, amount)),
        (kind, _) if kind.starts_with("datetime") => false,
        ("currency", Value::Money { amount, currency, .. }) => {
            let iso = reading["isoCurrency"].as_str().is_none_or(|iso| iso == currency);
            let small = matches!(reading["unit"].as_str(), Some("Cent" | "Pence"));
            let hundredths = if small { 100.0 } else { 1.0 };
            iso && number(&reading["value"]).is_some_and(|sum| close(amount.low, sum / hundredths))
        }
        ("currency", _) => false,
        ("ordinal", Value::Ordinal(place)) => {
            number(&reading["value"]).is_some_and(|gold| close(place as f64, gold))
        }
        ("ordinal", _) | (_, Value::Ordinal(_)) => false,
        _ => value.amount().is_some_and(|amount| {
            number(&reading["value"])
                .is_some_and(|gold| close(amount.low, gold) && close(amount.high, gold))
        }),
    })
}

fn is_stretch(reading: &Json, when: When) -> bool {
    let day = |name: &str| reading[name].as_str().and_then(Date::parse_iso);
    // How many days `a` is after `b`.
    let after = |a: Date, b: Date| a.days_since_1970() - b.days_since_1970();
    match (day("start"), day("end"), when) {
        (Some(start), Some(end), When::Days(days)) => {
            days.first() == start && (after(end, days.last()) == 1 || last_part(days) == end)
        }
        (Some(start), None, When::Since(day)) => (0..=1).contains(&after(day, start)),
        (None, Some(end), When::Until(day)) => (0..=1).contains(&after(end, day)),
        _ => false,
    }
}

/// The first day of the last month, year or day of a stretch, by how it is written.
fn last_part(days: Days) -> Date {
    let last = days.last();
    let written = days.to_string();
    match written.rsplit('/').next().unwrap_or_default().len() {
        4 => Date::new(last.year(), 1, 1).unwrap_or(last),
        7 => last.month_start(),
        _ => last,
    }
}

/// `[20,30)`: what is open or closed counts where one side is open.
fn is_range(reading: &Json, amount: Amount) -> bool {
    let Some(range) = reading["value"].as_str() else { return false };
    let Some((low, high)) = range.trim_matches(['[', ']', '(', ')']).split_once(',') else {
        return false;
    };
    let (open, shut) = (range.starts_with('('), range.ends_with(')'));
    match (low.parse::<f64>(), high.parse::<f64>()) {
        (Ok(low), Ok(high)) => close(amount.low, low) && close(amount.high, high),
        (Ok(low), _) => {
            let bound = if open { Bound::MoreThan } else { Bound::AtLeast };
            amount.bound == bound && close(amount.low, low)
        }
        (_, Ok(high)) => {
            let bound = if shut { Bound::LessThan } else { Bound::AtMost };
            amount.bound == bound && close(amount.high, high)
        }
        _ => false,
    }
}

fn number(value: &Json) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.trim_end_matches('%').parse().ok())
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-5 * b.abs().max(0.1)
}

fn seconds(unit: &str) -> Option<f64> {
    Some(match unit {
        "second" => 1.0,
        "minute" => 60.0,
        "hour" => 3600.0,
        "day" => 86_400.0,
        "weekend" => 172_800.0,
        "week" => 604_800.0,
        "month" => 2_592_000.0,
        "year" => 31_536_000.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_chat_has_is_told_from_news() {
        assert!(has_compound_denominator("three twenty-firsts"));
        assert!(!has_compound_denominator("two thirds"));
        assert!(is_machine_form("", "2019-aug-1") && !is_machine_form("", "aug. 1st"));
        assert!(is_of_calendars("week 10") && !is_of_calendars("the week of 10 may"));
        assert!(is_bare("the day") && !is_bare("the next day"));
    }
}
