//! What a cue commits its source to.

use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::TokenRange;

use super::{Details, View};
use crate::attribution::Stance;
use crate::learned::graph::Sign;
use crate::learned::propose::Proposal;

/// Verbs that tell what is so, but with an infinitive what is to be done.
const ORDERING: &[&str] = &["tell", "ask", "warn", "remind", "caution"];

/// Verbs that only lead to the noun that tells: "expressed doubt", "gave assurances".
const LIGHT: &[&str] =
    &["express", "voice", "have", "give", "make", "raise", "offer", "issue", "convey", "cast"];

/// "neither confirmed nor denied", "would not confirm or deny".
fn confirms_nor_denies(view: View<'_>, cue: TokenRange, head: u32) -> bool {
    const FAR: u32 = 4;
    let sentence = view.graph.sentence(view.graph.sentence_of(head));
    let near = cue.start().saturating_sub(FAR).max(sentence.start())
        ..(cue.end() + FAR).min(sentence.end());
    let has = |lemma: &str| near.clone().any(|t| view.lemma(t) == lemma);
    let negated = near.clone().any(|t| view.is_any(t, &["neither", "nor", "not", "n't", "n’t"]));
    negated && has("confirm") && has("deny")
}

impl Details {
    pub(super) fn stance(&self, view: View<'_>, proposal: &Proposal) -> Stance {
        let head = proposal.head;
        let cue = proposal.cue;
        let words = || cue.start()..cue.end();
        let negated = words().any(|t| view.is_any(t, &["not", "n't", "never", "n’t"]))
            || view
                .graph
                .children(head)
                .any(|(t, _)| view.is_any(t, &["not", "n't", "never", "n’t"]));
        let neither = words().any(|t| view.is_any(t, &["neither", "nor"]));
        let refuses = words().any(|t| matches!(view.lemma(t), "decline" | "refuse"));
        if refuses && self.is_about_comment(view, proposal) || confirms_nor_denies(view, cue, head)
        {
            return Stance::Withhold;
        }
        let others = || words().rev().filter(|&t| t != head);
        let of_others = || others().find_map(|t| self.of_word(view, t));
        let of_noun = || {
            // The tagger takes "doubt" for an adverb now and then.
            let is_noun = |t: &u32| matches!(view.graph.node(*t).upos, Upos::Noun | Upos::Adv);
            let mut nouns = others().filter(is_noun);
            nouns.find_map(|t| self.of_word(view, t))
        };
        // "denied seeking": what is denied counts for nothing.
        let auxiliary = matches!(view.lemma(head), "have" | "be");
        let denies = |t: u32| {
            (t < head || auxiliary)
                && view.graph.node(t).upos == Upos::Verb
                && self.of_word(view, t) == Some(Stance::Deny)
        };
        let own = proposal
            .stance
            .or_else(|| others().any(denies).then_some(Stance::Deny))
            .or_else(|| self.of_phrase(view, proposal))
            .or_else(|| of_noun().filter(|_| LIGHT.contains(&view.lemma(head))))
            .or_else(|| self.of_word(view, head))
            .or_else(of_others);
        let stance = own.unwrap_or_else(|| self.by_content(view, proposal));
        let possible = words().any(|t| view.is_any(t, &["may", "might", "could"]));
        match stance {
            Stance::Assert | Stance::Confirm if negated || neither => Stance::Deny,
            Stance::Deny if negated => Stance::Assert,
            // "did not suggest": not "it seems not".
            Stance::Suggest if negated && self.is_listed(view.syntax, head) => Stance::Deny,
            // "asked Congress to act", "warned them to leave".
            Stance::Assert | Stance::Question | Stance::Suggest
                if ORDERING.contains(&view.lemma(head)) && self.is_to_act(view, head) =>
            {
                Stance::Direct
            }
            // "said he would": what is said decides for "say", what is meant for "agree to".
            Stance::Confirm | Stance::Assert
                if view.lemma(head) == "agree" && self.is_infinitive(view, proposal) =>
            {
                Stance::Intend
            }
            Stance::Assert if possible && view.graph.node(head).xpos == Xpos::Vb => Stance::Suggest,
            other => other,
        }
    }

    /// "called for" is another thing than "called": the list writes it `call-for`.
    fn of_phrase(&self, view: View<'_>, proposal: &Proposal) -> Option<Stance> {
        let next = proposal.head + 1;
        // "is expected to" is what others believe, "expects to" what one wants.
        let passive =
            view.graph.children(proposal.head).any(|(_, n)| n.relation == Relation::AuxPass);
        if passive && view.lemma(proposal.head) == "expect" {
            return None;
        }
        if next >= view.graph.len() as u32 {
            return None;
        }
        let phrase = format!("{}-{}", view.lemma(proposal.head), view.word(next).to_lowercase());
        self.stances.get(phrase.as_str()).copied()
    }

    fn of_word(&self, view: View<'_>, token: u32) -> Option<Stance> {
        if view.graph.node(token).sign == Sign::Colon {
            return Some(Stance::Assert);
        }
        let lemma = view.lemma(token);
        self.verbs
            .get(view.word(token))
            .map(|verb| verb.stance)
            .filter(|_| view.graph.node(token).upos == Upos::Verb)
            .or_else(|| self.stances.get(lemma).copied())
            .or_else(|| self.stances.get(view.word(token).to_ascii_lowercase().as_str()).copied())
    }

    /// "declined to comment", "refused to say".
    fn is_about_comment(&self, view: View<'_>, proposal: &Proposal) -> bool {
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
        let content = proposal.content.iter().flat_map(|p| p.start()..p.end().min(p.start() + 3));
        let cue = proposal.cue.start()..proposal.cue.end();
        content.chain(cue).any(|t| SAYING.contains(&view.lemma(t)))
    }

    /// Whether an infinitive hangs on the verb at `head`.
    fn is_to_act(&self, view: View<'_>, head: u32) -> bool {
        view.graph.children(head).any(|(t, node)| {
            matches!(node.relation, Relation::Xcomp | Relation::Ccomp)
                && node.xpos == Xpos::Vb
                && view.graph.child(t, &[Relation::Mark]).is_some_and(|mark| view.is(mark, "to"))
        })
    }

    fn is_infinitive(&self, view: View<'_>, proposal: &Proposal) -> bool {
        proposal.content.first().is_some_and(|piece| view.is(piece.start(), "to"))
    }

    /// A cue that no list knows: "to" leads to what is wanted, the rest is said.
    fn by_content(&self, view: View<'_>, proposal: &Proposal) -> Stance {
        let infinitive = view
            .graph
            .children(proposal.head)
            .any(|(_, node)| node.relation == Relation::Xcomp && node.xpos == Xpos::Vb);
        if infinitive && self.is_infinitive(view, proposal) {
            Stance::Intend
        } else {
            Stance::Assert
        }
    }
}
