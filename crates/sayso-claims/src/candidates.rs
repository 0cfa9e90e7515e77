//! Which statements are compared: those that share two terms that tell something, the rarest ones.
//!
//! An index from pairs of terms to statements finds them. Of many statements with one pair, each is compared with those that
//! were published just before, so time and memory grow with the number of statements and not with its square.

use rayon::prelude::*;
use sayso_linear::combined;

use crate::node::{Node, Nodes};
use crate::worth::Term;

/// Terms of a statement of which pairs are made.
const OWN: usize = 6;
/// Terms of its document that are paired with its own.
const AROUND: usize = 4;
/// How many keys a node has at most, but for many speakers.
const KEYS: usize = OWN * (OWN - 1) / 2 + OWN * (AROUND + 1);
/// Statements with one pair that one is compared with.
const BEFORE: usize = 24;
/// Statements that one is compared with in all.
const COMPARED: usize = 96;

/// Nodes whose keys are made at a time.
const AT_ONCE: usize = 1 << 14;

/// The candidates of each node among those before it, in order.
pub(crate) struct Candidates {
    /// Keys and the nodes that have them, in order. Of a key 32 bits are kept: that two are taken for one costs a comparison.
    postings: Vec<(u32, u32)>,
    /// For each node where its places begin.
    starts: Vec<u32>,
    /// Where its keys are.
    places: Vec<u32>,
}

impl Candidates {
    pub(crate) fn new(nodes: &Nodes<'_>) -> Self {
        let mut seen = Seen::new(nodes.all.len() * KEYS);
        each_key(nodes, |_, key| seen.add(key));
        let mut postings: Vec<(u32, u32)> = Vec::new();
        each_key(nodes, |node, key| {
            if seen.twice(key) {
                postings.push(((key >> 32) as u32, node));
            }
        });
        drop(seen);
        postings.par_sort_unstable();
        let mut starts = vec![0; nodes.all.len() + 1];
        for &(_, node) in &postings {
            starts[node as usize + 1] += 1;
        }
        for node in 0..nodes.all.len() {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut places = vec![0; postings.len()];
        for (place, &(_, node)) in (0..).zip(&postings) {
            let slot = &mut next[node as usize];
            places[*slot as usize] = place;
            *slot += 1;
        }
        Self { postings, starts, places }
    }

    /// The nodes before `node` that it is compared with: those that share most.
    pub(crate) fn of(&self, node: u32) -> Vec<u32> {
        let mut shared: Vec<u32> = Vec::new();
        let (from, to) = (self.starts[node as usize], self.starts[node as usize + 1]);
        for &place in &self.places[from as usize..to as usize] {
            let (key, _) = self.postings[place as usize];
            let before = self.postings[..place as usize].iter().rev();
            shared.extend(before.take(BEFORE).take_while(|(k, _)| *k == key).map(|&(_, n)| n));
        }
        shared.sort_unstable();
        let mut counts: Vec<(usize, u32)> =
            shared.chunk_by(|a, b| a == b).map(|run| (run.len(), run[0])).collect();
        // Of equals those that came last.
        counts.sort_unstable_by(|a, b| b.cmp(a));
        counts.truncate(COMPARED);
        let mut nodes: Vec<u32> = counts.into_iter().map(|(_, node)| node).collect();
        nodes.sort_unstable();
        nodes
    }
}

/// Calls `each` with every node and key, in order. Keys are made twice rather than kept: they would take more room than
/// all else.
fn each_key(nodes: &Nodes<'_>, mut each: impl FnMut(u32, u64)) {
    for (chunk, of_chunk) in nodes.all.chunks(AT_ONCE).enumerate() {
        let keys: Vec<Vec<u64>> = of_chunk.par_iter().map(|node| keys(nodes, node)).collect();
        for (at, keys) in keys.into_iter().enumerate() {
            let node = (chunk * AT_ONCE + at) as u32;
            keys.into_iter().for_each(|key| each(node, key));
        }
    }
}

/// The pairs of terms of a node, each once.
fn keys(nodes: &Nodes<'_>, node: &Node<'_>) -> Vec<u64> {
    let worth = &nodes.worth;
    let mut own: Vec<Term> = nodes.telling(node).collect();
    own.sort_by(|&a, &b| worth.frequency(a).cmp(&worth.frequency(b)).then(a.cmp(&b)));
    own.dedup();
    // What nothing else has finds nothing.
    own.retain(|&term| worth.frequency(term) > 1);
    own.truncate(OWN);
    let mut around: Vec<(u64, f32)> = node.sketch.to_vec();
    around.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    around.truncate(AROUND);
    let speakers = node.speaker.iter().map(|&key| Term::Entity(key).key());
    let others: Vec<u64> = around.into_iter().map(|(key, _)| key).chain(speakers).collect();
    let own: Vec<u64> = own.into_iter().map(Term::key).collect();
    let mut keys: Vec<u64> = Vec::new();
    for (i, &a) in own.iter().enumerate() {
        let mates = own[i + 1..].iter().chain(&others).filter(|&&b| a != b);
        keys.extend(mates.map(|&b| combined(&[a.min(b), a.max(b)])));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Which keys came twice, but for a few that only seem to have.
struct Seen {
    once: Vec<u64>,
    twice: Vec<u64>,
}

impl Seen {
    fn new(keys: usize) -> Self {
        let words = (keys / 8).next_power_of_two().max(1024);
        Self { once: vec![0; words], twice: vec![0; words] }
    }

    fn place(&self, key: u64) -> (usize, u64) {
        ((key >> 6) as usize & (self.once.len() - 1), 1 << (key & 63))
    }

    fn add(&mut self, key: u64) {
        let (word, bit) = self.place(key);
        self.twice[word] |= self.once[word] & bit;
        self.once[word] |= bit;
    }

    fn twice(&self, key: u64) -> bool {
        let (word, bit) = self.place(key);
        self.twice[word] & bit != 0
    }
}
