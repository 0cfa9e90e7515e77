//! Plain text: a file is a document.

use super::open_file::OpenFile;
use super::reader::{Documents, Reader};
use super::single_file::SingleFile;
use super::sniff::never;
use crate::error::Cause;
use crate::{Format, Pending, encoding};

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
    let limit = options.limit;
    let (bytes, cut) = stream.read_up_to(limit)?;
    let file = SingleFile::new(source, &stream);
    let pending = Pending::new(source.origin(), bytes.len(), move || {
        let (text, notes) = encoding::decode(bytes, cut, None);
        Ok(file.document(text, notes, cut, limit))
    });
    Ok(Box::new(std::iter::once(pending)))
}
