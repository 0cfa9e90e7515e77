//! Dates of publication, in the forms in which files give them.

use sayso::Date;
use serde::{Deserialize, Serialize};

/// How time is cut.
///
/// ```
/// use sayso_report::corpus::Period;
///
/// assert_eq!(Period::default(), Period::Month);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Period {
    /// By days.
    Day,
    /// By months.
    #[default]
    Month,
}

/// A day or month as a number that sorts; 0 where the date is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct When(u32);

impl When {
    pub(super) fn of(date: Option<&str>, by: Period) -> Self {
        let Some(date) = date.and_then(read_date) else { return Self(0) };
        let month = date.year() as u32 * 10_000 + u32::from(date.month()) * 100;
        match by {
            Period::Day => Self(month + u32::from(date.day())),
            Period::Month => Self(month),
        }
    }

    pub(super) fn is_known(self) -> bool {
        self.0 > 0
    }

    pub(super) fn shown(self) -> String {
        let (year, month, day) = (self.0 / 10_000, self.0 / 100 % 100, self.0 % 100);
        match (self.0, day) {
            (0, _) => "not dated".to_owned(),
            (_, 0) => format!("{year:04}-{month:02}"),
            _ => format!("{year:04}-{month:02}-{day:02}"),
        }
    }
}

/// Reads ISO 8601 (`2024-11-23T10:00:00Z`, `20241123`), days with the month's name in English and American
/// order, with a weekday before or a time behind, and `23.11.2024` or `11/23/2024` where only one order is
/// possible. `None` for everything else: a wrong day is worse than none.
pub(crate) fn read_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(date) = Date::parse(text) {
        return Some(date);
    }
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let month = words.iter().position(|word| month_of(word).is_some());
    let number = |word: &str| {
        let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
        let digits = ordinal.unwrap_or(word);
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<u32>().ok()).flatten()
    };
    if let Some(at) = month {
        let month = month_of(words[at])?;
        let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let is_day = |i: &usize| words.get(*i).and_then(|w| number(w)).is_some_and(|n| n <= 31);
        let day = near.into_iter().find(is_day)?;
        let year = words[day.max(at)..].iter().filter_map(|w| number(w)).find(|n| *n > 999)?;
        return Date::new(year as i32, month, number(words[day])? as u8);
    }
    let numbers: Vec<u32> = words.iter().map_while(|word| number(word)).collect();
    match (numbers.as_slice(), words.first()?.len()) {
        (&[whole, ..], 8) => {
            Date::new((whole / 10_000) as i32, (whole / 100 % 100) as u8, (whole % 100) as u8)
        }
        (&[year, month, day, ..], 4) => Date::new(year as i32, u8_of(month)?, u8_of(day)?),
        (&[first, second, year, ..], _) if year > 999 => match (first, second) {
            (day, month) if day > 12 || text.contains('.') => {
                Date::new(year as i32, u8_of(month)?, u8_of(day)?)
            }
            (month, day) if day > 12 || day == month => {
                Date::new(year as i32, u8_of(month)?, u8_of(day)?)
            }
            _ => None,
        },
        _ => None,
    }
}

/// The number of a day, counted from a fixed one (after Howard Hinnant's `days_from_civil`).
pub(super) fn day_number(date: Date) -> i64 {
    let (month, day) = (i64::from(date.month()), i64::from(date.day()));
    let year = i64::from(date.year()) - i64::from(month <= 2);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year
}

fn u8_of(number: u32) -> Option<u8> {
    u8::try_from(number).ok()
}

fn month_of(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let lower = word.to_ascii_lowercase();
    let lower = if lower == "sept" { "sep" } else { &lower };
    let is = |month: &str| month == lower || month[..3] == *lower;
    MONTHS.iter().position(|month| is(month)).map(|i| i as u8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_forms_are_read_and_doubtful_ones_are_not() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            let found = read_date(text).map_or("none".to_owned(), |date| date.to_string());
            assert_eq!(found, expected, "{text}");
        }
        for text in [
            "2024-11-23",
            " 2024-11-23T10:00:00Z",
            "20241123",
            "2024/11/23",
            "23 November 2024",
            "November 23, 2024",
            "Nov. 23rd, 2024 at 5:12 pm",
            "Sat, 23 Nov 2024 10:00:00 GMT",
            "Saturday, November 23, 2024",
            "23.11.2024",
            "11/23/2024",
            "23/11/2024 08:15",
        ] {
            check(text, "2024-11-23");
        }
        check("05.04.2024", "2024-04-05");
        check("May 5, 2016", "2016-05-05");
        for text in
            ["", "yesterday", "2024", "04/05/2024", "2024-02-30", "November 2024", "99999999"]
        {
            check(text, "none");
        }
    }

    #[test]
    fn days_are_counted() {
        let number = |text| day_number(read_date(text).expect("a date"));
        assert_eq!(number("2024-03-01") - number("2024-02-28"), 2);
        assert_eq!(number("2025-01-01") - number("2024-01-01"), 366);
        assert_eq!(number("2000-03-01") - number("1900-03-01"), 36_525);
    }

    #[test]
    fn periods_sort_and_can_be_read() {
        let day = When::of(Some("2024-11-23"), Period::Day);
        assert_eq!(day.shown(), "2024-11-23");
        assert_eq!(When::of(Some("2024-11-23"), Period::Month).shown(), "2024-11");
        assert_eq!(When::of(None, Period::Day).shown(), "not dated");
        assert!(When::of(Some("2024-12-01"), Period::Day) > day);
    }
}
