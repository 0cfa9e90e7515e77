//! Floating quotations: sentences that are a quotation and nothing else, with no cue of their own. They go to the
//! speaker in play.

use sayso_text::{TextRange, TokenId, TokenRange};

use crate::attribution::{
    Actuality, Attribution, Content, Polarity, QuotationType, SourceKind, Stance, thousandths,
};
use crate::attributions::Attributions;
use crate::document::Document;
use crate::rules::scenes;

/// The shares of an attribution's confidence that are left for a quotation that continues it. In polnear-train and silver,
/// the right source had 143 of 172 paragraphs after quoted speech, 34 of 63 after other words, 55 of 86 quotations in the
/// next sentence, 8 of 22 in later ones, of which annotators leave many unmarked.
mod share {
    pub(super) const PARAGRAPH: f32 = 0.8;
    pub(super) const PARAGRAPH_INDIRECT: f32 = 0.62;
    pub(super) const NEXT: f32 = 0.73;
    pub(super) const LATER: f32 = 0.45;
}

/// Sentences that may lie between a speaker's words and a quotation of theirs.
const MOST_BETWEEN: usize = 2;

/// Adds the floating quotations of a document to its attributions, each at its place, and gives the new index of every
/// attribution that was there before.
pub(crate) fn add(document: Document<'_>, found: &mut Attributions) -> Vec<u32> {
    let floating = find(document, found);
    // An attribution is placed by its cue; one that continues another, by its content.
    found.insert_by(floating, |a| match a.continues {
        Some(_) => a.content.spans[0].start(),
        None => a.cue.spans[0].start(),
    })
}

/// The speech of one attribution.
#[derive(Clone, Copy)]
struct Speech {
    attribution: u32,
    /// The token after all of its spans.
    end: u32,
    /// Whether it is in quotation marks.
    quoted: bool,
    /// How deep its cue is in the tree of its sentence.
    depth: u8,
    confidence: f32,
}

fn find(document: Document<'_>, found: &[Attribution]) -> Vec<Attribution> {
    let (graph, tokens) = (document.graph, document.segmentation.tokens());
    // What attributions cover, and who speaks where.
    let mut covered: Vec<TokenRange> = Vec::new();
    let mut speeches: Vec<Speech> = Vec::new();
    for (at, attribution) in (0..).zip(found) {
        let Attribution { source, cue, content, .. } = attribution;
        let all = || source.spans.iter().chain(&cue.spans).chain(&content.spans);
        covered.extend(all().map(|&span| tokens.within(span)));
        let speaks = attribution.parent.is_none()
            && matches!(
                source.kind,
                SourceKind::Person
                    | SourceKind::Role
                    | SourceKind::Group
                    | SourceKind::Organisation
                    | SourceKind::Government
            );
        let end = all().map(|&span| tokens.within(span).end()).max();
        if let Some(end) = end.filter(|_| speaks) {
            let cue = tokens.within(cue.spans[0]);
            speeches.push(Speech {
                attribution: at,
                end,
                quoted: content.quotation != QuotationType::Indirect,
                depth: cue.ids().map(|t| graph.node(t.raw()).depth).min().unwrap_or(u8::MAX),
                confidence: attribution.confidence,
            });
        }
    }
    covered.sort_unstable();
    let mut end = 0;
    let ends: Vec<u32> = covered
        .iter()
        .map(|range| {
            end = end.max(range.end());
            end
        })
        .collect();
    // Whether anything that is covered has a token of a range: of what begins before its end, the farthest end.
    let touches = |range: TokenRange| {
        let after = covered.partition_point(|c| c.start() < range.end());
        after > 0 && ends[after - 1] > range.start()
    };
    speeches.sort_by_key(|speech| (speech.end, speech.attribution));
    let mut floating: Vec<Attribution> = Vec::new();
    for quotation in document.segmentation.quotations() {
        let start = quotation.tokens.start();
        if !scenes::is_orphan(document, quotation) || touches(quotation.tokens) {
            continue;
        }
        let before = speeches.partition_point(|speech| speech.end <= start);
        let Some((speech, share)) = speaker(document, found, &speeches[..before], start) else {
            continue;
        };
        let confidence = speech.confidence * share;
        floating.push(continued(
            found,
            speech.attribution,
            tokens.cover(quotation.tokens),
            confidence,
        ));
        let goes_on =
            Speech { end: quotation.tokens.end(), quoted: true, confidence, depth: 0, ..speech };
        let at = speeches.partition_point(|s| s.end <= goes_on.end);
        speeches.insert(at, goes_on);
    }
    floating
}

/// Whose words go on at the quotation that begins at `start`, with the share of the confidence that is left.
fn speaker(
    document: Document<'_>,
    found: &[Attribution],
    before: &[Speech],
    start: u32,
) -> Option<(Speech, f32)> {
    let graph = document.graph;
    let own = graph.sentence_of(start);
    let last = before.last()?;
    let spoken = graph.sentence_of(last.end - 1);
    // Of several in one sentence, the one of its main clause.
    let same = before.iter().rev().take_while(|s| graph.sentence_of(s.end - 1) == spoken);
    let speech = *same.min_by_key(|speech| speech.depth)?;
    let paragraph = |sentence: usize| graph.sentences[sentence].paragraph;
    let (apart, between) = (paragraph(own) - paragraph(spoken), own - spoken - 1);
    let begins = own == 0 || paragraph(own - 1) != paragraph(own);
    if apart > 1 || between > MOST_BETWEEN || apart == 1 && !begins {
        return None;
    }
    let speaker = found[speech.attribution as usize].source.entity;
    let is_speaker = |head: u32| {
        let entity = document.entities.at(TokenId::new(head)).and_then(|m| m.entity);
        document.is_any(head, &["he", "she"]) || entity.is_some() && entity == speaker
    };
    let goes_on = (spoken + 1..own).all(|sentence| {
        match scenes::subject(document, graph.sentence(sentence)) {
            Some((_, subject)) if is_speaker(subject.head) => true,
            Some((_, subject)) => apart == 0 && !document.is_one_person(subject.head),
            None => apart == 0,
        }
    });
    let share = match (apart, between) {
        (0, 0) => share::NEXT,
        (0, _) => share::LATER,
        (_, 0) if speech.quoted => share::PARAGRAPH,
        _ => share::PARAGRAPH_INDIRECT,
    };
    goes_on.then_some((speech, share))
}

fn continued(found: &[Attribution], at: u32, content: TextRange, confidence: f32) -> Attribution {
    let speech = &found[at as usize];
    let mut continued = Attribution {
        content: Content { spans: vec![content], quotation: QuotationType::Direct },
        hedges: Vec::new(),
        parent: None,
        continues: Some(at),
        confidence: thousandths(confidence),
        ..speech.clone()
    };
    // What was denied or refused before is not what is quoted now.
    if speech.content.quotation == QuotationType::Indirect {
        continued.stance = Stance::Assert;
        continued.polarity = Polarity::Positive;
        continued.actuality = Actuality::Actual;
    }
    continued
}
