//! Forms of attribution that are too rare in annotated news to be learned and plain to every reader.
//!
//! A rule is a file here and a line in [`RULES`].

mod claims;
mod clauses;
pub(crate) mod coordination;
mod headlines;
mod inserted;
mod quoted;
pub(crate) mod scenes;
mod signatures;
pub(crate) mod statements;
mod tags;
pub(crate) mod turns;
mod withholdings;

use sayso_syntax::{Syntax, Xpos};
use sayso_text::TokenRange;

use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::{DependencyGraph, PunctuationClass};

/// A rule's name, and the function that gives what it finds beyond the candidates that are chosen already. Both lists
/// are in order of their cues.
pub(crate) type Rule = (&'static str, fn(Document<'_>, &[Candidate]) -> Vec<Candidate>);

/// Every rule, in the order in which they run. Each sees what the ones before it found.
pub(crate) const RULES: &[Rule] = &[
    (turns::NAME, turns::find),
    ("statement", statements::find),
    ("signature", signatures::find),
    ("withholding", withholdings::find),
    ("tag", tags::find),
    ("scene", scenes::find),
    ("claim", claims::find),
    ("quoted", quoted::find),
    ("inserted", inserted::find),
    ("clause", clauses::find),
    ("headline", headlines::find),
    ("coordination", coordination::find),
];

/// Whether a tagged sentence may hold what a rule finds, so that it needs a tree.
pub(crate) fn want(syntax: &Syntax, sentence: TokenRange) -> bool {
    let quotes = |token| matches!(syntax.xpos(token), Xpos::Open | Xpos::Close);
    let first = sentence.ids().next().map(|token| syntax.xpos(token));
    first == Some(Xpos::Colon)
        || sentence.ids().any(|token| quotes(token) || withholdings::is_wanted(syntax.lemma(token)))
}

/// Where the statement ends that begins at `start`: without its stop, and without marks and brackets that open before it.
fn statement_end(graph: &DependencyGraph, start: u32, limit: u32) -> Option<u32> {
    let class = |t: u32| graph.node(t).punctuation;
    let within = |t: u32, opening| (start..t).any(|before| class(before) == opening);
    let closes = |t: u32| match class(t) {
        PunctuationClass::Stop | PunctuationClass::Comma => true,
        PunctuationClass::CloseQuote => !within(t, PunctuationClass::OpenQuote),
        PunctuationClass::CloseBracket => !within(t, PunctuationClass::OpenBracket),
        _ => false,
    };
    (start..limit).rev().find(|&t| !closes(t)).map(|last| last + 1)
}
