//! What was decided about each possible cue of a document, recorded while it was decided.

use sayso_text::{TextRange, TokenId};

use crate::attributions::Attributions;
use crate::candidate::Candidate;
use crate::document::Document;

/// Why each attribution of a document was found, and why every other possible cue was not.
///
/// [`AttributionModel::trace`](crate::AttributionModel::trace) records one.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Trace {
    /// In order of their heads.
    pub cues: Vec<CueTrace>,
    /// For each attribution, its place in `cues`.
    pub by_attribution: Vec<u32>,
}

/// What was decided about one possible cue.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CueTrace {
    /// The token that heads the cue, or would.
    pub(crate) head_token: u32,
    /// The word that heads the cue, or would.
    pub head: TextRange,
    /// The words of the cue.
    pub cue: TextRange,
    /// What was decided.
    pub decision: Decision,
    /// The index of the attribution, where there is one.
    pub attribution: Option<u32>,
    /// The rule that found it, where one did.
    pub rule: Option<&'static str>,
    /// The probability that the word heads a cue, by itself.
    pub first_probability: f32,
    /// The same in view of the probabilities around it; within a content, that of heading a cue there.
    pub probability: f32,
    /// Less probable words make no attribution.
    pub min_probability: f32,
    /// Whether the user has listed the cue, which raises its probability.
    pub listed: bool,
    /// The features that counted most for and against a cue.
    pub contributions: Vec<FeatureContribution>,
    /// The source that was chosen, if any, then others that could have been.
    pub sources: Vec<Alternative>,
    /// The content that was chosen, if any, then others that could have been.
    pub contents: Vec<Alternative>,
    /// Which labelling around the cue was chosen by features of whole spans, counted from the one that the random
    /// field prefers, which is 0.
    pub labelling: usize,
    /// The probability of the chosen labelling among the few that were considered.
    pub labelling_probability: f32,
    /// The probability that source and content are right.
    pub confidence: f32,
    /// Attributions with less confidence are left out.
    pub min_confidence: f32,
}

/// What was decided about a word that could head a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Decision {
    /// It is the cue of an attribution.
    Found,
    /// It is the cue of an attribution within another's content.
    Embedded,
    /// It is the cue of an attribution that a rule found.
    Ruled,
    /// It is a quotation without a cue of its own that continues an earlier attribution.
    Continued,
    /// Another attribution took its words.
    Superseded,
    /// It is in a byline, dateline, credit or the like.
    Boilerplate,
    /// It is not a word that was ever seen to head a cue.
    NoCandidate,
    /// It is not probable enough as the head of a cue.
    Unlikely,
    /// Its sentence has too many cues, and others are more probable.
    Crowded,
    /// Nothing near it can be its content.
    NoContent,
    /// The attribution is below the model's least confidence.
    Unsure,
}

impl Decision {
    /// The name used in records.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Embedded => "embedded",
            Self::Ruled => "ruled",
            Self::Continued => "continued",
            Self::Superseded => "superseded",
            Self::Boilerplate => "boilerplate",
            Self::NoCandidate => "no-candidate",
            Self::Unlikely => "unlikely",
            Self::Crowded => "crowded",
            Self::NoContent => "no-content",
            Self::Unsure => "unsure",
        }
    }
}

/// A feature that counted for something, or against it if less than 0, in log odds.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct FeatureContribution {
    /// What the feature looks at.
    pub what: &'static str,
    /// How much it counts.
    pub weight: f32,
}

/// A source or content that was possible.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Alternative {
    /// Where it is.
    pub spans: Vec<TextRange>,
    /// The mean probability of its words to belong there; 0 where it was not weighed word by word.
    pub probability: f32,
    /// Whether it was chosen.
    pub chosen: bool,
    /// What counted for its head and against it.
    pub contributions: Vec<FeatureContribution>,
}

impl CueTrace {
    /// A cue about which nothing is known but its place.
    pub(crate) fn new(head_token: u32, head: TextRange, decision: Decision) -> Self {
        Self {
            head_token,
            head,
            cue: head,
            decision,
            attribution: None,
            rule: None,
            first_probability: 0.0,
            probability: 0.0,
            min_probability: 0.0,
            listed: false,
            contributions: Vec::new(),
            sources: Vec::new(),
            contents: Vec::new(),
            labelling: 0,
            labelling_probability: 0.0,
            confidence: 0.0,
            min_confidence: 0.0,
        }
    }

    /// Of a word that no finder looked at: what is in boilerplate, and what cannot head a cue.
    pub fn unconsidered(head: TextRange, is_boilerplate: bool) -> Self {
        let decision = if is_boilerplate { Decision::Boilerplate } else { Decision::NoCandidate };
        Self::new(u32::MAX, head, decision)
    }

    /// Whether the cue made an attribution.
    pub fn is_found(&self) -> bool {
        self.attribution.is_some()
    }
}

impl Trace {
    /// What was decided about the attribution numbered `attribution`.
    pub fn of_attribution(&self, attribution: usize) -> Option<&CueTrace> {
        self.cues.get(*self.by_attribution.get(attribution)? as usize)
    }

    /// The most probable possible cue with its head in `range`.
    pub fn likeliest(&self, range: TextRange) -> Option<&CueTrace> {
        let inside =
            |cue: &&CueTrace| range.start() <= cue.head.start() && cue.head.end() <= range.end();
        let possible = self.cues.iter().filter(inside).filter(|cue| cue.probability > 0.0);
        possible.max_by(|a, b| a.probability.total_cmp(&b.probability))
    }

    /// Adds the trace of the next part of the document, which has so many `bytes`, `tokens` and `attributions` of it before it.
    pub fn append(&mut self, part: Self, bytes: u32, tokens: u32, attributions: u32) {
        let before = self.cues.len() as u32;
        self.by_attribution.extend(part.by_attribution.iter().map(|place| place + before));
        self.cues.extend(part.cues.into_iter().map(|mut cue| {
            if cue.head_token != u32::MAX {
                cue.head_token += tokens;
            }
            cue.attribution = cue.attribution.map(|at| at + attributions);
            let alternatives = cue.sources.iter_mut().chain(&mut cue.contents);
            let spans = alternatives.flat_map(|alternative| &mut alternative.spans);
            spans.chain([&mut cue.head, &mut cue.cue]).for_each(|s| *s = s.shifted(bytes));
            cue
        }));
    }

    /// Follows [`Attributions::retain_confident`], which has left `found`.
    pub fn retain_confident(&mut self, min_confidence: f32, found: &Attributions) {
        let kept = |at: &u32| self.cues[*at as usize].confidence >= min_confidence;
        let places = std::mem::take(&mut self.by_attribution);
        let kept: Vec<u32> = places.into_iter().filter(kept).collect();
        for cue in &mut self.cues {
            if cue.attribution.take().is_some() && cue.confidence < min_confidence {
                cue.decision = Decision::Unsure;
                cue.min_confidence = min_confidence;
            }
        }
        for (at, &place) in (0..).zip(&kept) {
            let cue = &mut self.cues[place as usize];
            cue.attribution = Some(at);
            // The one around it was left out.
            if cue.decision == Decision::Embedded && found[at as usize].parent.is_none() {
                cue.decision = Decision::Found;
            }
        }
        self.by_attribution = kept;
    }

    /// Brings what the finders recorded to what rules and nesting made of it.
    pub(crate) fn settle(
        &mut self,
        document: Document<'_>,
        nested: &[(Candidate, Option<u32>)],
        found: &Attributions,
    ) {
        for cue in &mut self.cues {
            if matches!(cue.decision, Decision::Found | Decision::Embedded) {
                cue.decision = Decision::Superseded;
            }
        }
        let tokens = document.segmentation.tokens();
        for ((at, (candidate, parent)), attribution) in (0u32..).zip(nested).zip(found) {
            let known = self.cues.iter().position(|cue| cue.head_token == candidate.head);
            let place = known.unwrap_or_else(|| {
                let head = tokens.range(TokenId::new(candidate.head));
                self.cues.push(CueTrace::new(candidate.head, head, Decision::Found));
                self.cues.len() - 1
            });
            let cue = &mut self.cues[place];
            cue.attribution = Some(at);
            cue.rule = candidate.rule;
            cue.decision = match (candidate.rule, parent) {
                (Some(_), _) => Decision::Ruled,
                (None, Some(_)) => Decision::Embedded,
                (None, None) => Decision::Found,
            };
            cue.cue = attribution.cue.spans[0];
            cue.confidence = attribution.confidence;
            set_chosen(&mut cue.sources, &attribution.source.spans);
            set_chosen(&mut cue.contents, &attribution.content.spans);
        }
        self.cues.sort_by_key(|cue| cue.head_token);
    }

    /// Follows the attributions to their new indices, of `count` in all, and adds those that continue others.
    pub(crate) fn renumber(&mut self, moved: &[u32], found: &Attributions) {
        for cue in &mut self.cues {
            cue.attribution = cue.attribution.map(|at| moved[at as usize]);
        }
        for (at, attribution) in (0..).zip(found) {
            if attribution.continues.is_some() {
                let content = attribution.content.spans[0];
                let mut cue = CueTrace::new(u32::MAX, content, Decision::Continued);
                cue.cue = attribution.cue.spans[0];
                cue.attribution = Some(at);
                cue.confidence = attribution.confidence;
                set_chosen(&mut cue.sources, &attribution.source.spans);
                set_chosen(&mut cue.contents, &attribution.content.spans);
                self.cues.push(cue);
            }
        }
        self.by_attribution.clear();
        self.by_attribution.resize(found.len(), u32::MAX);
        for (place, cue) in (0..).zip(&self.cues) {
            if let Some(at) = cue.attribution {
                self.by_attribution[at as usize] = place;
            }
        }
    }
}

/// Makes `spans` the alternative that was chosen.
fn set_chosen(alternatives: &mut Vec<Alternative>, spans: &[TextRange]) {
    let chosen = alternatives.iter_mut().find(|alternative| alternative.chosen);
    match chosen {
        Some(_) if spans.is_empty() => alternatives.retain(|alternative| !alternative.chosen),
        Some(chosen) => chosen.spans = spans.to_vec(),
        None if spans.is_empty() => {}
        None => alternatives.insert(
            0,
            Alternative {
                spans: spans.to_vec(),
                probability: 0.0,
                chosen: true,
                contributions: Vec::new(),
            },
        ),
    }
}
