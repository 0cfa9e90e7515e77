//! The stage: finder, rules, labels of texts, combat, participles, passives, edges, nesting, attributes, what is denied, speakers, continuations,
//! in this order.

use crate::attributes;
use crate::attribution::Attribution;
use crate::attributions::Attributions;
use crate::candidate::Candidate;
use crate::document::AttributionInput;
use crate::model::{AttributionModel, AttributionScratch};
use crate::rules::{self, RULES};
use crate::trace::Trace;
use crate::{
    combat, continuations, denied, edges, nesting, participles, passives, speakers, text_labels,
};

/// Replaces `found` by the attributions of a document, and records in `trace`, if there is one, why.
pub(crate) fn extract(
    model: &AttributionModel,
    input: AttributionInput<'_>,
    scratch: &mut AttributionScratch,
    found: &mut Attributions,
    mut trace: Option<&mut Trace>,
) {
    let AttributionScratch { document, finder } = scratch;
    let document = document.fill(input, |sentence| model.wants(input.syntax, sentence));
    let mut chosen = model.finder.find(document, finder, trace.as_mut().map(|t| &mut t.cues));
    for (name, rule) in RULES {
        let mut more = rule(document, &chosen);
        more.iter_mut().for_each(|candidate| candidate.rule = Some(name));
        nesting::merge(&mut chosen, more);
    }
    rules::turns::confine(document, &mut chosen);
    text_labels::drop_labelled(document, &mut chosen);
    combat::drop_fighting(document, &mut chosen);
    nesting::single(&mut chosen);
    participles::settle(document, &mut chosen);
    let reported: Vec<Candidate> =
        chosen.iter().filter_map(|candidate| passives::reported(document, candidate)).collect();
    for candidate in &mut chosen {
        text_labels::strip(document, candidate);
        passives::settle(document, candidate);
        edges::settle(document, candidate);
    }
    chosen.extend(reported);
    chosen.sort_by_key(|candidate| candidate.head);
    nesting::separate(&mut chosen, |token| document.graph.is_punctuation(token));
    let nested: Vec<(Candidate, Option<u32>)> = nesting::nest(&chosen, |outer, taken| {
        let trace = trace.as_mut().map(|t| &mut t.cues);
        let mut inner = model.finder.find_embedded(document, outer, taken, finder, trace);
        for candidate in &mut inner {
            passives::settle(document, candidate);
            edges::settle_source(document, candidate);
        }
        inner
    });
    let attributions = nested.iter().map(|(candidate, parent)| Attribution {
        parent: *parent,
        ..attributes::complete(document, candidate)
    });
    found.replace(attributions);
    if let Some(trace) = trace.as_mut() {
        trace.settle(document, &nested, found);
    }
    denied::settle(document, &nested, found);
    speakers::third_person(document, found);
    let moved = continuations::add(document, found);
    speakers::first_person(document, found);
    speakers::settle(document, found);
    if let Some(trace) = trace {
        trace.renumber(&moved, found);
    }
}
