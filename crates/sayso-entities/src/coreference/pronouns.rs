//! Pronouns: who is meant by "he" and "it".

use sayso_lexicon::{Look, lists};
use sayso_text::{TokenId, TokenRange};

use super::cataphora;
use super::descriptions::{description, owned};
use super::state::{Context, Resolver};
use crate::entities::{Entities, EntityId, Mention, MentionForm};
use crate::kind::EntityKind;
use crate::roles::{AREA, Gender, HE, IT, ROLE, SHE, THEY, Uses, WORK};

/// What speaks for an entity as the one that a pronoun means, tuned on GUM: each sentence between, standing
/// first among people in its sentence, a pronoun as the last mention, the logarithm of the number of mentions,
/// a name, a known and fitting gender, each token between, a single mention in another sentence, speaking the
/// quotation that the pronoun stands in, another paragraph.
const WEIGHTS: [f32; 10] = [0.789, 0.465, 0.559, 0.5, 0.108, 0.534, 0.005, 0.1, 1.5, 0.488];

/// What the gender of a first name that stands alone is worth.
const FIRST_NAME: f32 = 0.5;

/// What being named in the question is worth against the one who answers it.
const ASKED: f32 = 3.0;

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
                && context.lexemes[at].look == Look::Lower
                && (uses.any(ROLE)
                    && context.is(id - 1, &["his", "her", "their", "my", "your", "our"])
                    || context.in_list(id, &lists::OWNED_BODIES)
                        && context.is(id - 1, &["his", "her"]))
            {
                // "her husband", "her campaign": somebody new, or so called before.
                self.extra.push(Mention {
                    form: MentionForm::Description,
                    ..reference(context, TokenRange::new(id, id + 1), uses)
                });
                at += 1;
            } else if let Some((tokens, uses)) =
                description(context, taken, id).or_else(|| owned(context, taken, id))
            {
                self.extra.push(Mention {
                    form: MentionForm::Description,
                    ..reference(context, tokens, uses)
                });
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
        let boilerplate = |token: u32| {
            let next = context.boilerplate.partition_point(|b| b.tokens.end() <= token);
            context.boilerplate.get(next).is_some_and(|b| b.tokens.start() <= token)
        };
        // Who wrote or sent the story has not been met in it.
        for known in &mut self.clusters {
            if boilerplate(known.first) {
                known.last = u32::MAX;
            }
        }
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
                    let before = self.antecedent(context, entities, i);
                    let found = before.or_else(|| cataphora::subject(context, entities, i));
                    if let Some((id, link)) = found {
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
                MentionForm::Description => self.settle_description(context, entities, i),
            }
            if boilerplate(token) {
                continue;
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
        let speaker = human.then(|| speaker_of_turn(context, entities, token)).flatten();
        // "Asked whether Nwosu would stay, she said": another is asked.
        let answer = human.then(|| answer(context, token)).flatten();
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
            if !fits || speaker.is_some_and(|speaker| speaker.index() == i) {
                continue;
            }
            let told = answer.is_some_and(|asked| known.last >= asked && !known.last_pronoun);
            // "Kevin" alone is a man's name, if it is no family name.
            let alone = human && known.named && known.name.len() == 1;
            let single = match entity.gender {
                Gender::Unknown if alone => Gender::of_first_name(context.word(known.name.start())),
                _ => Gender::Unknown,
            };
            let called = match single {
                Gender::Unknown => 0.0,
                single if single == uses.gender() => FIRST_NAME,
                _ => -FIRST_NAME,
            };
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
                - flag(self.paragraph_of(context, known.last) != here, paragraph)
                - flag(told, ASKED)
                + called;
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
}

/// Whoever has the turn that holds `token`, by the name in its label: nobody is "he" in his own words.
fn speaker_of_turn(context: &Context<'_>, entities: &Entities, token: u32) -> Option<EntityId> {
    let turns = context.segmentation.turns();
    let next = turns.partition_point(|turn| turn.speaker.start() <= token);
    let turn = turns[..next].last()?;
    let last = context.segmentation.turn_pieces(*turn).last()?;
    if token < turn.cue.end() || token >= last.end() {
        return None;
    }
    let from = entities.mentions.partition_point(|m| m.tokens.end() <= turn.speaker.start());
    let label = entities.mentions[from..].iter();
    let mut names = label.take_while(|m| m.tokens.start() < turn.speaker.end());
    names.find(|m| m.kind == EntityKind::Person).and_then(|m| m.entity)
}

/// Where the sentence of an answer begins, if a question is before it: "Asked whether Nwosu would stay, she said".
fn answer(context: &Context<'_>, token: u32) -> Option<u32> {
    let sentences = context.segmentation.sentences();
    let at = sentences.partition_point(|s| s.end() <= token);
    let start = sentences.get(at)?.start();
    let comma = token.checked_sub(1).is_some_and(|t| context.is(t, &[","]));
    (comma && context.is(start, &["asked", "questioned", "pressed", "quizzed"])).then_some(start)
}

/// Whether a mention stands just outside of a quotation, where those who speak are named.
fn is_speaker(quoted: TokenRange, token: u32) -> bool {
    token < quoted.start() && quoted.start() - token <= 8
        || token >= quoted.end() && token - quoted.end() <= 6
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
