//! Days: absolute ("Nov. 29, 2016"), relative ("last week"), and parts of them ("early 2016").

mod absolute;
mod parts;
mod relative;

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
    /// The date that begins at `at`, with "early", "the end of" before it and a second date behind "to".
    pub(super) fn date(&self, at: u32) -> Option<Dated> {
        let first = self.part_of_date(at).or_else(|| self.plain_date(at))?;
        let range = matches!(self.class(first.end), Class::To | Class::Dash)
            || self.class(first.end) == Class::And && self.follows(at, &["between"]);
        if range
            && let Some(second) = self.plain_date(first.end + 1)
            && second.start == first.end + 1
        {
            let when = match (first.when, second.when) {
                (When::Days(a), When::Days(b)) if a.first() <= b.last() => {
                    When::Days(Days::new(a.first(), b.last()))
                }
                // "from Monday to Friday", "1969-70" and what else is no known stretch.
                _ => return Some(first),
            };
            return Some(Dated { start: first.start, end: second.end, when });
        }
        Some(first)
    }

    fn plain_date(&self, at: u32) -> Option<Dated> {
        let end = match self.class(at) {
            Class::Month(month) => self.month_first(at, month)?,
            Class::MidJoined => self.mid_joined(at)?,
            Class::Digits => {
                self.digits_date(at).or_else(|| self.day_first(at)).or_else(|| self.ago(at))?
            }
            Class::Ordinal(_) => self.ordinal_period(at)?,
            Class::Weekday(day) => self.weekday(at, day)?,
            Class::Day(shift) => (at + 1, self.shifted(if shift == 2 { 0 } else { shift.into() })),
            Class::Season(season) => self.season(at, season)?,
            Class::Last | Class::Next | Class::This | Class::Past | Class::Coming => {
                self.relative(at)?
            }
            Class::Following | Class::Previous | Class::Recent => self.loose(at)?,
            Class::Small(_) | Class::Tens(_) | Class::A | Class::Few | Class::Scales(_) => {
                self.ago(at)?
            }
            Class::Period(Period::Day) if self.is_any(at + 1, &["before", "after"]) => {
                self.day_beside(at)?
            }
            // "weeks ago", "decades ago"
            Class::Period(_) if self.class(at + 1) == Class::Ago => (at + 2, When::Unresolved),
            _ => self.named_quarter(at)?,
        };
        let (end, when) = end;
        let the = self.class_before(at) == Class::The
            && matches!(
                self.class(at),
                Class::Last
                    | Class::Next
                    | Class::Past
                    | Class::Coming
                    | Class::Following
                    | Class::Previous
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
            Class::End if self.class(from) == Class::Of => {
                from += 1;
                if self.class(from) == Class::The {
                    from += 1;
                }
            }
            Class::Shift if self.class(from) == Class::This => {
                let dated = self.plain_date(from)?;
                return Some(Dated { start: at, ..dated });
            }
            _ => return None,
        }
        let calendar = match self.class(from) {
            Class::Month(_) | Class::Digits | Class::Last | Class::Next | Class::This => true,
            Class::Weekday(_) | Class::Day(_) => part != Class::End,
            Class::Period(Period::Year | Period::Month | Period::Decade | Period::Century) => {
                return (part == Class::End).then(|| Dated {
                    start: at - u32::from(self.class_before(at) == Class::The),
                    end: from + 1,
                    when: When::Unresolved,
                });
            }
            Class::Season(_) => true,
            _ => false,
        };
        if !calendar {
            return None;
        }
        let whole = self.plain_date(from)?;
        let third = match part {
            Class::Early => 0,
            Class::Mid => 1,
            Class::Late => 2,
            _ if self.is(at, "end") => 2,
            _ => 0,
        };
        let when = match whole.when {
            When::Days(days) => When::Days(third_of(days, third)),
            other => other,
        };
        let the = part == Class::End && self.class_before(at) == Class::The;
        Some(Dated { start: at - u32::from(the), end: whole.end, when })
    }
}
