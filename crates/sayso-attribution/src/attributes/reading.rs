//! Stance, polarity and actuality of an attribution, composed from the cue's words and its clause.
//!
//! The words of the cue have a stance; the clause around it is negated or not, and actual, asked, conditional, modal
//! or expected. Some phrases are read as a whole: "would not say" and "did not deny" keep something back, "pleaded
//! not guilty" and "called it a lie" deny.

use sayso_entities::{EntityKind, MentionForm};
use sayso_lexicon::{WordMap, lists};
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::{TokenId, TokenRange};

use super::cue_clause::{CueClause, Governor, is_negator};
use super::{actuality, stance};
use crate::attribution::{Actuality, Polarity, SourceKind, Stance};
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::PunctuationClass;
use crate::passives;

/// A denial that is a sentence of its own has no more words: "That is simply not true".
const SHORT_DENIAL: usize = 9;

/// Verbs that deny a claim, but of anything else are judgements or decisions: "rejected the norms", "disavowed the endorsement".
const JUDGING: &[&str] = &[
    "bat",
    "brush",
    "contest",
    "disavow",
    "discount",
    "dismiss",
    "disown",
    "laugh",
    "pooh-pooh",
    "rebuff",
    "recant",
    "reject",
    "rejection",
    "renounce",
    "repudiate",
    "retract",
    "scoff",
    "shrug",
    "swat",
    "wave",
];
/// What it is to take back what one has said.
const RETRACTING: &[&str] = &["disown", "recant", "renounce", "repudiate", "retract"];

/// What telling verbs keep back when they are negated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Telling {
    /// Always: "did not elaborate".
    Reply,
    /// Where it is refused, or was not done when it could be: "did not disclose". Who does not disclose things, or is
    /// fined for not disclosing them, was not asked.
    Give,
    /// Where it is refused, or a question is left open: "would not say", "did not say how many".
    Tell,
}

static TELLING: WordMap<Telling> = WordMap::new(&lists::TELLING_VERBS, |name| match name {
    "reply" => Some(Telling::Reply),
    "give" => Some(Telling::Give),
    "tell" => Some(Telling::Tell),
    _ => None,
});

/// Stance, polarity and actuality.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Reading {
    pub(super) stance: Stance,
    pub(super) polarity: Polarity,
    pub(super) actuality: Actuality,
}

impl Reading {
    /// Said, and no more.
    pub(super) fn asserted() -> Self {
        let (stance, polarity) = (Stance::Assert, Polarity::Positive);
        Self { stance, polarity, actuality: Actuality::Actual }
    }
}

/// How the attribution is meant.
pub(super) fn of(document: Document<'_>, candidate: &Candidate) -> Reading {
    let clause = CueClause::of(document, candidate);
    let actuality = actuality::of(&clause, candidate);
    let polarity = if clause.negated { Polarity::Negative } else { Polarity::Positive };
    if let Some(stance) = candidate.stance {
        return Reading { stance, polarity, actuality };
    }
    let whole = |stance| Reading { stance, polarity: Polarity::Positive, actuality };
    if withholds(&clause, candidate) {
        // What the modal says of refusal has been read: "would not say" happened.
        let actuality = match actuality {
            Actuality::Modal | Actuality::Expected => Actuality::Actual,
            other => other,
        };
        return Reading { actuality, ..whole(Stance::Withhold) };
    }
    let stance = match stance::of_cue(document, candidate, clause.head()) {
        _ if passives::hearing(document, candidate).is_some() => Stance::Assert,
        Stance::Deny => no_claim(&clause, candidate).unwrap_or(Stance::Deny),
        stance => stance,
    };
    match stance {
        // "is said to have left"; what is supposed to happen has been settled.
        Stance::Assert
            if candidate.source.is_empty()
                && document.lemma(clause.head()) != "suppose"
                && passives::hearsay(document, candidate).is_some() =>
        {
            Reading { stance: Stance::Suggest, polarity, actuality }
        }
        // "cannot deny" confirms, "cannot rule out" does not.
        Stance::Deny
            if clause.negated
                && clause.modal_is(&["can", "could"])
                && document.lemma(clause.head()) != "rule" =>
        {
            whole(Stance::Confirm)
        }
        Stance::Deny if clause.negated => whole(Stance::Withhold),
        Stance::Question if clause.negated && document.lemma(clause.head()) != "ask" => {
            whole(Stance::Believe)
        }
        Stance::Assert | Stance::Confirm | Stance::Believe if denies(&clause, candidate) => {
            Reading { stance: Stance::Deny, polarity, actuality }
        }
        Stance::Assert | Stance::Confirm
            if clause.has_adverb(|t| document.is_in(t, &lists::HEARSAY_ADVERBS)) =>
        {
            Reading { stance: Stance::Suggest, polarity, actuality }
        }
        Stance::Assert if document.lemma(clause.head()) == "plead" => {
            let guilty = words(candidate).any(|t| document.is(t, "guilty"));
            let negated = words(candidate).any(|t| document.is(t, "not"));
            match (guilty, negated) {
                (true, true) => whole(Stance::Deny),
                (true, false) => whole(Stance::Confirm),
                _ => Reading { stance, polarity, actuality },
            }
        }
        // "refused to accept that jobs would go", "refused to accept the offer"
        Stance::Confirm | Stance::Believe if clause.governor == Some(Governor::Refuse) => {
            match opening(candidate, 1).any(|t| document.is(t, "that")) {
                true => whole(Stance::Deny),
                false => Reading { stance, polarity: Polarity::Negative, actuality },
            }
        }
        stance => Reading { stance, polarity, actuality },
    }
}

/// Cue and beginning of the content.
fn words(candidate: &Candidate) -> impl Iterator<Item = u32> + Clone + '_ {
    (candidate.cue.start()..candidate.cue.end()).chain(opening(candidate, 4))
}

/// The first tokens of each piece of the content.
fn opening(candidate: &Candidate, few: u32) -> impl Iterator<Item = u32> + Clone + '_ {
    candidate.content.iter().flat_map(move |p| p.start()..p.end().min(p.start() + few))
}

/// Whether the source keeps something back.
pub(crate) fn withholds(clause: &CueClause<'_>, candidate: &Candidate) -> bool {
    let document = clause.document;
    // "refused to release two hostages" is no silence.
    let somebody = |t: u32| {
        document
            .graph
            .child(t, &[Relation::Obj])
            .is_some_and(|object| is_somebody(document, object))
    };
    // "could not return to the town" is no silence either.
    let comes_back = |t: u32| {
        document.lemma(t) == "return"
            && (document.is_any(t + 1, &["to", "home", "from"])
                || document.graph.child(t, &[Relation::AuxPass]).is_some())
    };
    let telling = |t: u32| {
        if comes_back(t) {
            return None;
        }
        let found = TELLING.get_hash(document.graph.node(t).lemma);
        found.filter(|telling| *telling != Telling::Give || !somebody(t))
    };
    let head = clause.head();
    let refuses =
        clause.governor == Some(Governor::Refuse) || clause.is_governor(head, Governor::Refuse);
    let to_tell = |t: u32| t > 0 && document.is_any(t - 1, &["to", "be"]) && telling(t).is_some();
    let publishes = |t: u32| t > 0 && document.is(t, "public") && document.lemma(t - 1) == "make";
    let is_drawn = |t: u32| t > 0 && document.is(t, "drawn") && document.is(t - 1, "be");
    // "declined to give a price"
    let gives = |t: u32| {
        let object = document.graph.child(t, &[Relation::Obj]);
        document.lemma(t) == "give" && object.is_some_and(|noun| is_kept(document, noun))
    };
    let told = |t: u32| to_tell(t) || publishes(t) || is_drawn(t) || gives(t);
    // "refused to blame", "declined to criticise", "refused to rule out".
    let judges = |t: u32| {
        matches!(
            stance::of_verb(document, t),
            Some(Stance::Assert | Stance::Deny | Stance::Question)
        ) && !RETRACTING.contains(&document.lemma(t))
    };
    let to_judge = |t: u32| t > 0 && document.is(t - 1, "to") && judges(t);
    if (refuses || clause.is_yet_to_come())
        && (telling(head).is_some()
            || refuses && judges(head)
            || words(candidate).any(|t| told(t) || refuses && to_judge(t)))
    {
        return true;
    }
    if confirms_nor_denies(document, candidate)
        || clause.denied_object(|noun| is_kept(document, noun))
        || is_out_of_reach(clause, candidate)
        || is_refusal(document, candidate)
    {
        return true;
    }
    if !clause.negated {
        return false;
    }
    // "would not be drawn on whether"
    if is_drawn(head) && clause.modal_is(&["would", "could", "will", "can"]) {
        return true;
    }
    let omits = clause.governor == Some(Governor::Omit);
    let open = || {
        opening(candidate, 1).any(|t| {
            document.is_in(t, &lists::QUESTION_WORDS) && !document.is(t, "that")
                || document.is_any(t, &["whether", "if"])
        })
    };
    if clause.is_of_nobody(candidate) {
        // "No official would confirm", "none of them would say who", but not "nobody would say that it was easy".
        // "Few people would have described it" is a guess.
        return clause.modal_is(&["would", "will"])
            && !clause.auxiliaries().any(|t| document.is(t, "have"))
            && telling(head).is_some()
            && (document.lemma(head) != "say" || open());
    }
    let participle = document.graph.node(head).xpos == Xpos::Vbg;
    if participle {
        // "is not saying how", "is not commenting", but not "was fined for not disclosing".
        let going_on = clause.auxiliaries().any(|t| document.lemma(t) == "be");
        let little =
            || opening(candidate, 1).any(|t| document.is_any(t, &["much", "more", "anything"]));
        return going_on
            && match telling(head) {
                Some(Telling::Reply) => true,
                Some(_) => open() || little(),
                None => false,
            };
    }
    match telling(head) {
        Some(Telling::Reply) => true,
        Some(Telling::Give)
            if clause
                .auxiliaries()
                .any(|t| document.lemma(t) == "have" || document.is(t, "did")) =>
        {
            true
        }
        Some(Telling::Give | Telling::Tell) => {
            // "could not tell" is about knowing.
            let refusals: &[&str] = match document.lemma(head) {
                "tell" => &["would", "will"],
                _ => &["would", "could", "can", "will"],
            };
            let refused = clause.modal_is(refusals)
                || clause.governor == Some(Governor::Unable)
                || clause.is_yet_to_come();
            // "cannot say 'yes' and then 'no'"
            let own = document.graph.node(head).quotation;
            // "I cannot say that I like it", but "could not say that" and "could not say how".
            let claims = || {
                clause.modal_is(&["can", "could"])
                    && !open()
                    && candidate.content.iter().any(|piece| piece.len() > 1)
                    && opening(candidate, 1).any(|t| document.is(t, "that"))
            };
            let says = document.lemma(head) == "say"
                && (opening(candidate, 1).any(|t| document.graph.node(t).quotation != own)
                    || claims());
            refused && !says
                || !omits && document.is_any_lemma(head, &["say", "explain", "state"]) && open()
        }
        None => false,
    }
}

/// Whether "no" before a noun keeps something back: not "had no reason to leave".
fn is_kept(document: Document<'_>, noun: u32) -> bool {
    let aim = document.is_any(noun, &["reason", "reasons"]) && document.is(noun + 1, "to");
    document.lemma_is_in(noun, &lists::REFUSED_NOUNS) && !aim
}

/// "neither confirmed nor denied", "would not confirm or deny".
fn confirms_nor_denies(document: Document<'_>, candidate: &Candidate) -> bool {
    const FAR: u32 = 4;
    let (cue, head) = (candidate.cue, candidate.head);
    let sentence = document.graph.sentence(document.graph.sentence_of(head));
    let near = cue.start().saturating_sub(FAR).max(sentence.start())
        ..(cue.end() + FAR).min(sentence.end());
    let has = |lemma: &str| near.clone().any(|t| document.lemma(t) == lemma);
    near.clone().any(|t| is_negator(document, t)) && has("confirm") && has("deny")
}

/// "could not be reached for comment", "was unavailable".
fn is_out_of_reach(clause: &CueClause<'_>, candidate: &Candidate) -> bool {
    let document = clause.document;
    let has = |lemmas: &[&str]| words(candidate).any(|t| lemmas.contains(&document.lemma(t)));
    has(&["unavailable", "unreachable"])
        || clause.negated
            && has(&["available", "reachable", "reach"])
            && has(&["comment", "interview"])
}

/// What is said is that nothing will be said: "said it would not comment", "'No comment,' he said".
fn is_refusal(document: Document<'_>, candidate: &Candidate) -> bool {
    const FEW: u32 = 9;
    let is_word = |t: &u32| document.graph.node(*t).punctuation == PunctuationClass::Word;
    let mut start: Vec<u32> = opening(candidate, FEW).filter(is_word).take(7).collect();
    if start.first().is_some_and(|&t| document.is(t, "that")) {
        start.remove(0);
    }
    // In quotation marks the speaker is "I".
    let speaker = |t: u32| {
        document.is_any(t, &["i", "we"])
            || !document.graph.is_quoted(t) && document.is_any(t, &["he", "she", "it", "they"])
    };
    // "His lawyer said he would not answer": the client, not the lawyer.
    let client = candidate
        .source
        .first()
        .is_some_and(|piece| document.is_any(piece.start(), &["his", "her"]));
    if client && start.first().is_some_and(|&t| document.is_any(t, &["he", "she"])) {
        return false;
    }
    if start.first().is_some_and(|&t| speaker(t)) {
        let (_, rest) = start.split_at(1);
        let modal = ["would", "could", "can", "will", "wo", "ca", "did", "had", "have", "has"];
        if !rest.first().is_some_and(|&t| document.is_any(t, &modal)) {
            return false;
        }
        let negated = rest.get(1).is_some_and(|&t| is_negator(document, t));
        let tells = rest.iter().skip(2).take(2).any(|&t| {
            matches!(
                TELLING.get_hash(document.graph.node(t).lemma),
                Some(Telling::Reply | Telling::Give)
            ) || document.is_any_lemma(t, &["discuss", "say"])
        });
        return negated && tells || has_nothing(document, &rest[1..]);
    }
    has_nothing(document, &start)
}

/// "no comment", "no immediate comment", "no further information"; who has "no information" does not know.
fn has_nothing(document: Document<'_>, words: &[u32]) -> bool {
    let more = |t: u32| document.is_any(t, &["additional", "further", "more", "new", "other"]);
    // "No name change" is no name that is kept back.
    let modifies = |t: u32| {
        let next = document.graph.near(t, 1);
        next.is_some_and(|node| matches!(node.upos, Upos::Noun | Upos::Propn))
    };
    let kept = |pair: &[u32]| {
        document.lemma_is_in(pair[1], &lists::REFUSED_NOUNS)
            && !modifies(pair[1])
            && (document.lemma(pair[1]) != "information" || more(pair[0]))
    };
    words.first().is_some_and(|&t| document.is(t, "no")) && words.windows(2).take(2).any(kept)
}

/// What it is to deny something that is no claim: to reject a request, or to deny somebody a permit, is a decision; to
/// dismiss somebody is a judgement; to disagree with a policy is an opinion; an election is contested.
fn no_claim(clause: &CueClause<'_>, candidate: &Candidate) -> Option<Stance> {
    let document = clause.document;
    let verb = document.lemma(clause.head());
    let tokens = candidate.content.first().into_iter().flat_map(|p| p.start()..p.end());
    let object = document.graph.head_of(tokens)?;
    let first = candidate.content[0].start();
    let claim = || document.lemma_is_in(object, &lists::CLAIM_WORDS) || document.is(first, "that");
    let judged = JUDGING.contains(&verb);
    match verb {
        "disagree" | "disagreement" => return (!claim()).then_some(Stance::Assert),
        // "denied him even that", "denied many voters the right to vote"
        "deny" if is_receiver(document, candidate.content[0]) => return Some(Stance::Direct),
        // "dismissed him as a bumbler"
        _ if judged && document.is_any(first, PEOPLE) && document.is(first + 1, "as") => {
            let lies = opening(candidate, 6).any(|t| document.lemma_is_in(t, &lists::FALSEHOODS));
            let judges = verb != "reject";
            return (!lies).then_some(if judges { Stance::Assert } else { Stance::Direct });
        }
        // "denied that it would bid"
        _ if document.graph.node(object).upos == Upos::Verb => return None,
        "deny" | "refuse" => {}
        _ if judged => {}
        _ => return None,
    }
    // "denied him a permit"; the parser takes "it" of "denied it" for a receiver, too.
    let child = |relation| document.graph.child(clause.head(), &[relation]);
    if verb == "deny"
        && child(Relation::Obj).is_some()
        && child(Relation::Iobj).is_some_and(|t| !document.is_any(t, &["it", "this", "that"]))
    {
        return Some(Stance::Direct);
    }
    let is_somebody = is_somebody(document, object);
    match lists::DECISION_NOUNS.get_hash(document.graph.node(object).lemma) {
        Some("granted") => return Some(Stance::Direct),
        Some("contested") => return (verb == "contest").then_some(Stance::Assert),
        // "denied any deal" is a denial.
        Some(_) if verb != "deny" => return Some(Stance::Direct),
        _ => {}
    }
    // Not "them", who may be claims.
    let person = candidate.content[0].len() == 1
        && document.is_any(first, &["him", "her", "me", "us", "you"]);
    let judges = judged && verb != "reject";
    if is_somebody || person && judged {
        return Some(if judges { Stance::Assert } else { Stance::Direct });
    }
    // "rejects the norms", but "rejected it", "dismissed the story as a lie".
    let false_or_open = || {
        const FEW: u32 = 12;
        let pronoun = document.graph.node(object).upos == Upos::Pron;
        pronoun || opening(candidate, FEW).any(|t| document.lemma_is_in(t, &lists::FALSEHOODS))
    };
    (judged && !claim() && !false_or_open()).then_some(Stance::Assert)
}

/// Whether what is denied is granted to somebody, who is named before it.
fn is_receiver(document: Document<'_>, content: TokenRange) -> bool {
    const FAR: u32 = 8;
    let graph = document.graph;
    let (first, end) = (content.start(), content.end());
    let own = document.is_any(first, PEOPLE) && graph.node(first).xpos != Xpos::PrpS;
    let noun = |t: u32| matches!(graph.node(t).upos, Upos::Noun | Upos::Propn);
    let granted = |t: u32| {
        t < end
            && lists::DECISION_NOUNS.get_hash(graph.node(t).lemma) == Some("granted")
            && graph.node(t).upos == Upos::Noun
    };
    let given = (first + 1..end.min(first + FAR)).any(|t| {
        graph.node(t).upos == Upos::Det && noun(t - 1) && (granted(t + 1) || granted(t + 2))
    });
    let phrase = own && end > first + 1 && {
        let next = graph.node(first + 1);
        matches!(next.upos, Upos::Det | Upos::Noun | Upos::Adj | Upos::Adv)
            && !document.is(first + 1, "as")
    };
    phrase || given
}

/// Pronouns of people who are judged, or to whom something is denied.
const PEOPLE: &[&str] = &["him", "her", "me", "us", "you", "them"];

/// Whether a noun is a person, a body or a place, by its name or by the lists.
fn is_somebody(document: Document<'_>, noun: u32) -> bool {
    let named = document.entities.at(TokenId::new(noun));
    let somebody = super::NOUNS.get_hash(document.graph.node(noun).lemma);
    matches!(somebody, Some(SourceKind::Role | SourceKind::Group))
        || named.is_some_and(|m| {
            m.form == MentionForm::Name
                && matches!(
                    m.kind,
                    EntityKind::Person | EntityKind::Organisation | EntityKind::Place
                )
        })
}

/// Whether what is said is that a claim is false: "called it a lie", "'That is not true,' he said".
fn denies(clause: &CueClause<'_>, candidate: &Candidate) -> bool {
    const FEW: u32 = 12;
    let document = clause.document;
    let is_false = |t: u32| {
        document.lemma_is_in(t, &lists::FALSEHOODS) || document.is_in(t, &lists::FALSEHOODS)
    };
    if document.lemma_is_in(clause.head(), &lists::NAMING_VERBS) {
        // "called him out for his lies"
        let blames = (candidate.cue.start()..candidate.cue.end()).any(|t| document.is(t, "out"));
        return !blames
            && opening(candidate, FEW).any(is_false)
            && !opening(candidate, FEW).any(|t| is_negator(document, t));
    }
    let start: Vec<u32> = opening(candidate, FEW)
        .filter(|&t| document.graph.node(t).punctuation == PunctuationClass::Word)
        .take(SHORT_DENIAL)
        .collect();
    // The complementizer of "that the report was false", but not the pronoun of "that is false".
    let leads = start.first().is_some_and(|&t| document.is(t, "that"))
        && start.get(1).is_some_and(|&t| document.lemma(t) != "be");
    let start = &start[usize::from(leads)..];
    let Some(verb) = start.iter().position(|&t| document.lemma(t) == "be") else { return false };
    // "Things that are not true" has a relative pronoun.
    let subject = (1..=3).contains(&verb).then(|| start[verb - 1]);
    let claim = subject.is_some_and(|t| {
        (document.is_in(t, &lists::CLAIM_WORDS) || document.lemma_is_in(t, &lists::CLAIM_WORDS))
            && (verb == 1 || !document.is(t, "that"))
    });
    let after = &start[verb + 1..];
    let negated = after.iter().take(3).any(|&t| is_negator(document, t));
    let falsehood = after.iter().take(4).any(|&t| is_false(t));
    let truth = after.iter().take(4).any(|&t| document.is_any(t, &["true", "accurate", "correct"]));
    claim && (falsehood && !negated || truth && negated)
}
