//! Whether the text says that the source's name is withheld, and why.

use sayso_syntax::{Relation, Upos};
use sayso_text::TokenRange;

use crate::attribution::Anonymity;
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::PunctuationClass;

/// The words of the cue's sentence that say that the source's name is withheld.
pub(super) fn find(document: Document<'_>, candidate: &Candidate) -> Option<Anonymity> {
    let own = document.graph.sentence_of(candidate.head);
    let sentence = document.graph.sentence(own);
    let tokens = || sentence.start()..sentence.end();
    let at = tokens().find(|&t| {
        document.is_any(t, &["anonymity", "anonymously"]) && !document.graph.is_quoted(t)
    });
    let declined = || {
        tokens().find(|&t| {
            document.is_any(t, &["named", "identified", "quoted"])
                && t >= sentence.start() + 3
                && document.is(t - 1, "be")
                && (document.is(t - 3, "not") || document.is_any(t - 3, &["declined", "refused"]))
        })
    };
    let unauthorised = || {
        tokens().find(|&t| {
            document.is_any(t, &["authorized", "authorised", "permitted"])
                && t >= sentence.start() + 2
                && (document.is_any(t - 1, &["not", "n't"]) || document.is(t - 2, "not"))
        })
    };
    let at = at.or_else(declined).or_else(unauthorised)?;
    let start = (sentence.start()..=at)
        .rev()
        .take(5)
        .find(|&t| {
            document.is_any(t, &["on", "under", "not", "declined", "refused", "requested", "asked"])
        })
        .unwrap_or(at);
    let reason =
        (at..sentence.end()).find(|&t| document.is_any(t, &["because", "since", "citing", "as"]));
    let reason = reason.map(|from| {
        let ends = |t: &u32| {
            matches!(
                document.graph.node(*t).punctuation,
                PunctuationClass::Comma | PunctuationClass::Stop | PunctuationClass::Semicolon
            )
        };
        // "who asked not to be named because she feared for her job told the Post": up to the verb of the sentence.
        let main = |t: u32| document.graph.node(t).relation == Relation::Root;
        let goes_on = |&t: &u32| {
            let verb = matches!(document.graph.node(t).upos, Upos::Verb | Upos::Aux);
            t == candidate.cue.start() && main(candidate.head) || main(t) && verb
        };
        let limit = (from + 1..sentence.end()).find(goes_on).unwrap_or(sentence.end());
        let end = (from + 1..limit).find(ends).unwrap_or(limit);
        document.cover(TokenRange::new(from, end))
    });
    Some(Anonymity { span: document.cover(TokenRange::new(start, at + 1)), reason })
}
