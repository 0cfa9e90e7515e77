//! Parquet: a file for each table, compressed with Zstandard.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use crate::batches::Batches;
use crate::error::{ReadError, WriteError, shown};
use crate::schema::{FORMAT, FORMAT_KEY, TABLE_KEY, Table};

/// The files of a folder, open for writing.
pub(crate) struct Files(Vec<ArrowWriter<File>>);

impl Files {
    /// Creates them; complaints name `output`.
    pub(crate) fn create(folder: &Path, output: &Path) -> Result<Self, WriteError> {
        let writer = |table: Table| {
            let file = File::create(file(folder, table)).map_err(WriteError::failed(output))?;
            let metadata = [(FORMAT_KEY, FORMAT.to_string()), (TABLE_KEY, table.as_str().into())];
            let metadata = metadata.map(|(key, value)| KeyValue::new(key.to_owned(), value));
            let properties = WriterProperties::builder()
                .set_compression(Compression::ZSTD(ZstdLevel::default()))
                .set_key_value_metadata(Some(metadata.to_vec()))
                .build();
            ArrowWriter::try_new(file, table.schema(), Some(properties))
                .map_err(WriteError::failed(output))
        };
        Table::ALL.into_iter().map(writer).collect::<Result<_, _>>().map(Self)
    }

    /// Writes rows as a row group of their own, so that no more than a batch is held.
    pub(crate) fn write(&mut self, table: Table, batch: &RecordBatch) -> Result<(), ParquetError> {
        let writer = &mut self.0[table as usize];
        writer.write(batch)?;
        writer.flush()
    }

    pub(crate) fn finish(self) -> Result<(), ParquetError> {
        for writer in self.0 {
            writer.into_inner()?.sync_all()?;
        }
        Ok(())
    }
}

/// The file of a table in its folder.
pub(crate) fn file(folder: &Path, table: Table) -> PathBuf {
    folder.join(format!("{}.parquet", table.as_str()))
}

/// Whether a file is one of ours.
pub(crate) fn is_table(path: &Path) -> bool {
    let opened = File::open(path).ok();
    let open = |file| caught(|| ParquetRecordBatchReaderBuilder::try_new(file)).ok();
    let builder = opened.and_then(open);
    builder.is_some_and(|builder| value(&builder, FORMAT_KEY).is_some())
}

/// The rows of a table in its folder.
pub(crate) fn batches(folder: &Path, table: Table) -> Result<Batches, ReadError> {
    let path = file(folder, table);
    if !path.exists() && table.may_be_absent() {
        return Ok(Box::new(std::iter::empty()));
    }
    if !path.exists() {
        return Err(ReadError::NoTable { path: shown(folder), table });
    }
    let opened = File::open(&path).map_err(ReadError::io(&path))?;
    let damaged = {
        let path = path.clone();
        move |error: &dyn std::error::Error| ReadError::damaged(&path, error)
    };
    let builder = caught(|| ParquetRecordBatchReaderBuilder::try_new(opened));
    let builder = builder.map_err(|e| damaged(&e))?;
    let found = value(&builder, FORMAT_KEY).and_then(|version| version.parse().ok());
    let found = found.ok_or_else(|| ReadError::Foreign { path: shown(&path) })?;
    ReadError::version(&path, found)?;
    // Texts are long.
    let rows = if table == Table::Documents { 32 } else { 1024 };
    let batches = caught(|| builder.with_batch_size(rows).build());
    let mut batches = batches.map_err(|e| damaged(&e))?;
    let next =
        move || caught(|| Ok(batches.next().transpose()?)).map_err(|e| damaged(&e)).transpose();
    Ok(Box::new(std::iter::from_fn(next)))
}

/// The result of `work`, which the library does not promise to give: some damage makes it panic.
fn caught<T>(work: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ParquetError> {
    // What the panic left half done is not used again: an error ends the reading.
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let message = panic.downcast_ref::<&str>().copied().map(str::to_owned);
        let message = message.or_else(|| panic.downcast_ref::<String>().cloned());
        Err(ParquetError::General(message.unwrap_or_else(|| "the reader panicked".to_owned())))
    })
}

fn value<'b>(builder: &'b ParquetRecordBatchReaderBuilder<File>, key: &str) -> Option<&'b str> {
    let pairs = builder.metadata().file_metadata().key_value_metadata()?;
    pairs.iter().find(|pair| pair.key == key)?.value.as_deref()
}
