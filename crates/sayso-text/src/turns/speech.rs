//! What belongs to a turn: its paragraphs up to the next label, without stage directions and headings.

use std::sync::LazyLock;

use super::label::{Class, Label};
use super::{Source, TurnRole};
use crate::packed::PackedMap;
use crate::range::{TokenId, TokenRange};

/// Paragraphs without a stop and no more words are headings.
const LONGEST_HEADING: u32 = 14;
/// A stage direction is no longer.
const LONGEST_DIRECTION: u32 = 16;
/// "Thank you all.", at the end of the last turn.
const SHORT: u32 = 3;

static DIRECTIONS: LazyLock<PackedMap<()>> =
    LazyLock::new(|| PackedMap::read(include_str!("../../data/stage-directions.tsv"), |_, _| ()));

/// How the turns of a text are set.
#[derive(Clone, Copy)]
pub(super) struct Style {
    /// The text is a transcript, and no story with a few turns in it: what stands between two of them is the first one's.
    whole: bool,
    /// Only questions have labels.
    questions: bool,
}

impl Style {
    pub(super) fn of(source: Source<'_>, labels: &[Label]) -> Self {
        let (first, last) = (labels[0].paragraph, labels[labels.len() - 1].paragraph);
        let between = (last - first) as usize + 1;
        let formal = labels.iter().any(|l| matches!(l.class, Class::Formal | Class::Stopped));
        let part = if formal { 8 } else { 3 };
        let most = labels.len() * part >= between;
        let alone = labels.len() == 1 && source.paragraphs.len() > 1;
        Self {
            whole: most || alone,
            questions: labels.iter().all(|label| label.role == TurnRole::Question),
        }
    }
}

/// Adds what `label` leads in to, up to the label `next`, to `pieces`.
pub(super) fn collect(
    source: Source<'_>,
    style: Style,
    label: &Label,
    next: Option<&Label>,
    pieces: &mut Vec<TokenRange>,
) {
    let paragraphs = source.paragraphs;
    let limit = next.map_or(u32::MAX, |next| next.start);
    let own = &paragraphs[label.paragraph as usize];
    without_directions(source, label.cue.end(), own.end().min(limit), pieces);
    if style.questions {
        return;
    }
    for &paragraph in &paragraphs[label.paragraph as usize + 1..] {
        if paragraph.start() >= limit || is_end(source, paragraph) {
            break;
        }
        let end = paragraph.end().min(limit);
        let tokens = TokenRange::new(paragraph.start(), end);
        let ended = source.is_ended(tokens);
        if !ended && tokens.len() <= LONGEST_HEADING || is_bracketed(source, tokens) {
            continue;
        }
        let speaks = source.is_voiced(tokens) && !source.is_quote(paragraph.start())
            || ended && tokens.len() <= SHORT;
        let between = next.is_some() && style.whole;
        if !between && (!speaks || is_note(source, tokens)) {
            break;
        }
        without_directions(source, paragraph.start(), end, pieces);
    }
}

/// "END 1:31 P.M.", "###": the transcript is over.
fn is_end(source: Source<'_>, paragraph: TokenRange) -> bool {
    const LONGEST_END: u32 = 12;
    let first = (paragraph.start()..paragraph.end())
        .find(|&t| !matches!(source.word(t), "(" | "[" | "-" | "—"));
    paragraph.len() <= LONGEST_END
        && first
            .is_some_and(|t| matches!(source.word(t), "END" | "End" | "ENDS" | "###" | "#" | "***"))
}

/// "This interview has been edited and condensed for your convenience."
fn is_note(source: Source<'_>, tokens: TokenRange) -> bool {
    let word = |at: u32| {
        tokens.start() + at < tokens.end()
            && ["interview", "conversation", "transcript", "interviews"]
                .contains(&source.word(tokens.start() + at))
    };
    word(1) || word(2)
}

/// "(The inquiry rose at 12.40.)"
fn is_bracketed(source: Source<'_>, tokens: TokenRange) -> bool {
    matches!(source.word(tokens.start()), "(" | "[")
        && matches!(source.word(tokens.end() - 1), ")" | "]")
        && tokens.ids().filter(|t| matches!(source.word(t.raw()), ")" | "]")).count() == 1
}

/// Adds the tokens from `start` to `end` without stage directions: "(Laughter.)", "[applause]".
fn without_directions(source: Source<'_>, start: u32, end: u32, pieces: &mut Vec<TokenRange>) {
    let (mut from, mut at) = (start, start);
    while at < end {
        match direction(source, at, end) {
            Some(behind) => {
                push(from, at, pieces);
                from = behind;
                at = behind;
            }
            None => at += 1,
        }
    }
    push(from, end, pieces);
}

fn push(start: u32, end: u32, pieces: &mut Vec<TokenRange>) {
    if start < end {
        pieces.push(TokenRange::new(start, end));
    }
}

/// The token after the stage direction that begins at `open`.
fn direction(source: Source<'_>, open: u32, end: u32) -> Option<u32> {
    if !matches!(source.word(open), "(" | "[") || open + 1 >= end {
        return None;
    }
    let close = (open + 1..end.min(open + LONGEST_DIRECTION))
        .find(|&t| matches!(source.word(t), ")" | "]"))?;
    let inside = TokenRange::new(open + 1, close);
    inside
        .ids()
        .map(TokenId::raw)
        .take(3)
        .any(|t| DIRECTIONS.get(source.word(t)).is_some())
        .then_some(close + 1)
}
