//! A possible attribution, in tokens: what finders and rules produce and nesting arranges.

use sayso_entities::EntityId;
use sayso_text::TokenRange;

use crate::attribution::{SourceKind, Stance};
use crate::rules::turns;

/// One possible attribution.
#[derive(Clone, Debug, Default)]
pub(crate) struct Candidate {
    /// The head of the cue.
    pub(crate) head: u32,
    /// The cue: one stretch of tokens.
    pub(crate) cue: TokenRange,
    /// The source, in pieces.
    pub(crate) source: Vec<TokenRange>,
    /// The content, in pieces.
    pub(crate) content: Vec<TokenRange>,
    /// What the confidence is computed from.
    pub(crate) features: ConfidenceFeatures,
    /// The probability that source and content are right.
    pub(crate) confidence: f32,
    /// The stance that the user's list, or the form of the sentence, gives to the cue.
    pub(crate) stance: Option<Stance>,
    /// Whether the content is in the source's own words, even without quotation marks.
    pub(crate) verbatim: bool,
    /// Whom the source is known to be, beyond its words.
    pub(crate) speaker: Option<KnownSpeaker>,
    /// The rule that found it, if no finder did.
    pub(crate) rule: Option<&'static str>,
}

impl Candidate {
    /// Whether it is a turn of a transcript, whose words are known to be its speaker's.
    pub(crate) fn is_turn(&self) -> bool {
        self.rule == Some(turns::NAME)
    }
}

/// Whom the label of a turn means.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KnownSpeaker {
    pub(crate) kind: SourceKind,
    pub(crate) entity: Option<EntityId>,
}

/// What the calibrated confidence of a candidate is computed from.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ConfidenceFeatures {
    /// The log odds of the cue.
    pub(crate) cue_log_odds: f32,
    /// The mean probability of the source's tokens.
    pub(crate) source_mean: f32,
    /// Where there is no source: how far every token is from being one.
    pub(crate) source_absence: f32,
    /// 1 where there is no source.
    pub(crate) sourceless: f32,
    /// The mean probability of the content's tokens.
    pub(crate) content_mean: f32,
    /// 1 where there is no content.
    pub(crate) contentless: f32,
    /// The least probability of a token of the content.
    pub(crate) content_min: f32,
    /// The mean probability of the tokens that belong to nothing.
    pub(crate) other_mean: f32,
    /// The least probability of a token of the cue.
    pub(crate) cue_min: f32,
    /// The least probability of a token of the source.
    pub(crate) source_min: f32,
    /// The least probability of a decision about a neighbouring sentence.
    pub(crate) extent: f32,
    /// 1 where the content has several pieces.
    pub(crate) in_pieces: f32,
    /// The probability of the labelling among the best few.
    pub(crate) labelling: f32,
}

impl ConfidenceFeatures {
    /// The number of features.
    pub(crate) const COUNT: usize = 13;

    /// In the order of the model file.
    pub(crate) fn to_array(self) -> [f32; Self::COUNT] {
        [
            self.cue_log_odds,
            self.source_mean,
            self.source_absence,
            self.sourceless,
            self.content_mean,
            self.contentless,
            self.content_min,
            self.other_mean,
            self.cue_min,
            self.source_min,
            self.extent,
            self.in_pieces,
            self.labelling,
        ]
    }
}
