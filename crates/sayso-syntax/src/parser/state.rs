//! How far a parse has come: a stack, the words still to read, and the arcs drawn.

use super::Move;
use crate::labels::Relation;

/// The head of a word and the relation to it; the root is its own head.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Arc {
    pub(crate) head: u32,
    pub(crate) relation: Relation,
}

/// No word.
pub(crate) const NONE: u32 = u32::MAX;

/// The dependents of a word on one side: the outermost, and how many.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Side {
    pub(crate) outer: u32,
    pub(crate) count: u8,
}

const EMPTY: Side = Side { outer: NONE, count: 0 };

/// A configuration of the arc-hybrid system.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    stack: Vec<u32>,
    next: u32,
    length: u32,
    arcs: Vec<Arc>,
    left: Vec<Side>,
    right: Vec<Side>,
}

impl State {
    pub(crate) fn begin(&mut self, length: usize) {
        self.stack.clear();
        self.next = 0;
        self.length = length as u32;
        self.arcs.clear();
        self.arcs.resize(length, Arc { head: NONE, relation: Relation::Dep });
        for side in [&mut self.left, &mut self.right] {
            side.clear();
            side.resize(length, EMPTY);
        }
    }

    pub(crate) fn is_done(&self) -> bool {
        self.next == self.length && self.stack.is_empty()
    }

    /// The word `depth` below the top of the stack.
    #[inline]
    pub(crate) fn stack(&self, depth: usize) -> u32 {
        let at = self.stack.len().wrapping_sub(depth + 1);
        self.stack.get(at).copied().unwrap_or(NONE)
    }

    #[cfg(feature = "train")]
    pub(crate) fn whole_stack(&self) -> &[u32] {
        &self.stack
    }

    /// The word `ahead` after the next one; after the last, the root, which is the number of words.
    #[inline]
    pub(crate) fn buffer(&self, ahead: u32) -> u32 {
        let word = self.next + ahead;
        if word < self.length { word } else { NONE }
    }

    #[cfg(feature = "train")]
    pub(crate) fn next(&self) -> u32 {
        self.next
    }

    #[inline]
    pub(crate) fn left(&self, word: u32) -> &Side {
        self.left.get(word as usize).unwrap_or(&EMPTY)
    }

    #[inline]
    pub(crate) fn right(&self, word: u32) -> &Side {
        self.right.get(word as usize).unwrap_or(&EMPTY)
    }

    #[inline]
    pub(crate) fn relation(&self, word: u32) -> u64 {
        self.arcs.get(word as usize).map_or(0, |arc| 1 + arc.relation as u64)
    }

    /// Whether the next word may be shifted, and a left and a right arc drawn.
    pub(crate) fn possible(&self) -> [bool; 3] {
        let at_end = self.next == self.length;
        let height = self.stack.len();
        // The root has one dependent only: all other words must have their heads.
        [!at_end, height >= 1 && (!at_end || height == 1), height >= 2]
    }

    /// Takes a step that is possible; `relation` names the arc that it draws.
    pub(crate) fn apply(&mut self, step: Move, relation: Relation) {
        match step {
            Move::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Move::Left => {
                let Some(word) = self.stack.pop() else { return };
                self.arcs[word as usize] = Arc { head: self.next, relation };
                if let Some(side) = self.left.get_mut(self.next as usize) {
                    side.add(word);
                }
            }
            Move::Right => {
                let Some(word) = self.stack.pop() else { return };
                let Some(&head) = self.stack.last() else { return };
                self.arcs[word as usize] = Arc { head, relation };
                self.right[head as usize].add(word);
            }
        }
    }

    /// The finished tree.
    pub(crate) fn finish(&mut self) -> &[Arc] {
        for (word, arc) in self.arcs.iter_mut().enumerate() {
            if arc.head == self.length {
                *arc = Arc { head: word as u32, relation: Relation::Root };
            }
        }
        &self.arcs
    }
}

impl Side {
    /// Arcs are drawn from the inside out.
    fn add(&mut self, word: u32) {
        self.outer = word;
        self.count = self.count.saturating_add(1);
    }
}
