//! Which tokens are quotation marks, and which way each faces.

use crate::range::TokenId;
use crate::tokens::{TokenKind, Tokens};

/// The two sizes of quotation marks; the shapes (straight, curly, low, guillemets) pair freely, because
/// word processors mix them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteStyle {
    /// `"…"`, `“…”`, `„…“`, `«…»`, ` ``…'' `
    Double,
    /// `'…'`, `‘…’`, `‹…›`
    Single,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Open,
    Close,
    /// Spacing does not tell.
    Either,
    /// After an s, before white space: a closing mark or "the workers'".
    Apostrophe,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) token: u32,
    pub(super) style: QuoteStyle,
    pub(super) side: Side,
    /// Whether it directly follows a stop, a comma or a similar sign.
    pub(super) after_sign: bool,
}

/// Fills `marks` with every quotation mark of the text, in order.
pub(super) fn collect(text: &str, tokens: &Tokens, marks: &mut Vec<Mark>) {
    marks.clear();
    for token in tokens.all() {
        if tokens.kind(token) == TokenKind::Quote {
            let (style, leaning) = shape(&text[tokens.range(token)]);
            let before = tokens.range(token).start().checked_sub(1);
            let tight_before = !tokens.space_before(token);
            let previous = (tight_before && token.raw() > 0)
                .then(|| &text[tokens.range(TokenId::new(token.raw() - 1))]);
            let side = side(text, tokens, token, style, leaning, previous);
            let after_sign = before.is_some()
                && previous.is_some_and(|p| p.ends_with(['.', ',', '!', '?', '…', '—', '-']));
            if let Some(side) = side {
                marks.push(Mark { token: token.raw(), style, side, after_sign });
            }
        }
    }
}

/// The style of a mark and the side its shape claims.
fn shape(mark: &str) -> (QuoteStyle, Side) {
    use QuoteStyle::{Double, Single};
    match mark {
        "“" | "„" | "«" | "‟" | "``" | "‘‘" => (Double, Side::Open),
        "”" | "»" | "''" | "’’" => (Double, Side::Close),
        "‘" | "‚" | "‹" | "‛" => (Single, Side::Open),
        "’" | "›" => (Single, Side::Close),
        "'" | "`" => (Single, Side::Either),
        _ => (Double, Side::Either),
    }
}

/// The side a mark is on; nothing for a mark that quotes nothing (a prime after a number).
fn side(
    text: &str,
    tokens: &Tokens,
    token: TokenId,
    style: QuoteStyle,
    leaning: Side,
    previous: Option<&str>,
) -> Option<Side> {
    let opens_behind = |w: &str| w.ends_with(['(', '[', '{', '—', '–', '-', '/', '“', '‘', '«']);
    let space_before = previous.is_none_or(opens_behind);
    let space_after = tokens.space_after(token);
    let mark = &text[tokens.range(token)];
    if style == QuoteStyle::Single
        && !space_before
        && previous.is_some_and(|p| p.ends_with(['s', 'S', 'z', 'x']))
        && space_after
    {
        return Some(Side::Apostrophe);
    }
    // Feet and inches: 6'2".
    if mark == "\""
        && previous.is_some_and(|p| p.ends_with(|c: char| c.is_ascii_digit()))
        && !space_after
    {
        return next_is_sign(text, tokens, token).then_some(Side::Close);
    }
    Some(match (space_before, space_after) {
        (true, false) => Side::Open,
        (false, true) => Side::Close,
        // Tight on both sides: before a sign it closes, else its shape decides.
        (false, false) if leaning == Side::Either && next_is_sign(text, tokens, token) => {
            Side::Close
        }
        (false, false) if style == QuoteStyle::Single && leaning == Side::Either => Side::Close,
        _ => leaning,
    })
}

fn next_is_sign(text: &str, tokens: &Tokens, token: TokenId) -> bool {
    let next = token.raw() + 1;
    (next as usize) < tokens.len() && {
        let next = &text[tokens.range(TokenId::new(next))];
        next.starts_with([
            ',', '.', ';', ':', '!', '?', ')', ']', '…', '—', '–', '-', '”', '"', '\'', '’',
        ])
    }
}
