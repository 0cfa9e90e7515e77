//! Which documents are counted: by their day and their publisher.

use sayso::Date;

/// What a document must have to be counted: a day within a period, a publisher.
///
/// ```
/// use sayso_cli::{LeftOut, Selection};
///
/// let wire = Selection::new(None, None, &["The Wire"]).unwrap();
/// assert_eq!(wire.check(None, Some("the wire")), None);
/// assert_eq!(wire.check(None, Some("The Post")), Some(LeftOut::Outside));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    since: Option<Date>,
    until: Option<Date>,
    /// Folded names; none for all publishers.
    publishers: Vec<String>,
}

/// Why a document is not counted.
///
/// ```
/// use sayso::Date;
/// use sayso_cli::{LeftOut, Selection};
///
/// let from = Selection::new(Date::parse_iso("2024-11-01"), None, &[] as &[&str]).unwrap();
/// assert_eq!(from.check(Some("someday"), None), Some(LeftOut::Undated));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Another publisher, or a day outside the period.
    Outside,
    /// It has no day, or none that can be read, and days matter.
    Undated,
}

impl Selection {
    /// The documents from `since` to `until`, both included, of these publishers, or of any if there are none; `None` if
    /// no day is in between.
    pub fn new(
        since: Option<Date>,
        until: Option<Date>,
        publishers: &[impl AsRef<str>],
    ) -> Option<Self> {
        let publishers = publishers.iter().map(|name| fold(name.as_ref())).collect();
        let is_empty = since.zip(until).is_some_and(|(first, last)| first > last);
        (!is_empty).then_some(Self { since, until, publishers })
    }

    /// Why a document with this date and publisher is left out, if it is.
    pub fn check(&self, date: Option<&str>, publisher: Option<&str>) -> Option<LeftOut> {
        if !self.publishers.is_empty() && !publisher.is_some_and(|name| self.has(name)) {
            return Some(LeftOut::Outside);
        }
        if self.since.is_none() && self.until.is_none() {
            return None;
        }
        match date.and_then(Date::parse) {
            None => Some(LeftOut::Undated),
            Some(day) => (!self.covers(day)).then_some(LeftOut::Outside),
        }
    }

    /// The same before the analysis, which may find a date or publisher in the text: what is given cannot change.
    pub fn check_given(&self, date: Option<&str>, publisher: Option<&str>) -> Option<LeftOut> {
        let other = !self.publishers.is_empty() && publisher.is_some_and(|name| !self.has(name));
        let outside = date.and_then(Date::parse).is_some_and(|day| !self.covers(day));
        (other || outside).then_some(LeftOut::Outside)
    }

    fn has(&self, publisher: &str) -> bool {
        let name = fold(publisher);
        self.publishers.contains(&name)
    }

    fn covers(&self, day: Date) -> bool {
        self.since.is_none_or(|first| first <= day) && self.until.is_none_or(|last| day <= last)
    }
}

/// A name without regard to case and blanks.
fn fold(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(since: Option<&str>, until: Option<&str>, publishers: &[&str]) -> Selection {
        let day = |text: Option<&str>| text.and_then(Date::parse_iso);
        Selection::new(day(since), day(until), publishers).expect("a period")
    }

    #[test]
    fn both_ends_of_a_period_belong_to_it() {
        let november = chosen(Some("2024-11-01"), Some("2024-11-30"), &[]);
        for (date, expected) in [
            (Some("2024-10-31"), Some(LeftOut::Outside)),
            (Some("2024-11-01"), None),
            (Some("30 November 2024"), None),
            (Some("2024-11-30T23:59:59Z"), None),
            (Some("2024-12-01"), Some(LeftOut::Outside)),
            (Some("someday"), Some(LeftOut::Undated)),
            (None, Some(LeftOut::Undated)),
        ] {
            assert_eq!(november.check(date, None), expected, "{date:?}");
        }
        assert_eq!(chosen(None, None, &[]).check(None, None), None);
    }

    #[test]
    fn publishers_are_whole_names_in_any_case() {
        let two = chosen(None, None, &["the  wire", "Évening Post"]);
        assert_eq!(two.check(None, Some("The Wire")), None);
        assert_eq!(two.check(None, Some("ÉVENING POST")), None);
        assert_eq!(two.check(None, Some("The Wire Daily")), Some(LeftOut::Outside));
        assert_eq!(two.check(None, None), Some(LeftOut::Outside));
    }

    #[test]
    fn what_the_text_may_still_say_is_not_decided_before() {
        let wire = chosen(Some("2024-11-01"), None, &["The Wire"]);
        assert_eq!(wire.check_given(None, None), None);
        assert_eq!(wire.check_given(Some("someday"), Some("the wire")), None);
        assert_eq!(wire.check_given(Some("2024-10-01"), None), Some(LeftOut::Outside));
        assert_eq!(wire.check_given(None, Some("Other")), Some(LeftOut::Outside));
    }

    #[test]
    fn a_period_must_not_end_before_it_begins() {
        let day = Date::parse_iso;
        let none: [&str; 0] = [];
        assert_eq!(Selection::new(day("2024-12-01"), day("2024-11-30"), &none), None);
        assert!(Selection::new(day("2024-11-30"), day("2024-11-30"), &none).is_some());
    }
}
