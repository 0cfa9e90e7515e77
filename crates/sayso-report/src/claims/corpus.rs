//! The claims of a corpus for whoever wants no report: what they are made of while documents come, claims when all are there.

use std::fmt;
use std::sync::Arc;

use sayso::{Date, Polarity, Stance};
use sayso_claims::{Claim, Member, Statement};
use sayso_record::Record;

use super::build::{shown_key, shown_score};
use crate::common::origins::Origins;
use crate::common::statements::{Background, Statements};
use crate::heavy_hitters::Tally;
use crate::sample::Draw;
use crate::statistics::{DocumentCounter, DocumentStatistics};
use crate::{CountError, Identities, Limits, ReportOptions};

/// Collects what documents state, in bounded memory.
///
/// ```
/// use sayso::{Analyzer, OffsetUnit};
/// use sayso_record::{Header, Layers, Record};
/// use sayso_report::{CorpusClaims, CorpusNames, Limits};
///
/// let (mut names, mut statements) = (CorpusNames::new(&Limits::default()), CorpusClaims::new(Limits::default()));
/// let text = "Mary Jones took money from the builder, an aide said. Jones denied taking money from the builder.";
/// let analysis = Analyzer::new().analyze(text);
/// let record = Record::new(Header::default(), text, &analysis, Layers::default(), OffsetUnit::Char);
/// names.add(&record)?;
/// statements.add(&record, 7)?;
/// let claims = statements.claims(&names.identities());
/// assert_eq!(claims[0].wording, "Mary Jones took money from the builder");
/// let denial = &claims[0].mentions[1];
/// assert_eq!((denial.document, denial.voice, denial.stance), (7, "denies", "deny"));
/// # Ok::<(), sayso_report::CountError>(())
/// ```
pub struct CorpusClaims {
    counter: DocumentCounter,
    origins: Origins,
    statements: Statements,
    /// Of each statement that is kept, in the same order.
    places: Draw<StatedAt>,
}

/// What a statement does not say of its attribution.
#[derive(Clone, Copy, Debug, Default)]
struct StatedAt {
    document: u64,
    stated: Option<(Stance, Polarity)>,
}

/// What several attributions say.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CorpusClaim {
    /// Tells it from other claims of the corpus, as [`ClaimEntry::claim`](crate::ClaimEntry::claim) does.
    pub key: String,
    /// The content that stands for all.
    pub wording: String,
    /// The names of whom and what it is about.
    pub about: Vec<String>,
    /// The key of its story, as [`ClaimEntry::story`](crate::ClaimEntry::story).
    pub story: String,
    /// What its wording says happens.
    pub events: Vec<String>,
    /// The day on which it was first published, if any is known.
    pub first: Option<Date>,
    /// The last such day.
    pub last: Option<Date>,
    /// How many documents it is in.
    pub documents: u64,
    /// How many are left if near-duplicates count once.
    pub origins: u64,
    /// Who published it.
    pub outlets: Vec<String>,
    /// Who says so and who does not, in the order of publication.
    pub mentions: Vec<CorpusMention>,
}

/// One attribution that makes a claim, or does something else with it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CorpusMention {
    /// The number that the document was given.
    pub document: u64,
    /// Its id.
    pub id: Arc<str>,
    /// The attribution in it.
    pub attribution: u32,
    /// Where the content begins, in the unit of the record.
    pub start: u32,
    /// Where the text after it begins.
    pub end: u32,
    /// What the source does with the claim as it is worded: `asserts`, `denies`, ...
    pub voice: &'static str,
    /// What the cue commits the source to.
    pub stance: &'static str,
    /// Whether the source did so.
    pub polarity: &'static str,
    /// How probable it is that it says what the wording says.
    pub score: f32,
}

/// A document that is read twice is where it was read first.
impl Tally for StatedAt {
    fn merge(&mut self, _: Self) {}

    fn weight(&self) -> u64 {
        1
    }
}

impl fmt::Debug for CorpusClaims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CorpusClaims").field("statements", &self.statements).finish_non_exhaustive()
    }
}

impl CorpusClaims {
    /// Nothing yet.
    pub fn new(limits: Limits) -> Self {
        Self {
            counter: DocumentCounter::new(ReportOptions { limits, ..ReportOptions::default() }),
            origins: Origins::new(&limits),
            statements: Statements::new(&limits),
            places: Draw::new(limits.statements),
        }
    }

    /// Adds a document, which has this number in the corpus.
    ///
    /// # Errors
    /// If the record lacks a layer, is of another version, or points outside its text.
    pub fn add(&mut self, record: &Record, document: u64) -> Result<(), CountError> {
        let statistics: DocumentStatistics = self.counter.statements(record)?;
        self.origins.add(&statistics);
        self.statements.add(&statistics);
        let attributions = record.attributions.as_deref().unwrap_or_default();
        for statement in &statistics.statements {
            let stated = attributions.get(statement.attribution as usize);
            self.places.add(Statements::sample_key(statement), || StatedAt {
                document,
                stated: stated.map(|a| (a.stance, a.polarity)),
            });
        }
        Ok(())
    }

    /// What several attributions say, what is in most documents of different origin first.
    pub fn claims(&self, identities: &Identities) -> Vec<CorpusClaim> {
        let statements = self.statements.all();
        let places: Vec<&StatedAt> = self.places.iter().map(|(_, place)| place).collect();
        let origins = self.origins.groups().of;
        let background = Background { statements: &self.statements, identities, origins: &origins };
        let claims = sayso_claims::claims(&statements, &background);
        let several = claims.iter().filter(|claim| claim.members.len() > 1);
        several.map(|claim| shown(claim, &statements, &places, identities)).collect()
    }
}

fn shown(
    claim: &Claim,
    statements: &[&Statement],
    places: &[&StatedAt],
    identities: &Identities,
) -> CorpusClaim {
    let mention = |member: &Member| {
        let (statement, place) = (statements[member.statement], places[member.statement]);
        CorpusMention {
            document: place.document,
            id: Arc::clone(&statement.document),
            attribution: statement.attribution,
            start: statement.span.0,
            end: statement.span.1,
            voice: member.voice.as_str(),
            stance: place.stated.map_or("", |(stance, _)| stance.as_str()),
            polarity: place.stated.map_or("", |(_, polarity)| polarity.as_str()),
            score: shown_score(*member),
        }
    };
    let name = |&key: &u64| identities.name(key).map(str::to_owned);
    let day = |days: i32| Date::from_days_since_1970(days.into());
    CorpusClaim {
        key: shown_key(claim.key),
        wording: claim.wording.clone(),
        about: claim.about.iter().filter_map(name).collect(),
        story: shown_key(claim.story),
        events: claim.events.iter().copied().map(str::to_owned).collect(),
        first: claim.first.map(day),
        last: claim.last.map(day),
        documents: claim.documents,
        origins: claim.origins,
        outlets: claim.outlets.iter().map(|name| name.as_ref().to_owned()).collect(),
        mentions: claim.members.iter().map(mention).collect(),
    }
}
