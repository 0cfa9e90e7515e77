//! "gave Russia drones", of which the tree makes one phrase: where the receiver, right after the verb, ends and what is
//! given begins.

use sayso_syntax::{Upos, Xpos};
use sayso_text::TokenId;

use crate::document::Sentence;
use crate::lists::{Frame, MODIFIERS, THINGS, ThingClass};
use crate::party::{FoundParty, PartyForm};
use crate::transfer::{Party, ThingKind};

/// The receiver right after a verb, with the token after it, which begins the phrase of the object.
pub(super) fn split(
    sentence: Sentence<'_>,
    verb: u32,
    object: u32,
    frame: Frame,
) -> Option<(FoundParty, u32)> {
    // "the rifles that Berlin shipped" have theirs elsewhere.
    let follows = object > verb;
    let found = follows.then(|| {
        named(sentence, verb, object)
            .or_else(|| counted(sentence, verb, object))
            .or_else(|| many(sentence, verb, object))
            .or_else(|| surname(sentence, verb, object).filter(|_| frame.dative))
    });
    found.flatten()
}

/// "the Clinton Foundation" in "pay the Clinton Foundation huge sums": a name.
fn named(sentence: Sentence<'_>, verb: u32, object: u32) -> Option<(FoundParty, u32)> {
    let determined = sentence.upos(verb + 1) == Upos::Det;
    let first = verb + 1 + u32::from(determined);
    // A title is not always part of a name.
    let title = sentence.xpos(first) == Xpos::Nnp && sentence.mention(first).is_none();
    let start = first + u32::from(title);
    let mention =
        sentence.tokens.contains(TokenId::new(start)).then(|| sentence.mention(start))??;
    let end = mention.tokens.end();
    if mention.tokens.start() != start || end > object {
        return None;
    }
    let receiver = (start..end).rev().find_map(|t| {
        let party = sentence.party(t)?;
        let named = matches!(party.form, PartyForm::Body | PartyForm::Person);
        (named && matches!(sentence.xpos(t), Xpos::Nnp | Xpos::Nnps)).then_some(party)
    })?;
    // "leaked the White House documents": they are documents of the White House.
    let told = || {
        let kind = sentence.thing(object).map(|found| found.thing.kind);
        matches!(kind, Some(ThingKind::Information | ThingKind::Document))
    };
    let apart = matches!(sentence.upos(end), Upos::Adj | Upos::Num | Upos::Sym | Upos::Det);
    let begins = !determined || apart || !told();
    let party = Party { span: sentence.cover(verb + 1, end), entity: mention.entity };
    begins.then_some((FoundParty { party, ..receiver }, end))
}

/// "the premier" in "paid the premier 2.5 million crowns": what precedes the amount, which begins what is given.
fn counted(sentence: Sentence<'_>, verb: u32, object: u32) -> Option<(FoundParty, u32)> {
    let counts = |t: u32| {
        matches!(sentence.upos(t), Upos::Num | Upos::Sym)
            || sentence.upos(t) == Upos::Noun
                && THINGS.get_hash(sentence.word_key(t)) == Some(ThingClass::Measure)
    };
    let amount = (verb + 2..=object).find(|&t| counts(t))?;
    let noun = amount - 1;
    // "gave Mr. Clarke $5 million": a name that was not recognised
    let named = (verb + 1..amount).all(|t| sentence.xpos(t) == Xpos::Nnp)
        && sentence.mention(noun).is_none();
    let unknown = named.then(|| FoundParty {
        party: Party { span: sentence.cover(verb + 1, amount), entity: None },
        head: noun,
        form: PartyForm::Person,
    });
    let receiver = sentence.party(noun).or(unknown).filter(|_| sentence.is_noun(noun))?;
    Some((until(sentence, verb, receiver, amount), amount))
}

/// "the rebels" in "gave the rebels mortars": a plural is no part of the name of a thing.
fn many(sentence: Sentence<'_>, verb: u32, object: u32) -> Option<(FoundParty, u32)> {
    let end = (verb + 2..=object).find(|&t| sentence.xpos(t - 1) == Xpos::Nns)?;
    let receiver = sentence.party(end - 1)?;
    Some((until(sentence, verb, receiver, end), end))
}

/// "Putin" in "gave Putin missiles": a name that nobody knows, unless it is one of a weapon.
fn surname(sentence: Sentence<'_>, verb: u32, object: u32) -> Option<(FoundParty, u32)> {
    let end = object;
    let head = end - 1;
    let is_name = |t: u32| {
        let key = sentence.word_key(t);
        sentence.xpos(t) == Xpos::Nnp
            && !sentence.is_designation(t)
            && THINGS.get_hash(key).is_none()
            && MODIFIERS.get_hash(key).is_none()
    };
    let named = head > verb && (verb + 1..end).all(is_name) && sentence.upos(object) == Upos::Noun;
    let span = named.then(|| sentence.cover(verb + 1, end))?;
    let party = Party { span, entity: None };
    Some((FoundParty { party, head, form: PartyForm::Person }, end))
}

fn until(sentence: Sentence<'_>, verb: u32, receiver: FoundParty, end: u32) -> FoundParty {
    let party = Party { span: sentence.cover(verb + 1, end), ..receiver.party };
    FoundParty { party, ..receiver }
}
