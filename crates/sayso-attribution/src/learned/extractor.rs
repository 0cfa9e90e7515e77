//! All stages in their order.

mod labelling;

use std::sync::LazyLock;

use sayso_entities::Entities;
use sayso_linear::{Lattice, ModelError};
use sayso_syntax::{Syntax, Upos};
use sayso_text::{Segmentation, TokenId, TokenRange};

use super::chains;
use super::continuations;
use super::cues::CueFeatures;
use super::details::{Details, View};
use super::graph::{Graph, Sign};
use super::model::{Model, Verdict, sigmoid};
use super::propose::Proposal;
use super::reach::{Reach, ReachFeatures};
use super::roles::{Role, RoleFeatures};
use super::signatures;
use super::statements;
use crate::attribution::{Attribution, Stance};
use crate::boilerplate::Boilerplate;
use crate::list::CueList;

/// Cues less likely than this make no proposal.
pub(super) const LEAST_CUE: f32 = 0.3;
/// A cue within a content is one that people would mark if its clause stood alone; for the verbs of the word
/// list less will do.
const LEAST_WITHIN: f32 = 0.6;
const LEAST_LISTED: f32 = 0.2;
/// By how much the log odds of a cue rise that the user has listed; they become even at least.
const LISTED_ODDS: f32 = 2.0;

static MODEL: &[u8] = include_bytes!("../../data/attribution.model");

/// The learned extractor: holds its models and word lists, shared between threads.
///
/// ```
/// use sayso_attribution::learned::Extractor;
/// use sayso_syntax::{SyntaxModel, Syntax};
/// use sayso_text::Segmentation;
///
/// let text = "The mayor resigned on Monday, officials said. It rained.";
/// let segmentation = Segmentation::of(text);
/// let mut syntax = Syntax::default();
/// SyntaxModel::builtin().annotate(text, &segmentation, |_, _| false, &mut Default::default(), &mut syntax);
/// let wants = |sentence| Extractor::builtin().wants(&syntax, segmentation.sentences()[sentence]);
/// assert!(wants(0) && !wants(1));
/// ```
#[derive(Debug)]
pub struct Extractor {
    pub(super) model: Model,
    details: Details,
}

/// A document that is tagged, and parsed where [`Extractor::wants`] asks for it, with what else is known.
///
/// ```
/// use sayso_attribution::learned::{Extractor, Input, Scratch};
/// use sayso_entities::Entities;
/// use sayso_syntax::{SyntaxModel, Syntax};
/// use sayso_text::Segmentation;
///
/// let text = "The mayor resigned, officials said.";
/// let segmentation = Segmentation::of(text);
/// let mut syntax = Syntax::default();
/// SyntaxModel::builtin().annotate(text, &segmentation, |_, _| true, &mut Default::default(), &mut syntax);
/// let input = Input {
///     text,
///     segmentation: &segmentation,
///     syntax: &syntax,
///     entities: &Entities::default(),
///     boilerplate: &[],
///     cues: None,
/// };
/// let found = Extractor::builtin().extract(input, &mut Scratch::default());
/// assert_eq!(&text[found[0].source.spans[0]], "officials");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Input<'d> {
    /// The text.
    pub text: &'d str,
    /// Its tokens, sentences and quotations.
    pub segmentation: &'d Segmentation,
    /// Its grammar.
    pub syntax: &'d Syntax,
    /// Its names.
    pub entities: &'d Entities,
    /// What is not part of the story: no attribution is found there.
    pub boilerplate: &'d [Boilerplate],
    /// Cues that the user has listed.
    pub cues: Option<&'d CueList>,
}

/// Working memory that one document leaves to the next.
#[derive(Debug, Default)]
pub struct Scratch {
    /// The document.
    pub graph: Graph,
    /// The probability of each token to head a cue.
    pub probabilities: Vec<f32>,
    pub(super) first: Vec<f32>,
    /// The probability of each token to head a cue within a content.
    alone: Vec<f32>,
    features: Vec<u64>,
    pub(super) roles: RoleFeatures,
    pub(super) lattice: Lattice,
    labels: Vec<u8>,
    scores: Vec<f32>,
    allowed: Vec<u64>,
    /// Whether each token is boilerplate; empty where there is none.
    shut: Vec<bool>,
    /// The heads of cues that the user has listed, in order.
    listed: Vec<(u32, Option<Stance>)>,
    /// The heads of cues that rules have found.
    pub(super) ruled: Vec<u32>,
}

/// What is known around a cue when its content is followed into other sentences.
#[derive(Clone, Copy)]
struct Around<'s> {
    graph: &'s Graph,
    window: TokenRange,
    labels: &'s [u8],
    probabilities: &'s [f32],
    is_story: &'s dyn Fn(u32) -> bool,
}

impl Scratch {
    pub(super) fn is_shut(&self, token: u32) -> bool {
        self.shut.get(token as usize).is_some_and(|shut| *shut)
    }

    pub(super) fn is_listed(&self, token: u32) -> bool {
        self.listed.binary_search_by_key(&token, |(head, _)| *head).is_ok()
    }
}

impl Extractor {
    /// The extractor that is compiled in.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Extractor> = LazyLock::new(|| {
            Extractor::from_bytes(MODEL).expect("the model that is compiled in is whole")
        });
        &BUILTIN
    }

    /// Reads a model.
    ///
    /// # Errors
    /// If the bytes are not a model of attribution.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, ModelError> {
        Ok(Self { model: Model::read(bytes)?, details: Details::new() })
    }

    /// Whether a tagged sentence may hold a cue, so that it needs a tree.
    pub fn wants(&self, syntax: &Syntax, sentence: TokenRange) -> bool {
        let mut score = [0];
        for token in sentence.ids() {
            if !matches!(syntax.upos(token), Upos::Punct | Upos::Det | Upos::Propn | Upos::Num) {
                self.model.hints.add(CueFeatures::hint(syntax.lemma(token)), &mut score);
            }
        }
        score[0] > 0
    }

    /// Who said what in a document, in order of the cues; a quotation without a cue of its own stands in order
    /// of its own place.
    pub fn extract(&self, input: Input<'_>, scratch: &mut Scratch) -> Vec<Attribution> {
        let Input { text, segmentation, syntax, entities, .. } = input;
        let mut chosen = self.choose(self.propose(input, scratch));
        scratch.ruled.clear();
        for find in [statements::find, signatures::find] {
            let ruled = find(input, scratch, &chosen);
            scratch.ruled.extend(ruled.iter().map(|proposal| proposal.head));
            chains::merge(&mut chosen, ruled);
        }
        chains::part(&mut chosen, |token| scratch.graph.is_sign(token));
        let chosen =
            chains::build(&chosen, |outer, taken| self.inner(outer, taken, syntax, scratch));
        let view = View { text, segmentation, syntax, graph: &scratch.graph, entities };
        let finish = |(proposal, parent): &(Proposal, Option<u32>)| Attribution {
            parent: *parent,
            ..self.details.finish(view, proposal)
        };
        let mut found: Vec<Attribution> = chosen.iter().map(finish).collect();
        continuations::add(input, scratch, &mut found);
        found
    }

    /// Whether `token` may head a cue within a content.
    pub(super) fn is_within(&self, syntax: &Syntax, token: u32, scratch: &Scratch) -> bool {
        let probability = scratch.alone[token as usize];
        probability >= LEAST_WITHIN
            || probability >= LEAST_LISTED && self.details.is_listed(syntax, token)
    }

    /// What is proposed within the content of `outer`, by cues that are not `taken`.
    fn inner(
        &self,
        outer: &Proposal,
        taken: &dyn Fn(u32) -> bool,
        syntax: &Syntax,
        scratch: &mut Scratch,
    ) -> Vec<Proposal> {
        const SURE: f32 = 0.7;
        let mut found = Vec::new();
        for piece in &outer.content {
            for token in piece.start()..piece.end() {
                let probability = scratch.alone[token as usize];
                if probability < LEAST_LISTED || taken(token) {
                    continue;
                }
                let listed = self.details.is_listed(syntax, token);
                if probability >= LEAST_WITHIN || listed {
                    let mut proposal = self.propose_within(token, &outer.content, scratch);
                    proposal.evidence[0] = odds(probability);
                    proposal.confidence = self.judge(&proposal);
                    let complete =
                        !proposal.content.is_empty() && (!listed || !proposal.source.is_empty());
                    if complete && (listed || proposal.confidence >= SURE) {
                        found.push(proposal);
                    }
                }
            }
        }
        found
    }

    /// Every proposal of a document, in order of the cues.
    fn propose(&self, input: Input<'_>, scratch: &mut Scratch) -> Vec<Proposal> {
        let Input { text, segmentation, syntax, boilerplate, cues, .. } = input;
        scratch.graph.fill(text, segmentation, syntax);
        scratch.shut.clear();
        if !boilerplate.is_empty() {
            scratch.shut.resize(scratch.graph.len(), false);
            boilerplate.iter().for_each(|b| scratch.shut[b.tokens.indices()].fill(true));
        }
        scratch.listed.clear();
        for cue in cues.into_iter().flat_map(|cues| cues.find(text, segmentation, syntax)) {
            if let Some(head) = scratch.graph.head_of(cue.tokens.ids().map(TokenId::raw)) {
                scratch.listed.push((head, cue.stance));
            }
        }
        self.score_cues(scratch);
        self.propose_from(scratch)
    }

    /// Every proposal of the document in `scratch`, whose probabilities of cues are known.
    pub fn propose_from(&self, scratch: &mut Scratch) -> Vec<Proposal> {
        let mut proposals = Vec::new();
        for token in 0..scratch.graph.len() as u32 {
            let probability = scratch.probabilities[token as usize];
            if probability >= LEAST_CUE {
                let mut proposal = self.proposal(token, scratch);
                if !proposal.content.is_empty() {
                    proposal.evidence[0] = odds(probability);
                    proposal.confidence = self.judge(&proposal);
                    proposals.push(proposal);
                }
            }
        }
        proposals
    }

    /// The proposals that are believed.
    pub fn choose(&self, mut proposals: Vec<Proposal>) -> Vec<Proposal> {
        proposals.retain(|p| p.confidence >= self.model.least);
        proposals
    }

    /// Both verdicts on every token.
    fn score_cues(&self, scratch: &mut Scratch) {
        let Scratch { graph, probabilities, first, alone, features, shut, listed, .. } = scratch;
        let is_listed = |token: u32| listed.binary_search_by_key(&token, |(head, _)| *head).is_ok();
        let is_shut = |token: u32| shut.get(token as usize).is_some_and(|shut| *shut);
        let table = &self.model.cues;
        let tokens = graph.len();
        first.clear();
        first.resize(tokens, 0.0);
        alone.clear();
        alone.resize(tokens, 0.0);
        for token in 0..tokens as u32 {
            let looked_at = CueFeatures::is_candidate(graph, token, &self.model.hints)
                || is_listed(token) && graph.is_parsed(token);
            if looked_at && !is_shut(token) {
                CueFeatures::first(graph, token, features);
                let mut scores = [0; Verdict::COUNT];
                table.add_all(features, &mut scores);
                first[token as usize] = sigmoid(scores[0] as f32 * table.unit());
                alone[token as usize] = sigmoid(scores[2] as f32 * table.unit());
            }
        }
        probabilities.clear();
        probabilities.resize(tokens, 0.0);
        for token in 0..tokens as u32 {
            if first[token as usize] >= 0.01 {
                features.clear();
                CueFeatures::second(graph, token, first, features);
                let mut scores = [0; Verdict::COUNT];
                table.add_all(features, &mut scores);
                probabilities[token as usize] = sigmoid(scores[1] as f32 * table.unit());
            }
        }
        for &(token, _) in listed.iter().filter(|(token, _)| !is_shut(*token)) {
            let own = &mut probabilities[token as usize];
            *own = sigmoid((odds(*own) + LISTED_ODDS).max(0.0));
        }
    }

    /// Adds what stands in the sentences around.
    fn reach(&self, near: Around<'_>, features: &mut Vec<u64>, proposal: &mut Proposal) {
        let Around { graph, window, labels, probabilities, is_story } = near;
        const ROLES: [Role; 4] = [Role::Other, Role::Source, Role::Cue, Role::Content];
        let roles: Vec<Role> = labels.iter().map(|&label| ROLES[label as usize & 3]).collect();
        let around = ReachFeatures::new(graph, proposal.head, window, &roles);
        let table = &self.model.reach;
        let mut sure = 1f32;
        for forward in [true, false] {
            let mut last = Reach::None;
            for distance in 1..=Reach::FARTHEST {
                let Some(next) = around.sentence(graph, forward, distance) else { break };
                let open = around.is_open(graph, next, last);
                if !open || !is_story(graph.sentence(next).start()) {
                    break;
                }
                around.features(graph, next, last, probabilities, features);
                let mut scores = [0; Reach::COUNT];
                table.add_all(features, &mut scores);
                let mut shares = scores.map(|s| s as f32 * table.unit());
                sayso_linear::softmax(&mut shares);
                let class = (0..Reach::COUNT).max_by(|&a, &b| shares[a].total_cmp(&shares[b]));
                let class = class.unwrap_or(0);
                sure = sure.min(shares[class]);
                last = Reach::from_class(class);
                let tokens = graph.sentence(next);
                match last {
                    Reach::None => break,
                    Reach::Whole => proposal.content.push(tokens),
                    Reach::Quoted => match quoted_part(graph, tokens, forward) {
                        Some(part) => proposal.content.push(part),
                        None => break,
                    },
                }
            }
        }
        proposal.evidence[10] = sure;
        proposal.evidence[11] = f32::from(proposal.content.len() > 1);
        // All that stands behind a colon at a paragraph's end was said, be it longer than most contents; where the
        // colon belongs to the cue, what stands before it was not.
        let own = graph.sentence_of(proposal.head);
        let sentence = graph.sentence(own);
        let here = |piece: &TokenRange| sentence.contains(TokenId::new(piece.start()));
        if (proposal.cue.end() + 1 >= sentence.end() || !proposal.content.iter().any(here))
            && let Some(statement) = statements::behind(graph, own, is_story)
        {
            proposal.content = statement;
        }
        tidy(graph, &mut proposal.content);
    }

    pub(super) fn judge(&self, proposal: &Proposal) -> f32 {
        let weights = self.model.judge.iter();
        let sum: f32 =
            weights.zip(proposal.evidence.iter().chain(&[1.0])).map(|(w, x)| w * x).sum();
        sigmoid(sum)
    }
}

/// The log odds of a probability.
pub(super) fn odds(probability: f32) -> f32 {
    (probability.max(1e-4) / (1.0 - probability).max(1e-4)).ln()
}

/// The stretch in quotation marks that stands nearest to the cue's sentence.
pub(crate) fn quoted_part(graph: &Graph, tokens: TokenRange, forward: bool) -> Option<TokenRange> {
    let quotation = |t: u32| graph.node(t).quotation;
    let mut ids = tokens.start()..tokens.end();
    let at =
        if forward { ids.find(|&t| quotation(t) > 0) } else { ids.rfind(|&t| quotation(t) > 0) }?;
    let same = |t: &u32| quotation(*t) == quotation(at);
    let first = (tokens.start()..=at).rev().take_while(same).last().unwrap_or(at);
    let last = (at..tokens.end()).take_while(same).last().unwrap_or(at);
    Some(TokenRange::new(first, last + 1))
}

/// Puts pieces in order, joins those side by side in one paragraph, cuts edge signs.
fn tidy(graph: &Graph, pieces: &mut Vec<TokenRange>) {
    pieces.sort_unstable();
    pieces.dedup_by(|next, last| {
        let paragraph = |t: u32| graph.sentences[graph.sentence_of(t)].paragraph;
        // People mark what goes on in another paragraph as a piece of its own.
        let joins = next.start() < last.end()
            || next.start() == last.end() && paragraph(next.start()) == paragraph(last.end() - 1);
        if joins {
            *last = TokenRange::new(last.start(), last.end().max(next.end()));
        }
        joins
    });
    for piece in &mut *pieces {
        let (mut start, mut end) = (piece.start(), piece.end());
        let trims = |t: u32| {
            let node = graph.node(t);
            node.quotation == 0
                && matches!(
                    node.sign,
                    Sign::Comma | Sign::Colon | Sign::Semicolon | Sign::Stop | Sign::Dash
                )
        };
        while end > start + 1 && trims(end - 1) {
            end -= 1;
        }
        while start + 1 < end && trims(start) {
            start += 1;
        }
        *piece = TokenRange::new(start, end);
    }
}
