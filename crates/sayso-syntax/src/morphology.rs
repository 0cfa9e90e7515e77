//! Morphological features, from the Penn part of speech, the word and its place in the tree.
//!
//! English has few endings, and the Penn tags already encode them. The rest (agreement with the subject, the
//! passive, the case of pronouns) follows from the tree. So these are rules, not a model.

use std::collections::HashMap;

use sayso_lexicon::lists::{ADVERB_FEATURES, ORDINALS};
use sayso_lexicon::lower_into;
use sayso_text::{TokenId, Tokens};

use crate::labels::{Relation, Upos, Xpos};
use crate::syntax::Syntax;

mod pronoun;

/// The features of every token of a document, as treebanks write them.
///
/// ```
/// use sayso_syntax::{Morphology, Syntax};
/// use sayso_text::{Segmentation, TokenId};
///
/// let text = "Moscow denied the reports.";
/// let segmentation = Segmentation::of(text);
/// let syntax = Syntax::of(text, &segmentation);
/// let morphology = Morphology::new(text, segmentation.tokens(), &syntax);
/// let denied = morphology.features(TokenId::new(1));
/// assert_eq!(denied, "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin");
/// assert_eq!(morphology.features(TokenId::new(3)), "Number=Plur");
/// // The full stop has none.
/// assert_eq!(morphology.features(TokenId::new(4)), "");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Morphology {
    /// All that there are: a few dozen.
    kinds: Vec<String>,
    of_tokens: Vec<u16>,
}

impl Morphology {
    /// The features of all tokens of `text`; none if `syntax` is empty.
    pub fn new(text: &str, tokens: &Tokens, syntax: &Syntax) -> Self {
        let mut this = Self::default();
        if syntax.is_empty() {
            return this;
        }
        let clauses = Clauses::new(text, tokens, syntax);
        let (mut lower, mut features) = (String::new(), String::new());
        let mut known: HashMap<String, u16> = HashMap::new();
        for token in tokens.all() {
            let word = &text[tokens.range(token)];
            lower_into(word, &mut lower);
            features.clear();
            Rules { syntax, clauses: &clauses, token, word, lower: &lower }.write(&mut features);
            let kind = known.get(&features).copied().unwrap_or_else(|| {
                let kind = this.kinds.len() as u16;
                this.kinds.push(features.clone());
                known.insert(features.clone(), kind);
                kind
            });
            this.of_tokens.push(kind);
        }
        this
    }

    /// The features of `token`, in alphabetical order and separated by `|`; empty if it has none.
    pub fn features(&self, token: TokenId) -> &str {
        &self.kinds[usize::from(self.of_tokens[token.index()])]
    }
}

/// Properties of a word as the head of a clause.
#[derive(Clone, Copy, Default)]
struct Clause {
    subject: Option<Agreement>,
    /// It has an auxiliary, "to" or a copula.
    marked: bool,
    /// It has "to".
    infinitive: bool,
    passive: bool,
    /// It has a form of "be" or "get" before it: what ends in -ing is a participle.
    progressive: bool,
}

/// Person and number, 3 and singular if nothing shows otherwise.
#[derive(Clone, Copy)]
struct Agreement {
    person: u8,
    plural: bool,
}

struct Clauses(Vec<Clause>);

impl Clauses {
    fn new(text: &str, tokens: &Tokens, syntax: &Syntax) -> Self {
        let mut clauses = vec![Clause::default(); tokens.len()];
        let mut joined = vec![false; tokens.len()];
        for token in tokens.all() {
            if syntax.relation(token) == Relation::Conj {
                joined[syntax.head(token).index()] = true;
            }
        }
        for token in tokens.all() {
            let clause = &mut clauses[syntax.head(token).index()];
            match syntax.relation(token) {
                Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter => {
                    let word = &text[tokens.range(token)];
                    clause.subject = Some(agreement(word, token, syntax, joined[token.index()]));
                    clause.passive |= syntax.relation(token) == Relation::NsubjPass;
                }
                Relation::Csubj | Relation::CsubjPass | Relation::Expl => {
                    let plural = false;
                    clause.subject = clause.subject.or(Some(Agreement { person: 3, plural }));
                }
                Relation::AuxPass => {
                    clause.passive = true;
                    clause.marked = true;
                }
                Relation::Aux | Relation::Cop => {
                    clause.marked = true;
                    clause.progressive |= syntax.lemma(token) == "be";
                }
                Relation::Mark if syntax.xpos(token) == Xpos::To => {
                    clause.infinitive = true;
                    clause.marked = true;
                }
                _ => {}
            }
        }
        Self(clauses)
    }

    /// The subject with which the finite verb `token` agrees: that of its clause, or of the clause with which it
    /// is coordinated.
    fn subject(&self, token: TokenId, syntax: &Syntax) -> Option<Agreement> {
        const FARTHEST: usize = 4;
        let mut at = token;
        for _ in 0..FARTHEST {
            let clause = match syntax.relation(at) {
                Relation::Aux | Relation::AuxPass | Relation::Cop => syntax.head(at),
                _ => at,
            };
            if let Some(subject) = self.0[clause.index()].subject {
                return Some(subject);
            }
            if syntax.relation(clause) != Relation::Conj {
                return None;
            }
            at = syntax.head(clause);
        }
        None
    }
}

fn agreement(word: &str, token: TokenId, syntax: &Syntax, joined: bool) -> Agreement {
    if let Some((person, plural)) = pronoun::agreement(word) {
        return Agreement { person, plural: plural || joined };
    }
    // "the officials who say": the relative pronoun refers to the noun that its clause modifies.
    let relative = matches!(syntax.xpos(token), Xpos::Wdt | Xpos::Wp);
    let clause = syntax.head(token);
    let meant = match syntax.relation(clause) {
        Relation::AclRelcl if relative => syntax.head(clause),
        _ => token,
    };
    let plural = matches!(syntax.xpos(meant), Xpos::Nns | Xpos::Nnps) || joined;
    Agreement { person: 3, plural }
}

struct Rules<'a> {
    syntax: &'a Syntax,
    clauses: &'a Clauses,
    token: TokenId,
    word: &'a str,
    /// The word in lower case.
    lower: &'a str,
}

impl Rules<'_> {
    fn write(&self, out: &mut String) {
        use Xpos::*;
        let upos = self.syntax.upos(self.token);
        match (upos, self.syntax.xpos(self.token)) {
            (Upos::Verb | Upos::Aux, xpos) => self.verb(xpos, out),
            (Upos::Pron | Upos::Det, _) | (Upos::Adv, Wrb) => {
                out.push_str(pronoun::features(self.lower, self.syntax, self.token));
            }
            (_, Add) => {}
            (Upos::Noun | Upos::Propn, Nns | Nnps) => out.push_str("Number=Plur"),
            (Upos::Noun | Upos::Propn, _) => out.push_str("Number=Sing"),
            (Upos::Adj, Jjr) | (Upos::Adv, Rbr) => out.push_str("Degree=Cmp"),
            (Upos::Adj, Jjs) | (Upos::Adv, Rbs) => out.push_str("Degree=Sup"),
            (Upos::Adj, _) => {
                out.push_str("Degree=Pos");
                if let Some(form) = self.ordinal() {
                    out.push('|');
                    out.push_str(form);
                }
            }
            (Upos::Adv, _) => out.push_str(self.ordinal().unwrap_or(self.adverb())),
            (Upos::Num, _) => self.number(out),
            (Upos::Part, _) if matches!(self.syntax.lemma(self.token), "not" | "n't") => {
                out.push_str("Polarity=Neg");
            }
            _ => {}
        }
    }

    fn verb(&self, xpos: Xpos, out: &mut String) {
        let clause = &self.clauses.0[self.token.index()];
        let relation = self.syntax.relation(self.token);
        let auxiliary = self.syntax.upos(self.token) == Upos::Aux;
        match xpos {
            Xpos::Md => out.push_str("VerbForm=Fin"),
            Xpos::Vbd => self.finite("Past", out),
            Xpos::Vbz => out.push_str("Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"),
            Xpos::Vbp => self.finite("Pres", out),
            Xpos::Vbn if clause.passive || !auxiliary && !clause.marked => {
                out.push_str("Tense=Past|VerbForm=Part|Voice=Pass");
            }
            Xpos::Vbn => out.push_str("Tense=Past|VerbForm=Part"),
            Xpos::Vbg if auxiliary || clause.progressive || is_adverbial(relation) => {
                out.push_str("Tense=Pres|VerbForm=Part");
            }
            Xpos::Vbg => out.push_str("VerbForm=Ger"),
            Xpos::Vb if self.is_command(clause, relation) => {
                out.push_str("Mood=Imp|VerbForm=Fin");
            }
            _ => out.push_str("VerbForm=Inf"),
        }
    }

    /// Whether a bare verb is an imperative: it has no auxiliary, no "to" and no subject.
    fn is_command(&self, clause: &Clause, relation: Relation) -> bool {
        let main = matches!(relation, Relation::Root | Relation::Parataxis | Relation::Ccomp);
        let joined = relation == Relation::Conj && {
            let first = self.syntax.head(self.token);
            self.clauses.0[first.index()].subject.is_none()
                && !self.clauses.0[first.index()].marked
                && self.syntax.xpos(first) == Xpos::Vb
        };
        (main || joined) && !clause.marked && !clause.infinitive && clause.subject.is_none()
    }

    fn finite(&self, tense: &str, out: &mut String) {
        out.push_str("Mood=Ind");
        let subject = self.clauses.subject(self.token, self.syntax);
        let lower = |w: &str| self.word.eq_ignore_ascii_case(w);
        let agreement = match subject {
            _ if lower("am") || lower("'m") || lower("’m") => {
                Some(Agreement { person: 1, plural: false })
            }
            // "was" is never plural, "say" never "he say".
            Some(s) if lower("was") => Some(Agreement { plural: false, ..s }),
            Some(s) if tense == "Pres" && s.person == 3 => Some(Agreement { plural: true, ..s }),
            Some(s) => Some(s),
            None => None,
        };
        if let Some(Agreement { person, plural }) = agreement {
            out.push_str(if plural { "|Number=Plur" } else { "|Number=Sing" });
            out.push_str(match person {
                1 => "|Person=1",
                2 => "|Person=2",
                _ => "|Person=3",
            });
        }
        out.push_str("|Tense=");
        out.push_str(tense);
        out.push_str("|VerbForm=Fin");
    }

    fn ordinal(&self) -> Option<&'static str> {
        if ORDINALS.contains(self.lower) {
            return Some("NumForm=Word|NumType=Ord");
        }
        let digits = self.word.as_bytes().first().is_some_and(u8::is_ascii_digit);
        let ending = ["st", "nd", "rd", "th"].iter().any(|e| self.word.ends_with(e));
        (digits && ending).then_some("NumForm=Combi|NumType=Ord")
    }

    /// The few adverbs that have features.
    fn adverb(&self) -> &'static str {
        ADVERB_FEATURES.get(self.lower).unwrap_or_default()
    }

    fn number(&self, out: &mut String) {
        let digits = self.word.bytes().any(|b| b.is_ascii_digit());
        let point = self.word.find('.');
        let fraction = digits && point.is_some() && point == self.word.rfind('.')
            || self.word.contains(['½', '¼', '¾']);
        let roman = !digits && self.word.bytes().all(|b| b"IVXLCDM".contains(&b));
        out.push_str(match () {
            () if roman => "NumForm=Roman|NumType=Card",
            () if fraction => "NumForm=Digit|NumType=Frac",
            () if digits => "NumForm=Digit|NumType=Card",
            () => "NumForm=Word|NumType=Card",
        });
    }
}

/// Relations in which a word in -ing is a participle, in the treebanks; elsewhere it is a gerund.
fn is_adverbial(relation: Relation) -> bool {
    use Relation::*;
    matches!(relation, Advcl | AdvclRelcl | AclRelcl | Conj | Root | Parataxis | Case | Mark)
}
