//! XML of the kinds that news comes in: feeds, TEI, NITF and NewsML. One document per item.
//!
//! Which elements hold title, date and text is written down for each kind in `xml/kind.rs`; all else is
//! the same. XML of other kinds is refused: its tags must not be read as text.

mod items;
mod kind;
mod root;

use encoding_rs::Encoding;

use super::html;
use super::open_file::OpenFile;
use super::reader::{Documents, Reader};
use crate::Format;
use crate::error::Cause;
use items::Items;
use kind::Kind;

pub(super) const READER: Reader = Reader {
    format: Format {
        name: "xml",
        extensions: &["xml", "rss", "atom", "rdf", "tei", "nitf"],
        description: "XML: RSS and Atom feeds, TEI, NITF and NewsML, one document per item",
    },
    binary: false,
    is_signature: true,
    sniff: |head| root::name(head).is_some_and(|root| !root.name.eq_ignore_ascii_case("html")),
    open,
};

fn open(file: OpenFile<'_>) -> Result<Documents, Cause> {
    if html::sniff(&file.stream.head) {
        return (html::READER.open)(file);
    }
    let root = root::name(&file.stream.head).ok_or(Cause::NoXml)?;
    let kind = Kind::of_root(&root.name).ok_or(Cause::UnknownXml(root.name))?;
    let declared = root.encoding.and_then(|label| Encoding::for_label(label.as_bytes()));
    let (stream, file) = file.decoded(declared)?;
    let (reader, explain) = stream.into_parts();
    Ok(Box::new(Items::new(reader, explain, file, kind)))
}
