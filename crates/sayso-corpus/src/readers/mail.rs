//! Mail: a file with one message, or a mailbox with many. A message is a document.
//!
//! The plain part is read where there is one, else the text of the HTML. Attachments are not read, but for messages that are
//! passed on without a word.

mod mailbox;
mod message;

use super::open_file::OpenFile;
use super::reader::{Documents, Reader};
use super::sniff::text_start;
use crate::Format;
use crate::error::Cause;
use mailbox::Mailbox;

pub(super) const READER: Reader = Reader {
    format: Format {
        name: "mail",
        extensions: &["eml", "mbox", "mbx"],
        description: "E-mail, a message or a mailbox of them",
    },
    binary: false,
    is_signature: true,
    sniff: |head| mailbox::starts_message(head) || message::is_message(text_start(head)),
    open,
};

fn open(file: OpenFile<'_>) -> Result<Documents, Cause> {
    let id = file.source.id.clone();
    let is_mailbox = mailbox::starts_message(&file.stream.head);
    let (reader, explain, file) = file.bytes();
    Ok(Box::new(Mailbox::new(reader, explain, file, (!is_mailbox).then_some(id))))
}
