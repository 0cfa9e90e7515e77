//! Annotated articles, aligned with our own tokens.

use sayso_entities::Entities;
use sayso_lexicon::Lexemes;
use sayso_syntax::{Syntax, SyntaxInput, SyntaxModel, SyntaxScratch};
use sayso_text::{Segmentation, TextRange};

use super::AnnotatedArticle;
use crate::document::Document;
use crate::document::graph::DependencyGraph;
use crate::finders::linear::cues::CueFeatures;
use crate::finders::linear::labels::SpanLabel;

/// One article, parsed.
pub(super) struct GoldDocument {
    text: String,
    pub(super) segmentation: Segmentation,
    lexemes: Lexemes,
    pub(super) syntax: Syntax,
    entities: Entities,
    pub(super) graph: DependencyGraph,
    pub(super) gold: Vec<Gold>,
    pub(super) silver: bool,
    /// What models of other folds say of each token as head of a cue.
    pub(super) probabilities: Vec<f32>,
}

/// One attribution, in tokens.
pub(super) struct Gold {
    /// The head of the cue, if it is one that a cue can have.
    pub(super) head: Option<u32>,
    /// The label of every token that has one, in order.
    labels: Vec<(u32, SpanLabel)>,
}

impl Gold {
    pub(super) fn labels(&self) -> &[(u32, SpanLabel)] {
        &self.labels
    }

    pub(super) fn label(&self, token: u32) -> SpanLabel {
        let at = self.labels.binary_search_by_key(&token, |(t, _)| *t);
        at.map_or(SpanLabel::Other, |at| self.labels[at].1)
    }
}

impl GoldDocument {
    /// As the finders see it.
    pub(super) fn view(&self) -> Document<'_> {
        Document {
            text: &self.text,
            segmentation: &self.segmentation,
            lexemes: &self.lexemes,
            syntax: &self.syntax,
            entities: &self.entities,
            graph: &self.graph,
            boilerplate_mask: &[],
            listed: &[],
        }
    }
}

/// Parses and aligns every article.
pub(super) fn read(articles: &[AnnotatedArticle]) -> Vec<GoldDocument> {
    let mut scratch = SyntaxScratch::default();
    let document = |article: &AnnotatedArticle| {
        let text = article.text.as_str();
        let segmentation = Segmentation::of(text);
        let mut syntax = Syntax::default();
        let lexemes = Lexemes::of(text, &segmentation);
        let input = SyntaxInput { text, segmentation: &segmentation, lexemes: &lexemes };
        SyntaxModel::builtin().annotate(input, |_, _| true, &mut scratch, &mut syntax);
        let mut graph = DependencyGraph::default();
        graph.fill(text, &segmentation, &lexemes, &syntax, |_| true);
        let gold = align(article, &segmentation, &graph);
        GoldDocument {
            text: article.text.clone(),
            segmentation,
            lexemes,
            syntax,
            entities: Entities::default(),
            graph,
            gold,
            silver: article.silver,
            probabilities: Vec::new(),
        }
    };
    articles.iter().map(document).collect()
}

fn align(
    article: &AnnotatedArticle,
    segmentation: &Segmentation,
    graph: &DependencyGraph,
) -> Vec<Gold> {
    let tokens = |spans: &[TextRange]| -> Vec<u32> {
        let mut out = Vec::new();
        for &range in spans {
            for token in segmentation.tokens().within(range).ids() {
                let own = segmentation.tokens().range(token);
                let shared = own.end().min(range.end()) - own.start().max(range.start());
                if shared * 2 >= own.len() {
                    out.push(token.raw());
                }
            }
        }
        out
    };
    let gold = |attribution: &super::AnnotatedAttribution| {
        let cue = tokens(&attribution.cue);
        let head = graph.head_of(cue.iter().copied());
        let head = head.filter(|&h| CueFeatures::can_head(graph, h)).or_else(|| {
            graph.head_of(cue.iter().copied().filter(|&t| CueFeatures::can_head(graph, t)))
        });
        let mut labels = Vec::new();
        let of = [
            (SpanLabel::Cue, cue),
            (SpanLabel::Source, tokens(&attribution.source)),
            (SpanLabel::Content, tokens(&attribution.content)),
        ];
        for (label, tokens) in of {
            labels.extend(tokens.into_iter().map(|token| (token, label)));
        }
        labels.sort_by_key(|(token, _)| *token);
        labels.dedup_by_key(|(token, _)| *token);
        Gold { head, labels }
    };
    article.attributions.iter().map(gold).collect()
}
