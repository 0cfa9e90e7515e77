//! Days: absolute ("Nov. 29, 2016"), relative ("last week"), and parts of them ("early 2016").

use super::words::{Class, Period, Words};
use crate::calendar::{Date, Days};
use crate::value::When;

/// A date with its tokens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dated {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) when: When,
}

/// Where a nearest day is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
    Nearest,
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

    // ---- Absolute ---------------------------------------------------------------------------------

    /// "Nov. 29, 2016", "May 15-24", "September 2016", "in May".
    fn month_first(&self, at: u32, month: u8) -> Option<(u32, When)> {
        let short_word = self.word(at).len() == 3 && !self.word(at).ends_with('.');
        if !self.capital(at) || self.is(at, "may") && self.word(at) == "MAY" {
            return None;
        }
        if let Some(day) = self.day_number(at + 1)
            && self.word(at + 1).len() <= 4
            && !(self.class(at + 2) == Class::Percent)
        {
            let mut last = (at + 2, day);
            if matches!(self.class(at + 2), Class::Dash | Class::To | Class::And)
                && let Some(second) = self.day_number(at + 3)
                && second > day
                && !matches!(self.class(at + 4), Class::Month(_))
            {
                last = (at + 4, second);
            }
            let comma = u32::from(self.is(last.0, ","));
            if let Some(year) = self.year_number(last.0 + comma) {
                let days = self.days(year, month, day, last.1)?;
                return Some((last.0 + comma + 1, When::Days(days)));
            }
            return Some((last.0, self.nearest_days(at, month, day, last.1)));
        }
        let comma = u32::from(self.is(at + 1, ",") || self.class(at + 1) == Class::Of);
        if let Some(year) = self.year_number(at + 1 + comma) {
            return Some((at + 2 + comma, When::Days(Days::month(year, month)?)));
        }
        // "May" and "March" alone need a word before them that only goes with months.
        let doubtful = self.is_any(at, &["may", "march", "mar", "jan", "jun"]) || short_word;
        let time_word = [
            "in", "since", "until", "till", "by", "early", "late", "mid", "during", "through",
            "of", "last", "next", "this", "every", "each", "from", "between", "and", "before",
            "after", "-",
        ];
        if doubtful && !self.follows(at, &time_word) {
            return None;
        }
        Some((at + 1, self.nearest_month(at, month, Side::Nearest)))
    }

    /// "12 February", "29th of May 2016", "the 21st century".
    fn day_first(&self, at: u32) -> Option<(u32, When)> {
        if let Some(century) = self.century(at) {
            return Some(century);
        }
        let day = self.day_number(at)?;
        let (mut month_at, mut last) = (at + 1, day);
        if matches!(self.class(at + 1), Class::Dash | Class::To | Class::And)
            && let Some(second) = self.day_number(at + 2)
            && second > day
        {
            (month_at, last) = (at + 3, second);
        }
        if self.class(month_at) == Class::Of {
            month_at += 1;
        }
        let Class::Month(month) = self.class(month_at) else { return None };
        if !self.capital(month_at) {
            return None;
        }
        let comma = u32::from(self.is(month_at + 1, ","));
        if let Some(year) = self.year_number(month_at + 1 + comma) {
            let days = self.days(year, month, day, last)?;
            return Some((month_at + 2 + comma, When::Days(days)));
        }
        Some((month_at + 1, self.nearest_days(at, month, day, last)))
    }

    /// `2015-11-18`, `16/11/2004`, `1980s`, `2016`.
    fn digits_date(&self, at: u32) -> Option<(u32, When)> {
        let word = self.word(at);
        if let Some(date) = Date::parse(word).filter(|_| word.len() == 10) {
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
        if let Some(decade) = word.strip_suffix('s').or_else(|| word.strip_suffix("'s")) {
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

    fn year_number(&self, at: u32) -> Option<i32> {
        let year = self.integer(at).filter(|_| self.word(at).len() == 4)?;
        (1000..=2200).contains(&year).then_some(year as i32)
    }

    /// A day of the month: `29`, `29th`.
    fn day_number(&self, at: u32) -> Option<u8> {
        if self.class(at) != Class::Digits {
            return None;
        }
        let word = self.word(at);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let suffix = &word[digits.len()..];
        let ordinal = suffix.is_empty()
            || ["st", "nd", "rd", "th"].iter().any(|s| suffix.eq_ignore_ascii_case(s));
        let day: u8 = digits.parse().ok().filter(|_| digits.len() <= 2)?;
        (ordinal && (1..=31).contains(&day)).then_some(day)
    }

    /// "mid-June", "mid-2016", "mid-1990s", which are words of their own.
    fn mid_joined(&self, at: u32) -> Option<(u32, When)> {
        let rest = self.word(at).get(4..)?;
        let (mut end, days) = if let Some(month) = super::words::month(rest) {
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

    fn century(&self, at: u32) -> Option<(u32, When)> {
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

    /// "third quarter of 2016", "first half of last year".
    fn ordinal_period(&self, at: u32) -> Option<(u32, When)> {
        if let Some(century) = self.century(at) {
            return Some(century);
        }
        let Class::Ordinal(n) = self.class(at) else { return None };
        let months = match self.class(at + 1) {
            Class::Period(Period::Quarter) if n <= 4 => 3,
            Class::Half if n <= 2 => 6,
            _ => return None,
        };
        self.months_of_year(at + 2, n, months).or_else(|| {
            let quarter = months == 3 && self.follows(at, &["the", "'s", "for", "in"]);
            quarter.then_some((at + 2, When::Unresolved))
        })
    }

    /// "Q3 2016".
    fn named_quarter(&self, at: u32) -> Option<(u32, When)> {
        let word = self.word(at);
        let number = word.strip_prefix(['Q', 'q'])?.parse().ok().filter(|n| (1..=4).contains(n))?;
        self.months_of_year(at + 1, number, 3)
    }

    /// Months `n * length` of the year at `at`.
    fn months_of_year(&self, at: u32, n: u8, length: u8) -> Option<(u32, When)> {
        let of = at + u32::from(self.class(at) == Class::Of || self.is(at, "in"));
        let (end, year) = match self.year_number(of) {
            Some(year) => (of + 1, year),
            None => match self.relative(of) {
                Some((end, When::Days(days))) => (end, days.first().year()),
                Some((end, _)) => return Some((end, When::Unresolved)),
                None => return None,
            },
        };
        let first = Date::new(year, (n - 1) * length + 1, 1)?;
        let last = first.plus_months(i64::from(length) - 1).month_end();
        Some((end, When::Days(Days::new(first, last))))
    }

    /// "summer of 2017", "spring 2017".
    fn season(&self, at: u32, season: u8) -> Option<(u32, When)> {
        let year_at = at + 1 + u32::from(self.class(at + 1) == Class::Of);
        let year = self.year_number(year_at)?;
        Some((year_at + 1, When::Days(season_days(year, season)?)))
    }

    fn days(&self, year: i32, month: u8, first: u8, last: u8) -> Option<Days> {
        Some(Days::new(Date::new(year, month, first)?, Date::new(year, month, last)?))
    }

    /// Days of a month whose year is not said: those nearest to the document's date.
    fn nearest_days(&self, at: u32, month: u8, first: u8, last: u8) -> When {
        let unknown = When::MonthDay(month, first);
        let Some(today) = self.today else { return unknown };
        let year = nearest_year(today, month, first, self.is_future(at));
        self.days(year, month, first, last).map_or(unknown, When::Days)
    }

    fn nearest_month(&self, at: u32, month: u8, side: Side) -> When {
        let Some(today) = self.today else { return When::MonthDay(month, 0) };
        let year = match side {
            Side::Nearest => nearest_year(today, month, 15, self.is_future(at)),
            Side::Before => today.year() - i32::from(month >= today.month()),
            Side::After => today.year() + i32::from(month <= today.month()),
        };
        Days::month(year, month).map_or(When::MonthDay(month, 0), When::Days)
    }

    // ---- Relative ---------------------------------------------------------------------------------

    fn shifted(&self, days: i64) -> When {
        self.today.map_or(When::Unresolved, |day| When::Days(Days::day(day.plus_days(days))))
    }

    /// "Monday, Dec. 26", "Thursday 28 July", "Tuesday".
    fn weekday(&self, at: u32, day: u8) -> Option<(u32, When)> {
        if !self.capital(at) {
            return None;
        }
        let mut next = at + 1 + u32::from(self.is(at + 1, ","));
        if self.class(next) == Class::The {
            next += 1;
        }
        let dated = match self.class(next) {
            Class::Month(month) => self.month_first(next, month).filter(|d| d.0 > next + 1),
            Class::Digits => self.day_first(next),
            _ => None,
        };
        let side = if self.is_future(at) { Side::After } else { Side::Before };
        Some(dated.unwrap_or_else(|| (at + 1, self.nearest_weekday(day, side, true))))
    }

    /// "will meet on Friday" looks ahead, "met on Friday" back.
    fn is_future(&self, at: u32) -> bool {
        let from = at.saturating_sub(10).max(self.sentence.start());
        let ahead =
            ["will", "'ll", "’ll", "shall", "upcoming", "scheduled", "expected", "plans", "due"];
        let back = ["said", "told", "was", "were", "announced", "reported"];
        (from..at)
            .rev()
            .find_map(|i| {
                let future = self.is_any(i, &ahead);
                (future || self.is_any(i, &back)).then_some(future)
            })
            .unwrap_or(false)
    }

    fn nearest_weekday(&self, day: u8, side: Side, today_counts: bool) -> When {
        let Some(today) = self.today else { return When::Weekday(day) };
        let ahead = i64::from((day + 7 - today.weekday()) % 7);
        let shift = match side {
            _ if ahead == 0 && today_counts => 0,
            Side::Before => ahead - 7,
            Side::After if ahead == 0 => 7,
            Side::After => ahead,
            // The one of this week.
            Side::Nearest => i64::from(day) - i64::from(today.weekday()),
        };
        When::Days(Days::day(today.plus_days(shift)))
    }

    /// "last week", "this month", "next Tuesday", "the past three days".
    fn relative(&self, at: u32) -> Option<(u32, When)> {
        let at = at + u32::from(self.class(at) == Class::The);
        let verb = [
            "will", "'ll", "would", "to", "could", "can", "may", "might", "should", "not", "n't",
            "must",
        ];
        if self.class(at) == Class::Last && self.follows(at, &verb) {
            return None;
        }
        let direction = self.class(at);
        let side = match direction {
            Class::Last | Class::Past => Side::Before,
            Class::Next | Class::Coming => Side::After,
            Class::This => Side::Nearest,
            _ => return None,
        };
        let strict = matches!(direction, Class::Last | Class::Next | Class::This);
        match self.class(at + 1) {
            Class::Weekday(day) if strict => {
                Some((at + 2, self.nearest_weekday(day, side, side == Side::Nearest)))
            }
            Class::Month(month) if strict && self.capital(at + 1) => {
                Some((at + 2, self.nearest_month(at, month, side)))
            }
            Class::Season(season) => Some((at + 2, self.nearest_season(season, side))),
            Class::Period(period) => {
                let plural = self.word(at + 1).ends_with(['s', 'S']);
                if plural {
                    let known = matches!(direction, Class::Past | Class::Coming | Class::Last);
                    return known.then_some((at + 2, When::Unresolved));
                }
                // "the past year" goes back twelve months, "last year" is a year of the calendar.
                if matches!(direction, Class::Past | Class::Coming) {
                    return Some((at + 2, self.stretch(period, 1.0, side)));
                }
                Some((at + 2, self.calendar_period(period, side)?))
            }
            _ if side == Side::Nearest => None,
            _ => {
                let few = matches!(self.class(at + 1), Class::Few | Class::Couple);
                let (end, count) = if few {
                    (at + 2 + u32::from(self.class(at + 2) == Class::Of), None)
                } else {
                    let number = self.number(at + 1)?;
                    // "past 20-plus months", "last four long years"
                    let plus =
                        self.class(number.end) == Class::Dash && self.is(number.end + 1, "plus");
                    let long = u32::from(self.is_any(number.end, &["long", "full", "consecutive"]));
                    (number.end + if plus { 2 } else { long }, Some(number.value))
                };
                let Class::Period(period) = self.class(end) else { return None };
                let when =
                    count.map_or(When::Unresolved, |count| self.stretch(period, count, side));
                Some((end + 1, when))
            }
        }
    }

    /// So many periods up to today, or from it on.
    fn stretch(&self, period: Period, count: f64, side: Side) -> When {
        let Some(today) = self.today else { return When::Unresolved };
        let sign = if side == Side::Before { -1.0 } else { 1.0 };
        let other = shift(today, period, sign * count).unwrap_or(today);
        When::Days(Days::new(today, other))
    }

    /// A whole week, month or year of the calendar.
    fn calendar_period(&self, period: Period, side: Side) -> Option<When> {
        let step = match side {
            Side::Before => -1,
            Side::Nearest => 0,
            Side::After => 1,
        };
        if matches!(period, Period::Second | Period::Minute | Period::Hour) {
            return None;
        }
        let Some(today) = self.today else { return Some(When::Unresolved) };
        let monday = today.plus_days(1 - i64::from(today.weekday()));
        let days = match period {
            Period::Day => Days::day(today.plus_days(step)),
            Period::Week => {
                let monday = monday.plus_days(step * 7);
                Days::new(monday, monday.plus_days(6))
            }
            Period::Weekend => {
                // On a Sunday, "last weekend" is not the one that is ending; on a Wednesday, it is the
                // one that has ended.
                let saturday = monday.plus_days(5 + if step < 0 { -7 } else { step * 7 });
                Days::new(saturday, saturday.plus_days(1))
            }
            Period::Month => {
                let month = today.month_start().plus_months(step);
                Days::new(month, month.month_end())
            }
            Period::Quarter => {
                let within = i64::from((today.month() - 1) % 3);
                let first = today.month_start().plus_months(step * 3 - within);
                Days::new(first, first.plus_months(2).month_end())
            }
            Period::Year => Days::years(today.year() + step as i32, today.year() + step as i32)?,
            Period::Decade => {
                let first = today.year() / 10 * 10 + step as i32 * 10;
                Days::years(first, first + 9)?
            }
            Period::Century => {
                let first = (today.year() - 1) / 100 * 100 + 1 + step as i32 * 100;
                Days::years(first, first + 99)?
            }
            Period::Second | Period::Minute | Period::Hour => return None,
        };
        Some(When::Days(days))
    }

    fn nearest_season(&self, season: u8, side: Side) -> When {
        let Some(today) = self.today else { return When::Unresolved };
        let of = |year| season_days(year, season);
        let year = today.year();
        let days = match side {
            Side::Nearest => of(year),
            Side::Before => {
                [year, year - 1].into_iter().filter_map(of).find(|days| days.last() < today)
            }
            Side::After => {
                [year, year + 1].into_iter().filter_map(of).find(|days| days.first() > today)
            }
        };
        days.map_or(When::Unresolved, When::Days)
    }

    /// "following day", "previous year", "recent weeks": no day that is known here.
    fn loose(&self, at: u32) -> Option<(u32, When)> {
        let recent = self.class(at) == Class::Recent;
        let weekday = matches!(self.class(at + 1), Class::Weekday(_)) && !recent;
        match self.class(at + 1) {
            Class::Period(_) => {}
            _ if weekday => {}
            Class::DayPart(_) | Class::Month(_) if !recent => {}
            _ => return None,
        }
        Some((at + 2, When::Unresolved))
    }

    /// "two weeks ago", "six months from now", "three days earlier".
    fn ago(&self, at: u32) -> Option<(u32, When)> {
        // "a month earlier"
        if self.class(at) == Class::A
            && let Class::Period(period) = self.class(at + 1)
        {
            return match self.class(at + 2) {
                Class::Ago => Some((at + 3, self.stretch_ago(period, -1.0)?)),
                Class::Shift => Some((at + 3, When::Unresolved)),
                _ => None,
            };
        }
        let amount = self.amount(at)?;
        let Class::Period(period) = self.class(amount.end) else { return None };
        let behind = amount.end + 1;
        let count = amount.amount;
        let known = count.low == count.high;
        let (end, sign) = match self.class(behind) {
            Class::Ago => (behind + 1, -1.0),
            _ if self.is(behind, "from") && self.is_any(behind + 1, &["now", "today"]) => {
                (behind + 2, 1.0)
            }
            Class::Shift => return Some((behind + 1, When::Unresolved)),
            _ => return None,
        };
        let when =
            if known { self.stretch_ago(period, sign * count.low)? } else { When::Unresolved };
        Some((end, when))
    }

    /// The day so many periods from today, as exact as the period is.
    fn stretch_ago(&self, period: Period, count: f64) -> Option<When> {
        let Some(today) = self.today else { return Some(When::Unresolved) };
        let day = shift(today, period, count)?;
        Some(When::Days(match period {
            Period::Year | Period::Decade | Period::Century => Days::years(day.year(), day.year())?,
            Period::Month => Days::month(day.year(), day.month())?,
            _ => Days::day(day),
        }))
    }

    /// "the day before yesterday", "day after tomorrow".
    fn day_beside(&self, at: u32) -> Option<(u32, When)> {
        let Class::Day(shift) = self.class(at + 2) else { return None };
        let step = if self.is(at + 1, "before") { -1 } else { 1 };
        Some((at + 3, self.shifted(i64::from(shift % 2) + step)))
    }

    // ---- Parts ------------------------------------------------------------------------------------

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

/// The first, second or last third of months, years and decades; shorter stretches stay whole.
fn third_of(days: Days, third: i64) -> Days {
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

/// News tells of what was more than of what will be: a day ahead counts as twice as far, unless the words
/// look ahead.
fn nearest_year(today: Date, month: u8, day: u8, future: bool) -> i32 {
    let distance = |year: i32| {
        let months =
            i64::from(year - today.year()) * 12 + i64::from(month) - i64::from(today.month());
        let days = months * 31 + i64::from(day.max(1)) - i64::from(today.day());
        days.abs() * if (days > 0) == future { 1 } else { 2 }
    };
    (today.year() - 1..=today.year() + 1).min_by_key(|&year| distance(year)).unwrap_or(today.year())
}

/// Seasons of the northern half, by whole months: winter begins in December of the year before.
fn season_days(year: i32, season: u8) -> Option<Days> {
    let first = match season {
        0 => Date::new(year - 1, 12, 1)?,
        _ => Date::new(year, season * 3, 1)?,
    };
    Some(Days::new(first, first.plus_months(2).month_end()))
}

/// The day that many periods away; fractions count for years only.
fn shift(day: Date, period: Period, count: f64) -> Option<Date> {
    if count.abs() > 1e5 {
        return None;
    }
    let days = |length: f64| Some(day.plus_days((count * length).round() as i64));
    let months = |length: f64| Some(day.plus_months((count * length).round() as i64));
    match period {
        Period::Second => days(1.0 / 86_400.0),
        Period::Minute => days(1.0 / 1440.0),
        Period::Hour => days(1.0 / 24.0),
        Period::Day => days(1.0),
        Period::Week | Period::Weekend => days(7.0),
        Period::Month => months(1.0),
        Period::Quarter => months(3.0),
        Period::Year => months(12.0),
        Period::Decade => months(120.0),
        Period::Century => months(1200.0),
    }
}
