//! "They", "both" and "the pair" for several who were named: "Pell and Voss said so. 'It will help,' they wrote."

use sayso_entities::{EntityId, EntityKind, Gender};
use sayso_lexicon::lists;
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::TokenRange;

use super::groups::{self, Group};
use super::{NEAR, Pronoun, tokens};
use crate::attributes::is_role;
use crate::attribution::Attribution;
use crate::attributions::Attributions;
use crate::document::Document;

/// So many sentences lie between at most.
const FARTHEST: usize = 3;

/// Whom a source means that stands for several.
#[derive(Clone, Copy, Debug)]
struct Several {
    token: u32,
    /// "They", which may mean others.
    they: bool,
    /// How many, where the words tell.
    count: Option<usize>,
    kind: Option<EntityKind>,
    /// "The two women".
    gender: Gender,
}

impl Several {
    fn fits(self, document: Document<'_>, members: &[EntityId], kind: EntityKind) -> bool {
        let other = |&id: &EntityId| {
            let known = document.entities.get(id).gender;
            known != Gender::Unknown && known != self.gender
        };
        members.len() > 1
            && !(self.gender != Gender::Unknown && members.iter().any(other))
            && self.count.is_none_or(|count| count == members.len())
            && self.kind.is_none_or(|wanted| wanted == kind)
    }
}

/// Gives the sources that stand for several their members.
pub(super) fn resolve(
    document: Document<'_>,
    found: &mut Attributions,
    pronouns: &[Option<(Pronoun, u32)>],
) {
    for (at, pronoun) in pronouns.iter().enumerate() {
        let wanted = match *pronoun {
            Some((Pronoun::They, token)) => Some(Several {
                token,
                they: true,
                count: None,
                kind: None,
                gender: Gender::Unknown,
            }),
            Some(_) => None,
            None => read(document, &found[at]),
        };
        // "They" in a quotation are not the writer's.
        let Some(wanted) = wanted.filter(|w| !document.graph.is_quoted(w.token)) else { continue };
        if let Some(members) = members(document, found, at, wanted) {
            let source = found.source_mut(at);
            (source.members, source.entity) = (members, None);
        }
    }
}

/// What a noun says of those whom it means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Noun {
    /// "the pair", "the trio".
    Count(usize),
    /// "companies", "lawmakers".
    Kind(EntityKind),
}

/// A source in words that stand for several: "both", "both companies", "the pair", "the two men".
fn read(document: Document<'_>, attribution: &Attribution) -> Option<Several> {
    let &[span] = attribution.source.spans.as_slice() else { return None };
    let words = tokens(document, &[span])[0];
    let (start, end) = (words.start(), words.end());
    if words.is_empty() || words.len() > 3 || !attribution.source.members.is_empty() {
        return None;
    }
    let both = document.is(start, "both");
    let the = document.is_any(start, &["all", "the", "these"]);
    let number = match () {
        () if both || start + 1 < end && document.is(start + 1, "two") => Some(2),
        () if start + 1 < end && document.is(start + 1, "three") => Some(3),
        () => None,
    };
    let at = start + 1 + u32::from(number.is_some() && !both);
    let noun = match end - at.min(end) {
        0 => None,
        1 => Some(noun(document, at)?),
        _ => return None,
    };
    let (count, kind) = match noun {
        Some(Noun::Count(count)) => (Some(count), None),
        Some(Noun::Kind(kind)) => (number, Some(kind)),
        None => (number, None),
    };
    // "The companies said in a joint statement": of people it would be any.
    let whole = both || the && (count.is_some() || kind == Some(EntityKind::Organisation));
    whole.then_some(Several {
        token: start,
        they: false,
        count,
        kind,
        gender: match () {
            () if document.is(end - 1, "men") => Gender::Male,
            () if document.is(end - 1, "women") => Gender::Female,
            () => Gender::Unknown,
        },
    })
}

/// What a noun says of those whom it means, if they can speak and need a name.
fn noun(document: Document<'_>, noun: u32) -> Option<Noun> {
    let word = document.graph.node(noun).lower;
    if let Some(count) = lists::PAIR_WORDS.get_hash(word) {
        return count.parse().ok().map(Noun::Count);
    }
    let lemma = document.lemma(noun).to_lowercase();
    let plural = matches!(document.graph.node(noun).xpos, Xpos::Nns | Xpos::Nnps);
    let kind = match () {
        () if document.is_any(noun, &["countries", "nations", "governments"]) => EntityKind::Place,
        // "Both parties" need no names.
        () if document.is_any(noun, &["parties", "sides"]) => return None,
        () if lists::BODY_TYPES.get(&lemma).is_some() => EntityKind::Organisation,
        () if is_role(&lemma) => EntityKind::Person,
        () => return None,
    };
    plural.then_some(Noun::Kind(kind))
}

/// Those whom a source means: the last ones who spoke together, or whom a sentence joins.
fn members(
    document: Document<'_>,
    found: &Attributions,
    at: usize,
    wanted: Several,
) -> Option<Vec<EntityId>> {
    let graph = document.graph;
    let here = graph.sentence_of(wanted.token);
    for back in 0..=FARTHEST {
        let sentence = graph.sentence(here.checked_sub(back)?);
        if let Some(members) = spoke(document, found, at, sentence, wanted) {
            return Some(members);
        }
        if let Some(group) = groups::last(document, sentence, wanted.token) {
            let others = back == 0 && has_others(document, &group, wanted);
            let told = !wanted.they || group.leads && !others;
            if told && wanted.fits(document, &group.members, group.kind) {
                return Some(group.members);
            }
            // "Pell, Voss and Diaz met. Both said": nobody knows which two.
            if !wanted.they && wanted.kind.is_none_or(|kind| kind == group.kind) {
                return None;
            }
        }
        // "The farmers marched. They said", "Two witnesses saw it. Both said": others.
        if names_others(document, sentence, wanted.token) {
            return None;
        }
        if !wanted.they && wanted.count == Some(2) && back > 0 && back < FARTHEST {
            let kind = wanted.kind.unwrap_or(EntityKind::Person);
            let earlier = graph.sentence(here.saturating_sub(back + 1));
            let both = TokenRange::new(earlier.start(), sentence.end());
            let only = groups::only_two(document, sentence, wanted.token, kind)
                .or_else(|| groups::only_two(document, both, wanted.token, kind));
            if only.as_ref().is_some_and(|two| wanted.fits(document, two, kind)) {
                return only;
            }
        }
    }
    None
}

/// The members of the last source in a sentence, if it is several.
fn spoke(
    document: Document<'_>,
    found: &Attributions,
    at: usize,
    sentence: TokenRange,
    wanted: Several,
) -> Option<Vec<EntityId>> {
    let near = found.iter().take(at + NEAR).skip(at.saturating_sub(NEAR));
    let range = document.cover(sentence);
    let place = document.cover(TokenRange::new(wanted.token, wanted.token + 1)).start();
    let here = near.filter(|a| {
        let span = a.source.spans.first();
        span.is_some_and(|span| range.contains(*span) && span.end() <= place)
    });
    let last = here.max_by_key(|a| a.source.spans[0].start())?;
    let members = &last.source.members;
    let kind = document.entities.get(*members.first()?).kind;
    wanted.fits(document, members, kind).then(|| members.clone())
}

/// Whether others, who have no names, come between those who are joined and "they": "Pell and Voss spoke, and farmers said
/// they left".
fn has_others(document: Document<'_>, group: &Group, wanted: Several) -> bool {
    (group.end..wanted.token).any(|t| {
        let node = document.graph.node(t);
        node.upos == Upos::Noun && node.xpos == Xpos::Nns
    })
}

/// Whether a sentence is about several who are not named, before a token.
fn names_others(document: Document<'_>, sentence: TokenRange, before: u32) -> bool {
    let graph = document.graph;
    let end = sentence.end().min(before);
    let verb = |t: &u32| graph.node(*t).upos == Upos::Verb && !graph.is_quoted(*t);
    let first = (sentence.start()..end).find(verb).unwrap_or(end);
    (sentence.start()..end).any(|t| {
        let node = graph.node(t);
        let plural = matches!(node.xpos, Xpos::Nns | Xpos::Nnps)
            || graph.child(t, &[Relation::Conj]).is_some();
        let subject = matches!(node.relation, Relation::Nsubj | Relation::NsubjPass) || t < first;
        plural && subject && !graph.is_quoted(t) && node.upos != Upos::Verb
    })
}
