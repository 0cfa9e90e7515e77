//! The cues that a user brings: a table in CSV of words or phrases, with what they commit a source to.

use std::collections::HashMap;
use std::io::Read;

use sayso_entities::{ListTable, TableError};
use sayso_syntax::{Syntax, Upos};
use sayso_text::{Segmentation, TokenId, TokenRange};

use crate::attribution::Stance;

/// The parts of speech that a list may ask for.
const PARTS: [(&str, &[Upos]); 5] = [
    ("verb", &[Upos::Verb, Upos::Aux]),
    ("noun", &[Upos::Noun, Upos::Propn]),
    ("adjective", &[Upos::Adj]),
    ("adverb", &[Upos::Adv]),
    ("preposition", &[Upos::Adp, Upos::Sconj]),
];

/// A list of cues, ready to be found.
///
/// ```
/// use sayso_attribution::CueList;
///
/// let table = "cue,pos,stance\nmansplain,verb,assert\ngo on record,,confirm\n";
/// let list = CueList::read(table.as_bytes()).unwrap();
/// assert_eq!(list.len(), 2);
/// let wrong = CueList::read("cue,stance\nsay,loudly\n".as_bytes()).unwrap_err();
/// assert!(wrong.to_string().starts_with("line 2: stance `loudly` is none of assert, confirm, "));
/// ```
#[derive(Clone, Debug, Default)]
pub struct CueList {
    /// By their first words.
    entries: HashMap<String, Vec<Entry>>,
    count: usize,
}

#[derive(Clone, Debug)]
struct Entry {
    words: Vec<String>,
    part: Option<&'static [Upos]>,
    stance: Option<Stance>,
}

/// A cue of the list found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ListedCue {
    pub(crate) tokens: TokenRange,
    pub(crate) stance: Option<Stance>,
}

/// A list that cannot be used, with the line where it goes wrong.
#[derive(Debug, thiserror::Error)]
pub enum CueListError {
    /// The table itself cannot be read.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A part of speech that cues do not have.
    #[error("line {line}: part of speech `{part}` is none of {}", parts())]
    Part {
        /// Counted from 1.
        line: u64,
        /// What is there.
        part: String,
    },
    /// A stance that there is not.
    #[error("line {line}: stance `{stance}` is none of {}", stances())]
    Stance {
        /// Counted from 1.
        line: u64,
        /// What is there.
        stance: String,
    },
    /// A cue that is listed a second time.
    #[error("line {line}: `{cue}` is listed in line {first} already; keep one of the two")]
    Twice {
        /// Counted from 1.
        line: u64,
        /// The cue.
        cue: String,
        /// The line where it is listed first.
        first: u64,
    },
    /// A cue that is listed a second time with another stance.
    #[error(
        "line {line}: the stance of `{cue}` is {} here but {} in line {first}; correct one of the two",
        written(*here),
        written(*there)
    )]
    Contradiction {
        /// Counted from 1.
        line: u64,
        /// The cue.
        cue: String,
        /// Its stance here.
        here: Option<Stance>,
        /// Its stance in the first line.
        there: Option<Stance>,
        /// The line where it is listed first.
        first: u64,
    },
}

impl CueList {
    /// Reads a table in CSV whose first line names the column `cue`, and if wanted `pos` and `stance`, in any
    /// order. A cue is a dictionary form, or a phrase of such forms or of words as they are written.
    ///
    /// # Errors
    /// If the table is broken, a cue is missing or listed twice, or a part of speech or stance is unknown.
    pub fn read(table: impl Read) -> Result<Self, CueListError> {
        let mut table = ListTable::open(table, &["cue", "pos", "stance"], 1)?;
        let mut known: HashMap<(String, String), (Option<Stance>, u64)> = HashMap::new();
        let mut list = Self::default();
        for row in table.rows() {
            let row = row?;
            let line = row.line();
            let cue = row.key().to_lowercase();
            let words: Vec<String> = cue.split(' ').map(str::to_owned).collect();
            let part = row.field(1);
            let upos = match part {
                "" => None,
                _ => Some(
                    PARTS
                        .iter()
                        .find(|(name, _)| *name == part)
                        .map(|(_, upos)| *upos)
                        .ok_or_else(|| CueListError::Part { line, part: part.to_owned() })?,
                ),
            };
            let stance = match row.field(2) {
                "" => None,
                name => Some(
                    Stance::from_name(name)
                        .ok_or_else(|| CueListError::Stance { line, stance: name.to_owned() })?,
                ),
            };
            let key = (cue.clone(), part.to_owned());
            if let Some((there, first)) = known.insert(key, (stance, line)) {
                return Err(match there == stance {
                    true => CueListError::Twice { line, cue, first },
                    false => CueListError::Contradiction { line, cue, here: stance, there, first },
                });
            }
            let alike = list.entries.entry(words[0].clone()).or_default();
            // The longest first: it says most.
            let at = alike.partition_point(|entry| entry.words.len() >= words.len());
            alike.insert(at, Entry { words, part: upos, stance });
            list.count += 1;
        }
        Ok(list)
    }

    /// The number of cues.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether one of the cues occurs in a tagged sentence, so that it needs a tree.
    pub fn wants(
        &self,
        text: &str,
        segmentation: &Segmentation,
        syntax: &Syntax,
        tokens: TokenRange,
    ) -> bool {
        tokens.ids().any(|token| self.at(text, segmentation, syntax, token, tokens.end()).is_some())
    }

    /// The cues of the list in a tagged text, in order.
    pub(crate) fn find(
        &self,
        text: &str,
        segmentation: &Segmentation,
        syntax: &Syntax,
    ) -> Vec<ListedCue> {
        let mut found: Vec<ListedCue> = Vec::new();
        for sentence in segmentation.sentences() {
            for token in sentence.ids() {
                let free = found.last().is_none_or(|last| last.tokens.end() <= token.raw());
                if free
                    && let Some(cue) = self.at(text, segmentation, syntax, token, sentence.end())
                {
                    found.push(cue);
                }
            }
        }
        found
    }

    /// The cue that begins at `token`, of a sentence that ends at `end`.
    fn at(
        &self,
        text: &str,
        segmentation: &Segmentation,
        syntax: &Syntax,
        token: TokenId,
        end: u32,
    ) -> Option<ListedCue> {
        let word = |t: u32| text[segmentation.tokens().range(TokenId::new(t))].to_lowercase();
        let start = token.raw();
        let lemma = syntax.lemma(token).to_lowercase();
        let by = |first: &str| self.entries.get(first).into_iter().flatten();
        let own = word(start);
        let entries = by(&lemma).chain(by(&own).filter(|_| own != lemma));
        let mut fitting = entries.filter(|entry| {
            let length = entry.words.len() as u32;
            let is_word = |(t, words): (u32, &String)| {
                *words == word(t) || *words == syntax.lemma(TokenId::new(t)).to_lowercase()
            };
            let has_part = |part: &[Upos]| {
                (start..start + length).any(|t| part.contains(&syntax.upos(TokenId::new(t))))
            };
            start + length <= end
                && (start..).zip(&entry.words).all(is_word)
                && entry.part.is_none_or(has_part)
        });
        let entry = fitting.next()?;
        let tokens = TokenRange::new(start, start + entry.words.len() as u32);
        Some(ListedCue { tokens, stance: entry.stance })
    }
}

fn written(stance: Option<Stance>) -> &'static str {
    stance.map_or("left open", Stance::as_str)
}

fn parts() -> String {
    PARTS.map(|(name, _)| name).join(", ")
}

fn stances() -> String {
    Stance::ALL.iter().map(|stance| stance.as_str()).collect::<Vec<_>>().join(", ")
}
