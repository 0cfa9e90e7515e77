//! From labels to spans: the candidate that one cue makes.

use sayso_linear::Lattice;
use sayso_syntax::Upos;
use sayso_text::TokenRange;

use super::labels::SpanLabel;
use crate::candidate::{Candidate, ConfidenceFeatures};
use crate::document::graph::{DependencyGraph, PunctuationClass};

/// A source or content is taken where its best token is at least this probable.
const FORCED: f32 = 0.25;

/// Turns labels and their probabilities into a source, a cue and contents within `window`.
pub(crate) fn spans(
    graph: &DependencyGraph,
    head: u32,
    window: TokenRange,
    lattice: &Lattice,
    labels: &mut [u8],
    out: &mut Candidate,
) {
    let start = window.start();
    let probability = |t: usize, role: SpanLabel| lattice.marginal(t)[role as usize];
    let is = |label: u8, role: SpanLabel| label == role as u8;
    out.head = head;
    // The cue is one stretch: the one around its head.
    let at = (head - start) as usize;
    let (mut from, mut to) = (at, at + 1);
    while from > 0 && is(labels[from - 1], SpanLabel::Cue) {
        from -= 1;
    }
    while to < labels.len() && is(labels[to], SpanLabel::Cue) {
        to += 1;
    }
    for (t, label) in labels.iter_mut().enumerate() {
        if is(*label, SpanLabel::Cue) && !(from..to).contains(&t) {
            let others = [SpanLabel::Other, SpanLabel::Source, SpanLabel::Content];
            let best =
                others.into_iter().max_by(|a, b| probability(t, *a).total_cmp(&probability(t, *b)));
            *label = best.unwrap_or(SpanLabel::Other) as u8;
        }
    }
    out.cue = TokenRange::new(start + from as u32, start + to as u32);
    source(labels, &probability, start, out);
    content(graph, labels, &probability, start, out);
    confidence_features(labels, &probability, from..to, out);
}

fn runs(labels: &[u8], role: SpanLabel, start: u32, out: &mut Vec<TokenRange>) {
    out.clear();
    let mut t = 0;
    while t < labels.len() {
        let from = t;
        while t < labels.len() && labels[t] == role as u8 {
            t += 1;
        }
        if t > from {
            out.push(TokenRange::new(start + from as u32, start + t as u32));
        }
        t += 1;
    }
}

fn source(
    labels: &mut [u8],
    probability: &impl Fn(usize, SpanLabel) -> f32,
    start: u32,
    out: &mut Candidate,
) {
    runs(labels, SpanLabel::Source, start, &mut out.source);
    let mass = |run: &TokenRange| {
        let tokens = (run.start() - start) as usize..(run.end() - start) as usize;
        tokens.map(|t| probability(t, SpanLabel::Source)).fold(0.0, f32::max)
    };
    if let Some(best) = out.source.iter().copied().max_by(|a, b| mass(a).total_cmp(&mass(b))) {
        out.source.clear();
        out.source.push(best);
    } else {
        let best =
            (0..labels.len()).filter(|&t| labels[t] != SpanLabel::Cue as u8).max_by(|&a, &b| {
                probability(a, SpanLabel::Source).total_cmp(&probability(b, SpanLabel::Source))
            });
        let Some(best) = best.filter(|&t| probability(t, SpanLabel::Source) > FORCED) else {
            return;
        };
        let least = probability(best, SpanLabel::Source) * 0.5;
        let holds = |t: usize| {
            labels[t] != SpanLabel::Cue as u8 && probability(t, SpanLabel::Source) >= least
        };
        let (mut from, mut to) = (best, best + 1);
        while from > 0 && holds(from - 1) {
            from -= 1;
        }
        while to < labels.len() && holds(to) {
            to += 1;
        }
        labels[from..to].fill(SpanLabel::Source as u8);
        out.source.push(TokenRange::new(start + from as u32, start + to as u32));
    }
    // What else was labelled so is nothing.
    let kept = out.source[0];
    for (t, label) in labels.iter_mut().enumerate() {
        let inside = (kept.start()..kept.end()).contains(&(start + t as u32));
        if *label == SpanLabel::Source as u8 && !inside {
            *label = if probability(t, SpanLabel::Content) > probability(t, SpanLabel::Other) {
                SpanLabel::Content as u8
            } else {
                SpanLabel::Other as u8
            };
        }
    }
}

fn content(
    graph: &DependencyGraph,
    labels: &mut [u8],
    probability: &impl Fn(usize, SpanLabel) -> f32,
    start: u32,
    out: &mut Candidate,
) {
    let is_word = |run: &TokenRange| {
        run.ids().any(|t| graph.node(t.raw()).punctuation == PunctuationClass::Word)
    };
    runs(labels, SpanLabel::Content, start, &mut out.content);
    out.content.retain(is_word);
    if out.content.is_empty() {
        let free = |label: u8| label == SpanLabel::Other as u8;
        let most = (0..labels.len())
            .filter(|&t| free(labels[t]))
            .map(|t| probability(t, SpanLabel::Content))
            .fold(0.0, f32::max);
        if most > FORCED {
            for (t, label) in labels.iter_mut().enumerate() {
                if free(*label) && probability(t, SpanLabel::Content) >= most * 0.5 {
                    *label = SpanLabel::Content as u8;
                }
            }
            runs(labels, SpanLabel::Content, start, &mut out.content);
            out.content.retain(is_word);
        }
    }
    // "However, according to X, ...": the connective is the writer's.
    if out.content.len() > 1
        && let Some(first) = out.content.first()
        && first.ids().filter(|t| graph.node(t.raw()).punctuation == PunctuationClass::Word).count()
            == 1
        && matches!(graph.node(first.start()).upos, Upos::Adv | Upos::Cconj | Upos::Sconj)
        && graph.sentence(graph.sentence_of(first.start())).start() == first.start()
    {
        out.content.remove(0);
    }
    // Pieces parted by nothing but a mark are one.
    out.content.dedup_by(|next, last| {
        let joins = (last.end()..next.start()).all(|t| {
            graph.node(t).punctuation != PunctuationClass::Word && labels[(t - start) as usize] == 0
        });
        if joins {
            *last = TokenRange::new(last.start(), next.end());
        }
        joins
    });
}

fn confidence_features(
    labels: &[u8],
    probability: &impl Fn(usize, SpanLabel) -> f32,
    cue: std::ops::Range<usize>,
    out: &mut Candidate,
) {
    let mut sums = [0f32; SpanLabel::COUNT];
    let mut counts = [0f32; SpanLabel::COUNT];
    let mut min = [1f32; SpanLabel::COUNT];
    for (t, &label) in labels.iter().enumerate() {
        let role = [SpanLabel::Other, SpanLabel::Source, SpanLabel::Cue, SpanLabel::Content]
            [label as usize & 3];
        let p = probability(t, role);
        sums[label as usize] += p;
        counts[label as usize] += 1.0;
        min[label as usize] = min[label as usize].min(p);
    }
    let mean = |role: SpanLabel| {
        let r = role as usize;
        if counts[r] > 0.0 { sums[r] / counts[r] } else { 0.0 }
    };
    let most_source =
        (0..labels.len()).map(|t| probability(t, SpanLabel::Source)).fold(0.0, f32::max);
    let sourceless = f32::from(out.source.is_empty());
    out.features = ConfidenceFeatures {
        source_mean: (1.0 - sourceless) * mean(SpanLabel::Source),
        source_absence: sourceless * (1.0 - most_source),
        sourceless,
        content_mean: mean(SpanLabel::Content),
        contentless: f32::from(out.content.is_empty()),
        content_min: min[SpanLabel::Content as usize],
        other_mean: mean(SpanLabel::Other),
        cue_min: cue.map(|t| probability(t, SpanLabel::Cue)).fold(1.0, f32::min),
        source_min: min[SpanLabel::Source as usize] * (1.0 - sourceless),
        ..out.features
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leading_connective_is_the_writers() {
        let graph = DependencyGraph::of("However, according to the mayor, taxes rose.");
        // However , according to the mayor , taxes rose .
        let mut labels = [3, 0, 2, 2, 1, 1, 0, 3, 3, 0];
        let mut candidate = Candidate::default();
        content(&graph, &mut labels, &|_, _| 0.0, 0, &mut candidate);
        assert_eq!(candidate.content, [TokenRange::new(7, 9)]);
    }
}
