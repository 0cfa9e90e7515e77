//! The layer: parts of speech, lemmas and trees, one entry per token.

use sayso_text::TokenId;

use crate::labels::{Relation, Upos, Xpos};

/// The syntax of one document, as parallel arrays over its tokens.
///
/// ```
/// use sayso_syntax::{Relation, Syntax, Upos};
/// use sayso_text::{Segmentation, TokenId};
///
/// let text = "Pyongyang denied arms supplies.";
/// let syntax = Syntax::of(text, &Segmentation::of(text));
/// let [subject, verb] = [TokenId::new(0), TokenId::new(1)];
/// assert_eq!(syntax.upos(subject), Upos::Propn);
/// assert_eq!(syntax.lemma(verb), "deny");
/// assert_eq!(syntax.head(subject), verb);
/// assert_eq!(syntax.relation(subject), Relation::Nsubj);
/// // The root is its own head.
/// assert_eq!(syntax.head(verb), verb);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Syntax {
    pub(crate) tags: Vec<Tag>,
    pub(crate) lemmas: String,
    pub(crate) lemma_ends: Vec<u32>,
    pub(crate) heads: Vec<TokenId>,
    pub(crate) relations: Vec<Option<Relation>>,
}

/// Universal and Penn part of speech together: one label of the tagger.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub(crate) struct Tag {
    pub(crate) upos: Upos,
    pub(crate) xpos: Xpos,
}

impl Syntax {
    /// The number of tokens.
    pub fn len(&self) -> usize {
        self.tags.len()
    }

    /// Whether there are no tokens.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty()
    }

    pub(crate) fn clear(&mut self) {
        self.tags.clear();
        self.lemmas.clear();
        self.lemma_ends.clear();
        self.heads.clear();
        self.relations.clear();
    }

    /// Adds the syntax of the next part of the text.
    pub fn append(&mut self, part: &Self) {
        let (tokens, bytes) = (self.tags.len() as u32, self.lemmas.len() as u32);
        self.tags.extend_from_slice(&part.tags);
        self.lemmas.push_str(&part.lemmas);
        self.lemma_ends.extend(part.lemma_ends.iter().map(|end| end + bytes));
        self.heads.extend(part.heads.iter().map(|head| TokenId::new(head.raw() + tokens)));
        self.relations.extend_from_slice(&part.relations);
    }

    /// The universal part of speech.
    #[inline]
    pub fn upos(&self, token: TokenId) -> Upos {
        self.tags[token.index()].upos
    }

    /// The part of speech of the Penn Treebank, which includes tense and number.
    #[inline]
    pub fn xpos(&self, token: TokenId) -> Xpos {
        self.tags[token.index()].xpos
    }

    /// The dictionary form.
    #[inline]
    pub fn lemma(&self, token: TokenId) -> &str {
        let i = token.index();
        let start = if i == 0 { 0 } else { self.lemma_ends[i - 1] };
        &self.lemmas[start as usize..self.lemma_ends[i] as usize]
    }

    /// Whether the sentence of `token` has a tree.
    #[inline]
    pub fn is_parsed(&self, token: TokenId) -> bool {
        self.relations[token.index()].is_some()
    }

    /// The head of `token`; `token` itself for the root, and where there is no tree.
    #[inline]
    pub fn head(&self, token: TokenId) -> TokenId {
        self.heads[token.index()]
    }

    /// The relation to the head; `root` for the root, and where there is no tree.
    #[inline]
    pub fn relation(&self, token: TokenId) -> Relation {
        self.relations[token.index()].unwrap_or(Relation::Root)
    }
}
