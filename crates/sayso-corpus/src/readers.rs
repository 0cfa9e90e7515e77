//! One reader per format, each turning a stream of bytes into pending documents.
//!
//! A reader never stops at a bad record if it can tell where the next one starts, and never holds
//! more than one record and one buffer. A new format is a file in this folder with a [`Reader`]
//! constant, and a line in [`READERS`].

mod beside;
mod csv;
mod front_matter;
mod head;
mod html;
mod json;
mod jsonl;
mod lines;
mod mail;
mod object;
mod open_file;
mod parquet;
mod reader;
mod single_file;
mod sniff;
mod table;
mod text;
mod tsv;
mod warc;
mod xml;

pub(crate) use html::page;
pub(crate) use reader::Documents;

use std::sync::Arc;

use crate::error::{Cause, ReadError};
use crate::file::content;
use crate::file::extension::extension;
use crate::file::source::{Location, Source};
use crate::file::stream::{Meter, Stream};
use crate::{Cancel, Format, ReadOptions};
use open_file::OpenFile;
use reader::Reader;

/// All readers. Where several could read a file, the first whose `sniff` accepts it does.
const READERS: &[Reader] = &[
    text::READER,
    html::READER,
    jsonl::READER,
    json::READER,
    csv::READER,
    tsv::READER,
    parquet::READER,
    warc::READER,
    xml::READER,
    mail::READER,
];

/// The reader of files that no other one recognises.
const FALLBACK: Reader = text::READER;

/// The formats that can be read, in a fixed order.
///
/// ```
/// for format in sayso_corpus::formats() {
///     println!("{}: {}", format.name, format.description);
/// }
/// assert!(sayso_corpus::formats().any(|format| format.name == "parquet"));
/// ```
pub fn formats() -> impl Iterator<Item = Format> {
    READERS.iter().map(|reader| reader.format)
}

/// Whether the extension of a file belongs to a known format.
pub(crate) fn has_known_extension(name: &str) -> bool {
    extension(name).is_some_and(|extension| READERS.iter().any(|r| r.claims(extension)))
}

/// Opens a file and finds the reader for it.
pub(crate) fn documents(
    source: &Source,
    options: &Arc<ReadOptions>,
    meter: &Meter,
    cancel: &Cancel,
) -> Result<Documents, ReadError> {
    let open = || {
        if beside::is_metadata(source, options) {
            return Err(Cause::Beside);
        }
        let stream = Stream::open(source, meter, cancel)?;
        let path = match &source.location {
            Location::File(path) => Some(path.as_path()),
            Location::Stdin => None,
        };
        if options.own.is_some_and(|is_own| is_own(path, &stream.head)) {
            return Err(Cause::Own);
        }
        let reader = choose(options.format, &source.shown, &stream.head);
        match content::not_text(&stream.head) {
            Some(cause) if !reader.binary => Err(cause),
            _ => (reader.open)(OpenFile { stream, source, options, meter }),
        }
    };
    open().map_err(|cause: Cause| source.error(cause))
}

/// The reader of the format asked for, or that of an unmistakable start, or of the file's extension,
/// or of its contents.
fn choose(wanted: Option<Format>, name: &str, head: &[u8]) -> &'static Reader {
    if let Some(wanted) = wanted {
        return READERS.iter().find(|reader| reader.format == wanted).unwrap_or(&FALLBACK);
    }
    // A container by another name must not be read as a text.
    let signed = READERS.iter().find(|reader| reader.is_signature && (reader.sniff)(head));
    if let Some(reader) = signed {
        return reader;
    }
    let extension = extension(name);
    let claimants = || READERS.iter().filter(|r| extension.is_some_and(|e| r.claims(e)));
    match claimants().next_back() {
        Some(last) => claimants().find(|reader| (reader.sniff)(head)).unwrap_or(last),
        None => READERS.iter().find(|reader| (reader.sniff)(head)).unwrap_or(&FALLBACK),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extension_and_contents_choose_the_reader() {
        #[track_caller]
        fn check(name: &str, head: &str, expected: &str) {
            assert_eq!(choose(None, name, head.as_bytes()).format.name, expected);
        }
        check("a", "He said so, didn't he?", "text");
        check("a.v2", "\n<!DOCTYPE HTML><p>", "html");
        check("a.txt", "<!DOCTYPE html><p>", "text");
        check("a.HTML.gz", "He said so.", "html");
        check("a", "{\"id\": 1}\n{\"id\": 2}\n", "jsonl");
        check("a.json", "{\"id\": 1}\n{\"id\": 2}\n", "jsonl");
        check("a", "{\n  \"id\": 1\n}", "json");
        check("a.json", "[{\"id\": 1}]", "json");
        check("a.ndjson.zst", "[{\"id\": 1}]", "jsonl");
        check("a", "[{\"id\": 1}]", "text");
        check("a", "{curly} words", "text");
        check("a", "id,text\n1,One.\n", "text");
        check("a.csv", "id,text\n1,One.\n", "csv");
        check("a.tab", "", "tsv");
        check("a", "PAR1....", "parquet");
        check("a.txt", "PAR1....", "parquet");
        check("a.txt", "WARC/1.0\r\n", "warc");
        check("a.wet.gz", "", "warc");
        check("a.txt", "<?xml version=\"1.0\"?>\n<rss version=\"2.0\">", "xml");
        check("a", "<?xml version=\"1.0\"?><project>", "xml");
        check("a", "<?xml version=\"1.0\"?><!DOCTYPE html><html>", "html");
        check("a", "From: Joan\nMessage-ID: <1@a>\nSubject: Pool\n\nOne.", "mail");
        check("a", "From: Joan\nTo: Kim\nSubject: Pool\n\nOne.", "text");
        check("a", "From: our correspondent\nThe pool will open.", "text");
        check("a", &format!("{{\"text\": \"{}", "word ".repeat(2000)), "jsonl");
    }

    #[test]
    fn the_format_asked_for_is_taken() {
        for format in formats() {
            assert_eq!(choose(Some(format), "a.csv", b"{}").format, format);
        }
    }
}
