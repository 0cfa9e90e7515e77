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

/// Before what is yet to happen: "must arrive", "have until". "to" is one before a verb: "agreed to leave".
const OPEN: &[&str] = &[
    "must", "should", "shall", "can", "may", "could", "would", "might", "ought", "need", "needs",
    "has", "have", "give", "gives", "gave", "given",
];

/// What comes after the "to" of a place or figure and of no verb, beside words with capitals: "sailed to the port".
const GOALS: &[&str] = &[
    "a", "an", "another", "any", "both", "court", "each", "her", "him", "his", "hospital", "it",
    "its", "jail", "me", "my", "near", "nearly", "no", "one", "our", "prison", "school", "some",
    "that", "the", "their", "them", "these", "this", "those", "us", "you", "your",
];

/// A condition before a date is looked for in this many words at least.
const CONDITION: u32 = 10;

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

    /// "until Sunday", "by Monday" and "From Saturday, masks must be worn" look ahead where no verb is in the past.
    pub(super) fn is_limit(&self, at: u32) -> bool {
        const FAR: u32 = 12;
        let start = self.sentence.start();
        if at <= start || self.is_any(at + 1, &["'s", "’s"]) {
            return false;
        }
        let limit = at - 1;
        let open = |i: u32| {
            self.is_any(i, AHEAD)
                || self.is_infinitive(i)
                || self.is_any(i, OPEN) && !self.is_any(i + 1, &["been", "had"])
        };
        let tells = |i: &u32| self.is_any(*i, TOLD) || self.is_any(*i, BACK) || open(*i);
        if limit == start {
            let modal = |i: u32| open(i) && !self.is_any(i, &["to", "has", "have"]);
            let ahead = (at + 1..self.sentence.end().min(at + FAR)).find(tells);
            return match ahead {
                Some(verb) => modal(verb) && self.is_any(limit, &["by", "from", "till", "until"]),
                None => self.is(limit, "from") && !self.is_past_within(at, FAR),
            };
        }
        if !self.is_any(limit, &["by", "till", "until"]) || self.glued(limit) {
            return false;
        }
        let near = (limit.saturating_sub(FAR).max(start)..limit).rev().find(tells);
        near.is_some_and(open) || near.is_none() && !self.is_past_within(at, FAR)
    }

    /// Whether the word at `at` is the "to" of an infinitive: "agreed to leave", not "sailed to Paris", "rose to record highs".
    fn is_infinitive(&self, at: u32) -> bool {
        let next = at + 1;
        let led_to = self.follows(at, BACK) && !self.follows(at, &["had", "was", "were"]);
        self.is(at, "to")
            && !led_to
            && self.word(next).starts_with(char::is_lowercase)
            && self.class(next) == Class::None
            && !self.is_any(next, GOALS)
    }

    /// Whether a verb in the past is near: "rose in March", "Jan. 3 to Jan. 5 was quiet".
    fn is_past(&self, at: u32) -> bool {
        self.is_past_within(at, 6)
    }

    /// Whether a verb in the past is within `far` words of the date at `at`, and no condition before it.
    fn is_past_within(&self, at: u32, far: u32) -> bool {
        let open = ["would", "could", "should", "may", "might", "if", "unless"];
        let from = at.saturating_sub(far.max(CONDITION)).max(self.sentence.start());
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
            let ahead = self.is_infinitive(i + 1);
            (self.is_any(i, BACK) || regular) && !adjective && !ahead
        };
        (from.max(at.saturating_sub(far))..at).any(verb) || (at + 1..at + far).any(verb)
    }
}
