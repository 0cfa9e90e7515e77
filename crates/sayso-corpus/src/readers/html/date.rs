//! A date as a page gives it: with as much of it as is known, written as in ISO 8601.

mod months;
mod scan;

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

pub(super) use scan::{Order, first_date, is_date};

/// The web has no pages that are older.
const FIRST_YEAR: u16 = 1995;

/// A year, and what is known of month, day and time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Date {
    year: u16,
    /// 0 if unknown, and so the day.
    month: u8,
    day: u8,
    time: Option<Time>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Time {
    hour: u8,
    minute: u8,
    second: Option<u8>,
    /// Minutes east of Greenwich, where stated.
    zone: Option<i16>,
}

impl Date {
    /// A day, or a month if `day` is 0, or a year if `month` is 0; `None` if there is no such day.
    fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let days = match month {
            0 => 0,
            4 | 6 | 9 | 11 => 30,
            2 if year.is_multiple_of(4)
                && (!year.is_multiple_of(100) || year.is_multiple_of(400)) =>
            {
                29
            }
            2 => 28,
            1..=12 => 31,
            _ => return None,
        };
        (day <= days).then_some(Self { year, month, day, time: None })
    }

    /// Reads the value of an attribute: ISO 8601, RFC 2822, seconds since 1970, or words.
    pub(super) fn parse(value: &str, order: Order) -> Option<Self> {
        let value = value.trim();
        if let Some(date) = from_seconds(value) {
            return Some(date);
        }
        let (date, end) = first_date(value, order)?;
        let time = (date.day > 0).then(|| time(&value[end..])).flatten();
        Some(Self { time, ..date })
    }

    /// Whether a page can have been published then: no web pages before there were any, none tomorrow.
    pub(super) fn is_plausible(self) -> bool {
        let tomorrow = today().saturating_add(1);
        self.year >= FIRST_YEAR && self.days() <= tomorrow
    }

    /// How exact the date is, for records.
    pub(super) const fn precision(self) -> &'static str {
        match (self.month, self.day, self.time) {
            (0, ..) => "year",
            (_, 0, _) => "month",
            (_, _, None) => "day",
            (.., Some(Time { second: None, .. })) => "minute",
            _ => "second",
        }
    }

    /// Whether one is the day before the other.
    pub(super) fn is_next_to(self, day: Self) -> bool {
        self.days().abs_diff(day.days()) == 1
    }

    pub(super) const fn has_day(self) -> bool {
        self.day > 0
    }

    /// Days since 1970; the first of a month or year that is not known better.
    fn days(self) -> i64 {
        // Years from March, so that the leap day is the last.
        let (month, day) = (i64::from(self.month.max(1)), i64::from(self.day.max(1)));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        year * 365 + year / 4 - year / 100 + year / 400 + of_year - 719_468
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        let Some(time) = self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}", time.hour, time.minute)?;
        if let Some(second) = time.second {
            write!(f, ":{second:02}")?;
        }
        match time.zone {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(zone) => {
                let sign = if zone < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", zone.abs() / 60, zone.abs() % 60)
            }
        }
    }
}

fn today() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    since.as_secs() as i64 / 86_400
}

/// Seconds or milliseconds since 1970.
fn from_seconds(value: &str) -> Option<Date> {
    if !matches!(value.len(), 10 | 13) || !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds: i64 = value[..10].parse().ok()?;
    let (mut days, rest) = (seconds / 86_400, seconds % 86_400);
    let mut year = 1970;
    let length = |year: u16| if Date::new(year, 2, 29).is_some() { 366 } else { 365 };
    while days >= length(year) {
        days -= length(year);
        year += 1;
    }
    let (month, day) = (1..=12).find_map(|month| {
        let last = (28..=31).rev().find(|&day| Date::new(year, month, day).is_some())?;
        if days < i64::from(last) {
            return Some((month, days as u8 + 1));
        }
        days -= i64::from(last);
        None
    })?;
    let time = Time {
        hour: (rest / 3600) as u8,
        minute: (rest / 60 % 60) as u8,
        second: Some((rest % 60) as u8),
        zone: Some(0),
    };
    Some(Date { time: Some(time), ..Date::new(year, month, day)? })
}

/// The time of day right after a date: `T09:00:00.000+01:00`, ` 09:00 GMT`, `, 9:05 pm`.
fn time(rest: &str) -> Option<Time> {
    let rest = rest.trim_start_matches([' ', ',', 'T', 't', '|', '-']);
    let rest = rest.strip_prefix("at ").unwrap_or(rest);
    let (hour, rest) = number(rest)?;
    let (minute, mut rest) = number(rest.strip_prefix(':')?)?;
    let mut second = None;
    if let Some((value, after)) = rest.strip_prefix(':').and_then(number) {
        second = Some(value);
        rest = after;
    }
    if let Some(fraction) = rest.strip_prefix(['.', ',']) {
        rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    let rest = rest.trim_start();
    let afternoon = rest.get(..2).map(str::to_ascii_lowercase);
    let hour = match afternoon.as_deref() {
        Some("pm") if hour < 12 => hour + 12,
        Some("am") if hour == 12 => 0,
        _ => hour,
    };
    let valid = hour < 24 && minute < 60 && second.is_none_or(|second| second < 61);
    valid.then(|| Time { hour, minute, second, zone: zone(rest) })
}

/// One or two digits, and what follows them.
fn number(text: &str) -> Option<(u8, &str)> {
    let digits = text.bytes().take(2).take_while(u8::is_ascii_digit).count();
    Some((text[..digits].parse().ok()?, &text[digits..]))
}

fn zone(rest: &str) -> Option<i16> {
    if ["Z", "GMT", "UTC"].iter().any(|name| rest.starts_with(name)) {
        return Some(0);
    }
    let sign = if rest.starts_with('-') { -1 } else { 1 };
    let (hours, after) = number(rest.strip_prefix(['+', '-'])?)?;
    let minutes =
        number(after.strip_prefix(':').unwrap_or(after)).map_or(0, |(minutes, _)| minutes);
    (hours <= 14 && minutes < 60).then_some(sign * (i16::from(hours) * 60 + i16::from(minutes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, expected: &str) {
        let date = Date::parse(value, Order::DayFirst);
        let shown = date.map(|date| format!("{date} {}", date.precision()));
        assert_eq!(shown.as_deref().unwrap_or(""), expected, "{value}");
    }

    #[test]
    fn attributes_hold_dates_in_many_forms() {
        check("2019-11-19", "2019-11-19 day");
        check("2024-03-05T09:00:00Z", "2024-03-05T09:00:00Z second");
        check("2024-03-05T09:00:00.123+0100", "2024-03-05T09:00:00+01:00 second");
        check("2024-03-05 21:05", "2024-03-05T21:05 minute");
        check("Tue, 05 Mar 2024 09:00:00 GMT", "2024-03-05T09:00:00Z second");
        check("March 5, 2024 at 9:05 pm", "2024-03-05T21:05 minute");
        check("1709629200", "2024-03-05T09:00:00Z second");
        check("1709629200000", "2024-03-05T09:00:00Z second");
        check("20240305", "2024-03-05 day");
        check("2024-02-30", "");
        check("2024-02", "2024-02 month");
        check("9:05", "");
        check("", "");
    }

    #[test]
    fn pages_are_not_of_the_first_century_nor_of_the_future() {
        #[track_caller]
        fn check(value: &str, expected: bool) {
            let date = Date::parse(value, Order::DayFirst);
            assert_eq!(date.is_some_and(Date::is_plausible), expected, "{value}");
        }
        check("0001-01-01T00:00:00Z", false);
        check("1970-01-01", false);
        check("2019-11-19", true);
        check("2999-01-01", false);
        check("9999-12", false);
    }
}
