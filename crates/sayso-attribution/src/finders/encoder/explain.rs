//! What was decided about a cue, and what else was possible.

use sayso_encoder::Reading;
use sayso_text::{TokenId, TokenRange};

use super::{EncoderFinder, EncoderFinderScratch};
use crate::candidate::Candidate;
use crate::document::Document;
use crate::finders::least_confidence;
use crate::finders::linear::labels::SpanLabel;
use crate::trace::{Alternative, CueTrace, Decision};

/// So many other sources or contents are recorded, and the least probability of one.
const MOST_ALTERNATIVES: usize = 3;
const MIN_ALTERNATIVE: f32 = 0.02;

impl EncoderFinder {
    /// What is known of `candidate`, whose labels were decided last.
    pub(super) fn explain(
        &self,
        document: Document<'_>,
        candidate: &Candidate,
        probability: f32,
        decision: Decision,
        scratch: &EncoderFinderScratch,
    ) -> CueTrace {
        let head = document.segmentation.tokens().range(TokenId::new(candidate.head));
        CueTrace {
            cue: document.cover(candidate.cue),
            first_probability: probability,
            probability,
            min_probability: Reading::MIN_CUE,
            listed: document.is_listed(candidate.head),
            sources: alternatives(document, &candidate.source, SpanLabel::Source, scratch),
            contents: alternatives(document, &candidate.content, SpanLabel::Content, scratch),
            labelling: scratch.labelling,
            labelling_probability: candidate.features.labelling,
            confidence: candidate.confidence,
            min_confidence: least_confidence(document, candidate.head, self.min_confidence),
            ..CueTrace::new(candidate.head, head, decision)
        }
    }
}

/// What was chosen for `label`, then others: runs of words that have a share of the probability.
fn alternatives(
    document: Document<'_>,
    chosen: &[TokenRange],
    label: SpanLabel,
    scratch: &EncoderFinderScratch,
) -> Vec<Alternative> {
    let EncoderFinderScratch { window, lattice, .. } = scratch;
    let share = |t: u32| match window.contains(TokenId::new(t)) {
        true => lattice.marginal((t - window.start()) as usize)[label as usize],
        false => 0.0,
    };
    let mean = |pieces: &[TokenRange]| {
        let tokens = || pieces.iter().flat_map(|piece| piece.start()..piece.end());
        tokens().map(share).sum::<f32>() / tokens().count().max(1) as f32
    };
    let mut runs: Vec<TokenRange> = Vec::new();
    for t in window.start()..window.end() {
        let taken = chosen.iter().any(|piece| piece.contains(TokenId::new(t)));
        if taken || share(t) < MIN_ALTERNATIVE {
            continue;
        }
        // A run goes on while the shares are alike.
        match runs.last_mut() {
            Some(run) if run.end() == t && share(t) >= share(run.start()) * 0.5 => {
                *run = TokenRange::new(run.start(), t + 1);
            }
            _ => runs.push(TokenRange::new(t, t + 1)),
        }
    }
    runs.retain(|run| run.ids().any(|t| !document.graph.is_punctuation(t.raw())));
    runs.sort_by(|a, b| mean(&[*b]).total_cmp(&mean(&[*a])));
    runs.truncate(MOST_ALTERNATIVES);
    let alternative = |pieces: &[TokenRange], chosen: bool| Alternative {
        spans: pieces.iter().map(|&piece| document.cover(piece)).collect(),
        probability: mean(pieces),
        chosen,
        contributions: Vec::new(),
    };
    let first = (!chosen.is_empty()).then(|| alternative(chosen, true));
    first.into_iter().chain(runs.iter().map(|run| alternative(&[*run], false))).collect()
}
