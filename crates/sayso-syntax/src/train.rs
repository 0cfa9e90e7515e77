//! Learning the models from a treebank: seeded, in one thread, the same bytes each time.

mod learner;
mod lemma;
mod matrix;
mod network;
mod schedule;

use sayso_lexicon::{Lexeme, LexemeScratch, Lexicon};
use sayso_linear::ModelFile;
use sayso_text::TokenKind;

use crate::labels::{Relation, Upos, Xpos};
use crate::model;
use crate::syntax::Tag;

/// A sentence of a treebank.
#[derive(Clone, Debug, Default)]
pub struct Sentence {
    /// Its words.
    pub words: Vec<TreeWord>,
}

/// A word of a treebank.
#[derive(Clone, Debug)]
pub struct TreeWord {
    /// As it is spelled.
    pub form: String,
    /// The dictionary form.
    pub lemma: String,
    /// The universal part of speech.
    pub upos: Upos,
    /// The Penn Treebank's part of speech.
    pub xpos: Xpos,
    /// The index of the head; the root's own.
    pub head: u32,
    /// The relation to the head.
    pub relation: Relation,
}

/// How to train.
#[derive(Clone, Debug)]
pub struct Config {
    /// Passes over the treebank.
    pub passes: usize,
    /// The size of the first steps; it shrinks to nothing at the end.
    pub rate: f32,
    /// Fixes all that is left to chance.
    pub seed: u64,
}

impl Default for Config {
    fn default() -> Self {
        Self { passes: 24, rate: 2e-3, seed: 1 }
    }
}

/// A sentence with its words described.
struct Example<'s> {
    sentence: &'s Sentence,
    words: Vec<Lexeme>,
}

impl Example<'_> {
    fn tags(&self) -> impl Iterator<Item = Tag> {
        self.sentence.words.iter().map(|w| Tag { upos: w.upos, xpos: w.xpos })
    }
}

/// Trains on `treebank` and gives the bytes of a model file. `progress` hears how it goes, with figures on
/// `dev`, whose words and sentence ends are taken as given.
pub fn train(
    treebank: &[Sentence],
    dev: &[Sentence],
    config: &Config,
    progress: &mut dyn FnMut(&str),
) -> Vec<u8> {
    let examples = describe_all(treebank);
    let dev = describe_all(dev);
    let lemmas = lemma::train(treebank);
    progress(&format!("lemma rules: {} bytes", lemmas.0.len() + lemmas.1.len()));
    let (names, network) = schedule::train(&examples, &dev, config, progress);
    let mut sections: Vec<&[u8]> = vec![&names, &lemmas.0, &lemmas.1];
    sections.extend(network.iter().map(Vec::as_slice));
    ModelFile::write(model::KIND, model::SCHEMA, &sections)
}

fn describe_all(sentences: &[Sentence]) -> Vec<Example<'_>> {
    let lexicon = Lexicon::builtin();
    let mut scratch = LexemeScratch::default();
    let mut words = |sentence: &Sentence| {
        sentence
            .words
            .iter()
            .map(|w| lexicon.lexeme(&w.form, TokenKind::Word, &mut scratch))
            .collect()
    };
    sentences.iter().map(|sentence| Example { sentence, words: words(sentence) }).collect()
}
