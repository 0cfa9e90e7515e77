//! A document as the later steps see it: the earlier layers, and what is derived from them once.

pub(crate) mod clause;
pub(crate) mod graph;
pub(crate) mod phrase;
pub(crate) mod speaker;

use sayso_entities::{Entities, Mention, MentionForm};
use sayso_lexicon::{Lexemes, WordList, lists};
use sayso_syntax::Syntax;
use sayso_text::{Boilerplate, Segmentation, TextRange, TokenId, TokenRange};

use crate::attribution::Stance;
use crate::cue_list::CueList;
use graph::DependencyGraph;

/// The earlier layers of a document that is tagged, and parsed where [`AttributionModel::wants`] asks for it, with
/// the options of this stage.
///
/// [`AttributionModel::wants`]: crate::AttributionModel::wants
#[derive(Clone, Copy, Debug)]
pub struct AttributionInput<'d> {
    /// The text.
    pub text: &'d str,
    /// Its tokens, sentences and quotations.
    pub segmentation: &'d Segmentation,
    /// The description of its tokens.
    pub lexemes: &'d Lexemes,
    /// Its parts of speech, lemmas and trees.
    pub syntax: &'d Syntax,
    /// Its names and values.
    pub entities: &'d Entities,
    /// Bylines, datelines, credits: no attribution is found there.
    pub boilerplate: &'d [Boilerplate],
    /// Cues that the user has listed.
    pub cues: Option<&'d CueList>,
}

/// What is derived from the input, in memory that one document leaves to the next.
#[derive(Debug, Default)]
pub(crate) struct DocumentScratch {
    graph: DependencyGraph,
    boilerplate_mask: Vec<bool>,
    listed: Vec<(u32, Option<Stance>)>,
}

impl DocumentScratch {
    /// Derives what the later steps need.
    ///
    /// Sentences are `wanted` that may hold a cue, and those with a cue that the user has listed.
    pub(crate) fn fill<'d>(
        &'d mut self,
        input: AttributionInput<'d>,
        wanted: impl Fn(TokenRange) -> bool,
    ) -> Document<'d> {
        let AttributionInput { text, segmentation, lexemes, syntax, entities, .. } = input;
        let AttributionInput { boilerplate, cues, .. } = input;
        self.graph.fill(text, segmentation, lexemes, syntax, |sentence| {
            wanted(sentence)
                || cues.is_some_and(|cues| cues.wants(text, segmentation, syntax, sentence))
        });
        self.boilerplate_mask.clear();
        if !boilerplate.is_empty() {
            self.boilerplate_mask.resize(self.graph.len(), false);
            boilerplate.iter().for_each(|b| self.boilerplate_mask[b.tokens.indices()].fill(true));
        }
        self.listed.clear();
        for cue in cues.into_iter().flat_map(|cues| cues.find(text, segmentation, syntax)) {
            if let Some(head) = self.graph.head_of(cue.tokens.ids().map(TokenId::raw)) {
                self.listed.push((head, cue.stance));
            }
        }
        let Self { graph, boilerplate_mask, listed } = &*self;
        Document { text, segmentation, lexemes, syntax, entities, graph, boilerplate_mask, listed }
    }
}

/// One document with everything that finders, rules and attributes look at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Document<'d> {
    pub(crate) text: &'d str,
    pub(crate) segmentation: &'d Segmentation,
    pub(crate) lexemes: &'d Lexemes,
    pub(crate) syntax: &'d Syntax,
    pub(crate) entities: &'d Entities,
    pub(crate) graph: &'d DependencyGraph,
    /// Whether each token is boilerplate; empty where there is none.
    pub(crate) boilerplate_mask: &'d [bool],
    /// The heads of cues that the user has listed, in order.
    pub(crate) listed: &'d [(u32, Option<Stance>)],
}

impl<'d> Document<'d> {
    /// Whether `token` is boilerplate.
    pub(crate) fn is_boilerplate(&self, token: u32) -> bool {
        self.boilerplate_mask.get(token as usize).is_some_and(|masked| *masked)
    }

    /// Whether the user has listed a cue with its head at `token`.
    pub(crate) fn is_listed(&self, token: u32) -> bool {
        self.listed.binary_search_by_key(&token, |(head, _)| *head).is_ok()
    }

    /// The stance that the user gives to the cue at `token`.
    pub(crate) fn listed_stance(&self, token: u32) -> Option<Stance> {
        let at = self.listed.binary_search_by_key(&token, |(head, _)| *head).ok()?;
        self.listed[at].1
    }

    pub(crate) fn word(&self, token: u32) -> &'d str {
        &self.text[self.segmentation.tokens().range(TokenId::new(token))]
    }

    pub(crate) fn lemma(&self, token: u32) -> &'d str {
        self.syntax.lemma(TokenId::new(token))
    }

    /// Whether the word at `token` is in `list`.
    pub(crate) fn is_in(&self, token: u32, list: &WordList) -> bool {
        (token as usize) < self.graph.len()
            && list.contains_hash(self.lexemes.get(TokenId::new(token)).word)
    }

    /// Whether the lemma of `token` is in `list`.
    pub(crate) fn lemma_is_in(&self, token: u32, list: &WordList) -> bool {
        list.contains_hash(self.graph.node(token).lemma)
    }

    /// Whether the token exists and is `word`, in any case.
    pub(crate) fn is(&self, token: u32, word: &str) -> bool {
        (token as usize) < self.graph.len() && self.word(token).eq_ignore_ascii_case(word)
    }

    pub(crate) fn is_any(&self, token: u32, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(token, word))
    }

    /// The gender that a title before a name tells, `-` where it tells none ("Mr.", "Senator"); nothing if the word is no
    /// such title.
    pub(crate) fn title(&self, token: u32) -> Option<&'static str> {
        let word = self.word(token).trim_end_matches('.');
        let capital = word.starts_with(char::is_uppercase);
        capital.then(|| lists::NAME_TITLES.get(&word.to_lowercase())).flatten()
    }

    /// Whether a word in capitals is hardly a common noun: it opens no sentence, or is the name of somebody elsewhere.
    pub(crate) fn is_name_like(&self, token: u32) -> bool {
        let opens = self.segmentation.sentences().binary_search_by_key(&token, |s| s.start());
        let word = |t: u32| self.lexemes.get(TokenId::new(t)).word;
        let last = |m: &Mention| word(m.tokens.end() - 1) == word(token);
        let named = |m: &Mention| m.form == MentionForm::Name && last(m);
        opens.is_err() || self.entities.mentions().iter().any(named)
    }

    /// Whether the lemma of `token` is one of `lemmas`.
    pub(crate) fn is_any_lemma(&self, token: u32, lemmas: &[&str]) -> bool {
        lemmas.contains(&self.lemma(token))
    }

    pub(crate) fn cover(&self, tokens: TokenRange) -> TextRange {
        self.segmentation.tokens().cover(tokens)
    }

    /// The tokens of the subtree of `token`.
    pub(crate) fn subtree(&self, token: u32) -> TokenRange {
        let node = self.graph.node(token);
        TokenRange::new(node.left, node.right + 1)
    }
}
