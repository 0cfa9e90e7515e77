//! Numbers in digits and words, and what bounds them: "more than 20", "15 to 20", "tens of thousands".

use super::class::Class;
use super::view::Words;
use crate::value::{Amount, Bound};

/// A number without what stands around it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number {
    pub(crate) end: u32,
    pub(crate) value: f64,
    /// What "million" and the like multiplied it by.
    pub(crate) scale: f64,
}

/// An amount with the tokens that say it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounded {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) amount: Amount,
}

impl Words<'_> {
    /// The value of digits: `12,000`, `3.5`, `1/2`; not of dates, times and decades.
    pub(crate) fn digits(&self, at: u32) -> Option<f64> {
        if self.class(at) != Class::Digits {
            return None;
        }
        let word = self.word(at);
        if let Some((over, under)) = word.split_once('/') {
            let (over, under): (f64, f64) = (over.parse().ok()?, under.parse().ok()?);
            return (under != 0.0 && over < under && under <= 16.0).then(|| over / under);
        }
        let mut plain = [0; 24];
        let mut len = 0;
        let mut dots = 0;
        for &byte in word.as_bytes() {
            match byte {
                b',' => continue,
                b'.' => dots += 1,
                b'0'..=b'9' => {}
                _ => return None,
            }
            if len == plain.len() || dots > 1 {
                return None;
            }
            plain[len] = byte;
            len += 1;
        }
        std::str::from_utf8(&plain[..len]).ok()?.parse().ok()
    }

    /// The whole number in plain digits, without commas.
    pub(crate) fn integer(&self, at: u32) -> Option<u32> {
        let word = self.word(at);
        let plain = self.class(at) == Class::Digits && word.bytes().all(|b| b.is_ascii_digit());
        if plain && word.len() <= 6 { word.parse().ok() } else { None }
    }

    /// The number that begins at `at`.
    pub(crate) fn number(&self, at: u32) -> Option<Number> {
        match self.class(at) {
            Class::Digits => {
                let mut value = self.digits(at)?;
                let mut end = at + 1;
                if let Some(part) = self.digits(end).filter(|_| self.word(end).contains('/')) {
                    value += part;
                    end += 1;
                }
                let (end, scale) = self.scale(end);
                let (end, value) = self.and_a_half(end, value, scale);
                Some(Number { end, value: value * scale, scale })
            }
            Class::Half if self.class(at + 1) == Class::A => match self.class(at + 2) {
                Class::Scale(power) if power > 2 => Some(half(at + 3, power)),
                _ => None,
            },
            Class::A => match (self.class(at + 1), self.class(at + 2), self.class(at + 3)) {
                (Class::Half, Class::Dash, Class::Scale(power)) => Some(half(at + 4, power)),
                (Class::Half, Class::Scale(power), _) => Some(half(at + 3, power)),
                (Class::Scale(_) | Class::Dozen, ..) => self.in_words(at + 1),
                _ => None,
            },
            Class::Small(_) | Class::Tens(_) => self.in_words(at),
            _ => None,
        }
    }

    /// "million" and the like behind digits.
    fn scale(&self, at: u32) -> (u32, f64) {
        match (self.class(at), self.class(at + 1)) {
            (Class::Scale(power), _) => (at + 1, 10f64.powi(power.into())),
            (Class::ShortScale(power), _) if self.glued(at) && !self.is_metre(at) => {
                (at + 1, 10f64.powi(power.into()))
            }
            (Class::Dash, Class::Scale(power)) => (at + 2, 10f64.powi(power.into())),
            (Class::Dozen, _) => (at + 1, 12.0),
            _ => (at, 1.0),
        }
    }

    /// "50m" is fifty metres unless money or a plain noun says otherwise: "$50m", "50m people".
    fn is_metre(&self, at: u32) -> bool {
        let money = at > 1 && matches!(self.class(at - 2), Class::Currency(_));
        let people = self
            .is_any(at + 1, &["people", "users", "barrels", "tonnes", "tons", "euros"])
            || matches!(self.class(at + 1), Class::Currency(_));
        self.is(at, "m") && !money && !people
    }

    fn and_a_half(&self, end: u32, value: f64, scale: f64) -> (u32, f64) {
        let half = self.class(end) == Class::And
            && self.class(end + 1) == Class::A
            && self.class(end + 2) == Class::Half;
        if !half || scale != 1.0 { (end, value) } else { (end + 3, value + 0.5) }
    }

    /// "two hundred and fifty thousand".
    fn in_words(&self, from: u32) -> Option<Number> {
        let (mut total, mut group, mut scale) = (0.0, 0.0, 1.0);
        let mut at = from;
        // What the last word allows: a small number behind tens or a scale, never behind another.
        let mut small_may_follow = true;
        let mut tens_may_follow = true;
        loop {
            match self.class(at) {
                Class::Small(n) if small_may_follow => {
                    group += f64::from(n);
                    (small_may_follow, tens_may_follow) = (false, false);
                }
                Class::Tens(n) if tens_may_follow => {
                    group += f64::from(n);
                    (small_may_follow, tens_may_follow) = (true, false);
                    let units = matches!(self.class(at + 2), Class::Small(1..=9));
                    if self.class(at + 1) == Class::Dash && units {
                        at += 1;
                    }
                }
                Class::Scale(2) => {
                    group = f64::max(group, 1.0) * 100.0;
                    (small_may_follow, tens_may_follow) = (true, true);
                }
                Class::Scale(power) => {
                    scale = 10f64.powi(power.into());
                    total += f64::max(group, 1.0) * scale;
                    group = 0.0;
                    (small_may_follow, tens_may_follow) = (true, true);
                }
                Class::Dozen => {
                    group = f64::max(group, 1.0) * 12.0;
                    at += 1;
                    break;
                }
                Class::And
                    if at > from
                        && matches!(self.class(at - 1), Class::Scale(_))
                        && matches!(self.class(at + 1), Class::Small(_) | Class::Tens(_)) => {}
                // "twenty-five", but also "two-thousand".
                Class::Dash if at > from && matches!(self.class(at + 1), Class::Scale(_)) => {}
                _ => break,
            }
            at += 1;
        }
        // "two-thirds", "three quarters"
        let under_at = at + u32::from(self.class(at) == Class::Dash);
        let under = ["halves", "thirds", "quarters", "fifths", "sixths"]
            .iter()
            .position(|word| self.is(under_at, word));
        if let Some(under) = under
            && total == 0.0
        {
            let share = group / (under as f64 + 2.0);
            let value = (share * 1e4).round() / 1e4;
            return Some(Number { end: under_at + 1, value, scale: 1.0 });
        }
        let (at, value) = self.and_a_half(at, total + group, 1.0);
        // "two and a half million".
        match self.class(at) {
            Class::Scale(power) if value.fract() != 0.0 => {
                let scale = 10f64.powi(power.into());
                Some(Number { end: at + 1, value: value * scale, scale })
            }
            _ => (at > from).then_some(Number { end: at, value, scale }),
        }
    }

    /// The amount that begins at `at`, with the words before it that bound it.
    pub(crate) fn amount(&self, at: u32) -> Option<Bounded> {
        if let Some(vague) = self.vague(at) {
            return Some(self.bounded(at, vague));
        }
        let first = self.number(at)?;
        let mut amount = Amount::exact(first.value);
        let mut end = first.end;
        let joint = matches!(self.class(end), Class::To | Class::Dash | Class::Or)
            || self.class(end) == Class::And
                && (self.follows(at, &["between"])
                    || at > 0
                        && matches!(self.class(at - 1), Class::Currency(_))
                        && self.follows(at - 1, &["between"]));
        if joint && !self.is_any(end, &["until", "through"]) {
            // "$3 to $5 million": the sign may be repeated.
            let sign = matches!(self.class(end + 1), Class::Currency(_)) && self.glued(end + 2);
            if let Some(second) = self.number(end + 1 + u32::from(sign)) {
                let base = second.value / second.scale;
                let low = if first.scale == 1.0 && second.scale > 1.0 && first.value < base {
                    first.value * second.scale
                } else {
                    first.value
                };
                let small_or = self.class(end) == Class::Or && second.value > low * 3.0;
                if low < second.value && !small_or {
                    amount = Amount { low, high: second.value, bound: Bound::Exact };
                    end = second.end;
                }
            }
        }
        Some(self.bounded(at, (end, amount)))
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
                let (scaled, scale) = self.scale(at + 2);
                let (end, scale) = match self.class(at + 3) {
                    Class::Dozen => (at + 4, 12.0),
                    Class::Scale(power) if self.class(at + 2) == Class::Of => {
                        (at + 4, 10f64.powi(power.into()))
                    }
                    _ => (scaled, scale),
                };
                let known = end > at + 2 || self.class(end) == Class::Of;
                known.then(|| (end, Amount::about(2.0 * scale)))
            }
            _ => None,
        }
    }

    /// Takes in what bounds an amount: words before ("no more than") and behind ("or so").
    pub(crate) fn bounded(&self, at: u32, (end, mut amount): (u32, Amount)) -> Bounded {
        let minus = at > self.floor
            && (self.is(at - 1, "minus")
                || matches!(self.word(at - 1), "-" | "−" | "–")
                    && self.glued(at)
                    && !self.glued(at - 1));
        let at = at - u32::from(minus);
        if minus {
            (amount.low, amount.high) = (-amount.high, -amount.low);
        }
        let (start, before) = self.bound_before(at);
        let behind = match (self.class(end), self.class(end + 1)) {
            (Class::Or, _) if self.is_any(end + 1, &["so"]) => Some((2, Bound::About)),
            (Class::Or, _) if self.is_any(end + 1, &["more"]) => Some((2, Bound::AtLeast)),
            (Class::Or, _) if self.is_any(end + 1, &["less", "fewer"]) => Some((2, Bound::AtMost)),
            (Class::Dash, _) if self.is(end + 1, "plus") => Some((2, Bound::AtLeast)),
            _ if self.is(end, "+") && self.glued(end) => Some((1, Bound::AtLeast)),
            _ => None,
        };
        let end = end + behind.map_or(0, |(tokens, _)| tokens);
        if amount.bound == Bound::Exact
            && let Some(bound) = before.or(behind.map(|(_, bound)| bound))
        {
            amount.bound = bound;
        }
        Bounded { start, end, amount }
    }

    fn bound_before(&self, at: u32) -> (u32, Option<Bound>) {
        let word = |back: u32| if at >= self.floor + back { self.word(at - back) } else { "" };
        let is = |back: u32, words: &[&str]| {
            let word = word(back);
            words.iter().any(|other| word.eq_ignore_ascii_case(other))
        };
        if is(1, &["than"]) {
            let no = is(3, &["no"]);
            if is(2, &["more", "greater", "higher", "larger", "longer", "better"]) {
                return if no {
                    (at - 3, Some(Bound::AtMost))
                } else {
                    (at - 2, Some(Bound::MoreThan))
                };
            }
            if is(2, &["less", "fewer", "lower", "smaller"]) {
                return if no {
                    (at - 3, Some(Bound::AtLeast))
                } else {
                    (at - 2, Some(Bound::LessThan))
                };
            }
        }
        if is(2, &["at"]) && is(1, &["least"]) {
            return (at - 2, Some(Bound::AtLeast));
        }
        if is(2, &["at"]) && is(1, &["most"]) || is(2, &["up"]) && is(1, &["to"]) {
            return (at - 2, Some(Bound::AtMost));
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
        if is(1, &about) || is(1, &["~", "approx.", "approx"]) {
            return (at - 1, Some(Bound::About));
        }
        if is(1, &["over", "exceeding"]) {
            return (at - 1, Some(Bound::MoreThan));
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

fn half(end: u32, power: u8) -> Number {
    let scale = 10f64.powi(power.into());
    Number { end, value: 0.5 * scale, scale }
}
