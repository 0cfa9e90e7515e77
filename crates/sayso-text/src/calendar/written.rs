//! Dates as people and files write them.

use super::Date;

impl Date {
    /// Reads ISO 8601 (`2024-11-23T10:00:00Z`, `20241123`), dates with the name of the month in British or
    /// American order, with a weekday before or a time after them, and `23.11.2024` or `11/23/2024` where only
    /// one order is possible. `None` for everything else: a wrong date is worse than none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(date) = Self::parse_iso(text) {
            return Some(date);
        }
        let words = words_of(text);
        let month = words.iter().position(|word| Self::month_named(word).is_some());
        if let Some(at) = month {
            let month = Self::month_named(words[at])?;
            let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            let is_day = |i: &usize| words.get(*i).and_then(|w| number(w)).is_some_and(|n| n <= 31);
            let day = near.into_iter().find(is_day)?;
            let year = words[day.max(at)..].iter().filter_map(|w| number(w)).find(|n| *n > 999)?;
            return Self::new(year as i32, month, number(words[day])? as u8);
        }
        let numbers: Vec<u32> = words.iter().map_while(|word| number(word)).collect();
        match (numbers.as_slice(), words.first()?.len()) {
            (&[whole, ..], 8) => {
                Self::new((whole / 10_000) as i32, (whole / 100 % 100) as u8, (whole % 100) as u8)
            }
            (&[year, month, day, ..], 4) => Self::new(year as i32, u8_of(month)?, u8_of(day)?),
            (&[first, second, year, ..], _) if year > 999 => match (first, second) {
                (day, month) if day > 12 || text.contains('.') => {
                    Self::new(year as i32, u8_of(month)?, u8_of(day)?)
                }
                (month, day) if day > 12 || day == month => {
                    Self::new(year as i32, u8_of(month)?, u8_of(day)?)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Why [`parse`](Self::parse) does not read it, to follow the date in a sentence: it is no day, or may be either of two.
    ///
    /// ```
    /// use sayso_text::Date;
    ///
    /// assert_eq!(Date::complaint("yesterday"), "is no day");
    /// assert_eq!(Date::complaint("04/05/2024"), "may be 2024-05-04 or 2024-04-05");
    /// ```
    pub fn complaint(text: &str) -> String {
        let numbers: Vec<u32> = words_of(text).iter().map_while(|word| number(word)).collect();
        let either = match numbers.as_slice() {
            &[first, second, year, ..] if year > 999 => {
                let of = |month, day| Self::new(year as i32, u8_of(month)?, u8_of(day)?);
                of(second, first).zip(of(first, second))
            }
            _ => None,
        };
        either.map_or_else(
            || "is no day".to_owned(),
            |(one, other)| format!("may be {one} or {other}"),
        )
    }

    /// The month with that English name or abbreviation, in any case: "November", "Sept", "nov".
    pub fn month_named(word: &str) -> Option<u8> {
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
}

fn words_of(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// The value of `23` or `23rd`.
fn number(word: &str) -> Option<u32> {
    let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
    let digits = ordinal.unwrap_or(word);
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

fn u8_of(number: u32) -> Option<u8> {
    u8::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_forms_are_read_and_doubtful_ones_are_not() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            let found = Date::parse(text).map_or("none".to_owned(), |date| date.to_string());
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
}
