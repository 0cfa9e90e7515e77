//! Why an attribution was found at a place, or was not: the likelihood of its cue, the features that spoke
//! loudest, and what else could have been source and content.

use std::collections::HashMap;
use std::sync::LazyLock;

use sayso_syntax::Syntax;
use sayso_text::{Segmentation, TextRange, TokenId, TokenRange};

use super::cues::CueFeatures;
use super::extractor::{Extractor, LEAST_CUE, Scratch, odds};
use super::model::Verdict;
use super::roles::{Role, RoleFeatures};

/// Features that are told of each decision.
const TOLD: usize = 6;
/// Other possible sources or contents that are told, and the least probability of one.
const OTHERS: usize = 3;
const LEAST_OTHER: f32 = 0.02;

/// Why a word made an attribution or none.
///
/// ```
/// use sayso_attribution::learned::{Extractor, Input, Outcome, Scratch};
/// use sayso_entities::Entities;
/// use sayso_syntax::{SyntaxModel, Syntax};
/// use sayso_text::{Segmentation, TokenId};
///
/// let text = "The mayor resigned, officials said.";
/// let segmentation = Segmentation::of(text);
/// let mut syntax = Syntax::default();
/// SyntaxModel::builtin().annotate(text, &segmentation, |_, _| true, &mut Default::default(), &mut syntax);
/// let entities = &Entities::default();
/// let (segmentation, syntax) = (&segmentation, &syntax);
/// let input = Input { text, segmentation, syntax, entities, boilerplate: &[], cues: None };
/// let mut scratch = Scratch::default();
/// Extractor::builtin().extract(input, &mut scratch);
/// let why = Extractor::builtin().explain(segmentation, syntax, TokenId::new(5), &mut scratch);
/// assert_eq!(&text[why.cue], "said");
/// assert_eq!(why.outcome, Outcome::Found);
/// assert!(why.probability > 0.9 && !why.reasons.is_empty());
/// assert_eq!(&text[why.sources[0].spans[0]], "officials");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The word that is, or could be, the head of a cue.
    pub head: TextRange,
    /// The words of the cue.
    pub cue: TextRange,
    /// What came of it.
    pub outcome: Outcome,
    /// The probability that the word heads a cue: at first sight, and in sight of the words around it.
    pub first: f32,
    /// The second of these; see `first`.
    pub probability: f32,
    /// Words less likely than this make no attribution.
    pub least_probability: f32,
    /// Whether the user has listed the cue, which raises its probability.
    pub listed: bool,
    /// The features that spoke loudest for and against a cue.
    pub reasons: Vec<Reason>,
    /// The source that was chosen, if any, then others that could have been.
    pub sources: Vec<Choice>,
    /// The content that was chosen, if any, then others that could have been.
    pub contents: Vec<Choice>,
    /// Which labelling around the cue was chosen by features of whole spans, counted from the one that words and
    /// gaps speak for most, which is 0.
    pub labelling: usize,
    /// The probability of the chosen labelling among the few that were possible.
    pub labelling_probability: f32,
    /// The probability that source and content are right.
    pub confidence: f32,
    /// Attributions less sure than this are left out.
    pub least_confidence: f32,
}

/// What came of a word that could head a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It is the cue of an attribution.
    Found,
    /// It is the cue of an attribution in another's content, or of none.
    Within,
    /// It is the cue of an attribution that a rule finds: a dash that signs, what leads in to a statement.
    Ruled,
    /// It stands in a byline, dateline, credit or the like.
    Boilerplate,
    /// It is no word that was ever seen to head a cue.
    NoCandidate,
    /// It is not likely enough to head a cue.
    Unlikely,
    /// Nothing near it can be its content.
    NoContent,
    /// The attribution is not sure enough.
    Unsure,
}

impl Outcome {
    /// The name used in records.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Within => "within",
            Self::Ruled => "ruled",
            Self::Boilerplate => "boilerplate",
            Self::NoCandidate => "no-candidate",
            Self::Unlikely => "unlikely",
            Self::NoContent => "no-content",
            Self::Unsure => "unsure",
        }
    }
}

/// A feature that spoke for something (or against it, if less than 0), in log odds.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// What the feature looks at.
    pub what: &'static str,
    /// How much it counts.
    pub weight: f32,
}

/// A source or content that was possible.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Where it is.
    pub spans: Vec<TextRange>,
    /// The mean probability of its words to belong there; 0 for what was reached in another sentence.
    pub probability: f32,
    /// Whether it was taken.
    pub chosen: bool,
    /// Why its head was, or was not: for it, against its being nothing.
    pub reasons: Vec<Reason>,
}

impl Extractor {
    /// Why the word at `token` heads a cue or none, in the document that `scratch` was last used to
    /// [`extract`](Self::extract) from.
    pub fn explain(
        &self,
        segmentation: &Segmentation,
        syntax: &Syntax,
        token: TokenId,
        scratch: &mut Scratch,
    ) -> Explanation {
        let tokens = segmentation.tokens();
        let at = token.raw();
        let probability = scratch.probabilities[token.index()];
        let mut why = Explanation {
            head: tokens.range(token),
            cue: tokens.range(token),
            outcome: Outcome::NoCandidate,
            first: scratch.first[token.index()],
            probability,
            least_probability: LEAST_CUE,
            listed: scratch.is_listed(at),
            reasons: Vec::new(),
            sources: Vec::new(),
            contents: Vec::new(),
            labelling: 0,
            labelling_probability: 0.0,
            confidence: 0.0,
            least_confidence: self.model.least,
        };
        if scratch.is_shut(at) {
            why.outcome = Outcome::Boilerplate;
            return why;
        }
        if scratch.ruled.contains(&at) {
            why.outcome = Outcome::Ruled;
            return why;
        }
        let candidate = CueFeatures::is_candidate(&scratch.graph, at, &self.model.hints);
        if !candidate && !why.listed || !scratch.graph.is_parsed(at) {
            return why;
        }
        why.reasons = self.cue_reasons(at, scratch);
        let mut proposal = self.proposal(at, scratch);
        proposal.evidence[0] = odds(probability);
        why.confidence = self.judge(&proposal);
        why.labelling = proposal.labelling;
        why.labelling_probability = proposal.evidence[12];
        why.cue = tokens.cover(proposal.cue);
        why.sources = self.choices(segmentation, at, Role::Source, &proposal.source, scratch);
        why.contents = self.choices(segmentation, at, Role::Content, &proposal.content, scratch);
        why.outcome = match () {
            () if probability < LEAST_CUE && self.is_within(syntax, at, scratch) => Outcome::Within,
            () if probability < LEAST_CUE => Outcome::Unlikely,
            () if proposal.content.is_empty() => Outcome::NoContent,
            () if why.confidence < self.model.least => Outcome::Unsure,
            () => Outcome::Found,
        };
        why
    }

    fn cue_reasons(&self, token: u32, scratch: &Scratch) -> Vec<Reason> {
        let Scratch { graph, first: verdicts, .. } = scratch;
        let mut features: Vec<(u32, u64)> = Vec::new();
        CueFeatures::first(graph, token, &mut features);
        let weight = |feature: u64, verdict: Verdict| {
            let mut scores = [0; Verdict::COUNT];
            self.model.cues.add(feature, &mut scores);
            scores[verdict as usize] as f32 * self.model.cues.unit()
        };
        let mut reasons = Vec::new();
        for (template, feature) in features.drain(..) {
            reasons.push((template, weight(feature, Verdict::First)));
        }
        CueFeatures::second(graph, token, verdicts, &mut features);
        for (template, feature) in features {
            reasons.push((template, weight(feature, Verdict::Second)));
        }
        loudest(reasons)
    }

    /// The choice for `role`, then others: runs of words that have a share of the probability.
    fn choices(
        &self,
        segmentation: &Segmentation,
        cue: u32,
        role: Role,
        chosen: &[TokenRange],
        scratch: &mut Scratch,
    ) -> Vec<Choice> {
        let tokens = segmentation.tokens();
        let window = scratch.roles.window();
        let share = |t: u32| match window.contains(TokenId::new(t)) {
            true => scratch.lattice.marginal((t - window.start()) as usize)[role as usize],
            false => 0.0,
        };
        let mean = |piece: &TokenRange| {
            (piece.start()..piece.end()).map(share).sum::<f32>() / piece.len().max(1) as f32
        };
        let mut runs: Vec<TokenRange> = Vec::new();
        for t in window.start()..window.end() {
            let taken = chosen.iter().any(|piece| piece.contains(TokenId::new(t))) || t == cue;
            if taken || share(t) < LEAST_OTHER {
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
        runs.retain(|run| run.ids().any(|t| !scratch.graph.is_sign(t.raw())));
        runs.sort_by(|a, b| mean(b).total_cmp(&mean(a)));
        runs.truncate(OTHERS);
        let mut choices = Vec::new();
        // What was reached in other sentences was not weighed here: its words have no share.
        let inside = |piece: &&TokenRange| window.contains(TokenId::new(piece.start()));
        let main = chosen.iter().find(inside).or_else(|| chosen.first()).copied();
        let mut options = vec![(chosen.to_vec(), main, true)];
        options.extend(runs.into_iter().map(|run| (vec![run], Some(run), false)));
        for (pieces, main, chosen) in options {
            let Some(main) = main else { continue };
            let head = scratch.graph.head_of(main.start()..main.end()).unwrap_or(main.start());
            let reasons = match window.contains(TokenId::new(head)) {
                true => self.role_reasons(head, role, &scratch.roles, scratch),
                false => Vec::new(),
            };
            choices.push(Choice {
                spans: pieces.iter().map(|&piece| tokens.cover(piece)).collect(),
                probability: mean(&main),
                chosen,
                reasons,
            });
        }
        choices
    }

    fn role_reasons(
        &self,
        token: u32,
        role: Role,
        roles: &RoleFeatures,
        scratch: &Scratch,
    ) -> Vec<Reason> {
        let mut features: Vec<(u32, u64)> = Vec::new();
        roles.token(&scratch.graph, token, &scratch.probabilities, &mut features);
        let weight = |(template, feature): (u32, u64)| {
            let mut scores = [0; Role::COUNT];
            self.model.roles.add(feature, &mut scores);
            let difference = scores[role as usize] - scores[Role::Other as usize];
            (template, difference as f32 * self.model.roles.unit())
        };
        loudest(features.into_iter().map(weight).collect())
    }
}

/// The weights that say most, each template once.
fn loudest(weights: Vec<(u32, f32)>) -> Vec<Reason> {
    static NAMES: LazyLock<HashMap<u32, &str>> = LazyLock::new(|| {
        let lines = include_str!("../../data/templates.tsv").lines();
        let pairs = lines.filter_map(|line| line.split_once('\t'));
        pairs.filter_map(|(number, name)| Some((number.parse().ok()?, name))).collect()
    });
    let mut sums: Vec<(u32, f32)> = Vec::new();
    for (template, weight) in weights {
        match sums.iter_mut().find(|(t, _)| *t == template) {
            Some((_, sum)) => *sum += weight,
            None => sums.push((template, weight)),
        }
    }
    sums.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let told = sums.into_iter().filter(|(_, weight)| weight.abs() >= 0.01).take(TOLD);
    told.map(|(template, weight)| Reason { what: NAMES.get(&template).unwrap_or(&""), weight })
        .collect()
}
