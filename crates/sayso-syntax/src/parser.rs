//! The dependency parser: greedy transitions, two for each word, so that its time is linear.
//!
//! The system is arc-hybrid (Kuhlmann, Gómez-Rodríguez and Satta 2011) with the root after the last word
//! (Ballesteros and Nivre 2013): every run ends in a tree with one root. It is trained with a dynamic oracle
//! (Goldberg and Nivre 2013), so it knows what to do after its own mistakes.

#[cfg(feature = "train")]
mod oracle;
mod state;

use crate::labels::Relation;
use crate::network::{
    Encoder, HIDDEN, HIDDEN_LIMIT, POSITIONS, RELATIONS, TAGS, Weights, add, first_best, wide,
};

#[cfg(feature = "train")]
pub(crate) use oracle::{Gold, costs};
pub(crate) use state::{Arc, NONE, State};

/// A step of the parser.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub(crate) enum Move {
    /// Puts the next word on the stack.
    Shift,
    /// Attaches the top of the stack to the next word.
    Left,
    /// Attaches the top of the stack to the word below it.
    Right,
}

impl Move {
    pub(crate) const ALL: [Self; 3] = [Self::Shift, Self::Left, Self::Right];
}

const DISTANCES: usize = 8;
const VALENCIES: usize = 6;
const SLOTS: usize = 6;
const NAMES: usize = RELATIONS;
/// Words whose tags are looked at.
const TAGGED: usize = 4;
/// The rows that drawn arcs and distances have in the hidden layer; the last one is always there.
pub(crate) const EXTRAS: usize =
    2 * DISTANCES + SLOTS * NAMES + SLOTS * VALENCIES + TAGGED * (TAGS + 1) + 1;
/// How many of them a state has.
pub(crate) const ACTIVE: usize = 2 + 2 * SLOTS + TAGGED + 1;

/// The words at the positions that the parser looks at.
#[inline]
pub(crate) fn positions(state: &State) -> [u32; POSITIONS] {
    [state.stack(0), state.stack(1), state.stack(2), state.buffer(0)]
}

/// The rows that a state has for its distances and drawn arcs.
pub(crate) fn extras(state: &State, tags: &[u8]) -> [u16; ACTIVE] {
    let [top, below, _, next] = positions(state);
    let distance = |a: u32, b: u32| match b.wrapping_sub(a) {
        _ if a == NONE || b == NONE => 0,
        far @ 1..=4 => far as usize,
        5..=6 => 5,
        7..=10 => 6,
        _ => 7,
    };
    let sides = [
        state.left(top),
        state.right(top),
        state.left(below),
        state.right(below),
        state.left(next),
        state.right(state.stack(2)),
    ];
    let mut rows = [EXTRAS - 1; ACTIVE];
    rows[0] = distance(below, top);
    rows[1] = DISTANCES + distance(top, next);
    for (i, side) in sides.into_iter().enumerate() {
        let name = state.relation(side.outer) as usize;
        rows[2 + i] = 2 * DISTANCES + i * NAMES + name;
        let count = usize::from(side.count).min(VALENCIES - 1);
        rows[2 + SLOTS + i] = 2 * DISTANCES + SLOTS * NAMES + i * VALENCIES + count;
    }
    let tagged = 2 * DISTANCES + SLOTS * NAMES + SLOTS * VALENCIES;
    for (i, word) in [top, below, next, state.buffer(1)].into_iter().enumerate() {
        let tag = tags.get(word as usize).map_or(0, |&tag| 1 + usize::from(tag));
        rows[2 + 2 * SLOTS + i] = tagged + i * (TAGS + 1) + tag;
    }
    rows.map(|row| row as u16)
}

/// Draws the tree of a sentence that `encoder` has read: one arc a word.
pub(crate) fn parse<'s>(encoder: &Encoder, weights: &Weights, state: &'s mut State) -> &'s [Arc] {
    wide(|| take_steps(encoder, weights, state));
    state.finish()
}

#[inline(always)]
fn take_steps(encoder: &Encoder, weights: &Weights, state: &mut State) {
    state.begin(encoder.projected.len());
    while !state.is_done() {
        let hidden = hidden(encoder, weights, state);
        let scores = weights.moves.of(&hidden);
        let step = best_move(&scores, state);
        let relation = match step {
            Move::Shift => Relation::Dep,
            Move::Left if state.buffer(0) == NONE => Relation::Root,
            _ => {
                let side = usize::from(step == Move::Right);
                best_relation(&weights.names[side].of(&hidden))
            }
        };
        state.apply(step, relation);
    }
}

#[inline(always)]
fn hidden(encoder: &Encoder, weights: &Weights, state: &State) -> [i16; HIDDEN] {
    let mut hidden = [0i16; HIDDEN];
    for (i, word) in positions(state).into_iter().enumerate() {
        let row = encoder.projected.get(word as usize).unwrap_or(&weights.absent);
        add(&mut hidden, &row[i * HIDDEN..][..HIDDEN]);
    }
    for row in extras(state, &encoder.tags) {
        add(&mut hidden, &weights.extras[row as usize]);
    }
    hidden.map(|h| h.clamp(0, HIDDEN_LIMIT))
}

/// The best of the steps that are possible.
pub(crate) fn best_move<S: PartialOrd>(scores: &[S], state: &State) -> Move {
    let possible = state.possible();
    let mut best: Option<usize> = None;
    for i in 0..Move::ALL.len() {
        if possible[i] && best.is_none_or(|best| scores[i] > scores[best]) {
            best = Some(i);
        }
    }
    Move::ALL[best.unwrap_or(0)]
}

pub(crate) fn best_relation<S: PartialOrd + Copy>(scores: &[S]) -> Relation {
    Relation::ALL[1 + first_best(&scores[1..Relation::ALL.len()])]
}
