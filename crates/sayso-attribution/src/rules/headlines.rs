//! Headlines in which a colon parts who speaks from what is said: "Deputies: Man led chase", "'I lost it all': Ana Ruiz on
//! fame".

use sayso_entities::{EntityKind, MentionForm};
use sayso_lexicon::lists;
use sayso_syntax::Upos;
use sayso_text::{TokenId, TokenRange};

use crate::attributes::{can_speak, is_role};
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::PunctuationClass;
use crate::nesting;

/// There are too few in annotated news to count.
const CONFIDENCE: f32 = 0.6;
/// A source before a colon has no more words: "State fire marshal".
const LONGEST_SOURCE: u32 = 4;
const LONGEST_HEADLINE: u32 = 24;

/// Headlines that no candidate in `chosen` has for its own.
pub(super) fn find(document: Document<'_>, chosen: &[Candidate]) -> Vec<Candidate> {
    let graph = document.graph;
    // A colon may end a sentence.
    let paragraphs = document.segmentation.paragraphs().iter().copied();
    let headlines = paragraphs.filter(|&tokens| is_headline(document, tokens));
    let found = headlines.filter_map(|tokens| {
        let colon = tokens.ids().map(TokenId::raw).find(|&t| {
            graph.node(t).punctuation == PunctuationClass::Colon && !graph.is_quoted(t)
        })?;
        before(document, tokens, colon).or_else(|| after(document, tokens, colon))
    });
    let taken = |candidate: &Candidate| {
        nesting::near(chosen, candidate.head).iter().any(|p| {
            p.cue.overlaps(candidate.cue)
                || p.content.iter().any(|piece| piece.overlaps(candidate.cue))
        })
    };
    found.filter(|candidate| !taken(candidate)).collect()
}

/// Whether a paragraph is short and has no stop.
fn is_headline(document: Document<'_>, tokens: TokenRange) -> bool {
    (4..=LONGEST_HEADLINE).contains(&tokens.len())
        && !document.is_boilerplate(tokens.start())
        && !matches!(
            document.graph.node(tokens.end() - 1).punctuation,
            PunctuationClass::Stop | PunctuationClass::Colon
        )
}

/// "Deputies: Man led chase"
fn before(document: Document<'_>, tokens: TokenRange, colon: u32) -> Option<Candidate> {
    let graph = document.graph;
    let start = tokens.start();
    let source = TokenRange::new(start, colon);
    let phrase = document.noun_phrase(start, colon)?;
    let label = (start..colon).any(|t| document.is_in(t, &lists::COLON_LABELS));
    // "The candidates: Where they stand"
    let topic = document.is_in(colon + 1, &lists::QUESTION_WORDS);
    (phrase.end == colon
        && source.len() <= LONGEST_SOURCE
        && !label
        && !topic
        && can_speak(&document.lemma(phrase.head).to_lowercase())
        && (document.is_capitalised(colon + 1) || graph.node(colon + 1).upos == Upos::Num)
        && (colon + 1..tokens.end()).any(|t| graph.node(t).is_finite()))
    .then(|| candidate(colon, source, TokenRange::new(colon + 1, tokens.end())))
}

/// "'I lost it all': Ana Ruiz on fame"
fn after(document: Document<'_>, tokens: TokenRange, colon: u32) -> Option<Candidate> {
    let quotations = document.segmentation.quotations();
    let first = quotations.partition_point(|q| q.tokens.start() < tokens.start());
    let mut opening = quotations[first..].iter().take_while(|q| q.tokens.start() == tokens.start());
    let quotation = opening.find(|q| q.tokens.end() == colon)?;
    // "Nurse Ana Ruiz"
    let start = colon + 1;
    let role = start < tokens.end() && is_role(&document.word(start).to_lowercase());
    let name = start + u32::from(role);
    let person = document.entities.at(TokenId::new(name)).filter(|m| {
        let whole = (start..=name).contains(&m.tokens.start());
        m.form == MentionForm::Name && m.kind == EntityKind::Person && whole
    })?;
    let end = person.tokens.end();
    let tells = end >= tokens.end() || document.is_any(end, &["on", "about"]);
    (quotation.complete && tells)
        .then(|| candidate(colon, TokenRange::new(start, end), quotation.tokens))
}

fn candidate(colon: u32, source: TokenRange, content: TokenRange) -> Candidate {
    Candidate {
        head: colon,
        cue: TokenRange::new(colon, colon + 1),
        source: vec![source],
        content: vec![content],
        confidence: CONFIDENCE,
        ..Candidate::default()
    }
}
