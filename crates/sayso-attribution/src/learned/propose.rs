//! From labels to spans: the proposal that one cue makes.

use sayso_linear::Lattice;
use sayso_syntax::Upos;
use sayso_text::TokenRange;

use super::graph::{Graph, Sign};
use super::model::JUDGED;
use super::roles::Role;
use crate::attribution::Stance;

/// One possible attribution, in tokens.
#[derive(Clone, Debug, Default)]
pub struct Proposal {
    /// The head of the cue.
    pub head: u32,
    /// The cue: one stretch.
    pub cue: TokenRange,
    /// The source, in pieces.
    pub source: Vec<TokenRange>,
    /// The content, in pieces.
    pub content: Vec<TokenRange>,
    /// Which of the field's labellings it is, counted from the best, which is 0.
    pub labelling: usize,
    /// What the last judge goes by.
    pub evidence: [f32; JUDGED],
    /// The probability that source and content are right.
    pub confidence: f32,
    /// What the user has listed the cue as.
    pub stance: Option<Stance>,
    /// Whether the content is in the source's own words, though no marks may say so.
    pub verbatim: bool,
}

/// A source or content is taken where its best token is at least this probable.
const FORCED: f32 = 0.25;

/// Turns labels and their probabilities into a source, a cue and contents within `window`.
pub(super) fn spans(
    graph: &Graph,
    head: u32,
    window: TokenRange,
    lattice: &Lattice,
    labels: &mut [u8],
    out: &mut Proposal,
) {
    let start = window.start();
    let probability = |t: usize, role: Role| lattice.marginal(t)[role as usize];
    let is = |label: u8, role: Role| label == role as u8;
    out.head = head;
    // The cue is one stretch: the one around its head.
    let at = (head - start) as usize;
    let (mut from, mut to) = (at, at + 1);
    while from > 0 && is(labels[from - 1], Role::Cue) {
        from -= 1;
    }
    while to < labels.len() && is(labels[to], Role::Cue) {
        to += 1;
    }
    for (t, label) in labels.iter_mut().enumerate() {
        if is(*label, Role::Cue) && !(from..to).contains(&t) {
            let others = [Role::Other, Role::Source, Role::Content];
            let best =
                others.into_iter().max_by(|a, b| probability(t, *a).total_cmp(&probability(t, *b)));
            *label = best.unwrap_or(Role::Other) as u8;
        }
    }
    out.cue = TokenRange::new(start + from as u32, start + to as u32);
    source(labels, &probability, start, out);
    content(graph, labels, &probability, start, out);
    evidence(labels, &probability, from..to, out);
}

fn runs(labels: &[u8], role: Role, start: u32, out: &mut Vec<TokenRange>) {
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
    probability: &impl Fn(usize, Role) -> f32,
    start: u32,
    out: &mut Proposal,
) {
    runs(labels, Role::Source, start, &mut out.source);
    let mass = |run: &TokenRange| {
        let tokens = (run.start() - start) as usize..(run.end() - start) as usize;
        tokens.map(|t| probability(t, Role::Source)).fold(0.0, f32::max)
    };
    if let Some(best) = out.source.iter().copied().max_by(|a, b| mass(a).total_cmp(&mass(b))) {
        out.source.clear();
        out.source.push(best);
    } else {
        let best = (0..labels.len())
            .filter(|&t| labels[t] != Role::Cue as u8)
            .max_by(|&a, &b| probability(a, Role::Source).total_cmp(&probability(b, Role::Source)));
        let Some(best) = best.filter(|&t| probability(t, Role::Source) > FORCED) else { return };
        let least = probability(best, Role::Source) * 0.5;
        let holds =
            |t: usize| labels[t] != Role::Cue as u8 && probability(t, Role::Source) >= least;
        let (mut from, mut to) = (best, best + 1);
        while from > 0 && holds(from - 1) {
            from -= 1;
        }
        while to < labels.len() && holds(to) {
            to += 1;
        }
        labels[from..to].fill(Role::Source as u8);
        out.source.push(TokenRange::new(start + from as u32, start + to as u32));
    }
    // What else was labelled so is nothing.
    let kept = out.source[0];
    for (t, label) in labels.iter_mut().enumerate() {
        let inside = (kept.start()..kept.end()).contains(&(start + t as u32));
        if *label == Role::Source as u8 && !inside {
            *label = if probability(t, Role::Content) > probability(t, Role::Other) {
                Role::Content as u8
            } else {
                Role::Other as u8
            };
        }
    }
}

fn content(
    graph: &Graph,
    labels: &mut [u8],
    probability: &impl Fn(usize, Role) -> f32,
    start: u32,
    out: &mut Proposal,
) {
    let is_word = |run: &TokenRange| run.ids().any(|t| graph.node(t.raw()).sign == Sign::None);
    runs(labels, Role::Content, start, &mut out.content);
    out.content.retain(is_word);
    if out.content.is_empty() {
        let free = |label: u8| label == Role::Other as u8;
        let most = (0..labels.len())
            .filter(|&t| free(labels[t]))
            .map(|t| probability(t, Role::Content))
            .fold(0.0, f32::max);
        if most > FORCED {
            for (t, label) in labels.iter_mut().enumerate() {
                if free(*label) && probability(t, Role::Content) >= most * 0.5 {
                    *label = Role::Content as u8;
                }
            }
            runs(labels, Role::Content, start, &mut out.content);
            out.content.retain(is_word);
        }
    }
    // "However, according to X, ...": the connective is the writer's.
    if out.content.len() > 1
        && let Some(first) = out.content.first()
        && first.ids().filter(|t| graph.node(t.raw()).sign == Sign::None).count() == 1
        && matches!(graph.node(first.start()).upos, Upos::Adv | Upos::Cconj | Upos::Sconj)
        && graph.sentence(graph.sentence_of(first.start())).start() == first.start()
    {
        out.content.remove(0);
    }
    // Pieces parted by nothing but a mark are one.
    out.content.dedup_by(|next, last| {
        let joins = (last.end()..next.start())
            .all(|t| graph.node(t).sign != Sign::None && labels[(t - start) as usize] == 0);
        if joins {
            *last = TokenRange::new(last.start(), next.end());
        }
        joins
    });
}

fn evidence(
    labels: &[u8],
    probability: &impl Fn(usize, Role) -> f32,
    cue: std::ops::Range<usize>,
    out: &mut Proposal,
) {
    let mut sums = [0f32; Role::COUNT];
    let mut counts = [0f32; Role::COUNT];
    let mut least = [1f32; Role::COUNT];
    for (t, &label) in labels.iter().enumerate() {
        let role = [Role::Other, Role::Source, Role::Cue, Role::Content][label as usize & 3];
        let p = probability(t, role);
        sums[label as usize] += p;
        counts[label as usize] += 1.0;
        least[label as usize] = least[label as usize].min(p);
    }
    let mean = |role: Role| {
        let r = role as usize;
        if counts[r] > 0.0 { sums[r] / counts[r] } else { 0.0 }
    };
    let most_source = (0..labels.len()).map(|t| probability(t, Role::Source)).fold(0.0, f32::max);
    let sourceless = f32::from(out.source.is_empty());
    out.evidence[1] = (1.0 - sourceless) * mean(Role::Source);
    out.evidence[2] = sourceless * (1.0 - most_source);
    out.evidence[3] = sourceless;
    out.evidence[4] = mean(Role::Content);
    out.evidence[5] = if out.content.is_empty() { 1.0 } else { 0.0 };
    out.evidence[6] = least[Role::Content as usize];
    out.evidence[7] = mean(Role::Other);
    out.evidence[8] = cue.map(|t| probability(t, Role::Cue)).fold(1.0, f32::min);
    out.evidence[9] = least[Role::Source as usize] * (1.0 - sourceless);
}
