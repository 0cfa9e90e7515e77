//! Times of day, alone or with their day: "3:29 p.m.", "10 a.m. Nov. 29, 2016", "Tuesday night".

use super::class::{Class, DayPart};
use super::date::Dated;
use super::found::Found;
use super::view::Words;
use crate::kind::EntityKind;
use crate::value::{Clock, Value, When};

impl Words<'_> {
    /// A time or a date that begins at `at`; a time takes its day in.
    pub(super) fn moment(&self, at: u32) -> Option<Found> {
        if let Some((end, clock)) = self.clock(at) {
            let mut day_at = end;
            while self.is_any(day_at, &["on", ",", "local", "time", "daily"]) && day_at < end + 3 {
                day_at += 1;
            }
            if self.is(day_at, "this") || day_at > end || self.day_may_follow(end) {
                if let Some(dated) = self.date(day_at).filter(|dated| dated.start <= day_at) {
                    return Some(found(at, self.part_behind(dated.end), dated.when, clock));
                }
                if let Some((end, day, _)) = self.day_part(day_at) {
                    return Some(found(at, end, day, clock));
                }
            }
            let local = self.is(end, "local") && self.is(end + 1, "time");
            return Some(found(at, end + if local { 2 } else { 0 }, When::Unresolved, clock));
        }
        if let Some((end, day, part)) = self.day_part(at) {
            let (from, to) = part.minutes();
            let start = at - u32::from(self.class_before(at) == Class::The);
            return Some(found(start, end, day, Clock { from, to, zone: None }));
        }
        let dated = self.date(at)?;
        Some(self.with_time(dated))
    }

    fn day_may_follow(&self, at: u32) -> bool {
        !matches!(self.class(at), Class::Digits | Class::Small(_) | Class::A | Class::Tens(_))
    }

    /// A date with the time of day after it: "Tuesday night", "Nov. 29 at 10 a.m.".
    fn with_time(&self, dated: Dated) -> Found {
        let Dated { start, end, when } = dated;
        if let Class::DayPart(part) = self.class(end)
            && matches!(self.class(end - 1), Class::Weekday(_) | Class::Day(_) | Class::Following)
        {
            // "Monday morning from 10 a.m. to noon"
            let at =
                end + 1 + u32::from(self.is_any(end + 1, &["at", "from", "around", "between"]));
            if let Some((end, clock)) = self.clock(at).filter(|_| at > end + 1) {
                return found(start, end, when, clock);
            }
            let (from, to) = part.minutes();
            return found(start, end + 1, when, Clock { from, to, zone: None });
        }
        let at = end + u32::from(self.is(end, ","));
        let at = at + u32::from(self.is_any(at, &["at", "around", "from", "between"]));
        // "tomorrow 8:00am", but "May 5 10:30" may be a list
        let clear = self.class(end) == Class::Digits
            && matches!(self.class(end - 1), Class::Weekday(_) | Class::Day(_))
            || matches!(self.class(end + 1), Class::Meridiem(_))
                && self.class(end) == Class::Digits;
        if (at > end || clear)
            && let Some((end, clock)) = self.clock(at)
        {
            return found(start, end, when, clock);
        }
        if self.class(end - 1) == Class::Day(2) || self.is(end - 1, "tonight") {
            let (from, to) = DayPart::Night.minutes();
            return found(start, end, when, Clock { from, to, zone: None });
        }
        let Dated { start, end, when } = self.opened(dated);
        Found { start, end, kind: EntityKind::Date, value: Some(Value::Date(when)) }
    }

    fn part_behind(&self, end: u32) -> u32 {
        let part = matches!(self.class(end), Class::DayPart(_))
            && matches!(self.class(end - 1), Class::Weekday(_) | Class::Day(_));
        end + u32::from(part)
    }

    /// "last night", "this morning", "the following evening".
    fn day_part(&self, at: u32) -> Option<(u32, When, DayPart)> {
        let part_at = match self.class(at) {
            Class::Last | Class::This | Class::Following | Class::Previous | Class::Next => at + 1,
            Class::Early | Class::Late => {
                let (end, when, part) = self.day_part(at + 1)?;
                return Some((end, when, part));
            }
            _ => return None,
        };
        let Class::DayPart(part) = self.class(part_at) else { return None };
        let shift = match self.class(at) {
            Class::Last => -1,
            Class::This => 0,
            _ => return Some((part_at + 1, When::Unresolved, part)),
        };
        let day = self.today.map_or(When::Unresolved, |today| {
            When::Days(sayso_text::Days::day(today.plus_days(shift)))
        });
        Some((part_at + 1, day, part))
    }

    /// "3:29 p.m. GMT", "11am", "noon", "3-5 p.m.", "10 o'clock".
    fn clock(&self, at: u32) -> Option<(u32, Clock)> {
        if let Class::Noon(minutes) = self.class(at) {
            return Some((at + 1, point(minutes)));
        }
        let (mut end, mut from, sure) = self.time_digits(at)?;
        let mut to = None;
        let between = self.follows(at, &["between"]);
        let joins = |at: u32| {
            matches!(self.class(at), Class::Dash | Class::To)
                || between && self.class(at) == Class::And
        };
        if joins(end)
            && let Some((second_end, second, _)) = self.time_digits(end + 1)
        {
            to = Some(second);
            end = second_end;
        }
        let mut known = sure;
        if let Class::Meridiem(afternoon) = self.class(end) {
            end += 1;
            known = true;
            if from > 12 * 60 + 59 {
                return None;
            }
            let hours = |minutes: u16| minutes % (12 * 60) + if afternoon { 12 * 60 } else { 0 };
            // "10 to 2 p.m." begins in the morning.
            let later = to.map(hours);
            let early = later.is_some_and(|later| hours(from) > later);
            from = if early { from % (12 * 60) } else { hours(from) };
            to = later;
            // "10 a.m. to 4 p.m."
            if to.is_none()
                && joins(end)
                && let Some((second_end, second, _)) = self.time_digits(end + 1)
                && let Class::Meridiem(afternoon) = self.class(second_end)
            {
                to = Some(second % (12 * 60) + if afternoon { 12 * 60 } else { 0 });
                end = second_end + 1;
            }
        } else if self.is_any(end, &["o'clock", "o’clock", "oclock"]) {
            end += 1;
            known = true;
        }
        let mut zone = None;
        if let Class::Zone(quarters) = self.class(end)
            && self.word(end).trim_end_matches('.').bytes().all(|b| b.is_ascii_uppercase())
        {
            zone = Some(i16::from(quarters) * 15);
            end += 1;
            known = true;
        }
        known.then_some((end, Clock { from, to: to.unwrap_or(from), zone }))
    }

    /// Minutes since midnight, and whether the digits alone make it a time.
    fn time_digits(&self, at: u32) -> Option<(u32, u16, bool)> {
        match self.class(at) {
            Class::Digits => {}
            Class::Small(n) if (1..=12).contains(&n) => {
                return Some((at + 1, n as u16 * 60, false));
            }
            _ => return None,
        }
        let word = self.word(at);
        let (hour, minute, sure) = match word.split_once([':', '.']) {
            Some((hour, minute)) if word.contains(':') || minute.len() == 2 => {
                let minute = minute.split(':').next().unwrap_or(minute);
                if minute.len() != 2 {
                    return None;
                }
                (hour.parse().ok()?, minute.parse().ok()?, word.contains(':'))
            }
            Some(_) => return None,
            None if word.len() == 4 && matches!(self.class(at + 1), Class::Zone(_)) => {
                (word[..2].parse().ok()?, word[2..].parse().ok()?, false)
            }
            None if word.len() <= 2 => (word.parse().ok()?, 0, false),
            None => return None,
        };
        let (hour, minute): (u16, u16) = (hour, minute);
        let is_time = hour < 24 && minute < 60 || hour == 24 && minute == 0;
        is_time.then(|| (at + 1, hour * 60 + minute, sure))
    }
}

const fn point(minutes: u16) -> Clock {
    Clock { from: minutes, to: minutes, zone: None }
}

fn found(start: u32, end: u32, day: When, clock: Clock) -> Found {
    Found { start, end, kind: EntityKind::Time, value: Some(Value::Time { day, clock }) }
}
