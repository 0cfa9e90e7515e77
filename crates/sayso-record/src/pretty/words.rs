//! A paragraph cut into words for setting, each with its styles and signs.

use anstyle::Style;
use sayso::TextRange;

use super::marks::{Marks, Sign};
use super::styles::Styles;
use super::wrap::Wrapper;
use crate::terminal::steers_terminal;

/// Passes the paragraph at `range` on, word by word.
pub(super) fn write(
    wrapper: &mut Wrapper<'_>,
    text: &str,
    range: TextRange,
    marks: &Marks,
    styles: &Styles,
) {
    let mut signs = marks.signs(range).iter().peekable();
    for (stretch, role) in marks.stretches(range) {
        let style = styles.role(role);
        let mut at = stretch.start();
        while let Some(sign) = signs.next_if(|sign| sign.at < stretch.end()) {
            push(wrapper, text, TextRange::new(at, sign.at.max(at)), style);
            at = sign.at.max(at);
            put(wrapper, sign, styles);
        }
        push(wrapper, text, TextRange::new(at, stretch.end()), style);
    }
    for sign in signs {
        put(wrapper, sign, styles);
    }
}

fn push(wrapper: &mut Wrapper<'_>, text: &str, range: TextRange, style: Style) {
    for c in text[range].chars() {
        if c.is_whitespace() {
            wrapper.end_word();
        } else {
            wrapper.push(printable(c), style);
        }
    }
}

fn put(wrapper: &mut Wrapper<'_>, sign: &Sign, styles: &Styles) {
    let style = if sign.is_number { styles.faint } else { Style::new() };
    for c in sign.text.chars() {
        wrapper.push(c, style);
    }
}

/// One line of text: white space becomes single blanks, controls are replaced.
pub(super) fn clean(text: &str) -> String {
    let words = text.split_whitespace().map(|word| word.chars().map(printable).collect::<String>());
    words.collect::<Vec<_>>().join(" ")
}

/// What may go to a terminal.
fn printable(c: char) -> char {
    if steers_terminal(c) { char::REPLACEMENT_CHARACTER } else { c }
}
