//! Descriptions: who is meant by "the spokesman", "the ministry", "the Clinton campaign".

use std::collections::HashSet;

use sayso_lexicon::{Look, lists};
use sayso_text::{TextRange, TokenRange};

use super::state::{Cluster, Context, Resolver};
use crate::entities::{Entities, EntityId, MentionForm};
use crate::kind::EntityKind;
use crate::known_names::NameClass;
use crate::roles::{AREA, BODY, Gender, ROLE, TITLE, Uses, WORK};

/// How sure it must be whom "his" of "his campaign" means.
const LEAST_OWNER: f32 = 0.5;
/// The most tokens between a description and the comma before the name: "the head of the clinic, Maria Lopez,".
const FARTHEST: u32 = 8;

impl Resolver {
    /// Settles what a description means, and begins an entity where that is something new.
    pub(super) fn settle_description(
        &mut self,
        context: &Context<'_>,
        entities: &mut Entities,
        index: usize,
    ) {
        let mention = entities.mentions[index];
        let head = context.lexemes[mention.tokens.indices().end - 1].word;
        let same = |start: u32| {
            self.sentence_of[start as usize] == self.sentence_of[mention.tokens.start() as usize]
        };
        let owner = owner(context, entities, index).filter(|&(_, start)| same(start));
        let person = mention.kind == EntityKind::Person;
        let holder = person.then(|| self.holder(context, &mention)).flatten().map(|id| (id, 0.8));
        let found = holder.or_else(|| self.described(context, entities, index, head, owner));
        let (id, link) = match found {
            Some(found) => found,
            // Better nobody than somebody new.
            None if is_office(context, entities, index) => return,
            None => {
                let id = self.begin(entities, index, head, false);
                if let Some((owner, start)) = owner {
                    let known = &mut self.clusters[id.index()];
                    known.name = TokenRange::new(start, mention.tokens.end());
                    known.owner = Some(owner);
                    let entity = &mut entities.entities[id.index()];
                    // Somebody's brother belongs to nobody.
                    if lists::RELATIONS.contains_hash(head) {
                        entity.role = Some(context.range(mention.tokens.end() - 1));
                    } else {
                        entity.affiliation = Some(owner);
                    }
                }
                (id, 0.5)
            }
        };
        entities.mentions[index].entity = Some(id);
        entities.mentions[index].link = link;
        let entity = &mut entities.entities[id.index()];
        entity.mentions += 1;
        if entity.gender == Gender::Unknown {
            entity.gender = context.roles.of(head).gender();
        }
    }

    /// Whom a description means: one so described before, or a body or place whose name or kind fits.
    fn described(
        &self,
        context: &Context<'_>,
        entities: &mut Entities,
        index: usize,
        head: u64,
        owner: Option<(EntityId, u32)>,
    ) -> Option<(EntityId, f32)> {
        let mention = entities.mentions[index];
        let token = mention.tokens.start();
        // "an officer" in the role of somebody named.
        let person = mention.kind == EntityKind::Person;
        let holds =
            |e: &usize| entities.entities[*e].role.is_some_and(|r| r.contains(mention.range));
        let holder = self.near(token).filter(|_| person).find(holds);
        if let Some(holder) = holder {
            return Some((EntityId(holder as u32), 0.9));
        }
        if let Some((id, role)) = apposed(context, entities, index) {
            let entity = &mut entities.entities[id.index()];
            entity.role = entity.role.or(Some(role));
            return Some((id, 0.9));
        }
        // "the city of Flint".
        let of = mention.tokens.end();
        if context.roles.of(head).any(AREA)
            && context.is(of, &["of"])
            && let Some(place) = entities.mentions.get(index + 1)
            && place.tokens.start() == of + 1
            && place.kind == EntityKind::Place
        {
            return place.entity.map(|id| (id, 0.9));
        }
        if context
            .is(token, &["a", "an", "another", "my", "your", "our", "his", "her", "their", "one"])
            || owner.is_some() && is_new(context, token)
        {
            return None;
        }
        let uses = context.roles.of(head);
        let sentence = self.sentence_of[token as usize];
        let modifiers = modifiers(context, mention.tokens);
        // "the judge who led the first trial", "the president of the club": which one is said.
        let restricted = person && context.is(mention.tokens.end(), &["who", "whose", "of", "at"]);
        let holders = match person && modifiers.is_empty() {
            true => self.holders(context, mention.tokens.end() - 1),
            false => HashSet::new(),
        };
        let mut best: Option<(EntityId, f32)> = None;
        for i in self.near(token) {
            let (known, entity) = (&self.clusters[i], &entities.entities[i]);
            if known.last >= token || entity.kind != mention.kind || entity.mentions == 0 {
                continue;
            }
            let same_head = known.head == head && !known.named;
            if let Some((owner, _)) = owner {
                if same_head && known.owner == Some(owner) && best.is_none_or(|(_, m)| m <= 0.85) {
                    best = Some((EntityId(i as u32), 0.85));
                }
                continue;
            }
            let distance = sentence.saturating_sub(known.last_sentence);
            if known.named && !members_fit(context, mention.tokens, known) {
                continue;
            }
            let by_name = known.named
                && context.lexemes[known.name.indices()].iter().any(|s| s.word == head)
                && modifiers.ids().all(|t| {
                    let word = context.lexemes[t.index()].word;
                    context.lexemes[known.name.indices()].iter().any(|s| s.word == word)
                        || !context.roles.of(word).any(ROLE | BODY | AREA)
                });
            let by_role = entity.role.is_some_and(|role| {
                let role = context.segmentation.tokens().within(role);
                let at = role.ids().find(|t| context.lexemes[t.index()].word == head);
                let to = |at: u32| TokenRange::new(role.start(), at);
                at.is_some_and(|at| same_office(context, head, modifiers, to(at.raw())))
            });
            let by_role = (by_role || holders.contains(&EntityId(i as u32))) && !restricted;
            let area = uses.any(AREA) && known.named && area_fits(context, mention.tokens, known);
            let body = uses.any(BODY) && known.named && agrees(context, head, known);
            let link = if same_head
                && same_office(context, head, modifiers, self::modifiers(context, known.name))
            {
                0.8
            } else if by_role {
                0.75
            } else if by_name {
                0.8
            } else if (area || body) && distance <= 2 {
                0.45 - 0.05 * distance as f32
            } else {
                continue;
            };
            // Of two that fit alike, the one met last.
            if best.is_none_or(|(_, most)| link >= most) {
                best = Some((EntityId(i as u32), link));
            }
        }
        best
    }
}

/// The one named after a description and a comma: "the head of the clinic, Maria Lopez,". Also the words of the
/// description up to the comma.
fn apposed(
    context: &Context<'_>,
    entities: &Entities,
    index: usize,
) -> Option<(EntityId, TextRange)> {
    let mention = &entities.mentions[index];
    if mention.kind != EntityKind::Person {
        return None;
    }
    let end = mention.tokens.end();
    let opens = context.is(end, &[",", "of", "for", "at", "in", "from", "with", "to"]);
    let comma = (end..end + FARTHEST).find(|&t| context.is(t, &[","])).filter(|_| opens)?;
    let plain = |t: u32| {
        let lexeme = &context.lexemes[t as usize];
        lexeme.look != Look::Punctuation
            && !context.in_list(t, &lists::CLAUSE_WORDS)
            && !context.is(t, &["who", "which", "that", "said", "says", "was", "is", "and"])
    };
    if !(end..comma).all(plain) {
        return None;
    }
    let after = &entities.mentions[index + 1..];
    let name = after.iter().find(|m| m.tokens.start() > comma)?;
    let person = name.kind == EntityKind::Person && name.form == MentionForm::Name;
    let title = |t: u32| context.roles.of(context.lexemes[t as usize].word).any(TITLE);
    let titled = (comma + 1..name.tokens.start()).all(title);
    let closed = match context.lexemes.get(name.tokens.end() as usize) {
        Some(lexeme) => lexeme.look == Look::Punctuation && !context.is(name.tokens.end(), &["-"]),
        None => true,
    };
    let start = context.range(mention.tokens.start());
    let role = TextRange::new(start.start(), context.range(comma - 1).end());
    (person && titled && closed).then_some((name.entity?, role))
}

/// The name before the noun of a description, whose it is, and where the description begins: "Clinton" of "the
/// Clinton campaign", "the Kremlin" of "the Kremlin's spokesman".
fn owner(context: &Context<'_>, entities: &Entities, index: usize) -> Option<(EntityId, u32)> {
    let start = entities.mentions[index].tokens.start();
    let before = entities.mentions[..index].last()?;
    // "his campaign"
    let his = before.form == MentionForm::Pronoun
        && before.tokens.end() == start
        && context.in_list(start, &lists::OWNED_BODIES)
        && before.link >= LEAST_OWNER;
    if his {
        return Some((before.entity?, before.tokens.start()));
    }
    let possessive = context.is(before.tokens.end(), &["'s", "’s"]);
    let joins = before.tokens.end() + u32::from(possessive) == start;
    if !joins || before.form != MentionForm::Name {
        return None;
    }
    let person = entities.mentions[index].kind == EntityKind::Person;
    let first = before.tokens.start();
    // A person without a name is "a Northwind spokesman"; a body has a name of a kind.
    let article =
        first > 0 && person && context.is(first - 1, &["a", "an", "the", "another", "one"])
            || first > 0 && person && possessive && context.is(first - 1, &["the"]);
    Some((before.entity?, first - u32::from(article)))
}

/// Whether a description is an office of a place or body that is often somebody who is named: "the Indiana governor".
fn is_office(context: &Context<'_>, entities: &Entities, index: usize) -> bool {
    let mention = &entities.mentions[index];
    let head = mention.tokens.end() - 1;
    let uses = context.roles.of(context.lexemes[head as usize].word);
    let Some(name) = entities.mentions[..index].last() else { return false };
    let first = name.tokens.start();
    let one = first.checked_sub(1).is_some_and(|t| context.is(t, &["a", "an", "another", "one"]));
    // "one resident", too, is nobody who can be met again.
    name.tokens.end() == mention.tokens.start()
        && matches!(name.form, MentionForm::Name | MentionForm::Value)
        && uses.any(ROLE)
        && !uses.any(BODY)
        && !one
        && !context.is(head, &["spokesman", "spokeswoman", "spokesperson"])
}

/// Whether "a" or "another" stands before the owner.
fn is_new(context: &Context<'_>, token: u32) -> bool {
    (token.saturating_sub(6)..token).any(|t| context.is(t, &["a", "an", "another", "one"]))
}

/// The words between the determiner of a description and its noun.
fn modifiers(context: &Context<'_>, tokens: TokenRange) -> TokenRange {
    let determined = context.in_list(tokens.start(), &lists::DESCRIPTION_DETERMINERS);
    let last = tokens.end() - 1;
    TokenRange::new((tokens.start() + u32::from(determined)).min(last), last)
}

/// Whether two nouns with these words before them may be one office: not "the shadow chancellor" and "the chancellor",
/// nor "the finance minister" and "the interior minister".
fn same_office(context: &Context<'_>, head: u64, a: TokenRange, b: TokenRange) -> bool {
    let has = |tokens: TokenRange, word: u64| {
        tokens.ids().any(|t| context.lexemes[t.index()].word == word)
    };
    let marked = |from: TokenRange, to: TokenRange| {
        from.ids().any(|t| {
            let word = context.lexemes[t.index()].word;
            lists::OFFICE_MODIFIERS.contains_hash(word) && !has(to, word)
        })
    };
    let shared = a.ids().any(|t| has(b, context.lexemes[t.index()].word));
    let differ = !a.is_empty() && !b.is_empty() && !shared;
    // "The former officer", who is "the officer" later; but somebody else is "the president".
    let former = |tokens: TokenRange| {
        !lists::OFFICES.contains_hash(head)
            && tokens.ids().any(|t| context.is(t.raw(), &["former"]))
            && tokens.len() == 1
    };
    !differ && !marked(a, b) && (!marked(b, a) || former(b) && a.is_empty())
}

/// Whether the members of a union whom a description names are in the name: "the machinists union" is not that of service
/// employees.
fn members_fit(context: &Context<'_>, description: TokenRange, known: &Cluster) -> bool {
    if !context.is(description.end() - 1, &["union"]) {
        return true;
    }
    let before = description.end().checked_sub(2).filter(|&t| t > description.start());
    let members = before.filter(|&t| context.word(t).ends_with('s'));
    members.is_none_or(|t| {
        let word = context.lexemes[t as usize].word;
        context.lexemes[known.name.indices()].iter().any(|lexeme| lexeme.word == word)
    })
}

/// Whether a body may be called so, by the words of its name: "the ministry" is no agency of news.
fn agrees(context: &Context<'_>, head: u64, known: &Cluster) -> bool {
    let Some(wanted) = lists::BODY_TYPES.get_hash(head) else { return false };
    let names = || context.lexemes[known.name.indices()].iter();
    let types = || names().filter_map(|s| lists::BODY_TYPES.get_hash(s.word));
    let has = |wanted: &[&str]| types().any(|found| wanted.contains(&found));
    if types().next().is_none() {
        let outlet = known.entry.is(NameClass::Outlet);
        let letters = names().count() == 1 && names().all(|s| s.look == Look::Capitals);
        return match wanted {
            "outlet" => outlet,
            "agency" => outlet || letters,
            // Well-known bodies are mostly companies.
            "union" | "party" => !outlet && (letters || !known.entry.is(NameClass::Organisation)),
            "company" | "bank" | "club" | "group" => !outlet,
            _ => false,
        };
    }
    match wanted {
        "company" => has(&["company", "bank", "outlet"]),
        "agency" => has(&["agency", "government"]),
        "group" => has(&["group", "company", "campaign", "party"]),
        wanted => has(&[wanted]),
    }
}

/// A noun for a person or a body after a name: "campaign" of "the Clinton campaign".
pub(super) fn owned(context: &Context<'_>, taken: &[bool], at: u32) -> Option<(TokenRange, Uses)> {
    let before = at.checked_sub(1)?;
    let possessive = context.is(before, &["'s", "’s"]);
    let name = before.checked_sub(u32::from(possessive))?;
    if !taken[name as usize] || context.lexemes[name as usize].look == Look::Number {
        return None;
    }
    let mut end = at;
    let mut found = None;
    while (end as usize) < context.lexemes.len() && end < at + 3 && !taken[end as usize] {
        let lexeme = &context.lexemes[end as usize];
        let uses = context.roles.of(lexeme.word);
        let hyphen = end > at && context.is(end, &["-"]);
        if lexeme.look != Look::Lower && !hyphen || context.in_list(end, &lists::DESCRIPTION_STOPS)
        {
            break;
        }
        if uses.any(ROLE | BODY) {
            found = Some((end, uses));
        } else if is_clause_word(context, end) {
            break;
        }
        end += 1;
    }
    let (head, uses) = found?;
    ends(context, taken, head, end).then_some((TokenRange::new(at, head + 1), uses))
}

/// "the country" is a country, "the city" a city.
fn area_fits(context: &Context<'_>, tokens: TokenRange, known: &Cluster) -> bool {
    let last = tokens.end() - 1;
    if context.is(last, &["country", "nation", "kingdom", "republic"]) {
        return known.entry.is(NameClass::Country);
    }
    if context.is(last, &["city", "town", "capital"]) {
        return known.entry.is(NameClass::City) || known.entry.is(NameClass::Capital);
    }
    if context.is(last, &["state"]) {
        return known.entry.is(NameClass::State);
    }
    false
}

/// "the former officer", "this ministry": a determiner, few words, a noun of the list.
pub(super) fn description(
    context: &Context<'_>,
    taken: &[bool],
    at: u32,
) -> Option<(TokenRange, Uses)> {
    let opener = context.hints[at as usize].opener;
    if !opener && !context.is(at, &["the", "my"])
        || !context.in_list(at, &lists::DESCRIPTION_DETERMINERS)
    {
        return None;
    }
    // "the home that my husband saw"
    if context.is(at + 1, &["my", "your", "his", "her", "our", "their"]) {
        return None;
    }
    let mut head = None;
    let mut next = at + 1;
    while (next as usize) < context.lexemes.len() && next <= at + 4 && !taken[next as usize] {
        let lexeme = &context.lexemes[next as usize];
        let uses = context.roles.of(lexeme.word);
        // "the Secretary", "the President"
        let office = lexeme.look == Look::Capital && uses.any(ROLE) && next == at + 1;
        let plain = lexeme.look == Look::Lower || office || context.is(next, &["-"]);
        if !plain || context.in_list(next, &lists::DESCRIPTION_STOPS) {
            break;
        }
        let noun = ROLE | BODY | AREA | WORK;
        if uses.any(noun) {
            head = Some((next, uses));
        } else if head.is_some_and(|(head, _)| head + 1 == next)
            && (context.in_list(next, &lists::ACTOR_VERBS) || context.word(next).ends_with("ed"))
        {
            // "a witness told police"
            break;
        }
        next += 1;
    }
    let (head, uses) = head?;
    if !ends(context, taken, head, next) {
        return None;
    }
    Some((TokenRange::new(at, head + 1), uses))
}

/// Whether a noun phrase ends with the noun at `head`, given where the lower-case words after it end.
fn ends(context: &Context<'_>, taken: &[bool], head: u32, next: u32) -> bool {
    // "the spokesman John Kirby": a title.
    let name_follows = taken.get(head as usize + 1).copied().unwrap_or(false)
        && context.lexemes[head as usize + 1].look == Look::Capital;
    // "the group leader": the noun is followed by another word that may be its head.
    let more = next > head + 1
        && !context.is(next - 1, &["-"])
        && context.lexemes[head as usize + 1].look == Look::Lower
        && !is_clause_word(context, head + 1);
    !name_follows && !more
}

/// Words that follow a whole noun phrase: verbs and adverbs, by their ends.
fn is_clause_word(context: &Context<'_>, at: u32) -> bool {
    let word = context.word(at);
    word.ends_with("ed")
        || word.ends_with("ly")
        || word.ends_with("ing")
        || word.ends_with('s')
        || context.in_list(at, &lists::CLAUSE_WORDS)
}
