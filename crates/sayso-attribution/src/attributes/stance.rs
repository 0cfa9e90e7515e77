//! What a cue commits its source to.

use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::{TokenId, TokenRange};

use super::Attributes;
use crate::attribution::Stance;
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::PunctuationClass;

/// Verbs that tell what is so, but with an infinitive what is to be done.
const ORDERING: &[&str] = &["tell", "ask", "warn", "remind", "caution"];

/// Verbs that only lead to the noun that tells: "expressed doubt", "gave assurances".
const LIGHT: &[&str] =
    &["express", "voice", "have", "give", "make", "raise", "offer", "issue", "convey", "cast"];

/// "neither confirmed nor denied", "would not confirm or deny".
fn confirms_nor_denies(document: Document<'_>, cue: TokenRange, head: u32) -> bool {
    const FAR: u32 = 4;
    let sentence = document.graph.sentence(document.graph.sentence_of(head));
    let near = cue.start().saturating_sub(FAR).max(sentence.start())
        ..(cue.end() + FAR).min(sentence.end());
    let has = |lemma: &str| near.clone().any(|t| document.lemma(t) == lemma);
    let negated =
        near.clone().any(|t| document.is_any(t, &["neither", "nor", "not", "n't", "n’t"]));
    negated && has("confirm") && has("deny")
}

impl Attributes {
    pub(super) fn stance(&self, document: Document<'_>, candidate: &Candidate) -> Stance {
        let head = candidate.head;
        let cue = candidate.cue;
        let words = || cue.start()..cue.end();
        let negated = words().any(|t| document.is_any(t, &["not", "n't", "never", "n’t"]))
            || document
                .graph
                .children(head)
                .any(|(t, _)| document.is_any(t, &["not", "n't", "never", "n’t"]));
        let neither = words().any(|t| document.is_any(t, &["neither", "nor"]));
        let refuses = words().any(|t| matches!(document.lemma(t), "decline" | "refuse"));
        if refuses && self.is_about_comment(document, candidate)
            || confirms_nor_denies(document, cue, head)
        {
            return Stance::Withhold;
        }
        let others = || words().rev().filter(|&t| t != head);
        let of_others = || others().find_map(|t| self.of_word(document, t));
        let of_noun = || {
            // The tagger takes "doubt" for an adverb now and then.
            let is_noun = |t: &u32| matches!(document.graph.node(*t).upos, Upos::Noun | Upos::Adv);
            let mut nouns = others().filter(is_noun);
            nouns.find_map(|t| self.of_word(document, t))
        };
        // "denied seeking": what is denied counts for nothing.
        let auxiliary = matches!(document.lemma(head), "have" | "be");
        let denies = |t: u32| {
            (t < head || auxiliary)
                && document.graph.node(t).upos == Upos::Verb
                && self.of_word(document, t) == Some(Stance::Deny)
        };
        let own = candidate
            .stance
            .or_else(|| others().any(denies).then_some(Stance::Deny))
            .or_else(|| self.of_phrase(document, candidate))
            .or_else(|| of_noun().filter(|_| LIGHT.contains(&document.lemma(head))))
            .or_else(|| self.of_word(document, head))
            .or_else(of_others);
        let stance = own.unwrap_or_else(|| self.by_content(document, candidate));
        let possible = words().any(|t| document.is_any(t, &["may", "might", "could"]));
        match stance {
            Stance::Assert | Stance::Confirm if negated || neither => Stance::Deny,
            Stance::Deny if negated => Stance::Assert,
            // "did not suggest": not "it seems not".
            Stance::Suggest
                if negated && self.verbs.introduces_clause(document.syntax, TokenId::new(head)) =>
            {
                Stance::Deny
            }
            // "asked Congress to act", "warned them to leave".
            Stance::Assert | Stance::Question | Stance::Suggest
                if ORDERING.contains(&document.lemma(head)) && self.is_to_act(document, head) =>
            {
                Stance::Direct
            }
            // "said he would": what is said decides for "say", what is meant for "agree to".
            Stance::Confirm | Stance::Assert
                if document.lemma(head) == "agree" && self.is_infinitive(document, candidate) =>
            {
                Stance::Intend
            }
            Stance::Assert if possible && document.graph.node(head).xpos == Xpos::Vb => {
                Stance::Suggest
            }
            other => other,
        }
    }

    /// "called for" is another thing than "called": the list writes it `call-for`.
    fn of_phrase(&self, document: Document<'_>, candidate: &Candidate) -> Option<Stance> {
        let next = candidate.head + 1;
        // "is expected to" is what others believe, "expects to" what one wants.
        let passive =
            document.graph.children(candidate.head).any(|(_, n)| n.relation == Relation::AuxPass);
        if passive && document.lemma(candidate.head) == "expect" {
            return None;
        }
        if next >= document.graph.len() as u32 {
            return None;
        }
        let phrase =
            format!("{}-{}", document.lemma(candidate.head), document.word(next).to_lowercase());
        self.stances.get(phrase.as_str()).copied()
    }

    fn of_word(&self, document: Document<'_>, token: u32) -> Option<Stance> {
        if document.graph.node(token).punctuation == PunctuationClass::Colon {
            return Some(Stance::Assert);
        }
        let lemma = document.lemma(token);
        self.verbs
            .get(document.word(token))
            .map(|verb| verb.stance)
            .filter(|_| document.graph.node(token).upos == Upos::Verb)
            .or_else(|| self.stances.get(lemma).copied())
            .or_else(|| {
                self.stances.get(document.word(token).to_ascii_lowercase().as_str()).copied()
            })
    }

    /// "declined to comment", "refused to say".
    fn is_about_comment(&self, document: Document<'_>, candidate: &Candidate) -> bool {
        const SAYING: &[&str] = &[
            "comment",
            "say",
            "answer",
            "discuss",
            "respond",
            "elaborate",
            "confirm",
            "specify",
            "disclose",
            "identify",
        ];
        let content = candidate.content.iter().flat_map(|p| p.start()..p.end().min(p.start() + 3));
        let cue = candidate.cue.start()..candidate.cue.end();
        content.chain(cue).any(|t| SAYING.contains(&document.lemma(t)))
    }

    /// Whether an infinitive is attached to the verb at `head`.
    fn is_to_act(&self, document: Document<'_>, head: u32) -> bool {
        document.graph.children(head).any(|(t, node)| {
            matches!(node.relation, Relation::Xcomp | Relation::Ccomp)
                && node.xpos == Xpos::Vb
                && document
                    .graph
                    .child(t, &[Relation::Mark])
                    .is_some_and(|mark| document.is(mark, "to"))
        })
    }

    fn is_infinitive(&self, document: Document<'_>, candidate: &Candidate) -> bool {
        candidate.content.first().is_some_and(|piece| document.is(piece.start(), "to"))
    }

    /// A cue that no list knows: "to" leads to what is wanted, the rest is said.
    fn by_content(&self, document: Document<'_>, candidate: &Candidate) -> Stance {
        let infinitive = document
            .graph
            .children(candidate.head)
            .any(|(_, node)| node.relation == Relation::Xcomp && node.xpos == Xpos::Vb);
        if infinitive && self.is_infinitive(document, candidate) {
            Stance::Intend
        } else {
            Stance::Assert
        }
    }
}
