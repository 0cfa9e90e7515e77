//! The rows of a Parquet file.
//!
//! They are read as records rather than as Arrow arrays: the conversion to text is the same for
//! every string encoding, memory is one page per column, and half as many crates are compiled.
//! Nested columns are left out, as in JSON. A damaged row ends the file, because the columns
//! after it no longer agree on where they are.

use std::fs::File;
use std::io;

use parquet::basic::{ConvertedType, LogicalType, Repetition, TimeUnit};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::{Type, TypePtr};
use serde_json::Value;

use crate::error::{Cause, ReadError};
use crate::file::source::Location;
use crate::file::stream::{Meter, explain};
use crate::readers::open_file::OpenFile;
use crate::record::{Record, RecordFile, Role};
use crate::{Document, Pending, Place, encoding};

/// Rows decoded at a time. Texts are long: the library's default of 1024 would take megabytes.
const BATCH: usize = 32;

/// Days from 1970 to the year 9999.
const MOST_DAYS: i64 = 2_932_896;

/// The rows of a Parquet file, in order.
pub(super) struct Rows {
    rows: RowIter<'static>,
    file: RecordFile,
    /// The columns whose numbers are nanoseconds since 1970, which the row reader does not know.
    nanoseconds: Vec<String>,
    row: u64,
    ended: bool,
    progress: Progress,
}

impl Rows {
    pub(super) fn open(mut file: OpenFile<'_>) -> Result<Self, Cause> {
        let (disk, progress) = on_disk(&mut file)?;
        let file = file.record_file(None);
        let reader = SerializedFileReader::new(disk).map_err(corrupt)?;
        let metadata = reader.metadata().file_metadata();
        let total_rows = metadata.num_rows().max(1).unsigned_abs();
        let schema = metadata.schema();
        let columns: Vec<_> =
            schema.get_fields().iter().filter(|column| is_scalar(column)).cloned().collect();
        let is_text = |column: &&TypePtr| column.name() == file.options.text_field;
        if let Some(column) = schema.get_fields().iter().find(is_text).filter(|c| !is_scalar(c)) {
            let (field, found) = (column.name().to_owned(), nested(column));
            return Err(Cause::TextNotString { field, found });
        }
        if !columns.iter().any(|column| column.name() == file.options.text_field) {
            let names = schema.get_fields().iter().map(|column| column.name().to_owned());
            let field = file.options.text_field.clone();
            return Err(Cause::NoText { field, seen: names.collect() });
        }
        let nanoseconds = columns.iter().filter(|column| is_nanoseconds(column));
        let nanoseconds = nanoseconds.map(|column| column.name().to_owned()).collect();
        let chosen = Type::group_type_builder(schema.name())
            .with_fields(columns)
            .build()
            .map_err(corrupt)?;
        let rows = RowIter::from_file_into(Box::new(reader))
            .project(Some(chosen))
            .map_err(corrupt)?
            .with_batch_size(BATCH);
        let progress = Progress { total_rows, ..progress };
        Ok(Self { rows, file, nanoseconds, row: 0, ended: false, progress })
    }
}

impl Iterator for Rows {
    type Item = Pending;

    fn next(&mut self) -> Option<Pending> {
        if self.ended {
            return None;
        }
        let row = self.rows.next()?;
        self.row += 1;
        self.progress.advance(self.row);
        let origin = self.file.origin(Place::Row(self.row));
        match row {
            Ok(row) => {
                let bytes = held_bytes(&row);
                let (file, nanoseconds) = (self.file.clone(), self.nanoseconds.clone());
                let place = origin.place;
                let parse = move || document(row, &file, &nanoseconds, place);
                Some(Pending::new(origin, bytes, parse))
            }
            Err(error) => {
                self.ended = true;
                Some(ReadError::new(origin, corrupt(error)).into())
            }
        }
    }
}

/// Parquet is read from its end, so input that cannot be read backwards is copied to a temporary
/// file.
fn on_disk(file: &mut OpenFile<'_>) -> Result<(File, Progress), Cause> {
    let OpenFile { stream, source, meter, .. } = file;
    let head = stream.head.len() as u64;
    if let (Location::File(path), Some(size)) = (&source.location, stream.size) {
        let file = File::open(path).map_err(Cause::Io)?;
        let uncounted = size.saturating_sub(head);
        return Ok((
            file,
            Progress { meter: (*meter).clone(), uncounted, total_rows: 1, added: 0 },
        ));
    }
    let mut copy = tempfile::tempfile().map_err(Cause::Io)?;
    io::copy(stream, &mut copy).map_err(|error| explain(error, stream.codec))?;
    Ok((copy, Progress { meter: (*meter).clone(), uncounted: 0, total_rows: 1, added: 0 }))
}

/// Advances the meter with the rows, since the library reads the file by itself.
struct Progress {
    meter: Meter,
    uncounted: u64,
    total_rows: u64,
    added: u64,
}

impl Progress {
    fn advance(&mut self, row: u64) {
        let share = row.min(self.total_rows) as f64 / self.total_rows as f64;
        let due = (self.uncounted as f64 * share) as u64;
        self.meter.add(due - self.added);
        self.added = due;
    }
}

fn is_scalar(column: &Type) -> bool {
    let info = column.get_basic_info();
    column.is_primitive()
        && info.repetition() != Repetition::REPEATED
        && info.converted_type() != ConvertedType::INTERVAL
}

fn nested(column: &Type) -> &'static str {
    match column.get_basic_info().converted_type() {
        ConvertedType::LIST => "a list",
        ConvertedType::MAP | ConvertedType::MAP_KEY_VALUE => "a map",
        _ if column.get_basic_info().repetition() == Repetition::REPEATED => "a list",
        _ => "a structure",
    }
}

fn is_nanoseconds(column: &Type) -> bool {
    matches!(
        column.get_basic_info().logical_type_ref(),
        Some(LogicalType::Timestamp(kind)) if kind.unit == TimeUnit::NANOS
    )
}

fn held_bytes(row: &Row) -> usize {
    let size = |field: &Field| match field {
        Field::Str(text) => text.len(),
        Field::Bytes(bytes) => bytes.len(),
        _ => 8,
    };
    row.get_column_iter().map(|(name, field)| name.len() + size(field)).sum()
}

fn document(
    row: Row,
    file: &RecordFile,
    nanoseconds: &[String],
    place: Place,
) -> Result<Document, ReadError> {
    let mut record = Record::default();
    for (name, field) in row.into_columns() {
        let role = file.options.role(&name);
        match (role, field) {
            (Role::Text, Field::Str(text)) => record.text = Some(text),
            (Role::Text, Field::Bytes(bytes)) => {
                let (text, notes) = encoding::decode_utf8(bytes.data().to_vec(), false, None);
                (record.text, record.notes) = (Some(text), notes);
            }
            (Role::Text, other) => {
                let found = if matches!(other, Field::Null) { "null" } else { "of another type" };
                let cause = Cause::TextNotString { field: name, found };
                return Err(ReadError::new(file.origin(place), cause));
            }
            (_, Field::Long(time)) if nanoseconds.contains(&name) => {
                record.set(role, &name, scalar(Field::TimestampMicros(time.div_euclid(1000))));
            }
            // Bytes that are not text do not belong in metadata.
            (_, Field::Bytes(bytes)) => {
                if let Ok(text) = std::str::from_utf8(bytes.data()) {
                    record.set(role, &name, Value::String(text.to_owned()));
                }
            }
            (_, field) => record.set(role, &name, scalar(field)),
        }
    }
    record.finish(file, place, Vec::new)
}

fn scalar(field: Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(value) => value.into(),
        Field::Byte(value) => value.into(),
        Field::Short(value) => value.into(),
        Field::Int(value) => value.into(),
        Field::Long(value) => value.into(),
        Field::UByte(value) => value.into(),
        Field::UShort(value) => value.into(),
        Field::UInt(value) => value.into(),
        Field::ULong(value) => value.into(),
        Field::Float(value) => value.into(),
        Field::Double(value) => value.into(),
        Field::Str(value) => value.into(),
        // The library panics on times beyond its calendar: damage, or a sentinel value.
        Field::Date(days) if i64::from(days).abs() > MOST_DAYS => days.into(),
        Field::TimestampMillis(time) if (time / 86_400_000).abs() > MOST_DAYS => time.into(),
        Field::TimestampMicros(time) if (time / 86_400_000_000).abs() > MOST_DAYS => time.into(),
        // Dates, times and decimals in the form that people read.
        other => other.to_string().into(),
    }
}

/// Some of the library's messages quote the bytes at fault in full.
fn corrupt(error: ParquetError) -> Cause {
    const MOST: usize = 200;
    let message = error.to_string();
    match message.char_indices().nth(MOST) {
        Some((end, _)) => Cause::Parquet(ParquetError::General(format!("{}...", &message[..end]))),
        None => Cause::Parquet(error),
    }
}
