//! A record as rows of the tables, and what the whole corpus is about as rows of the others.

use sayso::{Date, OffsetUnit};
use sayso_record::{
    AmountRecord, AttributionRecord, EntityRecord, Layer, MentionRecord, Meta, PartyRecord, Record,
    RecordText, SpanRecord, ThingRecord, TransferRecord,
};
use sayso_report::{
    CorpusClaim, CorpusEntity, CorpusKey, CorpusMention, DocumentKey, DocumentKeys,
};

use crate::build::TableBuilder;
use crate::cell::Cell;
use crate::schema::Table;
use crate::schema::columns::{DOCUMENTS, place};

/// A longer sentence is none, and every attribution in it would repeat it.
const LONGEST_SENTENCE: usize = 10_000;

/// Between the pieces of a broken span.
const GAP: &str = " … ";

/// A record and its number in the corpus.
pub(crate) struct RecordRows<'r> {
    document: i64,
    record: &'r Record,
    text: Option<RecordText<'r>>,
    keys: &'r DocumentKeys,
}

impl<'r> RecordRows<'r> {
    pub(crate) fn new(document: i64, record: &'r Record, keys: &'r DocumentKeys) -> Self {
        let text = record.text.as_deref().map(|text| RecordText::new(text, record.offsets));
        Self { document, record, text, keys }
    }

    /// Puts all rows into the tables that are wanted, by means of `push`.
    pub(crate) fn push_into(
        &self,
        wants: impl Fn(Table) -> bool,
        mut push: impl FnMut(Table, &[Cell<'_>]),
    ) {
        if wants(Table::Documents) {
            push(Table::Documents, &self.document());
        }
        for (i, entity) in self.record.entities.iter().flatten().enumerate() {
            if wants(Table::Entities) {
                push(Table::Entities, &self.entity(entity, self.keys.entities.get(i)));
            }
            if wants(Table::Mentions) {
                let keys = self.keys.mentioned.get(i).copied().unwrap_or_default();
                for mention in &entity.mentions {
                    let key = keys[usize::from(mention.acts)];
                    push(Table::Mentions, &self.mention(entity, "name", mention, key));
                }
                let key = self.keys.entities.get(i).copied().flatten();
                for mention in &entity.references {
                    push(Table::Mentions, &self.mention(entity, "reference", mention, key));
                }
            }
        }
        if wants(Table::Attributions) {
            for (i, attribution) in self.record.attributions.iter().flatten().enumerate() {
                push(Table::Attributions, &self.attribution(attribution, i));
            }
        }
        if wants(Table::Transfers) {
            for (i, transfer) in self.record.transfers.iter().flatten().enumerate() {
                push(Table::Transfers, &self.transfer(transfer, i));
            }
        }
    }

    fn document(&self) -> Vec<Cell<'_>> {
        let record = self.record;
        let Meta { path, title, date, publisher, extra } = &record.meta;
        let words = record.text.as_ref().map(|text| word_count(text));
        vec![
            Cell::Integer(self.document),
            Cell::Text(record.id.as_str().into()),
            Cell::text(path.as_deref()),
            Cell::text(title.as_deref()),
            Cell::text(date.as_deref()),
            self.day(),
            Cell::text(publisher.as_deref()),
            Cell::owned((!extra.is_empty()).then(|| json(extra))),
            Cell::owned((!record.notes.is_empty()).then(|| json(&record.notes))),
            Cell::Number(record.format),
            Cell::Text(record.offsets.as_str().into()),
            Cell::Text(layers(record).into()),
            Cell::text(record.text.as_deref()),
            Cell::number(words),
            record.sentences.as_deref().map_or(Cell::Null, Cell::spans),
            Cell::Null,
        ]
    }

    fn entity<'a>(&'a self, entity: &'a EntityRecord, key: Option<&Option<u64>>) -> Vec<Cell<'a>> {
        let affiliation = entity.affiliation.and_then(|id| self.entity_called(id));
        vec![
            Cell::Integer(self.document),
            Cell::Text(self.record.id.as_str().into()),
            Cell::Number(entity.id),
            Cell::Text(entity.kind.as_str().into()),
            Cell::Text(entity.name.as_str().into()),
            Cell::text(entity.r#ref.as_deref()),
            Cell::text(entity.country.as_deref()),
            Cell::text(entity.acts_for.as_deref()),
            Cell::text(entity.role.as_deref()),
            Cell::number(entity.affiliation),
            Cell::text(affiliation.map(|entity| entity.name.as_str())),
            Cell::text(entity.value.as_deref()),
            Cell::amount(entity.low),
            Cell::amount(entity.high),
            Cell::text(entity.unit.as_deref()),
            Cell::number(entity.approximate.then_some(1)),
            self.at(entity.thing),
            Cell::span(entity.thing),
            Cell::key(key.copied().flatten()),
            Cell::Number(entity.mentions.len() as u32),
            Cell::Number(entity.references.len() as u32),
        ]
    }

    fn mention<'a>(
        &'a self,
        entity: &'a EntityRecord,
        form: &'static str,
        mention: &MentionRecord,
        key: Option<u64>,
    ) -> Vec<Cell<'a>> {
        vec![
            Cell::Integer(self.document),
            Cell::Text(self.record.id.as_str().into()),
            Cell::Number(entity.id),
            Cell::Text(entity.kind.as_str().into()),
            Cell::Text(entity.name.as_str().into()),
            Cell::Text(form.into()),
            Cell::Number(mention.start),
            Cell::Number(mention.end),
            self.at(Some(SpanRecord(mention.start, mention.end))),
            Cell::number(self.sentence(mention.start)),
            Cell::Share(mention.confidence),
            Cell::Share(mention.link),
            Cell::number(mention.acts.then_some(1)),
            Cell::key(key),
        ]
    }

    fn attribution<'a>(&'a self, attribution: &'a AttributionRecord, i: usize) -> Vec<Cell<'a>> {
        let AttributionRecord { source, cue, content, hedges, .. } = attribution;
        let who = self.keys.sources.get(i);
        let member_keys = self.keys.members.get(i).into_iter().flatten();
        let counted_as = self.keys.source_kinds.get(i).copied().unwrap_or(source.kind);
        let entity = source.entity.and_then(|id| self.entity_called(id));
        let anonymity = source.anonymity.as_ref();
        let reason = anonymity.and_then(|anonymity| anonymity.reason);
        let anonymity = anonymity.map(|anonymity| anonymity.span);
        let said = self.pieces(&content.spans);
        let said_words = said.as_deref().map(word_count);
        let sentence = cue.spans.first().and_then(|span| self.sentence(span.0));
        let own = [
            Cell::Number(attribution.id),
            Cell::owned(self.pieces(&source.spans)),
            Cell::Text(source.kind.as_str().into()),
            Cell::number(source.entity),
            Cell::key(who.and_then(|who| who.key)),
            Cell::text(who.and_then(|who| who.label.as_deref())),
            Cell::Text(counted_as.as_str().into()),
            Cell::integers(source.members.iter().map(|&member| member.into())),
            Cell::integers(member_keys.map(|&key| key as i64)),
            Cell::text(entity.map(|entity| entity.name.as_str())),
            Cell::text(entity.map(|entity| entity.kind.as_str())),
            self.at(source.role),
            self.at(source.affiliation),
            self.at(anonymity),
            self.at(reason),
            Cell::owned(self.pieces(&cue.spans)),
            Cell::Text(cue.lemma.as_str().into()),
            self.at(cue.addressee),
            self.at(cue.channel),
            Cell::owned(said),
            Cell::number(said_words),
            Cell::Text(content.quotation.as_str().into()),
            Cell::Text(attribution.stance.as_str().into()),
            Cell::Text(attribution.polarity.as_str().into()),
            Cell::Text(attribution.actuality.as_str().into()),
            self.hedges(hedges),
            Cell::number(attribution.parent),
            Cell::number(attribution.continues),
            Cell::Share(attribution.confidence),
            Cell::number(sentence),
            self.sentence_text(sentence),
            Cell::spans(&source.spans),
            Cell::span(source.role),
            Cell::span(source.affiliation),
            Cell::span(anonymity),
            Cell::span(reason),
            Cell::spans(&cue.spans),
            Cell::span(cue.addressee),
            Cell::span(cue.channel),
            Cell::spans(&content.spans),
            Cell::spans(hedges),
        ];
        self.article().into_iter().chain(own).collect()
    }

    fn transfer<'a>(&'a self, transfer: &'a TransferRecord, i: usize) -> Vec<Cell<'a>> {
        let thing = transfer.thing.as_ref();
        let amount = thing.and_then(|thing| thing.amount.as_ref());
        let worth = thing.and_then(|thing| thing.worth.as_ref());
        let time = transfer.time.as_ref();
        let sentence = self.sentence(transfer.trigger.0);
        let span = |party: Option<PartyRecord>| party.map(|party| party.span);
        let number = [Cell::Number(transfer.id)];
        let tail = [
            Cell::Text(transfer.status.as_str().into()),
            self.at(Some(transfer.trigger)),
            Cell::Text(transfer.lemma.as_str().into()),
            Cell::number(transfer.in_return),
            self.at(time.map(|time| time.span)),
            Cell::text(time.and_then(|time| time.value.as_deref())),
            Cell::number(transfer.attribution),
            Cell::Share(transfer.confidence),
            Cell::number(sentence),
            self.sentence_text(sentence),
            Cell::span(span(transfer.giver)),
            Cell::span(span(transfer.receiver)),
            Cell::span(thing.map(|thing| thing.span)),
            Cell::Span(transfer.trigger),
            Cell::span(time.map(|time| time.span)),
        ];
        let (giver, receiver) = (self.keys.givers.get(i), self.keys.receivers.get(i));
        let parties = [self.party(transfer.giver, giver), self.party(transfer.receiver, receiver)];
        let middle = parties.into_iter().flatten().chain(self.thing(thing));
        let amounts = [amount, worth].into_iter().flat_map(amount_cells);
        self.article().into_iter().chain(number).chain(middle).chain(amounts).chain(tail).collect()
    }

    fn party<'a>(
        &'a self,
        party: Option<PartyRecord>,
        who: Option<&'a DocumentKey>,
    ) -> [Cell<'a>; 5] {
        let id = party.and_then(|party| party.entity);
        let entity = id.and_then(|id| self.entity_called(id));
        [
            self.at(party.map(|party| party.span)),
            Cell::number(id),
            Cell::key(who.and_then(|who| who.key)),
            Cell::text(who.and_then(|who| who.label.as_deref())),
            Cell::text(entity.map(|entity| entity.name.as_str())),
        ]
    }

    fn thing(&self, thing: Option<&ThingRecord>) -> [Cell<'_>; 2] {
        let kind = thing.map(|thing| thing.kind.as_str());
        [self.at(thing.map(|thing| thing.span)), Cell::text(kind)]
    }

    /// What the rows of all tables of findings begin with: the article and when it appeared.
    fn article(&self) -> [Cell<'_>; 6] {
        let meta = &self.record.meta;
        [
            Cell::Integer(self.document),
            Cell::Text(self.record.id.as_str().into()),
            Cell::text(meta.title.as_deref()),
            Cell::text(meta.publisher.as_deref()),
            Cell::text(meta.date.as_deref()),
            self.day(),
        ]
    }

    fn day(&self) -> Cell<'static> {
        let date = self.record.meta.date.as_deref().and_then(sayso::Date::parse);
        date.map_or(Cell::Null, Cell::Day)
    }

    fn at(&self, span: Option<SpanRecord>) -> Cell<'_> {
        Cell::text(span.and_then(|span| self.text.as_ref()?.get(span)))
    }

    fn pieces(&self, spans: &[SpanRecord]) -> Option<String> {
        let text = self.text.as_ref()?;
        let pieces: Option<Vec<&str>> = spans.iter().map(|&span| text.get(span)).collect();
        pieces.filter(|pieces| !pieces.is_empty()).map(|pieces| pieces.join(GAP))
    }

    fn hedges(&self, spans: &[SpanRecord]) -> Cell<'_> {
        let hedge = |span: &SpanRecord| self.text.as_ref()?.get(*span).map(Into::into);
        spans.iter().map(hedge).collect::<Option<_>>().map_or(Cell::Null, Cell::Texts)
    }

    /// The number of the sentence in which `offset` lies.
    fn sentence(&self, offset: u32) -> Option<u32> {
        let sentences = self.record.sentences.as_ref()?;
        let i = sentences.partition_point(|sentence| sentence.1 <= offset);
        sentences.get(i).filter(|sentence| sentence.0 <= offset).map(|_| i as u32)
    }

    fn sentence_text(&self, sentence: Option<u32>) -> Cell<'_> {
        let span = sentence.and_then(|i| self.record.sentences.as_ref()?.get(i as usize));
        let text = span.and_then(|&span| self.text.as_ref()?.get(span));
        Cell::text(text.filter(|text| text.len() <= LONGEST_SENTENCE))
    }

    fn entity_called(&self, id: u32) -> Option<&EntityRecord> {
        let entities = self.record.entities.as_ref()?;
        let there = entities.get(id as usize).filter(|entity| entity.id == id);
        there.or_else(|| entities.iter().find(|entity| entity.id == id))
    }
}

fn amount_cells(amount: Option<&AmountRecord>) -> [Cell<'_>; 4] {
    [
        Cell::text(amount.map(|amount| amount.value.as_str())),
        Cell::amount(amount.and_then(|amount| amount.low)),
        Cell::amount(amount.and_then(|amount| amount.high)),
        Cell::text(amount.and_then(|amount| amount.unit.as_deref())),
    ]
}

/// The row of an entity of the whole corpus.
pub(crate) fn corpus_entity(entity: &CorpusEntity) -> Vec<Cell<'_>> {
    vec![
        Cell::key(Some(entity.key)),
        Cell::Text(entity.name.as_str().into()),
        Cell::Text(entity.kind.map_or("", |kind| kind.as_str()).into()),
        Cell::text(entity.role.as_deref()),
        Cell::text(entity.affiliation.as_deref()),
        Cell::Integer(entity.documents as i64),
    ]
}

/// The row of a key.
pub(crate) fn corpus_key(key: &CorpusKey) -> Vec<Cell<'_>> {
    vec![
        Cell::key(Some(key.key)),
        Cell::key(Some(key.entity)),
        Cell::Text(key.name.as_str().into()),
        Cell::Share(key.confidence),
    ]
}

/// The row of a claim. The columns after the first ones count what its mentions do with it, and are called so.
pub(crate) fn claim(claim: &CorpusClaim) -> Vec<Cell<'_>> {
    let names = |names: &'_ [String]| Cell::Texts(names.iter().map(|n| n.clone().into()).collect());
    let day = |day: Option<Date>| day.map_or(Cell::Null, Cell::Day);
    let head = [
        Cell::Text(claim.key.as_str().into()),
        Cell::Text(claim.wording.as_str().into()),
        names(&claim.about),
        Cell::Text(claim.story.as_str().into()),
        names(&claim.events),
        day(claim.first),
        day(claim.last),
        Cell::Integer(claim.documents as i64),
        Cell::Integer(claim.origins as i64),
        names(&claim.outlets),
        Cell::Integer(claim.mentions.len() as i64),
    ];
    let voices = &Table::Claims.columns()[head.len()..];
    let counted = voices.iter().map(|column| {
        let of_voice = claim.mentions.iter().filter(|mention| mention.voice == column.name);
        Cell::Integer(of_voice.count() as i64)
    });
    head.into_iter().chain(counted).collect()
}

/// The row of an attribution that does something with a claim.
pub(crate) fn claim_mention<'c>(
    claim: &'c CorpusClaim,
    mention: &'c CorpusMention,
) -> Vec<Cell<'c>> {
    vec![
        Cell::Text(claim.key.as_str().into()),
        Cell::Integer(mention.document as i64),
        Cell::Text(mention.id.as_ref().into()),
        Cell::Number(mention.attribution),
        Cell::Number(mention.start),
        Cell::Number(mention.end),
        Cell::Text(mention.voice.into()),
        Cell::Text(mention.stance.into()),
        Cell::Text(mention.polarity.into()),
        Cell::Share(mention.score),
    ]
}

/// The row of a document of which there is no record.
pub(crate) fn push_failure(
    documents: &mut TableBuilder,
    document: i64,
    id: &str,
    path: Option<&str>,
    error: &str,
) {
    let mut row = vec![Cell::Null; DOCUMENTS.len()];
    row[const { place(DOCUMENTS, "document") }] = Cell::Integer(document);
    row[const { place(DOCUMENTS, "id") }] = Cell::Text(id.into());
    row[const { place(DOCUMENTS, "path") }] = Cell::text(path);
    row[const { place(DOCUMENTS, "format") }] = Cell::Number(sayso_record::FORMAT);
    row[const { place(DOCUMENTS, "offsets") }] = Cell::Text(OffsetUnit::Char.as_str().into());
    row[const { place(DOCUMENTS, "layers") }] = Cell::Text("".into());
    row[const { place(DOCUMENTS, "error") }] = Cell::Text(error.into());
    documents.push(&row);
}

/// The layers of a record that tables keep.
fn layers(record: &Record) -> String {
    let has = |layer: &Layer| match layer {
        Layer::Text => record.text.is_some(),
        Layer::Sentences => record.sentences.is_some(),
        Layer::Entities => record.entities.is_some(),
        Layer::Attributions => record.attributions.is_some(),
        Layer::Transfers => record.transfers.is_some(),
        Layer::Words | Layer::Tokens | Layer::Quotations | Layer::Boilerplate => false,
    };
    let layers: Vec<&str> = Layer::ALL.into_iter().filter(has).map(Layer::as_str).collect();
    layers.join(",")
}

fn word_count(text: &str) -> u32 {
    text.split_ascii_whitespace().count() as u32
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("plain data")
}
