//! What negates the clause of a cue: "not", "nobody", "no plans", "it is not true that", "no evidence that".

use sayso_lexicon::lists;
use sayso_syntax::{Relation, Upos};

use super::{CueClause, Governor};
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::clause::{fronted_negation, is_negator};
use crate::document::graph::NONE;

impl CueClause<'_> {
    pub(super) fn is_negated(&self, candidate: &Candidate) -> bool {
        let document = self.document;
        let graph = document.graph;
        if self.governor == Some(Governor::Cancel) || self.affirms() {
            return false;
        }
        let negates = |t: u32| is_negator(document, t);
        let own = self.bearers().any(|verb| {
            let mut near =
                graph.children(verb).filter(|(t, _)| *t < verb && self.is_near(verb, *t));
            near.any(|(t, n)| {
                negates(t) || n.upos == Upos::Aux && graph.children(t).any(|(t, _)| negates(t))
            })
        });
        let written = || (candidate.cue.start()..candidate.head).any(|t| is_negator(document, t));
        let direct = own
            || written()
            || self.is_of_nothing(candidate)
            || self.is_of_nobody(candidate)
            || self.is_yet_to_come()
            || self.opens_negated(candidate);
        let turned = matches!(self.governor, Some(Governor::Omit | Governor::Unable));
        let untrue = self.is_called_false() || self.lacks_evidence(candidate);
        (direct != turned) != (untrue || self.is_of_another(candidate))
    }

    /// "found nothing to suggest that", "has no plans to", but not "minced no words".
    fn is_of_nothing(&self, candidate: &Candidate) -> bool {
        let document = self.document;
        let named = |t: u32| is_emphatic(document, t);
        (candidate.head + 1..candidate.cue.end()).any(|t| {
            let no = document.is(t, "no") && !document.is(t + 1, "longer") && !named(t + 1);
            no || document.is(t, "nothing")
        })
    }

    /// "Never once did the duke suggest", "At no point did the airline warn".
    fn opens_negated(&self, candidate: &Candidate) -> bool {
        candidate.source.first().is_some_and(|source| {
            source.start() <= candidate.cue.start()
                && fronted_negation(self.document, source.start()).is_some()
        })
    }

    /// "It is not true that Reed said", "it is false that".
    fn is_called_false(&self) -> bool {
        const FAR: u32 = 6;
        let (document, graph) = (self.document, self.document.graph);
        let Some(that) = graph.child(self.top(), &[Relation::Mark]) else { return false };
        let start = graph.sentence(graph.sentence_of(that)).start();
        let near = || (start.max(that.saturating_sub(FAR))..that).rev();
        if !document.is(that, "that") || that == start {
            return false;
        }
        let Some(it) = near().find(|&t| document.is(t, "it")) else { return false };
        let between = || it + 1..that;
        if !between().any(|t| document.lemma(t) == "be") {
            return false;
        }
        let last = that - 1;
        let negated = between().any(|t| is_negator(document, t));
        let truth = document.is_any(last, &["true", "correct", "accurate", "case"]);
        truth && negated || document.is_in(last, &lists::FALSEHOODS) && !negated
    }

    /// "no evidence that the president ordered it", "nothing to suggest that he ordered it".
    fn lacks_evidence(&self, candidate: &Candidate) -> bool {
        const EVIDENCE: &[&str] =
            &["evidence", "indication", "proof", "record", "sign", "suggestion"];
        const FAR: u32 = 2;
        let (document, graph) = (self.document, self.document.graph);
        let before = candidate.source.first().and_then(|piece| piece.start().checked_sub(1));
        let before = before.filter(|&t| document.is(t, "that"));
        let Some(that) = graph.child(self.top(), &[Relation::Mark]).or(before) else {
            return false;
        };
        let start = graph.sentence(graph.sentence_of(that)).start();
        let Some(noun) = that.checked_sub(1).filter(|&t| t > start) else { return false };
        document.is(that, "that")
            && document.is_any_lemma(noun, EVIDENCE)
            && (start.max(noun.saturating_sub(FAR))..noun).any(|t| document.is(t, "no"))
    }

    /// "It was not Reed who said".
    fn is_of_another(&self, candidate: &Candidate) -> bool {
        const FAR: u32 = 8;
        let (document, graph) = (self.document, self.document.graph);
        let Some(who) = candidate.source.first().map(|piece| piece.start()) else { return false };
        if !document.is_any(who, &["who", "that", "which"]) {
            return false;
        }
        let start = graph.sentence(graph.sentence_of(who)).start();
        let mut near = (start.max(who.saturating_sub(FAR))..who).rev();
        let Some(it) = near.find(|&t| document.is(t, "it")) else { return false };
        let be = it + 1;
        let not = be + 1;
        document.lemma(be) == "be"
            && is_negator(document, not)
            && not < who
            && !(not..who).any(|t| document.is(t, "but") || graph.is_comma(t))
    }

    /// "Nobody said", "few experts said", "no official said", "neither of them said", "none of the witnesses".
    pub(crate) fn is_of_nobody(&self, candidate: &Candidate) -> bool {
        const NOBODY: &[&str] = &["nobody", "none", "neither", "nothing", "no-one", "noone"];
        let document = self.document;
        let first = candidate.source.first().map(|piece| piece.start());
        let opens = |t: u32| {
            document.is_any(t, NOBODY)
                || document.is(t, "no") && !is_number(document, t + 1)
                || document.is(t, "few")
                || document.is(t, "very") && document.is(t + 1, "few")
                || document.is_any(t, &["hardly", "scarcely", "barely"])
                    && document.is_any(t + 1, &["any", "anyone", "anybody"])
                || document.is(t, "not")
                    && document.is_any(
                        t + 1,
                        &["one", "a", "all", "every", "everyone", "everybody", "many", "much"],
                    )
        };
        if first.is_some_and(opens) {
            return true;
        }
        self.subject != NONE
            && candidate.source.is_empty()
            && (document.is_any(self.subject, NOBODY)
                || document.graph.children(self.subject).any(|(t, n)| {
                    matches!(n.relation, Relation::Det | Relation::CcPreconj)
                        && document.is_any(t, &["no", "neither"])
                        && !is_number(document, t + 1)
                }))
    }

    /// "cannot stress enough", "cannot be overstated", "made no secret of", "left no doubt".
    fn affirms(&self) -> bool {
        let document = self.document;
        self.has_verb_in(&lists::EXCESS_VERBS)
            || self.denied_object(|noun| is_emphatic(document, noun))
            || self.chain.iter().any(|&verb| {
                document.graph.children(verb).any(|(t, _)| t > verb && document.is(t, "enough"))
            })
    }
}

/// A noun whose negation affirms: "secret", "words".
fn is_emphatic(document: Document<'_>, noun: u32) -> bool {
    document.lemma_is_in(noun, &lists::EMPHASIS_NOUNS)
        || document.is_in(noun, &lists::EMPHASIS_NOUNS)
}

/// "No 10" is an address.
fn is_number(document: Document<'_>, token: u32) -> bool {
    document.graph.nodes.get(token as usize).is_some_and(|node| node.upos == Upos::Num)
}
