//! The accurate finder: a small transformer finds cues and labels the words around each; spans are decided as wholes.
//!
//! ```text
//! sayso-encoder  probabilities of cues, and around each cue those of source and content, for pieces of words
//! tokens         the same for tokens
//! labelling      the best labelling around a cue, in view of the fast finder's scores too; spans; confidence
//! explain        what was decided, and what else was possible
//! ```
//!
//! Attributions within contents are left to the fast finder.

mod explain;
mod labelling;
mod tokens;

use sayso_encoder::{EncoderModel, EncoderScratch, Reading};
use sayso_linear::{Lattice, ModelError, Transitions};
use sayso_syntax::Syntax;
use sayso_text::{TextRange, TokenRange};

use self::tokens::TokenPieces;
use super::linear::LinearFinder;
use super::linear::model::{log_odds, sigmoid};
use super::{Finder, FinderScratch, least_confidence};
use crate::candidate::{Candidate, ConfidenceFeatures};
use crate::document::Document;
use crate::trace::{CueTrace, Decision};

/// The encoder, and the fast finder beside it.
#[derive(Debug)]
pub(crate) struct EncoderFinder {
    encoder: EncoderModel,
    linear: LinearFinder,
    /// The weights of the confidence, then its bias.
    confidence_weights: Vec<f32>,
    /// Attributions with less confidence are dropped.
    min_confidence: f32,
    transitions: Transitions,
}

/// Working memory that one document leaves to the next.
#[derive(Debug, Default)]
pub(crate) struct EncoderFinderScratch {
    encoder: EncoderScratch,
    reading: Reading,
    tokens: TokenPieces,
    listed: Vec<TextRange>,
    /// The tokens around a cue that have labels.
    window: TokenRange,
    lattice: Lattice,
    allowed: Vec<u64>,
    /// The best labellings, one after another, and their scores.
    labels: Vec<u8>,
    scores: Vec<f32>,
    /// Which of the labellings was chosen last.
    labelling: usize,
}

impl EncoderFinder {
    pub(crate) fn new(encoder: EncoderModel, linear: LinearFinder) -> Result<Self, ModelError> {
        let (confidence_weights, min_confidence) = match encoder.extra() {
            [] => (vec![0.0; ConfidenceFeatures::COUNT + 1], 0.0),
            [weights @ .., least] if weights.len() == ConfidenceFeatures::COUNT + 1 => {
                (weights.to_vec(), *least)
            }
            _ => return Err(ModelError::Damaged { part: "extra" }),
        };
        let transitions = labelling::transitions();
        Ok(Self { encoder, linear, confidence_weights, min_confidence, transitions })
    }

    /// The outermost candidates, confident or not.
    pub(crate) fn candidates(
        &self,
        document: Document<'_>,
        scratch: &mut FinderScratch,
        mut trace: Option<&mut Vec<CueTrace>>,
    ) -> Vec<Candidate> {
        let FinderScratch { linear, encoder: scratch } = scratch;
        self.linear.score_cues(document, linear);
        let EncoderFinderScratch { encoder, reading, tokens, listed, .. } = scratch;
        listed.clear();
        let of_token = |&(token, _): &(u32, _)| document.cover(TokenRange::new(token, token + 1));
        listed.extend(document.listed.iter().map(of_token));
        self.encoder.annotate(document.text, listed, encoder, reading);
        tokens.align(document.segmentation.tokens(), reading);
        let reading = std::mem::take(&mut scratch.reading);
        let mut candidates: Vec<Candidate> = Vec::new();
        for cue in reading.cues() {
            let Some((cue_tokens, head)) = scratch.tokens.cue(document, &cue) else { continue };
            let mut candidate = self.label(document, (cue_tokens, head), &cue, linear, scratch);
            let probability = scratch.tokens.cue_probability(cue_tokens);
            candidate.features.cue_log_odds = log_odds(probability);
            candidate.confidence = self.confidence(&candidate.features);
            if let Some(trace) = trace.as_mut() {
                let decision = match () {
                    () if candidate.content.is_empty() => Decision::NoContent,
                    () if !self.is_confident(document, &candidate) => Decision::Unsure,
                    () => Decision::Found,
                };
                trace.push(self.explain(document, &candidate, probability, decision, scratch));
            }
            if !candidate.content.is_empty() {
                candidates.push(candidate);
            }
        }
        if let Some(trace) = trace {
            scratch.tokens.explain_unlikely(document, trace);
        }
        scratch.reading = reading;
        candidates.sort_by_key(|candidate| candidate.head);
        candidates.dedup_by_key(|candidate| candidate.head);
        candidates
    }

    fn is_confident(&self, document: Document<'_>, candidate: &Candidate) -> bool {
        candidate.confidence >= least_confidence(document, candidate.head, self.min_confidence)
    }

    /// The probability that source and content are right.
    fn confidence(&self, features: &ConfidenceFeatures) -> f32 {
        let features = features.to_array();
        let weights = self.confidence_weights.iter();
        sigmoid(weights.zip(features.iter().chain(&[1.0])).map(|(w, x)| w * x).sum())
    }
}

impl Finder for EncoderFinder {
    /// A cue may be anywhere.
    fn wants(&self, _: &Syntax, _: TokenRange) -> bool {
        true
    }

    fn find(
        &self,
        document: Document<'_>,
        scratch: &mut FinderScratch,
        trace: Option<&mut Vec<CueTrace>>,
    ) -> Vec<Candidate> {
        let mut candidates = self.candidates(document, scratch, trace);
        candidates.retain(|candidate| self.is_confident(document, candidate));
        candidates
    }

    fn find_embedded(
        &self,
        document: Document<'_>,
        outer: &Candidate,
        taken: &dyn Fn(u32) -> bool,
        scratch: &mut FinderScratch,
        trace: Option<&mut Vec<CueTrace>>,
    ) -> Vec<Candidate> {
        self.linear.find_embedded(document, outer, taken, scratch, trace)
    }
}
