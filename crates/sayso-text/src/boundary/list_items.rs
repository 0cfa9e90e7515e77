//! Lists written into one paragraph: "1) The first item 2) The second item".
//!
//! Their labels count up, which no window of a few words can see, so this is a rule: a paragraph
//! that begins with a mark is cut before each next mark of the same kind.

use crate::lexer::is_space;
use crate::range::{TokenId, TokenRange};
use crate::tokens::Tokens;

/// A list mark: its value and how it is written, with the number of tokens it takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Mark {
    bullet: bool,
    /// The number, or the letter's place in the alphabet; 0 for a bare bullet.
    value: u32,
    letter: bool,
    sign: u8,
    len: u32,
}

/// Fills `starts` with the tokens at which items begin, and `inside` with those that are still part of
/// a mark, where no sentence may begin. Both stay empty where the paragraph is no list.
pub(super) fn find(
    text: &str,
    tokens: &Tokens,
    paragraph: TokenRange,
    starts: &mut Vec<u32>,
    inside: &mut Vec<u32>,
) {
    starts.clear();
    inside.clear();
    let Some(first) = mark_at(text, tokens, paragraph, paragraph.start()) else { return };
    let mut last = first;
    let hold = |start: u32, len: u32, inside: &mut Vec<u32>| inside.extend(start + 1..=start + len);
    hold(paragraph.start(), first.len, inside);
    for token in paragraph.start() + first.len..paragraph.end() {
        let Some(mark) = mark_at(text, tokens, paragraph, token) else { continue };
        let follows = mark.bullet == last.bullet
            && mark.sign == last.sign
            && mark.letter == last.letter
            && (mark.value == last.value + 1 || mark.bullet && mark.value == 0);
        if follows {
            starts.push(token);
            hold(token, mark.len, inside);
            last = mark;
        }
    }
    if starts.is_empty() && !first.bullet {
        // "2012. Image: ..." is no list of one.
        inside.clear();
    }
}

fn mark_at(text: &str, tokens: &Tokens, paragraph: TokenRange, token: u32) -> Option<Mark> {
    let word = |i: u32| (i < paragraph.end()).then(|| &text[tokens.range(TokenId::new(i))]);
    let first = word(token)?;
    if token > 0 && !tokens.space_before(TokenId::new(token)) {
        return None;
    }
    let bullet = matches!(first, "•" | "⁃" | "‣" | "◦" | "▪" | "●");
    let at = token + u32::from(bullet);
    let body = word(at)?;
    let number: Option<u32> =
        (body.len() <= 3).then(|| body.trim_end_matches('.').parse().ok()).flatten();
    let letter = match body.trim_end_matches('.').as_bytes() {
        [b @ b'a'..=b'z'] if !bullet => Some(u32::from(b - b'a') + 1),
        _ => None,
    };
    let Some(value) = number.or(letter) else {
        return bullet.then_some(Mark { bullet, value: 0, letter: false, sign: 0, len: 1 });
    };
    // No space between the number and the sign, white space after it.
    let own_stop = body.ends_with('.');
    let mut after = at + 1;
    let mut sign = if own_stop { b'.' } else { 0 };
    while sign != b')'
        && let Some(mark @ ("." | ")" | ".)")) = word(after)
        && !tokens.space_before(TokenId::new(after))
    {
        sign = mark.as_bytes()[mark.len() - 1];
        after += 1;
    }
    let spaced = word(after)
        .is_none_or(|w| tokens.space_before(TokenId::new(after)) && !w.starts_with(is_space));
    (sign != 0 && spaced).then_some(Mark {
        bullet,
        value,
        letter: number.is_none(),
        sign,
        len: after - token,
    })
}
