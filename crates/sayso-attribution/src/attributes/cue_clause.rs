//! The clause of a cue: the words around its verb that decide whether the source said so.

mod negation;

use sayso_lexicon::{WordList, WordMap, lists};
use sayso_syntax::{Relation, Upos, Xpos};
use sayso_text::TokenId;

use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::clause::{fronted_auxiliary, is_negator, subject_of};
use crate::document::graph::NONE;

/// Verbs above the cue are followed so far: "was expected to be asked to say".
const LONGEST_CHAIN: usize = 4;

/// The effect of a word on the cue verb that depends on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Governor {
    /// "declined to say"
    Refuse,
    /// "failed to mention"
    Omit,
    /// "is expected to announce"
    Expected,
    /// "had to admit"
    Must,
    /// "could not resist pointing out": takes a negation back.
    Cancel,
    /// "was unable to confirm"
    Unable,
}

static GOVERNORS: WordMap<Governor> = WordMap::new(&lists::CUE_GOVERNORS, |name| {
    Some(match name {
        "refuse" => Governor::Refuse,
        "omit" => Governor::Omit,
        "expected" => Governor::Expected,
        "must" => Governor::Must,
        "cancel" => Governor::Cancel,
        "unable" => Governor::Unable,
        _ => return None,
    })
});

/// The verbs of a cue, and the words that change what they mean.
#[derive(Debug)]
pub(crate) struct CueClause<'d> {
    pub(crate) document: Document<'d>,
    /// The head of the cue, then the verbs above it that it depends on as an infinitive or participle.
    chain: Vec<u32>,
    /// Whether a negation applies: "did not say", "nobody said", "failed to say".
    pub(crate) negated: bool,
    /// What a verb above the head does to it.
    pub(crate) governor: Option<Governor>,
    /// The auxiliary that makes it less than actual: "would", "may".
    pub(crate) modal: Option<u32>,
    /// The subject, or [`NONE`].
    pub(crate) subject: u32,
    /// Whether an auxiliary opens the clause before the source: "Had the mayor said so".
    pub(crate) inverted: bool,
}

impl<'d> CueClause<'d> {
    pub(crate) fn of(document: Document<'d>, candidate: &Candidate) -> Self {
        let chain = chain(document, lowest(document, candidate));
        let top = chain.last().copied().unwrap_or(candidate.head);
        let subject = subject_of(document.graph, top).0;
        let inverted = candidate.source.first().is_some_and(|source| {
            source.end() == candidate.cue.start()
                && fronted_auxiliary(document, source.start()).is_some()
        });
        let mut clause = Self {
            document,
            chain,
            negated: false,
            governor: None,
            modal: None,
            subject,
            inverted,
        };
        clause.governor = clause.find_governor(candidate);
        let modal = clause.auxiliaries().find(|&t| document.graph.node(t).xpos == Xpos::Md);
        clause.modal = modal;
        clause.negated = clause.is_negated(candidate);
        clause
    }

    /// The verb that the cue is about: in "is expected to announce", "announce".
    pub(crate) fn head(&self) -> u32 {
        self.chain[0]
    }

    /// Whether `token` is a word that does `governor` to a verb.
    pub(crate) fn is_governor(&self, token: u32, governor: Governor) -> bool {
        governor_of(self.document, token) == Some(governor)
    }

    /// "has yet to comment", however it is parsed.
    pub(crate) fn is_yet_to_come(&self) -> bool {
        let document = self.document;
        let before = |t: u32| document.is(t + 1, "yet") && document.is(t + 2, "to");
        let lemmas = ["have", "be"];
        let is_aux = || self.auxiliaries().any(|t| lemmas.contains(&document.lemma(t)));
        self.has_verb(&lemmas)
            && (self.has_adverb(|t| document.is(t, "yet"))
                || self.chain.iter().any(|&verb| before(verb)))
            || self.has_adverb(|t| document.is(t, "yet") && self.chain.contains(&(t + 2)))
                && is_aux()
    }

    /// Whether the head is a verb of speech or evidence.
    pub(crate) fn is_telling(&self) -> bool {
        super::introduces_clause(self.document.syntax, TokenId::new(self.head()))
    }

    /// The highest verb.
    pub(crate) fn top(&self) -> u32 {
        self.chain[self.chain.len() - 1]
    }

    /// Whether one of the verbs has an adverb for which `is` holds.
    pub(crate) fn has_adverb(&self, is: impl Fn(u32) -> bool) -> bool {
        self.bearers().any(|verb| {
            let mut children = self.document.graph.children(verb);
            children.any(|(t, n)| n.relation == Relation::Advmod && is(t))
        })
    }

    /// The head and the verbs above it.
    pub(crate) fn verbs(&self) -> &[u32] {
        &self.chain
    }

    /// Whether one of the verbs has one of `lemmas`.
    pub(crate) fn has_verb(&self, lemmas: &[&str]) -> bool {
        self.chain.iter().any(|&t| lemmas.contains(&self.document.lemma(t)))
    }

    /// Whether the lemma of one of the verbs is in `list`.
    pub(crate) fn has_verb_in(&self, list: &WordList) -> bool {
        self.chain.iter().any(|&t| self.document.lemma_is_in(t, list))
    }

    /// Whether the modal of the clause is one of `lemmas`.
    pub(crate) fn modal_is(&self, lemmas: &[&str]) -> bool {
        let Some(modal) = self.modal else { return false };
        let lemma = match self.document.word(modal).to_ascii_lowercase().as_str() {
            "wo" | "'ll" | "’ll" => "will",
            "ca" => "can",
            _ => self.document.lemma(modal),
        };
        lemmas.contains(&lemma) || self.document.is_any(modal, lemmas)
    }

    /// Whether one of the verbs is `word`.
    pub(crate) fn has_word(&self, word: &str) -> bool {
        self.chain.iter().any(|&t| self.document.is(t, word))
    }

    /// Whether the subject is the speaker or writer: "I", "we".
    pub(crate) fn is_first_person(&self) -> bool {
        self.subject != NONE && self.document.is_any(self.subject, &["i", "we"])
    }

    /// Auxiliaries before the verbs, also those that coordinated infinitives share: "would not confirm or deny".
    pub(crate) fn auxiliaries(&self) -> impl Iterator<Item = u32> + '_ {
        let graph = self.document.graph;
        self.bearers().flat_map(move |verb| {
            graph
                .children(verb)
                .filter(move |&(t, n)| {
                    matches!(n.relation, Relation::Aux | Relation::AuxPass) && self.is_near(verb, t)
                })
                .map(|(t, _)| t)
        })
    }

    /// Whether `token` can belong to the verb's own clause: the parser takes words of a quotation for its auxiliaries
    /// now and then.
    pub(crate) fn is_near(&self, verb: u32, token: u32) -> bool {
        const FAR: u32 = 12;
        let graph = self.document.graph;
        graph.node(verb).quotation == graph.node(token).quotation && verb.abs_diff(token) <= FAR
    }

    /// The verbs, and a first conjunct whose auxiliaries they share.
    fn bearers(&self) -> impl Iterator<Item = u32> + '_ {
        let shared = self.chain.iter().filter_map(|&t| shares_with(self.document, t));
        self.chain.iter().copied().chain(shared)
    }

    fn find_governor(&self, candidate: &Candidate) -> Option<Governor> {
        let document = self.document;
        let above = self.chain[1..].iter().find_map(|&t| governor_of(document, t));
        above
            .filter(|governor| *governor != Governor::Must || !self.is_yet_to_come())
            .or_else(|| before(document, self.head()))
            .or_else(|| without(document, candidate.head).then_some(Governor::Omit))
    }

    /// Whether one of the verbs has no object for which `is` holds: "gave no details", "did not give any details".
    pub(crate) fn denied_object(&self, is: impl Fn(u32) -> bool) -> bool {
        let (document, graph) = (self.document, self.document.graph);
        let has = |token: u32, word: &str| graph.children(token).any(|(t, _)| document.is(t, word));
        self.chain.iter().any(|&verb| {
            let negated = graph.children(verb).any(|(t, _)| is_negator(document, t));
            graph.children(verb).any(|(noun, n)| {
                matches!(n.relation, Relation::Obj | Relation::Obl | Relation::NsubjPass)
                    && is(noun)
                    && (has(noun, "no") || negated && has(noun, "any"))
            })
        })
    }
}

/// What the word does to a verb that depends on it.
fn governor_of(document: Document<'_>, token: u32) -> Option<Governor> {
    let word = document.lexemes.get(TokenId::new(token)).word;
    let followed_by = |next: &str| document.is(token + 1, next);
    let phrase = || match document.lemma(token) {
        // "is to announce"
        "be" if followed_by("to") => Some(Governor::Expected),
        "go" if document.is(token, "going") && followed_by("to") => Some(Governor::Expected),
        "stop" if followed_by("short") => Some(Governor::Omit),
        _ => None,
    };
    let lemma = document.graph.node(token).lemma;
    phrase().or_else(|| GOVERNORS.get_hash(lemma)).or_else(|| GOVERNORS.get_hash(word))
}

/// What the words just before do to the verb, however they are parsed: "is due to report", "avoided saying".
fn before(document: Document<'_>, head: u32) -> Option<Governor> {
    const FAR: u32 = 4;
    let start = document.graph.sentence(document.graph.sentence_of(head)).start();
    let links = |t: u32| document.is_any(t, &["to", "of", "from", "in", "short", "but"]);
    let linked = head > start && links(head - 1);
    if !linked && document.graph.node(head).xpos != Xpos::Vbg {
        return None;
    }
    let words = (start.max(head.saturating_sub(FAR))..head).rev();
    let word = words.into_iter().find(|&t| !links(t))?;
    governor_of(document, word)
}

/// The head of the cue, or the verb within the cue that it governs: "is expected to announce".
fn lowest(document: Document<'_>, candidate: &Candidate) -> u32 {
    let mut head = candidate.head;
    while governor_of(document, head).is_some()
        && let Some(below) = document.graph.child(head, &[Relation::Xcomp, Relation::Advcl])
        && candidate.cue.contains(TokenId::new(below))
    {
        head = below;
    }
    // "stopped short of saying", whichever word heads it.
    let cue = candidate.cue;
    let short = |&t: &u32| document.is(t, "short") && document.is(t + 1, "of");
    let short = (cue.start()..cue.end().saturating_sub(2)).find(short);
    short.map_or(head, |t| t + 2)
}

/// The cue's head and the verbs above it.
fn chain(document: Document<'_>, head: u32) -> Vec<u32> {
    let graph = document.graph;
    let mut chain = vec![head];
    while chain.len() < LONGEST_CHAIN {
        let last = chain[chain.len() - 1];
        let node = graph.node(last);
        let above = graph.node(node.head);
        let infinitive = matches!(node.relation, Relation::Xcomp | Relation::Ccomp)
            && matches!(node.xpos, Xpos::Vb | Xpos::Vbg)
            && graph.child(last, &[Relation::Nsubj]).is_none();
        let predicate = matches!(above.upos, Upos::Verb | Upos::Adj | Upos::Aux);
        if node.head == last || !infinitive || !predicate {
            break;
        }
        chain.push(node.head);
    }
    chain
}

/// The first of coordinated verbs, if `token` is a later one in the same bare form.
fn shares_with(document: Document<'_>, token: u32) -> Option<u32> {
    let node = document.graph.node(token);
    let first = document.graph.node(node.head);
    let bare = node.relation == Relation::Conj && node.xpos == Xpos::Vb && first.xpos == Xpos::Vb;
    let own = document.graph.child(token, &[Relation::Aux, Relation::Nsubj]).is_some();
    (bare && !own).then_some(node.head)
}

/// "without saying", "instead of saying", "rather than say".
fn without(document: Document<'_>, head: u32) -> bool {
    document.graph.children(head).any(|(t, n)| {
        t < head
            && matches!(n.relation, Relation::Mark | Relation::Case | Relation::Cc)
            && document.is_any(t, &["without", "instead", "rather"])
            && !document.is_within_name(t)
    })
}
