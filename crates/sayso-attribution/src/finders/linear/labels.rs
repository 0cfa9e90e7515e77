//! Source, cue and content of one cue in its sentence: the features of a conditional random field over the
//! tokens around it.

mod around;

use sayso_linear::combined;
use sayso_syntax::Relation;
use sayso_text::TokenRange;

use super::cues::CueFeatures;
use super::features::{Emit, FeatureSink};
use super::templates::{gap, label};
use crate::document::graph::{DependencyGraph, NONE, PunctuationClass};

/// Tokens farther from the cue are not looked at.
const FARTHEST: u32 = 90;

/// What a token is to a cue.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
pub(crate) enum SpanLabel {
    /// Nothing.
    Other,
    /// A part of the source.
    Source,
    /// A part of the cue.
    Cue,
    /// A part of the content.
    Content,
}

impl SpanLabel {
    /// The number of roles.
    pub(crate) const COUNT: usize = 4;
}

/// Writes the features of the tokens around one cue at a time.
#[derive(Debug, Default)]
pub(crate) struct LabelFeatures {
    window: TokenRange,
    cue: Facts,
    /// By the token's place in the window.
    links: Vec<Link>,
    candidates: Vec<SubjectCandidate>,
}

/// What is true of the cue as a whole.
#[derive(Debug, Default, Clone, Copy)]
struct Facts {
    token: u32,
    lemma: u64,
    tag: u64,
    relation: u64,
    middle: u64,
    quotation: u32,
    /// The quotation around it, where that does not count.
    ignored_quotation: u32,
    /// Quotations that touch the cue: before and after it.
    before: u32,
    after: u32,
    shape: u64,
    placement: u64,
}

/// Where a token hangs, seen from the cue.
#[derive(Debug, Default, Clone, Copy)]
struct Link {
    /// Steps up from the cue to the first word above both.
    up: u8,
    /// Steps down from there to the token.
    down: u8,
    /// The first three relations on the way down, nearest to the cue first.
    relations: [u8; 3],
    /// The child of the common word on the way.
    top: u32,
    /// The way upwards, hashed.
    rise: u64,
    /// The innermost modifier on the way down.
    modifier: u32,
    /// The possible source that holds the token, counted from 1, and the first relation within it.
    candidate: u8,
    within: u8,
    /// The likelihood of other cues on the way down.
    governed: u8,
    /// Commas, stronger marks and other cues between cue and token.
    commas: u8,
    breaks: u8,
    cues: u8,
}

/// A word that may head the source, and why.
#[derive(Debug, Clone, Copy)]
struct SubjectCandidate {
    token: u32,
    kind: u64,
}

impl LabelFeatures {
    /// Turns to the cue at `token`. `probabilities` are those of all tokens to be cues.
    pub(crate) fn turn_to(&mut self, graph: &DependencyGraph, token: u32, probabilities: &[f32]) {
        let sentence = graph.sentence(graph.sentence_of(token));
        self.window = Self::around(sentence, token);
        self.find_candidates(graph, token);
        self.set_facts(graph, token);
        self.set_links(graph, sentence, token, probabilities);
        self.count_between(graph, token, probabilities);
    }

    /// The tokens of `sentence` that are looked at for the cue at `token`.
    pub(crate) fn around(sentence: TokenRange, token: u32) -> TokenRange {
        let start = sentence.start().max(token.saturating_sub(FARTHEST));
        TokenRange::new(start, sentence.end().min(token + FARTHEST))
    }

    /// Forgets the quotation that the cue itself is in, so that its content is looked for as in a text of its own.
    pub(crate) fn ignore_quotation(&mut self) {
        self.cue.ignored_quotation = std::mem::take(&mut self.cue.quotation);
    }

    /// The tokens around the cue that have features.
    pub(crate) fn window(&self) -> TokenRange {
        self.window
    }

    /// The features of `token`, which is in the window.
    pub(crate) fn token(
        &self,
        graph: &DependencyGraph,
        token: u32,
        probabilities: &[f32],
        out: &mut impl FeatureSink,
    ) {
        out.clear();
        let mut emit = Emit { out };
        let cue = &self.cue;
        let node = graph.node(token);
        let link = &self.links[(token - self.window.start()) as usize];
        let side = match token.cmp(&cue.token) {
            std::cmp::Ordering::Less => 0u64,
            std::cmp::Ordering::Equal => 2,
            std::cmp::Ordering::Greater => 1,
        };
        let [r1, r2, r3] = link.relations.map(u64::from);
        let up = u64::from(link.up);
        let way = combined(&[up, r1, side]);
        emit.add(label::SIDE, &[side]);
        emit.add(label::WAY_TWO, &[link.rise, r1, r2]);
        emit.add(label::WAY_THREE, &[link.rise, r1, r2, r3]);
        emit.add(label::WAY_LEMMA, &[way, cue.lemma]);
        emit.add(label::WAY_MIDDLE, &[way, cue.middle]);
        emit.add(label::WAY_TAG, &[way, r2, cue.tag]);
        emit.add(label::WAY_RELATION, &[way, cue.relation]);
        emit.add(label::WAY_SHAPE, &[way, cue.shape]);
        emit.add(label::TREE_DISTANCE, &[up, u64::from(link.down).min(6), side]);
        if link.top != NONE {
            let top = graph.node(link.top);
            let first = graph.node(top.left);
            let lead = graph.child(link.top, &[Relation::Mark, Relation::Case]);
            let lead = lead.map_or(0, |l| graph.node(l).lower);
            emit.add(label::PHRASE_HEAD, &[way, top.lemma]);
            emit.add(label::PHRASE_LEAD, &[way, lead]);
            emit.add(label::PHRASE_FIRST, &[way, first.lower]);
            emit.add(label::PHRASE_LEAD_LEMMA, &[way, lead, cue.lemma]);
            emit.add(label::PHRASE_UPOS, &[way, top.upos as u64, cue.tag]);
            emit.add(label::PHRASE_MIDDLE, &[way, top.clusters[1].into()]);
        }
        self.modifier(graph, link, way, &mut emit);
        emit.add(label::COMMAS_WAY, &[u64::from(link.commas), way]);
        emit.add(label::COMMAS_LEMMA, &[u64::from(link.commas), side, cue.lemma]);
        emit.add(label::OWN_LEMMA, &[node.lemma, side]);
        emit.add(label::TAG_WAY, &[node.xpos as u64, way]);
        emit.add(label::RELATION_TAG, &[node.relation as u64, node.xpos as u64, side]);
        let lower = |by: i32| graph.near(token, by).map_or(1, |n| n.lower);
        emit.add(label::WORD_BEFORE, &[lower(-1), side]);
        let quoted = self.quoted(node.quotation);
        emit.add(label::QUOTED, &[quoted, side]);
        emit.add(label::QUOTED_WAY, &[quoted, way]);
        emit.add(label::QUOTED_LEMMA, &[quoted, cue.lemma, side]);
        emit.add(label::QUOTED_MARK, &[quoted, node.punctuation as u64, side]);
        emit.add(label::QUOTED_SHAPE, &[quoted, cue.shape]);
        let own = CueFeatures::step(probabilities[token as usize]);
        let place = cue.placement;
        emit.add(label::PLACEMENT, &[place, side]);
        emit.add(label::PLACEMENT_WAY, &[place, way]);
        emit.add(label::PLACEMENT_QUOTED, &[place, quoted, side]);
        emit.add(label::PLACEMENT_COMMAS, &[place, u64::from(link.commas), side]);
        emit.add(label::PLACEMENT_RELATION, &[place, cue.relation, side]);
        emit.add(label::PLACEMENT_SOURCE, &[place, u64::from(link.candidate), side]);
        emit.add(label::PLACEMENT_BREAKS, &[place, u64::from(link.breaks), quoted]);
        let breaks = u64::from(link.breaks);
        emit.add(label::BREAKS_QUOTED, &[breaks, side, quoted]);
        emit.add(label::BREAKS_WAY, &[breaks, way]);
        emit.add(label::OWN_LIKELY, &[own, way]);
        emit.add(label::LIKELY_BETWEEN, &[u64::from(link.cues), side]);
        emit.add(label::GOVERNED, &[u64::from(link.governed), way]);
        self.source(graph, token, link, way, &mut emit);
        self.near_cue(graph, token, &mut emit);
    }

    fn modifier(
        &self,
        graph: &DependencyGraph,
        link: &Link,
        way: u64,
        emit: &mut Emit<'_, impl FeatureSink>,
    ) {
        if link.modifier == NONE {
            emit.add(label::NO_MODIFIER, &[way]);
            return;
        }
        let node = graph.node(link.modifier);
        let relation = node.relation as u64;
        let first = graph.node(node.left);
        let comma = first.punctuation == PunctuationClass::Comma
            || graph.near(node.left, -1).is_some_and(|n| n.punctuation == PunctuationClass::Comma);
        let comma = u64::from(comma);
        let side = u64::from(link.modifier > node.head);
        emit.add(label::MODIFIER, &[relation, comma, side, way]);
        emit.add(label::MODIFIER_FIRST, &[relation, comma, first.lower, way]);
        emit.add(label::MODIFIER_TAG, &[relation, comma, node.xpos as u64, side, way]);
    }

    /// How a quotation stands to the cue.
    fn quoted(&self, quotation: u32) -> u64 {
        match quotation {
            0 => 0,
            q if q == self.cue.ignored_quotation => 0,
            q if q == self.cue.quotation => 1,
            q if q == self.cue.before => 2,
            q if q == self.cue.after => 3,
            _ => 4,
        }
    }

    fn source(
        &self,
        graph: &DependencyGraph,
        token: u32,
        link: &Link,
        way: u64,
        emit: &mut Emit<'_, impl FeatureSink>,
    ) {
        if link.candidate == 0 {
            emit.add(label::NO_SOURCE, &[self.candidates.len() as u64]);
            emit.add(label::NO_SOURCE_WAY, &[way, u64::from(self.candidates.is_empty())]);
            return;
        }
        let candidate = self.candidates[link.candidate as usize - 1];
        let head = graph.node(candidate.token);
        let within = u64::from(link.within);
        let after = u64::from(token > candidate.token);
        let first = u64::from(link.candidate == 1);
        let comma = u64::from(
            (candidate.token + 1..token)
                .any(|t| graph.node(t).punctuation == PunctuationClass::Comma),
        );
        emit.add(label::SOURCE_KIND, &[candidate.kind, first]);
        emit.add(label::SOURCE_KIND_PART, &[candidate.kind, within, after]);
        emit.add(label::SOURCE_PART, &[within, after, comma, first]);
        emit.add(label::SOURCE_KIND_LEMMA, &[candidate.kind, self.cue.lemma]);
        emit.add(label::SOURCE_HEAD, &[candidate.kind, head.lemma]);
        emit.add(label::SOURCE_HEAD_UPOS, &[candidate.kind, head.upos as u64, self.cue.tag]);
        emit.add(label::SOURCE_KIND_SHAPE, &[candidate.kind, self.cue.shape, first]);
        emit.add(label::SOURCE_PART_UPOS, &[within, after, comma, head.upos as u64]);
    }

    /// The verb group: words beside the cue.
    fn near_cue(&self, graph: &DependencyGraph, token: u32, emit: &mut Emit<'_, impl FeatureSink>) {
        let cue = self.cue.token;
        let distance = u64::from(token.abs_diff(cue));
        let side = u64::from(token > cue);
        let node = graph.node(token);
        emit.add(label::WORD_DISTANCE, &[distance.min(12), side]);
        if distance > 5 {
            return;
        }
        let at = distance << 1 | side;
        let child = u64::from(node.head == cue);
        emit.add(label::NEAR_WORD, &[at, node.lower]);
        emit.add(label::NEAR_TAG, &[at, node.xpos as u64, self.cue.tag]);
        emit.add(label::NEAR_RELATION, &[at, node.relation as u64, child]);
        emit.add(label::NEAR_CHILD, &[node.relation as u64, child, node.lower, side]);
    }

    /// The features of the gap between `token`, not the first of the window, and the one before it.
    pub(crate) fn gap(&self, graph: &DependencyGraph, token: u32, out: &mut impl FeatureSink) {
        out.clear();
        let mut emit = Emit { out };
        let (before, after) = (graph.node(token - 1), graph.node(token));
        let side = u64::from(token > self.cue.token);
        let top = |at: u32| {
            if at == NONE {
                return (0, 0);
            }
            let relation = graph.node(at).relation as u64 + 1;
            let link = at.checked_sub(self.window.start()).and_then(|i| self.links.get(i as usize));
            (relation, link.map_or(0, |l| u64::from(l.up) << 4 | u64::from(l.down).min(4)))
        };
        let (begins, begins_at) = top(after.begins);
        let (ends, ends_at) = top(before.ends);
        emit.add(gap::BEGINS, &[begins, side]);
        emit.add(gap::ENDS, &[ends, side]);
        emit.add(gap::BEGINS_ENDS, &[begins, ends]);
        emit.add(gap::MARKS, &[before.punctuation as u64, after.punctuation as u64]);
        emit.add(gap::TAGS, &[before.xpos as u64, after.xpos as u64]);
        emit.add(gap::BEGINS_AT, &[begins, begins_at, side]);
        emit.add(gap::ENDS_AT, &[ends, ends_at, side]);
        emit.add(gap::WORD_AFTER, &[after.lower, side]);
        emit.add(gap::WORD_BEFORE, &[before.lower, side]);
        emit.add(gap::BEGINS_WORD, &[begins, after.lower]);
        emit.add(gap::BEGINS_AT_WORD, &[begins, begins_at, after.lower]);
        emit.add(gap::QUOTED, &[self.quoted(before.quotation), self.quoted(after.quotation), side]);
        emit.add(gap::MARK_BEGINS, &[before.punctuation as u64, begins, side]);
        emit.add(gap::MARK_BEGINS_WORD, &[before.punctuation as u64, begins, after.lower]);
        emit.add(
            gap::AT_CUE,
            &[u64::from(token == self.cue.token), u64::from(token == self.cue.token + 1)],
        );
        emit.add(gap::BEGINS_AT_LEMMA, &[begins, begins_at, self.cue.lemma]);
        let place = self.cue.placement;
        emit.add(
            gap::PLACEMENT_MARKS,
            &[place, before.punctuation as u64, after.punctuation as u64, side],
        );
        emit.add(gap::PLACEMENT_BEGINS_ENDS, &[place, begins, ends]);
        emit.add(gap::PLACEMENT_BEGINS_AT, &[place, begins_at, side]);
        emit.add(gap::WAYS, &[begins_at, ends_at, side]);
    }
}
