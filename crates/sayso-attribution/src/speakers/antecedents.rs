//! "He", "she" and "the Vermont senator": everybody mentioned so far is a candidate and gets a score; the best is the
//! antecedent.

use std::collections::HashMap;

use sayso_entities::{EntityId, EntityKind, Gender, Mention, MentionForm};
use sayso_syntax::{Relation, Upos};
use sayso_text::{TokenId, TokenRange};

use super::epithets::{self, Epithet};
use super::{Pronoun, container, genders, tokens};
use crate::attribution::{Attribution, QuotationType, SourceKind};
use crate::attributions::Attributions;
use crate::document::Document;

/// How many sightings back candidates are looked for.
const WINDOW: usize = 256;

/// Weights of the evidence, in log odds: chosen by hand, not fitted.
mod weight {
    /// Each sentence and each paragraph since the sighting.
    pub(super) const SENTENCE: f32 = 0.7;
    pub(super) const PARAGRAPH: f32 = 0.35;
    /// Being the speaker of the attribution before.
    pub(super) const SPOKE: f32 = 1.6;
    /// Being the subject of a clause, or the first one in the sentence.
    pub(super) const SUBJECT: f32 = 1.0;
    pub(super) const FIRST: f32 = 0.4;
    /// Being mentioned as a possessor or modifier, or inside a quotation.
    pub(super) const ASIDE: f32 = 0.6;
    pub(super) const QUOTED: f32 = 1.6;
    /// The logarithm of the number of mentions.
    pub(super) const COUNT: f32 = 0.4;
    /// A gender that is known and fits.
    pub(super) const GENDER: f32 = 0.7;
    /// Being the only one of the gender who acts in the paragraph.
    pub(super) const SOLE: f32 = 1.5;
    /// The entity that the pronoun has without all this.
    pub(super) const LINK: f32 = 0.8;
    /// Being named in what is said.
    pub(super) const NAMED: f32 = 4.0;
    /// Being the speaker of the quotation that has the pronoun: nobody is "he" in their own words.
    pub(super) const OWN_WORDS: f32 = 6.0;
    /// The same in the writer's words: "Lopez said she believed".
    pub(super) const REPORTED: f32 = 2.5;
}

/// One mention of a person.
#[derive(Clone, Copy, Debug)]
struct Sighting {
    token: u32,
    entity: EntityId,
    subject: bool,
    first: bool,
    aside: bool,
    quoted: bool,
    named: bool,
}

/// A source that stands for somebody who is named elsewhere.
#[derive(Clone, Copy)]
enum Wanted {
    Pronoun(Gender),
    Epithet(Epithet),
}

/// Sets the entities of the sources "he" and "she", and of epithets, from left to right.
pub(super) fn resolve(
    document: Document<'_>,
    found: &mut Attributions,
    pronouns: &[Option<(Pronoun, u32)>],
) {
    let wanted = |(at, pronoun): (usize, &Option<(Pronoun, u32)>)| match *pronoun {
        Some((Pronoun::He, token)) => Some((token, at, Wanted::Pronoun(Gender::Male))),
        Some((Pronoun::She, token)) => Some((token, at, Wanted::Pronoun(Gender::Female))),
        Some(_) => None,
        None => epithets::read(document, &found[at]).map(|e| (e.token, at, Wanted::Epithet(e))),
    };
    let mut order: Vec<_> = pronouns.iter().enumerate().filter_map(wanted).collect();
    if order.is_empty() {
        return;
    }
    order.sort_by_key(|&(token, at, _)| (token, at));
    let mut known = People::new(document, found);
    for &(token, at, wanted) in &order {
        known.meet(token);
        if let Some(&id) = known.settled.get(&token) {
            found.source_mut(at).entity = Some(id);
            continue;
        }
        match wanted {
            Wanted::Pronoun(gender) => {
                if let Some((id, _)) = known.ranked(found, at, token, gender).first() {
                    found.source_mut(at).entity = Some(*id);
                    known.settled.insert(token, *id);
                } else if found[at]
                    .source
                    .entity
                    .is_some_and(|id| is_excluded(document, &found[at], id))
                {
                    found.source_mut(at).entity = None;
                }
            }
            Wanted::Epithet(epithet) => {
                let outer = container(found, at, document.cover(TokenRange::new(token, token + 1)));
                // Only writers vary names so.
                let direct = |outer: usize| found[outer].content.quotation == QuotationType::Direct;
                if outer.is_some_and(direct) {
                    continue;
                }
                let ranked = known.ranked(found, at, token, epithet.gender);
                let speaker = outer.and_then(|outer| found[outer].source.entity);
                if let Some(id) = known.called(&ranked, epithet, speaker) {
                    let source = found.source_mut(at);
                    known.merged.extend(source.entity.map(|new| (new, id)));
                    (source.entity, source.kind) = (Some(id), SourceKind::Role);
                    known.settled.insert(epithet.head, id);
                }
            }
        }
    }
    if !known.merged.is_empty() {
        let own = |id: &mut EntityId| *id = known.merged.get(id).copied().unwrap_or(*id);
        for at in 0..found.len() {
            let source = found.source_mut(at);
            source.entity.iter_mut().chain(&mut source.members).for_each(own);
        }
    }
}

/// The people mentioned so far.
struct People<'d> {
    document: Document<'d>,
    /// The index of the next mention to meet.
    next: usize,
    sightings: Vec<Sighting>,
    counts: HashMap<EntityId, u32>,
    genders: HashMap<EntityId, Gender>,
    /// The genders of those who have a first name alone, which may be a family name.
    likely: HashMap<EntityId, Gender>,
    /// In which sentence the last person was met.
    sentence: usize,
    /// What pronouns that are sources mean, by their tokens.
    settled: HashMap<u32, EntityId>,
    /// Who those are that epithets describe for the first time.
    merged: HashMap<EntityId, EntityId>,
    /// Sources with names, in order of the text.
    sources: Vec<(TokenRange, EntityId)>,
}

impl<'d> People<'d> {
    fn new(document: Document<'d>, found: &[Attribution]) -> Self {
        let named = found.iter().filter_map(|a| Some((*a.source.spans.first()?, a.source.entity?)));
        let within = |span| document.segmentation.tokens().within(span);
        let mut sources: Vec<_> = named.map(|(span, id)| (within(span), id)).collect();
        sources.sort_unstable();
        let (genders, likely) = genders::of_names(document);
        Self {
            document,
            next: 0,
            sightings: Vec::new(),
            counts: HashMap::new(),
            genders,
            likely,
            sentence: usize::MAX,
            settled: HashMap::new(),
            merged: HashMap::new(),
            sources,
        }
    }

    /// Meets everybody before `token`.
    fn meet(&mut self, token: u32) {
        let mentions = self.document.entities.mentions();
        while let Some(mention) = mentions.get(self.next).filter(|m| m.tokens.start() < token) {
            self.next += 1;
            if let Some(sighting) = self.sighting(mention) {
                self.sightings.push(sighting);
                *self.counts.entry(sighting.entity).or_default() += 1;
                self.sentence = self.document.graph.sentence_of(sighting.token);
            }
        }
    }

    fn sighting(&self, mention: &Mention) -> Option<Sighting> {
        let (document, graph) = (self.document, self.document.graph);
        let at = mention.tokens.start();
        let own = self.settled.get(&at).copied();
        let entity = own.or(mention.entity)?;
        let entity = self.merged.get(&entity).copied().unwrap_or(entity);
        let person = document.entities.get(entity).kind == EntityKind::Person;
        // A doubtful pronoun says little of where anybody is.
        let doubtful = own.is_none() && mention.form == MentionForm::Pronoun && mention.link < 0.5;
        if !person || doubtful || document.is_boilerplate(at) {
            return None;
        }
        let head = graph.head_of(mention.tokens.ids().map(TokenId::raw))?;
        let node = graph.node(head);
        let subject = matches!(node.relation, Relation::Nsubj | Relation::NsubjPass);
        let possessor = matches!(node.relation, Relation::NmodPoss | Relation::Compound);
        let owns = document.is_any(mention.tokens.end(), &["'s", "’s"]);
        Some(Sighting {
            token: at,
            entity,
            subject: own.is_some()
                || subject
                || self.is_of_subject(head)
                || self.is_source(head, entity),
            first: self.sentence != graph.sentence_of(at),
            aside: own.is_none() && (possessor || owns),
            quoted: graph.is_quoted(at),
            named: mention.form == MentionForm::Name,
        })
    }

    /// Whether a name is said of a subject: "Ms Kamal's father, Tarek, sobbed".
    fn is_of_subject(&self, head: u32) -> bool {
        let graph = self.document.graph;
        let node = graph.node(head);
        let whole = graph.node(node.head).relation;
        node.relation == Relation::Appos
            && node.head < head
            && matches!(whole, Relation::Nsubj | Relation::NsubjPass)
    }

    /// Whether the token is in a source that is the entity.
    fn is_source(&self, token: u32, entity: EntityId) -> bool {
        let next = self.sources.partition_point(|(source, _)| source.start() <= token);
        let mut before = self.sources[..next].iter().rev().take(4);
        before.any(|&(source, id)| id == entity && source.contains(TokenId::new(token)))
    }

    /// Everybody whom the source at `token` may mean, the likeliest first.
    fn ranked(
        &self,
        found: &[Attribution],
        at: usize,
        token: u32,
        gender: Gender,
    ) -> Vec<(EntityId, f32)> {
        let document = self.document;
        let place = document.cover(TokenRange::new(token, token + 1));
        let outer = container(found, at, place);
        let speaker = outer.and_then(|outer| found[outer].source.entity);
        let quoted = document.graph.is_quoted(token);
        // A turn is in its speaker's own words without quotation marks.
        let direct = |o: usize| found[o].content.quotation == QuotationType::Direct;
        let turn = !quoted && outer.is_some_and(direct);
        let own_words = quoted || turn;
        let said = tokens(document, &found[at].content.spans);
        let before = match outer {
            None => self.speaker_before(found, at, token),
            Some(_) => None,
        };
        let prior = document.entities.at(TokenId::new(token));
        // The most that any sighting says for each, the last one met first.
        let mut present: Vec<(EntityId, f32)> = Vec::new();
        for seen in self.sightings.iter().rev().take(WINDOW) {
            let salience = self.salience(seen, token, quoted);
            match present.iter_mut().find(|(id, _)| *id == seen.entity) {
                Some((_, most)) => *most = most.max(salience),
                None => present.push((seen.entity, salience)),
            }
        }
        let sole = if own_words { None } else { self.sole(token, gender) };
        let mut ranked: Vec<(EntityId, f32)> = Vec::new();
        for (id, salience) in present {
            // Whose turn it is stands in its label; a quotation's speaker may be mistaken.
            if turn && speaker == Some(id) {
                continue;
            }
            let Some(fits) = self.gender(id, gender) else { continue };
            let mut score = salience + fits;
            score += weight::COUNT * (self.counts.get(&id).copied().unwrap_or(1) as f32).ln();
            if before == Some(id) {
                score += weight::SPOKE;
            }
            if sole == Some(id) {
                score += weight::SOLE;
            }
            if speaker == Some(id) {
                score += if own_words { -weight::OWN_WORDS } else { weight::REPORTED };
            }
            if let Some(mention) = prior.filter(|m| m.entity == Some(id)) {
                score += weight::LINK * mention.link;
            }
            // "She thinks Dex is wonderful": a subject is not who its own words name.
            if is_excluded(document, &found[at], id) {
                continue;
            }
            if self.is_named(id, &said) || self.is_asked_about(id, token) {
                score -= weight::NAMED;
            }
            ranked.push((id, score));
        }
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        ranked
    }

    /// The only one of a gender who is met in the paragraph of a token before it, outside of quotations, if the subject of
    /// something by name.
    fn sole(&self, token: u32, gender: Gender) -> Option<EntityId> {
        let graph = self.document.graph;
        let paragraph = graph.paragraph_of(token);
        let fits = |seen: &&Sighting| {
            !seen.quoted && self.gender(seen.entity, gender).is_some_and(|g| g >= 0.0)
        };
        let here = self.sightings.iter().rev().take(WINDOW);
        let here = here.take_while(|seen| graph.paragraph_of(seen.token) == paragraph);
        let mut here = here.filter(fits).peekable();
        let id = here.peek()?.entity;
        let mut acts = false;
        for seen in here {
            if seen.entity != id {
                return None;
            }
            acts |= seen.subject && seen.named && !seen.aside;
        }
        acts.then_some(id)
    }

    /// The one whom an epithet means: somebody with a name who was met just before, where nobody else is as likely.
    fn called(
        &self,
        ranked: &[(EntityId, f32)],
        epithet: Epithet,
        speaker: Option<EntityId>,
    ) -> Option<EntityId> {
        let sentence = |t: u32| self.document.graph.sentence_of(t);
        // Nobody speaks of himself so, and a clause goes on with its subject as "he".
        let subject = |id: EntityId| {
            let mut near = self.sightings.iter().rev().take(WINDOW);
            near.any(|seen| {
                seen.entity == id && seen.subject && sentence(seen.token) == sentence(epithet.token)
            })
        };
        let mut others = ranked.iter().filter(|(id, _)| {
            Some(*id) != speaker
                && !subject(*id)
                && epithets::has_nation(self.document, *id, epithet)
        });
        let &(id, most) = others.next()?;
        let alone = others.next().is_none_or(|&(_, next)| most - next >= epithets::MARGIN);
        let near = self.sightings.iter().rev().take(WINDOW).any(|seen| {
            seen.entity == id
                && !seen.aside
                && sentence(epithet.token) - sentence(seen.token) <= epithets::FARTHEST
        });
        (alone && near && epithets::fits(self.document, id, epithet)).then_some(id)
    }

    /// The evidence of one sighting for a pronoun at `token`.
    fn salience(&self, seen: &Sighting, token: u32, quoted: bool) -> f32 {
        let graph = self.document.graph;
        let paragraph = |t: u32| graph.paragraph_of(t);
        let sentences = (graph.sentence_of(token) - graph.sentence_of(seen.token)).min(8);
        let paragraphs = (paragraph(token) - paragraph(seen.token)).min(4);
        let flag = |on: bool, weight: f32| if on { weight } else { 0.0 };
        flag(seen.subject, weight::SUBJECT) + flag(seen.first, weight::FIRST)
            - weight::SENTENCE * sentences as f32
            - weight::PARAGRAPH * paragraphs as f32
            - flag(seen.aside, weight::ASIDE)
            - flag(seen.quoted && !quoted, weight::QUOTED)
    }

    /// The evidence of gender; nothing if it is known to differ.
    fn gender(&self, id: EntityId, wanted: Gender) -> Option<f32> {
        if wanted == Gender::Unknown {
            return Some(0.0);
        }
        match self.genders.get(&id) {
            Some(&named) if named != wanted => None,
            Some(_) => Some(weight::GENDER),
            None => match self.document.entities.get(id).gender {
                Gender::Unknown => match self.likely.get(&id) {
                    Some(&likely) if likely == wanted => Some(weight::GENDER),
                    Some(_) => Some(-2.0 * weight::GENDER),
                    None => Some(0.0),
                },
                known if known == wanted => Some(weight::GENDER),
                // It was found by a pronoun, which may be wrong.
                _ => Some(-2.0 * weight::GENDER),
            },
        }
    }

    /// The source of the last attribution before that stands for itself, if it is a person and near.
    fn speaker_before(&self, found: &[Attribution], at: usize, token: u32) -> Option<EntityId> {
        let (document, graph) = (self.document, self.document.graph);
        let paragraph = |t: u32| graph.paragraph_of(t);
        let start = document.cover(TokenRange::new(token, token + 1)).start();
        let near = &found[at.saturating_sub(16)..found.len().min(at + 4)];
        let outermost = |a: &&Attribution| {
            let Some(place) = a.source.spans.first() else { return false };
            let said = found[at].content.spans.iter().any(|s| s.contains(*place));
            a.parent.is_none() && place.start() < start && !said
        };
        let last = near.iter().filter(outermost).max_by_key(|a| a.source.spans[0].start())?;
        let spoke = document.segmentation.tokens().within(last.source.spans[0]).start();
        let id = last.source.entity?;
        let person = document.entities.get(id).kind == EntityKind::Person;
        (person && paragraph(token) - paragraph(spoke) <= 1).then_some(id)
    }

    /// Whether somebody is named in the question before an answer: "Asked whether Nwosu would stay, she said".
    fn is_asked_about(&self, id: EntityId, token: u32) -> bool {
        let (document, graph) = (self.document, self.document.graph);
        let start = graph.sentence(graph.sentence_of(token)).start();
        let mentions = document.entities.mentions();
        let next = mentions.partition_point(|m| m.tokens.start() <= start);
        let mut before = mentions[next..].iter().take_while(|m| m.tokens.end() < token);
        graph.is_comma(token.saturating_sub(1))
            && document.is_any(start, &["asked", "questioned", "pressed", "quizzed"])
            && graph.node(start).upos == Upos::Verb
            && before.any(|m| m.entity == Some(id) && m.form == MentionForm::Name)
    }

    /// Whether somebody is named or described in what is said.
    fn is_named(&self, id: EntityId, said: &[TokenRange]) -> bool {
        let document = self.document;
        said.iter().filter(|piece| !piece.is_empty()).any(|&piece| {
            let mentions = document.entities.within(document.cover(piece));
            mentions.iter().any(|m| {
                // "the Trump campaign" is his own to name.
                let modifies = document
                    .graph
                    .nodes
                    .get(m.tokens.end() as usize)
                    .is_some_and(|n| n.upos == Upos::Noun);
                m.entity == Some(id) && m.form != MentionForm::Pronoun && !modifies
            })
        })
    }
}

/// Whether somebody is named in what a pronoun is the source of, so that it means another. In quotation marks people speak of
/// themselves by name now and then.
pub(super) fn is_excluded(document: Document<'_>, said: &Attribution, id: EntityId) -> bool {
    let named = |m: &Mention| {
        m.entity == Some(id)
            && m.form == MentionForm::Name
            && m.link >= FIRM
            && !document.graph.is_quoted(m.tokens.start())
            && document
                .graph
                .nodes
                .get(m.tokens.end() as usize)
                .is_none_or(|n| !matches!(n.upos, Upos::Noun | Upos::Propn | Upos::Part))
    };
    said.content.quotation == QuotationType::Indirect
        && said.content.spans.iter().any(|&span| document.entities.within(span).iter().any(named))
}

/// How firmly a name must be linked to say who is not meant.
const FIRM: f32 = 0.8;
