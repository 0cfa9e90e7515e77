//! What somebody denies to have been said: "rejected claims that he ordered it", "denied that she had threatened him". By that
//! account it was not said, so its polarity turns round. Who says so in a relative clause said so all the same: "denied a report
//! in which the agency said".

use sayso_lexicon::lists;
use sayso_syntax::Relation;

use crate::attribution::{Polarity, Stance};
use crate::attributions::Attributions;
use crate::candidate::Candidate;
use crate::document::Document;

/// How many steps lie between the denial and what is denied: "denied the claim that he had tried to order".
const FARTHEST: usize = 4;

/// Turns the polarity round of attributions that are denied.
pub(crate) fn settle(
    document: Document<'_>,
    nested: &[(Candidate, Option<u32>)],
    found: &mut Attributions,
) {
    for (at, (candidate, parent)) in nested.iter().enumerate() {
        let Some(outer) = parent.map(|parent| parent as usize) else { continue };
        let denial = match (found[outer].stance, found[outer].polarity) {
            (Stance::Deny, Polarity::Positive) => true,
            // "never said that she wanted it" tells of no wish.
            (Stance::Assert | Stance::Suggest, Polarity::Negative) => {
                leaves_open(document, &nested[outer].0)
            }
            _ => false,
        } && is_content(document, candidate.head, nested[outer].0.head);
        if denial {
            let turned = match found[at].polarity {
                Polarity::Positive => Polarity::Negative,
                Polarity::Negative => Polarity::Positive,
            };
            found.set_polarity(at, turned);
        }
    }
}

/// Whether who does not say so leaves open whether it is so: not "did not mention that he had lied", "did not say what he wanted".
fn leaves_open(document: Document<'_>, outer: &Candidate) -> bool {
    let asks = |t: u32| document.is_in(t, &lists::QUESTION_WORDS) && !document.is(t, "that");
    document.is_any_lemma(outer.head, &["allege", "claim", "say", "suggest"])
        && outer.content.first().is_some_and(|piece| !asks(piece.start()))
}

/// Whether the verb at `inner` is what the one at `outer` denies: in its complement, or in that of a noun for a claim.
fn is_content(document: Document<'_>, inner: u32, outer: u32) -> bool {
    let graph = document.graph;
    let mut at = inner;
    for _ in 0..FARTHEST {
        let node = graph.node(at);
        let head = node.head;
        let claim = || {
            lists::CLAIM_WORDS.contains(document.lemma(head))
                && (graph.node(head).head == outer || head == outer)
        };
        match node.relation {
            Relation::Ccomp | Relation::Xcomp | Relation::Csubj if head == outer => return true,
            Relation::Acl | Relation::Ccomp | Relation::Dep if claim() => return true,
            Relation::Xcomp | Relation::Conj | Relation::Advcl if head != at => at = head,
            // "claims he ordered it": without "that" it may be taken for a relative clause.
            Relation::AclRelcl if claim() => {
                let relative = graph
                    .children(at)
                    .any(|(t, _)| document.is_any(t, &["who", "which", "whom", "whose", "where"]));
                let subject = graph.child(at, &[Relation::Nsubj]).is_some();
                return subject && !relative && graph.child(at, &[Relation::Mark]).is_some();
            }
            _ => return false,
        }
    }
    false
}
