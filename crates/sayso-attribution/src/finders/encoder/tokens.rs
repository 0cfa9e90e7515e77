//! From pieces of words to tokens.

use sayso_encoder::{CueReading, Reading};
use sayso_text::{TokenId, TokenRange, Tokens};

use crate::document::Document;
use crate::finders::linear::cues::CueFeatures;
use crate::trace::{CueTrace, Decision};

/// Words are mentioned as possible cues from this probability on.
const MIN_MENTIONED: f32 = 0.02;

/// Which pieces each token consists of, and how probable it is as a part of a cue.
#[derive(Debug, Default)]
pub(super) struct TokenPieces {
    /// For each token its first piece and the one after its last.
    pieces: Vec<(u32, u32)>,
    cue_probabilities: Vec<f32>,
}

impl TokenPieces {
    pub(super) fn align(&mut self, tokens: &Tokens, reading: &Reading) {
        self.pieces.clear();
        self.cue_probabilities.clear();
        let pieces = reading.pieces();
        let (mut first, mut end) = (0, 0);
        for token in tokens.all().ids() {
            let range = tokens.range(token);
            while first < pieces.len() && pieces[first].range.end() <= range.start() {
                first += 1;
            }
            end = end.max(first);
            while end < pieces.len() && pieces[end].range.start() < range.end() {
                end += 1;
            }
            self.pieces.push((first as u32, end as u32));
            let inside = reading.tags()[first..end].iter().map(|tag| 1.0 - tag[0].exp());
            self.cue_probabilities.push(inside.sum::<f32>() / (end - first).max(1) as f32);
        }
    }

    /// The tokens with pieces from `first` up to `end`.
    pub(super) fn tokens(&self, first: usize, end: usize) -> TokenRange {
        let from = self.pieces.partition_point(|&(_, to)| to as usize <= first);
        let to = self.pieces.partition_point(|&(from, _)| (from as usize) < end);
        TokenRange::new(from as u32, to.max(from) as u32)
    }

    /// For a token, the mean of the labels of its pieces, as far as they have any.
    pub(super) fn labels(&self, token: u32, cue: &CueReading<'_>) -> [f32; 3] {
        let (first, end) = self.pieces[token as usize];
        let place = |piece: u32| (piece as usize).saturating_sub(cue.from).min(cue.labels.len());
        let labels = &cue.labels[place(first)..place(end)];
        let mut mean = [0.0; 3];
        for label in labels {
            mean.iter_mut().zip(label).for_each(|(mean, p)| *mean += p / labels.len() as f32);
        }
        mean
    }

    /// The tokens of a cue and its head; none if it consists of marks that are no cue, or is boilerplate.
    pub(super) fn cue(
        &self,
        document: Document<'_>,
        cue: &CueReading<'_>,
    ) -> Option<(TokenRange, u32)> {
        let graph = document.graph;
        let tokens = self.tokens(cue.pieces.0, cue.pieces.1);
        let word = |t: &u32| !graph.is_punctuation(*t);
        let ids = || tokens.start()..tokens.end();
        let tokens = match (ids().find(word), ids().rfind(word)) {
            (Some(first), Some(last)) => TokenRange::new(first, last + 1),
            _ => tokens,
        };
        let ids = || tokens.start()..tokens.end();
        let listed = ids().find(|&t| document.is_listed(t));
        let able = || graph.head_of(ids().filter(|&t| CueFeatures::can_head(graph, t)));
        let head = listed.or_else(able).or_else(|| graph.head_of(ids()))?;
        (!document.is_boilerplate(head)).then_some((tokens, head))
    }

    /// The probability of the likeliest of `tokens`.
    pub(super) fn cue_probability(&self, tokens: TokenRange) -> f32 {
        self.cue_probabilities[tokens.indices()].iter().copied().fold(0.0, f32::max)
    }

    /// Adds words to `trace` that could be cues but are not probable enough.
    pub(super) fn explain_unlikely(&self, document: Document<'_>, trace: &mut Vec<CueTrace>) {
        for (token, &probability) in (0u32..).zip(&self.cue_probabilities) {
            let head = document.segmentation.tokens().range(TokenId::new(token));
            let known = trace.iter().any(|cue| cue.cue.overlaps(head));
            if probability >= MIN_MENTIONED && !known && !document.is_boilerplate(token) {
                trace.push(CueTrace {
                    probability,
                    first_probability: probability,
                    min_probability: Reading::MIN_CUE,
                    ..CueTrace::new(token, head, Decision::Unlikely)
                });
            }
        }
    }
}
