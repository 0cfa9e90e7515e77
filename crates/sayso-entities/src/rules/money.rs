//! Sums of money and their ISO 4217 codes.

use super::class::Class;
use super::found::Found;
use super::units::{CURRENCIES, currency_of};
use super::view::Words;
use crate::kind::EntityKind;
use crate::value::Value;

impl Words<'_> {
    /// Money that begins at `at`: with its sign or code, or with its amount.
    pub(super) fn money(&self, at: u32) -> Option<Found> {
        match self.class(at) {
            Class::Currency(currency) => self.sign_first(at, currency),
            _ => self.amount_first(at),
        }
    }

    /// "$5.6 million", "US$ 20bn", "EUR 300".
    fn sign_first(&self, at: u32, currency: u8) -> Option<Found> {
        let word = self.word(at);
        let code = word.bytes().all(|b| b.is_ascii_uppercase()) || word.eq_ignore_ascii_case("rs.");
        let sign = word.chars().any(|c| !c.is_alphanumeric() && c != '.');
        if !sign && !code || self.class(at + 1) != Class::Digits {
            return None;
        }
        let amount = self.amount(at + 1)?;
        let mut currency = CURRENCIES[currency as usize].0;
        let mut start = at;
        // "US $5", "A$5" where the letters are a word of their own.
        if word == "$" && at > self.floor {
            let letters = ["US", "U.S.", "USD", "C", "CA", "A", "AU", "NZ", "HK", "S", "NT", "R"];
            let codes = [
                "USD", "USD", "USD", "CAD", "CAD", "AUD", "AUD", "NZD", "HKD", "SGD", "TWD", "BRL",
            ];
            let before = self.word(at - 1);
            if let Some(i) = letters.iter().position(|&l| l == before)
                && (self.glued(at) || i < 3)
            {
                currency = codes[i];
                start -= 1;
            }
        }
        // The bound before the sign: "more than $4 million".
        let bounded = self.bounded(start, (amount.end, amount.amount));
        // "$5 million dollars", "£20 sterling".
        let end = bounded.end + u32::from(self.is_any(bounded.end, &["dollars", "sterling"]));
        let value = Value::Money { amount: bounded.amount, currency };
        Some(Found { start: bounded.start, end, kind: EntityKind::Money, value: Some(value) })
    }

    /// "300 million euros", "two Jordanian dinars", "50 cents".
    fn amount_first(&self, at: u32) -> Option<Found> {
        let amount = self.amount(at)?;
        let mut unit = amount.end + u32::from(self.class(amount.end) == Class::Of);
        if self.class(unit) == Class::Dash {
            unit += 1;
        }
        let mut sum = amount.amount;
        let found = |end, amount_value, currency| {
            let value = Value::Money { amount: amount_value, currency };
            Some(Found { start: amount.start, end, kind: EntityKind::Money, value: Some(value) })
        };
        if self.is_any(unit, &["cents", "pence"]) {
            sum.low /= 100.0;
            sum.high /= 100.0;
            return found(unit + 1, sum, if self.is(unit, "cents") { "USD" } else { "GBP" });
        }
        // Whose money: one or two capitalised words before the unit.
        let (mut money, mut whose) = (unit, None);
        for _ in 0..2 {
            if self.capital(money) && !matches!(self.class(money), Class::Currency(_)) {
                whose = Some(self.word(money));
                money += 1;
            }
        }
        let word = self.word(money);
        let code = match self.class(money) {
            Class::Currency(currency) => CURRENCIES[currency as usize].0,
            _ if self.is_any(money, &["pounds", "pound"]) => {
                let sterling = self.is(money + 1, "sterling") || whose.is_some() || sum.low >= 1e6;
                if !sterling {
                    return None;
                }
                "GBP"
            }
            _ => return None,
        };
        // "He had 3 won": a verb more often than money.
        if word == "won" && sum.low < 1000.0 && whose.is_none() || word.len() == 2 {
            return None;
        }
        let mut currency = code;
        if let Some(whose) = whose {
            currency = currency_of(whose, word).unwrap_or(code);
        }
        let end = money + 1 + u32::from(self.is(money + 1, "sterling"));
        found(end, sum, currency)
    }
}
