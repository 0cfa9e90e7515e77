//! The model, and the call that fills the layer.

use std::borrow::Cow;
#[cfg(feature = "builtin")]
use std::sync::LazyLock;

use sayso_lexicon::{Lexeme, Lexemes};
use sayso_linear::{ModelError, ModelFile};
use sayso_text::{Segmentation, TokenId, TokenRange};

use crate::lemma::Lemmatizer;
use crate::network::{Encoder, Weights};
use crate::parser::{self, State};
use crate::syntax::Syntax;
use crate::tagger::Tagger;

#[cfg(feature = "builtin")]
static MODEL: &[u8] = include_bytes!("../data/syntax.bin");
/// The kind of model in its file.
pub(crate) const KIND: &str = "syntax";
/// A hash of the features of a sample, which a test computes: the keys of words are columns of a network, without
/// names to hash, and depend on the lexicon too.
pub(crate) const SCHEMA: u64 = 0x7a3e_b15d_5c0a_f277;

/// The number of words looked up together: enough new ones for fast products of matrices.
const READ_AHEAD: usize = 512;

/// The tagger, lemmatiser and parser of English.
///
/// ```
/// use sayso_lexicon::Lexemes;
/// use sayso_syntax::{Syntax, SyntaxInput, SyntaxModel, SyntaxScratch};
/// use sayso_text::{Segmentation, TokenId};
///
/// let text = "Satellite images show missiles.";
/// let segmentation = Segmentation::of(text);
/// let lexemes = Lexemes::of(text, &segmentation);
/// let input = SyntaxInput { text, segmentation: &segmentation, lexemes: &lexemes };
/// let (mut scratch, mut syntax) = (SyntaxScratch::default(), Syntax::default());
/// // Parts of speech and lemmas, but no trees.
/// SyntaxModel::builtin().annotate(input, |_, _| false, &mut scratch, &mut syntax);
/// assert_eq!(syntax.lemma(TokenId::new(1)), "image");
/// assert!(!syntax.is_parsed(TokenId::new(1)));
/// ```
#[derive(Debug)]
pub struct SyntaxModel {
    pub(crate) tagger: Tagger,
    pub(crate) lemmatizer: Lemmatizer,
    pub(crate) weights: Weights,
}

/// The layers that [`SyntaxModel::annotate`] reads.
#[derive(Clone, Copy, Debug)]
pub struct SyntaxInput<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens and sentences.
    pub segmentation: &'a Segmentation,
    /// The description of its tokens.
    pub lexemes: &'a Lexemes,
}

/// Working memory reused from one document to the next; keep one per thread.
#[derive(Clone, Debug, Default)]
pub struct SyntaxScratch {
    encoder: Encoder,
    state: State,
    lower: String,
}

impl SyntaxModel {
    /// The grammar that is compiled in.
    #[cfg(feature = "builtin")]
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

    /// Replaces the contents of `syntax`: every token gets its part of speech and lemma, and every sentence that
    /// is `wanted` a tree. Whether a sentence is wanted may depend on its tags and lemmas: they are known when
    /// `wanted` is called.
    pub fn annotate(
        &self,
        input: SyntaxInput<'_>,
        mut wanted: impl FnMut(&Syntax, TokenRange) -> bool,
        scratch: &mut SyntaxScratch,
        syntax: &mut Syntax,
    ) {
        let SyntaxInput { text, segmentation, lexemes } = input;
        let tokens = segmentation.tokens();
        syntax.clear();
        syntax.heads.extend(tokens.all());
        syntax.relations.resize(tokens.len(), None);
        let mut ready = 0;
        for &sentence in segmentation.sentences() {
            let Syntax { tags, lemmas, lemma_ends, .. } = &mut *syntax;
            if sentence.indices().end > ready {
                let begin = ready;
                ready = (begin + READ_AHEAD).max(sentence.indices().end).min(tokens.len());
                scratch.encoder.remember(&lexemes.as_slice()[begin..ready], &self.weights);
            }
            let words = lexemes.range(sentence);
            scratch.encoder.read(words, &self.weights);
            self.tagger.tag(&mut scratch.encoder, &self.weights, tags);
            for token in sentence {
                let (word, tag) = (&text[tokens.range(token)], tags[token.index()]);
                self.lemmatizer.lemmatize(word, tag, &mut scratch.lower, lemmas);
                lemma_ends.push(lemmas.len() as u32);
            }
            if !sentence.is_empty() && wanted(syntax, sentence) {
                self.parse(sentence, words, scratch, syntax);
            }
        }
    }

    /// Adds the tree of the sentence that layer 1 has read.
    fn parse(
        &self,
        sentence: TokenRange,
        words: &[Lexeme],
        scratch: &mut SyntaxScratch,
        syntax: &mut Syntax,
    ) {
        scratch.encoder.read_deeper(words, &self.weights);
        let tree = parser::parse(&scratch.encoder, &self.weights, &mut scratch.state);
        for (token, arc) in sentence.ids().zip(tree) {
            syntax.heads[token.index()] = TokenId::new(sentence.start() + arc.head);
            syntax.relations[token.index()] = Some(arc.relation);
        }
    }
}

impl Syntax {
    /// The syntax of `text` by the built-in model, with a tree for every sentence.
    ///
    /// For many texts, keep a [`SyntaxScratch`] and call [`SyntaxModel::annotate`].
    #[cfg(feature = "builtin")]
    pub fn of(text: &str, segmentation: &Segmentation) -> Self {
        let lexemes = &Lexemes::of(text, segmentation);
        let input = SyntaxInput { text, segmentation, lexemes };
        let (mut scratch, mut syntax) = (SyntaxScratch::default(), Self::default());
        SyntaxModel::builtin().annotate(input, |_, _| true, &mut scratch, &mut syntax);
        syntax
    }
}

#[cfg(test)]
mod tests {
    use sayso_lexicon::{LexemeScratch, Lexicon};
    use sayso_linear::combined;
    use sayso_text::TokenKind;

    use super::*;
    use crate::labels::Xpos;
    use crate::lemma::{Ending, rule_hash};
    use crate::network::keys;

    /// Where this fails, `SCHEMA` becomes the number on the left and `cargo xtask train syntax` is due.
    #[test]
    fn the_schema_is_that_of_the_features() {
        let mut scratch = LexemeScratch::default();
        let words =
            ["The", "U.S.", "envoys", "denied", "12,000", "KN-25", "reports", "Überfall", "—"];
        let mut hash = 0;
        for word in words {
            let lexeme = Lexicon::builtin().lexeme(word, TokenKind::Word, &mut scratch);
            let rule = rule_hash(Xpos::Vbd, Ending { text: word, whole: true });
            let keys = keys(&lexeme).into_iter().chain([rule]);
            hash = keys.fold(hash, |hash, key| combined(&[hash, key]));
        }
        assert_eq!(format!("{hash:#018x}"), format!("{SCHEMA:#018x}"));
    }
}
