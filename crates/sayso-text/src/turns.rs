//! Turns of transcripts, hearings and interviews: who speaks, from one label to the next.
//!
//! ```text
//! MR. LUND: Good afternoon. We can go straight to your questions.
//!
//! Q Thank you. Is the bridge safe?
//!
//! MR. LUND: It is. (Laughter.)
//!
//! I crossed it this morning.
//! ```
//!
//! A label alone proves nothing: "WHEN: Tuesday" and "Mayor: No new taxes" have one too. What proves a conversation is
//! that labels come again and take turns, and that what they lead in to asks, or says "I", "we" and "you".

mod label;
mod speech;

use crate::range::{TokenId, TokenRange};
use crate::tokens::Tokens;

use label::{Class, Label};
pub(crate) use label::{begins_turn, names_speaker};

/// What one speaker says before the next one does, and the label that names him.
///
/// ```
/// use sayso_text::{Segmentation, TurnRole};
///
/// let text = "Q: Is it safe?\n\nMR. LUND: It is. I crossed it.\n\nQ: When?\n\nMR. LUND: Today. (Laughter.)";
/// let segmentation = Segmentation::of(text);
/// let turn = segmentation.turns()[3];
/// assert_eq!(turn.role, TurnRole::Named);
/// assert_eq!(&text[segmentation.tokens().cover(turn.speaker)], "MR. LUND");
/// let words = segmentation.turn_pieces(turn).iter().map(|&piece| &text[segmentation.tokens().cover(piece)]);
/// assert_eq!(words.collect::<Vec<_>>(), ["Today."]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Turn {
    /// The tokens of the label, without colon and stage direction.
    pub speaker: TokenRange,
    /// The colon or stop after it; the label itself where there is none, as in "Q Thank you".
    pub cue: TokenRange,
    /// What the label tells of the speaker.
    pub role: TurnRole,
    /// Its place among the pieces of all turns.
    pieces: (u32, u32),
}

/// What the label of a turn tells of its speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TurnRole {
    /// "Q": whoever asks.
    Question,
    /// "A": whoever is asked.
    Answer,
    /// Anybody with a name or initials: "MR. LUND", "LH".
    Named,
    /// Anybody known by an office or a part alone: "THE COURT", "REPORTER", "Caller".
    Unnamed,
}

impl Turn {
    pub(crate) fn pieces(&self) -> std::ops::Range<usize> {
        self.pieces.0 as usize..self.pieces.1 as usize
    }

    /// The same in a text with so many tokens and pieces of turns more before it.
    pub(crate) fn shifted(self, tokens: u32, pieces: u32) -> Self {
        Self {
            speaker: self.speaker.shifted(tokens),
            cue: self.cue.shifted(tokens),
            role: self.role,
            pieces: (self.pieces.0 + pieces, self.pieces.1 + pieces),
        }
    }
}

/// Memory that one text leaves to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scratch {
    labels: Vec<Label>,
    keys: Vec<u64>,
}

/// Fewer turns are no conversation.
const FEWEST: usize = 3;
/// Among so many labels full names are looked for.
const MOST_SPEAKERS: usize = 24;

/// Writes the turns of a text to `turns`, and what they consist of to `pieces`.
pub(crate) fn find(
    text: &str,
    tokens: &Tokens,
    paragraphs: &[TokenRange],
    scratch: &mut Scratch,
    turns: &mut Vec<Turn>,
    pieces: &mut Vec<TokenRange>,
) {
    let Scratch { labels, keys } = scratch;
    let source = Source { text, tokens, paragraphs };
    label::collect(source, labels);
    accept(source, labels, keys);
    if labels.is_empty() {
        return;
    }
    let style = speech::Style::of(source, labels);
    for (at, label) in labels.iter().enumerate() {
        let before = pieces.len() as u32;
        speech::collect(source, style, label, labels.get(at + 1), pieces);
        let after = pieces.len() as u32;
        if after > before {
            let Label { speaker, cue, role, .. } = *label;
            turns.push(Turn { speaker, cue, role, pieces: (before, after) });
        }
    }
}

/// A text with what turns are read from.
#[derive(Clone, Copy)]
struct Source<'t> {
    text: &'t str,
    tokens: &'t Tokens,
    paragraphs: &'t [TokenRange],
}

impl<'t> Source<'t> {
    fn word(&self, token: u32) -> &'t str {
        &self.text[self.tokens.range(TokenId::new(token))]
    }

    /// Whether somebody speaks for himself or asks in `tokens`; advice has "you" as well.
    fn converses(&self, tokens: TokenRange) -> bool {
        self.has(tokens, &["i", "we", "my", "our", "me", "us", "?", "yes", "thank"])
    }

    /// Whether somebody speaks for himself or to another in `tokens`: "I", "your", a question.
    fn is_voiced(&self, tokens: TokenRange) -> bool {
        self.converses(tokens) || self.has(tokens, &["you", "your", "let"])
    }

    fn has(&self, tokens: TokenRange, words: &[&str]) -> bool {
        tokens.ids().any(|t| {
            let word = self.word(t.raw());
            word.len() <= 5 && words.iter().any(|w| w.eq_ignore_ascii_case(word))
        })
    }

    /// Whether `tokens` end as sentences do, or are broken off: "I never --".
    fn is_ended(&self, tokens: TokenRange) -> bool {
        let last = self.word(tokens.end() - 1);
        last.ends_with(['.', '?', '!', '…', '—', '–', '-', '”', '"', ')', ']', '’'])
    }

    fn is_quote(&self, token: u32) -> bool {
        matches!(self.word(token), "\"" | "“" | "‘" | "”" | "'")
    }
}

/// Leaves the labels of a conversation, if the text holds one.
fn accept(source: Source<'_>, labels: &mut Vec<Label>, keys: &mut Vec<u64>) {
    // "NB:" is "Nils Berg:", who was named in full at first.
    for at in 1..labels.len() {
        let initials = labels[at].initials;
        let full =
            labels[..at].iter().take(MOST_SPEAKERS).find(|l| initials.abbreviate(l.initials));
        if let Some(key) = full.map(|label| label.key) {
            labels[at].key = key;
        }
    }
    keys.clear();
    keys.extend(labels.iter().map(|label| label.key));
    keys.sort_unstable();
    let comes_again = |key: u64| keys.get(keys.partition_point(|&k| k < key) + 1) == Some(&key);
    // "Q" and "MR. LUND" are labels of speakers, anything else if it comes again.
    let mut asked = false;
    for label in labels.iter_mut() {
        label.accepted = match label.class {
            Class::Question | Class::Formal => true,
            Class::Answer => asked || comes_again(label.key),
            Class::Plain | Class::Stopped => comes_again(label.key),
        };
        asked = label.class == Class::Question;
    }
    let sure = || labels.iter().filter(|label| label.accepted);
    let total = sure().count();
    let first = sure().next().map(|label| label.key);
    let several = sure().any(|label| Some(label.key) != first);
    let share = |is: fn(&Label) -> bool| sure().filter(|label| is(label)).count();
    let asks = share(|label| label.class == Class::Question) > 0;
    let enough = total >= FEWEST || total == 2 && asks;
    let converses = enough
        && several
        && share(|label| label.voiced) * 5 >= total * 2
        && share(|label| label.ended) * 2 >= total
        && share(|label| label.quoted) * 2 <= total;
    if !converses {
        // A speech: its only label is in front of it.
        let alone = total == 1 && is_speech(source, labels);
        labels.retain(|label| alone && label.accepted);
        return;
    }
    // Whoever speaks once among others: "Nils Berg:", who is "NB:" afterwards.
    for at in 0..labels.len() {
        let near = |other: Option<usize>| {
            other.and_then(|other| labels.get(other)).is_some_and(|other| {
                other.accepted && other.paragraph.abs_diff(labels[at].paragraph) <= 3
            })
        };
        let speaks = matches!(labels[at].class, Class::Plain | Class::Answer | Class::Stopped)
            && (labels[at].voiced || labels[at].ended)
            && !labels[at].quoted;
        if !labels[at].accepted && speaks && (near(at.checked_sub(1)) || near(Some(at + 1))) {
            labels[at].accepted = true;
        }
    }
    // The one before a speaker who spoke once.
    for at in (1..labels.len()).rev() {
        let Label { class, voiced, quoted, .. } = labels[at - 1];
        let close = labels[at].paragraph - labels[at - 1].paragraph <= 1;
        if labels[at].accepted && class == Class::Plain && voiced && !quoted && close {
            labels[at - 1].accepted = true;
        }
    }
    labels.retain(|label| label.accepted);
}

/// Whether most paragraphs after the only label of a text, an official's, are his.
fn is_speech(source: Source<'_>, labels: &[Label]) -> bool {
    const FEWEST_PARAGRAPHS: usize = 4;
    let Some(label) = labels.iter().find(|label| label.accepted) else { return false };
    let rest = &source.paragraphs[label.paragraph as usize..];
    let voiced = rest.iter().filter(|&&p| source.is_voiced(p)).count();
    label.class == Class::Formal
        && label.paragraph < 8
        && rest.len() >= FEWEST_PARAGRAPHS
        && voiced * 2 > rest.len()
}

#[cfg(test)]
mod tests;
