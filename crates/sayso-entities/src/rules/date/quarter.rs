//! Quarters, halves and fiscal years: "the third quarter of 2016", "Q3 2016", "2019-H2", "fiscal 2017".

use sayso_text::{Date, Days};

use super::parts::Side;
use crate::rules::class::{Class, Period};
use crate::rules::view::Words;
use crate::value::When;

/// Words that make "the third quarter" one of a year and not of a game.
const BUSINESS: &[&str] = &[
    "profit",
    "profits",
    "revenue",
    "revenues",
    "sales",
    "earnings",
    "growth",
    "gdp",
    "economy",
    "income",
    "loss",
    "losses",
    "shares",
    "results",
    "output",
    "investors",
    "analysts",
    "inflation",
    "company",
];

impl Words<'_> {
    /// "third quarter of 2016", "first half of last year", "the first quarter of the year", "21st century".
    pub(super) fn ordinal_period(&self, at: u32) -> Option<(u32, When)> {
        if let Some(century) = self.century(at) {
            return Some(century);
        }
        let Class::Ordinal(n) = self.class(at) else { return None };
        let months = self.months_in(at + 1).filter(|months| u32::from(n) * months <= 12)?;
        self.months_of_year(at + 2, n, months).or_else(|| {
            let quarter = months == 3 && self.follows(at, &["the", "'s", "for", "in"]);
            quarter.then(|| (at + 2, self.last_quarter(at, n)))
        })
    }

    /// How many months "quarter" or "half" has.
    fn months_in(&self, at: u32) -> Option<u32> {
        match self.class(at) {
            Class::Period(Period::Quarter) => Some(3),
            Class::Half => Some(6),
            _ => None,
        }
    }

    /// The last quarter of that number which had begun, in news about business.
    fn last_quarter(&self, at: u32, n: u8) -> When {
        let near = at.saturating_sub(15).max(self.sentence.start())..at + 15;
        let business = near.into_iter().any(|i| self.is_any(i, BUSINESS));
        let Some(today) = self.today.filter(|_| business) else { return When::Unresolved };
        let start = |year| Date::new(year, (n - 1) * 3 + 1, 1);
        let begun = start(today.year()).filter(|start| *start <= today);
        begun.or_else(|| start(today.year() - 1)).map_or(When::Unresolved, |first| {
            When::Days(Days::new(first, first.plus_months(2).month_end()))
        })
    }

    /// "Q3 2016", "q1-2019", "H2 of last year".
    pub(super) fn named_quarter(&self, at: u32) -> Option<(u32, When)> {
        let (n, months) = self.quarter_name(at)?;
        let dash = u32::from(self.class(at + 1) == Class::Dash);
        self.months_of_year(at + 1 + dash, n, months)
    }

    /// The number and the months of "Q3" and "H1".
    pub(super) fn quarter_name(&self, at: u32) -> Option<(u8, u32)> {
        let (letter, number) = match *self.word(at).as_bytes() {
            [letter, number @ b'1'..=b'4'] => (letter.to_ascii_uppercase(), number - b'0'),
            _ => return None,
        };
        match letter {
            b'Q' => Some((number, 3)),
            b'H' if number <= 2 => Some((number, 6)),
            _ => None,
        }
    }

    /// What a year turns into before a quarter: "2019-Q1", "2017 q1", "next year's first quarter".
    pub(super) fn quarter_behind(&self, end: u32, when: When) -> (u32, When) {
        let whole = (end, when);
        let When::Days(days) = when else { return whole };
        let year = days.first().year();
        if Days::years(year, year) != Some(days) {
            return whole;
        }
        let dash = u32::from(self.class(end) == Class::Dash);
        let (after, n, months) = if let Some((n, months)) = self.quarter_name(end + dash) {
            (end + dash + 1, n, months)
        } else if self.is_any(end, &["'s", "’s"])
            && let Class::Ordinal(n) = self.class(end + 1)
            && let Some(months) = self.months_in(end + 2)
        {
            (end + 3, n, months)
        } else {
            return whole;
        };
        months_of(year, n, months).map_or(whole, |days| (after, When::Days(days)))
    }

    /// Months `n * length` of the year at `at`.
    fn months_of_year(&self, at: u32, n: u8, length: u32) -> Option<(u32, When)> {
        let of = at + u32::from(self.class(at) == Class::Of || self.is(at, "in"));
        let (end, year) = match self.year_number(of) {
            Some(year) => (of + 1, year),
            None if of > at
                && self.class(of) == Class::The
                && self.class(of + 1) == Class::Period(Period::Year) =>
            {
                (of + 2, self.today?.year())
            }
            None => match self.relative(of) {
                Some((end, When::Days(days))) => (end, days.first().year()),
                Some((end, _)) => return Some((end, When::Unresolved)),
                None => return None,
            },
        };
        Some((end, When::Days(months_of(year, n, length)?)))
    }

    /// "fiscal 2016", "fiscal year 2016-17", "FY2016": named like the year, whenever it begins.
    pub(super) fn fiscal_year(&self, at: u32) -> Option<(u32, When)> {
        let word = self.word(at);
        if let Some(digits) = word.strip_prefix("FY").filter(|digits| !digits.is_empty()) {
            let year: i32 = digits.parse().ok()?;
            let year = if digits.len() == 2 { 2000 + year } else { year };
            let days = Days::years(year, year).filter(|_| (1900..2100).contains(&year))?;
            return Some((at + 1, When::Days(days)));
        }
        if !self.is_any(at, &["fiscal", "financial", "FY"]) {
            return None;
        }
        let year_at = at + 1 + u32::from(self.class(at + 1) == Class::Period(Period::Year));
        if let Some(year) = self.year_number(year_at) {
            if let Some(found) = self.digits_date(year_at) {
                return Some(found);
            }
            return Some((year_at + 1, When::Days(Days::years(year, year)?)));
        }
        None
    }

    /// So many quarters before the one that runs, or after it.
    pub(super) fn quarters(&self, count: f64, side: Side) -> When {
        let Some(today) = self.today else { return When::Unresolved };
        let now = today.month_start().plus_months(-i64::from((today.month() - 1) % 3));
        let count = count.clamp(1.0, 400.0) as i64;
        let (first, last) = match side {
            Side::Before => (now.plus_months(-3 * count), now.plus_days(-1)),
            _ => (now.plus_months(3), now.plus_months(3 * count + 2).month_end()),
        };
        When::Days(Days::new(first, last))
    }
}

fn months_of(year: i32, n: u8, length: u32) -> Option<Days> {
    let first = Date::new(year, ((u32::from(n) - 1) * length + 1).try_into().ok()?, 1)?;
    Some(Days::new(first, first.plus_months(i64::from(length) - 1).month_end()))
}
