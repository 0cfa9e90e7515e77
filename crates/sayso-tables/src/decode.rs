//! Turns rows of tables back into a record.

use std::path::{Path, PathBuf};

use arrow_array::{ArrayRef, RecordBatch};
use sayso::{Actuality, Polarity, QuotationType, SourceKind, Stance, ThingKind, TransferStatus};
use sayso_record::{
    AmountRecord, AnonymityRecord, AttributionRecord, ContentRecord, CueRecord, EntityRecord,
    Layer, MentionRecord, Meta, PartyRecord, Record, SourceRecord, SpanRecord, ThingRecord,
    TransferRecord, TransferTimeRecord,
};
use serde::de::DeserializeOwned;
use serde_json::Map;

use crate::Table;
use crate::batches::Batches;
use crate::cell::Cell;
use crate::error::{ReadError, shown};
use crate::schema::columns::{ATTRIBUTIONS, DOCUMENTS, ENTITIES, MENTIONS, TRANSFERS, place};

/// Reads the rows of a table, one after the other.
pub(crate) struct RowReader {
    path: PathBuf,
    table: Table,
    batches: Batches,
    /// The columns of the current batch, in the order of the schema.
    columns: Vec<ArrayRef>,
    /// The current row in it, and how many it has.
    row: usize,
    rows: usize,
    /// Rows in the batches before it.
    before: u64,
}

impl RowReader {
    pub(crate) fn new(path: &Path, table: Table, batches: Batches) -> Self {
        let path = path.to_owned();
        Self { path, table, batches, columns: Vec::new(), row: 0, rows: 0, before: 0 }
    }

    /// The current row, if there is one.
    fn current(&mut self) -> Result<Option<Row<'_>>, ReadError> {
        while self.row == self.rows {
            let Some(batch) = self.batches.next() else { return Ok(None) };
            self.before += self.rows as u64;
            let batch = batch?;
            (self.row, self.rows) = (0, batch.num_rows());
            self.columns = self.conform(&batch)?;
        }
        Ok(Some(Row { rows: self }))
    }

    /// The current row if it belongs to `document`, which is the next that can.
    fn of(&mut self, document: i64) -> Result<Option<Row<'_>>, ReadError> {
        let (path, table) = (shown(&self.path), self.table);
        let Some(row) = self.current()? else { return Ok(None) };
        match row.integer(0)? {
            found if found == document => Ok(Some(row)),
            found if found > document => Ok(None),
            _ => Err(ReadError::Order { path, table, row: row.number() }),
        }
    }

    /// The columns of a batch, whatever else it has and in which order.
    fn conform(&self, batch: &RecordBatch) -> Result<Vec<ArrayRef>, ReadError> {
        let find = |column: &crate::Column| {
            batch.column_by_name(column.name).cloned().ok_or_else(|| ReadError::NoColumn {
                path: shown(&self.path),
                table: self.table,
                column: column.name,
            })
        };
        self.table.columns().iter().map(find).collect()
    }
}

/// The next record; nothing at the end. Documents without one are added to `failures`.
pub(crate) fn record(
    tables: &mut [RowReader; Table::OF_RECORDS.len()],
    failures: &mut u64,
) -> Result<Option<Record>, ReadError> {
    let [documents, entities, mentions, attributions, transfers] = tables;
    loop {
        let Some(row) = documents.current()? else {
            for rows in [entities, mentions, attributions, transfers] {
                let (path, table) = (shown(&rows.path), rows.table);
                if let Some(row) = rows.current()? {
                    return Err(ReadError::Order { path, table, row: row.number() });
                }
            }
            return Ok(None);
        };
        let failed = row.text(const { place(DOCUMENTS, "error") })?.is_some();
        *failures += u64::from(failed);
        let head = (!failed).then(|| row.document()).transpose()?;
        documents.row += 1;
        let Some((document, mut record)) = head else { continue };

        while let Some(row) = entities.of(document)? {
            let entity = row.entity()?;
            record.entities.get_or_insert_default().push(entity);
            entities.row += 1;
        }
        let found = record.entities.as_deref_mut().unwrap_or_default();
        while let Some(row) = mentions.of(document)? {
            row.mention_into(found)?;
            mentions.row += 1;
        }
        while let Some(row) = attributions.of(document)? {
            let attribution = row.attribution()?;
            record.attributions.get_or_insert_default().push(attribution);
            attributions.row += 1;
        }
        while let Some(row) = transfers.of(document)? {
            let transfer = row.transfer()?;
            record.transfers.get_or_insert_default().push(transfer);
            transfers.row += 1;
        }
        return Ok(Some(record));
    }
}

/// One row.
struct Row<'a> {
    rows: &'a RowReader,
}

impl Row<'_> {
    /// Its number, from 1.
    fn number(&self) -> u64 {
        self.rows.before + self.rows.row as u64 + 1
    }

    fn odd(&self, column: usize) -> ReadError {
        ReadError::Value {
            path: shown(&self.rows.path),
            table: self.rows.table,
            row: self.number(),
            column: self.rows.table.columns()[column].name,
        }
    }

    fn cell(&self, column: usize) -> Result<Cell<'_>, ReadError> {
        let schema = &self.rows.table.columns()[column];
        let cell = Cell::read(&self.rows.columns[column], schema.kind, self.rows.row);
        cell.filter(|cell| schema.nullable || *cell != Cell::Null).ok_or_else(|| self.odd(column))
    }

    fn integer(&self, column: usize) -> Result<i64, ReadError> {
        match self.cell(column)? {
            Cell::Integer(value) => Ok(value),
            _ => Err(self.odd(column)),
        }
    }

    fn number_at(&self, column: usize) -> Result<Option<u32>, ReadError> {
        match self.cell(column)? {
            Cell::Number(value) => Ok(Some(value)),
            _ => Ok(None),
        }
    }

    fn need_number(&self, column: usize) -> Result<u32, ReadError> {
        self.number_at(column)?.ok_or_else(|| self.odd(column))
    }

    fn share(&self, column: usize) -> Result<f32, ReadError> {
        match self.cell(column)? {
            Cell::Share(value) => Ok(value),
            _ => Err(self.odd(column)),
        }
    }

    fn amount(&self, column: usize) -> Result<Option<f64>, ReadError> {
        match self.cell(column)? {
            Cell::Amount(value) => Ok(Some(value)),
            _ => Ok(None),
        }
    }

    fn text(&self, column: usize) -> Result<Option<String>, ReadError> {
        match self.cell(column)? {
            Cell::Text(text) => Ok(Some(text.into_owned())),
            _ => Ok(None),
        }
    }

    fn need_text(&self, column: usize) -> Result<String, ReadError> {
        self.text(column)?.ok_or_else(|| self.odd(column))
    }

    /// A word that stands for a value.
    fn named<T>(&self, column: usize, value: impl Fn(&str) -> Option<T>) -> Result<T, ReadError> {
        value(&self.need_text(column)?).ok_or_else(|| self.odd(column))
    }

    fn json<T: DeserializeOwned + Default>(&self, column: usize) -> Result<T, ReadError> {
        match self.text(column)? {
            Some(json) => serde_json::from_str(&json).map_err(|_| self.odd(column)),
            None => Ok(T::default()),
        }
    }

    fn span(&self, column: usize) -> Result<Option<SpanRecord>, ReadError> {
        match self.cell(column)? {
            Cell::Span(span) => Ok(Some(span)),
            _ => Ok(None),
        }
    }

    fn spans(&self, column: usize) -> Result<Option<Vec<SpanRecord>>, ReadError> {
        match self.cell(column)? {
            Cell::Spans(spans) => Ok(Some(spans.into_owned())),
            _ => Ok(None),
        }
    }

    /// The numbers of a list; none where there is no list.
    fn numbers(&self, column: usize) -> Result<Vec<u32>, ReadError> {
        let Cell::Integers(integers) = self.cell(column)? else { return Ok(Vec::new()) };
        let numbers = integers.into_iter().map(|number| u32::try_from(number).ok());
        numbers.collect::<Option<_>>().ok_or_else(|| self.odd(column))
    }

    fn need_spans(&self, column: usize) -> Result<Vec<SpanRecord>, ReadError> {
        self.spans(column)?.ok_or_else(|| self.odd(column))
    }

    /// The record without entities and attributions, and its number.
    fn document(&self) -> Result<(i64, Record), ReadError> {
        const fn at(name: &str) -> usize {
            place(DOCUMENTS, name)
        }
        let layers = self.need_text(const { at("layers") })?;
        let has = |layer: Layer| layers.split(',').any(|name| name == layer.as_str());
        let extra: Map<String, serde_json::Value> = self.json(const { at("extra") })?;
        let record = Record {
            format: self.need_number(const { at("format") })?,
            id: self.need_text(const { at("id") })?,
            meta: Meta {
                path: self.text(const { at("path") })?,
                title: self.text(const { at("title") })?,
                date: self.text(const { at("date") })?,
                publisher: self.text(const { at("publisher") })?,
                extra,
            },
            notes: self.json(const { at("notes") })?,
            offsets: self.named(const { at("offsets") }, sayso::OffsetUnit::from_name)?,
            text: self.text(const { at("text") })?,
            sentences: self.spans(const { at("sentences") })?,
            tokens: None,
            words: None,
            quotations: None,
            boilerplate: None,
            entities: has(Layer::Entities).then(Vec::new),
            attributions: has(Layer::Attributions).then(Vec::new),
            transfers: has(Layer::Transfers).then(Vec::new),
        };
        Ok((self.integer(const { at("document") })?, record))
    }

    fn entity(&self) -> Result<EntityRecord, ReadError> {
        const fn at(name: &str) -> usize {
            place(ENTITIES, name)
        }
        Ok(EntityRecord {
            id: self.need_number(const { at("entity") })?,
            kind: self.need_text(const { at("kind") })?,
            name: self.need_text(const { at("name") })?,
            r#ref: self.text(const { at("ref") })?,
            country: self.text(const { at("country") })?,
            acts_for: self.text(const { at("acts_for") })?,
            role: self.text(const { at("role") })?,
            affiliation: self.number_at(const { at("affiliation") })?,
            value: self.text(const { at("value") })?,
            low: self.amount(const { at("low") })?,
            high: self.amount(const { at("high") })?,
            unit: self.text(const { at("unit") })?,
            approximate: self.number_at(const { at("approximate") })?.is_some_and(|flag| flag > 0),
            thing: self.span(const { at("thing_span") })?,
            mentions: Vec::new(),
            references: Vec::new(),
        })
    }

    /// Adds the mention to its entity.
    fn mention_into(&self, entities: &mut [EntityRecord]) -> Result<(), ReadError> {
        const fn at(name: &str) -> usize {
            place(MENTIONS, name)
        }
        let id = self.need_number(const { at("entity") })?;
        let mention = MentionRecord {
            start: self.need_number(const { at("start") })?,
            end: self.need_number(const { at("end") })?,
            confidence: self.share(const { at("confidence") })?,
            link: self.share(const { at("link") })?,
            acts: self.number_at(const { at("acts") })?.is_some_and(|flag| flag > 0),
        };
        let i = match entities.get(id as usize) {
            Some(entity) if entity.id == id => Some(id as usize),
            _ => entities.iter().position(|entity| entity.id == id),
        };
        let i = i.ok_or_else(|| self.odd(const { at("entity") }))?;
        match self.need_text(const { at("form") })?.as_str() {
            "name" => entities[i].mentions.push(mention),
            "reference" => entities[i].references.push(mention),
            _ => return Err(self.odd(const { at("form") })),
        }
        Ok(())
    }

    fn attribution(&self) -> Result<AttributionRecord, ReadError> {
        const fn at(name: &str) -> usize {
            place(ATTRIBUTIONS, name)
        }
        let reason = self.span(const { at("anonymity_reason_span") })?;
        let anonymity = self.span(const { at("anonymity_span") })?;
        Ok(AttributionRecord {
            id: self.need_number(const { at("attribution") })?,
            source: SourceRecord {
                spans: self.need_spans(const { at("source_spans") })?,
                kind: self.named(const { at("source_kind") }, SourceKind::from_name)?,
                entity: self.number_at(const { at("source_entity") })?,
                members: self.numbers(const { at("source_members") })?,
                role: self.span(const { at("source_role_span") })?,
                affiliation: self.span(const { at("source_affiliation_span") })?,
                anonymity: anonymity.map(|span| AnonymityRecord { span, reason }),
            },
            cue: CueRecord {
                spans: self.need_spans(const { at("cue_spans") })?,
                lemma: self.need_text(const { at("cue_lemma") })?,
                addressee: self.span(const { at("addressee_span") })?,
                channel: self.span(const { at("channel_span") })?,
            },
            content: ContentRecord {
                spans: self.need_spans(const { at("content_spans") })?,
                quotation: self.named(const { at("quotation") }, QuotationType::from_name)?,
            },
            stance: self.named(const { at("stance") }, Stance::from_name)?,
            polarity: self.named(const { at("polarity") }, Polarity::from_name)?,
            actuality: self.named(const { at("actuality") }, Actuality::from_name)?,
            hedges: self.need_spans(const { at("hedge_spans") })?,
            parent: self.number_at(const { at("parent") })?,
            continues: self.number_at(const { at("continues") })?,
            confidence: self.share(const { at("confidence") })?,
        })
    }

    fn transfer(&self) -> Result<TransferRecord, ReadError> {
        const fn at(name: &str) -> usize {
            place(TRANSFERS, name)
        }
        let thing_span = self.span(const { at("thing_span") })?;
        let thing = |span| {
            Ok(ThingRecord {
                span,
                kind: self.named(const { at("thing_kind") }, ThingKind::from_name)?,
                amount: self.amount_from(const { at("amount") })?,
                worth: self.amount_from(const { at("worth") })?,
            })
        };
        let time_span = self.span(const { at("time_span") })?;
        let value = self.text(const { at("time_value") })?;
        Ok(TransferRecord {
            id: self.need_number(const { at("transfer") })?,
            trigger: self
                .span(const { at("trigger_span") })?
                .ok_or_else(|| self.odd(const { at("trigger_span") }))?,
            lemma: self.need_text(const { at("lemma") })?,
            giver: self.party(const { at("giver_span") }, const { at("giver_entity") })?,
            receiver: self.party(const { at("receiver_span") }, const { at("receiver_entity") })?,
            thing: thing_span.map(thing).transpose()?,
            status: self.named(const { at("status") }, TransferStatus::from_name)?,
            in_return: self.number_at(const { at("in_return") })?,
            time: time_span.map(|span| TransferTimeRecord { span, value }),
            attribution: self.number_at(const { at("attribution") })?,
            confidence: self.share(const { at("confidence") })?,
        })
    }

    fn party(&self, span: usize, entity: usize) -> Result<Option<PartyRecord>, ReadError> {
        let entity = self.number_at(entity)?;
        Ok(self.span(span)?.map(|span| PartyRecord { span, entity }))
    }

    /// An amount: its value is in this column, the rest of it in the three after it.
    fn amount_from(&self, column: usize) -> Result<Option<AmountRecord>, ReadError> {
        let Some(value) = self.text(column)? else { return Ok(None) };
        let (low, high) = (self.amount(column + 1)?, self.amount(column + 2)?);
        Ok(Some(AmountRecord { value, low, high, unit: self.text(column + 3)? }))
    }
}
