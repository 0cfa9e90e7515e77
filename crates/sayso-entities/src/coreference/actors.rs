//! Places that act: "Pyongyang denied", "according to the Kremlin". A place that things happen in stays one.

use sayso_lexicon::Look;

use super::state::{Context, Resolver};
use crate::entities::{Entities, MentionForm};
use crate::kind::EntityKind;
use crate::known_names::NameClass;

/// Words before a place that make it a location.
const LOCATIVE: &[&str] = &[
    "in",
    "at",
    "near",
    "outside",
    "inside",
    "into",
    "around",
    "through",
    "across",
    "throughout",
    "within",
    "toward",
    "towards",
    "over",
    "above",
    "behind",
    "via",
    "visit",
    "visited",
    "visiting",
    "left",
    "leave",
    "reached",
    "entered",
];
/// Words before a name after which it is no subject.
const OBJECT: &[&str] = &[
    "of", "to", "from", "for", "with", "against", "on", "about", "between", "than", "like",
    "under", "without",
];
const AUXILIARY: &[&str] = &[
    "is", "was", "has", "had", "have", "are", "were", "will", "would", "may", "might", "could",
    "can", "should", "must", "does", "did", "do", "also", "now", "then", "already", "still",
    "itself",
];
/// Words that follow places and end like verbs.
const NO_VERB: &[&str] =
    &["based", "backed", "led", "sponsored", "supported", "funded", "owned", "occupied"];
/// Verbs in the third person and in forms of their own. Plurals end like the first: "US allies".
const VERBS: &[&str] = &[
    "accepts",
    "accuses",
    "agrees",
    "aims",
    "allows",
    "announces",
    "argues",
    "asks",
    "backs",
    "becomes",
    "began",
    "begins",
    "believes",
    "blames",
    "broke",
    "brought",
    "built",
    "calls",
    "came",
    "chose",
    "claims",
    "condemns",
    "considers",
    "continues",
    "controls",
    "decides",
    "declares",
    "demands",
    "denies",
    "deploys",
    "expects",
    "faces",
    "fears",
    "fell",
    "fights",
    "fought",
    "gave",
    "gets",
    "gives",
    "got",
    "grew",
    "held",
    "helps",
    "holds",
    "hopes",
    "insists",
    "intends",
    "keeps",
    "kept",
    "knew",
    "knows",
    "lacks",
    "launches",
    "lost",
    "made",
    "maintains",
    "makes",
    "meets",
    "met",
    "needs",
    "offers",
    "opposes",
    "orders",
    "plans",
    "prepares",
    "produces",
    "promises",
    "provides",
    "pushes",
    "put",
    "reacts",
    "recalls",
    "receives",
    "refuses",
    "rejects",
    "remains",
    "responds",
    "ran",
    "runs",
    "said",
    "saw",
    "says",
    "seeks",
    "sees",
    "seems",
    "sends",
    "sent",
    "set",
    "shares",
    "shows",
    "signs",
    "sought",
    "spends",
    "spent",
    "stands",
    "supplies",
    "supports",
    "suspends",
    "takes",
    "tells",
    "thinks",
    "threatens",
    "told",
    "took",
    "tries",
    "uses",
    "vows",
    "wants",
    "warns",
    "welcomes",
    "went",
    "won",
    "works",
    "writes",
    "wrote",
];

impl Resolver {
    pub(super) fn mark_actors(&self, context: &Context<'_>, entities: &mut Entities) {
        for pass in 0..2 {
            for i in 0..entities.mentions.len() {
                let mention = entities.mentions[i];
                let entry = self.entries[i];
                let seat = entry.is(NameClass::Seat);
                let capital = entry.is(NameClass::Capital);
                let stands = mention.form == MentionForm::Name
                    && mention.kind != EntityKind::Person
                    && mention.kind != EntityKind::Nationality
                    && (seat || capital || entry.is(NameClass::Country));
                let (true, Some(id), false) = (stands, mention.entity, mention.acts) else {
                    continue;
                };
                let (start, end) = (mention.tokens.start(), mention.tokens.end());
                let the = start > 0 && context.is(start - 1, &["the"]);
                let before = start.checked_sub(1 + u32::from(the));
                let is_before = |words: &[&str]| before.is_some_and(|b| context.is(b, words));
                if is_before(LOCATIVE) {
                    continue;
                }
                let modifies =
                    context.lexemes.get(end as usize).is_some_and(|s| s.look == Look::Lower)
                        && !is_verb(context, end);
                let according = !modifies
                    && is_before(&["to"])
                    && before.is_some_and(|b| b > 0 && context.is(b - 1, &["according"]));
                let acts = if pass == 0 {
                    let by = is_before(&["by"])
                        && before.is_some_and(|b| b > 0 && context.word(b - 1).ends_with("ed"));
                    let subject = !is_before(OBJECT)
                        && !self.is_second_object(context, entities, i)
                        && is_verb(context, end);
                    according || by || subject || seat && !is_before(OBJECT)
                } else {
                    // What acts elsewhere is given and taken from as a government too.
                    let known = entities.entities[id.index()].acts_for.is_some();
                    let owner = context.is(end, &["'s", "’s"]);
                    (seat || capital && known) && !owner
                };
                if acts {
                    entities.mentions[i].acts = true;
                    let entity = &mut entities.entities[id.index()];
                    entity.acts_for = entity.country;
                }
            }
        }
    }
}

impl Resolver {
    /// "between Russia and North Korea": joined to a name that is no subject.
    fn is_second_object(&self, context: &Context<'_>, entities: &Entities, index: usize) -> bool {
        let start = entities.mentions[index].tokens.start();
        let Some(first) = index.checked_sub(1).map(|i| entities.mentions[i].tokens) else {
            return false;
        };
        let joined = first.end() + 1 == start && context.is(first.end(), &["and", "or"]);
        let before = |words: &[&str]| first.start() > 0 && context.is(first.start() - 1, words);
        joined && (before(OBJECT) || before(LOCATIVE))
    }
}

/// Whether a verb stands at `at`, perhaps behind a coordinated name or an adverb.
fn is_verb(context: &Context<'_>, at: u32) -> bool {
    let mut at = at;
    // "Russia and North Korea are"
    if context.is(at, &["and"]) {
        let mut end = at + 1;
        while (end as usize) < context.lexemes.len()
            && end < at + 4
            && context.lexemes[end as usize].look == Look::Capital
        {
            end += 1;
        }
        if end > at + 1 {
            at = end;
        }
    }
    let Some(lexeme) = context.lexemes.get(at as usize) else { return false };
    if lexeme.look != Look::Lower {
        return false;
    }
    if context.is(at, AUXILIARY) {
        return true;
    }
    let word = context.word(at);
    let ends = word.len() > 3 && word.ends_with("ed");
    ends && !context.is(at, NO_VERB) || VERBS.contains(&word)
}
