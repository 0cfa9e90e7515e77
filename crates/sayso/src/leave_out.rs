//! Which words a cue was found by, asked of a model that has no features to name: each word is left out in turn (Li et
//! al., "Understanding neural networks through representation erasure", 2016).

use sayso_attribution::CueTrace;
use sayso_text::{TextRange, TokenKind, TokenRange};

use crate::analysis::Analysis;
use crate::analyzer::Analyzer;
use crate::article::Article;

/// How many tokens on either side of the cue are left out in turn.
const FARTHEST: u32 = 20;
/// How many words are told at most, and the least weight of one.
const MOST: usize = 6;
const LEAST: f32 = 0.1;
/// The probability of a cue that is not even considered.
const UNLIKELY: f32 = 0.001;

/// How much a word counts for a cue, or against it if less than 0.
///
/// ```
/// use sayso::Analyzer;
///
/// // The fast model names the features of the cue instead.
/// let why = Analyzer::new().explain("The mayor resigned, officials said.", 30).unwrap();
/// assert!(why.words.is_empty() && !why.cue.contributions.is_empty());
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct WordContribution {
    /// The word.
    pub word: TextRange,
    /// How much less probable the cue is without it, in log odds.
    pub weight: f32,
}

/// The words that count most for `cue` and against it, the weightiest first. Only the paragraph of the cue and its
/// neighbours are read, so that a long article takes no longer than a short one.
pub(crate) fn words(
    analyzer: &Analyzer,
    article: Article<'_>,
    analysis: &Analysis,
    cue: &CueTrace,
) -> Vec<WordContribution> {
    let tokens = analysis.segmentation.tokens();
    let head = tokens.within(cue.head);
    let paragraphs = analysis.segmentation.paragraphs();
    let own = paragraphs.partition_point(|p| p.end() <= head.start());
    let (Some(first), Some(last)) =
        (paragraphs.get(own.saturating_sub(1)), paragraphs.get(own + 1).or(paragraphs.last()))
    else {
        return Vec::new();
    };
    let part = tokens.cover(TokenRange::new(first.start(), last.end().max(head.end())));
    let mut text = article.text[part].to_owned();
    let sentence = analysis.segmentation.sentences().iter().find(|s| s.end() > head.start());
    let Some(sentence) = sentence.filter(|s| s.start() <= head.start()) else { return Vec::new() };
    let likely = |text: &str| {
        let (_, trace) = analyzer.trace(Article { text, ..article });
        let here = cue.head.start() - part.start();
        let found = trace.cues.iter().find(|cue| cue.head.start() == here);
        let probability = found.map_or(0.0, |cue| cue.probability).clamp(UNLIKELY, 1.0 - UNLIKELY);
        (probability / (1.0 - probability)).ln()
    };
    let whole = likely(&text);
    let near = sentence.start().max(head.start().saturating_sub(FARTHEST))
        ..sentence.end().min(head.end() + FARTHEST);
    let mut words = Vec::new();
    for token in near.map(sayso_text::TokenId::new) {
        let word = tokens.range(token);
        if tokens.kind(token) != TokenKind::Word || head.contains(token) {
            continue;
        }
        let place = (word.start() - part.start()) as usize..(word.end() - part.start()) as usize;
        text.replace_range(place.clone(), &" ".repeat(place.len()));
        let weight = whole - likely(&text);
        text.replace_range(place, &article.text[word]);
        if weight.abs() >= LEAST {
            words.push(WordContribution { word, weight });
        }
    }
    words.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    words.truncate(MOST);
    words
}
