//! A document as the finders see it: the earlier layers, with the tree of one sentence at a time.

use sayso_attribution::Attributions;
use sayso_entities::{Entities, Mention, Value};
use sayso_lexicon::{Lexemes, WordList, lists};
use sayso_linear::text_hash;
use sayso_syntax::{Relation, Syntax, Upos, Xpos};
use sayso_text::{Boilerplate, Segmentation, TextRange, TokenId, TokenRange};

use crate::voices::Voices;

/// The earlier layers of a document that is parsed where [`TransferModel::wants`] asks for it.
///
/// [`TransferModel::wants`]: crate::TransferModel::wants
#[derive(Clone, Copy, Debug)]
pub struct TransferInput<'d> {
    /// The text.
    pub text: &'d str,
    /// Its tokens and sentences.
    pub segmentation: &'d Segmentation,
    /// The description of its tokens.
    pub lexemes: &'d Lexemes,
    /// Its parts of speech, lemmas and trees.
    pub syntax: &'d Syntax,
    /// Its names and values.
    pub entities: &'d Entities,
    /// Bylines, datelines, credits: no transfer is found there.
    pub boilerplate: &'d [Boilerplate],
    /// Who said what.
    pub attributions: &'d Attributions,
}

/// "No token" in the links of a tree.
const NONE: u32 = u32::MAX;
/// Trees are not climbed farther.
const HIGHEST: usize = 32;

/// The children of every token of one sentence.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    first: Vec<u32>,
    next: Vec<u32>,
}

impl Tree {
    /// Links the tokens of a sentence.
    pub(crate) fn fill(&mut self, syntax: &Syntax, sentence: TokenRange) {
        for links in [&mut self.first, &mut self.next] {
            links.clear();
            links.resize(sentence.len() as usize, NONE);
        }
        let start = sentence.start();
        for token in (start..sentence.end()).rev() {
            let head = syntax.head(TokenId::new(token)).raw();
            if head != token && sentence.contains(TokenId::new(head)) {
                self.next[(token - start) as usize] = self.first[(head - start) as usize];
                self.first[(head - start) as usize] = token;
            }
        }
    }
}

/// One sentence with everything that finders look at. Tokens are numbers in the document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sentence<'d> {
    pub(crate) input: TransferInput<'d>,
    pub(crate) tokens: TokenRange,
    pub(crate) tree: &'d Tree,
    pub(crate) voices: &'d Voices,
}

impl<'d> Sentence<'d> {
    /// The children of `token`, in order; none of a token of another sentence.
    pub(crate) fn children(self, token: u32) -> impl Iterator<Item = u32> + 'd {
        let start = self.tokens.start();
        let own = self.tokens.contains(TokenId::new(token));
        let mut at = if own { self.tree.first[(token - start) as usize] } else { NONE };
        std::iter::from_fn(move || {
            let child = at;
            (child != NONE).then(|| {
                at = self.tree.next[(child - start) as usize];
                child
            })
        })
    }

    /// The first child with one of these relations.
    pub(crate) fn child(self, token: u32, relations: &[Relation]) -> Option<u32> {
        self.children(token).find(|&t| relations.contains(&self.relation(t)))
    }

    /// The children with one of these relations.
    pub(crate) fn children_by(
        self,
        token: u32,
        relations: &'d [Relation],
    ) -> impl Iterator<Item = u32> + 'd {
        self.children(token).filter(move |&t| relations.contains(&self.relation(t)))
    }

    pub(crate) fn relation(self, token: u32) -> Relation {
        self.input.syntax.relation(TokenId::new(token))
    }

    /// The head; nothing for the root.
    pub(crate) fn head(self, token: u32) -> Option<u32> {
        let head = self.input.syntax.head(TokenId::new(token)).raw();
        (head != token && self.tokens.contains(TokenId::new(head))).then_some(head)
    }

    /// The heads above `token`, nearest first.
    pub(crate) fn ancestors(self, token: u32) -> impl Iterator<Item = u32> + 'd {
        std::iter::successors(self.head(token), move |&t| self.head(t)).take(HIGHEST)
    }

    pub(crate) fn upos(self, token: u32) -> Upos {
        self.input.syntax.upos(TokenId::new(token))
    }

    pub(crate) fn xpos(self, token: u32) -> Xpos {
        self.input.syntax.xpos(TokenId::new(token))
    }

    pub(crate) fn lemma(self, token: u32) -> &'d str {
        self.input.syntax.lemma(TokenId::new(token))
    }

    pub(crate) fn lemma_key(self, token: u32) -> u64 {
        text_hash(self.lemma(token))
    }

    /// The key of the word in word lists.
    pub(crate) fn word_key(self, token: u32) -> u64 {
        self.input.lexemes.get(TokenId::new(token)).word
    }

    pub(crate) fn word(self, token: u32) -> &'d str {
        &self.input.text[self.input.segmentation.tokens().range(TokenId::new(token))]
    }

    /// Whether the token is in the sentence, and is one of `words`, in any case.
    pub(crate) fn is(self, token: u32, words: &[&str]) -> bool {
        self.tokens.contains(TokenId::new(token))
            && words.iter().any(|word| self.word(token).eq_ignore_ascii_case(word))
    }

    pub(crate) fn is_in(self, token: u32, list: &WordList) -> bool {
        list.contains_hash(self.word_key(token))
    }

    pub(crate) fn is_noun(self, token: u32) -> bool {
        matches!(self.upos(token), Upos::Noun | Upos::Propn)
    }

    /// The preposition of a phrase: "to" of "to Moscow".
    pub(crate) fn preposition(self, token: u32) -> Option<u32> {
        self.child(token, &[Relation::Case])
    }

    /// `token` and what is joined to it by "and", in order.
    pub(crate) fn conjuncts(self, token: u32) -> Vec<u32> {
        let mut all = vec![token];
        let mut at = 0;
        while at < all.len() && all.len() < 12 {
            all.extend(self.children_by(all[at], &[Relation::Conj]));
            at += 1;
        }
        all.sort_unstable();
        all
    }

    /// The first of the words to which `token` is joined by "and".
    pub(crate) fn first_conjunct(self, token: u32) -> u32 {
        let mut at = token;
        while self.relation(at) == Relation::Conj
            && let Some(head) = self.head(at)
            && head < at
        {
            at = head;
        }
        at
    }

    /// Whether "not", "never" or "no longer" belongs to `token`; "not only" does not negate.
    pub(crate) fn is_negated(self, token: u32) -> bool {
        self.children(token).any(|t| {
            let negates = match self.is(t, &["no"]) {
                true => self.is(t + 1, &["longer"]),
                false => self.is_in(t, &lists::NEGATORS),
            };
            negates && t < token && !self.is_in(t + 1, &lists::NEGATION_LIMITS)
        })
    }

    /// Whether the token may be between a verb's object and its next phrase: an adverb, or a word of a date.
    pub(crate) fn is_between(self, token: u32) -> bool {
        let date = |m: &Mention| matches!(m.value, Some(Value::Date(_) | Value::Time { .. }));
        self.upos(token) == Upos::Adv || self.mention(token).is_some_and(date)
    }

    pub(crate) fn mention(self, token: u32) -> Option<&'d Mention> {
        self.input.entities.at(TokenId::new(token))
    }

    pub(crate) fn cover(self, start: u32, end: u32) -> TextRange {
        self.input.segmentation.tokens().cover(TokenRange::new(start, end))
    }

    /// The words of a noun phrase without what is joined or added to it: from its first modifier to its head.
    pub(crate) fn phrase(self, head: u32) -> (u32, u32) {
        const BEFORE: &[Relation] = &[
            Relation::Det,
            Relation::DetPredet,
            Relation::Amod,
            Relation::Nummod,
            Relation::Compound,
            Relation::NmodPoss,
            Relation::NmodDesc,
            Relation::NmodUnmarked,
            Relation::Advmod,
            Relation::Goeswith,
        ];
        let (mut start, mut end) = (head, head + 1);
        let mut open = vec![head];
        while let Some(token) = open.pop() {
            for child in self.children(token) {
                let relation = self.relation(child);
                // "pays back the loan", "turning over to the FBI the laptop"
                let verbal = relation == Relation::Advmod
                    && self.is(child, &["back", "away", "out"])
                    || relation != Relation::NmodPoss && self.preposition(child).is_some();
                // "not from a foundation"
                let outside = self.preposition(token).is_some_and(|p| child < p);
                let before = child < token && BEFORE.contains(&relation) && !verbal && !outside;
                let name = relation == Relation::Flat && child > token && !self.is_money(child);
                // "more and more", "short- and long-range": what is within the phrase.
                let inner = token != head && relation == Relation::Conj && child < head;
                if before || name || inner {
                    start = start.min(child);
                    end = end.max(child + 1);
                    open.push(child);
                }
            }
        }
        (start, end)
    }
}
