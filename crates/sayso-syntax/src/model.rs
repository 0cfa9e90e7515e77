//! The models inside the binary, and the calls that apply them.

use std::borrow::Cow;
use std::sync::LazyLock;

use sayso_lexicon::{LexemeScratch, Lexicon};
use sayso_linear::{ModelError, ModelFile};
use sayso_text::{Segmentation, TokenId, TokenRange};

use crate::lemma::Lemmatizer;
use crate::network::{Encoder, Weights};
use crate::parser::{self, State};
use crate::syntax::{Syntax, Tag};
use crate::tagger::Tagger;

static MODEL: &[u8] = include_bytes!("../data/syntax.bin");
/// The kind of model in its file.
pub(crate) const KIND: &str = "syntax";
/// Changes when the features of the network do.
pub(crate) const SCHEMA: u64 = 0;

/// Words that are looked up together: enough new ones among them for products of matrices to be quick.
const READ_AHEAD: usize = 512;

/// Tagger, lemmatiser and parser of English.
///
/// ```
/// use sayso_syntax::{SyntaxModel, SyntaxScratch, Syntax};
/// use sayso_text::{Segmentation, TokenId};
///
/// let text = "Satellite images show missiles.";
/// let segmentation = Segmentation::of(text);
/// let (mut scratch, mut syntax) = (SyntaxScratch::default(), Syntax::default());
/// SyntaxModel::builtin().tag(text, &segmentation, &mut scratch, &mut syntax);
/// assert_eq!(syntax.lemma(TokenId::new(1)), "image");
/// ```
#[derive(Debug)]
pub struct SyntaxModel {
    pub(crate) tagger: Tagger,
    pub(crate) lemmatizer: Lemmatizer,
    pub(crate) weights: Weights,
}

/// Memory that one document leaves to the next; one a thread.
#[derive(Clone, Debug, Default)]
pub struct SyntaxScratch {
    lexemes: LexemeScratch,
    encoder: Encoder,
    state: State,
    tags: Vec<Tag>,
    lower: String,
}

impl SyntaxModel {
    /// The grammar that is compiled in.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<SyntaxModel> = LazyLock::new(|| {
            SyntaxModel::from_bytes(MODEL).expect("the model that is compiled in is whole")
        });
        &BUILTIN
    }

    /// Reads a model from the bytes of its file.
    ///
    /// # Errors
    /// If the bytes are not such a file, or are damaged.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        let mut file = ModelFile::read(bytes, KIND, SCHEMA)?;
        let tagger = Tagger::read(&mut file)?;
        let lemmatizer = Lemmatizer::read(&mut file)?;
        let weights = Weights::read(&mut file)?;
        Ok(Self { tagger, lemmatizer, weights })
    }

    /// Gives every token of a text its part of speech and lemma; `syntax` is emptied first. It has no trees
    /// yet.
    pub fn tag(
        &self,
        text: &str,
        segmentation: &Segmentation,
        scratch: &mut SyntaxScratch,
        syntax: &mut Syntax,
    ) {
        self.annotate(text, segmentation, |_, _| false, scratch, syntax);
    }

    /// Gives every token of a text its part of speech and lemma, and a tree to every sentence that is
    /// `wanted`; `syntax` is emptied first. Whether a sentence is wanted may depend on its tags and lemmas,
    /// which are there by then.
    pub fn annotate(
        &self,
        text: &str,
        segmentation: &Segmentation,
        mut wanted: impl FnMut(&Syntax, TokenRange) -> bool,
        scratch: &mut SyntaxScratch,
        syntax: &mut Syntax,
    ) {
        let tokens = segmentation.tokens();
        syntax.clear();
        Lexicon::builtin().annotate(text, tokens, &mut scratch.lexemes, &mut syntax.lexemes);
        syntax.heads.extend(tokens.all().ids());
        syntax.relations.resize(tokens.len(), None);
        let mut ready = 0;
        for &sentence in segmentation.sentences() {
            let Syntax { lexemes, tags, lemmas, lemma_ends, .. } = &mut *syntax;
            if sentence.indices().end > ready {
                let begin = ready;
                ready = (begin + READ_AHEAD).max(sentence.indices().end).min(tokens.len());
                scratch.encoder.remember(&lexemes.as_slice()[begin..ready], &self.weights);
            }
            scratch.encoder.read(lexemes.range(sentence), &self.weights);
            self.tagger.tag(&mut scratch.encoder, &self.weights, tags);
            for token in sentence.ids() {
                let (word, tag) = (&text[tokens.range(token)], tags[token.index()]);
                self.lemmatizer.lemmatize(word, tag, &mut scratch.lower, lemmas);
                lemma_ends.push(lemmas.len() as u32);
            }
            if !sentence.is_empty() && wanted(syntax, sentence) {
                self.parse_read(sentence, scratch, syntax);
            }
        }
    }

    /// Gives a tree to every sentence that is `wanted`, of a text that has been tagged.
    pub fn parse(
        &self,
        segmentation: &Segmentation,
        mut wanted: impl FnMut(TokenRange) -> bool,
        scratch: &mut SyntaxScratch,
        syntax: &mut Syntax,
    ) {
        for &sentence in segmentation.sentences() {
            if !sentence.is_empty() && wanted(sentence) {
                let words = syntax.lexemes.range(sentence);
                scratch.encoder.remember(words, &self.weights);
                scratch.encoder.read(words, &self.weights);
                scratch.tags.clear();
                self.tagger.tag(&mut scratch.encoder, &self.weights, &mut scratch.tags);
                self.parse_read(sentence, scratch, syntax);
            }
        }
    }

    /// Draws the tree of the sentence that layer 1 has read.
    fn parse_read(&self, sentence: TokenRange, scratch: &mut SyntaxScratch, syntax: &mut Syntax) {
        let words = syntax.lexemes.range(sentence);
        scratch.encoder.read_deeper(words, &self.weights);
        let tree = parser::parse(&scratch.encoder, &self.weights, &mut scratch.state);
        for (token, arc) in sentence.ids().zip(tree) {
            syntax.heads[token.index()] = TokenId::new(sentence.start() + arc.head);
            syntax.relations[token.index()] = Some(arc.relation);
        }
    }
}
