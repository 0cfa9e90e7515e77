//! How right words, sentences, tags, lemmas and trees are when all are made from raw text.
//!
//! As in the CoNLL 2018 shared task: a word is right when its characters are, white space aside, and so is
//! a sentence; parts of speech and trees are F1 over words, so that a wrong split costs there too.
//! Relations are compared without their subtype (`acl:relcl` is `acl`). Lemmas are the share of right ones
//! among the words that are aligned, case counted, and only where the gold has one.

use std::collections::{HashMap, HashSet};

use sayso_text::TextRange;
use serde::Serialize;

use crate::articles::Span;
use crate::{EvalError, Prediction, TreebankDocument};

/// Scores of a whole treebank, each from 0 to 100.
///
/// ```
/// use sayso_eval::{read_predictions, read_treebank, score_syntax};
///
/// let gold = read_treebank("# newdoc id = wire-1\n\
///     1\tMoscow\tMoscow\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n\
///     2\tagreed\tagree\tVERB\tVBD\t_\t0\troot\t_\t_\n")?;
/// let found = r#"{"id": "wire-1", "sentences": [[0, 13]], "tokens": [
///     {"start": 0, "end": 6, "upos": "NOUN", "head": 1, "deprel": "nsubj"},
///     {"start": 7, "end": 13, "upos": "VERB", "head": 1, "deprel": "root"}]}"#;
/// let scores = score_syntax(&gold, &read_predictions(found.replace('\n', "").as_bytes())?)?;
/// assert_eq!((scores.words, scores.upos, scores.las), (100.0, 50.0, 100.0));
/// # Ok::<(), sayso_eval::EvalError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct SyntaxScores {
    /// Words, F1.
    pub words: f64,
    /// Sentences, F1.
    pub sentences: f64,
    /// Universal parts of speech, F1.
    pub upos: f64,
    /// Unlabelled attachment, F1.
    pub uas: f64,
    /// Labelled attachment, F1.
    pub las: f64,
    /// Lemmas, share of the aligned words.
    pub lemmas: f64,
}

impl SyntaxScores {
    /// Every figure under its name, in the order in which they are printed.
    pub fn rows(&self) -> [(&'static str, f64); 6] {
        [
            ("words", self.words),
            ("sentences", self.sentences),
            ("upos", self.upos),
            ("uas", self.uas),
            ("las", self.las),
            ("lemmas", self.lemmas),
        ]
    }
}

/// Scores predictions, by id, against gold. A document without prediction counts as nothing found.
///
/// # Errors
/// If a token's head is not a token.
pub fn score_syntax(
    gold: &[TreebankDocument],
    predictions: &HashMap<String, Prediction>,
) -> Result<SyntaxScores, EvalError> {
    let nothing = Prediction::default();
    let mut counts = Counts::default();
    for document in gold {
        counts.add(document, predictions.get(&document.id).unwrap_or(&nothing))?;
    }
    Ok(counts.scores())
}

#[derive(Default)]
struct Counts {
    words: [usize; 2],
    sentences: [usize; 2],
    right_words: usize,
    right_sentences: usize,
    upos: usize,
    uas: usize,
    las: usize,
    with_lemma: usize,
    lemmas: usize,
}

impl Counts {
    fn add(&mut self, gold: &TreebankDocument, found: &Prediction) -> Result<(), EvalError> {
        let place = Squeezed::new(&gold.text);
        let gold_sentences: HashSet<Span> =
            gold.sentences.iter().map(|s| place.of_bytes(s.range)).collect();
        let found_sentences: HashSet<Span> =
            found.sentences.iter().map(|&s| place.of_chars(s)).collect();
        self.sentences[0] += gold_sentences.len();
        self.sentences[1] += found_sentences.len();
        self.right_sentences += gold_sentences.intersection(&found_sentences).count();

        let spans: Vec<Span> =
            found.tokens.iter().map(|t| place.of_chars((t.start, t.end))).collect();
        let at: HashMap<Span, usize> =
            spans.iter().enumerate().map(|(i, &span)| (span, i)).collect();
        self.words[0] += gold.sentences.iter().map(|s| s.words.len()).sum::<usize>();
        self.words[1] += spans.len();
        for sentence in &gold.sentences {
            for (i, word) in sentence.words.iter().enumerate() {
                let Some(&j) = at.get(&place.of_bytes(word.range)) else { continue };
                let token = &found.tokens[j];
                self.right_words += 1;
                self.upos += usize::from(token.upos.as_ref() == Some(&word.upos));
                if word.lemma != "_" {
                    self.with_lemma += 1;
                    self.lemmas += usize::from(token.lemma.as_ref() == Some(&word.lemma));
                }
                let Some(head) = token.head else { continue };
                let head_span = *spans.get(head as usize).ok_or_else(|| EvalError::Head {
                    id: gold.id.clone(),
                    token: j,
                    head,
                })?;
                let same_head = if head as usize == j {
                    word.head == i
                } else {
                    head_span == place.of_bytes(sentence.words[word.head].range)
                };
                let relation = token.deprel.as_deref().unwrap_or("");
                self.uas += usize::from(same_head);
                self.las += usize::from(same_head && base(relation) == base(&word.deprel));
            }
        }
        Ok(())
    }

    fn scores(&self) -> SyntaxScores {
        let f1 = |right: usize, [gold, found]: [usize; 2]| match gold + found {
            0 => 0.0,
            all => 200.0 * right as f64 / all as f64,
        };
        SyntaxScores {
            words: f1(self.right_words, self.words),
            sentences: f1(self.right_sentences, self.sentences),
            upos: f1(self.upos, self.words),
            uas: f1(self.uas, self.words),
            las: f1(self.las, self.words),
            lemmas: 100.0 * self.lemmas as f64 / self.with_lemma.max(1) as f64,
        }
    }
}

fn base(relation: &str) -> &str {
    relation.split(':').next().unwrap_or(relation)
}

/// Places in a text counted in characters that are not white space: where gold and prediction treat white
/// space differently, these still agree.
struct Squeezed {
    /// By byte, and after the last.
    bytes: Vec<u32>,
    /// By character, and after the last.
    chars: Vec<u32>,
}

impl Squeezed {
    fn new(text: &str) -> Self {
        let mut squeezed = Self {
            bytes: Vec::with_capacity(text.len() + 1),
            chars: Vec::with_capacity(text.len()),
        };
        let mut count = 0;
        for c in text.chars() {
            squeezed.chars.push(count);
            squeezed.bytes.extend(std::iter::repeat_n(count, c.len_utf8()));
            count += u32::from(!is_space(c));
        }
        squeezed.chars.push(count);
        squeezed.bytes.push(count);
        squeezed
    }

    fn of_bytes(&self, range: TextRange) -> Span {
        (at(&self.bytes, range.start()), at(&self.bytes, range.end()))
    }

    fn of_chars(&self, (start, end): Span) -> Span {
        (at(&self.chars, start), at(&self.chars, end))
    }
}

/// The place of an offset; one beyond the text is its end.
fn at(places: &[u32], offset: u32) -> u32 {
    places[(offset as usize).min(places.len() - 1)]
}

/// White space as the reference scorer sees it: with the four information separators.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}
