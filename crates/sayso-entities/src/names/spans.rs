//! Where names may be at all: stretches around capitals, designations and listed things.
//!
//! Two of three tokens of news lie outside, and no model needs to look at them.

use sayso_lexicon::{Lexeme, Look};
use sayso_text::TokenRange;

use super::hints::{Hints, THINGS};

/// Small words that may stand inside a name: "Bank of the West Bank", "Osama bin Laden".
const BRIDGE: usize = 2;

/// Calls `span` with every stretch of the sentence where a name may be, with a token on either side.
pub(crate) fn each(
    lexemes: &[Lexeme],
    hints: &[Hints],
    sentence: TokenRange,
    mut span: impl FnMut(TokenRange),
) {
    let (start, end) = (sentence.start() as usize, sentence.end() as usize);
    let mut open: Option<(usize, usize)> = None;
    for at in start..end {
        if !is_candidate(lexemes, hints, at, end) {
            continue;
        }
        // What a thing is called may begin with a word more: "single weapon", "heavy machine gun".
        let thing = hints[at].listed & THINGS != 0 && hints[at].place < 3;
        let from_here = if thing && at > start { at - 1 } else { at };
        open = Some(match open {
            Some((from, last)) if at - last <= BRIDGE + 1 => (from, at),
            Some((from, last)) => {
                span(TokenRange::new(from as u32, last as u32 + 1));
                (from_here.max(last + 1), at)
            }
            None => (from_here, at),
        });
    }
    if let Some((from, last)) = open {
        span(TokenRange::new(from as u32, last as u32 + 1));
    }
}

fn is_candidate(lexemes: &[Lexeme], hints: &[Hints], at: usize, end: usize) -> bool {
    match lexemes[at].look {
        Look::Capitals | Look::Mixed => true,
        Look::Capital => {
            // "The", "But", "We" at the start: only before another capital or as a listed name.
            let plain = hints[at].initial && hints[at].opener;
            let next_capital = at + 1 < end
                && matches!(lexemes[at + 1].look, Look::Capital | Look::Capitals | Look::Mixed);
            !plain || next_capital
        }
        _ => hints[at].listed != 0,
    }
}
