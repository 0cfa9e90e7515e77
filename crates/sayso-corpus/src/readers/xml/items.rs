//! The items of an XML file as documents, with one item in memory at a time.

use std::io::{self, BufReader, Read};
use std::sync::Arc;

use quick_xml::errors::Error;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde_json::Value;

use super::kind::{Kind, Slot, line_breaks};
use crate::error::{Cause, ReadError};
use crate::markup;
use crate::readers::open_file::Explain;
use crate::record::{Record, RecordFile};
use crate::{Pending, Place};

/// So many elements that were never closed are passed over to find the one that is.
const MOST_UNCLOSED: usize = 64;

/// Items of one file, in order.
pub(super) struct Items {
    reader: Reader<BufReader<Bounded>>,
    explain: Explain,
    file: RecordFile,
    kind: Kind,
    buffer: Vec<u8>,
    /// The names of the open elements, the outermost first.
    open: Vec<String>,
    /// The title of the feed.
    publisher: String,
    item: Option<Item>,
    /// How many items have begun.
    count: u64,
    ended: bool,
}

/// An item that is being read.
#[derive(Default)]
struct Item {
    /// Its place among the items of the file.
    number: u64,
    /// How many elements are open around what it holds.
    depth: usize,
    fields: [String; 6],
    texts: [String; 2],
    /// What the element that is being read holds, and how many were open around it.
    slot: Option<(Slot, usize)>,
    /// The number of open elements around something that is not to be read.
    hidden: Option<usize>,
}

impl Items {
    pub(super) fn new(
        reader: Box<dyn Read + Send>,
        explain: Explain,
        file: RecordFile,
        kind: Kind,
    ) -> Self {
        let bounded = Bounded { reader, left: 0 };
        let mut reader = Reader::from_reader(BufReader::new(bounded));
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self {
            reader,
            explain,
            file,
            kind,
            buffer: Vec::new(),
            open: Vec::new(),
            publisher: String::new(),
            item: None,
            count: 0,
            ended: false,
        }
    }

    /// The next item that has been read to its end; nothing at the end of the file.
    fn next_item(&mut self) -> Result<Option<Item>, Cause> {
        loop {
            let limit = self.file.options.record_limit();
            self.reader.get_mut().get_mut().left = limit as u64;
            let mut buffer = std::mem::take(&mut self.buffer);
            buffer.clear();
            let event =
                self.reader.read_event_into(&mut buffer).map_err(|error| self.cause(error))?;
            let mut done = None;
            match event {
                Event::Start(element) => done = self.start(&element),
                Event::Empty(element) => {
                    done = self.start(&element);
                    let ended = self.end();
                    done = done.or(ended);
                }
                Event::End(element) => done = self.end_named(element.local_name().as_ref()),
                Event::Text(text) => self.text(&text.xml10_content()),
                Event::CData(text) => self.text(&text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let name = reference.xml10_content();
                    match markup::character(&format!("&{name};")) {
                        Some(character) => self.text(character.encode_utf8(&mut [0; 4])),
                        None => self.text(&format!("&{name};")),
                    }
                }
                Event::Eof if self.item.is_some() => return Err(Cause::XmlCutShort),
                Event::Eof => return Ok(None),
                _ => {}
            }
            self.buffer = buffer;
            if done.is_some() {
                return Ok(done);
            }
            if self.item.as_ref().is_some_and(|item| item.size() > limit) {
                self.item = None;
                return Err(Cause::RecordTooLong(limit));
            }
        }
    }

    fn cause(&self, error: Error) -> Cause {
        match error {
            Error::Io(error) => {
                let error = Arc::into_inner(error).unwrap_or_else(|| io::ErrorKind::Other.into());
                if error.kind() == io::ErrorKind::FileTooLarge {
                    Cause::RecordTooLong(self.file.options.record_limit())
                } else {
                    self.explain.cause(error)
                }
            }
            error => Cause::Xml(error.to_string()),
        }
    }

    /// Opens an element; gives the item before it if that was never closed.
    fn start(&mut self, element: &BytesStart<'_>) -> Option<Item> {
        let name = element.local_name();
        let name: &str = name.as_ref();
        let depth = self.open.len();
        let mut unclosed = None;
        if self.kind.is_item(name) && (self.item.is_none() || !self.kind.items_nest()) {
            self.count += 1;
            unclosed = self.item.replace(Item { number: self.count, depth, ..Item::default() });
        }
        if let Some(item) = &mut self.item {
            for attribute in element.attributes().flatten() {
                let key = attribute.key.local_name();
                let key: &str = key.as_ref();
                let value = || {
                    attribute
                        .normalized_value(XmlVersion::Implicit1_0)
                        .unwrap_or_default()
                        .into_owned()
                };
                let is_link = self.kind == Kind::Atom && name == "link" && key == "href";
                let slot =
                    if is_link { Some(Slot::Address) } else { self.kind.attribute(name, key) };
                if let Some(slot) = slot {
                    item.add_if_empty(slot, &value());
                }
                if self.kind == Kind::Tei && name == "date" && key == "when" {
                    let is_date = self.kind.slot(name, &self.open) == Some(Slot::Date);
                    if is_date {
                        item.add_if_empty(Slot::Date, &value());
                    }
                }
            }
            let is_lead = name == "block"
                && element
                    .attributes()
                    .flatten()
                    .any(|attribute| &*attribute.value == "lead_paragraph");
            item.start(
                if is_lead { Some(Slot::Nothing) } else { self.kind.slot(name, &self.open) },
                name,
                depth,
            );
        }
        self.open.push(name.to_owned());
        unclosed
    }

    /// Closes the innermost element with this name, and those in it that nobody has closed; gives the item if it was one
    /// of them. What closes nothing is passed over.
    fn end_named(&mut self, name: &str) -> Option<Item> {
        let near = self.open.iter().rev().take(MOST_UNCLOSED);
        let count = near.take_while(|open| *open != name).count() + 1;
        if count > self.open.len().min(MOST_UNCLOSED) {
            return None;
        }
        (0..count).fold(None, |done, _| {
            let ended = self.end();
            done.or(ended)
        })
    }

    /// Closes the innermost element; gives the item if it was that.
    fn end(&mut self) -> Option<Item> {
        let name = self.open.pop()?;
        let depth = self.open.len();
        let item = self.item.as_mut()?;
        item.end(&name, depth);
        if item.depth < depth { None } else { self.item.take() }
    }

    fn text(&mut self, text: &str) {
        match &mut self.item {
            Some(item) => item.text(text, self.kind.is_escaped_html()),
            None => {
                // The title of a feed is that of its outlet.
                let is_title = self.open.last().is_some_and(|name| name == "title");
                let of_feed = self.open.len() >= 2
                    && matches!(self.open[self.open.len() - 2].as_str(), "channel" | "feed");
                if is_title && of_feed {
                    self.publisher.push_str(text);
                }
            }
        }
    }

    fn document(&self, item: Item) -> Pending {
        let Item { number, fields, texts, .. } = item;
        let place = Place::Record(number);
        let [title, date, id, address, author, publisher] =
            fields.map(|field| one_line(&markup::strip(&field)));
        let [short, long] = texts;
        let text = if long.trim().is_empty() { short } else { long };
        let text = if self.kind.is_escaped_html() { markup::strip(&text) } else { text };
        let text = markup::one_blank_line(&text);
        let channel = one_line(&markup::strip(&self.publisher));
        let mut record = Record {
            text: Some(text),
            is_plain: true,
            id: some(id),
            title: some(title),
            date: some(date),
            publisher: some(publisher).or(some(channel)),
            ..Record::default()
        };
        for (name, value) in [("url", address), ("byline", author)] {
            if let Some(value) = some(value) {
                record.extra.insert(name.to_owned(), Value::String(value));
            }
        }
        match record.finish(&self.file, place, Vec::new) {
            Ok(document) => document.into(),
            Err(error) => error.into(),
        }
    }
}

fn some(value: String) -> Option<String> {
    Some(value).filter(|value| !value.is_empty())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Item {
    fn field(&mut self, slot: Slot) -> Option<&mut String> {
        Some(match slot {
            Slot::Title => &mut self.fields[0],
            Slot::Date => &mut self.fields[1],
            Slot::Id => &mut self.fields[2],
            Slot::Address => &mut self.fields[3],
            Slot::Author => &mut self.fields[4],
            Slot::Publisher => &mut self.fields[5],
            Slot::Text(rank) => &mut self.texts[usize::from(rank)],
            Slot::Nothing => return None,
        })
    }

    fn add_if_empty(&mut self, slot: Slot, value: &str) {
        if let Some(field) = self.field(slot).filter(|field| field.is_empty()) {
            field.push_str(value);
        }
    }

    fn size(&self) -> usize {
        self.fields.iter().chain(&self.texts).map(String::len).sum()
    }

    fn start(&mut self, slot: Option<Slot>, name: &str, depth: usize) {
        if self.hidden.is_some() {
            return;
        }
        if slot == Some(Slot::Nothing) {
            self.hidden = Some(depth);
            return;
        }
        match (self.slot, slot) {
            // The first title, date and so on count; texts are joined.
            (None, Some(slot)) => {
                let is_free = self.field(slot).is_some_and(|field| field.is_empty());
                if is_free || matches!(slot, Slot::Text(_)) {
                    self.slot = Some((slot, depth));
                    self.break_lines(2);
                }
            }
            (Some(_), _) => self.break_lines(line_breaks(name)),
            (None, None) => {}
        }
    }

    fn end(&mut self, name: &str, depth: usize) {
        if let Some(hidden) = self.hidden {
            if hidden >= depth {
                self.hidden = None;
            }
            return;
        }
        if self.slot.is_some() {
            self.break_lines(line_breaks(name));
        }
        if self.slot.is_some_and(|(_, outside)| outside >= depth) {
            self.slot = None;
        }
    }

    fn break_lines(&mut self, count: usize) {
        if count > 0
            && let Some((slot @ Slot::Text(_), _)) = self.slot
            && let Some(text) = self.field(slot)
        {
            let trimmed = text.trim_end_matches(' ').len();
            text.truncate(trimmed);
            let have = text.len() - text.trim_end_matches('\n').len();
            if !text.is_empty() {
                text.extend(std::iter::repeat_n('\n', count.saturating_sub(have)));
            }
        }
    }

    fn text(&mut self, text: &str, is_escaped_html: bool) {
        if self.hidden.is_some() {
            return;
        }
        let Some((slot, _)) = self.slot else { return };
        let Some(field) = self.field(slot) else { return };
        if is_escaped_html {
            field.push_str(text);
            return;
        }
        // White space between elements is layout.
        for c in text.chars() {
            if !c.is_whitespace() {
                field.push(c);
            } else if !field.is_empty() && !field.ends_with([' ', '\n']) {
                field.push(' ');
            }
        }
    }
}

impl Iterator for Items {
    type Item = Pending;

    fn next(&mut self) -> Option<Pending> {
        if self.ended {
            return None;
        }
        match self.next_item() {
            Ok(Some(item)) => Some(self.document(item)),
            Ok(None) => None,
            Err(cause) => {
                // A file that is not well-formed has no item that can be relied on after that.
                self.ended = !matches!(cause, Cause::RecordTooLong(_)) || self.item.is_some();
                let origin = self.file.origin(Place::Record(self.count.max(1)));
                Some(ReadError::new(origin, cause).into())
            }
        }
    }
}

/// A reader that ends with an error where a piece of the file is longer than a record may be.
struct Bounded {
    reader: Box<dyn Read + Send>,
    left: u64,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        // What is read ahead may belong to what follows.
        match self.left.checked_sub(count as u64) {
            Some(left) => self.left = left,
            None => return Err(io::ErrorKind::FileTooLarge.into()),
        }
        Ok(count)
    }
}
