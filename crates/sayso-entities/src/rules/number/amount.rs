//! Amounts: a number or a range of them, "15 to 20", "tens of thousands", "more than 10 but less than 20".

use super::bounds::Edge;
use crate::rules::class::Class;
use crate::rules::view::Words;
use crate::value::{Amount, Bound};

/// An amount with the tokens that say it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounded {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) amount: Amount,
}

impl Words<'_> {
    /// The amount that begins at `at`, with the words before it that bound it.
    pub(crate) fn amount(&self, at: u32) -> Option<Bounded> {
        let first = self.one_amount(at)?;
        Some(self.with_other_bound(first).unwrap_or(first))
    }

    fn one_amount(&self, at: u32) -> Option<Bounded> {
        if let Some(vague) = self.vague(at) {
            return Some(self.bounded(at, vague));
        }
        let first = self.number(at)?;
        let negative = self.is_negative(at);
        let mut amount = Amount::exact(first.value);
        let mut end = first.end;
        let between = |at: u32| self.follows(at, &["between"]);
        let joint = matches!(self.class(end), Class::To | Class::Dash | Class::Or)
            || self.class(end) == Class::And
                && (between(at - u32::from(negative))
                    || at > 0
                        && matches!(self.class(at - 1), Class::Currency(_))
                        && between(at - 1));
        if joint && !self.is(end, "until") {
            // "$3 to $5 million": the sign may be repeated.
            let sign = matches!(self.class(end + 1), Class::Currency(_)) && self.glued(end + 2);
            if let Some(second) = self.number(end + 1 + u32::from(sign)) {
                let base = second.value / second.scale;
                let mut low = if first.scale == 1.0 && second.scale > 1.0 && first.value < base {
                    first.value * second.scale
                } else {
                    first.value
                };
                let small_or = self.class(end) == Class::Or && second.value > low * 3.0;
                if negative && self.class(end) != Class::Dash {
                    low = -low;
                }
                if low < second.value && !small_or {
                    amount = Amount { low, high: second.value, bound: Bound::Exact };
                    end = second.end;
                }
            }
        }
        if negative && amount.low < 0.0 {
            // The sign is the first number's alone.
            let start = self.before_between(at - 1);
            return Some(Bounded { start, end, amount });
        }
        Some(self.bounded(at, (end, amount)))
    }

    fn before_between(&self, at: u32) -> u32 {
        if at > self.floor && self.follows(at, &["between"]) { at - 1 } else { at }
    }

    /// "more than 10 but less than 20", "at most 100 and at least 20".
    fn with_other_bound(&self, first: Bounded) -> Option<Bounded> {
        let edge = first.amount.bound.edge()?;
        if self.class(first.end) != Class::And && !self.is_any(first.end, &["but", ","]) {
            return None;
        }
        let from = first.end + 1;
        let at = (from..from + 6).find(|&at| {
            matches!(self.class(at), Class::Digits | Class::Small(_) | Class::Tens(_))
        })?;
        let number = self.number(at)?;
        // What was read first ends before the words that bound the second.
        let rest = Self { floor: first.end, ..*self };
        let second = rest.bounded(at, (number.end, Amount::exact(number.value)));
        let other = second.amount.bound.edge()?;
        let (low, high) = match (edge, other) {
            (Edge::Low, Edge::High) => (first.amount.low, second.amount.high),
            (Edge::High, Edge::Low) => (second.amount.low, first.amount.high),
            _ => return None,
        };
        let whole = second.start == from && low < high;
        let amount = Amount { low, high, bound: Bound::Exact };
        whole.then_some(Bounded { start: first.start, end: second.end, amount })
    }

    /// "millions", "tens of thousands", "a few hundred", "dozens", "a couple".
    fn vague(&self, at: u32) -> Option<(u32, Amount)> {
        let of = |low: f64, high: f64| Amount { low, high, bound: Bound::Vague };
        match self.class(at) {
            Class::Scales(1) | Class::Scales(2) if self.class(at + 1) == Class::Of => {
                let Class::Scales(first) = self.class(at) else { return None };
                match self.class(at + 2) {
                    Class::Scales(second) if second > 2 => {
                        let low = 10f64.powi((first + second).into());
                        Some((at + 3, of(low, low * 10.0)))
                    }
                    _ if first == 2 => Some((at + 1, of(100.0, 1000.0))),
                    _ => None,
                }
            }
            Class::Scales(power) if power > 1 => {
                let low = 10f64.powi(power.into());
                Some((at + 1, of(low, low * 10.0)))
            }
            Class::Dozens => Some((at + 1, of(24.0, 100.0))),
            Class::Few => match self.class(at + 1) {
                Class::Scale(power) => {
                    let scale = 10f64.powi(power.into());
                    Some((at + 2, of(2.0 * scale, 9.0 * scale)))
                }
                Class::Dozen => Some((at + 2, of(24.0, 100.0))),
                _ => None,
            },
            Class::A if self.class(at + 1) == Class::Few => self.vague(at + 1),
            Class::A if self.class(at + 1) == Class::Couple => {
                let of = u32::from(self.class(at + 2) == Class::Of);
                let (end, scale) = match self.class(at + 2 + of) {
                    Class::Dozen => (at + 3 + of, 12.0),
                    Class::Scale(power) => (at + 3 + of, 10f64.powi(power.into())),
                    _ => (at + 2, 1.0),
                };
                let known = end > at + 2 || self.class(end) == Class::Of;
                known.then(|| (end, Amount::about(2.0 * scale)))
            }
            _ => None,
        }
    }
}
