//! Numbers in digits and words; the amounts that they make together are in `amount`.

mod amount;
mod bounds;
mod digits;
mod fraction;
mod words;

use super::class::Class;
use super::view::Words;
pub(crate) use amount::Bounded;
pub(crate) use bounds::tidy;

/// A number without what stands around it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number {
    pub(crate) end: u32,
    pub(crate) value: f64,
    /// What "million" and the like multiplied it by.
    pub(crate) scale: f64,
}

impl Words<'_> {
    /// The number that begins at `at`.
    pub(crate) fn number(&self, at: u32) -> Option<Number> {
        if let Some(fraction) = self.fraction(at) {
            return Some(fraction);
        }
        let whole = match self.class(at) {
            Class::Digits => self.in_digits(at)?,
            Class::Small(_) | Class::Tens(_) => self.in_words(at)?,
            Class::A if matches!(self.class(at + 1), Class::Scale(_) | Class::Dozen) => {
                self.in_words(at + 1)?
            }
            _ => return None,
        };
        Some(self.out_of(self.and_fraction(whole)))
    }

    /// "40 000", "2.5 million", "1 1/2 million", "3 dozen", "4 thousand 3 hundred and 21".
    fn in_digits(&self, at: u32) -> Option<Number> {
        let (mut end, mut value) = self.grouped(at).or_else(|| Some((at + 1, self.digits(at)?)))?;
        if let Some(part) = self.digits(end).filter(|_| self.word(end).contains('/')) {
            value += part;
            end += 1;
        }
        let (end, scale) = self.scale(end);
        let first = Number { end, value: value * scale, scale };
        if !matches!(self.class(end - 1), Class::Scale(_)) || scale < 1000.0 && scale != 100.0 {
            return Some(first);
        }
        Some(self.lower_part(first))
    }

    /// What follows a number in digits with its scale: "3 hundred", "and 21".
    fn lower_part(&self, first: Number) -> Number {
        let mut sum = first;
        let mut below = first.scale;
        loop {
            let at = sum.end + u32::from(self.class(sum.end) == Class::And);
            let plain = match self.class(at) {
                Class::Digits => self.integer(at).map(|n| (at + 1, f64::from(n))),
                Class::Small(_) | Class::Tens(_) if at > sum.end => {
                    self.in_words(at).map(|n| (n.end, n.value))
                }
                _ => None,
            };
            let Some((end, value)) = plain else { return sum };
            let (scaled, scale) = match self.class(end) {
                Class::Scale(power) => (end + 1, 10f64.powi(power.into())),
                _ if at > sum.end => (end, 1.0),
                _ => return sum,
            };
            // "5 thousand and 6 million" are two numbers, as are "2 million and 3 others".
            let counted = scale == 1.0 && self.is_word(scaled) && below > 1000.0;
            if value * scale >= below || counted {
                return sum;
            }
            sum = Number { end: scaled, value: sum.value + value * scale, scale: first.scale };
            below = scale;
        }
    }

    /// "million" and the like after digits.
    fn scale(&self, at: u32) -> (u32, f64) {
        let power = |power: u8| 10f64.powi(power.into());
        match (self.class(at), self.class(at + 1)) {
            // "35 lakh crore"
            (Class::Scale(first), Class::Scale(second)) if first != 2 || second > 2 => {
                (at + 2, power(first + second))
            }
            (Class::Scale(first), _) => (at + 1, power(first)),
            (Class::ShortScale(short), _) if self.is_short_scale(at) => (at + 1, power(short)),
            (Class::Dash, Class::Scale(first)) => (at + 2, power(first)),
            (Class::Dozen, _) => (at + 1, 12.0),
            (Class::Dozens, _) if self.class(at + 1) != Class::Of => (at + 1, 12.0),
            _ => (at, 1.0),
        }
    }

    /// "5k", "$50m", "10 bln"; not "50m", fifty metres unless money or people say otherwise.
    fn is_short_scale(&self, at: u32) -> bool {
        let word = self.word(at);
        let money = at > 1 && matches!(self.class(at - 2), Class::Currency(_));
        if !self.glued(at) {
            let capital_m = money && word == "M";
            return capital_m
                || word.len() > 1 && self.is_any(at, &["bn", "bln", "mln", "tln", "trn"]);
        }
        let people = self
            .is_any(at + 1, &["people", "users", "barrels", "tonnes", "tons", "euros"])
            || matches!(self.class(at + 1), Class::Currency(_));
        !word.eq_ignore_ascii_case("m") || money || people
    }

    pub(crate) fn is_word(&self, at: u32) -> bool {
        self.word(at).starts_with(char::is_alphabetic)
    }
}
