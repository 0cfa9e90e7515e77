//! Quotation marks of a content: those that belong to it, and how much of it they enclose.

use sayso_text::TokenRange;

use crate::attribution::QuotationType;
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::{DependencyGraph, PunctuationClass};

/// A piece of a content with the quotation marks that enclose it.
pub(super) fn with_marks(graph: &DependencyGraph, piece: TokenRange) -> TokenRange {
    let quotation = |t: u32| graph.nodes.get(t as usize).map_or(0, |n| n.quotation);
    let (mut start, mut end) = (piece.start(), piece.end());
    let first = quotation(start);
    if first > 0
        && let Some(before) = start.checked_sub(1)
        && quotation(before) == first
        && graph.node(before).punctuation == PunctuationClass::OpenQuote
    {
        start = before;
    }
    let last = quotation(end - 1);
    let mut behind = end;
    // Inner punctuation, then the mark.
    while last > 0
        && quotation(behind) == last
        && graph.paragraph_of(behind) == graph.paragraph_of(end - 1)
        && graph.node(behind).punctuation != PunctuationClass::Word
    {
        behind += 1;
        if matches!(
            graph.node(behind - 1).punctuation,
            PunctuationClass::CloseQuote | PunctuationClass::OpenQuote
        ) {
            end = behind;
            break;
        }
    }
    TokenRange::new(start, end)
}

/// The piece without the marks of a quotation that the cue at `head` is in too: they enclose more than the content.
pub(super) fn without_outer_marks(
    graph: &DependencyGraph,
    piece: TokenRange,
    head: u32,
) -> TokenRange {
    let quotation = |t: u32| graph.nodes.get(t as usize).map_or(0, |n| n.quotation);
    let outer = quotation(head);
    let (mut start, mut end) = (piece.start(), piece.end());
    if outer == 0 || piece.len() < 2 {
        return piece;
    }
    let class = |t: u32| graph.node(t).punctuation;
    let opens = start.checked_sub(1).is_none_or(|before| quotation(before) != outer);
    if quotation(start) == outer && opens && class(start) == PunctuationClass::OpenQuote {
        start += 1;
    }
    let closes = quotation(end) != outer;
    if quotation(end - 1) == outer && closes && class(end - 1) == PunctuationClass::CloseQuote {
        end -= 1;
        let trims = |t: u32| matches!(class(t), PunctuationClass::Comma | PunctuationClass::Stop);
        while end > start + 1 && trims(end - 1) {
            end -= 1;
        }
    }
    TokenRange::new(start, end)
}

/// Whether it is a line that a speaker's label leads in to, in a text that is no transcript: "MS. TREVENA: Is he lying?" A
/// headline ("Mayor: No new taxes") ends without a stop.
pub(super) fn is_labelled(graph: &DependencyGraph, candidate: &Candidate) -> bool {
    let (Some(source), Some(content)) = (candidate.source.first(), candidate.content.first())
    else {
        return false;
    };
    let class = |t: u32| graph.nodes.get(t as usize).map(|n| n.punctuation);
    let colon = candidate.cue;
    let ends =
        |t: u32| matches!(class(t), Some(PunctuationClass::Stop | PunctuationClass::QuestionMark));
    colon.len() == 1
        && class(colon.start()) == Some(PunctuationClass::Colon)
        && source.end() == colon.start()
        && content.start() == colon.end()
        && (ends(content.end() - 1) || ends(content.end()))
}

/// Whether it is a post that is set below its lead-in: "The mayor has tweeted:" and, in paragraphs of their own, her words.
pub(super) fn is_post(document: Document<'_>, candidate: &Candidate) -> bool {
    let graph = document.graph;
    let (Some(content), Some(last)) =
        (candidate.content.first(), candidate.cue.end().checked_sub(1))
    else {
        return false;
    };
    let sentence = graph.sentence(graph.sentence_of(candidate.head));
    let leads = document.is(last, ":") || document.is(sentence.end() - 1, ":");
    leads
        && document.is_any_lemma(candidate.head, &["tweet", "post", "write"])
        && content.start() >= sentence.end()
        && graph.paragraph_of(content.start()) > graph.paragraph_of(candidate.head)
}

/// How much of the content is in quotation marks, whether they enclose speech or a few words. Where the cue at `head`
/// is in quotation marks too, only marks within those count: what somebody is quoted to have heard is reported speech.
pub(super) fn kind(graph: &DependencyGraph, content: &[TokenRange], head: u32) -> QuotationType {
    let outer = graph.node(head).quotation;
    let mut tokens = content.iter().flat_map(|piece| piece.start()..piece.end());
    if outer > 0 && tokens.all(|t| graph.node(t).quotation == outer) {
        let opens = |t: u32| graph.node(t).punctuation == PunctuationClass::OpenQuote;
        let mut own = content.iter().flat_map(|piece| piece.start()..piece.end());
        return match content.iter().all(|piece| opens(piece.start())) {
            true => QuotationType::Direct,
            false if own.any(opens) => QuotationType::Mixed,
            false => QuotationType::Indirect,
        };
    }
    let (mut all, mut quoted) = (0, 0);
    for token in content.iter().flat_map(|piece| piece.start()..piece.end()) {
        if !graph.is_punctuation(token) {
            all += 1;
            quoted += u32::from(graph.node(token).marked);
        }
    }
    match quoted {
        0 => QuotationType::Indirect,
        _ if quoted == all => QuotationType::Direct,
        _ => QuotationType::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_takes_the_marks_that_enclose_it() {
        let graph = DependencyGraph::of("“We will answer the committee,” said Ann Brown.");
        // “ We will answer the committee , ” said
        assert_eq!(with_marks(&graph, TokenRange::new(1, 6)), TokenRange::new(0, 8));
        assert_eq!(with_marks(&graph, TokenRange::new(2, 4)), TokenRange::new(2, 4));
        assert_eq!(with_marks(&graph, TokenRange::new(8, 9)), TokenRange::new(8, 9));
    }
}
