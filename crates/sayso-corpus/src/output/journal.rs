//! The journal of a partial output: which inputs are settled, and by how many bytes.
//!
//! One line per input, in order, under a line that names the settings:
//!
//! ```text
//! sayso-resume 1 5d41402a
//! + 1c291ca31b8a2f3e 1532 9f8e7d6c      settled by 1532 bytes of output with this CRC-32
//! ! 52a1b0c4e0d19f77 wire.jsonl:3: ...  failed, with this message
//! ```
//!
//! A line counts only with its line feed. Both files may be cut anywhere: what is recovered is the
//! longest start of the journal whose bytes are in the output.

use std::io::{self, BufRead, Read};

/// One settled input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) fingerprint: u64,
    pub(super) result: Settled,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Settled {
    Written { length: u64, crc: u32 },
    Failed(String),
}

impl Entry {
    pub(super) fn to_line(&self) -> String {
        let fingerprint = self.fingerprint;
        match &self.result {
            Settled::Written { length, crc } => {
                format!("+ {fingerprint:016x} {length} {crc:08x}\n")
            }
            Settled::Failed(reason) => format!("! {fingerprint:016x} {reason}\n"),
        }
    }

    fn parse(line: &str) -> Option<Self> {
        let (mark, rest) = line.strip_suffix('\n')?.split_once(' ')?;
        let (fingerprint, rest) = rest.split_once(' ')?;
        let fingerprint = u64::from_str_radix(fingerprint, 16).ok()?;
        let result = match mark {
            "+" => {
                let (length, crc) = rest.split_once(' ')?;
                let crc = u32::from_str_radix(crc, 16).ok()?;
                Settled::Written { length: length.parse().ok()?, crc }
            }
            "!" => Settled::Failed(rest.to_owned()),
            _ => return None,
        };
        Some(Self { fingerprint, result })
    }
}

/// The first line.
pub(super) fn header(settings: &str) -> String {
    format!("sayso-resume 1 {:08x}\n", crc32fast::hash(settings.as_bytes()))
}

/// Reads a journal from its start.
pub(super) struct Reader<R> {
    inner: R,
    line: Vec<u8>,
    /// Bytes of complete lines read.
    pub(super) length: u64,
}

impl<R: BufRead> Reader<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, line: Vec::new(), length: 0 }
    }

    /// The first line; `None` if the journal does not hold a whole one.
    pub(super) fn header(&mut self) -> io::Result<Option<String>> {
        Ok(self.line()?.map(str::to_owned))
    }

    /// The next entry; `None` at the end, or at damage.
    pub(super) fn entry(&mut self) -> io::Result<Option<Entry>> {
        Ok(self.line()?.and_then(Entry::parse))
    }

    fn line(&mut self) -> io::Result<Option<&str>> {
        self.line.clear();
        self.inner.read_until(b'\n', &mut self.line)?;
        self.length += self.line.len() as u64;
        Ok(std::str::from_utf8(&self.line).ok().filter(|line| line.ends_with('\n')))
    }
}

/// The longest start of the journal that the output agrees with.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Recovered {
    pub(super) entries: u64,
    pub(super) journal_bytes: u64,
    pub(super) output_bytes: u64,
}

/// Compares a journal, its header read, with an output.
pub(super) fn recover<R: BufRead>(
    journal: &mut Reader<R>,
    mut output: impl Read,
) -> io::Result<Recovered> {
    let mut recovered = Recovered { entries: 0, journal_bytes: journal.length, output_bytes: 0 };
    while let Some(entry) = journal.entry()? {
        if let Settled::Written { length, crc } = entry.result {
            let mut hasher = HashedBytes::default();
            let copied = io::copy(&mut output.by_ref().take(length), &mut hasher)?;
            if copied < length || hasher.0.finalize() != crc {
                break;
            }
            recovered.output_bytes += length;
        }
        recovered.entries += 1;
        recovered.journal_bytes = journal.length;
    }
    Ok(recovered)
}

#[derive(Default)]
struct HashedBytes(crc32fast::Hasher);

impl io::Write for HashedBytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_survive_as_lines_and_fragments_do_not() {
        let entries = [
            Entry { fingerprint: 7, result: Settled::Written { length: 12, crc: 0xAB } },
            Entry { fingerprint: u64::MAX, result: Settled::Failed("a.txt: no: such".into()) },
        ];
        for entry in entries {
            let line = entry.to_line();
            assert_eq!(Entry::parse(&line), Some(entry));
            for end in 0..line.len() {
                assert_eq!(Entry::parse(&line[..end]), None);
            }
        }
    }

    #[test]
    fn damage_in_the_output_takes_the_entries_after_it() {
        let written = |bytes: &[u8]| {
            let result =
                Settled::Written { length: bytes.len() as u64, crc: crc32fast::hash(bytes) };
            Entry { fingerprint: 1, result }.to_line()
        };
        let journal = [header(""), written(b"one\n"), written(b"two\n")].concat();
        #[track_caller]
        fn check(journal: &str, output: &str, entries: u64, output_bytes: u64) {
            let mut reader = Reader::new(journal.as_bytes());
            assert_eq!(reader.header().unwrap(), Some(header("")));
            let found = recover(&mut reader, output.as_bytes()).unwrap();
            assert_eq!((found.entries, found.output_bytes), (entries, output_bytes));
        }
        check(&journal, "one\ntwo\n", 2, 8);
        check(&journal, "one\ntwo\nthr", 2, 8);
        check(&journal, "one\ntw", 1, 4);
        check(&journal, "one\ntWo\n", 1, 4);
        check(&journal, "", 0, 0);
        check(&journal[..journal.len() - 1], "one\ntwo\n", 1, 4);
    }
}
