//! A record read as text: its spans, in whatever unit they count, as stretches of the text.

use std::ops::Range;

use super::error::CountError;
use sayso_record::{
    AttributionRecord, EntityRecord, PartyRecord, Record, RecordText, SpanRecord, TransferRecord,
};

/// The layers of a record that tables are made of.
pub(crate) struct Reader<'r> {
    pub(crate) text: &'r str,
    pub(crate) sentences: &'r [SpanRecord],
    pub(crate) entities: &'r [EntityRecord],
    pub(crate) attributions: &'r [AttributionRecord],
    /// Nothing if they were not looked for.
    pub(crate) transfers: Option<&'r [TransferRecord]>,
    cut: RecordText<'r>,
}

impl<'r> Reader<'r> {
    /// Checks that `record` has what is needed, and that it says what it means.
    pub(crate) fn new(record: &'r Record) -> Result<Self, CountError> {
        let id = || record.id.clone();
        if record.format != sayso_record::FORMAT {
            return Err(CountError::Format { id: id(), found: record.format });
        }
        let absent = |layer| CountError::Layer { id: id(), layer };
        let text = record.text.as_deref().ok_or_else(|| absent("text"))?;
        let reader = Self {
            text,
            sentences: record.sentences.as_deref().ok_or_else(|| absent("sentences"))?,
            entities: record.entities.as_deref().ok_or_else(|| absent("entities"))?,
            attributions: record.attributions.as_deref().ok_or_else(|| absent("attributions"))?,
            transfers: record.transfers.as_deref(),
            cut: RecordText::new(text, record.offsets),
        };
        let outside = reader.all_spans().find(|&span| reader.cut.range(span).is_none());
        match outside {
            Some(SpanRecord(start, end)) => Err(CountError::Span { id: id(), start, end }),
            None => match reader.dangling() {
                Some((what, number)) => Err(CountError::Reference { id: id(), what, number }),
                None => Ok(reader),
            },
        }
    }

    /// A reference to an entity or attribution that is not there.
    fn dangling(&self) -> Option<(&'static str, u32)> {
        let of = |what, wanted: Option<u32>, there: usize| {
            wanted.filter(|&number| number as usize >= there).map(|number| (what, number))
        };
        let (entities, attributions) = (self.entities.len(), self.attributions.len());
        let affiliation = |e: &EntityRecord| of("entity", e.affiliation, entities);
        let named = |a: &AttributionRecord| {
            let mut members = a.source.members.iter();
            of("entity", a.source.entity, entities)
                .or_else(|| members.find_map(|&member| of("entity", Some(member), entities)))
                .or_else(|| of("attribution", a.parent, attributions))
                .or_else(|| of("attribution", a.continues, attributions))
        };
        let given = |t: &TransferRecord| {
            let entity = |party: Option<PartyRecord>| of("entity", party?.entity, entities);
            entity(t.giver)
                .or_else(|| entity(t.receiver))
                .or_else(|| of("attribution", t.attribution, attributions))
        };
        let mut of_entities = self.entities.iter().filter_map(affiliation);
        of_entities
            .next()
            .or_else(|| self.attributions.iter().find_map(named))
            .or_else(|| self.transfers.into_iter().flatten().find_map(given))
    }

    /// The stretch of bytes.
    pub(crate) fn range(&self, span: SpanRecord) -> Range<usize> {
        self.cut.range(span).unwrap_or_default()
    }

    pub(crate) fn at(&self, span: SpanRecord) -> &'r str {
        &self.text[self.range(span)]
    }

    /// The words of a broken stretch, in one line.
    pub(crate) fn words(&self, spans: &[SpanRecord]) -> String {
        let mut line = String::new();
        for word in spans.iter().flat_map(|&span| self.at(span).split_whitespace()) {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        line
    }

    fn all_spans(&self) -> impl Iterator<Item = SpanRecord> + '_ {
        let entities = self.entities.iter().flat_map(|entity| {
            let mentions = entity.mentions.iter().chain(&entity.references);
            mentions.map(|m| SpanRecord(m.start, m.end)).chain(entity.thing)
        });
        let attributions = self.attributions.iter().flat_map(|a| {
            let spans = a.source.spans.iter().chain(&a.cue.spans).chain(&a.content.spans);
            let anonymity = a.source.anonymity.iter().flat_map(|a| [Some(a.span), a.reason]);
            let others = [a.source.role, a.source.affiliation, a.cue.addressee, a.cue.channel];
            let spans = spans.chain(&a.hedges).copied();
            spans.chain(others.into_iter().chain(anonymity).flatten())
        });
        let transfers = self.transfers.into_iter().flatten().flat_map(|t| {
            let parties = [t.giver, t.receiver].into_iter().flatten().map(|party| party.span);
            let thing = t.thing.iter().map(|thing| thing.span);
            parties.chain(thing).chain(t.time.iter().map(|time| time.span)).chain([t.trigger])
        });
        self.sentences.iter().copied().chain(entities).chain(attributions).chain(transfers)
    }
}
