//! Attributions within attributions.

use sayso_text::{TokenId, TokenRange};

use crate::candidate::Candidate;

/// A candidate inside another's content stays an outermost one only if it is this much more credible.
const OUTBID: f32 = 1.4;

/// Sets the parent of every attribution inside another's content, and adds what `inner` finds in
/// the content of an outermost one; in order of the cues.
///
/// `inner` is told which tokens are heads of cues already.
pub(crate) fn nest(
    chosen: &[Candidate],
    mut inner: impl FnMut(&Candidate, &dyn Fn(u32) -> bool) -> Vec<Candidate>,
) -> Vec<(Candidate, Option<u32>)> {
    let heads: Vec<u32> = chosen.iter().map(|p| p.head).collect();
    let taken = |token: u32| heads.binary_search(&token).is_ok();
    let mut all: Vec<(Candidate, bool)> = Vec::with_capacity(chosen.len());
    for (at, candidate) in chosen.iter().enumerate() {
        let outermost = !chosen[around(at, chosen.len())].iter().any(|outer| {
            holds(outer, candidate) && outer.confidence * OUTBID >= candidate.confidence
        });
        all.push((candidate.clone(), outermost));
    }
    for outer in chosen {
        all.extend(inner(outer, &taken).into_iter().map(|found| (found, false)));
    }
    all.sort_by_key(|(candidate, _)| {
        (candidate.head, candidate.content.first().map(|p| p.start()))
    });
    all.dedup_by_key(|(candidate, _)| candidate.head);
    let parent = |at: usize| {
        let (candidate, outermost) = &all[at];
        let size = |p: &Candidate| p.content.iter().map(|c| c.len()).sum::<u32>();
        let near = around(at, all.len());
        let holders = near.clone().zip(&all[near]);
        let holders = holders.filter(|(i, (outer, _))| *i != at && holds(outer, candidate));
        let nearest = holders.min_by_key(|(_, (outer, _))| size(outer)).map(|(i, _)| i as u32);
        if *outermost { None } else { nearest }
    };
    let mut parents: Vec<Option<u32>> = (0..all.len()).map(parent).collect();
    open_circles(&mut parents);
    all.into_iter().map(|(candidate, _)| candidate).zip(parents).collect()
}

/// Three contents, of which each holds the next one's cue and the last the first one's, have no outermost: the first of
/// such a circle becomes one.
fn open_circles(parents: &mut [Option<u32>]) {
    let mut seen = vec![usize::MAX; parents.len()];
    for start in 0..parents.len() {
        let mut at = start;
        while seen[at] == usize::MAX {
            seen[at] = start;
            match parents[at] {
                Some(parent) if seen[parent as usize] == start => parents[at] = None,
                Some(parent) => at = parent as usize,
                None => break,
            }
        }
    }
}

/// Puts more attributions among the chosen ones, both in order of their cues. They take the place of those whose cue
/// is a part of theirs: "released" of "released the following statement".
pub(crate) fn merge(chosen: &mut Vec<Candidate>, more: Vec<Candidate>) {
    chosen.retain(|p| {
        let at = more.partition_point(|new| new.cue.end() <= p.head);
        !more.get(at).is_some_and(|new| new.cue.contains(TokenId::new(p.head)))
    });
    chosen.extend(more);
    chosen.sort_by_key(|candidate| candidate.head);
}

/// Of attributions whose cues share a word and whose contents begin alike, leaves the most credible: one cue gives one.
pub(crate) fn single(chosen: &mut Vec<Candidate>) {
    let start = |p: &Candidate| p.content.first().map(|piece| piece.start());
    let mut kept: Vec<Candidate> = Vec::with_capacity(chosen.len());
    for one in chosen.drain(..).rev() {
        match kept.last_mut() {
            Some(other) if one.cue.overlaps(other.cue) && start(&one) == start(other) => {
                if one.confidence >= other.confidence {
                    *other = one;
                }
            }
            _ => kept.push(one),
        }
    }
    chosen.extend(kept.into_iter().rev());
}

/// The candidates near `token`, which are in order of their cues.
pub(crate) fn near(chosen: &[Candidate], token: u32) -> &[Candidate] {
    &chosen[around(chosen.partition_point(|p| p.head < token), chosen.len())]
}

/// The places near `at`: a content does not reach over more cues than this.
fn around(at: usize, len: usize) -> std::ops::Range<usize> {
    const NEAR: usize = 64;
    at.saturating_sub(NEAR)..len.min(at + NEAR)
}

/// Takes out of contents the attribution that covers everything before it: of "The mayor hopes to reopen the bridge, according
/// to two engineers" both say that they hold the other. On polnear-train people marked the later one 28 times, the earlier
/// one 6 times.
pub(crate) fn separate(chosen: &mut Vec<Candidate>, is_punctuation: impl Fn(u32) -> bool) {
    for at in 0..chosen.len() {
        let (before, from) = chosen.split_at_mut(at);
        let outer = &from[0];
        let first = around(at, at).start;
        for inner in &mut before[first..] {
            if !(inside(&outer.content, inner.head) && inside(&inner.content, outer.head)) {
                continue;
            }
            let own = outer.source.iter().map(|piece| piece.start());
            let start = own.filter(|&t| t > inner.cue.start()).fold(outer.cue.start(), u32::min);
            inner.content.retain_mut(|piece| {
                if piece.contains(TokenId::new(outer.head)) {
                    let words = (piece.start()..start).rev().find(|&t| !is_punctuation(t));
                    *piece = TokenRange::new(piece.start(), words.map_or(piece.start(), |t| t + 1));
                }
                !piece.is_empty()
            });
        }
    }
    chosen.retain(|candidate| !candidate.content.is_empty());
}

/// Whether the cue of `inner` is in the content of `outer`, and not the other way round.
fn holds(outer: &Candidate, inner: &Candidate) -> bool {
    inside(&outer.content, inner.head) && !inside(&inner.content, outer.head)
}

fn inside(pieces: &[TokenRange], token: u32) -> bool {
    pieces.iter().any(|piece| piece.contains(TokenId::new(token)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parents_end_at_an_outermost_attribution() {
        let mut parents = [Some(1), Some(2), Some(0), Some(2), None, Some(4)];
        open_circles(&mut parents);
        assert_eq!(parents, [Some(1), Some(2), None, Some(2), None, Some(4)]);
    }
}
