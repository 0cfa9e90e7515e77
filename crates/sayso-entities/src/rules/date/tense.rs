//! Whether the words around a date look ahead or back.

use crate::rules::class::Class;
use crate::rules::view::Words;

const AHEAD: &[&str] = &[
    "will",
    "wo",
    "'ll",
    "’ll",
    "shall",
    "upcoming",
    "scheduled",
    "expected",
    "plans",
    "due",
    "slated",
    "planned",
    "postponed",
    "delayed",
    "deferred",
    "adjourned",
    "rescheduled",
    "going",
];
const TOLD: &[&str] = &["said", "told", "was", "were", "announced", "reported"];
const BACK: &[&str] = &[
    "rose", "fell", "had", "was", "were", "took", "came", "went", "began", "won", "lost", "met",
    "left", "did", "grew", "made", "became", "saw", "broke", "cut", "held", "sold", "bought",
    "sent", "died",
];

/// Which way the words look.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Unsure,
    Future,
}

impl Words<'_> {
    pub(super) fn tense(&self, at: u32) -> Tense {
        match (self.is_future(at), self.is_past(at)) {
            (true, _) => Tense::Future,
            (_, true) => Tense::Past,
            _ => Tense::Unsure,
        }
    }

    /// "will meet on Friday" looks ahead, "met on Friday" back.
    pub(super) fn is_future(&self, at: u32) -> bool {
        let from = at.saturating_sub(10).max(self.sentence.start());
        (from..at)
            .rev()
            .find_map(|i| {
                let future = self.is_any(i, AHEAD);
                (future || self.is_any(i, TOLD)).then_some(future)
            })
            .unwrap_or(false)
    }

    /// Whether a verb in the past stands near: "rose in March", "Jan. 3 to Jan. 5 was quiet".
    fn is_past(&self, at: u32) -> bool {
        let open = ["would", "could", "should", "may", "might", "if", "unless"];
        let from = at.saturating_sub(10).max(self.sentence.start());
        if (from..at).any(|i| self.is_any(i, &open)) {
            return false;
        }
        let verb = |i: u32| {
            let word = self.word(i);
            let regular = word.len() > 4
                && word.ends_with("ed")
                && word.starts_with(char::is_lowercase)
                && self.class(i) == Class::None;
            // "a designated day", "were to win"
            let adjective = i > from && matches!(self.class(i - 1), Class::A | Class::The);
            let ahead = self.is(i + 1, "to");
            (self.is_any(i, BACK) || regular) && !adjective && !ahead
        };
        (from.max(at.saturating_sub(6))..at).any(verb) || (at + 1..at + 6).any(verb)
    }
}
