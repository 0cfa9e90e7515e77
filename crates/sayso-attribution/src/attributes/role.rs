//! The role and the affiliation that the words of a source name.

mod affiliation;

use sayso_lexicon::lists;
use sayso_syntax::{Relation, Upos};
use sayso_text::{TextRange, TokenId, TokenRange};

use self::affiliation::{affiliation, in_brackets, member_of, owner};
use super::NOUNS;
use super::naming::Phrase;
use super::segments::{POSSESSIVE, RELATIVE, trimmed};
use crate::attribution::SourceKind;
use crate::document::Document;

/// The role and the affiliation that the words of a source name.
pub(super) fn find(
    document: Document<'_>,
    source: &[TokenRange],
    kind: SourceKind,
    phrase: Phrase<'_>,
) -> (Option<TextRange>, Option<TextRange>) {
    let Some(&piece) = source.first() else { return (None, None) };
    let Some(head) = document.source_head(source) else { return (None, None) };
    if document.graph.node(head).upos == Upos::Pron {
        return (None, None);
    }
    let affiliated = |words: Option<TokenRange>| {
        words.filter(|words| !words.is_empty()).and_then(|words| affiliation(document, words))
    };
    let (role, affiliation) = match phrase {
        Phrase::Named(naming) if naming.body.is_some() => (None, None),
        Phrase::Named(naming) => {
            let before = naming.description.filter(|&words| {
                let name = naming.mention.tokens.start();
                says_something(document, words) && !is_mood(document, words, name)
            });
            let after = after_name(document, piece, head, naming.apposition);
            let after = after
                .filter(|&words| !is_of_body(document, words) && !is_party_tag(document, words));
            // "Rep. Ann Brown, head of the caucus": the abbreviation says less.
            let brief = |words: &TokenRange| {
                words.len() == 1 && document.word(words.start()).ends_with('.')
            };
            let role = before.filter(|words| !brief(words)).or(after).or(before);
            let role = role.map(|words| without_title(document, words));
            let described = naming.description.map(|words| without_title(document, words));
            let affiliation = in_brackets(document, naming.mention.tokens.end(), piece.end())
                .or_else(|| affiliated(described))
                .or_else(|| affiliated(after))
                .or_else(|| member_of(document, naming.mention.tokens.end(), piece.end()));
            (role, affiliation)
        }
        Phrase::Several => (None, None),
        Phrase::Plain if kind == SourceKind::Role => {
            let role = description(document, piece, head);
            (Some(role), affiliated(Some(role)))
        }
        Phrase::Plain if kind == SourceKind::Person => {
            let known = document.entities.at(TokenId::new(head)).is_some();
            let role = apposed(document, piece, head)
                .or_else(|| title(document, piece, head).filter(|_| !known));
            (role, affiliated(role))
        }
        Phrase::Plain if kind == SourceKind::Group => (None, affiliated(Some(piece))),
        // "the Clinton campaign"; a body with a name of its own belongs to nobody.
        Phrase::Plain if document.graph.node(head).upos == Upos::Noun => {
            (None, owner(document, piece))
        }
        Phrase::Plain => (None, None),
    };
    // What cannot be shown is tagged as a name now and then.
    let shown = |range: &TextRange| document.text[*range].contains(char::is_alphanumeric);
    let role = role.map(|words| without_cut_clause(document, words));
    let role = role.filter(|words| !words.is_empty()).map(|words| document.cover(words));
    (role, affiliation.filter(shown))
}

/// Whether words before a name say what somebody is: not "the late" or "NBC's".
fn says_something(document: Document<'_>, words: TokenRange) -> bool {
    // "The Daily Echo's"
    if document.is_any(words.end() - 1, POSSESSIVE) {
        return false;
    }
    words.ids().map(TokenId::raw).any(|t| {
        let node = document.graph.node(t);
        let title = || {
            let word = document.word(t);
            let address = document.is_any(t, &["Sir", "Dame", "Lord", "Lady"]);
            // "Alhaji" is how one is addressed, "Congresswoman" what one is.
            let title = document.title(t);
            let address = address
                || matches!(title, Some("male" | "female"))
                    && !super::is_role(&document.word(t).to_lowercase());
            let titled = title.is_some() && !address;
            let lower = word.to_lowercase();
            let last = t + 1 == words.end();
            let listed =
                NOUNS.get(&lower).is_some() || last && lists::PERSON_NOUNS.contains(&lower);
            word.ends_with('.') && !address || titled || listed
        };
        let age = document.word(t).ends_with("year-old") || document.is_any(t, &["year", "old"]);
        let owner = t + 1 < words.end() && document.is_any(t + 1, POSSESSIVE);
        match node.upos {
            _ if age => false,
            Upos::Noun => !owner,
            Upos::Det | Upos::Pron | Upos::Part | Upos::Adp | Upos::Cconj => false,
            // "Judge" and "Chef" may be taken for anything.
            _ => !owner && title(),
        }
    })
}

/// "The mayor" of "The mayor, Alhaji" before a name.
fn without_title(document: Document<'_>, words: TokenRange) -> TokenRange {
    let last = words.end() - 1;
    let parted = words.len() > 2 && document.graph.is_comma(last - 1);
    if !parted || document.title(last).is_none() {
        return words;
    }
    // "One of those, Judge"
    let told = TokenRange::new(words.start(), last - 1);
    if says_something(document, told) { told } else { words }
}

/// "a terse Miller", "a visibly tired Mr. Pell": how somebody is at the time.
fn is_mood(document: Document<'_>, words: TokenRange, name: u32) -> bool {
    let called = document.graph.node(words.end() - 1).upos == Upos::Verb;
    document.is_any(words.start(), &["a", "an"])
        && !called
        && (words.end()..name).all(|t| !document.graph.is_punctuation(t))
}

/// Without a relative clause of which the verb is missing: "whose agency, Fenton, made the ads" up to the comma.
fn without_cut_clause(document: Document<'_>, words: TokenRange) -> TokenRange {
    let verb = |t: u32| matches!(document.graph.node(t).upos, Upos::Verb | Upos::Aux);
    let mut after = words.start() + 1..words.end().max(words.start() + 1);
    let relative = after.rfind(|&t| document.is_any(t, RELATIVE));
    match relative {
        Some(at) if !(at..words.end()).any(verb) => {
            trimmed(document, TokenRange::new(words.start(), at))
        }
        _ => words,
    }
}

/// What is attached to a name after a comma. A tree may see where it ends, but not always where it begins.
fn after_name(
    document: Document<'_>,
    piece: TokenRange,
    head: u32,
    segment: Option<TokenRange>,
) -> Option<TokenRange> {
    let tree = apposed(document, piece, head);
    match (segment, tree) {
        (Some(segment), Some(tree)) if tree.start() == segment.start() => {
            Some(TokenRange::new(tree.start(), tree.end().max(segment.end())))
        }
        (segment, tree) => segment.or(tree),
    }
}

/// "R-Ill."
fn is_party_tag(document: Document<'_>, words: TokenRange) -> bool {
    let first = document.word(words.start());
    words.len() <= 4
        && (document.is_any(words.start(), &["R", "D", "I"]) && document.is(words.start() + 1, "-")
            || ["R-", "D-", "I-"].iter().any(|party| first.starts_with(party)))
}

/// Whether what follows a name is said of the body after "of": "Cal Frost of Norbank, the largest bank".
fn is_of_body(document: Document<'_>, words: TokenRange) -> bool {
    use SourceKind::{Government, Organisation, Outlet};
    let stops = |&t: &u32| document.graph.node(t).upos == Upos::Adp || document.is_any(t, RELATIVE);
    let end = (words.start()..words.end()).find(stops).unwrap_or(words.end());
    let noun = end.checked_sub(1).filter(|&t| t >= words.start() && !document.is_capitalised(t));
    let kind = noun.and_then(|t| NOUNS.get(&document.lemma(t).to_ascii_lowercase()));
    matches!(kind, Some(Government | Organisation | Outlet))
}

/// The description of a source without a name, up to a relative clause.
fn description(document: Document<'_>, piece: TokenRange, head: u32) -> TokenRange {
    let pronoun = |t: u32| {
        t > head && document.is_any(t, &["who", "whose", "which"])
            || t > head && document.is(t, "that") && document.graph.node(t).upos == Upos::Pron
    };
    let end = (piece.start()..piece.end()).find(|&t| pronoun(t)).unwrap_or(piece.end());
    trimmed(document, TokenRange::new(piece.start(), end))
}

/// What is attached to a name after a comma, by its tree.
fn apposed(document: Document<'_>, piece: TokenRange, head: u32) -> Option<TokenRange> {
    let graph = document.graph;
    let (child, _) = graph.children(head).find(|(child, node)| {
        piece.contains(TokenId::new(*child))
            && *child > head
            && node.relation == Relation::Appos
            && (graph.node(head).upos, node.upos) == (Upos::Propn, Upos::Noun)
            && NOUNS.get(document.lemma(*child)) != Some(SourceKind::Document)
    })?;
    let subtree = document.subtree(child);
    let end = subtree.end().min(piece.end());
    let role = trimmed(document, TokenRange::new(subtree.start().max(piece.start()), end));
    (!role.is_empty()).then_some(role)
}

/// A title before a name that is no mention.
fn title(document: Document<'_>, piece: TokenRange, head: u32) -> Option<TokenRange> {
    let graph = document.graph;
    let named = (piece.start()..=head).any(|t| graph.node(t).upos == Upos::Propn);
    let noun = (piece.start()..head).rev().find(|&t| graph.node(t).upos == Upos::Noun);
    let before = noun.filter(|&t| named && graph.node(t).head == head);
    let end = before.or_else(|| {
        let flat = graph.child(head, &[Relation::Flat, Relation::Appos]);
        flat.filter(|&t| t > head && graph.node(head).upos == Upos::Noun).map(|_| head)
    })?;
    Some(trimmed(document, TokenRange::new(piece.start(), end + 1)))
}
