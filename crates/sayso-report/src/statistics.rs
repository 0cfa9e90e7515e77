//! What one record adds to the tables. Finding it out is most of the work, and needs no other record: any thread
//! can do it.

mod statements;

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use sayso::{
    Actuality, Date, EntityKind, Polarity, QuotationType, SourceKind, Stance, ThingKind,
    TransferStatus,
};
use sayso_claims::{GistReader, Sketch, Statement, is_negated};

use super::answers::{Answered, Answers};
use super::dates::{Period, When};
use super::entity_key::{EntityKey, Keys, fold, one_line};
use super::error::CountError;
use super::hash::{hash, mix};
use super::identity::NameStatistics;
use super::reader::Reader;
use super::sample::sample_key;
use super::shingles::Signature;
use super::words::{Topic, Word, WordReader, phrase, within};
use sayso_record::{
    AnonymityRecord, AttributionRecord, PartyRecord, Record, SpanRecord, TransferRecord,
};

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

/// Where something is meant: the stretch, the index of the entity, and whether it acts for its government.
type Mentions = Vec<(Range<usize>, usize, bool)>;

fn mentions(reader: &Reader<'_>) -> Mentions {
    let mut mentions: Mentions = Vec::new();
    for (i, entity) in reader.entities.iter().enumerate() {
        let acting = entity.mentions.iter().filter(|m| m.acts).count();
        let mostly = 2 * acting >= entity.mentions.len();
        let named = entity.mentions.iter().map(|m| (m, m.acts));
        for (m, acts) in named.chain(entity.references.iter().map(|m| (m, mostly))) {
            mentions.push((reader.range(SpanRecord(m.start, m.end)), i, acts));
        }
    }
    mentions.sort_by_key(|(range, i, _)| (range.start, range.end, *i));
    mentions
}

struct Article<'a> {
    reader: &'a Reader<'a>,
    keys: &'a Keys<'a>,
    words: &'a [Word],
    mentions: &'a Mentions,
    /// The attributions in the content of others, by those.
    inner: &'a FxHashMap<u32, Vec<u32>>,
    /// How many attributions the words are for that say that a name is withheld.
    withheld: &'a FxHashMap<(u32, u32), u32>,
}

impl Article<'_> {
    fn said(&self, document: &str, attribution: &AttributionRecord) -> AttributionStatistics {
        let Self { reader, .. } = self;
        let AttributionRecord { id, source, cue, content, .. } = attribution;
        let stance = taken(attribution);
        let name = self.keys.source(attribution);
        let words: Vec<Range<usize>> =
            content.spans.iter().map(|&span| within(self.words, &reader.range(span))).collect();
        let quoted = content.quotation == QuotationType::Direct;
        let long = words.iter().map(Range::len).sum::<usize>() >= LEAST_QUOTE;
        let own = source.entity.map(|id| id as usize);
        let role = source.role.map(|span| reader.at(span).to_owned());
        let of_entity = own.and_then(|id| reader.entities.get(id));
        let role = role.or_else(|| of_entity.and_then(|entity| entity.role.clone()));
        let affiliation = source.affiliation.map(|span| reader.at(span).to_owned()).or_else(|| {
            let body = of_entity?.affiliation?;
            Some(reader.entities.get(body as usize)?.name.clone())
        });
        AttributionStatistics {
            id: *id,
            parent: attribution.parent,
            sample_key: sample_key(document, *id),
            kind: self.keys.source_kind(attribution, &name),
            members: self.keys.members(attribution),
            doubtful: self.keys.is_doubtful(attribution),
            source_words: self.source_words(attribution, &name),
            role: role.map(|role| shown_role(&role)),
            affiliation: affiliation.map(|name| shown_name(&name)),
            anonymity: self.anonymity(attribution),
            stance,
            lemma: cue.lemma.clone(),
            cue: short(&reader.words(&cue.spans), LONGEST_NAME),
            quotation: content.quotation,
            words: content
                .spans
                .iter()
                .map(|&span| reader.at(span).split_ascii_whitespace().count() as u64)
                .sum(),
            content: short(&reader.words(&content.spans), LONGEST_CONTENT),
            topics: self.topics(&words),
            about: self.about(&content.spans, &name),
            negated: is_negated(&reader.words(&content.spans)),
            frame: self.is_frame(attribution),
            answers: None,
            chain: self.chain(attribution),
            quantities: self.quantities(attribution),
            quote: (quoted && long).then(|| {
                words.iter().fold(0, |value, range| mix(value, phrase(&self.words[range.clone()])))
            }),
            source: name,
        }
    }

    /// What a source is called in its document.
    fn source_words(&self, attribution: &AttributionRecord, own: &EntityKey) -> String {
        match own.known {
            true => short(&own.shown, LONGEST_NAME),
            false => short(&self.reader.words(&attribution.source.spans), LONGEST_NAME),
        }
    }

    /// Whether the text says that a name is withheld, and why. "Who asked not to be named" does not say so of itself, if the
    /// same words say so of something else that is said.
    fn anonymity(&self, attribution: &AttributionRecord) -> Option<Option<String>> {
        let AnonymityRecord { span, reason } = attribution.source.anonymity.as_ref()?;
        let spans = attribution.cue.spans.iter().chain(&attribution.content.spans);
        let asks = spans.into_iter().any(|own| own.0 < span.1 && span.0 < own.1);
        if asks && self.withheld.get(&(span.0, span.1)).is_some_and(|&count| count > 1) {
            return None;
        }
        let shown = |span: SpanRecord| short(&one_line(self.reader.at(span)), LONGEST_CONTENT);
        Some(reason.map(shown))
    }

    fn given(&self, transfer: &TransferRecord) -> TransferStatistics {
        let attribution = transfer.attribution;
        let within = attribution.and_then(|id| self.reader.attributions.get(id as usize));
        let source = within.map(|attribution| self.keys.source(attribution));
        let thing = transfer.thing.as_ref();
        // A pronoun that stands for somebody unknown gives nothing.
        let party = |party: Option<PartyRecord>| {
            party.map(|party| self.keys.party(party)).filter(|party| party.known)
        };
        TransferStatistics {
            giver: party(transfer.giver),
            receiver: party(transfer.receiver),
            kind: thing.map(|thing| thing.kind),
            thing: thing.map(|t| shown_name(self.reader.at(t.span))).unwrap_or_default(),
            status: transfer.status,
            attribution,
            source: source.filter(|source| source.known),
        }
    }

    fn topics(&self, words: &[Range<usize>]) -> Vec<Topic> {
        let words = words.iter().flat_map(|range| &self.words[range.clone()]);
        sorted(words.filter_map(|word| word.topic).collect())
    }

    /// The named entities that are meant in `spans`, but for the speaker.
    fn about(&self, spans: &[SpanRecord], speaker: &EntityKey) -> Vec<EntityKey> {
        let mut about: Vec<EntityKey> = self
            .meant(spans)
            .filter(|&(i, _)| {
                let kind = EntityKind::from_name(&self.reader.entities[i].kind);
                // What is only described, "the plan", is no entity that others can speak of.
                kind.is_some_and(EntityKind::is_name) && self.keys.of_named(i).is_some()
            })
            .map(|(i, acts)| self.keys.mentioned(i, acts).clone())
            .filter(|name| name.key != speaker.key)
            .collect();
        about.sort_by(|a, b| a.key.cmp(&b.key).then(b.rank.cmp(&a.rank)));
        about.dedup_by_key(|name| name.key);
        about
    }

    /// Indices of the entities that are meant in `spans`, with repetitions.
    fn meant<'s>(&'s self, spans: &'s [SpanRecord]) -> impl Iterator<Item = (usize, bool)> + 's {
        self.meant_at(spans).map(|&(_, i, acts)| (i, acts))
    }

    fn meant_at<'s>(
        &'s self,
        spans: &'s [SpanRecord],
    ) -> impl Iterator<Item = &'s (Range<usize>, usize, bool)> + 's {
        spans.iter().flat_map(|&span| {
            let range = self.reader.range(span);
            let first = self.mentions.partition_point(|(m, ..)| m.start < range.start);
            let mentions = self.mentions[first..].iter();
            let inside = mentions.take_while(move |(m, ..)| m.start < range.end);
            inside.filter(move |(m, ..)| m.end <= range.end)
        })
    }

    fn chain(&self, attribution: &AttributionRecord) -> Vec<Link> {
        let all = self.reader.attributions;
        if attribution.parent.is_none() || self.inner.contains_key(&attribution.id) {
            return Vec::new();
        }
        let mut links = vec![self.keys.source(attribution)];
        let mut parent = attribution.parent;
        // A damaged record may go in circles.
        while let Some(outer) = parent.and_then(|id| all.get(id as usize))
            && links.len() < 8
        {
            links.push(self.keys.source(outer));
            parent = outer.parent;
        }
        links.reverse();
        // A pronoun that stands for somebody unknown tells nothing.
        links.into_iter().filter(|name| name.known).map(|name| (name.row, name.shown)).collect()
    }

    /// What the source claims to be so many or so much; what somebody else says within its content is claimed by that one.
    fn quantities(&self, attribution: &AttributionRecord) -> Vec<Quantity> {
        if !is_claim(taken(attribution)) {
            return Vec::new();
        }
        let inner = self.inner(attribution).flat_map(|a| &a.content.spans);
        let within: Vec<Range<usize>> = inner.map(|&span| self.reader.range(span)).collect();
        let meant = self.meant_at(&attribution.content.spans).filter(|(at, ..)| {
            !within.iter().any(|inner| inner.start <= at.start && at.end <= inner.end)
        });
        let amounts = meant.filter_map(|&(_, i, _)| {
            let entity = &self.reader.entities[i];
            let thing = entity.thing.map(|span| one_line(self.reader.at(span)));
            let counts = match &*entity.kind {
                "money" | "percent" => true,
                "quantity" | "number" => thing.is_some(),
                _ => false,
            };
            let value = entity.value.clone().filter(|_| counts)?;
            let thing = thing.unwrap_or_default();
            let key = mix(hash(&value), hash(&fold(&thing)));
            Some(Quantity { key, value, thing, words: one_line(&entity.name) })
        });
        amounts.collect()
    }

    /// The attributions that are in the content of this one.
    fn inner(&self, outer: &AttributionRecord) -> impl Iterator<Item = &AttributionRecord> {
        let inner = self.inner.get(&outer.id).into_iter().flatten();
        inner.filter_map(|&id| self.reader.attributions.get(id as usize))
    }
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
