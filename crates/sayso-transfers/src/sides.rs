//! Words belong to one role: where the tree makes one phrase of "Mr. Clarke $5 million", it is cut.

use sayso_attribution::QuotationType;
use sayso_text::TextRange;

use crate::document::Sentence;
use crate::draft::Draft;
use crate::party::FoundParty;
use crate::thing::FoundThing;

/// Cuts the words of giver, thing and receiver so that they share none; who cannot be cut out goes. Only an origin stays
/// within what it gives: "Iranian" of "Iranian drones".
pub(crate) fn part(sentence: Sentence<'_>, draft: &mut Draft) {
    let voice = sentence.voices.innermost(draft.head);
    let Draft { givers, receivers, things, .. } = draft;
    for side in [&mut *givers, &mut *receivers] {
        side.retain(|found| !is_speaker(sentence, found, voice));
    }
    receivers.retain_mut(|found| things.iter_mut().all(|thing| cut(sentence, found, thing)));
    givers.retain_mut(|found| {
        things.iter_mut().all(|thing| {
            is_origin(found.party.span, thing.thing.span) || cut(sentence, found, thing)
        })
    });
    receivers.retain(|r| !givers.iter().any(|g| overlap(g.party.span, r.party.span)));
}

/// Whether somebody is the one who says it word for word, and so is outside of it: "“We sold timber,” Askel said".
fn is_speaker(sentence: Sentence<'_>, found: &FoundParty, voice: Option<u32>) -> bool {
    let head = sentence.cover(found.head, found.head + 1);
    voice.is_some_and(|at| {
        let attribution = &sentence.input.attributions[at as usize];
        attribution.content.quotation == QuotationType::Direct
            && attribution.source.spans.iter().any(|span| span.contains(head))
    })
}

fn overlap(one: TextRange, other: TextRange) -> bool {
    one.start() < other.end() && other.start() < one.end()
}

fn is_origin(party: TextRange, thing: TextRange) -> bool {
    thing.start() <= party.start() && party.end() <= thing.end() && party != thing
}

/// Whether the two are apart, perhaps since one was cut.
fn cut(sentence: Sentence<'_>, party: &mut FoundParty, thing: &mut FoundThing) -> bool {
    let (whose, what) = (party.party.span, thing.thing.span);
    if !overlap(whose, what) {
        return true;
    }
    let tokens = sentence.input.segmentation.tokens();
    let head = sentence.cover(party.head, party.head + 1);
    if whose.start() < what.start() && head.end() <= what.start() {
        let end = tokens.within(what).start();
        party.party.span = sentence.cover(tokens.within(whose).start(), end);
    } else {
        *thing = sentence.thing_after(tokens.within(whose).end(), *thing);
    }
    !overlap(party.party.span, thing.thing.span)
}
