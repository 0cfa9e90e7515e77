//! Parts of years and months.

use sayso_text::{Date, Days};

/// Where a nearest day is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
    Nearest,
}

/// The first, second or last third of months, years and decades; shorter stretches stay whole.
pub(super) fn third_of(days: Days, third: i64) -> Days {
    let (first, last) = (days.first(), days.last());
    let months = i64::from(last.year() - first.year()) * 12 + i64::from(last.month())
        - i64::from(first.month())
        + 1;
    if months <= 12 && months % 3 == 0 && first.day() == 1 {
        let start = first.plus_months(months / 3 * third);
        return Days::new(start, start.plus_months(months / 3 - 1).month_end());
    }
    if first.day() == 1 && last == first.month_end() {
        let start = first.plus_days(third * 10);
        return Days::new(start, if third == 2 { last } else { start.plus_days(9) });
    }
    if months > 12 && first.day() == 1 {
        // Decades: 1980-83, 1984-86, 1987-89.
        let (from, to) = [(0, 3), (4, 6), (7, 9)][third as usize];
        let years = Days::years(first.year() + from, first.year() + to);
        return years.unwrap_or(days);
    }
    days
}

/// Seasons of the northern half, by whole months: winter begins in December of the year before.
pub(super) fn season_days(year: i32, season: u8) -> Option<Days> {
    let first = match season {
        0 => Date::new(year - 1, 12, 1)?,
        _ => Date::new(year, season * 3, 1)?,
    };
    Some(Days::new(first, first.plus_months(2).month_end()))
}
