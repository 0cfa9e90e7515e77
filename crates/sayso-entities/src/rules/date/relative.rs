//! Days told from another: "last week", "on Tuesday", "two years ago", "the day before yesterday".

use super::parts::{Side, season_days};
use crate::rules::class::{Class, Period};
use crate::rules::view::Words;
use crate::value::When;
use sayso_text::{Date, Days};

impl Words<'_> {
    pub(super) fn shifted(&self, days: i64) -> When {
        self.today.map_or(When::Unresolved, |day| When::Days(Days::day(day.plus_days(days))))
    }

    /// "Monday, Dec. 26", "Thursday 28 July", "Tuesday".
    pub(super) fn weekday(&self, at: u32, day: u8) -> Option<(u32, When)> {
        if !self.capital(at) && !self.word(at).ends_with("day") {
            return None;
        }
        if let Some((end, monday)) = self.week_behind(at + 1) {
            return Some((end, When::Days(Days::day(monday.plus_days(i64::from(day) - 1)))));
        }
        let mut next = at + 1 + u32::from(self.is(at + 1, ","));
        if self.class(next) == Class::The {
            next += 1;
        }
        let dated = match self.class(next) {
            Class::Month(month) => self.month_first(next, month).filter(|d| d.0 > next + 1),
            Class::Digits | Class::Ordinal(_) | Class::Tens(_) => {
                self.day_first(next).or_else(|| self.slashed(next))
            }
            _ => None,
        };
        let dated = dated.or_else(|| self.weekday_and_day(at, day));
        let ahead = self.is_future(at) || self.is_limit(at);
        let side = if ahead { Side::After } else { Side::Before };
        Some(dated.unwrap_or_else(|| (at + 1, self.nearest_weekday(day, side, true))))
    }

    /// The Monday of the week in "Tuesday of last week", "Wednesday next week".
    fn week_behind(&self, at: u32) -> Option<(u32, Date)> {
        let at = at + u32::from(self.class(at) == Class::Of);
        let side = match self.class(at) {
            Class::Last => Side::Before,
            Class::Next | Class::Coming => Side::After,
            Class::This => Side::Nearest,
            _ => return None,
        };
        if !self.is(at + 1, "week") {
            return None;
        }
        match self.calendar_period(Period::Week, side)? {
            When::Days(days) => Some((at + 2, days.first())),
            _ => None,
        }
    }

    fn nearest_weekday(&self, day: u8, side: Side, today_counts: bool) -> When {
        let Some(today) = self.today else { return When::Weekday(day) };
        let ahead = i64::from((day + 7 - today.weekday()) % 7);
        let shift = match side {
            _ if ahead == 0 && today_counts => 0,
            Side::Before => ahead - 7,
            Side::After if ahead == 0 => 7,
            Side::After => ahead,
            // The one of this week.
            Side::Nearest => i64::from(day) - i64::from(today.weekday()),
        };
        When::Days(Days::day(today.plus_days(shift)))
    }

    /// "last week", "this month", "next Tuesday", "the past three days".
    pub(super) fn relative(&self, at: u32) -> Option<(u32, When)> {
        let at = at + u32::from(self.class(at) == Class::The);
        let verb = [
            "will", "'ll", "would", "to", "could", "can", "may", "might", "should", "not", "n't",
            "must",
        ];
        if self.class(at) == Class::Last && self.follows(at, &verb) {
            return None;
        }
        let direction = self.class(at);
        let side = match direction {
            Class::Last | Class::Past => Side::Before,
            Class::Next | Class::Coming => Side::After,
            Class::This => Side::Nearest,
            _ => return None,
        };
        let strict = matches!(direction, Class::Last | Class::Next | Class::This);
        match self.class(at + 1) {
            // "next Friday" is next week's.
            Class::Weekday(day) if direction == Class::Next && self.today.is_some() => {
                let when = match self.calendar_period(Period::Week, side)? {
                    When::Days(week) => {
                        When::Days(Days::day(week.first().plus_days(i64::from(day) - 1)))
                    }
                    other => other,
                };
                Some((at + 2, when))
            }
            Class::Weekday(day) if strict || matches!(direction, Class::Past | Class::Coming) => {
                Some((at + 2, self.nearest_weekday(day, side, side == Side::Nearest)))
            }
            // "this past Wednesday", "this coming Friday"
            Class::Past | Class::Coming if direction == Class::This => self.relative(at + 1),
            Class::Month(month) if direction == Class::This && self.capital(at + 1) => {
                let days = self.today.and_then(|today| Days::month(today.year(), month));
                Some((at + 2, days.map_or(When::MonthDay(month, 0), When::Days)))
            }
            Class::Month(month) if strict && self.capital(at + 1) => {
                Some((at + 2, self.nearest_month(at, month, side)))
            }
            Class::Season(season) => Some((at + 2, self.nearest_season(season, side))),
            Class::Period(period) => {
                let plural = self.word(at + 1).ends_with(['s', 'S']);
                // "next week Wednesday", "next week on Tuesday"
                let on = at + 2 + u32::from(self.is(at + 2, "on"));
                if let (Period::Week, Class::Weekday(day), Some(_)) =
                    (period, self.class(on), self.today.filter(|_| strict && !plural))
                    && let Some(When::Days(week)) = self.calendar_period(period, side)
                {
                    let date = week.first().plus_days(i64::from(day) - 1);
                    return Some((on + 1, When::Days(Days::day(date))));
                }
                // "the next day" follows what was told last.
                if period == Period::Day && direction == Class::Next && self.anchor.is_some() {
                    return Some((at + 2, self.beyond_anchor(Period::Day, 1.0)));
                }
                if plural {
                    let known = matches!(direction, Class::Past | Class::Coming | Class::Last);
                    return known.then_some((at + 2, When::Unresolved));
                }
                // "the past year" goes back twelve months, "last year" is a year of the calendar.
                let calendar = matches!(period, Period::Quarter | Period::Weekend);
                if matches!(direction, Class::Past | Class::Coming) && !calendar {
                    return Some((at + 2, self.stretch(period, 1.0, side)));
                }
                Some((at + 2, self.calendar_period(period, side)?))
            }
            _ if side == Side::Nearest => None,
            _ => {
                let few = matches!(self.class(at + 1), Class::Few | Class::Couple);
                let (end, count) = if few {
                    {
                        let two = (self.class(at + 1) == Class::Couple).then_some(2.0);
                        (at + 2 + u32::from(self.class(at + 2) == Class::Of), two)
                    }
                } else {
                    let number = self.number(at + 1)?;
                    // "past 20-plus months", "last four long years"
                    let plus =
                        self.class(number.end) == Class::Dash && self.is(number.end + 1, "plus");
                    let long = u32::from(self.is_any(number.end, &["long", "full", "consecutive"]));
                    (number.end + if plus { 2 } else { long }, Some(number.value))
                };
                let Class::Period(period) = self.class(end) else { return None };
                let when =
                    count.map_or(When::Unresolved, |count| self.stretch(period, count, side));
                Some((end + 1, when))
            }
        }
    }

    /// So many periods up to today, or from it on.
    pub(super) fn stretch(&self, period: Period, count: f64, side: Side) -> When {
        let Some(today) = self.today else { return When::Unresolved };
        if period == Period::Quarter {
            return self.quarters(count, side);
        }
        let sign = if side == Side::Before { -1.0 } else { 1.0 };
        let other = shift(today, period, sign * count).unwrap_or(today);
        // The next two days begin tomorrow.
        let tomorrow = if side == Side::After { today.plus_days(1).min(other) } else { today };
        When::Days(Days::new(tomorrow, other))
    }

    /// A whole week, month or year of the calendar.
    pub(super) fn calendar_period(&self, period: Period, side: Side) -> Option<When> {
        let step = match side {
            Side::Before => -1,
            Side::Nearest => 0,
            Side::After => 1,
        };
        if matches!(period, Period::Second | Period::Minute | Period::Hour) {
            return None;
        }
        let Some(today) = self.today else { return Some(When::Unresolved) };
        let monday = today.plus_days(1 - i64::from(today.weekday()));
        let days = match period {
            Period::Day => Days::day(today.plus_days(step)),
            Period::Week => {
                let monday = monday.plus_days(step * 7);
                Days::new(monday, monday.plus_days(6))
            }
            Period::Fortnight => {
                let monday = monday.plus_days(step * 14);
                Days::new(monday, monday.plus_days(13))
            }
            Period::Weekend => {
                // On a Sunday, "last weekend" is not the one that is ending; on a Wednesday, it is the
                // one that has ended.
                let saturday = monday.plus_days(5 + if step < 0 { -7 } else { step * 7 });
                Days::new(saturday, saturday.plus_days(1))
            }
            Period::Month => {
                let month = today.month_start().plus_months(step);
                Days::new(month, month.month_end())
            }
            Period::Quarter => {
                let within = i64::from((today.month() - 1) % 3);
                let first = today.month_start().plus_months(step * 3 - within);
                Days::new(first, first.plus_months(2).month_end())
            }
            Period::Year => Days::years(today.year() + step as i32, today.year() + step as i32)?,
            Period::Decade => {
                let first = today.year() / 10 * 10 + step as i32 * 10;
                Days::years(first, first + 9)?
            }
            Period::Century => {
                let first = (today.year() - 1) / 100 * 100 + 1 + step as i32 * 100;
                Days::years(first, first + 99)?
            }
            Period::Second | Period::Minute | Period::Hour => return None,
        };
        Some(When::Days(days))
    }

    fn nearest_season(&self, season: u8, side: Side) -> When {
        let Some(today) = self.today else { return When::Unresolved };
        let of = |year| season_days(year, season);
        let year = today.year();
        let days = match side {
            Side::Nearest => of(year),
            Side::Before => {
                [year, year - 1].into_iter().filter_map(of).find(|days| days.last() < today)
            }
            Side::After => {
                [year, year + 1].into_iter().filter_map(of).find(|days| days.first() > today)
            }
        };
        days.map_or(When::Unresolved, When::Days)
    }

    /// "two weeks ago", "six months from now", "three days earlier".
    pub(super) fn ago(&self, at: u32) -> Option<(u32, When)> {
        // "a month earlier"
        if self.class(at) == Class::A
            && let Class::Period(period) = self.class(at + 1)
        {
            return match self.class(at + 2) {
                Class::Ago => Some((at + 3, self.stretch_ago(period, -1.0)?)),
                Class::Shift => Some((at + 3, self.beyond_anchor(period, self.shift_sign(at + 2)))),
                _ => None,
            };
        }
        if let Some(found) = self.count_first(at) {
            return Some(found);
        }
        let amount = self.amount(at)?;
        let Class::Period(period) = self.class(amount.end) else { return None };
        let after = amount.end + 1;
        let count = amount.amount;
        let known = count.low == count.high;
        let (end, sign) = match self.class(after) {
            Class::Ago => (after + 1, -1.0),
            _ if self.is(after, "from") && self.is_any(after + 1, &["now", "today"]) => {
                (after + 2, 1.0)
            }
            Class::Shift => {
                let count = count.low * self.shift_sign(after);
                let when = if known { self.beyond_anchor(period, count) } else { When::Unresolved };
                return Some((after + 1, when));
            }
            _ => return None,
        };
        let when =
            if known { self.stretch_ago(period, sign * count.low)? } else { When::Unresolved };
        Some((end, when))
    }

    fn shift_sign(&self, at: u32) -> f64 {
        if self.is(at, "later") { 1.0 } else { -1.0 }
    }

    /// The day so many periods from today, as exact as the period is.
    pub(super) fn stretch_ago(&self, period: Period, count: f64) -> Option<When> {
        let Some(today) = self.today else { return Some(When::Unresolved) };
        let day = shift(today, period, count)?;
        Some(When::Days(match period {
            Period::Year | Period::Decade | Period::Century => Days::years(day.year(), day.year())?,
            Period::Month => Days::month(day.year(), day.month())?,
            _ => Days::day(day),
        }))
    }

    /// "the week after next".
    pub(super) fn after_next(&self, at: u32, period: Period) -> Option<(u32, When)> {
        if !self.is(at + 1, "after") || self.class(at + 2) != Class::Next || self.is_word(at + 3) {
            return None;
        }
        let next = self.calendar_period(period, Side::After)?;
        let moved = match next {
            When::Days(days) => {
                let first = shift(days.first(), period, 1.0)?;
                super::anchor::period_around(Days::day(first), period).map(When::Days)
            }
            _ => None,
        };
        Some((at + 3, moved.unwrap_or(When::Unresolved)))
    }

    /// "the day before yesterday", "day after tomorrow".
    pub(super) fn day_beside(&self, at: u32) -> Option<(u32, When)> {
        let step: i8 = if self.is(at + 1, "before") { -1 } else { 1 };
        let Class::Day(shift) = self.class(at + 2) else {
            // "the day before", and nothing that it is before
            let alone = self.class_before(at) == Class::The && !self.is_word(at + 2);
            return alone.then(|| (at + 2, self.beyond_anchor(Period::Day, f64::from(step))));
        };
        Some((at + 3, self.shifted(i64::from(shift % 2) + i64::from(step))))
    }
}

/// The day that many periods away; fractions count for years only.
pub(super) fn shift(day: Date, period: Period, count: f64) -> Option<Date> {
    if count.abs() > 1e5 {
        return None;
    }
    let days = |length: f64| Some(day.plus_days((count * length).round() as i64));
    let months = |length: f64| Some(day.plus_months((count * length).round() as i64));
    match period {
        Period::Second => days(1.0 / 86_400.0),
        Period::Minute => days(1.0 / 1440.0),
        Period::Hour => days(1.0 / 24.0),
        Period::Day => days(1.0),
        Period::Week | Period::Weekend => days(7.0),
        Period::Fortnight => days(14.0),
        Period::Month => months(1.0),
        Period::Quarter => months(3.0),
        Period::Year => months(12.0),
        Period::Decade => months(120.0),
        Period::Century => months(1200.0),
    }
}
