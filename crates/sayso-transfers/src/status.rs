//! Whether a transfer is said to happen: from its own clause, the words above it, and the attributions around it.

use sayso_attribution::{Actuality, Attribution, Polarity, Stance};
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::TextRange;

use crate::document::Sentence;
use crate::draft::Draft;
use crate::lists::{GOVERNORS, Governor};
use crate::transfer::TransferStatus;

/// Words above the trigger are followed so far.
const HIGHEST: usize = 6;

/// What is said of the transfer.
pub(crate) fn of(sentence: Sentence<'_>, draft: &Draft, innermost: Option<u32>) -> TransferStatus {
    let mut reading = Reading {
        sentence,
        status: draft.status,
        affirmed: draft.status,
        stopped: false,
        read: Vec::new(),
        negative: Vec::new(),
        asks: (draft.head..sentence.tokens.end()).any(|t| sentence.is(t, &["?"])),
    };
    reading.clause(draft);
    reading.attributions(innermost);
    reading.status
}

struct Reading<'d> {
    sentence: Sentence<'d>,
    status: TransferStatus,
    /// The status before it was denied: what denying that again says.
    affirmed: TransferStatus,
    /// Whether the last word said that it ends.
    stopped: bool,
    /// The words that were read: an attribution with one of them as its cue says nothing more.
    read: Vec<u32>,
    /// The words whose negation was read.
    negative: Vec<u32>,
    /// Whether a question mark follows.
    asks: bool,
}

impl Reading<'_> {
    fn apply(&mut self, effect: TransferStatus) {
        use TransferStatus::{Asked, Claimed, Denied, Planned, Possible};
        if self.status != Denied {
            self.affirmed = self.status;
        }
        self.status = match (self.status, effect) {
            (status, Claimed) => status,
            (Denied, Denied) => self.affirmed,
            (_, Denied) => Denied,
            (Denied, Asked) if self.stopped => Claimed,
            (Denied, _) => Denied,
            (Claimed | Planned, effect) => effect,
            (status, Planned | Asked | Possible) => status,
        };
        self.stopped = false;
    }

    fn clause(&mut self, draft: &Draft) {
        let sentence = self.sentence;
        let parts = draft.things.iter().map(|found| found.head);
        let mut parts = parts.chain(draft.givers.iter().map(|found| found.head));
        if let Some(none) = parts.find(|&noun| self.is_none(noun)) {
            self.deny(none);
        }
        let mut at = draft.head;
        if let Some(verb) = draft.support {
            self.read.push(verb);
            if sentence.is_negated(at) {
                self.deny(at);
            }
            at = verb;
        }
        let mut shares = true;
        for _ in 0..HIGHEST {
            if shares {
                self.verb(at);
            }
            let Some(above) = sentence.head(at) else { return };
            shares = true;
            let relation = sentence.relation(at);
            let governs = match relation {
                Relation::Conj if above < at => {
                    shares = !self.is_apart(at);
                    false
                }
                // "funded by Russia" is so whatever is said of what is funded.
                Relation::Acl
                    if sentence.child(at, &[Relation::Mark, Relation::Case]).is_none()
                        && sentence.xpos(at) == Xpos::Vbn =>
                {
                    return;
                }
                Relation::Xcomp | Relation::Ccomp | Relation::Acl | Relation::Csubj => true,
                // "no evidence that", of which the tree makes a relative clause
                Relation::AclRelcl
                    if self.is_none(above)
                        && GOVERNORS.get_hash(sentence.lemma_key(above)).is_some() =>
                {
                    true
                }
                Relation::Advcl => {
                    // "accused of sending"; not "to send it" as a purpose, nor "by sending".
                    sentence
                        .children_by(at, &[Relation::Mark, Relation::Case])
                        .any(|t| sentence.is(t, &["of", "from", "for", "about"]))
                        || sentence.upos(above) == Upos::Adj
                        || sentence.is(above, &["yet"])
                }
                Relation::Nmod
                | Relation::Obl
                | Relation::Obj
                | Relation::Nsubj
                | Relation::NsubjPass => sentence.is_noun(at),
                _ => return,
            };
            if governs {
                self.governor(above);
            }
            if sentence.voices.is_cue(above) {
                return;
            }
            at = above;
        }
    }

    /// Says that what `word` negates is not so, once.
    fn deny(&mut self, word: u32) {
        if !self.negative.contains(&word) {
            self.negative.push(word);
            self.apply(TransferStatus::Denied);
        }
    }

    /// "no weapons", "neither Iran nor Syria", "not a single country"; "nobody".
    fn is_none(&self, noun: u32) -> bool {
        let sentence = self.sentence;
        let none = sentence.children(noun).filter(|&t| t < noun).any(|t| {
            matches!(sentence.relation(t), Relation::Det | Relation::CcPreconj)
                && sentence.is(t, &["no", "neither"])
        });
        let start = sentence.phrase(noun).0;
        let not =
            |t: u32| sentence.is(t, &["not"]) && sentence.is(t + 1, &["a", "an", "one", "any"]);
        let none = none || not(start) || start > 0 && not(start - 1);
        none || sentence.is(noun, &["nobody", "none", "neither", "nothing"])
            || sentence.is(noun, &["one"]) && noun > 0 && sentence.is(noun - 1, &["no"])
    }

    /// Whether a verb after "and" shares neither subject nor negation with the first: "he is not rich, and she got money".
    fn is_apart(&self, verb: u32) -> bool {
        const SUBJECTS: &[Relation] =
            &[Relation::Nsubj, Relation::NsubjPass, Relation::Csubj, Relation::Expl];
        let sentence = self.sentence;
        let but =
            || sentence.children_by(verb, &[Relation::Cc]).any(|t| sentence.is(t, &["but", "yet"]));
        sentence.child(verb, SUBJECTS).is_some() || but()
    }

    /// "Did Iran give missiles?": the auxiliary stands before the subject, and no word asks for anything else.
    fn is_asked(&self, verb: u32) -> bool {
        const SUBJECTS: &[Relation] = &[Relation::Nsubj, Relation::NsubjPass, Relation::Expl];
        let sentence = self.sentence;
        let auxiliary = sentence.child(verb, &[Relation::Aux, Relation::AuxPass, Relation::Cop]);
        let subject = sentence.child(verb, SUBJECTS);
        let inverted = self.asks
            && auxiliary.zip(subject).is_some_and(|(auxiliary, subject)| auxiliary < subject);
        let mut before = sentence.tokens.start()..auxiliary.unwrap_or(verb);
        inverted
            && !before
                .any(|t| matches!(sentence.xpos(t), Xpos::Wp | Xpos::Wdt | Xpos::Wrb | Xpos::WpS))
    }

    /// Negation, modal verb and condition of one verb.
    fn verb(&mut self, verb: u32) {
        let sentence = self.sentence;
        for child in sentence.children(verb).filter(|&t| t < verb) {
            if sentence.xpos(child) == Xpos::Md {
                self.modal(verb, child);
            } else if self.doubts(child) {
                self.apply(TransferStatus::Possible);
            }
        }
        if self.is_asked(verb) {
            // "Didn't Iran give missiles?" denies nothing.
            self.apply(TransferStatus::Possible);
            return;
        }
        if sentence.is_negated(verb) {
            self.deny(verb);
        }
        let subject = sentence.child(verb, &[Relation::Nsubj, Relation::NsubjPass]);
        if let Some(nobody) = subject.filter(|&t| self.is_none(t)) {
            self.deny(nobody);
        }
    }

    /// "if", "whether", "possibly".
    fn doubts(&self, word: u32) -> bool {
        let sentence = self.sentence;
        let adverbs = ["possibly", "perhaps", "maybe", "probably"];
        match sentence.relation(word) {
            Relation::Mark => sentence.is(word, &["if", "unless", "whether"]),
            Relation::Advmod => {
                sentence.is(word, &adverbs) || sentence.is(word, &["if", "unless", "whether"])
            }
            _ => false,
        }
    }

    fn modal(&mut self, verb: u32, modal: u32) {
        let sentence = self.sentence;
        let effect = if sentence.is(modal, &["will", "wo", "shall", "'ll", "’ll", "ll"]) {
            TransferStatus::Planned
        } else if sentence.is(modal, &["would", "'d", "’d"]) {
            // The future of the past: "said it would send".
            let reported = matches!(
                sentence.relation(verb),
                Relation::Ccomp | Relation::Xcomp | Relation::Conj
            );
            let condition = sentence.child(verb, &[Relation::Advcl]).is_some_and(|t| {
                sentence
                    .child(t, &[Relation::Mark])
                    .is_some_and(|t| sentence.is(t, &["if", "unless"]))
            });
            if reported && !condition { TransferStatus::Planned } else { TransferStatus::Possible }
        } else if sentence.is(modal, &["must", "should"]) {
            TransferStatus::Asked
        } else {
            TransferStatus::Possible
        };
        self.apply(effect);
    }

    fn governor(&mut self, word: u32) {
        let sentence = self.sentence;
        // "is going to", "called for": not "went to" nor "called Future45".
        let auxiliary = match sentence.lemma(word) {
            "go" => sentence.is(word, &["going"]),
            "call" => sentence.is_noun(word) || sentence.is(word + 1, &["for", "on", "upon"]),
            _ => true,
        };
        let effect = GOVERNORS.get_hash(sentence.lemma_key(word));
        let effect = effect.or_else(|| GOVERNORS.get_hash(sentence.word_key(word)));
        if let Some(Governor { status, ends }) = effect.filter(|_| auxiliary) {
            self.apply(status);
            self.stopped = ends;
            if status != TransferStatus::Claimed {
                self.read.push(word);
            }
            if sentence.is_noun(word) && self.is_none(word) {
                self.deny(word);
            }
        }
    }

    /// What the attributions around the trigger say, the innermost first.
    fn attributions(&mut self, innermost: Option<u32>) {
        let all = self.sentence.input.attributions;
        let mut next = innermost;
        for _ in 0..HIGHEST {
            let Some(attribution) = next.and_then(|at| all.get(at as usize)) else { return };
            let read = self
                .read
                .iter()
                .any(|&token| is_in(self.sentence.cover(token, token + 1), &attribution.cue.spans));
            if !read {
                self.apply(effect(attribution));
            }
            next = attribution.parent;
        }
    }
}

fn is_in(range: TextRange, spans: &[TextRange]) -> bool {
    spans.iter().any(|span| span.start() <= range.start() && range.end() <= span.end())
}

/// What an attribution says of what is in its content.
fn effect(attribution: &Attribution) -> TransferStatus {
    let negative = attribution.polarity == Polarity::Negative;
    if matches!(attribution.actuality, Actuality::Asked | Actuality::Conditional) {
        return TransferStatus::Possible;
    }
    match attribution.stance {
        Stance::Deny if negative => TransferStatus::Claimed,
        Stance::Deny => TransferStatus::Denied,
        Stance::Intend | Stance::Direct if negative => TransferStatus::Denied,
        Stance::Intend => TransferStatus::Planned,
        Stance::Direct => TransferStatus::Asked,
        Stance::Question => TransferStatus::Possible,
        _ if negative => TransferStatus::Possible,
        _ => TransferStatus::Claimed,
    }
}
