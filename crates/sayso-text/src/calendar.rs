//! Dates and periods of days, written as in ISO 8601.

mod written;

use std::fmt;

/// A day of the Gregorian calendar.
///
/// ```
/// use sayso_text::Date;
///
/// let published = Date::parse("2024-11-23").expect("a date");
/// assert_eq!(published.weekday(), 6);
/// assert_eq!(published.plus_days(-54).to_string(), "2024-09-30");
/// assert_eq!(Date::parse("2024-02-30"), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

impl Date {
    /// The given day, or `None` if there is no such day in the years 0 to 9999.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let valid = (0..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        valid.then_some(Self { year, month, day })
    }

    /// Reads `2024-11-23`; anything after the day (`T10:00:00Z`) is ignored.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let day = text.trim().get(..10)?;
        let mut parts = day.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if year.len() != 4 || parts.next().is_some() {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month, from 1.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Monday is 1, Sunday 7.
    pub const fn weekday(self) -> u8 {
        ((self.days_since_1970() + 3).rem_euclid(7) + 1) as u8
    }

    /// The day `days` later (earlier if negative), clamped to the years 0 to 9999.
    pub fn plus_days(self, days: i64) -> Self {
        Self::from_days_since_1970(self.days_since_1970().saturating_add(days))
    }

    /// The same day `months` later; the last of the month where there is no such day.
    pub fn plus_months(self, months: i64) -> Self {
        let index = i64::from(self.year) * 12 + i64::from(self.month) - 1;
        let index = index.saturating_add(months).clamp(0, 9999 * 12 + 11);
        let (year, month) = ((index / 12) as i32, (index % 12) as u8 + 1);
        Self { year, month, day: self.day.min(days_in_month(year, month)) }
    }

    /// The first day of the month.
    #[must_use]
    pub const fn month_start(self) -> Self {
        Self { day: 1, ..self }
    }

    /// The last day of the month.
    #[must_use]
    pub const fn month_end(self) -> Self {
        Self { day: days_in_month(self.year, self.month), ..self }
    }

    /// Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms").
    ///
    /// ```
    /// use sayso_text::Date;
    ///
    /// let published = Date::parse("November 23, 2024").expect("a date");
    /// assert_eq!(published.days_since_1970(), 20_050);
    /// assert_eq!(Date::from_days_since_1970(20_050), published);
    /// ```
    pub const fn days_since_1970(self) -> i64 {
        let year = self.year as i64 - (self.month <= 2) as i64;
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let month = (self.month as i64 + 9) % 12;
        let of_year = (153 * month + 2) / 5 + self.day as i64 - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The day `days` after 1970-01-01, clamped to the years 0 to 9999.
    pub fn from_days_since_1970(days: i64) -> Self {
        let days = days.clamp(-719_528, 2_932_896) + 719_468;
        let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = (of_year - (153 * month + 2) / 5 + 1) as u8;
        let month = if month < 10 { month + 3 } else { month - 9 } as u8;
        Self { year: (year + era * 400) as i32 + i32::from(month <= 2), month, day }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

const fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A period of days, including its last day.
///
/// It is displayed in the shortest form of ISO 8601: a whole month is `2024-11`, a decade `1980/1989`.
///
/// ```
/// use sayso_text::{Date, Days};
///
/// let days = Days::month(2024, 11).expect("a month");
/// assert_eq!((days.to_string().as_str(), days.last()), ("2024-11", Date::parse("2024-11-30").unwrap()));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Days {
    // Invariant: first <= last
    first: Date,
    last: Date,
}

impl Days {
    /// From `first` to `last`, in whichever order they come.
    pub fn new(first: Date, last: Date) -> Self {
        Self { first: first.min(last), last: first.max(last) }
    }

    /// One day.
    pub const fn day(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// A calendar month.
    pub fn month(year: i32, month: u8) -> Option<Self> {
        let first = Date::new(year, month, 1)?;
        Some(Self { first, last: first.month_end() })
    }

    /// From the first day of a year to the last of another.
    pub fn years(first: i32, last: i32) -> Option<Self> {
        Some(Self::new(Date::new(first, 1, 1)?, Date::new(last, 12, 31)?))
    }

    /// The same days so many years later; a whole month stays whole in a leap year.
    ///
    /// ```
    /// use sayso_text::Days;
    ///
    /// let february = Days::month(2023, 2).expect("a month");
    /// assert_eq!(february.plus_years(1).to_string(), "2024-02");
    /// ```
    pub fn plus_years(self, years: i32) -> Self {
        let moved = |day: Date| day.plus_months(i64::from(years) * 12);
        let last = moved(self.last);
        let whole = self.last == self.last.month_end();
        Self::new(moved(self.first), if whole { last.month_end() } else { last })
    }

    /// The first day.
    pub const fn first(self) -> Date {
        self.first
    }

    /// The last day.
    pub const fn last(self) -> Date {
        self.last
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { first, last } = *self;
        if first == last {
            return write!(f, "{first}");
        }
        let whole_months = first.day == 1 && last == last.month_end();
        let whole_years = whole_months && first.month == 1 && last.month == 12;
        let separated = if whole_years {
            write!(f, "{:04}", first.year)?;
            first.year != last.year
        } else if whole_months {
            write!(f, "{:04}-{:02}", first.year, first.month)?;
            (first.year, first.month) != (last.year, last.month)
        } else {
            write!(f, "{first}")?;
            true
        };
        match (separated, whole_years, whole_months) {
            (false, ..) => Ok(()),
            (_, true, _) => write!(f, "/{:04}", last.year),
            (_, _, true) => write!(f, "/{:04}-{:02}", last.year, last.month),
            _ => write!(f, "/{last}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_both_ways() {
        let start = Date::parse("1999-12-28").expect("a date");
        let later: Vec<String> = [0, 4, 64, 430].map(|n| start.plus_days(n).to_string()).to_vec();
        assert_eq!(later, ["1999-12-28", "2000-01-01", "2000-03-01", "2001-03-02"]);
        assert_eq!(start.weekday(), 2);
        assert_eq!(start.plus_months(2).to_string(), "2000-02-28");
        assert_eq!(start.plus_days(i64::MIN).to_string(), "0000-01-01");
        assert_eq!(start.plus_days(i64::MAX).to_string(), "9999-12-31");
    }

    #[test]
    fn days_are_written_short() {
        let show = |first, last| {
            Days::new(Date::parse(first).unwrap(), Date::parse(last).unwrap()).to_string()
        };
        assert_eq!(show("1980-01-01", "1989-12-31"), "1980/1989");
        assert_eq!(show("2016-07-01", "2016-09-30"), "2016-07/2016-09");
        assert_eq!(show("2016-07-01", "2016-09-29"), "2016-07-01/2016-09-29");
        assert_eq!(show("2016-02-01", "2016-02-29"), "2016-02");
    }
}
