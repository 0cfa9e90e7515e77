//! What is known of an attribution beside its spans: stance, kind of source, role, addressee, hedges.
//!
//! These are word lists and the shape of trees. One attribute, or a few that are read together, is a file.

mod anonymity;
mod circumstances;
pub(crate) mod cue_verbs;
mod hedges;
mod quotation;
mod role;
mod source_kind;
mod stance;

use std::collections::HashMap;

use sayso_entities::{EntityId, EntityKind, Mention};
use sayso_text::{TokenId, TokenRange};

use self::cue_verbs::CueVerbs;
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
        let kind = self.kind(document, candidate);
        let (role, affiliation) = match kind {
            SourceKind::Person | SourceKind::Role | SourceKind::Group => {
                role::find(document, &candidate.source, kind)
            }
            _ => (None, None),
        };
        Source {
            spans: candidate.source.iter().map(|&piece| document.cover(piece)).collect(),
            kind,
            entity: entity(document, candidate, kind),
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

/// The entity of the mention that holds the head of the source, or of the name in it: not the nation of
/// "Western officials".
fn entity(document: Document<'_>, candidate: &Candidate, kind: SourceKind) -> Option<EntityId> {
    let tokens = candidate.source.iter().flat_map(|piece| piece.start()..piece.end());
    let head = document.graph.head_of(tokens)?;
    let is_source = |m: &&Mention| m.entity.is_some() && m.kind != EntityKind::Nationality;
    let mention = document.entities.at(TokenId::new(head)).filter(is_source);
    let piece = *candidate.source.first()?;
    if let Some(person) = source_kind::titled_person(document, piece, head) {
        return person.entity;
    }
    let range = document.cover(piece);
    let named = matches!(
        kind,
        SourceKind::Person | SourceKind::Organisation | SourceKind::Government | SourceKind::Outlet
    );
    let inside = || document.entities.best_in(range).filter(|m| named && is_source(m));
    mention.or_else(inside)?.entity
}
