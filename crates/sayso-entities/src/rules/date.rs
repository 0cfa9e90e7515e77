//! Days: absolute ("Nov. 29, 2016"), relative ("last week"), and parts of them ("early 2016").

mod absolute;
mod anchor;
mod bounds;
mod counted;
mod day;
mod parts;
mod quarter;
mod relative;
mod tense;
mod week;

use sayso_text::Days;

use super::class::{Class, Period};
use super::view::Words;
use crate::value::When;
use parts::third_of;

/// A date with its tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dated {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) when: When,
}

impl Words<'_> {
    /// The date that begins at `at`, with "early", "the end of" before it and a second date after "to".
    pub(super) fn date(&self, at: u32) -> Option<Dated> {
        let first = self.one_date(at)?;
        Some(self.with_second(first).unwrap_or(first))
    }

    fn one_date(&self, at: u32) -> Option<Dated> {
        self.counted_from(at)
            .or_else(|| self.week_of(at))
            .or_else(|| self.part_of_date(at))
            .or_else(|| self.plain_date(at))
    }

    /// "from Nov to March", "between 2010 and 2014": with the date after "to".
    fn with_second(&self, first: Dated) -> Option<Dated> {
        let range = matches!(self.class(first.end), Class::To | Class::Dash)
            || self.class(first.end) == Class::And && self.follows(first.start, &["between"]);
        if !range {
            return None;
        }
        let from = first.end + 1;
        let second = if self.is(from, "now") {
            Dated { start: from, end: from + 1, when: self.shifted(0) }
        } else {
            let the = self.class(from) == Class::The;
            // "from Monday on to the Tuesday" is too loose; an article is part of "the end of".
            self.one_date(from + u32::from(the)).filter(|second| second.start <= from + 1)?
        };
        let (When::Days(a), When::Days(b)) = (first.when, second.when) else { return None };
        let (a, b) = match (self.lacks_year(first), self.lacks_year(second)) {
            (true, false) => (in_year_before(a, b), b),
            (false, true) => (a, in_year_after(b, a)),
            (true, true) if a.first() > b.last() => (in_year_before(a, b), b),
            _ => (a, b),
        };
        // "from Monday to Friday", "1969-70" and what else is no known stretch.
        let when = When::Days(Days::new(a.first(), b.last()));
        (a.first() <= b.last()).then_some(Dated { start: first.start, end: second.end, when })
    }

    /// Whether a date names a month and no year.
    fn lacks_year(&self, dated: Dated) -> bool {
        let mut tokens = dated.start..dated.end;
        let month = tokens.clone().any(|at| {
            let slashed = self.word(at).bytes().filter(|&b| b == b'/').count() == 1;
            matches!(self.class(at), Class::Month(_) | Class::MidJoined) || slashed
        });
        month
            && !tokens.any(|at| {
                self.year_number(at).is_some()
                    || matches!(self.class(at), Class::Last | Class::Next | Class::This)
            })
    }

    fn plain_date(&self, at: u32) -> Option<Dated> {
        let end = match self.class(at) {
            Class::Month(month) => self.month_first(at, month)?,
            Class::MidJoined => self.mid_joined(at)?,
            Class::Digits => self
                .digits_date(at)
                .or_else(|| self.day_first(at))
                .or_else(|| self.ago(at))
                .or_else(|| self.day_alone(at))?,
            Class::Ordinal(_) => self
                .ordinal_period(at)
                .or_else(|| self.day_first(at))
                .or_else(|| self.day_alone(at))?,
            Class::Weekday(day) => self.weekday(at, day)?,
            Class::Day(shift) => (at + 1, self.shifted(if shift == 2 { 0 } else { shift.into() })),
            Class::Season(season) => self.season(at, season)?,
            Class::Last | Class::Next | Class::This | Class::Past | Class::Coming => {
                self.relative(at)?
            }
            Class::Following | Class::Previous | Class::Recent | Class::Same => self.loose(at)?,
            Class::Small(_) | Class::Tens(_) => {
                self.ago(at).or_else(|| self.day_first(at)).or_else(|| self.day_alone(at))?
            }
            Class::A | Class::Few | Class::Scales(_) => self.ago(at)?,
            Class::Period(period) if self.class(at + 2) == Class::Next => {
                self.after_next(at, period)?
            }
            Class::Period(Period::Day) if self.is_any(at + 1, &["before", "after"]) => {
                self.day_beside(at)?
            }
            // "weeks ago", "decades ago"
            Class::Period(_) if self.class(at + 1) == Class::Ago => (at + 2, When::Unresolved),
            _ => self.named_quarter(at).or_else(|| self.fiscal_year(at))?,
        };
        let (end, when) = self.quarter_behind(end.0, end.1);
        let the = self.class_before(at) == Class::The
            && matches!(
                self.class(at),
                Class::Last
                    | Class::Next
                    | Class::Past
                    | Class::Coming
                    | Class::Following
                    | Class::Previous
                    | Class::Same
                    | Class::Ordinal(_)
                    | Class::Period(_)
                    | Class::Season(_)
            );
        Some(Dated { start: at - u32::from(the), end, when })
    }

    /// "early 2016", "late last year", "mid-May", "the end of 2015", "later this month".
    fn part_of_date(&self, at: u32) -> Option<Dated> {
        let part = self.class(at);
        let mut from = at + 1;
        match part {
            Class::Early | Class::Late | Class::Mid => {
                if self.class(from) == Class::Dash {
                    from += 1;
                }
                if self.is(from, "in") {
                    from += 1;
                }
                if self.class(from) == Class::The {
                    from += 1;
                }
            }
            Class::End => {
                let of = u32::from(self.class(from) == Class::Of);
                from += of;
                if self.class(from) == Class::The {
                    from += 1;
                }
                if of == 0 {
                    return None;
                }
            }
            Class::Shift => return self.later_in(at),
            _ => return None,
        }
        let the = part == Class::End && self.class_before(at) == Class::The;
        let start = at - u32::from(the);
        let third = match part {
            Class::Early => 0,
            Class::Mid => 1,
            Class::Late => 2,
            _ if self.is(at, "end") => 2,
            _ if self.is(at, "middle") => 1,
            _ => 0,
        };
        let third_when = |when| match when {
            When::Days(days) => When::Days(third_of(days, third)),
            other => other,
        };
        let calendar = match self.class(from) {
            Class::Month(_) | Class::Digits | Class::Last | Class::Next | Class::This => true,
            Class::Weekday(_) | Class::Day(_) => part != Class::End,
            Class::Period(
                period @ (Period::Quarter
                | Period::Year
                | Period::Month
                | Period::Decade
                | Period::Century),
            ) => {
                if part != Class::End || self.word(from).ends_with('s') {
                    return None;
                }
                let when = self.calendar_period(period, parts::Side::Nearest)?;
                return Some(Dated { start, end: from + 1, when: third_when(when) });
            }
            Class::Season(_) => true,
            _ => false,
        };
        if !calendar {
            return None;
        }
        let whole = self.plain_date(from)?;
        Some(Dated { start, end: whole.end, when: third_when(whole.when) })
    }

    /// "later this month", "earlier in the year": the part of it up to today, or from today on.
    fn later_in(&self, at: u32) -> Option<Dated> {
        let (end, when) = if self.class(at + 1) == Class::This {
            let whole = self.plain_date(at + 1)?;
            (whole.end, whole.when)
        } else {
            let Class::Period(period) = self.class(at + 3) else { return None };
            if period <= Period::Day
                || !self.is(at + 1, "in")
                || self.class(at + 2) != Class::The
                || self.word(at + 3).ends_with('s')
            {
                return None;
            }
            (at + 4, self.calendar_period(period, parts::Side::Nearest)?)
        };
        let when = match (when, self.today) {
            (When::Days(days), Some(today)) if days.first() <= today && today <= days.last() => {
                When::Days(if self.is(at, "later") {
                    Days::new(today, days.last())
                } else {
                    Days::new(days.first(), today)
                })
            }
            (when, _) => when,
        };
        Some(Dated { start: at, end, when })
    }
}

/// `days` in the last year in which they begin no later than `limit` ends.
fn in_year_before(days: Days, limit: Days) -> Days {
    let moved = days.plus_years(limit.last().year() - days.first().year());
    if moved.first() > limit.last() { moved.plus_years(-1) } else { moved }
}

/// `days` in the first year in which they end no earlier than `limit` begins.
fn in_year_after(days: Days, limit: Days) -> Days {
    let moved = days.plus_years(limit.first().year() - days.first().year());
    if moved.last() < limit.first() { moved.plus_years(1) } else { moved }
}
