//! To whom and by which channel something was said.

use sayso_syntax::{Relation, Upos};
use sayso_text::{TextRange, TokenId, TokenRange};

use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::PunctuationClass;
use crate::passives;

/// Verbs whose object is the addressee.
const TELLING: &[&str] =
    &["tell", "ask", "inform", "remind", "assure", "warn", "notify", "brief", "advise", "urge"];
/// Nouns that name a channel.
const CHANNELS: &[&str] = &[
    "statement",
    "interview",
    "tweet",
    "speech",
    "email",
    "e-mail",
    "letter",
    "post",
    "twitter",
    "facebook",
    "telegram",
    "call",
    "conference",
    "briefing",
    "debate",
    "rally",
    "testimony",
    "memo",
    "release",
    "column",
    "op-ed",
    "editorial",
    "book",
    "radio",
    "television",
    "tv",
    "phone",
    "telephone",
    "message",
    "report",
    "appearance",
    "address",
    "remarks",
    "video",
    "blog",
    "article",
    "instagram",
    "youtube",
    "show",
    "program",
    "podcast",
    "press",
    "news",
];

#[derive(Default)]
pub(super) struct Circumstances {
    pub(super) addressee: Option<TextRange>,
    pub(super) channel: Option<TextRange>,
}

/// The addressee and the channel among the dependents of the cue.
pub(super) fn find(document: Document<'_>, candidate: &Candidate) -> Circumstances {
    let mut found = Circumstances {
        addressee: passives::addressee(document, candidate).map(|words| document.cover(words)),
        channel: None,
    };
    let taken = |token: u32| {
        let holds = |piece: &TokenRange| piece.contains(TokenId::new(token));
        candidate.source.iter().any(holds) || candidate.content.iter().any(holds)
    };
    for (child, node) in document.graph.children(candidate.head) {
        if taken(child) {
            continue;
        }
        let case = document.graph.child(child, &[Relation::Case]);
        match node.relation {
            Relation::Obj | Relation::Iobj
                if TELLING.contains(&document.lemma(candidate.head)) && node.upos != Upos::Verb =>
            {
                found.addressee = Some(phrase(document, child, &taken));
            }
            Relation::Obl => {
                let Some(case) = case else { continue };
                if document.is(case, "to") && is_agent(node.upos) {
                    found.addressee = Some(phrase(document, child, &taken));
                } else if document
                    .is_any(case, &["in", "on", "at", "via", "by", "during", "through"])
                    && CHANNELS.iter().any(|c| document.lemma(child).eq_ignore_ascii_case(c))
                {
                    found.channel = Some(phrase(document, child, &taken));
                }
            }
            _ => {}
        }
    }
    found
}

/// The words of the subtree of `token`, up to the first that is `taken`.
fn phrase(document: Document<'_>, token: u32, taken: &dyn Fn(u32) -> bool) -> TextRange {
    let subtree = document.subtree(token);
    let clause = document.graph.children(token).find(|(_, n)| n.relation == Relation::AclRelcl);
    let mut end = clause.map_or(subtree.end(), |(child, _)| document.graph.node(child).left);
    end = (token..end).find(|&t| taken(t)).unwrap_or(end).max(token + 1);
    while end > token + 1 && document.graph.node(end - 1).punctuation != PunctuationClass::Word {
        end -= 1;
    }
    let start = (subtree.start()..=token).rev().take_while(|&t| !taken(t)).last();
    document.cover(TokenRange::new(start.unwrap_or(token), end))
}

fn is_agent(upos: Upos) -> bool {
    matches!(upos, Upos::Propn | Upos::Noun | Upos::Pron)
}
