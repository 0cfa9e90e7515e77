//! Pairs quotation marks, with recovery: one stray mark must not hide the rest of the article.
//!
//! Every paragraph is paired by itself. An open quotation continues only if the next paragraph begins with
//! an opening mark again, as in print; otherwise it ends with its paragraph.

mod mark;

use crate::range::{TokenId, TokenRange};
use crate::tokens::Tokens;
use mark::{Mark, Side};

pub use mark::QuoteStyle;

/// A stretch of text in quotation marks.
///
/// ```
/// use sayso_text::Segmentation;
///
/// let text = "“We will answer,” he said. “And soon.”";
/// let segmentation = Segmentation::of(text);
/// let quoted: Vec<_> =
///     segmentation.quotations().iter().map(|q| &text[segmentation.tokens().cover(q.tokens)]).collect();
/// assert_eq!(quoted, ["“We will answer,”", "“And soon.”"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Quotation {
    /// The tokens from the opening to the closing quotation mark, both included. It may span paragraphs.
    pub tokens: TokenRange,
    /// Double or single quotation marks.
    pub style: QuoteStyle,
    /// The number of quotations around it.
    pub depth: u8,
    /// Whether both quotation marks are present. If not, it ends (or begins) with its paragraph.
    pub complete: bool,
    /// Whether it reads as speech, not as a name, a title or a word held at arm's length.
    pub speech: bool,
    /// Whether it is a title (every longer word is capitalised) or a nickname: never speech.
    pub title: bool,
}

/// Memory that one text leaves to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scratch {
    marks: Vec<Mark>,
    open: Vec<Open>,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    token: u32,
    style: QuoteStyle,
}

/// Appends the quotations of a text to `quotations`, in order of their first token.
pub(crate) fn pair(
    text: &str,
    tokens: &Tokens,
    paragraphs: &[TokenRange],
    scratch: &mut Scratch,
    quotations: &mut Vec<Quotation>,
) {
    let Scratch { marks, open } = scratch;
    mark::collect(text, tokens, marks);
    let mut from = 0;
    let mut carried: Option<Open> = None;
    for (i, &paragraph) in paragraphs.iter().enumerate() {
        let to = from + marks[from..].partition_point(|m| m.token < paragraph.end());
        let lead = |mark: u32| lead_in(text, tokens, paragraph, mark);
        let tag = |open: u32, end: u32| tag(text, tokens, open, end);
        let mut pairing = Pairing {
            paragraph,
            marks: &marks[from..to],
            open,
            found: quotations,
            lead: &lead,
            tag: &tag,
        };
        let next_reopens = |style: QuoteStyle| {
            let first = marks.get(to)?;
            let next = paragraphs.get(i + 1)?;
            (first.token == next.start() && first.style == style && first.side != Side::Close)
                .then_some(())
        };
        carried = pairing.run(carried, |style| next_reopens(style).is_some());
        from = to;
    }
    quotations.sort_unstable_by_key(|q| (q.tokens.start(), std::cmp::Reverse(q.tokens.end())));
    finish(text, tokens, quotations);
}

/// Sets depth and kind, now that all pairs are known.
fn finish(text: &str, tokens: &Tokens, quotations: &mut [Quotation]) {
    for i in 0..quotations.len() {
        let inner = quotations[i].tokens;
        let outer = quotations[..i].iter().rev().take(8).filter(|q| q.tokens.end() >= inner.end());
        quotations[i].depth = outer.count().min(u8::MAX as usize) as u8;
        let inner = TokenRange::new(inner.start() + 1, inner.end().max(inner.start() + 2) - 1);
        let word = |i: u32| &text[tokens.range(TokenId::new(i))];
        let is_term = is_term(inner, &quotations[i], &word);
        quotations[i].speech = !is_term;
        let is_name = || is_title(inner, &word) || is_nickname(inner, tokens.len() as u32, &word);
        quotations[i].title = is_term && is_name();
    }
}

/// Where the words begin that lead in to a quotation at `mark`, if they do so with a colon after a sentence: of "“We won. He
/// added: “All of us.”" the first quotation ends before "He". Otherwise the mark itself.
fn lead_in(text: &str, tokens: &Tokens, paragraph: TokenRange, mark: u32) -> u32 {
    const LONGEST: u32 = 12;
    let word = |t: u32| &text[tokens.range(TokenId::new(t))];
    if mark <= paragraph.start() || word(mark - 1) != ":" {
        return mark;
    }
    let low = paragraph.start().max(mark.saturating_sub(LONGEST));
    let stop = (low..mark - 1).rev().find(|&t| matches!(word(t), "." | "!" | "?"));
    stop.map_or(mark, |stop| stop + 1)
}

/// What says who speaks, after a comma that ends what was said.
const SAYING: &[&str] = &[
    "added",
    "adds",
    "asked",
    "asks",
    "claimed",
    "claims",
    "explained",
    "explains",
    "insisted",
    "insists",
    "recalled",
    "recalls",
    "replied",
    "replies",
    "said",
    "says",
    "told",
    "tells",
    "writes",
    "wrote",
];

/// Where a quotation ends whose closing mark was forgotten before the words that say who speaks: after the comma of "“The road
/// is closed, Dorn said.", "“The road is closed, said the mayor." Otherwise `end`.
fn tag(text: &str, tokens: &Tokens, open: u32, end: u32) -> u32 {
    const LONGEST: u32 = 4;
    let word = |t: u32| &text[tokens.range(TokenId::new(t))];
    let says = |t: u32| t < end && SAYING.contains(&word(t));
    let speaks = |t: u32| {
        t < end
            && (word(t).starts_with(char::is_uppercase)
                || matches!(
                    word(t),
                    "he" | "she" | "they" | "the" | "a" | "an" | "one" | "his" | "her"
                ))
    };
    let plain =
        |t: u32| t < end && word(t).chars().all(|c| c.is_alphanumeric() || ".-'’".contains(c));
    let tagged = |start: u32| {
        let verb = (start + 1..=start + LONGEST).find(|&t| says(t));
        says(start) && speaks(start + 1)
            || speaks(start) && verb.is_some_and(|verb| (start..verb).all(plain))
    };
    let comma = |&t: &u32| word(t) == "," && tagged(t + 1);
    (open + 2..end).find(comma).map_or(end, |comma| comma + 1)
}

struct Pairing<'s> {
    paragraph: TokenRange,
    marks: &'s [Mark],
    open: &'s mut Vec<Open>,
    found: &'s mut Vec<Quotation>,
    /// Where the sentence begins that leads in to the quotation at a mark.
    lead: &'s dyn Fn(u32) -> u32,
    /// Where a quotation ends that is never closed, from its opening mark to an end.
    tag: &'s dyn Fn(u32, u32) -> u32,
}

impl Pairing<'_> {
    /// Pairs the quotation marks of the paragraph. `carried` is the quotation that the previous paragraph left
    /// open; returns the one that this paragraph leaves open.
    fn run(
        &mut self,
        carried: Option<Open>,
        next_reopens: impl Fn(QuoteStyle) -> bool,
    ) -> Option<Open> {
        self.open.clear();
        let mut marks = self.marks;
        if let Some(carried) = carried {
            self.open.push(carried);
            // The mark that reopens it.
            marks = &marks[1..];
        }
        for (i, &mark) in marks.iter().enumerate() {
            let holder = self.open.iter().rposition(|open| open.style == mark.style);
            match (mark.side, holder) {
                (Side::Open, Some(holder)) if !self.closes_twice(&marks[i + 1..], mark.style) => {
                    // The one before was never closed: "“We won, he said. “All of us.”"
                    self.end_unclosed(holder, (self.lead)(mark.token));
                    self.open.push(Open { token: mark.token, style: mark.style });
                }
                (Side::Open, _) | (Side::Either, None) => {
                    self.open.push(Open { token: mark.token, style: mark.style });
                }
                (Side::Close | Side::Either | Side::Apostrophe, Some(holder)) => {
                    if mark.side == Side::Apostrophe
                        && self.closes_later(&marks[i + 1..], mark.style)
                    {
                        continue;
                    }
                    let open = self.open[holder];
                    // What was opened inside and not closed was an apostrophe.
                    self.open.truncate(holder);
                    self.push(open, mark.token + 1, true);
                }
                (Side::Close, None) => self.begin_unopened(mark),
                (Side::Apostrophe, None) => {}
            }
        }
        let carried = self.open.first().copied().filter(|open| next_reopens(open.style));
        if carried.is_none() {
            self.end_unclosed(0, self.paragraph.end());
        }
        carried
    }

    /// Whether two of the following marks close before one opens: then the quotation is inside another of
    /// the same style.
    fn closes_twice(&self, rest: &[Mark], style: QuoteStyle) -> bool {
        let mut sides = rest.iter().filter(|m| m.style == style).map(|m| m.side);
        matches!((sides.next(), sides.next()), (Some(Side::Close), Some(Side::Close)))
    }

    /// Whether a real closing mark comes before the next opening one: then "the workers' rights" does
    /// not close.
    fn closes_later(&self, rest: &[Mark], style: QuoteStyle) -> bool {
        rest.iter()
            .find(|m| m.style == style && m.side != Side::Apostrophe)
            .is_some_and(|m| m.side == Side::Close)
    }

    /// Ends the quotations opened from `holder` on before token `end`. Unpaired single marks are apostrophes.
    fn end_unclosed(&mut self, holder: usize, end: u32) {
        if holder >= self.open.len() {
            return;
        }
        let open = self.open[holder];
        if open.style == QuoteStyle::Double {
            self.push(open, (self.tag)(open.token, end), false);
        }
        self.open.truncate(holder);
    }

    /// A closing mark without an opening one: the opening mark at the beginning of the paragraph is missing.
    fn begin_unopened(&mut self, mark: Mark) {
        let first = self.found.last().is_none_or(|q| q.tokens.end() <= self.paragraph.start());
        if first && mark.style == QuoteStyle::Double && mark.after_sign {
            let open = Open { token: self.paragraph.start(), style: mark.style };
            self.push(open, mark.token + 1, false);
        }
    }

    fn push(&mut self, open: Open, end: u32, complete: bool) {
        if end > open.token + 1 {
            let tokens = TokenRange::new(open.token, end);
            self.found.push(Quotation {
                tokens,
                style: open.style,
                depth: 0,
                complete,
                speech: true,
                title: false,
            });
        }
    }
}

/// Whether the quotation is a name, a title or a word held at arm's length: a few words that are not a
/// sentence, in a place where speech does not occur ('the so-called "liberators" left').
fn is_term<'t>(inner: TokenRange, quotation: &Quotation, word: &impl Fn(u32) -> &'t str) -> bool {
    const LONGEST: u32 = 4;
    const LONGEST_TITLE: u32 = 10;
    if !quotation.complete {
        return false;
    }
    if inner.is_empty() {
        return true;
    }
    let sign_inside = word(inner.end() - 1).ends_with([',', '.', '!', '?', '…', '—']);
    let before = (inner.start() >= 2).then(|| word(inner.start() - 2));
    let introduced = before.is_none_or(|w| w.ends_with([',', ':', '—', '.', '!', '?', '”', '"']));
    if introduced || sign_inside && inner.len() > 2 && !is_title(inner, word) {
        return false;
    }
    inner.len() <= LONGEST || inner.len() <= LONGEST_TITLE && is_title(inner, word)
}

/// Whether every longer word is capitalised, as in titles of works.
fn is_title<'t>(inner: TokenRange, word: &impl Fn(u32) -> &'t str) -> bool {
    let mut words =
        (inner.start()..inner.end()).map(word).filter(|w| w.starts_with(char::is_alphabetic));
    let capitalised = |w: &str| w.starts_with(char::is_uppercase) || w.len() <= 3;
    words.clone().count() >= 2 && words.all(capitalised)
}

/// Whether it is one capitalised word between two others: 'Jeffrey "Jeff" Jones'.
fn is_nickname<'t>(inner: TokenRange, tokens: u32, word: &impl Fn(u32) -> &'t str) -> bool {
    let capitalised = |i: u32| word(i).starts_with(char::is_uppercase);
    let (before, after) = (inner.start().wrapping_sub(2), inner.end() + 1);
    inner.len() == 1
        && after < tokens
        && before < after
        && [before, inner.start(), after].into_iter().all(capitalised)
}

#[cfg(test)]
mod tests;
