//! What is given in return: "in exchange for gold", ", and in return receives oil".

use std::ops::Range;

use sayso_text::TokenId;

use crate::document::Sentence;
use crate::draft::{Draft, Form};
use crate::thing::FoundThing;
use crate::transfer::TransferStatus;

/// Links the drafts of a sentence, those from `before` on, with what they answer: one of the sentence, or of the sentence
/// before, whose drafts are `previous`. What is only named as a price gets a draft of its own.
pub(crate) fn link(
    sentence: Sentence<'_>,
    previous: Range<usize>,
    before: usize,
    drafts: &mut Vec<Draft>,
) {
    for at in before + 1..drafts.len() {
        if drafts[at].form == Form::Exchange && drafts[at - 1].head == drafts[at].head {
            drafts[at].in_return = Some(at - 1);
        }
    }
    for at in sentence.tokens.start()..sentence.tokens.end() {
        let returns = sentence.is(at, &["in"]) && sentence.is(at + 1, &["return", "exchange"]);
        if !returns {
            continue;
        }
        if sentence.is(at + 2, &["for"]) {
            price(sentence, at, before, drafts);
        } else {
            answer(sentence, at, previous.clone(), before, drafts);
        }
    }
}

/// The draft whose trigger is the last before `token`, and the first after it.
fn around(
    sentence: Sentence<'_>,
    token: u32,
    from: usize,
    drafts: &[Draft],
) -> (Option<usize>, Option<usize>) {
    let at = sentence.cover(token, token + 1).start();
    let all = || drafts.iter().enumerate().skip(from).filter(|(_, d)| d.form != Form::Exchange);
    let before = all().filter(|(_, d)| d.trigger.start() < at).map(|(i, _)| i).next_back();
    (before, all().find(|(_, d)| d.trigger.start() > at).map(|(i, _)| i))
}

/// "in exchange for Y": Y goes the other way.
fn price(sentence: Sentence<'_>, at: u32, from: usize, drafts: &mut Vec<Draft>) {
    let (before, after) = around(sentence, at, from, drafts);
    let Some(answered) = before.or(after) else { return };
    let head = (at + 3..sentence.tokens.end())
        .find(|&t| sentence.preposition(t) == Some(at + 2) && t > at + 2);
    let things: Vec<FoundThing> = head.map(|head| sentence.things(head)).unwrap_or_default();
    let things: Vec<FoundThing> = things.into_iter().filter(|found| found.listed).collect();
    let already = drafts[from..]
        .iter()
        .any(|draft| draft.things.iter().any(|d| things.iter().any(|t| t.core == d.core)));
    if things.is_empty() || already {
        return;
    }
    let draft = &drafts[answered];
    drafts.push(Draft {
        trigger: sentence.cover(at, at + 3),
        lemma: sentence.input.text[sentence.cover(at, at + 3)].to_lowercase(),
        form: Form::Exchange,
        givers: draft.receivers.clone(),
        receivers: draft.givers.clone(),
        things,
        in_return: Some(answered),
        status: TransferStatus::Claimed,
        ..draft.clone()
    });
}

/// "in return": what comes after answers what came before, and has its sides the other way round.
fn answer(
    sentence: Sentence<'_>,
    at: u32,
    previous: Range<usize>,
    from: usize,
    drafts: &mut [Draft],
) {
    let (before, after) = around(sentence, at, from, drafts);
    let pair = match (before, after) {
        (Some(before), Some(after)) => Some((before, after)),
        // "In return, Moscow sends oil."
        (None, Some(after)) => previous.last().map(|earlier| (earlier, after)),
        // "Moscow sends oil in return."
        (Some(before), None) => {
            let own = drafts[from..before].iter().rposition(|d| d.form != Form::Exchange);
            own.map(|i| i + from).or_else(|| previous.last()).map(|earlier| (earlier, before))
        }
        (None, None) => None,
    };
    let Some((answered, answer)) = pair.filter(|(a, b)| a != b) else { return };
    let (givers, receivers) = (drafts[answered].receivers.clone(), drafts[answered].givers.clone());
    // Parties of another sentence have heads that mean nothing here.
    let foreign = |head: u32| !sentence.tokens.contains(TokenId::new(head));
    let draft = &mut drafts[answer];
    draft.in_return = Some(answered);
    let differs = |side: &[crate::party::FoundParty], other: &[crate::party::FoundParty]| {
        !side.iter().any(|a| other.iter().any(|b| a.is_same(b)))
    };
    if draft.givers.is_empty() && !givers.is_empty() && differs(&givers, &draft.receivers) {
        draft.givers = givers;
        draft.concluded = true;
    } else if draft.receivers.is_empty()
        && !receivers.is_empty()
        && differs(&receivers, &draft.givers)
    {
        draft.receivers = receivers;
        draft.concluded = true;
    }
    draft.givers.retain(|found| !foreign(found.head) || found.party.entity.is_some());
    draft.receivers.retain(|found| !foreign(found.head) || found.party.entity.is_some());
}
