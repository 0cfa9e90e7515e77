//! Finds dates in running text.

use super::Date;
use super::months::month;

/// Which comes first in `03/05/2024`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Order {
    DayFirst,
    MonthFirst,
}

/// The first date of the text, at least a month, and the place after it.
pub(in super::super) fn first_date(text: &str, order: Order) -> Option<(Date, usize)> {
    let mut parts = Parts { text, at: 0 };
    let mut before = None;
    while let Some(part) = parts.next() {
        let joined = before.is_some_and(|before: Part<'_>| {
            before.number.is_some() && matches!(&text[before.end..part.start], "." | "/" | "-")
        });
        // `1.2.3.2024` is no date, and neither is its start or end.
        if !joined
            && let Some((date, end)) = date_at(parts.clone(), part, order)
            && !text[end..].strip_prefix('.').is_some_and(|rest| rest.starts_with(is_digit))
        {
            return Some((date, end));
        }
        before = Some(part);
    }
    None
}

const fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Whether the text is a date and not much more: a line above an article, not a sentence.
pub(in super::super) fn is_date(text: &str, order: Order) -> bool {
    let words = text.split_whitespace().count();
    words <= 14 && first_date(text, order).is_some_and(|(date, _)| date.has_day())
}

/// A run of digits or of letters.
#[derive(Clone, Copy)]
struct Part<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    number: Option<u32>,
}

impl Part<'_> {
    const fn digits(&self) -> usize {
        if self.number.is_some() { self.end - self.start } else { 0 }
    }

    fn year(&self) -> Option<u16> {
        if self.digits() != 4 { None } else { self.number.map(|number| number as u16) }
    }

    /// A day or month.
    fn small(&self) -> Option<u8> {
        if matches!(self.digits(), 1 | 2) { self.number.map(|number| number as u8) } else { None }
    }

    fn month(&self) -> Option<u8> {
        if self.number.is_none() { month(self.text) } else { None }
    }
}

#[derive(Clone)]
struct Parts<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Iterator for Parts<'t> {
    type Item = Part<'t>;

    fn next(&mut self) -> Option<Part<'t>> {
        let rest = &self.text[self.at..];
        let start = self.at + rest.find(char::is_alphanumeric)?;
        let rest = &self.text[start..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let length = if digits > 0 {
            digits
        } else {
            rest.find(|c: char| !c.is_alphanumeric() || c.is_ascii_digit()).unwrap_or(rest.len())
        };
        let end = start + length;
        self.at = end;
        let text = &self.text[start..end];
        // Longer numbers are no part of a date.
        let number = if digits > 0 { Some(text.parse().unwrap_or(u32::MAX)) } else { None };
        Some(Part { text, start, end, number })
    }
}

/// The date that starts with this part.
fn date_at(mut parts: Parts<'_>, first: Part<'_>, order: Order) -> Option<(Date, usize)> {
    let text = parts.text;
    if first.digits() == 8 {
        let number = first.number?;
        let date =
            Date::new((number / 10_000) as u16, (number / 100 % 100) as u8, (number % 100) as u8)?;
        return (date.is_plausible() && date.has_day()).then_some((date, first.end));
    }
    let second = parts.next()?;
    let between = |left: Part<'_>, right: Part<'_>| text.get(left.end..right.start).unwrap_or("?");
    if first.year().is_some() || first.small().is_some() && second.number.is_some() {
        return numeric(first, second, parts.next(), order, between);
    }
    let gap =
        |left, right| between(left, right).trim_matches([' ', '\u{A0}', '\n', '\t']).to_owned();
    if let Some(month) = first.month() {
        let close = matches!(gap(first, second).as_str(), "" | "." | ",");
        if !close {
            return None;
        }
        if let Some(year) = second.year() {
            return Some((Date::new(year, month, 0)?, second.end));
        }
        let day = second.small()?;
        let mut last = parts.next()?;
        if matches!(last.text, "st" | "nd" | "rd" | "th") {
            last = parts.next()?;
        }
        let close = between(second, last).len() <= 6 || last.start - second.end <= 6;
        return Some((Date::new(last.year().filter(|_| close)?, month, day)?, last.end));
    }
    // 5 March 2024, 5th of March 2024, 5. März 2024, 5-Mar-24, 5 de marzo de 2024
    let day = first.small()?;
    let mut name = second;
    if matches!(name.text, "st" | "nd" | "rd" | "th" | "er" | "º") {
        name = parts.next()?;
    }
    if matches!(name.text, "of" | "de") {
        name = parts.next()?;
    }
    let month = name.month()?;
    let mut last = parts.next()?;
    if matches!(last.text, "de" | "of") {
        last = parts.next()?;
    }
    if name.start - first.end > 8 || last.start - name.end > 6 {
        return None;
    }
    let short = || {
        let dashed = between(name, last) == "-" && last.digits() == 2;
        dashed.then(|| last.small().map(century)).flatten()
    };
    Some((Date::new(last.year().or_else(short)?, month, day)?, last.end))
}

/// 2024-03-05, 5.3.2024, 05/03/24, 2024-03, 03/2024
fn numeric<'t>(
    first: Part<'_>,
    second: Part<'_>,
    third: Option<Part<'_>>,
    order: Order,
    between: impl Fn(Part<'_>, Part<'_>) -> &'t str,
) -> Option<(Date, usize)> {
    const SIGNS: &[&str] = &["-", "/", ".", "_", ". "];
    let sign = between(first, second);
    if !SIGNS.contains(&sign) {
        return None;
    }
    let third = third.filter(|&third| between(second, third) == sign);
    if let Some(year) = first.year() {
        let month = second.small()?;
        return match third.and_then(|third| Some((third.small()?, third.end))) {
            Some((day, end)) => {
                Some((Date::new(year, month, day).filter(|date| date.has_day())?, end))
            }
            None => Some((Date::new(year, month, 0).filter(|_| month > 0)?, second.end)),
        };
    }
    let (left, Some(third)) = (first.small()?, third) else {
        let year = second.year().filter(|_| sign != "_")?;
        return Some((Date::new(year, first.small().filter(|&month| month > 0)?, 0)?, second.end));
    };
    let right = second.small()?;
    let year = third
        .year()
        .or_else(|| (third.digits() == 2).then(|| third.small().map(century)).flatten())?;
    let month_first = right > 12 || order == Order::MonthFirst && sign == "/" && left <= 12;
    let (day, month) = if month_first { (right, left) } else { (left, right) };
    (day > 0 && month > 0).then_some((Date::new(year, month, day)?, third.end))
}

/// The year meant by two digits.
fn century(year: u8) -> u16 {
    u16::from(year) + if year >= 90 { 1900 } else { 2000 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_text() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            let found = first_date(text, Order::DayFirst).map(|(date, _)| date.to_string());
            assert_eq!(found.as_deref().unwrap_or(""), expected, "{text}");
        }
        check("Published 5 March 2024 in Leeds", "2024-03-05");
        check("March 5th, 2024", "2024-03-05");
        check("Mar. 5, 2024", "2024-03-05");
        check("Wednesday, the 5th of March 2024", "2024-03-05");
        check("5. März 2024", "2024-03-05");
        check("05-Mar-24", "2024-03-05");
        check("5 de marzo de 2024", "2024-03-05");
        check("5.3.2024", "2024-03-05");
        check("5. 3. 2024", "2024-03-05");
        check("03/25/2024", "2024-03-25");
        check("/2024/03/05/pool", "2024-03-05");
        check("March 2024", "2024-03");
        check("it may 2024 be", "2024-05");
        check("on 5 of 12 pages", "");
        check("10.20.30.2024", "");
        check("12:30 1968", "");
        check("a 2024 report", "");
        check("5 March", "");
    }

    #[test]
    fn americans_put_the_month_first() {
        let date = |order| first_date("03/05/2024", order).unwrap().0.to_string();
        assert_eq!(date(Order::DayFirst), "2024-05-03");
        assert_eq!(date(Order::MonthFirst), "2024-03-05");
    }
}
