//! Weeks and days of a longer stretch: "the first week of May", "the last 3 weeks of this year", "the 15th day of
//! next month".

use sayso_text::{Date, Days};

use super::Dated;
use crate::rules::class::{Class, Period};
use crate::rules::view::Words;
use crate::value::When;

impl Words<'_> {
    pub(super) fn week_of(&self, at: u32) -> Option<Dated> {
        let (end, place) = match self.class(at) {
            Class::Last => (at + 1, None),
            Class::Ordinal(_) | Class::Tens(_) | Class::Digits => {
                let (end, place) = self.ordinal(at)?;
                (end, Some(place as i64).filter(|place| (1..=366).contains(place))?.into())
            }
            _ => return None,
        };
        let (unit, count) = match self.class(end) {
            Class::Digits | Class::Small(_) if place.is_none_or(|place| place == 1) => {
                let number = self.number(end)?;
                (number.end, number.value as i64)
            }
            _ => (end, 1),
        };
        let Class::Period(period) = self.class(unit) else { return None };
        if self.class(unit + 1) != Class::Of || !(1..=400).contains(&count) {
            return None;
        }
        let from = unit + 2;
        let whole = if self.class(from) == Class::The
            && let Class::Period(long @ (Period::Month | Period::Year)) = self.class(from + 1)
        {
            let when = self.calendar_period(long, super::parts::Side::Nearest)?;
            Dated { start: from, end: from + 2, when }
        } else {
            self.plain_date(from).filter(|whole| whole.start == from)?
        };
        let When::Days(days) = whole.when else { return None };
        let first = match (period, place) {
            (Period::Week, Some(place)) => first_monday(days).plus_days((place - 1) * 7),
            (Period::Week, None) => last_monday(days).plus_days((1 - count) * 7),
            (Period::Day, Some(place)) => days.first().plus_days(place - 1),
            (Period::Day, None) => days.last().plus_days(1 - count),
            (Period::Month, Some(place)) => days.first().plus_months(place - 1),
            (Period::Month, None) => days.last().month_start().plus_months(1 - count),
            _ => return None,
        };
        let last = match period {
            Period::Week => first.plus_days(count * 7 - 1),
            Period::Day => first.plus_days(count - 1),
            _ => first.plus_months(count - 1).month_end(),
        };
        if first > days.last() || last < days.first() || whole.end - unit < 2 {
            return None;
        }
        let the = u32::from(self.class_before(at) == Class::The);
        Some(Dated { start: at - the, end: whole.end, when: When::Days(Days::new(first, last)) })
    }
}

/// The Monday of the first week of which most days are in `days`, as ISO 8601 counts weeks.
fn first_monday(days: Days) -> Date {
    monday(days.first().plus_days(3))
}

fn last_monday(days: Days) -> Date {
    monday(days.last().plus_days(-3))
}

fn monday(day: Date) -> Date {
    day.plus_days(1 - i64::from(day.weekday()))
}
