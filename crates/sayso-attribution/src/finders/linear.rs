//! The fast finder: linear models over features of words, trees and quotation marks.
//!
//! ```text
//! cues       which tokens head cues: a classifier, then a second that sees the first's probabilities
//! labels     for each cue, which tokens of its sentence are source, cue, content: a conditional random field
//! rerank     which of its few best labellings is right: a log-linear choice by features of whole spans
//! decode     from labels to spans
//! extent, extend  which neighbouring sentences the content runs into: a classifier, sentence by sentence
//! confidence the probability that source and content are right, from the probabilities of all steps
//! ```

pub(crate) mod cues;
pub(crate) mod decode;
mod effort;
mod explain;
pub(crate) mod extend;
pub(crate) mod extent;
pub(crate) mod features;
pub(crate) mod labelling;
pub(crate) mod labels;
pub(crate) mod model;
pub(crate) mod rerank;
mod templates;

use std::borrow::Cow;

use sayso_linear::{AHEAD, Lattice, ModelError};
use sayso_syntax::{Syntax, Upos};
use sayso_text::{TokenId, TokenRange};

use self::cues::{CueFeatures, CueStage};
use self::effort::Effort;
use self::labels::LabelFeatures;
use self::model::{LinearModel, log_odds, sigmoid};
use super::{Finder, FinderScratch, least_confidence};
use crate::attributes::introduces_clause;
use crate::candidate::Candidate;
use crate::document::Document;
use crate::trace::{CueTrace, Decision};

/// Less probable cues make no candidate.
const MIN_CUE_PROBABILITY: f32 = 0.3;
/// A cue within a content is one that people would mark if its clause were a sentence of its own; for the verbs of the
/// word list less will do.
const MIN_EMBEDDED: f32 = 0.3;
const MIN_EMBEDDED_LISTED: f32 = 0.03;
/// Of an embedded candidate whose cue is not in the word list, at least this confidence is asked.
const MIN_EMBEDDED_CONFIDENCE: f32 = 0.5;
/// By how much the log odds of a cue rise that the user has listed; they become even at least.
const LISTED_LOG_ODDS: f32 = 2.0;

/// The linear models.
#[derive(Debug)]
pub(crate) struct LinearFinder {
    pub(crate) model: LinearModel,
}

/// Working memory that one document leaves to the next.
#[derive(Debug, Default)]
pub(crate) struct LinearScratch {
    /// The probability of each token to head a cue.
    pub(crate) probabilities: Vec<f32>,
    /// The same before the probabilities around it are seen.
    first: Vec<f32>,
    /// The probability of each token to head a cue within a content.
    embedded: Vec<f32>,
    /// What may still be spent on cues, and on those within contents.
    outer_effort: Effort,
    embedded_effort: Effort,
    pub(crate) features: Vec<u64>,
    /// The features of the next tokens, and of the gaps before them.
    ahead: [(Vec<u64>, Vec<u64>); AHEAD],
    /// The tokens that are scored as cues.
    possible: Vec<u32>,
    pub(crate) labels: LabelFeatures,
    pub(crate) lattice: Lattice,
    /// The best labellings, one after another, and their scores.
    labellings: Vec<u8>,
    scores: Vec<f32>,
    pub(crate) allowed: Vec<u64>,
    /// Which of the labellings was chosen last.
    labelling: usize,
}

#[cfg(feature = "train")]
impl LinearScratch {
    /// Takes the probabilities of another model for those of the cues.
    pub(crate) fn set_probabilities(&mut self, probabilities: &[f32]) {
        self.probabilities.clear();
        self.probabilities.extend_from_slice(probabilities);
        self.first.clear();
        self.first.resize(probabilities.len(), 0.0);
    }
}

impl LinearFinder {
    pub(crate) fn from_bytes(bytes: Cow<'static, [u8]>) -> Result<Self, ModelError> {
        Ok(Self { model: LinearModel::read(bytes)? })
    }

    /// The outermost candidates, where the probabilities of cues are known, confident or not.
    pub(crate) fn candidates(
        &self,
        document: Document<'_>,
        scratch: &mut LinearScratch,
        mut trace: Option<&mut Vec<CueTrace>>,
    ) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        let likely = (0..).zip(scratch.probabilities.iter().copied());
        let likely = likely.filter(|&(_, probability)| probability >= MIN_CUE_PROBABILITY);
        scratch.outer_effort.renew(document.graph, effort::OUTER);
        let mut afforded = scratch.outer_effort.spend(document.graph, likely.collect());
        afforded.reverse();
        for token in 0..document.graph.len() as u32 {
            let probability = scratch.probabilities[token as usize];
            if probability >= MIN_CUE_PROBABILITY {
                let affordable = afforded.pop_if(|next| *next == token).is_some();
                if !affordable && trace.is_none() {
                    continue;
                }
                let candidate = self.decode(document, token, &[], probability, scratch);
                if let Some(trace) = trace.as_mut() {
                    let decision = match () {
                        () if !affordable => Decision::Crowded,
                        () if candidate.content.is_empty() => Decision::NoContent,
                        () if !self.is_confident(document, &candidate) => Decision::Unsure,
                        () => Decision::Found,
                    };
                    trace.push(self.explain(document, &candidate, decision, scratch));
                }
                if affordable && !candidate.content.is_empty() {
                    candidates.push(candidate);
                }
            } else if let Some(trace) = trace.as_mut()
                && scratch.first[token as usize] > 0.0
            {
                let candidate = self.decode(document, token, &[], probability, scratch);
                trace.push(self.explain(document, &candidate, Decision::Unlikely, scratch));
            }
        }
        candidates
    }

    /// The best candidate around the cue at `token`, within `pieces` if there are any, with its confidence.
    fn decode(
        &self,
        document: Document<'_>,
        token: u32,
        pieces: &[TokenRange],
        probability: f32,
        scratch: &mut LinearScratch,
    ) -> Candidate {
        let mut candidate = self.label_best(document, token, pieces, scratch);
        candidate.features.cue_log_odds = log_odds(probability);
        candidate.confidence = self.model.confidence(&candidate.features);
        candidate
    }

    /// Both probabilities of every token to head a cue, and that of heading one within a content.
    pub(crate) fn score_cues(&self, document: Document<'_>, scratch: &mut LinearScratch) {
        let graph = document.graph;
        scratch.embedded_effort.renew(graph, effort::EMBEDDED);
        let LinearScratch { probabilities, first, embedded, ahead, possible, .. } = scratch;
        let table = &self.model.cues;
        let tokens = graph.len();
        first.clear();
        first.resize(tokens, 0.0);
        embedded.clear();
        embedded.resize(tokens, 0.0);
        let is_possible =
            |&token: &u32| self.is_possible(document, token) && !document.is_boilerplate(token);
        possible.clear();
        possible.extend((0..tokens as u32).filter(is_possible));
        for tokens in possible.chunks(AHEAD) {
            for (&token, (features, _)) in tokens.iter().zip(&mut *ahead) {
                CueFeatures::first(graph, token, features);
                table.fetch(features);
            }
            for (&token, (features, _)) in tokens.iter().zip(&*ahead) {
                let mut scores = [0; CueStage::COUNT];
                table.add_all(features, &mut scores);
                let probability = |stage| sigmoid(scores[stage as usize] as f32 * table.unit());
                first[token as usize] = probability(CueStage::First);
                embedded[token as usize] = probability(CueStage::Embedded);
            }
        }
        probabilities.clear();
        probabilities.resize(tokens, 0.0);
        possible.retain(|&token| first[token as usize] >= 0.01);
        for tokens in possible.chunks(AHEAD) {
            for (&token, (features, _)) in tokens.iter().zip(&mut *ahead) {
                features.clear();
                CueFeatures::second(graph, token, first, features);
                table.fetch(features);
            }
            for (&token, (features, _)) in tokens.iter().zip(&*ahead) {
                let mut scores = [0; CueStage::COUNT];
                table.add_all(features, &mut scores);
                let score = scores[CueStage::Second as usize];
                probabilities[token as usize] = sigmoid(score as f32 * table.unit());
            }
        }
        for &(token, _) in document.listed {
            if !document.is_boilerplate(token) {
                let own = &mut probabilities[token as usize];
                *own = sigmoid((log_odds(*own) + LISTED_LOG_ODDS).max(0.0));
            }
        }
    }

    fn is_confident(&self, document: Document<'_>, candidate: &Candidate) -> bool {
        let least = least_confidence(document, candidate.head, self.model.min_confidence);
        candidate.confidence >= least
    }

    /// Whether `token` is scored as a cue at all.
    fn is_possible(&self, document: Document<'_>, token: u32) -> bool {
        CueFeatures::is_candidate(document.graph, token, &self.model.hints)
            || document.is_listed(token) && document.graph.is_parsed(token)
    }
}

impl Finder for LinearFinder {
    fn wants(&self, syntax: &Syntax, sentence: TokenRange) -> bool {
        let mut score = [0];
        for token in sentence.ids() {
            if !matches!(syntax.upos(token), Upos::Punct | Upos::Det | Upos::Propn | Upos::Num) {
                self.model.hints.add(CueFeatures::hint(syntax.lemma(token)), &mut score);
            }
        }
        score[0] > 0
    }

    fn find(
        &self,
        document: Document<'_>,
        scratch: &mut FinderScratch,
        trace: Option<&mut Vec<CueTrace>>,
    ) -> Vec<Candidate> {
        let scratch = &mut scratch.linear;
        self.score_cues(document, scratch);
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
        mut trace: Option<&mut Vec<CueTrace>>,
    ) -> Vec<Candidate> {
        let scratch = &mut scratch.linear;
        let mut found = Vec::new();
        let is_listed = |token| introduces_clause(document.syntax, TokenId::new(token));
        let tokens = outer.content.iter().flat_map(|piece| piece.start()..piece.end());
        let likely = tokens.map(|token| (token, scratch.embedded[token as usize]));
        let likely = likely.filter(|&(token, probability)| {
            probability >= MIN_EMBEDDED_LISTED
                && !taken(token)
                && (probability >= MIN_EMBEDDED || is_listed(token))
        });
        let likely = likely.collect();
        for token in scratch.embedded_effort.spend(document.graph, likely) {
            let probability = scratch.embedded[token as usize];
            let listed = is_listed(token);
            let candidate = self.decode(document, token, &outer.content, probability, scratch);
            let complete =
                !candidate.content.is_empty() && (!listed || !candidate.source.is_empty());
            if complete && (listed || candidate.confidence >= MIN_EMBEDDED_CONFIDENCE) {
                if let Some(trace) = trace.as_mut() {
                    trace.retain(|cue| cue.head_token != token);
                    trace.push(self.explain(document, &candidate, Decision::Embedded, scratch));
                }
                found.push(candidate);
            }
        }
        found
    }
}
