//! What bounds an amount: "no more than", "or so", "greater than or equal to", ">=".

use super::amount::Bounded;
use crate::rules::class::Class;
use crate::rules::view::Words;
use crate::value::{Amount, Bound};

/// Which side of an amount is known.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Low,
    High,
}

impl Bound {
    pub(super) fn edge(self) -> Option<Edge> {
        match self {
            Self::AtLeast | Self::MoreThan => Some(Edge::Low),
            Self::AtMost | Self::LessThan => Some(Edge::High),
            Self::Exact | Self::About | Self::Vague => None,
        }
    }

    fn or_equal(self) -> Self {
        match self {
            Self::MoreThan => Self::AtLeast,
            Self::LessThan => Self::AtMost,
            other => other,
        }
    }
}

const MORE: &[&str] =
    &["more", "greater", "higher", "larger", "longer", "better", "bigger", "older"];
const LESS: &[&str] = &["less", "fewer", "lower", "smaller", "shorter", "younger"];

impl Words<'_> {
    /// Takes in what bounds an amount: words before ("no more than") and after ("or so").
    pub(crate) fn bounded(&self, at: u32, (end, mut amount): (u32, Amount)) -> Bounded {
        let minus = self.is_negative(at);
        let at = at - u32::from(minus);
        if minus {
            (amount.low, amount.high) = (-amount.high, -amount.low);
        }
        let (start, before) = self.bound_before(at);
        let after = self.bound_behind(end);
        let end = end + after.map_or(0, |(tokens, _)| tokens);
        let after = after.map(|(_, bound)| bound);
        if amount.bound == Bound::Exact {
            amount.bound = match (before, after) {
                // "about five hundred or more"
                (Some(Bound::About), Some(after)) => after,
                // "less than 5000 or equal"
                (Some(before), Some(Bound::Exact)) => before.or_equal(),
                (Some(bound), _) | (None, Some(bound)) => bound,
                (None, None) => Bound::Exact,
            };
        }
        amount.low = tidy(amount.low);
        amount.high = tidy(amount.high);
        Bounded { start, end, amount }
    }

    /// "minus 20", "negative ten", "-5".
    pub(super) fn is_negative(&self, at: u32) -> bool {
        at > self.floor
            && (self.is_any(at - 1, &["minus", "negative"])
                || matches!(self.word(at - 1), "-" | "−" | "–")
                    && self.glued(at)
                    && !self.glued(at - 1))
    }

    fn bound_behind(&self, end: u32) -> Option<(u32, Bound)> {
        let joint = matches!(self.class(end), Class::Or | Class::And);
        let compared = self.is(end + 2, "than");
        Some(match self.class(end) {
            Class::Or if self.is(end + 1, "so") => (2, Bound::About),
            Class::Or if self.is(end + 1, "equal") => {
                (if self.class(end + 2) == Class::To { 3 } else { 2 }, Bound::Exact)
            }
            Class::Or if self.is_any(end + 1, &["more", "greater", "higher"]) && !compared => {
                (2, Bound::AtLeast)
            }
            Class::Or if self.is_any(end + 1, &["less", "fewer", "lower"]) && !compared => {
                (2, Bound::AtMost)
            }
            _ if joint && self.is_any(end + 1, &["above", "over", "up", "upwards", "older"]) => {
                if self.class(end + 2) == Class::Digits {
                    return None;
                }
                (2, Bound::AtLeast)
            }
            _ if joint && self.is_any(end + 1, &["below", "under", "younger"]) => {
                if self.class(end + 2) == Class::Digits {
                    return None;
                }
                (2, Bound::AtMost)
            }
            Class::Dash if self.is(end + 1, "plus") => (2, Bound::AtLeast),
            _ if self.is(end, "+") && self.glued(end) => (1, Bound::AtLeast),
            _ => return None,
        })
    }

    fn bound_before(&self, at: u32) -> (u32, Option<Bound>) {
        let word = |back: u32| if at >= self.floor + back { self.word(at - back) } else { "" };
        let is = |back: u32, words: &[&str]| {
            let word = word(back);
            words.iter().any(|other| word.eq_ignore_ascii_case(other))
        };
        // "greater than or equal to", "smaller or equal than", "at least or equal to"
        if is(1, &["to", "than"]) && is(2, &["equal"]) && is(3, &["or"]) {
            let than = u32::from(is(4, &["than"]));
            if is(4 + than, MORE) || is(4, &["least"]) && is(5, &["at"]) {
                return (at - 4 - u32::from(is(4, &["least", "than"])), Some(Bound::AtLeast));
            }
            if is(4 + than, LESS) || is(4, &["most"]) && is(5, &["at"]) {
                return (at - 4 - u32::from(is(4, &["most", "than"])), Some(Bound::AtMost));
            }
        }
        if is(1, &["than"]) {
            let no = u32::from(is(3, &["no", "not"]));
            if is(2, MORE) {
                return (at - 2 - no, Some(if no > 0 { Bound::AtMost } else { Bound::MoreThan }));
            }
            if is(2, LESS) {
                return (at - 2 - no, Some(if no > 0 { Bound::AtLeast } else { Bound::LessThan }));
            }
        }
        if is(2, &["at"]) && is(1, &["least"]) {
            return (at - 2, Some(Bound::AtLeast));
        }
        if is(2, &["at"]) && is(1, &["most"]) || is(2, &["up"]) && is(1, &["to"]) {
            return (at - 2, Some(Bound::AtMost));
        }
        if is(1, &["of"]) {
            if is(2, &["minimum"]) {
                return (at - 2 - u32::from(is(3, &["a"])), Some(Bound::AtLeast));
            }
            if is(2, &["maximum"]) {
                return (at - 2 - u32::from(is(3, &["a"])), Some(Bound::AtMost));
            }
            if is(2, &["upwards", "upward", "north"]) {
                return (at - 2, Some(Bound::MoreThan));
            }
            if is(2, &["excess"]) && is(3, &["in"]) {
                return (at - 3, Some(Bound::MoreThan));
            }
        }
        if is(1, &["as"]) && is(3, &["as"]) {
            if is(2, &["many", "much", "high"]) {
                return (at - 3, Some(Bound::AtMost));
            }
            if is(2, &["few", "little", "low"]) {
                return (at - 3, Some(Bound::AtLeast));
            }
        }
        let about =
            ["about", "around", "some", "roughly", "approximately", "nearly", "almost", "circa"];
        // "knew about 37 faults": a preposition.
        let topic = is(1, &["about"])
            && sayso_lexicon::lists::TOPIC_VERBS.contains(&word(2).to_lowercase());
        if is(1, &about) && !topic || is(1, &["~", "approx.", "approx"]) {
            return (at - 1, Some(Bound::About));
        }
        if is(1, &["estimated"]) {
            return (at - 1 - u32::from(is(2, &["an"])), Some(Bound::About));
        }
        let sign = |back: u32| match word(back) {
            ">" | "≥" => Some(Bound::MoreThan),
            "<" | "≤" => Some(Bound::LessThan),
            _ => None,
        };
        if let Some(bound) = sign(1) {
            let equal = matches!(word(1), "≥" | "≤");
            // "=>30" is an arrow.
            if !is(2, &["="]) {
                return (at - 1, Some(if equal { bound.or_equal() } else { bound }));
            }
        }
        if is(1, &["="])
            && let Some(bound) = sign(2)
        {
            return (at - 2, Some(bound.or_equal()));
        }
        if is(1, &["over", "exceeding", "above"]) {
            return (at - 1, Some(Bound::MoreThan));
        }
        // A verb bounds and is no part of the amount.
        if is(1, &["exceed", "exceeds", "exceeded"]) {
            return (at, Some(Bound::MoreThan));
        }
        if is(1, &["under", "below"]) {
            return (at - 1, Some(Bound::LessThan));
        }
        if is(1, &["between"]) {
            return (at - 1, None);
        }
        (at, None)
    }
}

/// Without the noise of binary fractions: 16.4 million is no 16399999.999999998, two-thirds are 0.666667.
pub(crate) fn tidy(value: f64) -> f64 {
    let rounded = (value * 1e6).round() / 1e6;
    if value.abs() < 1e-3 || !rounded.is_finite() { value } else { rounded }
}
