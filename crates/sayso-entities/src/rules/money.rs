//! Sums of money and their ISO 4217 codes.

use super::class::Class;
use super::found::Found;
use super::number::tidy;
use super::units::{CURRENCIES, currency_of};
use super::view::Words;
use crate::kind::EntityKind;
use crate::value::{Amount, Value};

/// Words beside which pounds are money.
const PAYING: &[&str] = &[
    "bill", "bills", "budget", "charged", "cost", "costs", "debt", "debts", "donated", "earn",
    "earned", "earns", "fare", "fee", "fees", "fine", "fined", "fund", "funds", "invested", "paid",
    "pay", "paying", "pays", "penalty", "price", "prize", "rent", "salary", "savings", "spend",
    "spending", "spent", "tax", "taxes", "wages", "worth",
];

/// What money can be in: "$5 million in aid", but not "in town".
const PURPOSES: &[&str] = &[
    "aid",
    "assets",
    "assistance",
    "bonds",
    "bonuses",
    "bribes",
    "cash",
    "claims",
    "compensation",
    "contracts",
    "contributions",
    "costs",
    "cuts",
    "damages",
    "debt",
    "debts",
    "donations",
    "equity",
    "exports",
    "fees",
    "fines",
    "funding",
    "funds",
    "grants",
    "imports",
    "income",
    "interest",
    "investment",
    "investments",
    "loans",
    "losses",
    "military",
    "orders",
    "penalties",
    "profit",
    "profits",
    "relief",
    "revenue",
    "revenues",
    "sales",
    "savings",
    "security",
    "spending",
    "subsidies",
    "tax",
    "taxes",
    "trade",
];

impl Words<'_> {
    /// Money that begins at `at`: with its sign or code, or with its amount.
    pub(super) fn money(&self, at: u32) -> Option<Found> {
        match self.class(at) {
            Class::Currency(currency) => self.sign_first(at, currency),
            Class::Coded => self.coded(at),
            _ => self.coded(at).or_else(|| self.amount_first(at)),
        }
    }

    /// "USD115", "115USD".
    fn coded(&self, at: u32) -> Option<Found> {
        let word = self.word(at);
        let (code, digits) = match self.class(at) {
            Class::Coded => word.split_at_checked(3)?,
            Class::Digits if word.ends_with(|c: char| c.is_ascii_uppercase()) => {
                let (digits, code) = word.split_at_checked(word.len().checked_sub(3)?)?;
                (code, digits)
            }
            _ => return None,
        };
        let currency = CURRENCIES.iter().find(|currency| currency.0 == code)?.0;
        let value: f64 = digits.parse().ok().filter(|value: &f64| value.is_finite())?;
        let (end, scale) = match self.class(at + 1) {
            Class::Scale(power) => (at + 2, 10f64.powi(power.into())),
            _ => (at + 1, 1.0),
        };
        let bounded = self.bounded(at, (end, Amount::exact(value * scale)));
        Some(self.sum(bounded.start, end, bounded.amount, currency))
    }

    /// "$5.6 million", "US$ 20bn", "EUR 300".
    fn sign_first(&self, at: u32, currency: u8) -> Option<Found> {
        let word = self.word(at);
        let code = word.bytes().all(|b| b.is_ascii_uppercase())
            || matches!(word, "Rs" | "Rs." | "rs" | "rs.");
        let sign = word.chars().any(|c| !c.is_alphanumeric() && c != '.');
        if !sign && !code || !matches!(self.class(at + 1), Class::Digits | Class::Vulgar) {
            return None;
        }
        let amount = self.amount(at + 1)?;
        let mut currency = CURRENCIES[currency as usize].0;
        let mut start = at;
        if word == "$"
            && at > self.floor
            && let Some(whose) = self.dollars_of(at - 1)
        {
            currency = whose;
            start -= 1;
        }
        // The bound before the sign: "more than $4 million".
        let bounded = self.bounded(start, (amount.end, amount.amount));
        // "$5 million dollars", "£20 sterling".
        let end = bounded.end + u32::from(self.is_any(bounded.end, &["dollars", "sterling"]));
        Some(self.sum(bounded.start, end, bounded.amount, currency))
    }

    /// Whose dollars the letters before the sign make them: "US $5", "A$5", "CAD$15", "c $ 5".
    fn dollars_of(&self, at: u32) -> Option<&'static str> {
        if let Class::Currency(code) = self.class(at)
            && self.glued(at + 1)
        {
            let code = CURRENCIES[code as usize].0;
            return self.is(at, code).then_some(code);
        }
        let glued = self.glued(at + 1);
        Some(match self.word(at) {
            "US" | "U.S." | "USD" => "USD",
            "C" | "CA" | "c" if glued || self.word(at) != "CA" => "CAD",
            "HK" => "HKD",
            "NZ" => "NZD",
            "A" | "AU" if glued => "AUD",
            "S" if glued => "SGD",
            "NT" if glued => "TWD",
            "R" if glued => "BRL",
            "Mex" | "Mx" if glued => "MXN",
            _ => return None,
        })
    }

    /// A sum of money with what it is for: "$5 million in aid", "a $60 billion package".
    fn sum(&self, start: u32, end: u32, amount: Amount, currency: &'static str) -> Found {
        let joint =
            self.class(end) == Class::Of || self.is(end, "in") && self.is_any(end + 1, PURPOSES);
        let joint = u32::from(joint);
        let dash =
            u32::from(self.class(end) == Class::Dash && self.glued(end) && self.glued(end + 1));
        let lower = self.word(end + joint).starts_with(char::is_lowercase) || dash > 0;
        let timed = matches!(self.class(end + joint + dash), Class::None) || dash > 0;
        let thing = self.thing(end + joint + dash).filter(|_| lower && timed);
        let value = Value::Money { amount, currency, thing };
        Found { start, end, kind: EntityKind::Money, value: Some(value) }
    }

    /// "300 million euros", "two Jordanian dinars", "50 cents".
    fn amount_first(&self, at: u32) -> Option<Found> {
        let amount = self.amount(at)?;
        let mut unit = amount.end + u32::from(self.class(amount.end) == Class::Of);
        if self.class(unit) == Class::Dash {
            unit += 1;
        }
        let mut sum = amount.amount;
        let found = |end, sum, currency| Some(self.sum(amount.start, end, sum, currency));
        if self.is_any(unit, &["cents", "cent", "pence"]) {
            sum.low = tidy(sum.low / 100.0);
            sum.high = tidy(sum.high / 100.0);
            return found(unit + 1, sum, if self.is(unit, "pence") { "GBP" } else { "USD" });
        }
        // "1 $10 bill": the sign is the next sum's.
        if matches!(self.class(unit), Class::Currency(_))
            && self.class(unit + 1) == Class::Digits
            && self.glued(unit + 1)
        {
            return None;
        }
        // Whose money: one or two capitalised words before the unit.
        let (mut money, mut whose) = (unit, None);
        for _ in 0..2 {
            if self.capital(money) && !matches!(self.class(money), Class::Currency(_)) {
                whose = Some(self.word(money));
                money += 1;
            }
        }
        // "10 us dollars", "100 chinese yuan" in careless writing.
        if whose.is_none()
            && !matches!(self.class(money), Class::Currency(_))
            && matches!(self.class(money + 1), Class::Currency(_))
            && currency_of(self.word(money), self.word(money + 1)).is_some()
        {
            whose = Some(self.word(money));
            money += 1;
        }
        let word = self.word(money);
        let code = match self.class(money) {
            Class::Currency(currency) => CURRENCIES[currency as usize].0,
            _ if self.is_any(money, &["pounds", "pound"]) => {
                let near = at.saturating_sub(6).max(self.sentence.start())
                    ..(money + 6).min(self.sentence.end());
                let sterling = self.is(money + 1, "sterling")
                    || whose.is_some()
                    || sum.low >= 1e6
                    || self.class(money + 1) != Class::Of
                        && near.into_iter().any(|i| self.is_any(i, PAYING));
                if !sterling {
                    return None;
                }
                "GBP"
            }
            _ => return None,
        };
        // "He had 3 won": a verb more often than money.
        if word == "won" && sum.low < 1000.0 && whose.is_none()
            || word.len() == 2 && word.is_ascii()
        {
            return None;
        }
        let mut currency = code;
        if let Some(whose) = whose {
            currency = currency_of(whose, word).unwrap_or(code);
        }
        let mut end = money + 1 + u32::from(self.is(money + 1, "sterling"));
        // "thirteen dollars and forty-five cents"
        if self.class(end) == Class::And
            && let Some(small) = self.number(end + 1)
            && small.value < 100.0
            && self.is_any(small.end, &["cents", "cent", "pence"])
        {
            sum.low = tidy(sum.low + small.value / 100.0);
            sum.high = tidy(sum.high + small.value / 100.0);
            end = small.end + 1;
        }
        // "15 dollars 50", "thirteen dollars forty five"
        else if let Some(small) = self.number(end).filter(|small| !self.is_word(small.end))
            && (10.0..100.0).contains(&small.value)
            && small.value.fract() == 0.0
            && sum.low == sum.high
            && !self.glued(end)
            && small.end != end + 3
            && !matches!(self.class(small.end), Class::Percent | Class::Currency(_) | Class::Dash)
        {
            sum.low = tidy(sum.low + small.value / 100.0);
            sum.high = sum.low;
            end = small.end;
        }
        // "75 USD million"
        if let Class::Scale(power) = self.class(end)
            && word.bytes().all(|b| b.is_ascii_uppercase())
            && sum.high < 1e4
        {
            sum.low = tidy(sum.low * 10f64.powi(power.into()));
            sum.high = tidy(sum.high * 10f64.powi(power.into()));
            end += 1;
        }
        found(end, sum, currency)
    }
}
