//! Days that the calendar names: "Nov. 29, 2016", "May 15-24", "1980s", "the third quarter".

use sayso_text::{Date, Days};

use super::parts::{Side, season_days, third_of};
use super::tense::Tense;
use crate::rules::class::{Class, Period};
use crate::rules::view::Words;
use crate::value::When;

impl Words<'_> {
    /// "Nov. 29, 2016", "May 15-24", "September 2016", "in May".
    pub(super) fn month_first(&self, at: u32, month: u8) -> Option<(u32, When)> {
        let short_word = self.word(at).len() == 3 && !self.word(at).ends_with('.');
        if !self.names_month(at) || self.word(at) == "MAY" {
            return None;
        }
        let day_at =
            at + 1 + u32::from(self.class(at + 1) == Class::The && self.ordinal(at + 2).is_some());
        if let Some((day_end, day)) = self.day_number(day_at)
            && self.word(day_at).len() <= 12
            && self.class(day_end) != Class::Percent
        {
            let mut last = (day_end, day);
            let the = u32::from(self.class(day_end + 1) == Class::The);
            if matches!(self.class(day_end), Class::Dash | Class::To | Class::And)
                && let Some((end, second)) = self.day_number(day_end + 1 + the)
                && second > day
                && !matches!(self.class(end), Class::Month(_))
                && !(self.class(end) == Class::Of && matches!(self.class(end + 1), Class::Month(_)))
            {
                last = (end, second);
            }
            if let Some((end, year)) = self.year_behind(last.0) {
                let days = self.days(year, month, day, last.1)?;
                return Some((end, When::Days(days)));
            }
            Date::new(2024, month, day)?;
            return Some((last.0, self.nearest_days(at, month, day, last.1)));
        }
        if let Some((end, year)) = self.year_behind(at + 1) {
            return Some((end, When::Days(Days::month(year, month)?)));
        }
        // "May" and "March" alone need a word before them that only goes with months.
        let doubtful = self.is_any(at, &["may", "march", "mar", "jan", "jun"]) || short_word;
        let time_word = [
            "in", "since", "until", "till", "by", "early", "late", "mid", "during", "through",
            "of", "to", "till", "last", "next", "this", "every", "each", "from", "between", "and",
            "before", "after", "-",
        ];
        // "Jan-Feb 2017"
        let pair = matches!(self.class(at + 1), Class::Dash | Class::To)
            && matches!(self.class(at + 2), Class::Month(_));
        if doubtful && !pair && !self.follows(at, &time_word) {
            return None;
        }
        Some((at + 1, self.nearest_month(at, month, Side::Nearest)))
    }

    /// Whether the word is a month's name here: "june" may be written small, "may" and "march" mean other things.
    fn names_month(&self, at: u32) -> bool {
        let dated =
            matches!(self.class(at + 1), Class::Digits) || self.year_number(at + 1).is_some();
        self.capital(at)
            || !self.is_any(
                at,
                &["may", "march", "mar", "august", "jan", "jun", "dec", "sep", "apr", "mar."],
            )
            || self.is(at, "august")
                && (dated || self.follows(at, &["in", "since", "between", "of"]))
            || self.year_number(at + 1).is_some()
    }

    /// The year of a month or day: "2016", ", 2016", "of 2016", "in 2016", "of last year".
    fn year_behind(&self, at: u32) -> Option<(u32, i32)> {
        let relative = at + u32::from(self.class(at) == Class::Of);
        let step = match self.class(relative) {
            Class::Last => Some(-1),
            Class::This => Some(0),
            Class::Next => Some(1),
            _ => None,
        };
        if let Some(step) = step.filter(|_| self.is(relative + 1, "year")) {
            return Some((relative + 2, self.today?.year() + step));
        }
        let joint = self.is_any(at, &[",", "in"]) || self.class(at) == Class::Of;
        let at = at + u32::from(joint);
        Some((at + 1, self.year_number(at)?))
    }

    /// "12 February", "29th of May 2016", "the 21st century".
    pub(super) fn day_first(&self, at: u32) -> Option<(u32, When)> {
        if let Some(century) = self.century(at) {
            return Some(century);
        }
        let (day_end, day) = self.day_number(at)?;
        let (mut month_at, mut last) = (day_end, day);
        if matches!(self.class(day_end), Class::Dash | Class::To | Class::And)
            && let Some((end, second)) = self.day_number(day_end + 1)
            && second > day
        {
            (month_at, last) = (end, second);
        }
        // "the twenty-third day of September"
        if self.class(month_at) == Class::Period(Period::Day)
            && self.class(month_at + 1) == Class::Of
        {
            month_at += 1;
        }
        if self.class(month_at) == Class::Of {
            month_at += 1;
        }
        let Class::Month(month) = self.class(month_at) else { return None };
        if !self.names_month(month_at) {
            return None;
        }
        if let Some((end, year)) = self.year_behind(month_at + 1) {
            let days = self.days(year, month, day, last)?;
            return Some((end, When::Days(days)));
        }
        Date::new(2024, month, day)?;
        Some((month_at + 1, self.nearest_days(at, month, day, last)))
    }

    /// `2015-11-18`, `16/11/2004`, `1980s`, `2016`.
    pub(super) fn digits_date(&self, at: u32) -> Option<(u32, When)> {
        let word = self.word(at);
        if word == "9/11" {
            return Some((at + 1, When::Days(Days::day(Date::new(2001, 9, 11)?))));
        }
        if let Some(date) = Date::parse_iso(word).filter(|_| word.len() == 10) {
            return Some((at + 1, When::Days(Days::day(date))));
        }
        for separator in ['/', '.'] {
            let mut parts = word.split(separator).map(str::parse::<u16>);
            if let (Some(Ok(a)), Some(Ok(b)), Some(Ok(year)), None) =
                (parts.next(), parts.next(), parts.next(), parts.next())
            {
                let year = if year < 100 { 2000 + year } else { year };
                // Americans write the month first, with slashes; where it cannot be one, it is the day.
                let (month, day) =
                    if a > 12 || separator == '.' && b <= 12 { (b, a) } else { (a, b) };
                let date = Date::new(year.into(), month.try_into().ok()?, day.try_into().ok()?)?;
                return Some((at + 1, When::Days(Days::day(date))));
            }
        }
        if let Some(decade) = ["'s", "’s", "s"].iter().find_map(|end| word.strip_suffix(end)) {
            let start: i32 = match decade.len() {
                4 => decade.parse().ok()?,
                2 if self.follows(at, &["the", "'", "’", "early", "late", "mid", "-"]) => {
                    1900 + decade.parse::<i32>().ok()?
                }
                _ => return None,
            };
            let length = if start % 100 == 0 && start < 2000 { 99 } else { 9 };
            return (start % 10 == 0)
                .then(|| Days::years(start, start + length))
                .flatten()
                .map(|days| (at + 1, When::Days(days)));
        }
        if let Some(slashed) = self.slashed(at) {
            return Some(slashed);
        }
        let year = self.year_number(at)?;
        if !self.is_year(at) {
            return None;
        }
        // "2016-17", "2014-2016"
        if self.class(at + 1) == Class::Dash
            && self.glued(at + 2)
            && let Some(second) = self.integer(at + 2)
            && self.word(at + 2).len() == 2
        {
            let second = year / 100 * 100 + second as i32;
            if second == year + 1 {
                return Some((at + 3, When::Days(Days::years(year, second)?)));
            }
        }
        Some((at + 1, When::Days(Days::years(year, year)?)))
    }

    /// Whether four digits are a year and not a number of things.
    fn is_year(&self, at: u32) -> bool {
        let time_word = [
            "in", "since", "until", "till", "by", "early", "late", "mid", "during", "through",
            "of", "from", "to", "before", "after", "between", "and", "the", "-", "–", "(", ",",
            "around", "circa", "summer", "spring", "winter", "autumn", "fall", "for", "his", "her",
            "their", "its", "a", "back", "'s",
        ];
        let counted = {
            let next = self.word(at + 1);
            next.starts_with(char::is_lowercase)
                && (next.ends_with('s') || next == "people" || next == "men")
                && next.len() > 3
                && next != "was"
        };
        let measured = matches!(
            self.class(at + 1),
            Class::Unit(_) | Class::Percent | Class::Scale(_) | Class::Currency(_)
        );
        let season = self.follows(at, &["summer", "spring", "winter", "autumn", "fall", "'s"]);
        let joined = self.follows(at, &["between", "of", "to", "and", "for", "around", "a", ","]);
        let year = self.year_number(at).unwrap_or(0);
        let likely = (1900..=2060).contains(&year) && !(joined && counted);
        !measured && (self.follows(at, &time_word) && !counted || season || likely && !counted)
    }

    pub(super) fn year_number(&self, at: u32) -> Option<i32> {
        let year = self.integer(at).filter(|_| self.word(at).len() == 4)?;
        (1000..=2200).contains(&year).then_some(year as i32)
    }

    /// "mid-June", "mid-2016", "mid-1990s", which are words of their own.
    pub(super) fn mid_joined(&self, at: u32) -> Option<(u32, When)> {
        let rest = self.word(at).get(4..)?;
        let (mut end, days) = if let Some(month) = Date::month_named(rest.trim_end_matches('.')) {
            match (self.year_number(at + 1), self.nearest_month(at, month, Side::Nearest)) {
                (Some(year), _) => (at + 2, Days::month(year, month)?),
                (None, When::Days(days)) => (at + 1, days),
                (None, unknown) => return Some((at + 1, unknown)),
            }
        } else {
            let decade = rest.strip_suffix('s');
            let year: i32 = decade.unwrap_or(rest).parse().ok()?;
            let last = if decade.is_some() { year + 9 } else { year };
            (at + 1, Days::years(year, last).filter(|_| year >= 1000)?)
        };
        end = end.min(self.sentence.end());
        Some((end, When::Days(third_of(days, 1))))
    }

    pub(super) fn century(&self, at: u32) -> Option<(u32, When)> {
        let dash = u32::from(self.class(at + 1) == Class::Dash);
        if self.class(at + 1 + dash) != Class::Period(Period::Century) {
            return None;
        }
        let number: i32 = self.ordinal_number(at)?;
        let days = Days::years((number - 1) * 100 + 1, number * 100)?;
        Some((at + 2 + dash, When::Days(days)))
    }

    fn ordinal_number(&self, at: u32) -> Option<i32> {
        match self.class(at) {
            Class::Ordinal(n) => Some(n.into()),
            Class::Digits => {
                let word = self.word(at);
                let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
                (digits.len() + 2 == word.len()).then(|| digits.parse().ok()).flatten()
            }
            _ => None,
        }
    }

    /// "summer of 2017", "spring 2017".
    pub(super) fn season(&self, at: u32, season: u8) -> Option<(u32, When)> {
        let year_at = at + 1 + u32::from(self.class(at + 1) == Class::Of);
        let year = self.year_number(year_at)?;
        Some((year_at + 1, When::Days(season_days(year, season)?)))
    }

    fn days(&self, year: i32, month: u8, first: u8, last: u8) -> Option<Days> {
        Some(Days::new(Date::new(year, month, first)?, Date::new(year, month, last)?))
    }

    /// Days of a month whose year is not said: those nearest to the document's date.
    pub(super) fn nearest_days(&self, at: u32, month: u8, first: u8, last: u8) -> When {
        let unknown = When::MonthDay(month, first);
        let Some(today) = self.today else { return unknown };
        let year = nearest_year(today, month, first, self.tense(at));
        self.days(year, month, first, last).map_or(unknown, When::Days)
    }

    pub(super) fn nearest_month(&self, at: u32, month: u8, side: Side) -> When {
        let Some(today) = self.today else { return When::MonthDay(month, 0) };
        let year = match side {
            Side::Nearest => nearest_year(today, month, 15, self.tense(at)),
            Side::Before => today.year() - i32::from(month >= today.month()),
            Side::After => today.year() + i32::from(month <= today.month()),
        };
        Days::month(year, month).map_or(When::MonthDay(month, 0), When::Days)
    }
}

/// News tells of what was more than of what will be: a day ahead counts as twice as far, unless the words
/// look ahead, and as eight times as far where they look back.
fn nearest_year(today: Date, month: u8, day: u8, tense: Tense) -> i32 {
    let (after, ahead) = match tense {
        Tense::Future => (2, 1),
        Tense::Unsure => (1, 2),
        Tense::Past => (1, 8),
    };
    let distance = |year: i32| {
        let months =
            i64::from(year - today.year()) * 12 + i64::from(month) - i64::from(today.month());
        let days = months * 31 + i64::from(day.max(1)) - i64::from(today.day());
        days.abs() * if days > 0 { ahead } else { after }
    };
    (today.year() - 1..=today.year() + 1).min_by_key(|&year| distance(year)).unwrap_or(today.year())
}
