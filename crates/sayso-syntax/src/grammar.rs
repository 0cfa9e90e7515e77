//! The models inside the binary, and the calls that apply them.

use std::sync::LazyLock;

use sayso_linear::{ModelError, Sections, read_model};
use sayso_text::{Layout, TokenId, TokenRange};

use crate::lemma::Lemmatizer;
use crate::network::{Encoder, Weights};
use crate::parser::{self, State};
use crate::syntax::Syntax;
use crate::tagger::Tagger;

static MODEL: &[u8] = include_bytes!("../data/syntax.bin");

/// Tagger, lemmatiser and parser of English.
///
/// ```
/// use sayso_syntax::{Grammar, Scratch, Syntax};
/// use sayso_text::{Segmenter, TokenId};
///
/// let text = "Satellite images show missiles.";
/// let layout = Segmenter::new().segment(text);
/// let (mut scratch, mut syntax) = (Scratch::default(), Syntax::default());
/// Grammar::shared().tag(text, &layout, &mut scratch, &mut syntax);
/// assert_eq!(syntax.lemma(TokenId::new(1)), "image");
/// ```
#[derive(Debug)]
pub struct Grammar {
    pub(crate) tagger: Tagger,
    pub(crate) lemmatizer: Lemmatizer,
    pub(crate) weights: Weights,
}

/// Memory that one document leaves to the next; one a thread.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    encoder: Encoder,
    state: State,
    lower: String,
}

impl Grammar {
    /// The grammar that is compiled in.
    pub fn shared() -> &'static Self {
        static SHARED: LazyLock<Grammar> =
            LazyLock::new(|| Grammar::read(MODEL).expect("the model that is compiled in is whole"));
        &SHARED
    }

    /// Reads a grammar from the bytes of its model file.
    ///
    /// # Errors
    /// If the bytes are not such a file, or are damaged.
    pub fn read(bytes: &'static [u8]) -> Result<Self, ModelError> {
        let mut sections: Sections = read_model(bytes, "syntax")?;
        let tagger = Tagger::read(&mut sections)?;
        let lemmatizer = Lemmatizer::read(&mut sections)?;
        let weights = Weights::read(&mut sections)?;
        Ok(Self { tagger, lemmatizer, weights })
    }

    /// Gives every token of a text its part of speech and lemma; `syntax` is emptied first. It has no trees
    /// yet.
    pub fn tag(&self, text: &str, layout: &Layout, scratch: &mut Scratch, syntax: &mut Syntax) {
        let tokens = layout.tokens();
        let Syntax { words, tags, lemmas, lemma_ends, heads, relations } = syntax;
        words.fill(text, tokens);
        tags.clear();
        for sentence in layout.sentences() {
            scratch.encoder.read(&words.all()[sentence.indices()], &self.weights);
            self.tagger.tag(&scratch.encoder, &self.weights, tags);
        }
        lemmas.clear();
        lemma_ends.clear();
        for (range, tag) in tokens.iter().zip(tags.iter()) {
            self.lemmatizer.lemmatize(&text[range], *tag, &mut scratch.lower, lemmas);
            lemma_ends.push(lemmas.len() as u32);
        }
        heads.clear();
        heads.extend(tokens.all().ids());
        relations.clear();
        relations.resize(tokens.len(), None);
    }

    /// Gives a tree to every sentence that is `wanted`, of a text that has been tagged.
    pub fn parse(
        &self,
        layout: &Layout,
        mut wanted: impl FnMut(TokenRange) -> bool,
        scratch: &mut Scratch,
        syntax: &mut Syntax,
    ) {
        let Syntax { words, heads, relations, .. } = syntax;
        let Scratch { encoder, state, .. } = scratch;
        for &sentence in layout.sentences() {
            if sentence.is_empty() || !wanted(sentence) {
                continue;
            }
            encoder.read(&words.all()[sentence.indices()], &self.weights);
            encoder.read_deeper(&self.weights);
            let tree = parser::parse(encoder, &self.weights, state);
            for (token, arc) in sentence.ids().zip(tree) {
                heads[token.index()] = TokenId::new(sentence.start() + arc.head);
                relations[token.index()] = Some(arc.relation);
            }
        }
    }
}
