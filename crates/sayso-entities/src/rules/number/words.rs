//! Numbers in words: "two hundred and fifty thousand", "nine point nought four", "twenty-first".

use super::Number;
use crate::rules::class::Class;
use crate::rules::view::Words;

/// A number in words, and what may follow it within the same number.
struct Cardinal {
    end: u32,
    value: f64,
    /// The last thousand, million and so on.
    scale: f64,
    small_may_follow: bool,
    tens_may_follow: bool,
}

impl Words<'_> {
    /// "two hundred and fifty thousand", "five point five million".
    pub(super) fn in_words(&self, from: u32) -> Option<Number> {
        let Cardinal { end, value, scale, .. } = self.cardinal(from)?;
        if self.is(end, "point")
            && let Some((end, decimals)) = self.decimals(end + 1)
        {
            let (end, after) = match self.class(end) {
                Class::Scale(power) => (end + 1, 10f64.powi(power.into())),
                _ => (end, 1.0),
            };
            return Some(Number { end, value: (value + decimals) * after, scale: after });
        }
        Some(Number { end, value, scale })
    }

    /// The place in a row that begins at `at`: "21st", "twenty-first", "hundredth".
    pub(crate) fn ordinal(&self, at: u32) -> Option<(u32, f64)> {
        match self.class(at) {
            Class::Ordinal(n) => return Some((at + 1, n.into())),
            Class::OrdinalScale(power) => return Some((at + 1, 10f64.powi(power.into()))),
            Class::Digits => {
                let word = self.word(at);
                let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| {
                    let cut = word.len().checked_sub(2)?;
                    let suffix = word.get(cut..)?;
                    suffix.eq_ignore_ascii_case(end).then(|| &word[..cut])
                })?;
                let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b',');
                let value = digits
                    .bytes()
                    .filter(u8::is_ascii_digit)
                    .take(15)
                    .fold(0.0, |sum, b| sum * 10.0 + f64::from(b - b'0'));
                return plain.then_some((at + 1, value));
            }
            Class::Small(_) | Class::Tens(_) => {}
            Class::A if matches!(self.class(at + 1), Class::Scale(_)) => {}
            _ => return None,
        }
        let whole = self.cardinal(at + u32::from(self.class(at) == Class::A))?;
        let joint = matches!(self.class(whole.end), Class::Dash | Class::And);
        let last = whole.end + u32::from(joint);
        match self.class(last) {
            Class::Ordinal(n)
                if n < 10 && whole.small_may_follow || n >= 10 && whole.tens_may_follow =>
            {
                Some((last + 1, whole.value + f64::from(n)))
            }
            Class::OrdinalScale(power) if !joint => {
                Some((last + 1, whole.value * 10f64.powi(power.into())))
            }
            _ => None,
        }
    }

    fn cardinal(&self, from: u32) -> Option<Cardinal> {
        let (mut total, mut group, mut scale) = (0.0, 0.0, 1.0);
        let mut at = from;
        // What the last word allows: a small number after tens or a scale, never after another.
        let mut small_may_follow = true;
        let mut tens_may_follow = true;
        loop {
            match self.class(at) {
                Class::Small(n) if small_may_follow && (n < 10 || tens_may_follow) => {
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
                Class::Scale(2) if group < 100.0 => {
                    group = f64::max(group, 1.0) * 100.0;
                    (small_may_follow, tens_may_follow) = (true, true);
                }
                // "three lakh crore"
                Class::Scale(power) if at > from && group == 0.0 && total > 0.0 => {
                    total *= 10f64.powi(power.into());
                    scale *= 10f64.powi(power.into());
                }
                Class::Scale(power) if power > 2 => {
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
                Class::Dozens if at > from && self.class(at + 1) != Class::Of => {
                    group *= 12.0;
                    at += 1;
                    break;
                }
                Class::And if at > from && self.goes_on_with_and(at) => {}
                // "twenty-five", but also "two-thousand".
                Class::Dash if at > from && matches!(self.class(at + 1), Class::Scale(_)) => {}
                _ => break,
            }
            at += 1;
        }
        (at > from).then_some(Cardinal {
            end: at,
            value: total + group,
            scale,
            small_may_follow,
            tens_may_follow,
        })
    }

    /// "two hundred and fifty", but neither "two million and three fifths" nor "a thousand and one of them".
    fn goes_on_with_and(&self, at: u32) -> bool {
        let Class::Scale(scale) = self.class(at - 1) else { return false };
        let lower = |at: u32| match self.class(at) {
            Class::Scale(power) => power < scale,
            _ => true,
        };
        match self.class(at + 1) {
            Class::Small(_) => {
                let part = at + 2 + u32::from(self.class(at + 2) == Class::Dash);
                !self.is_denominator(part) && (scale == 2 || lower(at + 2))
            }
            Class::Tens(_) => true,
            _ => false,
        }
    }

    /// The words after "point": "five", "nought four", "seventy-one".
    fn decimals(&self, from: u32) -> Option<(u32, f64)> {
        let (mut at, mut value, mut place) = (from, 0.0, 0.1);
        while at < from + 8 {
            match self.class(at) {
                Class::Small(n) if n < 10 => value += f64::from(n) * place,
                Class::Tens(n) if at == from => {
                    value += f64::from(n) * place / 10.0;
                    place /= 10.0;
                    let dash = u32::from(self.class(at + 1) == Class::Dash);
                    if let Class::Small(n @ 1..=9) = self.class(at + 1 + dash) {
                        return Some((at + 2 + dash, value + f64::from(n) * place));
                    }
                }
                _ => break,
            }
            place /= 10.0;
            at += 1;
        }
        (at > from).then_some((at, value))
    }
}
