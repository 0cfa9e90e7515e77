//! One reader per format, each turning a stream of bytes into pending documents.
//!
//! A reader never stops at a bad record if it can tell where the next one starts, and never holds
//! more than one record and one buffer.

mod html;
mod json;
mod jsonl;
mod lines;
#[cfg(feature = "parquet")]
mod parquet;
mod table;
mod text;

use std::io::Read;
use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8};
use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::error::{Cause, ReadError};
use crate::input::open::{Meter, Stream};
use crate::input::{Source, content, name};
use crate::record::RecordFile;
use crate::{Format, Pending, ReadOptions, encoding};

/// The documents of one file, in order.
pub(crate) type Documents = Box<dyn Iterator<Item = Pending> + Send>;

/// Opens a file and finds the reader for it.
pub(crate) fn documents(
    source: &Source,
    options: &Arc<ReadOptions>,
    meter: &Meter,
) -> Result<Documents, ReadError> {
    open(source, options, meter).map_err(|cause| source.error(cause))
}

fn open(source: &Source, options: &Arc<ReadOptions>, meter: &Meter) -> Result<Documents, Cause> {
    let stream = Stream::open(source, meter)?;
    let format = format_of(source, options, &stream.head);
    if format != Format::Parquet
        && let Some(cause) = content::not_text(&stream.head)
    {
        return Err(cause);
    }
    let single = |pending| Box::new(std::iter::once(pending)) as Documents;
    Ok(match format {
        Format::Text => single(text::read(stream, source, options)?),
        Format::Html => single(html::read(stream, source, options)?),
        Format::JsonLines => {
            let (stream, file) = records(stream, source, options)?;
            Box::new(jsonl::JsonLines::new(stream, file))
        }
        Format::Json => {
            let (stream, file) = records(stream, source, options)?;
            Box::new(json::JsonValues::new(stream, file))
        }
        Format::Csv | Format::Tsv => {
            let (stream, file) = records(stream, source, options)?;
            let delimiter = (format == Format::Tsv).then_some(b'\t');
            Box::new(table::Table::open(stream, file, delimiter)?)
        }
        #[cfg(feature = "parquet")]
        Format::Parquet => {
            let file = record_file(source, options, None);
            Box::new(parquet::Rows::open(stream, source, file, meter)?)
        }
        #[cfg(not(feature = "parquet"))]
        Format::Parquet => return Err(Cause::NoParquet),
    })
}

fn format_of(source: &Source, options: &ReadOptions, head: &[u8]) -> Format {
    if let Some(forced) = options.format {
        return forced;
    }
    let format = name::by_extension(&source.shown).unwrap_or_else(|| content::guess_format(head));
    if format == Format::Json && content::is_json_lines(head) { Format::JsonLines } else { format }
}

/// The bytes of a record file as UTF-8, without byte-order mark, and what its records share.
fn records(
    mut stream: Stream,
    source: &Source,
    options: &Arc<ReadOptions>,
) -> Result<(Utf8Stream, RecordFile), Cause> {
    let codec = stream.codec;
    let marked = Encoding::for_bom(&stream.head);
    let (encoding, guessed) = match marked {
        Some((encoding, _)) => (encoding, false),
        None => (encoding::utf16_without_mark(&stream.head).unwrap_or(UTF_8), true),
    };
    let mark = marked.map_or(0, |(_, length)| length);
    stream.read_exact(&mut [0; 3][..mark]).map_err(Cause::Io)?;
    if encoding == UTF_8 {
        let reader = Box::new(stream);
        return Ok((Utf8Stream { reader, codec }, record_file(source, options, None)));
    }
    let reader =
        DecodeReaderBytesBuilder::new().encoding(Some(encoding)).bom_sniffing(false).build(stream);
    let file = record_file(source, options, Some((encoding.name(), guessed)));
    Ok((Utf8Stream { reader: Box::new(reader), codec }, file))
}

fn record_file(
    source: &Source,
    options: &Arc<ReadOptions>,
    recoded: Option<(&'static str, bool)>,
) -> RecordFile {
    RecordFile {
        options: Arc::clone(options),
        path: Arc::clone(&source.shown),
        name: Arc::clone(&source.name),
        recoded,
    }
}

/// What the record readers read from. UTF-8 as far as the file kept its promise.
struct Utf8Stream {
    reader: Box<dyn Read + Send>,
    codec: Option<content::Codec>,
}
