//! Plain text: a file is a document.

use std::sync::Arc;

use super::beside;
use super::front_matter;
use super::open_file::OpenFile;
use super::reader::{Documents, Reader};
use super::single_file::SingleFile;
use super::sniff::never;
use crate::error::Cause;
use crate::record::Record;
use crate::{Format, Metadata, Note, Pending, encoding};

pub(super) const READER: Reader = Reader {
    format: Format {
        name: "text",
        extensions: &["txt", "text", "md", "markdown"],
        description: "Plain text, one document per file",
    },
    binary: false,
    is_signature: false,
    sniff: never,
    open,
};

/// Fetches the file up to the limit.
fn open(file: OpenFile<'_>) -> Result<Documents, Cause> {
    let OpenFile { mut stream, source, options, .. } = file;
    let (limit, options) = (options.limit, Arc::clone(options));
    let (bytes, cut) = stream.read_up_to(limit)?;
    let file = SingleFile::new(source, &stream);
    let beside = beside::read(source, &options);
    let pending = Pending::new(source.origin(), bytes.len(), move || {
        let (mut text, mut notes) = encoding::decode(bytes, cut, None);
        let front_matter = front_matter::take(&mut text, &options);
        notes.extend(front_matter.is_some().then_some(Note::FrontMatter));
        notes.extend(beside.is_some().then_some(Note::Beside));
        let mut document = file.document(text, notes, cut, limit);
        // What the text itself says comes last, and counts.
        for Record { id, title, date, publisher, extra, .. } in
            beside.into_iter().chain(front_matter)
        {
            let Metadata { path, extra: mut all, .. } = document.meta;
            all.extend(extra);
            document.id = id.unwrap_or(document.id);
            document.meta = Metadata {
                path,
                title: title.or(document.meta.title),
                date: date.or(document.meta.date),
                publisher: publisher.or(document.meta.publisher),
                extra: all,
            };
        }
        Ok(document)
    });
    Ok(Box::new(std::iter::once(pending)))
}
