//! Which tokens are heads of cues: the features of two classifiers, the second of which sees the verdicts of
//! the first on the words around.

use sayso_linear::{WeightTable, combined, feature, text_hash};
use sayso_syntax::{Relation, Upos, Xpos};

use super::features::{Emit, FeatureSink};
use super::templates::cue;
use crate::document::clause::{inverted_subject, placement, subject_of};
use crate::document::graph::{DependencyGraph, NONE, Node, PunctuationClass};

/// The classes of the table of cues.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[repr(u8)]
pub(crate) enum CueStage {
    /// From words and trees.
    First,
    /// From the first probabilities around as well.
    Second,
    /// Without sight of what surrounds the content: for cues within contents.
    Embedded,
}

impl CueStage {
    /// The number of stages.
    pub(crate) const COUNT: usize = 3;
}

/// Writes the features of cue heads.
#[derive(Debug)]
pub(crate) struct CueFeatures;

impl CueFeatures {
    /// Whether `token` is looked at: any verb, and other words that are among the `hints`.
    pub(crate) fn is_candidate(graph: &DependencyGraph, token: u32, hints: &WeightTable) -> bool {
        Self::can_head(graph, token)
            && graph.is_parsed(token)
            && (graph.node(token).upos == Upos::Verb || {
                let mut score = [0];
                hints.add(feature(cue::HINT, &[graph.node(token).lemma]), &mut score);
                score[0] > 0
            })
    }

    /// Whether `token` can be the head of a cue at all.
    pub(crate) fn can_head(graph: &DependencyGraph, token: u32) -> bool {
        let node = graph.node(token);
        match node.upos {
            Upos::Verb | Upos::Noun | Upos::Adj | Upos::Aux | Upos::Adp | Upos::Adv => true,
            Upos::Sconj | Upos::Part | Upos::Intj | Upos::X | Upos::Propn => {
                node.xpos != Xpos::To && node.xpos != Xpos::Nnp && node.xpos != Xpos::Nnps
            }
            Upos::Punct => {
                matches!(node.punctuation, PunctuationClass::Colon | PunctuationClass::Dash)
            }
            _ => false,
        }
    }

    /// The one feature of the table that tells which lemmas can head cues.
    pub(crate) fn hint(lemma: &str) -> u64 {
        feature(cue::HINT, &[text_hash(lemma)])
    }

    /// The step of a probability: 0 to 9.
    pub(crate) fn step(probability: f32) -> u64 {
        const STEPS: [f32; 9] = [0.01, 0.04, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85, 0.98];
        STEPS.iter().take_while(|&&s| probability >= s).count() as u64
    }

    /// The features of `token` from words, trees and marks.
    pub(crate) fn first(graph: &DependencyGraph, token: u32, out: &mut impl FeatureSink) {
        out.clear();
        let mut emit = Emit { out };
        let node = graph.node(token);
        let lemma = node.lemma;
        let (tag, relation) = (node.xpos as u64, node.relation as u64);
        let fine = u64::from(node.clusters[0]);
        let middle = u64::from(node.clusters[1]);
        emit.add(cue::ALWAYS, &[]);
        emit.add(cue::LEMMA_UPOS, &[lemma, node.upos as u64]);
        emit.add(cue::WORD, &[node.lower]);
        emit.add(cue::TAG_RELATION, &[tag, relation]);
        emit.add(cue::FINE_UPOS, &[fine, node.upos as u64]);
        emit.add(cue::MIDDLE_TAG, &[middle, tag]);
        emit.add(cue::LEMMA_RELATION, &[lemma, relation]);
        emit.add(cue::LEMMA_TAG, &[lemma, tag]);
        emit.add(cue::FINE_RELATION, &[fine, relation]);
        neighbours(graph, token, &mut emit);
        children(graph, token, &mut emit);
        above(graph, token, &mut emit);
        subject(graph, token, &mut emit);
        place(graph, token, &mut emit);
    }

    /// Further features from `probabilities` of all tokens, as the first classifier gave them.
    pub(crate) fn second(
        graph: &DependencyGraph,
        token: u32,
        probabilities: &[f32],
        out: &mut impl FeatureSink,
    ) {
        let mut emit = Emit { out };
        let node = graph.node(token);
        let step = |t: u32| Self::step(probabilities[t as usize]);
        let own = step(token);
        emit.add(cue::FIRST, &[own]);
        let p = probabilities[token as usize];
        let odds = (p.max(1e-4) / (1.0 - p).max(1e-4)).ln();
        // Both neighbouring steps: the weight moves smoothly.
        let fine = (odds * 2.0).floor() as i64;
        emit.add(cue::FIRST_FINE, &[fine as u64]);
        emit.add(cue::FIRST_FINE, &[(fine + 1) as u64]);
        emit.add(cue::SECOND_UPOS_RELATION, &[node.upos as u64, node.relation as u64]);
        emit.add(cue::SECOND_LEMMA, &[node.lemma]);
        emit.add(cue::FIRST_TAG, &[node.xpos as u64, own]);
        emit.add(cue::FIRST_MIDDLE, &[node.clusters[1].into(), own]);
        emit.add(cue::FIRST_QUOTED, &[u64::from(node.quotation > 0), own]);
        let (subject, hops) = subject_of(graph, token);
        let subject = if subject == NONE { 0 } else { 1 + graph.node(subject).upos as u64 };
        emit.add(cue::FIRST_SUBJECT, &[subject, hops, own]);
        emit.add(cue::FIRST_LEMMA, &[own, node.lemma]);
        emit.add(cue::FIRST_RELATION, &[own, node.relation as u64, node.upos as u64]);
        let mut best_above = (0.0, 0u64, 0u64);
        let mut path = 0;
        for (hops, head) in graph.ancestors(token).take(8).enumerate() {
            let below = if hops == 0 { token } else { path_node(graph, token, hops) };
            path = combined(&[path, graph.node(below).relation as u64]);
            let p = probabilities[head as usize];
            if hops == 0 {
                emit.add(cue::LIKELY_HEAD, &[step(head), node.relation as u64]);
                emit.add(cue::LIKELY_HEAD_FIRST, &[step(head), own]);
                emit.add(cue::LIKELY_HEAD_RELATION, &[step(head), node.relation as u64, own]);
                emit.add(cue::LIKELY_HEAD_LEMMA, &[step(head), node.relation as u64, node.lemma]);
            }
            if p > best_above.0 {
                best_above = (p, if hops < 3 { path } else { 1 }, u64::from(head < token));
            }
        }
        let above = Self::step(best_above.0);
        emit.add(cue::ABOVE_LIKELY, &[above]);
        emit.add(cue::ABOVE_LIKELY_FIRST, &[above, own]);
        emit.add(cue::ABOVE_LIKELY_WAY, &[above, best_above.1, own]);
        emit.add(
            cue::ABOVE_LIKELY_SIDE,
            &[above, best_above.2, u64::from(node.quotation > 0), own],
        );
        emit.add(cue::ABOVE_LIKELY_LEMMA, &[above, node.lemma]);
        let mut best_below: (f32, u64) = (0.0, 0);
        for (child, below) in graph.children(token) {
            let p = probabilities[child as usize];
            if p > 0.1 {
                emit.add(cue::LIKELY_CHILD, &[step(child), below.relation as u64, own]);
            }
            if p > best_below.0 {
                best_below = (p, below.relation as u64);
            }
        }
        emit.add(cue::LIKELIEST_CHILD, &[Self::step(best_below.0), best_below.1, own]);
        let sentence = graph.sentence(node.sentence as usize);
        let (mut before, mut after) = ((0, 0), (0, 0));
        let (mut most, mut likely) = (0f32, 0u64);
        for t in sentence.start()..sentence.end() {
            let p = probabilities[t as usize];
            if t == token {
                continue;
            }
            most = most.max(p);
            likely += u64::from(p > 0.5);
            if p > 0.2 {
                if t < token {
                    before = (step(t), u64::from(token - t).min(6));
                } else if after.0 == 0 {
                    after = (step(t), u64::from(t - token).min(6));
                }
            }
        }
        emit.add(cue::LIKELY_BEFORE, &[before.0, before.1, own]);
        emit.add(cue::LIKELY_AFTER, &[after.0, after.1, own]);
        emit.add(cue::LIKELIEST_OTHER, &[Self::step(most), own]);
        emit.add(cue::LIKELY_COUNT, &[likely.min(4), own]);
        // The likeliest cue of the sentences around: answers are followed by answers.
        for (template, by) in [(cue::LIKELY_SENTENCE_BEFORE, -1), (cue::LIKELY_SENTENCE_AFTER, 1)] {
            let other = (node.sentence as usize).checked_add_signed(by);
            let p = other.filter(|&s| s < graph.sentences.len()).map_or(0.0, |s| {
                probabilities[graph.sentence(s).indices()].iter().copied().fold(0.0, f32::max)
            });
            emit.add(template, &[Self::step(p), own]);
        }
    }
}

/// The token `hops` steps above `token`.
fn path_node(graph: &DependencyGraph, token: u32, hops: usize) -> u32 {
    graph.ancestors(token).nth(hops - 1).unwrap_or(token)
}

fn neighbours(graph: &DependencyGraph, token: u32, emit: &mut Emit<'_, impl FeatureSink>) {
    let node = graph.node(token);
    let about = |by: i32| {
        graph.near(token, by).map_or((1, 1, 0), |n| (n.lower, n.xpos as u64, n.clusters[1].into()))
    };
    let (l1, l2, r1, r2, r3) = (about(-1), about(-2), about(1), about(2), about(3));
    emit.add(cue::WORD_BEFORE, &[l1.0]);
    emit.add(cue::WORD_AFTER, &[r1.0]);
    emit.add(cue::WORD_BEFORE_LEMMA, &[l1.0, node.lemma]);
    emit.add(cue::WORD_AFTER_LEMMA, &[r1.0, node.lemma]);
    emit.add(cue::TAGS_AROUND, &[l1.1, node.xpos as u64, r1.1]);
    emit.add(cue::TWO_TAGS_AFTER, &[r1.1, r2.1, node.upos as u64]);
    emit.add(cue::TWO_TAGS_BEFORE, &[l2.1, l1.1, node.upos as u64]);
    emit.add(cue::TWO_WORDS_BEFORE, &[l2.0, l1.0]);
    emit.add(cue::TWO_WORDS_AFTER, &[r1.0, r2.0]);
    emit.add(cue::THREE_TAGS_AFTER, &[r1.1, r2.1, r3.1, node.clusters[1].into()]);
    emit.add(cue::MIDDLE_AFTER, &[r1.2, node.clusters[1].into()]);
    emit.add(cue::MIDDLE_BEFORE, &[l1.2, node.clusters[1].into()]);
    emit.add(cue::SECOND_WORD_AFTER, &[r2.0, node.upos as u64]);
    emit.add(cue::SECOND_WORD_BEFORE, &[l2.0, node.upos as u64]);
    emit.add(cue::TWO_TAGS_AFTER_LEMMA, &[r1.1, r2.1, node.lemma]);
    emit.add(cue::TAG_BEFORE_LEMMA, &[l1.1, node.lemma]);
}

fn children(graph: &DependencyGraph, token: u32, emit: &mut Emit<'_, impl FeatureSink>) {
    let node = graph.node(token);
    let (lemma, upos) = (node.lemma, node.upos as u64);
    let middle = u64::from(node.clusters[1]);
    let mut set = 0u64;
    let mut shape = 0u64;
    let mut side = 0;
    for (at, child) in graph.children(token) {
        let relation = child.relation as u64;
        if child.relation == Relation::Punct {
            if child.punctuation == PunctuationClass::Colon {
                emit.add(cue::COLON_LEMMA, &[lemma]);
                emit.add(cue::COLON, &[upos]);
            }
            continue;
        }
        let after = u64::from(at > token);
        if after == 1 && side == 0 {
            side = 1;
            shape = combined(&[shape, 99]);
        }
        if !matches!(child.relation, Relation::Advmod | Relation::Conj | Relation::Cc) {
            shape = combined(&[shape, relation]);
        }
        set |= 1 << (relation & 63);
        emit.add(cue::CHILD, &[relation, after, upos]);
        emit.add(cue::CHILD_LEMMA, &[relation, after, lemma]);
        emit.add(cue::CHILD_WORD, &[relation, child.lemma, upos]);
        emit.add(cue::CHILD_WORD_LEMMA, &[relation, child.lemma, lemma]);
        emit.add(cue::CHILD_MIDDLE, &[relation, child.clusters[1].into(), middle]);
        emit.add(cue::CHILD_TAG, &[relation, child.xpos as u64, after]);
        // The word that introduces the clause or phrase: its preposition, its "that" or "to".
        if matches!(
            child.relation,
            Relation::Ccomp
                | Relation::Xcomp
                | Relation::Obl
                | Relation::Nmod
                | Relation::Advcl
                | Relation::Acl
                | Relation::Obj
                | Relation::Csubj
        ) {
            let lead = graph.child(at, &[Relation::Mark, Relation::Case]);
            let lead = lead.map_or(0, |l| graph.node(l).lower);
            emit.add(cue::CLAUSE_LEAD_LEMMA, &[relation, lead, lemma]);
            emit.add(cue::CLAUSE_LEAD_MIDDLE, &[relation, lead, middle]);
            emit.add(cue::CLAUSE_LEAD_SIDE, &[relation, lead, after, upos]);
            let first = graph.node(child.left);
            emit.add(cue::CLAUSE_FIRST, &[relation, first.lower, upos]);
            emit.add(cue::CLAUSE_HEAD_LEAD, &[relation, child.lemma, lead]);
        }
    }
    emit.add(cue::CHILDREN_SET, &[set, upos]);
    emit.add(cue::CHILDREN, &[shape, upos]);
    emit.add(cue::CHILDREN_LEMMA, &[shape, lemma]);
    emit.add(cue::CHILDREN_MIDDLE, &[shape, middle]);
}

fn above(graph: &DependencyGraph, token: u32, emit: &mut Emit<'_, impl FeatureSink>) {
    let node = graph.node(token);
    let relation = node.relation as u64;
    let head = graph.node(node.head);
    let top = node.head == token;
    let head_lemma = if top { 0 } else { head.lemma };
    emit.add(cue::ABOVE, &[relation, head_lemma]);
    emit.add(cue::ABOVE_UPOS, &[relation, head.upos as u64, node.upos as u64]);
    emit.add(cue::ABOVE_RELATION, &[relation, head.relation as u64, node.upos as u64]);
    emit.add(cue::ABOVE_LEMMA, &[relation, head_lemma, node.lemma]);
    emit.add(cue::ABOVE_MIDDLE, &[relation, head.clusters[1].into(), node.clusters[1].into()]);
    let mut path = relation;
    for up in graph.ancestors(token).take(3) {
        path = combined(&[path, graph.node(up).relation as u64]);
    }
    emit.add(cue::WAY_UP, &[path, node.upos as u64]);
    let lead = graph.child(token, &[Relation::Mark, Relation::Case]);
    let lead = lead.map_or(0, |l| graph.node(l).lower);
    emit.add(cue::OWN_LEAD, &[relation, lead, node.upos as u64]);
    // Siblings: "gave [an order] to ...".
    if !top && matches!(node.relation, Relation::Obj | Relation::Obl | Relation::Xcomp) {
        for (at, sibling) in graph.children(node.head).filter(|(at, _)| *at != token) {
            if sibling.relation != Relation::Punct {
                emit.add(cue::SIBLING_LEMMA, &[relation, sibling.relation as u64, node.lemma]);
                emit.add(cue::SIBLING, &[relation, sibling.relation as u64, u64::from(at > token)]);
            }
        }
    }
}

fn subject(graph: &DependencyGraph, token: u32, emit: &mut Emit<'_, impl FeatureSink>) {
    let node = graph.node(token);
    let (mut subject, mut hops) = subject_of(graph, token);
    if let Some(inverted) = inverted_subject(graph, token) {
        (subject, hops) = (inverted, 16);
        emit.add(cue::SUBJECT_AFTER_LEMMA, &[node.lemma]);
        emit.add(cue::SUBJECT_AFTER, &[node.xpos as u64, node.clusters[1].into()]);
    }
    if subject == NONE {
        emit.add(cue::NO_SUBJECT_LEMMA, &[node.lemma]);
        emit.add(cue::NO_SUBJECT, &[node.upos as u64, node.relation as u64]);
        return;
    }
    let of = graph.node(subject);
    let side = u64::from(subject > token);
    let kind = agent(of);
    emit.add(cue::SUBJECT, &[of.lemma, node.upos as u64]);
    emit.add(cue::SUBJECT_FINE, &[of.clusters[0].into(), node.upos as u64]);
    emit.add(cue::SUBJECT_MIDDLE, &[of.clusters[1].into(), node.clusters[1].into()]);
    emit.add(cue::SUBJECT_PLACE, &[of.upos as u64, hops, side, node.upos as u64]);
    emit.add(cue::SUBJECT_UPOS_LEMMA, &[of.upos as u64, side, node.lemma]);
    emit.add(cue::SUBJECT_LEMMA, &[of.lemma, node.lemma]);
    emit.add(cue::SPEAKER_LEMMA, &[kind, node.lemma]);
    emit.add(cue::SPEAKER_FINE, &[kind, node.clusters[0].into()]);
    emit.add(cue::SPEAKER_TAG, &[kind, hops, node.xpos as u64]);
    emit.add(cue::SUBJECT_RELATION_LEMMA, &[of.relation as u64, node.lemma]);
}

/// Coarse kinds of subjects by their words embedded.
fn agent(node: &Node) -> u64 {
    match node.upos {
        Upos::Pron => 100 + node.lower % 1024,
        Upos::Propn => 1,
        _ => 2000 + u64::from(node.clusters[2]),
    }
}

fn place(graph: &DependencyGraph, token: u32, emit: &mut Emit<'_, impl FeatureSink>) {
    let node = graph.node(token);
    let sentence = graph.sentence(node.sentence as usize);
    let inside = u64::from(node.quotation > 0);
    let (before, after) = quotations_near(graph, token, 8);
    emit.add(cue::QUOTED_LEMMA, &[inside, node.lemma]);
    emit.add(cue::QUOTED_RELATION, &[inside, node.upos as u64, node.relation as u64]);
    emit.add(cue::QUOTES_NEAR, &[before, after, inside]);
    emit.add(cue::QUOTES_NEAR_LEMMA, &[before, after, node.lemma]);
    emit.add(cue::QUOTES_NEAR_MIDDLE, &[before, after, node.clusters[1].into()]);
    let position = match (token - sentence.start(), sentence.end() - 1 - token) {
        (0, _) => 0,
        (_, 0) => 1,
        (_, 1) => 2,
        (1..=2, _) => 3,
        _ => 4,
    };
    let placement = placement(graph, token);
    emit.add(cue::PLACEMENT, &[placement, node.upos as u64]);
    emit.add(cue::PLACEMENT_LEMMA, &[placement, node.lemma]);
    emit.add(cue::PLACEMENT_MIDDLE, &[placement, node.clusters[1].into()]);
    emit.add(cue::PLACEMENT_RELATION, &[placement, node.relation as u64, node.xpos as u64]);
    emit.add(cue::POSITION_LEMMA, &[position, node.lemma]);
    emit.add(cue::POSITION, &[position, node.upos as u64, node.relation as u64]);
    let unfinished = graph.node(sentence.end() - 1).punctuation == PunctuationClass::Word;
    emit.add(cue::UNFINISHED, &[u64::from(unfinished), node.upos as u64, node.xpos as u64]);
    emit.add(cue::UNFINISHED_LEMMA, &[u64::from(unfinished), node.lemma]);
    if node.upos == Upos::Punct {
        let at = u64::from(token - sentence.start()).min(8);
        emit.add(cue::MARK_POSITION, &[at]);
        emit.add(cue::MARK_QUOTE_AFTER, &[after, at.min(3)]);
        let first = graph.node(sentence.start());
        emit.add(cue::MARK_FIRST_TAG, &[first.xpos as u64, at]);
        emit.add(cue::MARK_FIRST_SHAPE, &[first.shape]);
        emit.add(cue::MARK_REST, &[at, u64::from(sentence.end() - token).min(4)]);
    }
}

/// Where quotation marks stand within `reach` tokens: before (1 near, 2 farther) and after `token`.
fn quotations_near(graph: &DependencyGraph, token: u32, reach: u32) -> (u64, u64) {
    let node = graph.node(token);
    let distance = |by: u32| if by <= 2 { 1 } else { 2 };
    let mut before = 0;
    let mut after = 0;
    for by in 1..=reach {
        let at = |t: Option<u32>| {
            t.and_then(|t| graph.nodes.get(t as usize))
                .is_some_and(|n| n.quotation > 0 && n.quotation != node.quotation)
        };
        if before == 0 && at(token.checked_sub(by)) {
            before = distance(by);
        }
        if after == 0 && at(token.checked_add(by)) {
            after = distance(by);
        }
    }
    (before, after)
}
