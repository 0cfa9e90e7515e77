//! Attributions within attributions.

use sayso_text::{TokenId, TokenRange};

use super::propose::Proposal;

/// A proposal inside another's content stays an outermost one only if it is this much more credible.
const OUTBID: f32 = 1.4;

/// Sets the parent of every attribution that stands in another's content, and adds what `inner` finds in
/// the content of an outermost one; in order of the cues.
///
/// `inner` is told which tokens are heads of cues already.
pub(super) fn build(
    chosen: &[Proposal],
    mut inner: impl FnMut(&Proposal, &dyn Fn(u32) -> bool) -> Vec<Proposal>,
) -> Vec<(Proposal, Option<u32>)> {
    let heads: Vec<u32> = chosen.iter().map(|p| p.head).collect();
    let taken = |token: u32| heads.binary_search(&token).is_ok();
    let mut all: Vec<(Proposal, bool)> = Vec::with_capacity(chosen.len());
    for (at, proposal) in chosen.iter().enumerate() {
        let outermost = !chosen[around(at, chosen.len())].iter().any(|outer| {
            holds(outer, proposal) && outer.confidence * OUTBID >= proposal.confidence
        });
        all.push((proposal.clone(), outermost));
    }
    for outer in chosen {
        all.extend(inner(outer, &taken).into_iter().map(|found| (found, false)));
    }
    all.sort_by_key(|(proposal, _)| (proposal.head, proposal.content.first().map(|p| p.start())));
    all.dedup_by_key(|(proposal, _)| proposal.head);
    let parent = |at: usize| {
        let (proposal, outermost) = &all[at];
        let size = |p: &Proposal| p.content.iter().map(|c| c.len()).sum::<u32>();
        let near = around(at, all.len());
        let holders = near.clone().zip(&all[near]);
        let holders = holders.filter(|(i, (outer, _))| *i != at && holds(outer, proposal));
        let nearest = holders.min_by_key(|(_, (outer, _))| size(outer)).map(|(i, _)| i as u32);
        if *outermost { None } else { nearest }
    };
    let parents: Vec<Option<u32>> = (0..all.len()).map(parent).collect();
    all.into_iter().map(|(proposal, _)| proposal).zip(parents).collect()
}

/// The places near `at`: a content does not reach over more cues than this.
fn around(at: usize, len: usize) -> std::ops::Range<usize> {
    const NEAR: usize = 64;
    at.saturating_sub(NEAR)..len.min(at + NEAR)
}

/// Whether the cue of `inner` stands in the content of `outer`, and not the other way round.
fn holds(outer: &Proposal, inner: &Proposal) -> bool {
    let inside =
        |pieces: &[TokenRange], token| pieces.iter().any(|p| p.contains(TokenId::new(token)));
    inside(&outer.content, inner.head) && !inside(&inner.content, outer.head)
}
