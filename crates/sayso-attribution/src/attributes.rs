//! What is known of an attribution beside its spans: stance, kind of source, role, addressee, hedges.
//!
//! These are word lists and the shape of trees. One attribute, or a few that are read together, is a file.

mod anonymity;
mod circumstances;
pub(crate) mod cue_verbs;
mod hedges;
mod naming;
mod quotation;
mod role;
mod source_kind;
mod stance;

use std::collections::HashMap;

use sayso_entities::{EntityId, EntityKind, Mention, MentionForm};
use sayso_syntax::Upos;
use sayso_text::{TokenId, TokenRange};

use self::cue_verbs::CueVerbs;
use self::naming::Phrase;
use crate::attribution::{Attribution, Content, Cue, QuotationType, Source, SourceKind, Stance};
use crate::candidate::Candidate;
use crate::document::Document;

/// The word lists.
#[derive(Debug)]
pub(crate) struct Attributes {
    verbs: &'static CueVerbs,
    stances: HashMap<&'static str, Stance>,
    nouns: HashMap<&'static str, SourceKind>,
    names: HashMap<&'static str, SourceKind>,
}

impl Attributes {
    pub(crate) fn new() -> Self {
        let mut nouns = pairs(include_str!("../data/sources.tsv"), SourceKind::from_name);
        // "officials" are lemmatised; a plural of one that is not is in the list itself.
        nouns.remove("");
        Self {
            verbs: CueVerbs::builtin(),
            stances: pairs(include_str!("../data/stances.tsv"), Stance::from_name),
            nouns,
            names: pairs(include_str!("../data/names.tsv"), SourceKind::from_name),
        }
    }

    /// The attribution that `candidate` becomes, with every attribute but its place among others.
    pub(crate) fn complete(&self, document: Document<'_>, candidate: &Candidate) -> Attribution {
        let mut content: Vec<TokenRange> = candidate
            .content
            .iter()
            .map(|&piece| quotation::with_marks(document.graph, piece))
            .collect();
        content.sort_unstable();
        content.dedup_by(|next, last| {
            let joins = next.start() < last.end();
            if joins {
                *last = TokenRange::new(last.start(), last.end().max(next.end()));
            }
            joins
        });
        let spans = |pieces: &[TokenRange]| pieces.iter().map(|&p| document.cover(p)).collect();
        let circumstances = circumstances::find(document, candidate);
        Attribution {
            source: self.source(document, candidate),
            cue: Cue {
                spans: vec![document.cover(candidate.cue)],
                lemma: cue_lemma(document, candidate.head),
                addressee: circumstances.addressee,
                channel: circumstances.channel,
            },
            stance: self.stance(document, candidate),
            hedges: hedges::find(document, &content),
            content: Content {
                quotation: match candidate.verbatim {
                    true => QuotationType::Direct,
                    false => quotation::kind(document.graph, &content),
                },
                spans: spans(&content),
            },
            parent: None,
            continues: None,
            confidence: candidate.confidence,
        }
    }

    fn source(&self, document: Document<'_>, candidate: &Candidate) -> Source {
        let phrase = candidate.source.first().map(|&piece| self.phrase(document, piece));
        let phrase = phrase.unwrap_or(Phrase::Plain);
        let kind = self.kind(document, candidate, phrase);
        let (role, affiliation) = match kind {
            SourceKind::Person | SourceKind::Role | SourceKind::Group => {
                role::find(document, &candidate.source, kind, phrase, &self.nouns)
            }
            _ => (None, None),
        };
        Source {
            spans: candidate.source.iter().map(|&piece| document.cover(piece)).collect(),
            kind,
            entity: entity(document, candidate, kind, phrase),
            role,
            affiliation,
            anonymity: anonymity::find(document, candidate),
        }
    }
}

/// Lines of a value, a tab and words.
fn pairs<T: Copy>(
    lines: &'static str,
    parse: impl Fn(&str) -> Option<T>,
) -> HashMap<&'static str, T> {
    let mut map = HashMap::new();
    for (value, words) in lines.lines().filter_map(|line| line.split_once('\t')) {
        if let Some(value) = parse(value) {
            map.extend(words.split(' ').map(|word| (word, value)));
        }
    }
    map
}

fn cue_lemma(document: Document<'_>, head: u32) -> String {
    if document.is(head, "according") && document.is(head + 1, "to") {
        return "according to".to_owned();
    }
    document.lemma(head).to_owned()
}

/// The entity that the source names, or else that of the mention that holds its head: not the nation of "Western
/// officials".
fn entity(
    document: Document<'_>,
    candidate: &Candidate,
    kind: SourceKind,
    phrase: Phrase<'_>,
) -> Option<EntityId> {
    match phrase {
        Phrase::Named(naming) => return naming.mention.entity,
        Phrase::Several => return None,
        Phrase::Plain => {}
    }
    let tokens = candidate.source.iter().flat_map(|piece| piece.start()..piece.end());
    let head = document.graph.head_of(tokens)?;
    let is_source = |m: &&Mention| m.entity.is_some() && m.kind != EntityKind::Nationality;
    let graph = document.graph;
    let piece = *candidate.source.first()?;
    let mention = document.entities.at(TokenId::new(head)).filter(is_source);
    if let Some(mention) = mention {
        // "France and Germany".
        let joined = document.is_any(mention.tokens.end(), &["and", "or"])
            && mention.form == MentionForm::Name
            && piece.contains(TokenId::new(mention.tokens.end()))
            && within(document, mention.tokens.end() + 1, piece.end())
                .is_some_and(|m| m.form == MentionForm::Name && m.entity != mention.entity);
        return mention.entity.filter(|_| !joined);
    }
    // The name that the head is part of, if the mention has another part; not a possessor or modifier.
    let named = matches!(
        kind,
        SourceKind::Person | SourceKind::Organisation | SourceKind::Government | SourceKind::Outlet
    );
    if !named || graph.node(head).upos != Upos::Propn {
        return None;
    }
    let in_name = |t: u32| graph.node(t).upos == Upos::Propn || document.is(t, "-");
    let start = (piece.start()..head).rev().take_while(|&t| in_name(t)).last().unwrap_or(head);
    let end = (head..piece.end()).take_while(|&t| in_name(t)).last().unwrap_or(head) + 1;
    let range = document.cover(TokenRange::new(start, end));
    let name = document.entities.best_in(range);
    // "the Committee for a Cleaner Coast", of which only the end was found.
    let end = || {
        let body = |m: &&Mention| m.form == MentionForm::Name && m.kind == EntityKind::Organisation;
        let joins = document.is_any(end, &["for", "of", "on"]);
        let after = end + 1 + u32::from(document.is_any(end + 1, &["a", "the"]));
        document.entities.at(TokenId::new(after)).filter(body).filter(|_| joins)
    };
    name.or_else(end).filter(is_source)?.entity
}

/// The mention that begins at a token, perhaps after an article.
fn within(document: Document<'_>, start: u32, end: u32) -> Option<&Mention> {
    let start = start + u32::from(document.is(start, "the"));
    document.entities.at(TokenId::new(start)).filter(|m| m.tokens.end() <= end)
}
