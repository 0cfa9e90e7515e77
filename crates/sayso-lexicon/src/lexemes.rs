//! The layer: a description of every token of a document.

use sayso_text::{Segmentation, TokenId, TokenRange};

use crate::casing::Casing;
use crate::lexeme::{Lexeme, LexemeScratch};
use crate::table::Lexicon;

/// The lexemes of a document, one per token.
///
/// ```
/// use sayso_lexicon::{LexemeScratch, Lexemes, Lexicon};
/// use sayso_text::{Segmentation, TokenId};
///
/// let text = "Missiles hit Kyiv, missiles hit Odesa.";
/// let segmentation = Segmentation::of(text);
/// let (mut scratch, mut lexemes) = (LexemeScratch::default(), Lexemes::default());
/// Lexicon::builtin().annotate(text, &segmentation, &mut scratch, &mut lexemes);
/// let [first, second] = [0, 4].map(|i| lexemes.get(TokenId::new(i)));
/// assert_eq!(first.word, second.word);
/// assert_ne!(first.exact, second.exact);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Lexemes {
    entries: Vec<Lexeme>,
}

impl Lexemes {
    /// The lexemes of `text` by the built-in lexicon.
    ///
    /// For many texts, keep a [`LexemeScratch`] and call [`Lexicon::annotate`].
    #[cfg(feature = "builtin")]
    pub fn of(text: &str, segmentation: &Segmentation) -> Self {
        let (mut scratch, mut lexemes) = (LexemeScratch::default(), Self::default());
        Lexicon::builtin().annotate(text, segmentation, &mut scratch, &mut lexemes);
        lexemes
    }

    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no tokens.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The lexeme of `token`.
    #[inline]
    pub fn get(&self, token: TokenId) -> &Lexeme {
        &self.entries[token.index()]
    }

    /// The lexemes of `tokens`.
    #[inline]
    pub fn range(&self, tokens: TokenRange) -> &[Lexeme] {
        &self.entries[tokens.indices()]
    }

    /// All lexemes, in order.
    #[inline]
    pub fn as_slice(&self) -> &[Lexeme] {
        &self.entries
    }
}

impl Lexicon {
    /// Replaces the contents of `lexemes` with the descriptions of the tokens of `text`. Words of headlines are
    /// described as they are usually written.
    pub fn annotate(
        &self,
        text: &str,
        segmentation: &Segmentation,
        scratch: &mut LexemeScratch,
        lexemes: &mut Lexemes,
    ) {
        let tokens = segmentation.tokens();
        lexemes.entries.clear();
        lexemes.entries.reserve(tokens.len());
        let mut restored = String::new();
        for &sentence in segmentation.sentences() {
            let casing = Casing::of(text, tokens, sentence, &mut restored);
            for token in sentence.ids() {
                let word = &text[tokens.range(token)];
                let first = token.raw() == sentence.start();
                let word = match casing.restore(word, first, &mut restored) {
                    true => &restored,
                    false => word,
                };
                lexemes.entries.push(self.lexeme(word, tokens.kind(token), scratch));
            }
        }
    }
}
