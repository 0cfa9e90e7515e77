//! Pronouns and descriptions: who is meant by "he", "the spokesman", "the ministry".

use sayso_lexicon::{Look, lists};
use sayso_text::{TokenId, TokenRange};

use super::state::{Context, Resolver};
use crate::entities::{Entities, EntityId, Mention, MentionForm};
use crate::kind::EntityKind;
use crate::known_names::NameClass;
use crate::roles::{AREA, BODY, Gender, HE, IT, ROLE, SHE, THEY, Uses, WORK};

/// What speaks for an entity as the one that a pronoun means, tuned on GUM: each sentence between, standing
/// first among people in its sentence, a pronoun as the last mention, the logarithm of the number of mentions,
/// a name, a known and fitting gender, each token between, a single mention in another sentence, speaking the
/// quotation that the pronoun stands in, another paragraph.
const WEIGHTS: [f32; 10] = [0.789, 0.465, 0.559, 0.5, 0.108, 0.534, 0.005, 0.1, 1.5, 0.488];

/// Below this a pronoun or description stays without an entity.
const LEAST_LINK: f32 = 0.3;

impl Resolver {
    /// Adds pronouns and descriptions to the mentions.
    pub(super) fn find_references(
        &mut self,
        context: &Context<'_>,
        taken: &mut [bool],
        mentions: &mut Vec<Mention>,
    ) {
        self.extra.clear();
        let mut at = 0;
        while at < context.lexemes.len() {
            let uses = context.roles.of(context.lexemes[at].word);
            let id = at as u32;
            if taken[at] {
                at += 1;
            } else if uses.any(HE | SHE | THEY | IT) {
                // "it" and "US" in capitals are other things.
                if context.lexemes[at].look != Look::Capitals {
                    self.extra.push(reference(context, TokenRange::new(id, id + 1), uses));
                }
                at += 1;
            } else if at > 0
                && uses.any(ROLE)
                && context.lexemes[at].look == Look::Lower
                && context.is(id - 1, &["his", "her", "their", "my", "your", "our"])
            {
                // "her husband": somebody new, or so called before.
                self.extra.push(Mention {
                    form: MentionForm::Description,
                    ..reference(context, TokenRange::new(id, id + 1), uses)
                });
                at += 1;
            } else if let Some((tokens, uses)) = description(context, taken, id) {
                self.extra.push(reference(context, tokens, uses));
                taken[tokens.indices()].fill(true);
                at = tokens.end() as usize;
            } else {
                at += 1;
            }
        }
        if !self.extra.is_empty() {
            mentions.append(&mut self.extra);
            mentions.sort_by_key(|m| m.tokens.start());
        }
    }

    pub(super) fn resolve_references(&mut self, context: &Context<'_>, entities: &mut Entities) {
        let mut sentence = u32::MAX;
        let mut first_seen = false;
        for i in 0..entities.mentions.len() {
            let mention = entities.mentions[i];
            let token = mention.tokens.start();
            let here = self.sentence_of[token as usize];
            if here != sentence {
                (sentence, first_seen) = (here, false);
            }
            match mention.form {
                MentionForm::Value => continue,
                MentionForm::Name => {}
                MentionForm::Pronoun => {
                    if let Some((id, link)) = self.antecedent(context, entities, i) {
                        entities.mentions[i].entity = Some(id);
                        entities.mentions[i].link = link;
                        entities.mentions[i].kind = entities.entities[id.index()].kind;
                        entities.entities[id.index()].mentions += 1;
                        let gender =
                            context.roles.of(context.lexemes[token as usize].word).gender();
                        let entity = &mut entities.entities[id.index()];
                        if entity.gender == Gender::Unknown {
                            entity.gender = gender;
                        }
                    }
                }
                MentionForm::Description => {
                    let head = context.lexemes[mention.tokens.indices().end - 1].word;
                    let found = self.described(context, entities, i, head);
                    let (id, link) = match found {
                        Some(found) => found,
                        None => (self.begin(entities, i, head, false), 0.5),
                    };
                    entities.mentions[i].entity = Some(id);
                    entities.mentions[i].link = link;
                    let entity = &mut entities.entities[id.index()];
                    entity.mentions += 1;
                    if entity.gender == Gender::Unknown {
                        entity.gender = context.roles.of(head).gender();
                    }
                }
            }
            let mention = &entities.mentions[i];
            let Some(id) = mention.entity else { continue };
            let first = !first_seen && mention.kind == EntityKind::Person;
            first_seen |= first;
            let known = &mut self.clusters[id.index()];
            known.last = token;
            known.last_sentence = here;
            known.last_first = first;
            known.last_pronoun = mention.form == MentionForm::Pronoun;
        }
    }

    /// The likeliest entity for a pronoun, by how near, how prominent and of what gender.
    fn antecedent(
        &self,
        context: &Context<'_>,
        entities: &Entities,
        index: usize,
    ) -> Option<(EntityId, f32)> {
        let mention = &entities.mentions[index];
        let token = mention.tokens.start();
        let uses = context.roles.of(context.lexemes[token as usize].word);
        let sentence = self.sentence_of[token as usize];
        let human = uses.any(HE | SHE);
        if uses.any(THEY) {
            return None;
        }
        let quotations = context.segmentation.quotations();
        let before = quotations.partition_point(|q| q.tokens.start() <= token);
        let quoted = quotations[..before]
            .iter()
            .rev()
            .take(8)
            .find(|q| q.speech && q.tokens.contains(TokenId::new(token)))
            .map(|q| q.tokens);
        let here = self.paragraph_of(context, token);
        let mut best: Option<(EntityId, f32)> = None;
        let mut sum = 0.0;
        for i in self.near(token) {
            let (known, entity) = (&self.clusters[i], &entities.entities[i]);
            // Names are joined before pronouns: those that come later have not been met yet.
            if known.last >= token || entity.mentions == 0 || !self.is_met(known, token) {
                continue;
            }
            let fits = if human {
                entity.kind == EntityKind::Person && uses.gender().fits(entity.gender)
            } else {
                matches!(
                    entity.kind,
                    EntityKind::Organisation
                        | EntityKind::Place
                        | EntityKind::Product
                        | EntityKind::Work
                )
            };
            if !fits {
                continue;
            }
            let distance = (sentence - known.last_sentence).min(8) as f32;
            let [near, first, chained, count, named, sure, close, once, outside, paragraph] =
                WEIGHTS;
            let flag = |on: bool, weight: f32| if on { weight } else { 0.0 };
            let score = -near * distance
                + flag(known.last_first, first)
                + flag(known.last_pronoun, chained)
                + count * (entity.mentions as f32).ln()
                + flag(known.named, named)
                + flag(entity.gender == uses.gender() && human, sure)
                - close * (token - known.last).min(60) as f32
                - flag(distance > 0.0 && entity.mentions == 1, once)
                - flag(quoted.is_some_and(|q| is_speaker(q, known.last)), outside)
                - flag(self.paragraph_of(context, known.last) != here, paragraph);
            let weight = score.exp();
            sum += weight;
            if best.is_none_or(|(_, most)| weight > most) {
                best = Some((EntityId(i as u32), weight));
            }
        }
        let (id, weight) = best?;
        // Something that nobody named may be meant.
        let nobody = if human { 0.02 } else { 0.3 };
        let link = weight / (sum + nobody);
        (link >= LEAST_LINK).then_some((id, link))
    }

    fn paragraph_of(&self, context: &Context<'_>, token: u32) -> usize {
        context.segmentation.paragraphs().partition_point(|p| p.end() <= token)
    }

    fn is_met(&self, known: &super::state::Cluster, token: u32) -> bool {
        known.last < token && known.last_sentence <= self.sentence_of[token as usize]
    }

    /// Whom a description means: one so described before, or a body or place whose name or kind fits.
    fn described(
        &self,
        context: &Context<'_>,
        entities: &Entities,
        index: usize,
        head: u64,
    ) -> Option<(EntityId, f32)> {
        let mention = &entities.mentions[index];
        let token = mention.tokens.start();
        // "an officer" in the role of somebody named.
        let owner = self
            .near(token)
            .find(|&e| entities.entities[e].role.is_some_and(|r| r.contains(mention.range)));
        if let Some(owner) = owner {
            return Some((EntityId(owner as u32), 0.9));
        }
        if context
            .is(token, &["a", "an", "another", "my", "your", "our", "his", "her", "their", "one"])
        {
            return None;
        }
        let uses = context.roles.of(head);
        let sentence = self.sentence_of[token as usize];
        let mut best: Option<(EntityId, f32)> = None;
        for i in self.near(token) {
            let (known, entity) = (&self.clusters[i], &entities.entities[i]);
            if known.last >= token || entity.kind != mention.kind || entity.mentions == 0 {
                continue;
            }
            let distance = sentence.saturating_sub(known.last_sentence);
            let by_name =
                known.named && context.lexemes[known.name.indices()].iter().any(|s| s.word == head);
            let by_role = entity.role.is_some_and(|role| {
                context
                    .segmentation
                    .tokens()
                    .within(role)
                    .ids()
                    .any(|t| context.lexemes[t.index()].word == head)
            });
            let area = uses.any(AREA) && known.named && area_fits(context, mention.tokens, known);
            let link = if known.head == head && !known.named {
                0.8
            } else if by_role {
                0.75
            } else if by_name {
                0.8
            } else if (area || uses.any(BODY) && known.named) && distance <= 2 {
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

/// Whether a mention stands just outside of a quotation, where those who speak are named.
fn is_speaker(quoted: TokenRange, token: u32) -> bool {
    token < quoted.start() && quoted.start() - token <= 8
        || token >= quoted.end() && token - quoted.end() <= 6
}

/// "the country" is a country, "the city" a city.
fn area_fits(context: &Context<'_>, tokens: TokenRange, known: &super::state::Cluster) -> bool {
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
fn description(context: &Context<'_>, taken: &[bool], at: u32) -> Option<(TokenRange, Uses)> {
    let opener = context.hints[at as usize].opener;
    if !opener && !context.is(at, &["the", "my"])
        || !context.in_list(at, &lists::DESCRIPTION_DETERMINERS)
    {
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
        }
        next += 1;
    }
    let (head, uses) = head?;
    // "the spokesman John Kirby": a title.
    let name_follows = taken.get(head as usize + 1).copied().unwrap_or(false)
        && context.lexemes[head as usize + 1].look == Look::Capital;
    // "the group leader": the noun is followed by another word that may be its head.
    let more = next > head + 1
        && !context.is(next - 1, &["-"])
        && context.lexemes[head as usize + 1].look == Look::Lower
        && !is_clause_word(context, head + 1);
    if name_follows || more {
        return None;
    }
    Some((TokenRange::new(at, head + 1), uses))
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

fn reference(context: &Context<'_>, tokens: TokenRange, uses: Uses) -> Mention {
    let pronoun = tokens.len() == 1;
    let kind = match () {
        () if uses.any(HE | SHE | THEY | ROLE) => EntityKind::Person,
        () if uses.any(AREA) => EntityKind::Place,
        () if uses.any(WORK) => EntityKind::Work,
        () => EntityKind::Organisation,
    };
    Mention {
        tokens,
        range: context.segmentation.tokens().cover(tokens),
        kind,
        form: if pronoun { MentionForm::Pronoun } else { MentionForm::Description },
        confidence: 0.9,
        entity: None,
        link: 0.0,
        acts: false,
        value: None,
    }
}
