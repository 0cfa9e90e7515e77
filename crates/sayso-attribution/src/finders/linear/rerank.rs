//! Which of the few best labellings around a cue is right: features of whole spans, which no single token or
//! gap of the random field sees (Collins and Koo 2005).

use sayso_syntax::Relation;
use sayso_text::TokenRange;

use super::cues::CueFeatures;
use super::features::{Emit, FeatureSink};
use super::labels::SpanLabel;
use super::templates::rerank;
use crate::document::clause::placement;
use crate::document::graph::{DependencyGraph, PunctuationClass};

/// Writes the features of labellings around one cue at a time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RerankFeatures<'g> {
    graph: &'g DependencyGraph,
    probabilities: &'g [f32],
    window: TokenRange,
    cue: u32,
    lemma: u64,
    tag: u64,
    place: u64,
}

/// A stretch of tokens with one role.
#[derive(Clone, Copy, Default)]
struct Span {
    /// Tokens whose head is outside, and the first of them.
    roots: u64,
    root: Option<u32>,
    words: u64,
    pieces: u64,
}

impl<'g> RerankFeatures<'g> {
    /// Turns to the cue at `cue` with the tokens of `window` around it.
    pub(crate) fn new(
        graph: &'g DependencyGraph,
        cue: u32,
        window: TokenRange,
        probabilities: &'g [f32],
    ) -> Self {
        let node = graph.node(cue);
        let place = placement(graph, cue);
        Self { graph, probabilities, window, cue, lemma: node.lemma, tag: node.xpos as u64, place }
    }

    /// The features of the roles in `labels`, one a token of the window.
    pub(crate) fn fill(&self, labels: &[u8], out: &mut impl FeatureSink) {
        out.clear();
        let mut emit = Emit { out };
        let role = |t: u32| {
            let at = t.checked_sub(self.window.start()).map(|i| i as usize);
            at.and_then(|i| labels.get(i))
                .map_or(u64::from(SpanLabel::Other as u8), |&l| u64::from(l))
        };
        let content = self.span(SpanLabel::Content, &role);
        let source = self.span(SpanLabel::Source, &role);
        let pattern = self.pattern(&role);
        emit.add(rerank::PATTERN, &[pattern]);
        emit.add(rerank::PATTERN_TAG, &[pattern, self.tag]);
        emit.add(rerank::PATTERN_PLACEMENT, &[pattern, self.place]);
        emit.add(rerank::PATTERN_LEMMA, &[pattern, self.lemma]);
        let length = |words: u64| u64::from(words.checked_ilog2().map_or(0, |l| l + 1));
        for (own, span) in [(SpanLabel::Content, content), (SpanLabel::Source, source)] {
            let kind = own as u64;
            emit.add(rerank::ROOTS, &[kind, span.roots.min(5), span.pieces.min(3)]);
            emit.add(rerank::ROOTS_LEMMA, &[kind, span.roots.min(5), self.lemma]);
            emit.add(rerank::LENGTH, &[kind, length(span.words), span.roots.min(3)]);
            let Some(root) = span.root else {
                emit.add(rerank::EMPTY_LEMMA, &[kind, self.lemma]);
                emit.add(rerank::EMPTY_PLACEMENT, &[kind, self.place]);
                continue;
            };
            let node = self.graph.node(root);
            let side = u64::from(root > self.cue);
            let hangs = u64::from(node.head == self.cue) << 1
                | u64::from(self.graph.node(self.cue).head == root);
            let relation = node.relation as u64;
            emit.add(rerank::HEAD, &[kind, relation, hangs, side]);
            emit.add(
                rerank::HEAD_LENGTH,
                &[kind, relation, hangs, side, node.upos as u64, length(span.words)],
            );
            emit.add(rerank::HEAD_LEMMA, &[kind, relation, hangs, self.lemma]);
            const SUBJECTS: &[Relation] = &[Relation::Nsubj, Relation::NsubjPass, Relation::Expl];
            let subject = self.graph.child(root, SUBJECTS).map_or(4, role);
            let lead = self.graph.child(root, &[Relation::Mark, Relation::Case]);
            let lead = lead.map_or((9, 0), |l| (role(l), self.graph.node(l).lower));
            emit.add(rerank::HEAD_SUBJECT, &[kind, relation, node.upos as u64, subject]);
            emit.add(rerank::HEAD_LEAD, &[kind, lead.0, lead.1]);
            emit.add(rerank::HEAD_LEAD_LEMMA, &[kind, lead.0, lead.1, self.lemma]);
            let whole =
                u64::from(role(node.left) == kind) | u64::from(role(node.right) == kind) << 1;
            emit.add(rerank::WHOLE, &[kind, whole, relation]);
            emit.add(rerank::WHOLE_ROOTS, &[kind, whole, span.roots.min(3), span.pieces.min(3)]);
        }
        self.cuts(&role, &mut emit);
        self.edges(&role, &mut emit);
        self.quotations(&role, pattern, &mut emit);
        self.others(&role, &mut emit);
    }

    fn span(&self, own: SpanLabel, role: &impl Fn(u32) -> u64) -> Span {
        let own = own as u64;
        let mut span = Span::default();
        for t in self.window.start()..self.window.end() {
            if role(t) != own {
                continue;
            }
            span.pieces += u64::from(t == self.window.start() || role(t - 1) != own);
            if self.graph.is_punctuation(t) {
                continue;
            }
            span.words += 1;
            let head = self.graph.node(t).head;
            if head == t || role(head) != own {
                span.roots += 1;
                span.root.get_or_insert(t);
            }
        }
        span
    }

    /// The roles in their order, repetitions and marks left out.
    fn pattern(&self, role: &impl Fn(u32) -> u64) -> u64 {
        let (mut pattern, mut last) = (1u64, 9);
        for t in self.window.start()..self.window.end() {
            if !self.graph.is_punctuation(t) && role(t) != last {
                last = role(t);
                pattern = (pattern << 2 | last) & 0xffff_ffff;
            }
        }
        pattern
    }

    /// Words whose head has another role.
    fn cuts(&self, role: &impl Fn(u32) -> u64, emit: &mut Emit<'_, impl FeatureSink>) {
        for t in self.window.start()..self.window.end() {
            let node = self.graph.node(t);
            let (own, above) = (role(t), role(node.head));
            if own == above || node.punctuation != PunctuationClass::Word {
                continue;
            }
            let side = u64::from(t > node.head);
            let comma = self
                .graph
                .near(node.left, -1)
                .is_some_and(|n| n.punctuation == PunctuationClass::Comma);
            emit.add(rerank::CUT, &[own, above, node.relation as u64, side, u64::from(comma)]);
            emit.add(
                rerank::CUT_FIRST,
                &[own, above, node.relation as u64, self.graph.node(node.left).lower],
            );
            emit.add(
                rerank::CUT_LEMMA,
                &[own, above, node.relation as u64, u64::from(node.head == self.cue), self.lemma],
            );
            emit.add(
                rerank::CUT_UPOS,
                &[
                    own,
                    above,
                    node.relation as u64,
                    node.upos as u64,
                    self.graph.node(node.head).upos as u64,
                ],
            );
        }
    }

    /// The first and last words of pieces.
    fn edges(&self, role: &impl Fn(u32) -> u64, emit: &mut Emit<'_, impl FeatureSink>) {
        for t in self.window.start()..self.window.end() {
            let own = role(t);
            if own == 0 {
                continue;
            }
            let node = self.graph.node(t);
            if t == self.window.start() || role(t - 1) != own {
                let before =
                    self.graph.near(t, -1).map_or((1, 99), |n| (n.lower, n.punctuation as u64));
                emit.add(rerank::FIRST_LEMMA, &[own, node.lower, self.lemma]);
                emit.add(rerank::FIRST_MARK, &[own, node.lower, before.1]);
                emit.add(rerank::WORD_BEFORE, &[own, before.0]);
            }
            if t + 1 == self.window.end() || role(t + 1) != own {
                let after =
                    self.graph.near(t, 1).map_or((1, 99), |n| (n.lower, n.punctuation as u64));
                emit.add(rerank::LAST_MARK, &[own, node.lower, after.1]);
                emit.add(rerank::WORD_AFTER, &[own, after.0, node.punctuation as u64]);
            }
        }
    }

    /// Quotations that are cut through.
    fn quotations(
        &self,
        role: &impl Fn(u32) -> u64,
        pattern: u64,
        emit: &mut Emit<'_, impl FeatureSink>,
    ) {
        let (mut inside, mut outside, mut cut) = (0u64, 0u64, 0u64);
        for t in self.window.start()..self.window.end() {
            let node = self.graph.node(t);
            if node.quotation == 0 || node.punctuation != PunctuationClass::Word {
                continue;
            }
            let own = role(t) == SpanLabel::Content as u64;
            inside |= u64::from(own);
            outside |= u64::from(!own);
            let next = self.graph.near(t, 1);
            let goes_on = next.is_some_and(|n| {
                n.quotation == node.quotation && n.punctuation == PunctuationClass::Word
            });
            cut += u64::from(
                goes_on
                    && t + 1 < self.window.end()
                    && (role(t + 1) == SpanLabel::Content as u64) != own,
            );
        }
        emit.add(rerank::QUOTES_CUT, &[inside, outside, cut.min(3)]);
        emit.add(rerank::QUOTES_CUT_PATTERN, &[inside, outside, cut.min(3), pattern]);
    }

    /// What is left over at both ends, and other cues.
    fn others(&self, role: &impl Fn(u32) -> u64, emit: &mut Emit<'_, impl FeatureSink>) {
        let Self { graph, window, .. } = *self;
        let is_left = |t: &u32| role(*t) == 0;
        let words = |t: &u32| !graph.is_punctuation(*t);
        let before =
            (window.start()..window.end()).take_while(is_left).filter(words).count() as u64;
        let after = (window.start()..window.end()).rev().take_while(is_left);
        let first = after.clone().last();
        let after = after.filter(words).count() as u64;
        let size = |n: u64| u64::from(n.checked_ilog2().map_or(0, |l| l + 1));
        emit.add(rerank::REST, &[0, size(before), self.place]);
        emit.add(rerank::REST, &[1, size(after), self.place]);
        if let Some(first) = first.filter(|_| after > 0) {
            let node = graph.node(first);
            let begins = graph.nodes.get(node.begins as usize).map_or(99, |n| n.relation as u64);
            emit.add(rerank::REST_PHRASE, &[node.punctuation as u64, begins, size(after)]);
            emit.add(rerank::REST_WORD, &[node.lower, size(after)]);
        }
        let mut most = [0f32; SpanLabel::COUNT];
        for t in window.start()..window.end() {
            if t != self.cue {
                let most = &mut most[role(t) as usize & 3];
                *most = most.max(self.probabilities[t as usize]);
            }
        }
        for (role, most) in most.iter().enumerate() {
            emit.add(rerank::LIKELIEST_CUE, &[role as u64, CueFeatures::step(*most)]);
        }
    }
}
