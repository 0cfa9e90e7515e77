//! Which statements are compared: those that share two terms that tell something, the rarest ones.

use sayso_linear::combined;

use crate::cluster::Alike;
use crate::node::{Node, Nodes};
use crate::worth::Term;

/// Terms of a statement of which pairs are made.
const OWN: usize = 6;
/// Terms of its document that are paired with its own.
const AROUND: usize = 4;

impl Alike for Nodes<'_> {
    /// More only where there are many speakers.
    const KEYS: usize = OWN * (OWN - 1) / 2 + OWN * (AROUND + 1);
    const LEAST_PAIR: f32 = 0.3;
    const LEAST_AVERAGE: f32 = 0.5;

    fn count(&self) -> u32 {
        self.all.len() as u32
    }

    fn keys(&self, node: u32) -> Vec<u64> {
        keys(self, &self.all[node as usize])
    }

    fn alike(&self, node: u32, others: &[u32], least: f32) -> Vec<f32> {
        self.pairing(node, |mut pairing| {
            others.iter().map(|&other| pairing.probable(other, least).unwrap_or(0.0)).collect()
        })
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
