//! Days of a month: "29", "29th", "twenty-third", "the 18th", "10/1".

use sayso_lexicon::lists;
use sayso_text::{Date, Days};

use crate::rules::class::{Class, Period};
use crate::rules::view::Words;
use crate::value::When;

impl Words<'_> {
    /// A day of the month: `29`, `29th`, and where it ends; in words only as an ordinal number.
    pub(super) fn day_number(&self, at: u32) -> Option<(u32, u8)> {
        let (end, day) = match self.class(at) {
            Class::Digits => {
                let word = self.word(at);
                let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
                let suffix = &word[digits.len()..];
                let ordinal = suffix.is_empty()
                    || ["st", "nd", "rd", "th"].iter().any(|s| suffix.eq_ignore_ascii_case(s));
                (at + 1, digits.parse().ok().filter(|_| digits.len() <= 2 && ordinal)?)
            }
            Class::Ordinal(_) | Class::Tens(_) => {
                let (end, place) = self.ordinal(at)?;
                (end, if place <= 31.0 { place as u8 } else { 0 })
            }
            _ => return None,
        };
        (1..=31).contains(&day).then_some((end, day))
    }

    /// "on the 18th", "the 15th of next month": the nearest such day.
    pub(super) fn day_alone(&self, at: u32) -> Option<(u32, When)> {
        let (end, day) = self.day_number(at)?;
        if let Some(slashed) = self.slashed(at) {
            return Some(slashed);
        }
        let ordinal = self.word(end - 1).ends_with(|c: char| c.is_ascii_alphabetic());
        let the = self.class_before(at) == Class::The;
        if !ordinal || !the {
            return None;
        }
        if self.class(end) == Class::Of {
            let month = self
                .relative(end + 1)
                .filter(|_| self.class(end + 2) == Class::Period(Period::Month));
            let (end, When::Days(days)) = month? else { return None };
            let date = Date::new(days.first().year(), days.first().month(), day)?;
            return Some((end, When::Days(Days::day(date))));
        }
        let on = at > 1 && self.is_any(at - 2, &["on", "until", "till", "by", "since"]);
        let next = self.word(end);
        let stop = lists::COUNTED_STOPS.contains_hash(self.lexeme_word(end));
        let noun = next.starts_with(char::is_alphabetic) && !stop;
        if !on || noun || self.class(end) == Class::Dash {
            return None;
        }
        let Some(today) = self.today else { return Some((end, When::Unresolved)) };
        let ahead = self.is_future(at);
        let months: [i64; 3] = if ahead { [0, 1, 2] } else { [0, -1, -2] };
        let start = today.month_start();
        let date = months.into_iter().find_map(|months| {
            let month = start.plus_months(months);
            let date = Date::new(month.year(), month.month(), day)?;
            (if ahead { date >= today } else { date <= today }).then_some(date)
        });
        Some((end, date.map_or(When::Unresolved, |date| When::Days(Days::day(date)))))
    }

    /// "10/1", where a word before it says that it is no fraction: the month first, unless it cannot be one.
    pub(super) fn slashed(&self, at: u32) -> Option<(u32, When)> {
        let (a, b) = self.word(at).split_once('/')?;
        if a.len() > 2 || b.len() > 2 {
            return None;
        }
        let (a, b): (u8, u8) = (a.parse().ok()?, b.parse().ok()?);
        let (month, day) = if a > 12 { (b, a) } else { (a, b) };
        let before = ["on", "from", "until", "till", "since", "before", "after", "to", "between"];
        let dated = self.follows(at, &before)
            || at > self.sentence.start() && matches!(self.class(at - 1), Class::Weekday(_));
        if !dated || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        // "5/1-5/7, 2020"
        let comma = u32::from(self.is(at + 1, ","));
        if let Some(year) = self.year_number(at + 1 + comma).filter(|_| comma > 0) {
            return Some((at + 2 + comma, When::Days(Days::day(Date::new(year, month, day)?))));
        }
        Some((at + 1, self.nearest_days(at, month, day, day)))
    }

    /// "Friday the 26th", "Tue 13th": the nearest such day of the month that is that day of the week.
    pub(super) fn weekday_and_day(&self, at: u32, weekday: u8) -> Option<(u32, When)> {
        let the = u32::from(self.class(at + 1) == Class::The);
        let (end, day) = self.day_number(at + 1 + the)?;
        let next = self.word(end);
        let ordinal = self.word(end - 1).ends_with(|c: char| c.is_ascii_alphabetic());
        let clock = matches!(
            self.class(end),
            Class::Meridiem(_) | Class::Dash | Class::Zone(_) | Class::To
        );
        let noun = next.starts_with(char::is_alphabetic)
            && (!ordinal || !lists::COUNTED_STOPS.contains_hash(self.lexeme_word(end)));
        if clock
            || noun && !self.is_any(end, &["at", "from", "and", "between"])
            || matches!(self.class(end), Class::Month(_))
        {
            return None;
        }
        let Some(today) = self.today else { return Some((end, When::Weekday(weekday))) };
        let start = today.month_start();
        let date = [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6].into_iter().find_map(|months| {
            let month = start.plus_months(months);
            Date::new(month.year(), month.month(), day).filter(|date| date.weekday() == weekday)
        });
        Some((end, When::Days(Days::day(date?))))
    }

    fn lexeme_word(&self, at: u32) -> u64 {
        self.lexemes.get(at as usize).map_or(0, |lexeme| lexeme.word)
    }
}
