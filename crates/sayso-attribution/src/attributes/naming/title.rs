//! What may be written before the name of somebody in a source phrase: "Norbank analyst", "Her former lawyer".

use sayso_entities::{EntityKind, MentionForm};
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::{TokenId, TokenRange};

use crate::document::Document;
use crate::document::graph::PunctuationClass;

/// Words that a rare noun is not mistaken for.
const PREPOSITIONS: &[&str] = &[
    "about", "after", "against", "among", "around", "as", "at", "before", "behind", "between",
    "by", "during", "except", "for", "from", "in", "inside", "into", "like", "near", "of", "off",
    "on", "outside", "over", "since", "than", "through", "to", "toward", "towards", "under",
    "unlike", "via", "with", "within", "without",
];

/// Whether the words before a name in its segment may be what he is: "Norbank analyst", "Her former lawyer".
pub(crate) fn is_title(document: Document<'_>, words: TokenRange) -> bool {
    if words.is_empty() {
        return true;
    }
    let last = words.end() - 1;
    let determined =
        matches!(document.graph.node(words.start()).upos, Upos::Det | Upos::Num | Upos::Pron);
    (words.start()..words.end()).all(|t| {
        let node = document.graph.node(t);
        match node.upos {
            // However it is tagged: "Chef Lena Byrne".
            _ if t == words.start() && is_role(document, t) => true,
            // "Gen.", however it is tagged.
            _ if document.title(t).is_some() => true,
            Upos::Propn | Upos::Noun | Upos::Adj | Upos::Det | Upos::Num | Upos::Part => true,
            Upos::Adv | Upos::X | Upos::Sym | Upos::Cconj => t != last,
            Upos::Pron => t == words.start(),
            Upos::Punct => node.punctuation != PunctuationClass::Colon,
            Upos::Verb => {
                let first = words.start();
                let after = t > first && document.graph.node(t - 1).upos == Upos::Noun;
                // Nouns may be taken for verbs: "media tycoon Victor Lund".
                matches!(node.xpos, Xpos::Vbn | Xpos::Vbg)
                    || t == first && document.is_any(t, &["retired"])
                    || t > first && document.is_capitalised(t)
                    || t == last && t > first && is_role(document, t)
                    || (t == first) != (t == last)
                        && (t == first || after && t == first + 1)
                        && node.relation != Relation::Root
            }
            // A rare noun may be taken for a preposition.
            Upos::Adp if !document.is_any(t, PREPOSITIONS) => true,
            Upos::Adp => {
                let hyphen = t > words.start() && document.is(t - 1, "-");
                let in_name = document
                    .entities
                    .at(TokenId::new(t))
                    .is_some_and(|m| m.form == MentionForm::Name);
                // "Secretary of State John Kerry", but "a friend of President Obama".
                t != last
                    && (hyphen
                        || in_name
                        || !determined && document.is(t, "of")
                        || is_posted(document, words, t))
            }
            _ => false,
        }
    })
}

/// Whether a preposition connects an office with the place or body that it is for, and a name follows: "ambassador to Russia
/// Michael McFaul".
fn is_posted(document: Document<'_>, words: TokenRange, preposition: u32) -> bool {
    let post = preposition + 1 + u32::from(document.is(preposition + 1, "the"));
    let place = document.entities.at(TokenId::new(post)).is_some_and(|m| {
        m.form == MentionForm::Name
            && m.kind != EntityKind::Person
            && m.tokens == TokenRange::new(post, words.end())
    });
    place && preposition > words.start() && is_role(document, preposition - 1)
}

/// Whether a word is one for what people are, however it is tagged: "pizza magnate".
pub(super) fn is_role(document: Document<'_>, token: u32) -> bool {
    super::super::is_role(&document.word(token).to_lowercase())
}

/// Whether the name of a person begins at a token.
pub(super) fn names_person(document: Document<'_>, token: u32) -> bool {
    let mention = document.entities.at(TokenId::new(token));
    mention.is_some_and(|m| {
        m.kind == EntityKind::Person
            && m.form == MentionForm::Name
            && m.tokens.start() == token
            && m.tokens.len() > 1
    })
}
