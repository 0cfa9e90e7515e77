//! Measures and counted things: "45km", "300 square miles", "three weeks", "12,000 soldiers".

use sayso_lexicon::lists;
use sayso_text::{TextRange, TokenId, TokenKind};

use super::class::Class;
use super::found::Found;
use super::number::Bounded;
use super::units::{POWERS, UNITS};
use super::view::Words;
use crate::kind::EntityKind;
use crate::value::Value;

impl Words<'_> {
    /// A measure, a counted thing, or the bare number.
    pub(super) fn quantity(&self, at: u32, amount: Bounded) -> Found {
        let dash = u32::from(self.class(amount.end) == Class::Dash && self.glued(amount.end));
        // "half an hour"
        let a = u32::from(self.class(at) == Class::Half && self.class(amount.end) == Class::A);
        let unit_at = amount.end + dash + a;
        if let Some((end, unit)) = self.unit(unit_at) {
            return self.found(amount, end, Some(unit), None);
        }
        if let Class::Period(period) = self.class(unit_at) {
            return self.found(amount, unit_at + 1, Some(period.as_str()), None);
        }
        // "one second", "a 30-second spot": an ordinal everywhere else.
        if self.class(unit_at) == Class::Ordinal(2) && (dash > 0 || amount.amount.low <= 1.0) {
            return self.found(amount, unit_at + 1, Some("second"), None);
        }
        // "50m" as `number` left it.
        if self.is(amount.end, "m") && self.glued(amount.end) {
            return self.found(amount, amount.end + 1, Some("m"), None);
        }
        let of = u32::from(self.class(amount.end) == Class::Of && self.counts_of(at));
        // "half of the voters"
        let half = self.class(at) == Class::Half;
        let the =
            (of > 0 && !self.is_vague(at) || half) && self.class(amount.end + of) == Class::The;
        let the = u32::from(the);
        // "two $500 notes"
        let sum = u32::from(
            matches!(self.class(amount.end), Class::Currency(_)) && self.glued(amount.end + 1),
        );
        if let Some(bill) = (sum > 0).then(|| self.bills(amount.end)).flatten() {
            return self.found(amount, amount.end, None, Some(bill));
        }
        // "12 and under travel free" counts no travel.
        let closed = self.is_any(amount.end - 1, &["under", "over", "above", "below", "up"]);
        // "the 27-nation bloc"
        match self.thing(amount.end + of.max(dash) + the).filter(|_| !closed) {
            Some(thing) => self.found(amount, amount.end, None, Some(thing)),
            None => {
                let value = Some(Value::Number(amount.amount));
                Found { start: amount.start, end: amount.end, kind: EntityKind::Number, value }
            }
        }
    }

    fn found(
        &self,
        amount: Bounded,
        end: u32,
        unit: Option<&'static str>,
        thing: Option<TextRange>,
    ) -> Found {
        let value = Some(Value::Quantity { amount: amount.amount, unit, thing });
        Found { start: amount.start, end, kind: EntityKind::Quantity, value }
    }

    /// "millions of shells" and "two-thirds of voters", but not "one of the officials".
    fn counts_of(&self, at: u32) -> bool {
        let share = self.number(at).is_some_and(|number| number.value.fract() != 0.0);
        self.is_vague(at) || share || self.class(at) == Class::A
    }

    fn is_vague(&self, at: u32) -> bool {
        matches!(self.class(at), Class::Scales(_) | Class::Dozens)
    }

    /// "$500 notes" with its sum.
    fn bills(&self, sign: u32) -> Option<TextRange> {
        let sum = self.number(sign + 1)?;
        let thing = self.thing(sum.end)?;
        Some(self.tokens.range(TokenId::new(sign)).cover(thing))
    }

    /// The unit at `at`, with what squares or details it.
    fn unit(&self, at: u32) -> Option<(u32, &'static str)> {
        let power = |index: usize, at: u32| {
            let Class::Unit(unit) = self.class(at) else { return None };
            let symbol = UNITS[unit as usize].0;
            let row = POWERS.iter().find(|row| row.0 == symbol)?;
            Some((at + 1, if index == 2 { row.1 } else { row.2 }))
        };
        if self.is_any(at, &["square", "sq", "sq."]) {
            return power(2, at + 1);
        }
        if self.is(at, "cubic") {
            return power(3, at + 1);
        }
        if self.is_any(at, &["metric", "long", "short", "nautical", "light"]) {
            let Class::Unit(unit) = self.class(at + 1) else { return None };
            return match UNITS[unit as usize].0 {
                "t" => Some((at + 2, "t")),
                "mi" if self.is(at, "nautical") => Some((at + 2, "nmi")),
                _ => None,
            };
        }
        let Class::Unit(unit) = self.class(at) else { return None };
        let symbol = UNITS[unit as usize].0;
        let per_hour = self.class(at + 1) == Class::Per && self.is(at + 2, "hour")
            || self.class(at + 1) == Class::A && self.is(at + 2, "hour")
            || self.is(at + 1, "/") && self.is(at + 2, "h");
        match symbol {
            "mi" if per_hour => Some((at + 3, "mph")),
            "km" if per_hour => Some((at + 3, "km/h")),
            "°" => match self.class(at + 1) {
                Class::Unit(next) if matches!(UNITS[next as usize].0, "°C" | "°F") => {
                    Some((at + 2, UNITS[next as usize].0))
                }
                _ if self.is(at + 1, "C") => Some((at + 2, "°C")),
                _ if self.is(at + 1, "F") => Some((at + 2, "°F")),
                _ => Some((at + 1, "°")),
            },
            _ => Some((at + 1, symbol)),
        }
    }

    /// The words after a number that say what is counted: "North Korean soldiers", "artillery shells".
    pub(super) fn thing(&self, at: u32) -> Option<TextRange> {
        let mut end = at;
        while end < at + 5 && self.has(end) {
            let word = self.word(end);
            let is_word = self.tokens.kind(TokenId::new(end)) == TokenKind::Word;
            // "rocket-propelled grenades": the hyphen goes on.
            let hyphen = self.class(end) == Class::Dash && self.glued(end) && self.glued(end + 1);
            if hyphen && end > at {
                end += 1;
                continue;
            }
            let lower = word.starts_with(char::is_lowercase);
            let stop = lists::COUNTED_STOPS.contains_hash(self.lexemes[end as usize].word);
            let adverb = word.len() > 4 && word.ends_with("ly");
            let hyphened = end > at && self.class(end - 1) == Class::Dash;
            let verb = end > at && lower && !hyphened && word.len() > 4 && word.ends_with("ed");
            if !is_word || stop || adverb || verb {
                break;
            }
            end += 1;
            // A plural ends the thing; "weapons systems" goes on by one more plural.
            let plural = |at: u32| {
                let word = self.word(at);
                word.len() > 3
                    && word.ends_with('s')
                    && !word.ends_with("ss")
                    && word.starts_with(char::is_lowercase)
            };
            let people = ["people", "men", "women", "children", "staff", "personnel", "police"];
            // "Americans agree", but "United States troops"
            let nation = self.capital(end - 1)
                && word.ends_with('s')
                && self.word(end).starts_with(char::is_lowercase);
            if (plural(end - 1) || nation || self.is_any(end - 1, &people)) && !plural(end) {
                break;
            }
        }
        if end == at {
            return None;
        }
        // "4.7 million Syrians" is a thing, "two Boeing" is not yet; "thousands rallied" has none.
        let last = self.word(end - 1);
        let common = last.starts_with(char::is_lowercase);
        if !common && !last.ends_with('s')
            || end == at + 1 && last.len() > 4 && last.ends_with("ed")
        {
            return None;
        }
        let range = |at| self.tokens.range(TokenId::new(at));
        Some(range(at).cover(range(end - 1)))
    }
}
