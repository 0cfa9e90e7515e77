//! Which neighbouring sentences a content runs into: decided outwards from the cue's sentence, sentence by
//! sentence, up to the first that does not belong to it.

use sayso_linear::combined;
use sayso_text::TokenRange;

use super::cues::CueFeatures;
use super::features::{Emit, FeatureSink};
use super::labels::SpanLabel;
use super::templates::extent;
use crate::document::graph::{DependencyGraph, PunctuationClass};

/// How much of a neighbouring sentence belongs to the content.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
pub(crate) enum Extent {
    /// Nothing.
    None,
    /// The part in quotation marks.
    Quoted,
    /// All of it.
    Whole,
}

impl Extent {
    /// The number of values.
    pub(crate) const COUNT: usize = 3;
    /// Contents are not followed farther, in sentences.
    pub(crate) const FARTHEST: u32 = 12;

    /// The value numbered `class`.
    pub(crate) fn from_class(class: usize) -> Self {
        [Self::None, Self::Quoted, Self::Whole][class.min(2)]
    }
}

/// Writes the features of the sentences around one cue.
#[derive(Debug)]
pub(crate) struct ExtentFeatures {
    cue: u32,
    /// Whether the content touches the beginning and the end of the cue's sentence.
    edges: [bool; 2],
    has_content: bool,
    /// Whether content in the cue's sentence is in quotation marks: none, some, all.
    quoted: u64,
    /// The quotation of the content nearest to each edge.
    quotations: [u32; 2],
}

impl ExtentFeatures {
    /// Turns to the cue at `cue`, of whose sentence the tokens of `window` have `roles`.
    pub(crate) fn new(
        graph: &DependencyGraph,
        cue: u32,
        window: TokenRange,
        roles: &[SpanLabel],
    ) -> Self {
        let words = || {
            let tokens = (window.start()..window.end()).zip(roles);
            tokens.filter(|(t, _)| graph.node(*t).punctuation == PunctuationClass::Word)
        };
        let is_content =
            |role: Option<(u32, &SpanLabel)>| role.is_some_and(|(_, r)| *r == SpanLabel::Content);
        let (first, last) = (words().next(), words().next_back());
        let content = || words().filter(|(_, r)| **r == SpanLabel::Content);
        let inside = content().filter(|(t, _)| graph.node(*t).quotation > 0).count();
        let all = content().count();
        let quotation =
            |t: Option<(u32, &SpanLabel)>| t.map_or(0, |(t, _)| graph.node(t).quotation);
        Self {
            cue,
            edges: [is_content(first), is_content(last)],
            has_content: all > 0,
            quoted: if inside == 0 { 0 } else { 1 + u64::from(inside == all) },
            quotations: [quotation(content().next()), quotation(content().next_back())],
        }
    }

    /// The sentence that comes `distance` sentences before (or after) the cue's.
    pub(crate) fn sentence(
        &self,
        graph: &DependencyGraph,
        forward: bool,
        distance: u32,
    ) -> Option<usize> {
        let own = graph.sentence_of(self.cue);
        let by = if forward { distance as isize } else { -(distance as isize) };
        own.checked_add_signed(by).filter(|&s| s < graph.sentences.len())
    }

    /// The features of sentence `next`; `last` is what was decided for the one between it and the cue's.
    pub(crate) fn features(
        &self,
        graph: &DependencyGraph,
        next: usize,
        last: Extent,
        probabilities: &[f32],
        out: &mut impl FeatureSink,
    ) {
        out.clear();
        let mut emit = Emit { out };
        let own = graph.sentence_of(self.cue);
        let forward = next > own;
        let distance = next.abs_diff(own);
        let side = usize::from(forward);
        let cue = graph.node(self.cue);
        let tokens = graph.sentence(next);
        let near = if forward { next - 1 } else { next + 1 };
        let near_tokens = graph.sentence(near);
        let (first, end) = (graph.node(tokens.start()), graph.node(tokens.end() - 1));
        // The token of the sentence between that touches the next one, and the other way round.
        let (touching, touched) = if forward {
            (graph.node(near_tokens.end() - 1), first)
        } else {
            (graph.node(near_tokens.start()), end)
        };
        let runs_on = touching.quotation > 0 && touching.quotation == touched.quotation;
        let crossing = graph.sentences[next].paragraph != graph.sentences[near].paragraph;
        let inside = tokens.indices().filter(|&t| graph.nodes[t].quotation > 0).count();
        let state = match (first.quotation > 0, end.quotation > 0) {
            (true, true) if inside == tokens.len() as usize => 1,
            (true, true) => 2,
            (true, false) => 3,
            (false, true) => 4,
            (false, false) => 5 + u64::from(inside > 0),
        };
        let edge = if distance == 1 { self.edges[side] } else { last == Extent::Whole };
        let same = self.quotations[side] > 0
            && tokens.indices().any(|t| graph.nodes[t].quotation == self.quotations[side]);
        let colon = near_tokens
            .ids()
            .rev()
            .take(2)
            .any(|t| graph.node(t.raw()).punctuation == PunctuationClass::Colon);
        let unfinished = touching.punctuation == PunctuationClass::Word;
        let mut outside = 0f32;
        let mut anywhere = 0f32;
        for t in tokens.indices() {
            let p = probabilities[t];
            anywhere = anywhere.max(p);
            if graph.nodes[t].quotation == 0 {
                outside = outside.max(p);
            }
        }
        let (outside, anywhere) = (CueFeatures::step(outside), CueFeatures::step(anywhere));
        let near_cue = (near != own).then(|| {
            let most = near_tokens.indices().filter(|&t| graph.nodes[t].quotation == 0);
            CueFeatures::step(most.map(|t| probabilities[t]).fold(0.0, f32::max))
        });
        let direction = side as u64;
        let far = (distance as u64).min(4);
        let link = u64::from(runs_on)
            | u64::from(crossing) << 1
            | u64::from(edge) << 2
            | u64::from(same) << 3
            | u64::from(colon) << 4
            | u64::from(self.has_content) << 5;
        let base = combined(&[direction, link]);
        emit.add(extent::SIDE, &[direction]);
        emit.add(extent::LINK, &[base]);
        emit.add(extent::LINK_STATE, &[base, state]);
        emit.add(extent::LINK_STATE_QUOTED, &[base, state, self.quoted]);
        emit.add(extent::LINK_DISTANCE, &[base, far]);
        emit.add(extent::LINK_STATE_OUTSIDE, &[base, state, outside]);
        emit.add(extent::STATE_OUTSIDE, &[direction, state, outside, u64::from(crossing)]);
        emit.add(extent::LINK_ANYWHERE, &[base, anywhere]);
        emit.add(extent::LINK_LEMMA, &[base, cue.lemma]);
        emit.add(extent::LEMMA_STATE, &[direction, cue.lemma, state]);
        emit.add(extent::LINK_MIDDLE, &[base, cue.clusters[1].into()]);
        emit.add(
            extent::DISTANCE_STATE,
            &[direction, far, state, self.quoted, u64::from(crossing)],
        );
        emit.add(extent::LINK_LAST, &[base, last as u64, state]);
        emit.add(extent::LINK_NEAR_CUE, &[base, near_cue.unwrap_or(10)]);
        emit.add(
            extent::FIRST_WORD,
            &[direction, first.lower, u64::from(crossing), u64::from(edge)],
        );
        emit.add(extent::LINK_FIRST_TAG, &[base, first.xpos as u64]);
        emit.add(
            extent::UNFINISHED,
            &[direction, u64::from(unfinished), u64::from(crossing), u64::from(edge)],
        );
        emit.add(extent::LINK_LENGTH, &[base, u64::from(tokens.len() / 8).min(5)]);
        let quotation_touches = u64::from(cue.quotation > 0);
        emit.add(extent::LINK_CUE_QUOTED, &[base, quotation_touches, state]);
        emit.add(
            extent::RUNS_ON,
            &[direction, self.quoted, u64::from(same), u64::from(runs_on), state, outside],
        );
        emit.add(extent::LINK_SHARE, &[base, (inside * 4 / tokens.len().max(1) as usize) as u64]);
        // How far the quotation that would be taken stands from the cue's sentence.
        let gap = if forward {
            tokens.indices().position(|t| graph.nodes[t].quotation > 0)
        } else {
            tokens.indices().rev().position(|t| graph.nodes[t].quotation > 0)
        };
        emit.add(
            extent::QUOTE_GAP,
            &[direction, gap.map_or(9, |g| (g as u64).min(8)), self.quoted],
        );
        let closes = (self.cue..graph.sentence(own).end()).any(|t| graph.node(t).quotation > 0);
        emit.add(
            extent::CLOSES,
            &[direction, u64::from(closes), state, self.quoted, u64::from(crossing)],
        );
    }

    /// Whether it makes sense to look at sentence `next` at all.
    pub(crate) fn is_open(&self, graph: &DependencyGraph, next: usize, last: Extent) -> bool {
        let own = graph.sentence_of(self.cue);
        let forward = next > own;
        let near = if forward { next - 1 } else { next + 1 };
        let crossing = graph.sentences[next].paragraph != graph.sentences[near].paragraph;
        let quoted = graph.sentence(next).indices().any(|t| graph.nodes[t].quotation > 0);
        let colon = graph
            .sentence(own)
            .ids()
            .rev()
            .take(2)
            .any(|t| graph.node(t.raw()).punctuation == PunctuationClass::Colon);
        let edge = self.edges[usize::from(forward)] || last == Extent::Whole;
        if crossing {
            // A new paragraph goes on with the content after a colon, or quoted.
            let first = quoted && near == own;
            if forward { colon || first || quoted && last != Extent::None } else { first }
        } else {
            quoted || edge || colon || near == own
        }
    }
}
