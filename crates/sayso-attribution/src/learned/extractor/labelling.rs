//! Around one cue: the best labellings of the random field, the choice among them, and what it proposes.

use sayso_linear::{Table, softmax};
use sayso_text::{TokenId, TokenRange};

use super::super::graph::{Graph, Sign};
use super::super::model::Model;
use super::super::propose::{self, Proposal};
use super::super::rank::RankFeatures;
use super::super::roles::Role;
use super::{Around, Extractor, Scratch};

/// So many labellings around a cue are chosen from, none of them worse than the best by more than this.
const FEW: usize = 8;
const WITHIN: f32 = 4.0;

impl Extractor {
    /// What the cue at `token` proposes, likely or not.
    pub fn proposal(&self, token: u32, scratch: &mut Scratch) -> Proposal {
        self.propose_within(token, &[], scratch)
    }

    /// Hands every labelling that is chosen from around the cue at `token`, of the tokens of `pieces` or, if there
    /// are none, of all, to `each`: what it proposes, its score in the random field against the best, and the
    /// features of its rank; one alone has none.
    pub fn candidates(
        &self,
        token: u32,
        pieces: &[TokenRange],
        scratch: &mut Scratch,
        each: &mut dyn FnMut(Proposal, f32, &[u64]),
    ) {
        self.label(token, pieces, scratch);
        let Scratch { graph, probabilities, features, roles, lattice, labels, scores, .. } =
            scratch;
        let window = roles.window();
        let ranks = RankFeatures::new(graph, token, window, probabilities);
        features.clear();
        for (labels, score) in labels.chunks_exact_mut(window.len() as usize).zip(&*scores) {
            let mut proposal = Proposal::default();
            propose::spans(graph, token, window, lattice, labels, &mut proposal);
            if scores.len() > 1 {
                ranks.fill(labels, features);
            }
            each(proposal, score - scores[0], features);
        }
    }

    /// The few best labellings around the cue at `token`, with nothing but `pieces` in a role, if there are any.
    fn label(&self, token: u32, pieces: &[TokenRange], scratch: &mut Scratch) {
        let Scratch {
            graph,
            probabilities,
            features,
            roles,
            lattice,
            labels,
            scores,
            allowed,
            shut,
            ..
        } = scratch;
        let Model { roles: of_tokens, gaps: of_gaps, transitions, .. } = &self.model;
        roles.turn_to(graph, token, probabilities);
        let window = roles.window();
        lattice.clear(transitions);
        allowed.clear();
        for t in window.start()..window.end() {
            let inside = pieces.is_empty() || pieces.iter().any(|p| p.contains(TokenId::new(t)));
            let inside = inside && shut.get(t as usize).is_none_or(|shut| !shut);
            allowed.push(match inside {
                _ if t == token => 1 << Role::Cue as u8,
                true => u64::MAX,
                false => 1 << Role::Other as u8,
            });
            lattice.push(transitions);
            let (nodes, edges) = lattice.rows(transitions);
            roles.token(graph, t, probabilities, features);
            add::<{ Role::COUNT }>(of_tokens, features, nodes);
            if t > window.start() {
                roles.gap(graph, t, features);
                add::<{ Role::COUNT * Role::COUNT }>(of_gaps, features, edges);
            }
        }
        lattice.few(transitions, Some(allowed), (FEW, WITHIN), labels, scores);
        lattice.sum(transitions, Some(allowed));
    }

    /// What the cue at `token` proposes of the tokens of `pieces`; of all, if there are none.
    pub(super) fn propose_within(
        &self,
        token: u32,
        pieces: &[TokenRange],
        scratch: &mut Scratch,
    ) -> Proposal {
        let mut shares = [f32::NEG_INFINITY; FEW];
        let (mut found, mut best, mut proposal) = (0, 0, Proposal::default());
        self.candidates(token, pieces, scratch, &mut |proposed, score, features| {
            shares[found] = score;
            add::<1>(&self.model.ranks, features, &mut shares[found..=found]);
            if found == 0 || shares[found] > shares[best] {
                (best, proposal) = (found, proposed);
            }
            found += 1;
        });
        if found == 0 {
            return proposal;
        }
        let Scratch { graph, probabilities, features, roles, labels, shut, listed, .. } = scratch;
        let window = roles.window();
        softmax(&mut shares);
        proposal.labelling = best;
        proposal.evidence[12] = shares[best];
        let labels = &mut labels[best * window.len() as usize..][..window.len() as usize];
        if let Some(quotation) = led_in(graph, &proposal, probabilities) {
            for (label, _) in labels.iter_mut().zip(window.start()..quotation) {
                if *label == Role::Content as u8 {
                    *label = Role::Other as u8;
                }
            }
            proposal.content.retain(|piece| piece.end() > quotation);
            if let Some(first) = proposal.content.first_mut() {
                *first = TokenRange::new(first.start().max(quotation), first.end());
            }
        }
        let at = listed.binary_search_by_key(&token, |(head, _)| *head);
        proposal.stance = at.ok().and_then(|at| listed[at].1);
        if pieces.is_empty() {
            let is_story = |t: u32| shut.get(t as usize).is_none_or(|shut| !shut);
            let around = Around { graph, window, labels, probabilities, is_story: &is_story };
            self.reach(around, features, &mut proposal);
        }
        proposal
    }
}

/// Adds the weights of `features` to `scores`.
fn add<const CLASSES: usize>(table: &Table, features: &[u64], scores: &mut [f32]) {
    let mut sums = [0; CLASSES];
    table.add_all(features, &mut sums);
    scores.iter_mut().zip(sums).for_each(|(score, sum)| *score += sum as f32 * table.unit());
}

/// Where the quotation before the cue begins, if a colon leads in to it: "She seemed irritated: “It's
/// public,” she wrote." The words before the colon are the writer's, unless they hold a cue of their own.
fn led_in(graph: &Graph, proposal: &Proposal, probabilities: &[f32]) -> Option<u32> {
    let first = *proposal.content.first()?;
    let colon = (first.start()..first.end().min(proposal.head))
        .find(|&t| graph.node(t).sign == Sign::Colon && graph.node(t).quotation == 0)?;
    let opens = graph.near(colon, 1).is_some_and(|node| node.quotation > 0);
    let own = |t: u32| probabilities[t as usize] > 0.5;
    (opens && !(first.start()..colon).any(own)).then_some(colon + 1)
}
