//! When articles were published, cut into days or months.

use sayso::Date;
use serde::{Deserialize, Serialize};

/// A day as it is shown.
pub(crate) fn shown_day(day: i32) -> String {
    Date::from_days_since_1970(i64::from(day)).to_string()
}

/// How time is cut.
///
/// ```
/// use sayso_report::Period;
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
pub(crate) struct When(u32);

impl When {
    pub(crate) fn of(date: Option<&str>, by: Period) -> Self {
        let Some(date) = date.and_then(Date::parse) else { return Self(0) };
        let month = date.year() as u32 * 10_000 + u32::from(date.month()) * 100;
        match by {
            Period::Day => Self(month + u32::from(date.day())),
            Period::Month => Self(month),
        }
    }

    pub(crate) fn is_known(self) -> bool {
        self.0 > 0
    }

    pub(crate) fn shown(self) -> String {
        let (year, month, day) = (self.0 / 10_000, self.0 / 100 % 100, self.0 % 100);
        match (self.0, day) {
            (0, _) => "not dated".to_owned(),
            (_, 0) => format!("{year:04}-{month:02}"),
            _ => format!("{year:04}-{month:02}-{day:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_sort_and_can_be_read() {
        let day = When::of(Some("2024-11-23"), Period::Day);
        assert_eq!(day.shown(), "2024-11-23");
        assert_eq!(When::of(Some("2024-11-23"), Period::Month).shown(), "2024-11");
        assert_eq!(When::of(None, Period::Day).shown(), "not dated");
        assert!(When::of(Some("2024-12-01"), Period::Day) > day);
    }
}
