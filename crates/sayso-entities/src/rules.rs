//! Expressions with a value, found by rules: what they look like is closed and regular, so that rules are
//! both faster and more exact than anything learned.
//!
//! Every token is looked up once in a table of a few hundred words; only where that says that an expression
//! may begin is anything tried. Of those that begin at a token the first in this order is taken: web
//! addresses, times and dates, money, ages, percents, quantities, numbers.

mod age;
pub(crate) mod class;
mod date;
mod found;
mod money;
mod number;
mod percent;
mod quantity;
mod time;
mod units;
mod view;
pub(crate) mod words;

use sayso_lexicon::Lexeme;
use sayso_text::{Date, Days, Segmentation, TokenId, TokenKind};

use crate::kind::EntityKind;
use crate::value::{Bound, Value};
use class::{Class, Period};
pub(crate) use found::Found;
use view::Words;

/// How many tokens a date stays in play for "the following day".
const ANCHOR_REACH: u32 = 150;

/// Appends the expressions of a document, in order.
pub(crate) fn find(
    text: &str,
    segmentation: &Segmentation,
    lexemes: &[Lexeme],
    classes: &[Class],
    today: Option<Date>,
    found: &mut Vec<Found>,
) {
    let tokens = segmentation.tokens();
    // The date named last and where, for "the following day".
    let mut last: Option<(Days, u32)> = None;
    for &sentence in segmentation.sentences() {
        let near = last.filter(|(_, at)| at + ANCHOR_REACH > sentence.start());
        let anchor = near.map(|(days, _)| days);
        let floor = sentence.start();
        let mut words = Words { text, tokens, lexemes, classes, sentence, floor, today, anchor };
        let mut at = sentence.start();
        while at < sentence.end() {
            if classes[at as usize] == Class::None && !may_be_quarter(&words, at) {
                at += 1;
                continue;
            }
            match words.expression(at) {
                Some(expression) => {
                    debug_assert!(words.floor <= expression.start && at < expression.end);
                    let end = expression.end.min(sentence.end());
                    found.push(Found { end, ..expression });
                    if let Some(days) = expression.days() {
                        last = Some((days, end));
                        words.anchor = Some(days);
                    }
                    words.floor = end;
                    at = end;
                }
                None => at += 1,
            }
        }
    }
}

/// "one reason", "one by one", "one day": what follows a "one" that counts nothing.
const IDLE_AFTER_ONE: &[&str] =
    &["another", "'s", "’s", "day", "who", "reason", "thing", "way", "such", "by", "after"];

/// "Q3", "FY2016": beginnings of expressions that the table does not hold.
fn may_be_quarter(words: &Words<'_>, at: u32) -> bool {
    let word = words.word(at).as_bytes();
    match word {
        [b'Q' | b'q' | b'H', b'1'..=b'4'] => true,
        [b'F', b'Y', ..] => true,
        [b'f' | b'F', b'i', ..] => {
            matches!(word.len(), 6 | 9) && words.is_any(at, &["fiscal", "financial"])
        }
        _ => false,
    }
}

impl Words<'_> {
    /// The expression that begins at `at`.
    fn expression(&self, at: u32) -> Option<Found> {
        let class = self.class(at);
        match class {
            Class::Web => return Some(self.web(at)),
            Class::Currency(_) | Class::Coded => return self.money(at),
            Class::Unit(_)
            | Class::ShortScale(_)
            | Class::Percent
            | Class::Meridiem(_)
            | Class::Zone(_)
            | Class::Per
            | Class::Dash
            | Class::Of
            | Class::And
            | Class::Or
            | Class::To
            | Class::Scale(_)
            | Class::Old
            | Class::DayPart(_) => return None,
            _ => {}
        }
        if let Some(moment) = self.moment(at) {
            return Some(moment);
        }
        if let Some(place) = self.place(at) {
            return Some(place);
        }
        let numeric = matches!(
            class,
            Class::Digits
                | Class::Small(_)
                | Class::Tens(_)
                | Class::Scales(_)
                | Class::Dozen
                | Class::Dozens
                | Class::Half
                | Class::Vulgar
                | Class::Period(Period::Quarter)
                | Class::Few
                | Class::A
        );
        if !numeric || self.is_idle_number(at) {
            return None;
        }
        if let Some(money) = self.money(at) {
            return Some(money);
        }
        let amount = self.amount(at)?;
        if let Some(age) = self.age(at, amount) {
            return Some(age);
        }
        if let Some(percent) = self.percent(amount) {
            return Some(percent);
        }
        let quantity = self.quantity(at, amount);
        // "a hundred" counts, "a few" and "half" alone do not; nor does a vague number without a thing.
        let counted =
            !matches!(quantity.value, Some(Value::Number(amount)) if amount.bound == Bound::Vague);
        (counted || matches!(class, Class::Scales(_) | Class::Dozens)).then_some(quantity)
    }

    /// "no one", "this one", "one another", "Mr. Ten": words that look like numbers and count nothing;
    /// and digits that belong to a name ("Boeing 747", "G7").
    fn is_idle_number(&self, at: u32) -> bool {
        let class_is_digits = self.class(at) == Class::Digits;
        let name_before = at > 0
            && at > self.sentence.start()
            && class_is_digits
            && self.class(at - 1) == Class::Dash
            && self.glued(at)
            && self.glued(at - 1)
            && at > 1
            && self.word(at - 2).ends_with(|c: char| c.is_alphabetic());
        let one = self.is(at, "one")
            && (self.follows(
                at,
                &["no", "this", "that", "any", "every", "each", "which", "another", "the", "some"],
            ) || self.is_any(at + 1, IDLE_AFTER_ONE)
                || at > 1 && self.is(at - 2, "one") && self.follows(at, &["by", "after"])
                || self.follows(at, &["for"])
                    && !self.word(at + 1).starts_with(char::is_alphabetic));
        let label = [
            "resolution",
            "resolutions",
            "article",
            "section",
            "chapter",
            "order",
            "flight",
            "route",
            "highway",
            "room",
            "page",
            "boeing",
            "airbus",
            "channel",
            "apollo",
            "form",
            "type",
            "level",
            "phase",
            "grade",
            "title",
            "no.",
            "number",
            "unit",
            "passcode",
            "#",
            "windows",
            "iphone",
        ];
        // "all for naught"
        let naught = self.class(at) == Class::Small(0) && self.follows(at, &["for", "to", "come"]);
        one || naught || name_before || class_is_digits && self.follows(at, &label)
    }

    /// "third", "21st", "twenty-first": a place in a row.
    fn place(&self, at: u32) -> Option<Found> {
        let (end, place) = self.ordinal(at)?;
        // "at first", "first lady", "a split second", "second to none", "second-guess"
        let dash = u32::from(self.class(end) == Class::Dash);
        let idle = match self.class(at) {
            Class::Ordinal(1) => {
                self.follows(at, &["at"])
                    || self.class(end) == Class::Of && self.is(end + 1, "all")
                    || self.is_any(end, &["lady", "ladies", "responder", "responders", "aid"])
            }
            Class::Ordinal(2) => {
                self.is_any(end + dash, &["thoughts", "hand", "guess", "guessing", "nature"])
                    || self.class(end) == Class::To
                    || self.follows(at, &["split", "per", "every", "this", "a"])
                        && !self.is_word(end)
            }
            _ => false,
        };
        // "one-third of"
        let share = self.number(at).is_some_and(|number| number.end >= end && number.value < 1.0);
        if idle || share || !(1.0..1e15).contains(&place) {
            return None;
        }
        let value = Some(Value::Ordinal(place as u64));
        Some(Found { start: at, end, kind: EntityKind::Ordinal, value })
    }

    fn web(&self, at: u32) -> Found {
        let kind = match self.tokens.kind(TokenId::new(at)) {
            TokenKind::Email => EntityKind::Email,
            TokenKind::Handle => EntityKind::Handle,
            _ => EntityKind::Url,
        };
        Found { start: at, end: at + 1, kind, value: None }
    }
}

#[cfg(test)]
mod tests;
