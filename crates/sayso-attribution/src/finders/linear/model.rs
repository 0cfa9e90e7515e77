//! The model file: tables of weights, transitions, and what a score means.

use std::borrow::Cow;

use sayso_linear::{ModelError, ModelFile, Template, Transitions, WeightTable};

use super::cues::CueStage;
use super::extent::Extent;
use super::labels::SpanLabel;
use super::templates::{cue, extent, gap, label, rerank};
use crate::candidate::ConfidenceFeatures;

/// Names the kind of model in its file.
pub(crate) const KIND: &str = "attribution";
/// Changes with every feature template.
pub(crate) const SCHEMA: u64 =
    Template::schema(&[cue::ALL, label::ALL, gap::ALL, rerank::ALL, extent::ALL]);

/// The weights of all stages.
#[derive(Debug)]
pub(crate) struct LinearModel {
    /// Lemmas that head cues.
    pub(crate) hints: WeightTable,
    /// Class 0: first verdict on cues; class 1: second; class 2: verdict on cues within contents.
    pub(crate) cues: WeightTable,
    /// From tokens: one class a role.
    pub(crate) labels: WeightTable,
    /// From the gaps between tokens: one class a pair of roles.
    pub(crate) gaps: WeightTable,
    pub(crate) transitions: Transitions,
    /// The choice among the best labellings: one class.
    pub(crate) rerank: WeightTable,
    pub(crate) extent: WeightTable,
    /// The weights of the confidence, then its bias.
    pub(crate) confidence_weights: Vec<f32>,
    /// Attributions with less confidence are dropped.
    pub(crate) min_confidence: f32,
}

impl LinearModel {
    pub(crate) fn read(bytes: Cow<'static, [u8]>) -> Result<Self, ModelError> {
        let mut file = ModelFile::read(bytes, KIND, SCHEMA)?;
        let hints = WeightTable::read(file.next("hints")?)?;
        let cues = WeightTable::read(file.next("cues")?)?;
        let labels = WeightTable::read(file.next("labels")?)?;
        let gaps = WeightTable::read(file.next("gaps")?)?;
        let transitions = file.next_floats("transitions")?;
        let rerank = WeightTable::read(file.next("rerank")?)?;
        let extent = WeightTable::read(file.next("extent")?)?;
        let confidence_weights = file.next_floats("confidence")?;
        let threshold = file.next_floats("threshold")?;
        let [min_confidence] = threshold[..] else {
            return Err(ModelError::Damaged { part: "threshold" });
        };
        let sizes_fit = cues.classes() == CueStage::COUNT
            && hints.classes() == 1
            && labels.classes() == SpanLabel::COUNT
            && gaps.classes() == SpanLabel::COUNT * SpanLabel::COUNT
            && transitions.len() == SpanLabel::COUNT * (SpanLabel::COUNT + 2)
            && rerank.classes() == 1
            && extent.classes() == Extent::COUNT
            && confidence_weights.len() == ConfidenceFeatures::COUNT + 1;
        if !sizes_fit {
            return Err(ModelError::Damaged { part: "sizes" });
        }
        let transitions = Transitions::from_scores(SpanLabel::COUNT, &transitions);
        Ok(Self {
            hints,
            cues,
            labels,
            gaps,
            transitions,
            rerank,
            extent,
            confidence_weights,
            min_confidence,
        })
    }

    /// The probability that source and content are right.
    pub(crate) fn confidence(&self, features: &ConfidenceFeatures) -> f32 {
        let features = features.to_array();
        let weights = self.confidence_weights.iter();
        sigmoid(weights.zip(features.iter().chain(&[1.0])).map(|(w, x)| w * x).sum())
    }
}

/// The probability of a score, which is its log odds.
pub(crate) fn sigmoid(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// The log odds of a probability.
pub(crate) fn log_odds(probability: f32) -> f32 {
    (probability.max(1e-4) / (1.0 - probability).max(1e-4)).ln()
}
