//! Dates that are open on one side: "since August", "after 2018", "until Monday", "2012 or later".

use sayso_lexicon::lists;

use super::Dated;
use crate::rules::class::Class;
use crate::rules::view::Words;
use crate::value::When;

impl Words<'_> {
    /// The date as what stands around it opens it. The words that do so are no part of it, as in guidelines for
    /// annotating time.
    pub(crate) fn opened(&self, dated: Dated) -> Dated {
        let When::Days(days) = dated.when else { return dated };
        let (first, last) = (days.first(), days.last());
        let one_day = first == last;
        // What happened after Monday may have happened later on Monday.
        let head = dated.start + u32::from(self.class(dated.start) == Class::The);
        let part = self.class(head) == Class::End;
        let after = || {
            let within = one_day || part && !self.is(head, "end");
            When::Since(if within { first } else { last.plus_days(1) })
        };
        let before = || {
            let within = one_day || part && self.is(head, "end");
            When::Until(if within { last } else { first.plus_days(-1) })
        };
        if let Some((end, later)) = self.opened_behind(dated.end) {
            let when = if later { When::Since(first) } else { When::Until(last) };
            return Dated { end, when, ..dated };
        }
        if self.describes(dated.end) {
            return dated;
        }
        // "the year 2011", "around Monday", "on Monday"
        let mut at = dated.start;
        while at > self.floor
            && (self.class(at - 1) == Class::The
                || self.is_any(at - 1, &["on", "around", "about", "year"]))
        {
            at -= 1;
        }
        let word = |back: u32| if at >= self.floor + back { self.word(at - back) } else { "" };
        let is = |back: u32, word_: &str| word(back).eq_ignore_ascii_case(word_);
        let when = if is(1, "since") || is(1, "starting") || is(1, "beginning") {
            When::Since(first)
        } else if is(1, "after") {
            after()
        } else if is(1, "before") || is(1, "to") && is(2, "prior") {
            before()
        } else if is(1, "until") || is(1, "till") {
            When::Until(last)
        } else if is(1, "than") && (is(2, "later") || is(2, "earlier")) {
            match (is(2, "later"), is(3, "no") || is(3, "not")) {
                (true, true) => When::Until(last),
                (true, false) => after(),
                (false, true) => When::Since(first),
                (false, false) => before(),
            }
        } else {
            return dated;
        };
        Dated { when, ..dated }
    }

    /// "or later", "and earlier", "onwards", and whether it opens the date to what comes.
    fn opened_behind(&self, end: u32) -> Option<(u32, bool)> {
        if self.is_any(end, &["onward", "onwards"]) {
            return Some((end + 1, true));
        }
        let goes_on = self.describes(end + 2) || self.class(end + 2) == Class::Digits;
        if !matches!(self.class(end), Class::Or | Class::And) || goes_on {
            return None;
        }
        let later = self.is_any(end + 1, &["later", "after", "beyond"]);
        (later || self.is_any(end + 1, &["earlier", "before"])).then_some((end + 2, later))
    }

    /// Whether the date only says which: "after Monday's debate", "before the 2016 election".
    fn describes(&self, end: u32) -> bool {
        if self.is_any(end, &["'s", "’s"]) || self.class(end) == Class::Dash && self.glued(end) {
            return true;
        }
        let word = self.word(end);
        let stop = || {
            lists::COUNTED_STOPS.contains_hash(self.lexemes[end as usize].word)
                || word.ends_with("ly")
                || word.ends_with("ed")
                || self.class(end) != Class::None
        };
        word.starts_with(char::is_alphabetic) && !stop()
    }
}
