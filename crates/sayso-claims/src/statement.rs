//! What is kept of an attribution, so that it can be compared with others and shown.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::items::Gist;

/// The content of one attribution with who answers for it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The document.
    pub document: Arc<str>,
    /// Tells documents apart that have one id.
    pub document_key: u64,
    /// The attribution in it.
    pub attribution: u32,
    /// Where the content begins and ends, in the unit of the record.
    pub span: (u32, u32),
    /// The outlet.
    pub publisher: Option<Arc<str>>,
    /// Days from 1970 to the publication.
    pub day: Option<i32>,
    /// The key of the source.
    pub source: u64,
    /// The source as it is written.
    pub source_words: Box<str>,
    /// The sources in whose content this one is, from the outermost, as they are written.
    pub chain: Box<[Box<str>]>,
    /// What the source does.
    pub voice: Voice,
    /// What kind of thing shows it, if no person says it.
    pub evidence: Option<Evidence>,
    /// Whether it is weakened: "is likely to".
    pub hedged: bool,
    /// The content as it is shown.
    pub content: Box<str>,
    /// What it says.
    pub gist: Gist,
    /// What the words around it say, where it says little itself.
    pub context: Option<Box<Gist>>,
    /// The keys of whom and what it is about, in the order in which they are named.
    pub about: Box<[u64]>,
    /// The keys of the source and of those who are named in its description: "we" may be one of them.
    pub speaker: Box<[u64]>,
    /// What it counts.
    pub amounts: Box<[Amount]>,
}

impl Statement {
    /// The order of publication; what has no day is last.
    pub(crate) fn published(&self) -> (bool, Option<i32>, &str, u64, u32) {
        (self.day.is_none(), self.day, &self.document, self.document_key, self.attribution)
    }
}

/// What a source does with a claim.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Voice {
    /// Says that it is so.
    #[default]
    Asserts,
    /// Says so when others have said it.
    Confirms,
    /// Holds it to be likely, or possible.
    Suggests,
    /// Says that it is not so.
    Denies,
    /// Does not say whether.
    Withholds,
    /// Asks whether.
    Asks,
    /// Wants it to be so.
    Demands,
    /// Is going to make it so.
    Intends,
}

impl Voice {
    /// Every value, in the order of the definition.
    pub const ALL: [Self; 8] = [
        Self::Asserts,
        Self::Confirms,
        Self::Suggests,
        Self::Denies,
        Self::Withholds,
        Self::Asks,
        Self::Demands,
        Self::Intends,
    ];

    /// The word for it.
    ///
    /// ```
    /// assert_eq!(sayso_claims::Voice::Denies.as_str(), "denies");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asserts => "asserts",
            Self::Confirms => "confirms",
            Self::Suggests => "suggests",
            Self::Denies => "denies",
            Self::Withholds => "withholds",
            Self::Asks => "asks",
            Self::Demands => "demands",
            Self::Intends => "intends",
        }
    }

    /// Whether the source commits itself to what its words say, so that their negation counts.
    pub(crate) const fn commits(self) -> bool {
        matches!(self, Self::Asserts | Self::Confirms | Self::Suggests | Self::Denies)
    }
}

/// What shows a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Evidence {
    /// Pictures: satellite images, video.
    Imagery,
    /// Intercepted calls and messages.
    Intercept,
    /// Letters, files, studies.
    Document,
    /// Posts.
    Social,
}

impl Evidence {
    /// The word for it.
    ///
    /// ```
    /// assert_eq!(sayso_claims::Evidence::Imagery.as_str(), "imagery");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Imagery => "imagery",
            Self::Intercept => "intercept",
            Self::Document => "document",
            Self::Social => "social",
        }
    }
}

/// A number in a content.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Amount {
    /// The check value of what it counts; see [`GistReader::thing`](crate::GistReader::thing).
    pub thing_key: u32,
    /// What it counts, as it is written.
    pub thing: Box<str>,
    /// What it is measured in.
    pub unit: Box<str>,
    /// The least that it is.
    pub low: Option<f64>,
    /// The most that it is.
    pub high: Option<f64>,
    /// Whether the words give it as approximate.
    pub approximate: bool,
    /// The number as it is written.
    pub words: Box<str>,
}

/// What a document is mostly about: statements with few words are told apart by it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sketch {
    /// The keys of those it names most, with how often.
    pub(crate) entities: Box<[(u64, u8)]>,
    /// The check values of its most frequent words.
    pub(crate) stems: Box<[(u32, u8)]>,
}

/// So many names, and so many words, are kept of a document.
const SKETCHED: [usize; 2] = [12, 24];

impl Sketch {
    /// The sketch of a document of which these are all names and words; words count if they come twice.
    ///
    /// ```
    /// use sayso_claims::Sketch;
    ///
    /// let sketch = Sketch::new([7, 7, 9], [1, 2, 2, 3]);
    /// assert_eq!(sketch, Sketch::new([9, 7, 7], [2, 1, 3, 2]));
    /// ```
    pub fn new(
        entities: impl IntoIterator<Item = u64>,
        stems: impl IntoIterator<Item = u32>,
    ) -> Self {
        let entities = most_frequent(entities.into_iter().collect(), SKETCHED[0]);
        let stems = most_frequent(stems.into_iter().collect(), SKETCHED[1]);
        Self { entities, stems }
    }
}

fn most_frequent<T: Copy + Ord>(mut all: Vec<T>, most: usize) -> Box<[(T, u8)]> {
    all.sort_unstable();
    let mut counts: Vec<(T, u8)> =
        all.chunk_by(|a, b| a == b).map(|run| (run[0], run.len().min(255) as u8)).collect();
    counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    counts.truncate(most);
    counts.into()
}
