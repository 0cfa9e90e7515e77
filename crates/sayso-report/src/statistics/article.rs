//! What the attributions and transfers of one document say.

use std::ops::Range;

use rustc_hash::FxHashMap;
use sayso::{EntityKind, QuotationType};
use sayso_claims::is_negated;
use sayso_record::{AnonymityRecord, AttributionRecord, PartyRecord, SpanRecord, TransferRecord};

use super::{
    AttributionStatistics, LEAST_QUOTE, LONGEST_CONTENT, LONGEST_NAME, Link, Quantity,
    TransferStatistics, is_claim, short, shown_name, shown_role, sorted, taken,
};
use crate::entity_key::{EntityKey, Keys, fold, one_line};
use crate::hash::{hash, mix};
use crate::reader::Reader;
use crate::sample::sample_key;
use crate::words::{Topic, Word, phrase, within};

/// Where something is meant: the stretch, the index of the entity, and whether it acts for its government.
pub(super) type Mentions = Vec<(Range<usize>, usize, bool)>;

pub(super) fn mentions(reader: &Reader<'_>) -> Mentions {
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

/// A document whose attributions and transfers are counted.
pub(super) struct Article<'a> {
    pub(super) reader: &'a Reader<'a>,
    pub(super) keys: &'a Keys<'a>,
    pub(super) words: &'a [Word],
    pub(super) mentions: &'a Mentions,
    /// The attributions in the content of others, by those.
    pub(super) inner: &'a FxHashMap<u32, Vec<u32>>,
    /// How many attributions the words are for that say that a name is withheld.
    pub(super) withheld: &'a FxHashMap<(u32, u32), u32>,
}

impl Article<'_> {
    pub(super) fn said(
        &self,
        document: &str,
        attribution: &AttributionRecord,
    ) -> AttributionStatistics {
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
        let members = self.keys.members(attribution);
        let mut about = self.about(&content.spans, &name);
        // Nor do those who speak together speak about each other.
        about.retain(|name| members.iter().all(|(member, _)| member.key != name.key));
        AttributionStatistics {
            id: *id,
            parent: attribution.parent,
            sample_key: sample_key(document, *id),
            kind: self.keys.source_kind(attribution, &name),
            members,
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
            about,
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
    pub(super) fn source_words(&self, attribution: &AttributionRecord, own: &EntityKey) -> String {
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

    pub(super) fn given(&self, transfer: &TransferRecord) -> TransferStatistics {
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

    pub(super) fn topics(&self, words: &[Range<usize>]) -> Vec<Topic> {
        let words = words.iter().flat_map(|range| &self.words[range.clone()]);
        sorted(words.filter_map(|word| word.topic).collect())
    }

    /// The named entities that are meant in `spans`, but for the speaker.
    pub(super) fn about(&self, spans: &[SpanRecord], speaker: &EntityKey) -> Vec<EntityKey> {
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
    pub(super) fn meant<'s>(
        &'s self,
        spans: &'s [SpanRecord],
    ) -> impl Iterator<Item = (usize, bool)> + 's {
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
    pub(super) fn inner(
        &self,
        outer: &AttributionRecord,
    ) -> impl Iterator<Item = &AttributionRecord> {
        let inner = self.inner.get(&outer.id).into_iter().flatten();
        inner.filter_map(|&id| self.reader.attributions.get(id as usize))
    }
}
