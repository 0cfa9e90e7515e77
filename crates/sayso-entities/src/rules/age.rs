//! How old somebody is.

use super::class::{Class, Period};
use super::found::Found;
use super::number::Bounded;
use super::view::Words;
use crate::kind::EntityKind;
use crate::value::{Amount, Value};

impl Words<'_> {
    /// "14-year-old", "45 years old", "aged 45", "Kovalenko, 45, said".
    pub(super) fn age(&self, at: u32, amount: Bounded) -> Option<Found> {
        let found = |start, end, amount| {
            Some(Found { start, end, kind: EntityKind::Age, value: Some(Value::Age(amount)) })
        };
        let dash = |at| u32::from(self.class(at) == Class::Dash);
        let period = amount.end + dash(amount.end);
        if let Class::Period(unit) = self.class(period) {
            let after = period + 1 + dash(period + 1);
            let years = match unit {
                Period::Year => 1.0,
                Period::Month => 1.0 / 12.0,
                Period::Week => 7.0 / 365.25,
                Period::Day => 1.0 / 365.25,
                _ => return None,
            };
            let scaled = Amount {
                low: round(amount.amount.low * years),
                high: round(amount.amount.high * years),
                ..amount.amount
            };
            if self.class(after) == Class::Old || self.is_any(after, &["olds"]) {
                return found(amount.start, after + 1, scaled);
            }
            if self.class(after) == Class::Of && self.is(after + 1, "age") {
                return found(amount.start, after + 2, scaled);
            }
            return None;
        }
        let plausible = (0.0..=120.0).contains(&amount.amount.low) && amount.amount.high <= 120.0;
        if plausible && self.follows(amount.start, &["aged", "age", "ages"]) {
            let start = if amount.start > self.floor { amount.start - 1 } else { amount.start };
            return found(start, amount.end, amount.amount);
        }
        // A name, the age between commas.
        let plain = amount.start == at && amount.end == at + 1 && self.class(at) == Class::Digits;
        let between = at > 1
            && self.is(at - 1, ",")
            && self.is_any(at + 1, &[",", "."])
            && self.capital(at - 2)
            && !matches!(self.class(at - 2), Class::Month(_) | Class::Weekday(_));
        let named = plain && between && (1.0..=110.0).contains(&amount.amount.low);
        if named { found(at, at + 1, amount.amount) } else { None }
    }
}

/// To four places: months are no round part of a year.
fn round(years: f64) -> f64 {
    (years * 1e4).round() / 1e4
}
