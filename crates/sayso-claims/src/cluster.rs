//! Which nodes are one claim: the most probable pairs are joined first, and two groups only if their members are
//! alike on average.

use rayon::prelude::*;

use crate::candidates::Candidates;
use crate::node::Node;
use crate::pair::{COUNT, probability};
use crate::worth::Worth;

/// Pairs below are not considered.
const LEAST_PAIR: f32 = 0.3;
/// Groups are joined if their members are so alike on average.
const LEAST_AVERAGE: f32 = 0.5;
/// Members of a group that stand for all.
const ASKED: usize = 8;

/// The groups of nodes, each in order, by their first nodes.
pub(crate) fn groups(nodes: &[Node<'_>], worth: &Worth, weights: &[f32; COUNT]) -> Vec<Vec<u32>> {
    let candidates = Candidates::new(nodes, worth);
    let scored = |i: u32| -> Vec<(f32, u32, u32)> {
        let pair = |j: u32| (probability(&nodes[i as usize], &nodes[j as usize], weights), j, i);
        candidates.of(i).into_iter().map(pair).filter(|&(p, ..)| p >= LEAST_PAIR).collect()
    };
    let mut pairs: Vec<(f32, u32, u32)> =
        (0..nodes.len() as u32).into_par_iter().flat_map_iter(scored).collect();
    pairs.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut groups: Vec<Vec<u32>> = (0..nodes.len() as u32).map(|i| vec![i]).collect();
    let mut group: Vec<u32> = (0..nodes.len() as u32).collect();
    for (_, i, j) in pairs {
        let (a, b) = (group[i as usize], group[j as usize]);
        if a == b
            || average(nodes, &groups[a as usize], &groups[b as usize], weights) < LEAST_AVERAGE
        {
            continue;
        }
        // The smaller goes into the larger, of equals the later into the earlier.
        let (larger, smaller) = {
            let size = |g: u32| groups[g as usize].len();
            if (size(a), b) >= (size(b), a) { (a, b) } else { (b, a) }
        };
        let moved = std::mem::take(&mut groups[smaller as usize]);
        moved.iter().for_each(|&node| group[node as usize] = larger);
        groups[larger as usize].extend(moved);
    }
    groups.retain(|group| !group.is_empty());
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable();
    groups
}

/// How alike the members of two groups are on average; of many, evenly chosen ones.
fn average(nodes: &[Node<'_>], a: &[u32], b: &[u32], weights: &[f32; COUNT]) -> f32 {
    let (mut sum, mut count) = (0.0, 0.0);
    for i in asked(a) {
        for j in asked(b) {
            sum += probability(&nodes[i as usize], &nodes[j as usize], weights);
            count += 1.0;
        }
    }
    sum / count
}

fn asked(group: &[u32]) -> Vec<u32> {
    let count = group.len().min(ASKED);
    (0..count).map(|i| group[i * group.len() / count]).collect()
}
