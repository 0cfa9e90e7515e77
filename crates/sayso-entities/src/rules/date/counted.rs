//! Days counted from others: "two weeks before May 13", "10 days after the vote on Monday", "in two weeks".

use sayso_text::Days;

use super::{Dated, relative};
use crate::rules::class::{Class, Period};
use crate::rules::view::Words;
use crate::value::{Bound, When};

impl Words<'_> {
    /// "three weeks from tomorrow", "a day after Christmas Eve", and "in two weeks" of what is to come.
    pub(super) fn counted_from(&self, at: u32) -> Option<Dated> {
        let (start, unit, count) = match self.class(at) {
            Class::A => (at, at + 1, 1.0),
            Class::Digits | Class::Small(_) | Class::Tens(_) => {
                let amount = self.amount(at)?;
                let exact = matches!(amount.amount.bound, Bound::Exact | Bound::About);
                if !exact || amount.amount.low != amount.amount.high {
                    return None;
                }
                (amount.start, amount.end, amount.amount.low)
            }
            _ => return None,
        };
        let Class::Period(period) = self.class(unit) else { return None };
        if matches!(period, Period::Second | Period::Minute | Period::Hour) {
            return None;
        }
        let after = unit + 1;
        let sign = if self.is(after, "before") {
            -1.0
        } else if self.is_any(after, &["after", "from"]) {
            1.0
        } else {
            // "He will return in two weeks."
            let coming = start == at && self.follows(at, &["in"]) && self.is_future(at - 1);
            let when = coming.then(|| self.stretch_ago(period, count)).flatten()?;
            return Some(Dated { start, end: after, when });
        };
        let the = u32::from(self.class(after + 1) == Class::The);
        let from = self.plain_date(after + 1 + the).filter(|from| from.start <= after + 1 + the)?;
        let When::Days(days) = from.when else { return None };
        let first = relative::shift(days.first(), period, sign * count)?;
        let when = if days.first() == days.last() {
            When::Days(Days::day(first))
        } else {
            // "two years before 2016"
            let exact = period >= granularity(days);
            let last = relative::shift(days.last(), period, sign * count)?;
            exact.then_some(When::Days(Days::new(first, last)))?
        };
        Some(Dated { start, end: from.end, when })
    }

    /// "5 upcoming years", "the 10 previous weeks".
    pub(super) fn count_first(&self, at: u32) -> Option<(u32, When)> {
        let number = self.number(at)?;
        let side = match self.class(number.end) {
            Class::Last | Class::Past | Class::Previous => super::parts::Side::Before,
            Class::Next | Class::Coming | Class::Following => super::parts::Side::After,
            _ => return None,
        };
        let Class::Period(period) = self.class(number.end + 1) else { return None };
        let sub_day = matches!(period, Period::Second | Period::Minute | Period::Hour);
        (!sub_day).then(|| (number.end + 2, self.stretch(period, number.value, side)))
    }
}

/// The longest period of the calendar that `days` are one of, or a day.
pub(super) fn granularity(days: Days) -> Period {
    let (first, last) = (days.first(), days.last());
    match last.days_since_1970() - first.days_since_1970() {
        0 => Period::Day,
        1..=7 => Period::Week,
        8..=31 => Period::Month,
        32..=92 => Period::Quarter,
        93..=366 => Period::Year,
        367..=3653 => Period::Decade,
        _ => Period::Century,
    }
}
