//! Annotated articles, brought onto our own tokens.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use anyhow::{Context, Result};
use sayso::{OffsetMap, OffsetUnit, Segmentation, TextRange};
use sayso_attribution::learned::{CueFeatures, Graph, Role};
use sayso_eval::{Article, Span};
use sayso_syntax::{Syntax, SyntaxModel};

/// One article, parsed.
pub(super) struct Document {
    pub(super) article: Article,
    pub(super) segmentation: Segmentation,
    pub(super) syntax: Syntax,
    pub(super) graph: Graph,
    pub(super) gold: Vec<Gold>,
    /// What models of other folds say of each token as head of a cue.
    pub(super) probabilities: Vec<f32>,
}

/// One attribution, in tokens.
pub(super) struct Gold {
    /// The head of the cue, if it is one that a cue can have.
    pub(super) head: Option<u32>,
    /// The role of every token that has one, in order.
    pub(super) roles: Vec<(u32, Role)>,
}

impl Gold {
    pub(super) fn role(&self, token: u32) -> Role {
        let at = self.roles.binary_search_by_key(&token, |(t, _)| *t);
        at.map_or(Role::Other, |at| self.roles[at].1)
    }
}

pub(super) fn read(path: &Path) -> Result<Vec<Document>> {
    let file = File::open(path).with_context(|| format!("{}", path.display()))?;
    let articles = sayso_eval::read_articles(BufReader::new(file))
        .with_context(|| format!("{}", path.display()))?;
    let grammar = SyntaxModel::builtin();
    let mut scratch = sayso_syntax::SyntaxScratch::default();
    let document = |article: Article| {
        let segmentation = Segmentation::of(&article.text);
        let mut syntax = Syntax::default();
        grammar.tag(&article.text, &segmentation, &mut scratch, &mut syntax);
        grammar.parse(&segmentation, |_| true, &mut scratch, &mut syntax);
        let mut graph = Graph::default();
        graph.fill(&article.text, &segmentation, &syntax);
        let gold = align(&article, &segmentation, &graph);
        Document { article, segmentation, syntax, graph, gold, probabilities: Vec::new() }
    };
    Ok(articles.into_iter().map(document).collect())
}

fn align(article: &Article, segmentation: &Segmentation, graph: &Graph) -> Vec<Gold> {
    let bytes: Vec<u32> = article.text.char_indices().map(|(at, _)| at as u32).collect();
    let byte = |at: u32| bytes.get(at as usize).copied().unwrap_or(article.text.len() as u32);
    let tokens = |spans: &[Span]| -> Vec<u32> {
        let mut out = Vec::new();
        for &(start, end) in spans {
            let range = TextRange::new(byte(start), byte(end).max(byte(start)));
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
    let gold = |attribution: &sayso_eval::Attribution| {
        let cue = tokens(&attribution.cue);
        let head = graph.head_of(cue.iter().copied());
        let head = head.filter(|&h| CueFeatures::can_head(graph, h)).or_else(|| {
            graph.head_of(cue.iter().copied().filter(|&t| CueFeatures::can_head(graph, t)))
        });
        let mut roles = Vec::new();
        let of = [
            (Role::Cue, cue),
            (Role::Source, tokens(&attribution.source)),
            (Role::Content, tokens(&attribution.content)),
        ];
        for (role, tokens) in of {
            roles.extend(tokens.into_iter().map(|token| (token, role)));
        }
        roles.sort_by_key(|(token, _)| *token);
        roles.dedup_by_key(|(token, _)| *token);
        Gold { head, roles }
    };
    article.attributions.iter().map(gold).collect()
}

/// An attribution with its spans in code points.
pub(super) fn in_chars(
    map: &OffsetMap<'_>,
    attribution: &sayso::Attribution,
) -> sayso_eval::Attribution {
    let spans = |ranges: &[TextRange]| {
        ranges.iter().map(|range| (map.get(range.start()), map.get(range.end()))).collect()
    };
    sayso_eval::Attribution {
        source: spans(&attribution.source.spans),
        cue: spans(&attribution.cue.spans),
        content: spans(&attribution.content.spans),
        parent: attribution.parent,
        ..sayso_eval::Attribution::default()
    }
}

pub(super) fn map(document: &Document) -> OffsetMap<'_> {
    OffsetMap::new(&document.article.text, OffsetUnit::Char)
}
