//! The claims of a corpus: each with everyone who makes, confirms or denies it, and where.

mod build;
mod corpus;
mod tables;
mod text;

use sayso_claims::GistReader;
use serde::Serialize;

use crate::Aggregate;
use build::Builder;
pub use corpus::{CorpusClaim, CorpusClaims, CorpusMention};

/// The claims of a corpus as plain data with names in the place of keys.
///
/// ```
/// use sayso::{Analyzer, OffsetUnit};
/// use sayso_record::{Header, Layers, Record};
/// use sayso_report::{Aggregate, ReportOptions};
///
/// let text = "Mary Jones took money from the builder, an aide said. Jones denied taking money from the builder.";
/// let analysis = Analyzer::new().analyze(text);
/// let mut aggregate = Aggregate::new(ReportOptions::default());
/// let layers = Layers::default();
/// aggregate.add(&Record::new(Header::default(), text, &analysis, layers, OffsetUnit::Char))?;
/// let found = aggregate.claims();
/// let claim = &found.claims[0];
/// assert_eq!(claim.wording, "Mary Jones took money from the builder");
/// let voices: Vec<&str> = claim.mentions.iter().map(|mention| mention.voice).collect();
/// assert_eq!(voices, ["asserts", "denies"]);
/// # Ok::<(), sayso_report::CountError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Claims {
    /// Those in most documents of different origin first.
    pub claims: Vec<ClaimEntry>,
    /// What a reader must know to trust it; usually nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// One claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ClaimEntry {
    /// Tells it from other claims of the corpus.
    pub claim: String,
    /// The content that stands for all.
    pub wording: String,
    /// The names of whom and what it is about.
    pub about: Vec<String>,
    /// The key of its story: of the articles that tell of the same happenings.
    pub story: String,
    /// What its wording says happens, one word for all that mean the same: `kill`, `sink`. Claims of one story that have one in
    /// common are about the same happening.
    pub events: Vec<String>,
    /// The day on which it was first published, if any is known.
    pub first: Option<String>,
    /// The last such day.
    pub last: Option<String>,
    /// How many documents it is in.
    pub articles: u64,
    /// How many are left if near-duplicates count once.
    pub origins: u64,
    /// Who published it.
    pub outlets: Vec<String>,
    /// Who says so and who does not, in the order of publication.
    pub mentions: Vec<ClaimMention>,
    /// Numbers of which there are several.
    pub numbers: Vec<ClaimNumbers>,
}

/// One attribution that makes a claim, or does something else with it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ClaimMention {
    /// The id of the document.
    pub document: String,
    /// The attribution in it.
    pub attribution: u32,
    /// Where the content begins, in the unit of the record.
    pub start: u32,
    /// Where the text after it begins.
    pub end: u32,
    /// The day of publication.
    pub day: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// The source, by its one name in the corpus.
    pub source: String,
    /// What it does: `asserts`, `denies`, ...
    pub voice: &'static str,
    /// How probable it is that it says what the wording says.
    pub score: f32,
    /// What shows it: `imagery`, `document`, ...
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<&'static str>,
    /// Whether it is weakened.
    pub hedged: bool,
    /// According to whom the source says so, from the outermost.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub chain: Vec<String>,
    /// What is said.
    pub content: String,
}

/// The values that a claim has for one counted thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ClaimNumbers {
    /// What is counted.
    pub thing: String,
    /// What it is measured in.
    pub unit: String,
    /// `rises`, `falls`, `varies` or `steady`.
    pub trend: &'static str,
    /// The values, in the order of publication.
    pub values: Vec<ClaimValue>,
    /// Pairs of values, by their place, from two sources of one day that cannot both be true.
    pub conflicts: Vec<(usize, usize)>,
}

/// One value.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ClaimValue {
    /// The place of the mention in its claim.
    pub mention: usize,
    /// The least that it is, if that is said.
    pub low: Option<f64>,
    /// The most that it is, if that is said.
    pub high: Option<f64>,
    /// Whether it is approximate.
    pub approximate: bool,
    /// As it is written.
    pub words: String,
}

impl Aggregate {
    /// The claims of what is counted so far; statements that stand alone are claims too.
    pub fn claims(&self) -> Claims {
        self.claims_of(1)
    }

    /// The claims that several attributions make. Most stand alone: it takes much less memory.
    pub fn several_claims(&self) -> Claims {
        self.claims_of(2)
    }

    fn claims_of(&self, least: usize) -> Claims {
        let known = self.known();
        let statements = known.statements.all();
        let mut claims = sayso_claims::claims(&statements, &known.background());
        claims.retain(|claim| claim.members.len() >= least);
        let builder = Builder { known: &known, statements };
        Claims {
            claims: claims.into_iter().map(|claim| builder.entry(&claim)).collect(),
            notes: known.statements.caveat().into_iter().collect(),
        }
    }
}

impl Claims {
    /// Keeps the claims that contain these words, or are about somebody whose name does, in any case.
    pub fn retain_about(&mut self, name: &str) {
        let words = fold(name);
        let has = |text: &str| fold(text).contains(&words);
        self.claims.retain(|claim| {
            claim.about.iter().any(|about| has(about))
                || claim.mentions.iter().any(|said| has(&said.content))
        });
    }

    /// Keeps the claims with which somebody does something whose name contains these words, in any case, also on the say-so of
    /// others.
    pub fn retain_by(&mut self, name: &str) {
        let words = fold(name);
        let has = |text: &String| fold(text).contains(&words);
        self.claims.retain(|claim| {
            claim.mentions.iter().any(|said| has(&said.source) || said.chain.iter().any(has))
        });
    }

    /// Leaves the claims of a story, by its key.
    pub fn retain_story(&mut self, story: &str) {
        self.claims.retain(|claim| claim.story == story);
    }

    /// Leaves the claims that name an event which one of these words names too: "drowned" finds "deaths". The events that
    /// claims have are such words too.
    pub fn retain_event(&mut self, words: &str) {
        let mut gists = GistReader::default();
        let event = gists.read([words]);
        let class = words.trim().to_lowercase();
        self.claims.retain(|claim| {
            let names = |content: &str| gists.read([content]).names_event(&event);
            claim.events.contains(&class)
                || claim.mentions.iter().map(|said| said.content.as_str()).any(names)
        });
    }
}

/// Words in small letters, with one blank around each.
fn fold(name: &str) -> String {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |line, word| line + word + " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_its_words() {
        assert!(fold("The White House").contains(&fold("white house")));
        assert!(!fold("Nigeria").contains(&fold("Niger")));
        assert!(fold("Jones, Mary").contains(&fold("JONES")));
    }
}
