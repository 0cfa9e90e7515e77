//! Web archives: each page that was fetched is a document.
//!
//! Common Crawl, the Internet Archive, wget and browsertrix write them. Of the records, those that hold
//! a page or a text are read: responses of servers, resources, and conversions, as the WET files of
//! Common Crawl have them. Requests, metadata and revisits hold none and are passed over; responses
//! that are pictures, redirects or errors are counted as skipped. The address and the time of the
//! fetch become metadata.

mod body;
mod page;
mod records;

use super::head::Head;
use super::reader::{Documents, Reader};
use super::single_file::SingleFile;
use crate::error::Cause;
use crate::record::RecordFile;
use crate::{Format, Pending, Place};
use records::{Next, Records};

pub(super) const READER: Reader = Reader {
    format: Format {
        name: "warc",
        extensions: &["warc", "wet"],
        description: "WARC web archives, one document per page",
    },
    binary: true,
    is_signature: true,
    sniff: |head| head.starts_with(records::START),
    open: |file| {
        let (reader, explain, file) = file.bytes();
        let records = Records::new(reader, explain, file.options.record_limit());
        let documents: Documents = Box::new(Pages { records, file, record: 0 });
        Ok(documents)
    },
};

/// The pages of an archive, in order.
struct Pages {
    records: Records,
    file: RecordFile,
    /// The number of the record read last, those without a page included.
    record: u64,
}

impl Iterator for Pages {
    type Item = Pending;

    fn next(&mut self) -> Option<Pending> {
        loop {
            let next = self.records.next(holds_page);
            self.record += 1;
            let origin = self.file.origin(Place::Record(self.record));
            let cause = match next {
                Next::End => return None,
                Next::Other => continue,
                Next::Record(record) => {
                    let id = format!("{}:{}", self.file.name, self.record);
                    let size = record.content.len();
                    let limit = self.file.options.limit;
                    let file = SingleFile { id, origin: origin.clone(), size: None };
                    let parse = move || page::document(record, file, limit);
                    return Some(Pending::new(origin, size, parse));
                }
                Next::TooLong(record) => match page::body_of(&record.head, &record.content) {
                    Ok(_) => Cause::RecordTooLong(self.file.options.record_limit()),
                    // A film is no page, however long it is.
                    Err(cause) => cause,
                },
                Next::Faulty(cause) => cause,
            };
            return Some(page::error(origin, cause).into());
        }
    }
}

/// Whether a record may hold a page, by its head alone.
fn holds_page(head: &Head) -> bool {
    let kind = head.get("WARC-Type").unwrap_or_default().to_ascii_lowercase();
    let (media_type, _) = head.media_type();
    let address = head.get("WARC-Target-URI").unwrap_or_default().trim_matches(['<', '>']);
    match kind.as_str() {
        // A look-up of a name is a response too.
        "response" => !media_type.starts_with("text/dns") && !address.starts_with("dns:"),
        // wget stores its log as a resource.
        "resource" | "conversion" => {
            !address.starts_with("metadata:") && !address.starts_with("urn:")
        }
        _ => false,
    }
}
