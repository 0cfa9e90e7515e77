//! What one record adds to the tables. Finding it out is most of the work, and needs no other record: any thread
//! can do it.

mod article;
mod statements;

use std::sync::Arc;

use rustc_hash::FxHashMap;
use sayso::{
    Actuality, Date, Polarity, QuotationType, SourceKind, Stance, ThingKind, TransferStatus,
};
use sayso_claims::{GistReader, Sketch, Statement};
use sayso_record::{AttributionRecord, Record};

use self::article::{Article, mentions};
use super::answers::{Answered, Answers};
use super::dates::{Period, When};
use super::entity_key::{EntityKey, Keys, one_line};
use super::error::CountError;
use super::hash::{hash, mix};
use super::identity::NameStatistics;
use super::reader::Reader;
use super::shingles::Signature;
use super::words::{Topic, Word, WordReader};

/// Makes the statistics of records; remembers words from one record to the next.
///
/// ```
/// use sayso::{Analyzer, OffsetUnit};
/// use sayso_report::{DocumentCounter, Aggregate, ReportOptions};
/// use sayso_record::{Header, Layer, Record};
///
/// let text = "Pyongyang denied arms supplies.";
/// let layers = Layer::ALL.into_iter().collect();
/// let analysis = Analyzer::new().analyze(text);
/// let record = Record::new(Header::default(), text, &analysis, layers, OffsetUnit::Char);
/// let mut aggregate = Aggregate::new(ReportOptions::default());
/// aggregate.take(DocumentCounter::new(ReportOptions::default()).count(&record)?);
/// assert_eq!(aggregate.attributions(), 1);
/// # Ok::<(), sayso_report::CountError>(())
/// ```
pub struct DocumentCounter {
    by: Period,
    reader: WordReader,
    words: Vec<Word>,
    gists: GistReader,
}

/// What one record adds to an [`Aggregate`](super::Aggregate).
#[derive(Debug)]
pub struct DocumentStatistics {
    pub(crate) document: Arc<str>,
    /// Tells documents apart that have one id.
    pub(crate) sample_key: u64,
    pub(crate) publisher: Option<String>,
    pub(crate) when: When,
    /// Days from 1970 to the publication.
    pub(crate) day: Option<i64>,
    pub(crate) words: u64,
    pub(crate) notes: Vec<String>,
    pub(crate) signature: Option<Signature>,
    pub(crate) names: Vec<NameStatistics>,
    pub(crate) said: Vec<AttributionStatistics>,
    /// Nothing if they were not looked for.
    pub(crate) transfers: Option<Vec<TransferStatistics>>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) sketch: Sketch,
}

impl DocumentStatistics {
    /// Words of the document.
    pub fn words(&self) -> u64 {
        self.words
    }

    /// How many attributions it holds.
    pub fn attributions(&self) -> u64 {
        self.said.len() as u64
    }
}

/// What one attribution adds.
#[derive(Debug)]
pub(crate) struct AttributionStatistics {
    pub(crate) id: u32,
    pub(crate) parent: Option<u32>,
    pub(crate) sample_key: u64,
    pub(crate) kind: SourceKind,
    pub(crate) source: EntityKey,
    /// Those who are named where several speak together, and what each is counted as.
    pub(crate) members: Box<[(EntityKey, SourceKind)]>,
    /// Whether it is too unsure whom a pronoun or description means that is the source.
    pub(crate) doubtful: bool,
    /// What the source is called; a pronoun that stands for somebody unknown is as it is written.
    pub(crate) source_words: String,
    pub(crate) role: Option<String>,
    pub(crate) affiliation: Option<String>,
    /// Whether the text says that a name is withheld, and the reason that it gives.
    pub(crate) anonymity: Option<Option<String>>,
    /// What the source committed itself to; nothing where it was not said, or only asked, possible or expected.
    pub(crate) stance: Option<Stance>,
    pub(crate) lemma: String,
    pub(crate) cue: String,
    pub(crate) quotation: QuotationType,
    /// Words of the content.
    pub(crate) words: u64,
    pub(crate) content: String,
    pub(crate) topics: Vec<Topic>,
    /// Whom and what the content is about, each once.
    pub(crate) about: Vec<EntityKey>,
    /// Whether the content says that something is not so.
    pub(crate) negated: bool,
    /// Whether most of the content is that another says something.
    pub(crate) frame: bool,
    /// For denials, the statement that it names or points to.
    pub(crate) answers: Option<Answered>,
    /// Sources from the outermost to this one, if it is in another's content and none is in its own.
    pub(crate) chain: Vec<Link>,
    pub(crate) quantities: Vec<Quantity>,
    /// The hash of words that are quoted at length.
    pub(crate) quote: Option<u64>,
}

impl AttributionStatistics {
    /// All who are known to say it, with what they are counted as: the source, or each of those who speak together.
    pub(crate) fn speakers(&self) -> impl Iterator<Item = (&EntityKey, SourceKind)> {
        let alone = self.members.is_empty() && self.source.known;
        let alone = alone.then_some((&self.source, self.kind));
        alone.into_iter().chain(self.members.iter().map(|(member, kind)| (member, *kind)))
    }
}

/// What one transfer adds.
#[derive(Debug)]
pub(crate) struct TransferStatistics {
    pub(crate) giver: Option<EntityKey>,
    pub(crate) receiver: Option<EntityKey>,
    pub(crate) kind: Option<ThingKind>,
    /// The thing as it is written.
    pub(crate) thing: String,
    pub(crate) status: TransferStatus,
    /// The attribution that it is in, with its source if that is known.
    pub(crate) attribution: Option<u32>,
    pub(crate) source: Option<EntityKey>,
}

/// A source in a chain: its key, and how it is written.
pub(crate) type Link = (u64, String);

/// An amount that somebody gives.
#[derive(Debug)]
pub(crate) struct Quantity {
    pub(crate) key: u64,
    pub(crate) value: String,
    pub(crate) thing: String,
    pub(crate) words: String,
}

/// Longer contents are cut where they are shown.
const LONGEST_CONTENT: usize = 240;
/// Longer names and roles are, too.
const LONGEST_NAME: usize = 80;
/// So many words are not said twice by chance.
const LEAST_QUOTE: usize = 8;

impl DocumentCounter {
    /// A counter; only the period counts.
    pub fn new(options: super::ReportOptions) -> Self {
        let (reader, gists) = (WordReader::default(), GistReader::default());
        Self { by: options.by, reader, words: Vec::new(), gists }
    }

    /// What `record` adds to the tables.
    ///
    /// # Errors
    /// If it lacks a layer, is of another version, or points outside its text.
    pub fn count(&mut self, record: &Record) -> Result<DocumentStatistics, CountError> {
        self.read(record, true)
    }

    /// Only what claims are made of: neither names nor attributions nor transfers.
    pub(crate) fn statements(&mut self, record: &Record) -> Result<DocumentStatistics, CountError> {
        self.read(record, false)
    }

    fn read(&mut self, record: &Record, whole: bool) -> Result<DocumentStatistics, CountError> {
        let reader = Reader::new(record)?;
        self.reader.read(reader.text, &mut self.words);
        let document: Arc<str> = record.id.as_str().into();
        let mentions = mentions(&reader);
        let keys = Keys::new(&reader, &record.meta, document_key(record));
        let mut inner = FxHashMap::<u32, Vec<u32>>::default();
        for a in reader.attributions {
            a.parent.into_iter().for_each(|parent| inner.entry(parent).or_default().push(a.id));
        }
        let mut withheld = FxHashMap::<(u32, u32), u32>::default();
        for anonymity in reader.attributions.iter().filter_map(|a| a.source.anonymity.as_ref()) {
            *withheld.entry((anonymity.span.0, anonymity.span.1)).or_default() += 1;
        }
        let article = Article {
            reader: &reader,
            keys: &keys,
            words: &self.words,
            mentions: &mentions,
            inner: &inner,
            withheld: &withheld,
        };
        let counted = reader.attributions.iter().filter(|_| whole);
        let said = counted.map(|a| article.said(&document, a));
        let mut said: Vec<AttributionStatistics> = said.collect();
        let denials: Vec<usize> =
            (0..said.len()).filter(|&i| said[i].stance == Some(Stance::Deny)).collect();
        if !denials.is_empty() {
            let answers = Answers::new(&reader, &said);
            let found: Vec<Option<Answered>> = denials.iter().map(|&i| answers.of(i)).collect();
            denials.iter().zip(found).for_each(|(&i, answered)| said[i].answers = answered);
        }
        let meta = &record.meta;
        let words = self.words.iter().fold(0, |value, word| mix(value, word.form));
        let sample_key = mix(hash(&document), words);
        let publisher = meta.publisher.as_deref().map(one_line).filter(|name| !name.is_empty());
        let day = meta.date.as_deref().and_then(Date::parse).map(Date::days_since_1970);
        let outlet = publisher.as_deref();
        let statements = article.statements(&document, sample_key, outlet, day, &mut self.gists);
        let transfers = reader.transfers.filter(|_| whole);
        Ok(DocumentStatistics {
            sample_key,
            statements,
            sketch: article.sketch(),
            document,
            publisher,
            when: When::of(meta.date.as_deref(), self.by),
            day,
            words: reader.text.split_ascii_whitespace().count() as u64,
            notes: record.notes.iter().map(|note| note.kind.clone()).collect(),
            signature: Signature::of(&self.words),
            names: if whole { keys.names() } else { Vec::new() },
            said,
            transfers: transfers.map(|all| all.iter().map(|t| article.given(t)).collect()),
        })
    }
}

/// What tells a record from others.
pub(crate) fn document_key(record: &Record) -> u64 {
    mix(hash(&record.id), hash(record.text.as_deref().unwrap_or_default()))
}

/// What is shown where no publisher is known.
pub(crate) const UNKNOWN_PUBLISHER: &str = "(not known)";

/// Whether the source says no, or nothing.
pub(crate) fn is_denial(stance: Option<Stance>) -> bool {
    matches!(stance, Some(Stance::Deny | Stance::Withhold))
}

/// Whether the source holds something to be so: what is asked or ordered is denied by nobody.
pub(crate) fn is_claim(stance: Option<Stance>) -> bool {
    use Stance::{Assert, Believe, Confirm, Suggest};
    matches!(stance, Some(Assert | Confirm | Suggest | Believe))
}

/// The stance that the source took.
pub(crate) fn taken(attribution: &AttributionRecord) -> Option<Stance> {
    let said = attribution.polarity == Polarity::Positive;
    (said && attribution.actuality == Actuality::Actual).then_some(attribution.stance)
}

pub(crate) fn sorted<T: Ord>(mut values: Vec<T>) -> Vec<T> {
    values.sort_unstable();
    values.dedup();
    values
}

/// A role as tables show it.
pub(crate) fn shown_role(role: &str) -> String {
    short(one_line(role).trim_matches([',', ' ', '-', '—']), LONGEST_NAME)
}

/// A name as tables show it.
pub(crate) fn shown_name(name: &str) -> String {
    short(&one_line(name), LONGEST_NAME)
}

/// The text, cut at a blank if it is longer than `most` bytes.
fn short(text: &str, most: usize) -> String {
    if text.len() <= most {
        return text.to_owned();
    }
    let end = (0..=most).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let cut = &text[..end];
    let cut = cut.rsplit_once(' ').map_or(cut, |(words, _)| words);
    format!("{cut}…")
}
