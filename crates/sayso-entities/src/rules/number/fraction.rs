//! Parts of a whole: "one-third", "a quarter of a million", "half of", "five and a half", "¾", "one out of three".

use super::Number;
use super::digits::vulgar;
use crate::rules::class::{Class, Period};
use crate::rules::view::Words;

/// What follows a share that is no adjective: "fell by a third in May".
const BEHIND_SHARES: &[&str] = &[
    "from", "to", "in", "since", "over", "and", "or", "as", "this", "last", "between", "at", "on",
];

impl Words<'_> {
    /// The fraction that begins at `at`, with the million that it is a part of.
    pub(super) fn fraction(&self, at: u32) -> Option<Number> {
        let (end, share) = self.share(at)?;
        // "a quarter of a million", "three quarters billion", "half a dozen"
        let of = u32::from(self.class(end) == Class::Of && self.class(end + 1) == Class::A);
        let next = end + of + u32::from(self.class(end + of) == Class::A);
        let next = next + u32::from(self.class(next) == Class::Dash);
        let scale = match self.class(next) {
            Class::Scale(power) if power > 2 => 10f64.powi(power.into()),
            Class::Dozen => 12.0,
            _ => {
                return self.stands_alone(at, end).then_some(Number {
                    end,
                    value: share,
                    scale: 1.0,
                });
            }
        };
        Some(Number { end: next + 1, value: share * scale, scale })
    }

    /// "half", "a third", "two-thirds", "¾", and where it ends.
    fn share(&self, at: u32) -> Option<(u32, f64)> {
        let (over_end, over) = match self.class(at) {
            Class::Vulgar => return Some((at + 1, vulgar(self.word(at).chars().next()?)?)),
            Class::Half => return Some((at + 1, 0.5)),
            Class::Period(Period::Quarter) if self.is(at, "quarter") => {
                return Some((at + 1, 0.25));
            }
            Class::A => (at + 1, 1.0),
            Class::Small(n @ 1..=19) => (at + 1, f64::from(n)),
            _ => return None,
        };
        let part = over_end + u32::from(self.class(over_end) == Class::Dash);
        let under = match self.class(part) {
            Class::Half => 2.0,
            Class::Part(n) => f64::from(n),
            Class::PartScale(power) => 10f64.powi(power.into()),
            Class::Period(Period::Quarter) => 4.0,
            Class::Ordinal(n) if over == 1.0 && n > 2 => f64::from(n),
            Class::OrdinalScale(power) if over == 1.0 => 10f64.powi(power.into()),
            _ => return None,
        };
        let singular = !matches!(self.class(part), Class::Part(_) | Class::PartScale(_));
        if singular && over != 1.0 && !self.is(part, "quarters") {
            return None;
        }
        Some((part + 1, over / under))
    }

    /// Whether a fraction without "million" is one: a third of the seats, but not a third man; half the votes, but
    /// not the first half.
    fn stands_alone(&self, at: u32, end: u32) -> bool {
        let of = self.class(end) == Class::Of;
        let closed =
            || !self.is_word(end) && !matches!(self.class(end), Class::Digits | Class::Dash);
        match self.class(at) {
            Class::Vulgar => true,
            Class::Half => {
                let before =
                    matches!(self.class_before(at), Class::Ordinal(_) | Class::The | Class::Dash);
                let whole = self.class(end) == Class::The
                    || self.is_any(end, &["its", "their", "his", "her", "my", "our", "those"])
                    || self.class(end) == Class::A
                        && matches!(self.class(end + 1), Class::Period(_));
                !before && (of || whole)
            }
            Class::Period(_) => false,
            Class::A => match self.class(end - 1) {
                Class::Period(_) => of && !matches!(self.class(end + 2), Class::Period(_)),
                // "up by a third from last year"
                _ => of || closed() || self.follows(at, &["by"]) && self.is_any(end, BEHIND_SHARES),
            },
            // "two quarters" are half a year.
            _ if self.is(end - 1, "quarters") => {
                let counted = at > self.sentence.start()
                    && matches!(
                        self.class(at - 1),
                        Class::Last | Class::Next | Class::Past | Class::Coming | Class::Previous
                    );
                of || self.glued(end - 1) || self.class(at) == Class::Small(3) && !counted
            }
            _ => true,
        }
    }

    /// "five and a half", "three and a quarter million", "3 million and a half", "forty-two and a third".
    pub(super) fn and_fraction(&self, whole: Number) -> Number {
        let Number { end, value, scale } = whole;
        let vulgar_behind = self.class(end) == Class::Vulgar;
        let dash = |at| u32::from(self.class(at) == Class::Dash);
        // "four-and-a-half"
        let and = end + if self.class(end + 1) == Class::And { dash(end) } else { 0 };
        if self.class(and) != Class::And && !vulgar_behind {
            return whole;
        }
        let from = if vulgar_behind { end } else { and + 1 + dash(and + 1) };
        let Some((share_end, share)) = self.share(from) else { return whole };
        let sure = vulgar_behind
            || matches!(self.class(share_end - 1), Class::Half | Class::Period(Period::Quarter))
                && self.class(from) != Class::Half
            || matches!(self.class(from), Class::Small(_))
            || self.class(from) == Class::A && share >= 0.1 && !self.is_word(share_end);
        // "10 and half of them", "two and a half of them"
        if !sure || share >= 1.0 {
            return whole;
        }
        match self.class(share_end) {
            Class::Scale(power) => {
                let after = 10f64.powi(power.into());
                // "one billion and a half million" against "two and a half million"
                let sum =
                    if scale > after { value + share * after } else { (value + share) * after };
                Number { end: share_end + 1, value: sum, scale: after }
            }
            _ if scale >= 1000.0 && value >= scale => {
                Number { end: share_end, value: value + share * scale, scale }
            }
            _ => Number { end: share_end, value: value + share, scale: 1.0 },
        }
    }

    /// "one out of three".
    pub(super) fn out_of(&self, over: Number) -> Number {
        if !(self.is(over.end, "out") && self.class(over.end + 1) == Class::Of) || over.value < 1.0
        {
            return over;
        }
        let at = over.end + 2;
        let under = match self.class(at) {
            Class::Digits => self.in_digits(at),
            Class::Small(_) | Class::Tens(_) => self.in_words(at),
            _ => None,
        };
        match under {
            Some(under) if over.value < under.value => {
                Number { end: under.end, value: over.value / under.value, scale: 1.0 }
            }
            _ => over,
        }
    }

    pub(super) fn is_denominator(&self, at: u32) -> bool {
        match self.class(at) {
            Class::Part(_) | Class::PartScale(_) => true,
            Class::Period(Period::Quarter) => self.is(at, "quarters"),
            Class::Ordinal(n) => n > 2,
            _ => false,
        }
    }
}
