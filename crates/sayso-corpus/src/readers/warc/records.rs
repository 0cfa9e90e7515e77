//! The records of a WARC file, one after the other, of which at most one is in memory.
//!
//! A record says how long it is, and two line breaks follow it. Where that is not so, or where the
//! file is damaged, what starts like a record next is looked for.

use std::io::{ErrorKind, Read};

use memchr::memmem;

use crate::error::{Cause, WarcFault};
use crate::file::gzip::UnreadMember;
use crate::readers::head::Head;
use crate::readers::open_file::Explain;

/// How a record starts.
pub(super) const START: &[u8] = b"WARC/";

/// The same in the middle of a file.
const NEXT_START: &[u8] = b"\nWARC/";

/// The same where bytes of no record stand before it.
const ANY_START: &[u8] = b"WARC/1.";

/// No record is longer: who says so has a wrong length.
const LONGEST: u64 = 1 << 40;

/// Minimum number of bytes to read at a time.
const BUFFER: usize = 64 << 10;

/// Maximum size of a record's head.
const HEAD: usize = 64 << 10;

/// A record that was asked for.
pub(super) struct Record {
    pub(super) head: Head,
    pub(super) content: Vec<u8>,
    /// Whether the file ends before the record should, but not before its page.
    pub(super) is_cut_short: bool,
}

/// What comes next in a file.
pub(super) enum Next {
    Record(Record),
    /// A sound record that was not asked for.
    Other,
    /// One that was, but is longer than the limit: of its content this is the beginning.
    TooLong(Record),
    /// Something that is not a sound record. Reading goes on after it.
    Faulty(Cause),
    End,
}

/// A WARC file.
pub(super) struct Records {
    reader: Box<dyn Read + Send>,
    explain: Explain,
    limit: usize,
    buffer: Vec<u8>,
    /// Where the part of the buffer that is not used yet starts.
    start: usize,
    /// Whether the start of a record has to be looked for.
    lost: bool,
    /// An error that belongs to the next record.
    fault: Option<Cause>,
    /// Whether the last error left what was read before it sound.
    next_is_bad: bool,
    ended: bool,
}

impl Records {
    pub(super) fn new(reader: Box<dyn Read + Send>, explain: Explain, limit: usize) -> Self {
        Self {
            reader,
            explain,
            limit,
            buffer: Vec::new(),
            start: 0,
            lost: false,
            fault: None,
            next_is_bad: false,
            ended: false,
        }
    }

    /// The next record, with its content if it is `wanted`.
    pub(super) fn next(&mut self, wanted: impl Fn(&Head) -> bool) -> Next {
        if let Some(cause) = self.fault.take() {
            self.lost = true;
            return Next::Faulty(cause);
        }
        self.read(wanted).unwrap_or_else(|cause| {
            self.lost = true;
            Next::Faulty(cause)
        })
    }

    fn read(&mut self, wanted: impl Fn(&Head) -> bool) -> Result<Next, Cause> {
        if self.lost {
            while let Err(cause) = self.find_start() {
                // The end of a damaged record has been reported with its start.
                if self.next_is_bad || self.ended {
                    return Err(cause);
                }
            }
            self.lost = false;
        }
        self.skip_line_breaks()?;
        if self.bytes().is_empty() {
            return Ok(Next::End);
        }
        let head = self.head()?;
        let length = head.get("Content-Length").and_then(|length| length.parse::<u64>().ok());
        let length = length.ok_or(Cause::Warc(WarcFault::NoLength))?;
        if length > LONGEST {
            return Err(Cause::Warc(WarcFault::WrongLength));
        }
        let (wanted, too_long) = (wanted(&head), length > self.limit as u64);
        if too_long || !wanted {
            let shown = if wanted { HEAD.min(self.limit) } else { 0 };
            self.need(shown)?;
            let content = self.bytes()[..shown.min(self.bytes().len())].to_vec();
            self.skip(length)?;
            self.end(Vec::new())?;
            return Ok(match wanted {
                true => Next::TooLong(Record { head, content, is_cut_short: false }),
                false => Next::Other,
            });
        }
        let content = self.content(length as usize)?;
        let is_cut_short = (content.len() as u64) < length;
        let content = self.end(content)?;
        Ok(Next::Record(Record { head, content, is_cut_short }))
    }

    fn head(&mut self) -> Result<Head, Cause> {
        let fault = |fault| Err(Cause::Warc(fault));
        self.need(START.len())?;
        if !self.bytes().starts_with(START) {
            return fault(WarcFault::NoRecord);
        }
        loop {
            if let Some((head, length)) = Head::parse(self.bytes()) {
                self.start += length;
                return Ok(head);
            }
            let is_too_long = self.bytes().len() > HEAD;
            if is_too_long || self.ended {
                // The next record may start inside it.
                self.start += START.len();
                return fault(if is_too_long { WarcFault::NoRecord } else { WarcFault::CutShort });
            }
            self.fill()?;
        }
    }

    fn content(&mut self, length: usize) -> Result<Vec<u8>, Cause> {
        self.need(length)?;
        let have = self.bytes().len();
        // If the length is wrong, there may be records in what was taken for content.
        if have < length
            && (!ends_page(self.bytes()) || memmem::find(self.bytes(), NEXT_START).is_some())
        {
            return Err(Cause::Warc(WarcFault::CutShort));
        }
        let length = length.min(have);
        let content = self.bytes()[..length].to_vec();
        self.start += length;
        Ok(content)
    }

    /// Checks that the record ends after its content, which it gives back: there are two line breaks,
    /// or the next record. Otherwise the content is searched for the next record.
    fn end(&mut self, content: Vec<u8>) -> Result<Vec<u8>, Cause> {
        let breaks = match self.skip_line_breaks() {
            Ok(breaks) => breaks,
            // The checksum of the record's own bytes comes after them.
            Err(cause) if !self.next_is_bad => return Err(cause),
            Err(cause) => {
                self.fault = Some(cause);
                return Ok(content);
            }
        };
        if let Err(cause) = self.need(START.len()) {
            self.fault = Some(cause);
        } else if breaks < 2 && !self.bytes().is_empty() && !self.bytes().starts_with(START) {
            self.buffer.splice(..self.start, content);
            self.start = 0;
            return Err(Cause::Warc(WarcFault::WrongLength));
        }
        Ok(content)
    }

    fn bytes(&self) -> &[u8] {
        &self.buffer[self.start..]
    }

    /// Skips line breaks, and says how many there were.
    fn skip_line_breaks(&mut self) -> Result<usize, Cause> {
        let mut count = 0;
        loop {
            let bytes = self.bytes().iter().take_while(|byte| b"\r\n".contains(byte));
            let (mut length, mut lines) = (0, 0);
            for byte in bytes {
                length += 1;
                lines += usize::from(*byte == b'\n');
            }
            self.start += length;
            count += lines;
            if !self.bytes().is_empty() || self.ended {
                return Ok(count);
            }
            self.fill()?;
        }
    }

    /// Skips to what starts like a record next, or to the end.
    fn find_start(&mut self) -> Result<(), Cause> {
        self.need(START.len())?;
        if self.bytes().starts_with(START) {
            return Ok(());
        }
        loop {
            if let Some(at) = memmem::find(self.bytes(), ANY_START) {
                self.start += at;
                return Ok(());
            }
            if self.ended {
                self.start = self.buffer.len();
                return Ok(());
            }
            // One may begin in what has been read and end in what has not.
            self.start = self.start.max((self.buffer.len() + 1).saturating_sub(ANY_START.len()));
            self.fill()?;
        }
    }

    fn skip(&mut self, length: u64) -> Result<(), Cause> {
        let mut left = length;
        loop {
            let some = left.min(self.bytes().len() as u64);
            self.start += some as usize;
            left -= some;
            if left == 0 {
                return Ok(());
            }
            if self.ended {
                return Err(Cause::Warc(WarcFault::CutShort));
            }
            self.fill()?;
        }
    }

    /// Reads until there are `length` bytes or no more.
    fn need(&mut self, length: usize) -> Result<(), Cause> {
        while self.bytes().len() < length && !self.ended {
            self.fill()?;
        }
        Ok(())
    }

    fn fill(&mut self) -> Result<(), Cause> {
        self.buffer.drain(..self.start);
        self.start = 0;
        let held = self.buffer.len();
        self.buffer.resize(held + BUFFER, 0);
        let read = self.reader.read(&mut self.buffer[held..]);
        self.buffer.truncate(held + *read.as_ref().unwrap_or(&0));
        match read {
            Ok(count) => self.ended = count == 0,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => {
                self.next_is_bad = UnreadMember::is(&error) || error.raw_os_error().is_some();
                // All that is held belongs to the record that cannot be read to its end.
                self.buffer.clear();
                let cause = self.explain.cause(error);
                self.ended = !self.explain.goes_on_after(&cause);
                return Err(cause);
            }
        }
        Ok(())
    }
}

/// Whether a page has come to its end.
fn ends_page(bytes: &[u8]) -> bool {
    const END: &[u8] = b"</html>";
    let bytes = bytes.trim_ascii_end();
    bytes.len() >= END.len() && bytes[bytes.len() - END.len()..].eq_ignore_ascii_case(END)
}
