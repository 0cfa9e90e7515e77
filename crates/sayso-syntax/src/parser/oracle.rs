//! The dynamic oracle of the arc-hybrid system: how many arcs of the gold tree each step loses for good
//! (Goldberg and Nivre, "Training deterministic parsers with non-deterministic oracles", 2013).

use super::State;
use crate::labels::Relation;

/// A gold tree: heads with their relations; the head of the root is the number of words.
#[derive(Clone, Debug)]
pub(crate) struct Gold {
    pub(crate) heads: Vec<u32>,
    pub(crate) relations: Vec<Relation>,
    /// The dependents of each word, and of the root.
    dependents: Vec<Vec<u32>>,
}

impl Gold {
    pub(crate) fn new(heads: Vec<u32>, relations: Vec<Relation>) -> Self {
        let mut dependents = vec![Vec::new(); heads.len() + 1];
        for (word, &head) in heads.iter().enumerate() {
            dependents[head as usize].push(word as u32);
        }
        Self { heads, relations, dependents }
    }
}

/// The arcs lost by a shift, a left arc and a right arc; for steps that are not possible it means nothing.
pub(crate) fn costs(state: &State, gold: &Gold) -> [u32; 3] {
    let next = state.next();
    let stack = state.whole_stack();
    let on_stack = |word: u32| stack.binary_search(&word).is_ok();
    let mut costs = [0; 3];
    if (next as usize) < gold.heads.len() {
        // The next word then finds its head only directly below it or to its right.
        let head = gold.heads[next as usize];
        let below_top =
            stack.split_last().is_some_and(|(_, rest)| rest.binary_search(&head).is_ok());
        costs[0] += u32::from(below_top);
        costs[0] += gold.dependents[next as usize].iter().filter(|&&d| on_stack(d)).count() as u32;
    }
    if let Some((&top, rest)) = stack.split_last() {
        let head = gold.heads[top as usize];
        let to_come = gold.dependents[top as usize].iter().filter(|&&d| d >= next).count() as u32;
        let below = rest.last().is_some_and(|&below| below == head);
        costs[1] = to_come + u32::from(head > next && head > top || below);
        costs[2] = to_come + u32::from(head >= next && head > top);
    }
    costs
}
