//! Days told from the date that the text named last: "a year earlier", "the following week", "that same day".

use sayso_text::Days;

use super::counted::granularity;
use super::relative::shift;
use crate::rules::class::{Class, Period};
use crate::rules::view::Words;
use crate::value::When;

impl Words<'_> {
    /// "following day", "previous year", "same week", "that day"; of "recent weeks" nobody knows.
    pub(super) fn loose(&self, at: u32) -> Option<(u32, When)> {
        let class = self.class(at);
        let mut next = at + 1;
        if class == Class::Same && self.is(at, "that") && self.is(next, "same") {
            next += 1;
        }
        let when = match self.class(next) {
            Class::Period(_) if class == Class::Recent => When::Unresolved,
            Class::Period(Period::Second | Period::Minute | Period::Hour)
                if class == Class::Same =>
            {
                return None;
            }
            Class::Period(period) => self.beside_anchor(class, period, next),
            // "Following Monday's debate" follows the debate.
            Class::Weekday(_) if self.capital(at) && self.class_before(at) != Class::The => {
                return None;
            }
            Class::Weekday(day) if matches!(class, Class::Following | Class::Previous) => {
                self.weekday_beside(class, day)
            }
            Class::DayPart(_) if matches!(class, Class::Following | Class::Previous) => {
                self.beside_anchor(class, Period::Day, next)
            }
            Class::Month(_) if matches!(class, Class::Following | Class::Previous) => {
                When::Unresolved
            }
            Class::Digits | Class::Small(_) if class == Class::Previous => {
                // "the previous three quarters"
                let number = self.number(next)?;
                let Class::Period(period) = self.class(number.end) else { return None };
                return Some((
                    number.end + 1,
                    self.stretch(period, number.value, super::parts::Side::Before),
                ));
            }
            _ => return None,
        };
        Some((next + 1, when))
    }

    fn beside_anchor(&self, class: Class, period: Period, at: u32) -> When {
        let plural = self.word(at).ends_with(['s', 'S']);
        let step = match class {
            Class::Previous => -1,
            Class::Following => 1,
            _ => 0,
        };
        // "the previous quarter" may be told from today, "the previous day" is told from another.
        let deictic = || self.today.filter(|_| step < 0 && period != Period::Day).map(Days::day);
        let base = self.anchor.or_else(deictic);
        let whole = base.filter(|_| !plural).and_then(|base| period_around(base, period));
        let moved = whole.and_then(|whole| {
            let first = shift(whole.first(), period, f64::from(step))?;
            period_around(Days::day(first), period)
        });
        moved.map_or(When::Unresolved, When::Days)
    }

    /// "the previous Monday": the last one before the date in play; without one, that of last week.
    fn weekday_beside(&self, class: Class, day: u8) -> When {
        let back = class == Class::Previous;
        if let Some(anchor) = self.anchor {
            let from = if back { anchor.first() } else { anchor.last() };
            let away = if back {
                -i64::from((from.weekday() + 7 - day - 1) % 7) - 1
            } else {
                i64::from((day + 7 - from.weekday() - 1) % 7) + 1
            };
            return When::Days(Days::day(from.plus_days(away)));
        }
        let Some(today) = self.today else { return When::Unresolved };
        let week = if back { -7 } else { 7 };
        let shift = week + i64::from(day) - i64::from(today.weekday());
        When::Days(Days::day(today.plus_days(shift)))
    }

    /// So many periods from the date in play: "three days later", "a year earlier".
    pub(super) fn beyond_anchor(&self, period: Period, count: f64) -> When {
        let moved = self.anchor.and_then(|anchor| {
            let (first, last) =
                (shift(anchor.first(), period, count)?, shift(anchor.last(), period, count)?);
            let of_anchor = granularity(anchor);
            // A year before a day is that year; a year before a quarter is that quarter.
            if of_anchor == Period::Day {
                return period_around(Days::day(first), period);
            }
            (period >= of_anchor).then(|| {
                let month_end = anchor.last() == anchor.last().month_end();
                Days::new(first, if month_end { last.month_end() } else { last })
            })
        });
        moved.map_or(When::Unresolved, When::Days)
    }
}

/// The day, week, month or year of the calendar that holds `days`, if one does.
pub(super) fn period_around(days: Days, period: Period) -> Option<Days> {
    let first = days.first();
    let around = match period {
        Period::Day => Days::day(first),
        Period::Week | Period::Fortnight => {
            let monday = first.plus_days(1 - i64::from(first.weekday()));
            Days::new(monday, monday.plus_days(if period == Period::Week { 6 } else { 13 }))
        }
        Period::Weekend => {
            let saturday = first.plus_days(6 - i64::from(first.weekday()));
            return Some(Days::new(saturday, saturday.plus_days(1)));
        }
        Period::Month => Days::month(first.year(), first.month())?,
        Period::Quarter => {
            let start = first.month_start().plus_months(-i64::from((first.month() - 1) % 3));
            Days::new(start, start.plus_months(2).month_end())
        }
        Period::Year => Days::years(first.year(), first.year())?,
        Period::Decade => {
            let start = first.year() / 10 * 10;
            Days::years(start, start + 9)?
        }
        Period::Century => {
            let start = (first.year() - 1) / 100 * 100 + 1;
            Days::years(start, start + 99)?
        }
        Period::Second | Period::Minute | Period::Hour => return None,
    };
    (days.last() <= around.last()).then_some(around)
}
