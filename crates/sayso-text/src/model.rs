//! Segments text in one pass: paragraphs, tokens, sentences, quotation marks.

use std::borrow::Cow;
#[cfg(feature = "builtin")]
use std::sync::LazyLock;

use sayso_linear::{ModelError, ModelFile};

use crate::boundary::BOUNDARY_FEATURES;
use crate::range::TokenRange;
use crate::segmentation::Segmentation;
use crate::{boilerplate, boundary, lexer, paragraphs, quotations, turns};

/// Longer sentences, which are none, are cut: what is done with a sentence takes memory for each of its tokens.
pub(crate) const LONGEST_SENTENCE: u32 = 1000;

#[cfg(feature = "builtin")]
static DATA: &[u8] = include_bytes!("../data/boundaries.bin");
/// The kind of model in its file.
const KIND: &str = "boundaries";
/// A hash of the features of a sample, which a test computes: features have no names to hash here, and weights
/// trained with others are worthless.
const SCHEMA: u64 = 0x78d8_5bbb_234e_9095;

/// Splits text into paragraphs, sentences and tokens, and pairs its quotation marks. Any `&str` will do.
///
/// ```
/// use sayso_text::{Segmentation, SegmentationModel, SegmentationScratch};
///
/// let text = "KYIV, Nov. 23 — The U.S. envoy left. “No comment,” said Gen. Kovalenko.";
/// let (mut scratch, mut segmentation) = (SegmentationScratch::default(), Segmentation::default());
/// SegmentationModel::builtin().annotate(text, &mut scratch, &mut segmentation);
/// let sentences: Vec<_> =
///     segmentation.sentences().iter().map(|&s| &text[segmentation.tokens().cover(s)]).collect();
/// assert_eq!(sentences.last(), Some(&"“No comment,” said Gen. Kovalenko."));
/// ```
#[derive(Clone, Debug)]
pub struct SegmentationModel {
    boundaries: Box<boundary::Weights>,
}

/// Working memory reused from one document to the next; keep one per thread.
#[derive(Clone, Debug, Default)]
pub struct SegmentationScratch {
    boundaries: boundary::Scratch,
    marks: quotations::Scratch,
    turns: turns::Scratch,
}

impl SegmentationModel {
    #[cfg(feature = "builtin")]
    /// The model that is compiled in, for English.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<SegmentationModel> = LazyLock::new(|| {
            SegmentationModel::from_bytes(DATA).expect("the builtin model is valid")
        });
        &BUILTIN
    }

    /// Reads a model from the bytes of its file.
    ///
    /// # Errors
    /// If the bytes are not such a model, or are damaged.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        const PART: &str = "weights";
        let weights = ModelFile::read(bytes, KIND, SCHEMA)?.next(PART)?;
        let boundaries = weights.into_owned().into_boxed_slice().try_into();
        let boundaries = boundaries.map_err(|_| ModelError::Damaged { part: PART })?;
        Ok(Self { boundaries })
    }

    /// The bytes of a model with these weights, one for each feature.
    pub fn to_bytes(weights: &[u8; BOUNDARY_FEATURES]) -> Vec<u8> {
        ModelFile::write(KIND, SCHEMA, &[weights])
    }

    /// Replaces `segmentation` by that of `text`.
    pub fn annotate(
        &self,
        text: &str,
        scratch: &mut SegmentationScratch,
        segmentation: &mut Segmentation,
    ) {
        segmentation.clear();
        lexer::tokenize(text, &mut segmentation.tokens);
        paragraphs::split(text, &mut segmentation.paragraph_ranges);
        let ends = segmentation.tokens.all().end();
        let mut from = 0;
        for &paragraph in &segmentation.paragraph_ranges {
            let mut to = from;
            while to < ends
                && segmentation.tokens.range(crate::TokenId::new(to)).start() < paragraph.end()
            {
                to += 1;
            }
            if to > from {
                let tokens = TokenRange::new(from, to);
                segmentation.paragraphs.push(tokens);
                let first = segmentation.sentences.len();
                boundary::split(
                    text,
                    &segmentation.tokens,
                    tokens,
                    &self.boundaries,
                    &mut scratch.boundaries,
                    &mut segmentation.sentences,
                );
                segmentation.cut_sentences += cut_long(&mut segmentation.sentences, first);
            }
            from = to;
        }
        part_datelines(text, segmentation);
        quotations::pair(
            text,
            &segmentation.tokens,
            &segmentation.paragraphs,
            &mut scratch.marks,
            &mut segmentation.quotations,
        );
        turns::find(
            text,
            &segmentation.tokens,
            &segmentation.paragraphs,
            &mut scratch.turns,
            &mut segmentation.turns,
            &mut segmentation.turn_pieces,
        );
    }
}

/// Ends a sentence after a long dateline.
fn part_datelines(text: &str, segmentation: &mut Segmentation) {
    /// Datelines are in one of the first paragraphs.
    const MOST_PARAGRAPHS: usize = 8;
    for at in 0..segmentation.paragraphs.len().min(MOST_PARAGRAPHS) {
        let paragraph = segmentation.paragraphs[at];
        let end = boilerplate::dateline::long(text, segmentation, paragraph);
        let sentences = &mut segmentation.sentences;
        if let Some(end) = end
            && let Some(own) = sentences.iter().position(|s| s.start() < end && end < s.end())
        {
            let whole = sentences[own];
            sentences[own] = TokenRange::new(whole.start(), end);
            sentences.insert(own + 1, TokenRange::new(end, whole.end()));
        }
    }
}

/// Cuts the sentences from `first` on that are too long, and gives their number.
fn cut_long(sentences: &mut Vec<TokenRange>, first: usize) -> u32 {
    let is_long = |sentence: &&TokenRange| sentence.len() > LONGEST_SENTENCE;
    let count = sentences[first..].iter().filter(is_long).count() as u32;
    if count > 0 {
        for sentence in sentences.split_off(first) {
            let starts = (sentence.start()..sentence.end()).step_by(LONGEST_SENTENCE as usize);
            let end = |start| sentence.end().min(start + LONGEST_SENTENCE);
            sentences.extend(starts.map(|start| TokenRange::new(start, end(start))));
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use sayso_linear::combined;

    use super::*;
    use crate::boundary::Candidates;
    use crate::tokens::Tokens;

    #[test]
    fn a_sentence_without_end_is_cut() {
        let mut segmentation =
            Segmentation::of(&format!("Troops left.\n\n{}", "and ".repeat(2500)));
        let lengths: Vec<u32> = segmentation.sentences().iter().map(|s| s.len()).collect();
        assert_eq!(lengths, [3, 1000, 1000, 500]);
        assert_eq!(segmentation.cut_sentences(), 1);
        let model = SegmentationModel::builtin();
        model.annotate("They left.", &mut SegmentationScratch::default(), &mut segmentation);
        assert_eq!(segmentation.cut_sentences(), 0);
    }

    /// Where this fails, `SCHEMA` becomes the number on the left and `cargo xtask train boundaries` is due.
    #[test]
    fn the_schema_is_that_of_the_features() {
        let text = "KYIV, Nov. 23 — The U.S. envoy (J. Doe) left... “No comment,” said Gen. K. Then? \
                    He asked: \"Why now?\" Prices rose 3.5 p.m. a. one b. two [sic]. In Washington, D.C. They met.";
        let mut tokens = Tokens::default();
        lexer::tokenize(text, &mut tokens);
        let mut candidates = Candidates::new(text, &tokens, tokens.all());
        let (mut features, mut hash) = (Vec::new(), 0);
        while candidates.next_gap(&mut features).is_some() {
            hash = features.iter().fold(hash, |hash, &f| combined(&[hash, u64::from(f)]));
        }
        assert_eq!(format!("{hash:#018x}"), format!("{SCHEMA:#018x}"));
    }
}
