//! An output that an interrupted run can continue, byte for byte.
//!
//! During a run, the output is called `.NAME.partial`, next to a [journal]. Both are hidden, so that
//! a walk over their folder does not read them as input. A later run over the same inputs reads
//! both, drops what was half written, skips the inputs that are settled after checking that they
//! have not changed, and continues. The file is the same as without the interruption, at whichever
//! byte it happened.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::error::WriteError;
use super::file::follow_link;
use super::journal::{self, Entry, Reader, Settled};
use crate::error::one_line;

/// Output is written to disk when this many bytes are buffered,
const BUFFER: usize = 256 << 10;
/// or after this time, which is the most work an interruption can undo.
const INTERVAL: Duration = Duration::from_secs(1);

/// The output of a run that can be interrupted at any time and continued later.
///
/// Each input must be settled once and in input order, by [`line`](Self::line),
/// [`failed`](Self::failed) or [`replayed`](Self::replayed). Inputs settled by the interrupted
/// run are checked and not written again; [`run`](crate::run) does not work on them if
/// [`RunOptions::skip`](crate::RunOptions) is set to [`done`](Self::done).
///
/// If it is dropped, the partial file is kept for the next run; [`commit`](Self::commit) ends it.
///
/// ```
/// use sayso_corpus::{Document, Resume};
///
/// # let folder = tempfile::tempdir()?;
/// let path = folder.path().join("out.jsonl");
/// let documents = [Document::new("a", "One."), Document::new("b", "Two.")];
///
/// let mut first = Resume::open(&path, "settings")?;
/// first.line(documents[0].fingerprint(), b"{\"id\":\"a\"}\n")?;
/// drop(first); // interrupted
///
/// let mut second = Resume::open(&path, "settings")?;
/// assert_eq!(second.done(), 1);
/// second.replayed(documents[0].fingerprint())?;
/// second.line(documents[1].fingerprint(), b"{\"id\":\"b\"}\n")?;
/// second.commit()?;
/// assert_eq!(std::fs::read_to_string(&path)?, "{\"id\":\"a\"}\n{\"id\":\"b\"}\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Resume {
    path: PathBuf,
    output: Buffered,
    journal: Buffered,
    /// The journal of the interrupted run, to compare inputs with.
    earlier: Reader<BufReader<File>>,
    done: u64,
    /// Inputs settled in this run, those of the interrupted run included.
    position: u64,
    written: Instant,
    /// Whether the files have got their name or are gone.
    finished: bool,
}

/// What becomes of an earlier run that was not finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Earlier {
    /// It is continued.
    Continue,
    /// It is kept, and there is [no other](WriteError::Unfinished).
    Keep,
    /// It is discarded.
    Discard,
}

/// What the files of a run are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// They become the output.
    Output,
    /// The output is made from them.
    Spool,
}

/// How an input was settled by the interrupted run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Replayed {
    /// Its output is in the file.
    Written,
    /// It failed, for this reason.
    Failed(String),
}

impl Resume {
    /// Continues an interrupted run that was writing `path`, or starts one.
    ///
    /// `settings` is any text that changes when the same input would give another output.
    ///
    /// # Errors
    /// If the files cannot be opened, belong to a run with other settings, or are in use.
    pub fn open(path: impl AsRef<Path>, settings: &str) -> Result<Self, WriteError> {
        Self::with(path, settings, Earlier::Continue)
    }

    /// Starts a run that writes `path`, and discards an interrupted one.
    ///
    /// # Errors
    /// If the files cannot be opened or are in use.
    pub fn restart(path: impl AsRef<Path>, settings: &str) -> Result<Self, WriteError> {
        Self::with(path, settings, Earlier::Discard)
    }

    /// Starts or continues a run, depending on what is to become of an earlier one.
    ///
    /// # Errors
    /// As [`open`](Self::open), and if an earlier run is to be kept and there is one.
    pub fn with(
        path: impl AsRef<Path>,
        settings: &str,
        earlier: Earlier,
    ) -> Result<Self, WriteError> {
        Self::begin(path.as_ref(), settings, earlier, Purpose::Output)
    }

    /// Whether a run that writes `path` was begun and not finished.
    pub fn is_unfinished(path: impl AsRef<Path>) -> bool {
        let path = &follow_link(path.as_ref());
        beside(path, "journal").exists() && beside(path, "partial").exists()
    }

    /// Removes the journal of a run that was killed after its output had got its name.
    pub fn sweep(path: impl AsRef<Path>) {
        let path = &follow_link(path.as_ref());
        let journal = beside(path, "journal");
        let Ok(file) = File::open(&journal) else { return };
        // Whoever holds it is at work. What cannot be removed harms nobody.
        let held = matches!(file.try_lock(), Err(TryLockError::WouldBlock));
        if !held && path.exists() && !beside(path, "partial").exists() {
            let _ = fs::remove_file(journal);
        }
    }

    pub(super) fn begin(
        path: &Path,
        settings: &str,
        fate: Earlier,
        purpose: Purpose,
    ) -> Result<Self, WriteError> {
        let path = &follow_link(path);
        let shown = || one_line(&path.to_string_lossy());
        let packed = path.extension().is_some_and(|extension| {
            extension.eq_ignore_ascii_case("gz") || extension.eq_ignore_ascii_case("zst")
        });
        let special = || fs::metadata(path).is_ok_and(|metadata| !metadata.is_file());
        if purpose == Purpose::Output && (packed || special()) {
            return Err(WriteError::NotResumable { path: shown() });
        }
        let mut journal = Buffered::open(path, "journal")?;
        match journal.file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(WriteError::Busy { path: shown() }),
            // Some network disks cannot lock files; they can be written to all the same.
            Err(TryLockError::Error(_)) => {}
        }
        let mut output = Buffered::open(path, "partial")?;
        let header = journal::header(settings);

        let mut earlier = journal.reader()?;
        let found = earlier.header().map_err(journal.failed("read"))?;
        let ours = found.as_ref().is_some_and(|found| found.starts_with("sayso-resume "));
        let done = match found {
            _ if ours && fate == Earlier::Keep => {
                if earlier.entry().map_err(journal.failed("read"))?.is_some() {
                    return Err(WriteError::Unfinished { path: shown() });
                }
                begin_anew(&mut journal, &mut output, &header)?
            }
            Some(found) if fate == Earlier::Continue && found == header => {
                let compared = BufReader::with_capacity(BUFFER, output.again()?);
                let recovered =
                    journal::recover(&mut earlier, compared).map_err(output.failed("read"))?;
                journal.cut(recovered.journal_bytes)?;
                output.cut(recovered.output_bytes)?;
                recovered.entries
            }
            _ if ours && fate == Earlier::Continue => {
                return Err(WriteError::SettingsChanged { path: shown() });
            }
            _ => begin_anew(&mut journal, &mut output, &header)?,
        };
        let mut earlier = journal.reader()?;
        earlier.header().map_err(journal.failed("read"))?;
        let path = path.to_owned();
        let (position, written, finished) = (0, Instant::now(), false);
        Ok(Self { path, output, journal, earlier, done, position, written, finished })
    }

    /// How many inputs, from the first on, the interrupted run has settled.
    pub fn done(&self) -> u64 {
        self.done
    }

    /// Settles the next input by a piece of output, usually one line with its line feed.
    ///
    /// # Errors
    /// If it cannot be written, or the input is not the one that the interrupted run had.
    pub fn line(&mut self, fingerprint: u64, line: &[u8]) -> Result<(), WriteError> {
        let result = Settled::Written { length: line.len() as u64, crc: crc32fast::hash(line) };
        if self.settle(&Entry { fingerprint, result })?.is_none() {
            self.output.held.extend_from_slice(line);
            self.write_through_if_due()?;
        }
        Ok(())
    }

    /// The same for a piece that need not be in memory as a whole.
    ///
    /// # Errors
    /// As [`line`](Self::line), and if it cannot be read.
    pub fn long_line(&mut self, fingerprint: u64, line: &mut dyn Read) -> Result<(), WriteError> {
        if self.position < self.done {
            return self.replay(fingerprint).map(drop);
        }
        self.write_through()?;
        let mut block = vec![0; BUFFER];
        let (mut length, mut crc) = (0, crc32fast::Hasher::new());
        loop {
            let read = line.read(&mut block).map_err(self.output.failed("written"))?;
            if read == 0 {
                break;
            }
            self.output.file.write_all(&block[..read]).map_err(self.output.failed("written"))?;
            crc.update(&block[..read]);
            length += read as u64;
        }
        // Last: without its entry, what was written is cut off by the next run.
        let result = Settled::Written { length, crc: crc.finalize() };
        self.settle(&Entry { fingerprint, result })?;
        self.write_through()
    }

    /// Settles the next input as one without output, so that it is still counted.
    ///
    /// # Errors
    /// As [`line`](Self::line).
    pub fn failed(&mut self, fingerprint: u64, reason: &str) -> Result<(), WriteError> {
        let result = Settled::Failed(one_line(reason));
        self.settle(&Entry { fingerprint, result })?;
        self.write_through_if_due()
    }

    /// Skips the next input, which the interrupted run has settled, and returns how.
    ///
    /// # Errors
    /// If the input is not the one that the interrupted run had.
    pub fn replayed(&mut self, fingerprint: u64) -> Result<Replayed, WriteError> {
        if self.position >= self.done {
            return Err(self.input_changed());
        }
        Ok(match self.replay(fingerprint)? {
            Settled::Failed(reason) => Replayed::Failed(reason),
            Settled::Written { .. } => Replayed::Written,
        })
    }

    pub(super) fn replay(&mut self, fingerprint: u64) -> Result<Settled, WriteError> {
        let result = Settled::Failed(String::new());
        let entry = self.settle(&Entry { fingerprint, result })?;
        entry.map(|entry| entry.result).ok_or_else(|| self.input_changed())
    }

    /// What is told if that cannot be read.
    pub(super) fn unread(&self) -> impl FnOnce(io::Error) -> WriteError + use<> {
        self.output.failed("read")
    }

    /// The output of the interrupted run, from its start.
    pub(super) fn written(&self) -> Result<BufReader<File>, WriteError> {
        Ok(BufReader::with_capacity(BUFFER, self.output.again()?))
    }

    /// Writes out the buffer and gives the output its name.
    ///
    /// # Errors
    /// If it cannot be written, or if there are fewer inputs than the interrupted run had settled.
    /// The partial file is kept.
    pub fn commit(mut self) -> Result<(), WriteError> {
        self.complete()?;
        self.output.file.sync_all().map_err(self.output.failed("written"))?;
        fs::rename(&self.output.path, &self.path).map_err(WriteError::io(&self.path, "named"))?;
        self.finished = true;
        fs::remove_file(&self.journal.path).map_err(self.journal.failed("removed"))
    }

    /// Writes out the buffer and checks that nothing is left of the interrupted run.
    pub(super) fn complete(&mut self) -> Result<(), WriteError> {
        if self.position < self.done {
            return Err(self.input_changed());
        }
        self.write_through()
    }

    /// Ends the run without an output. An earlier file of its name stays as it was.
    ///
    /// # Errors
    /// If what was written cannot be removed.
    pub fn discard(mut self) -> Result<(), WriteError> {
        self.finished = true;
        self.remove()
    }

    fn remove(&mut self) -> Result<(), WriteError> {
        self.output.held.clear();
        self.journal.held.clear();
        fs::remove_file(&self.output.path).map_err(self.output.failed("removed"))?;
        fs::remove_file(&self.journal.path).map_err(self.journal.failed("removed"))
    }

    /// Records an entry, or returns the one that the interrupted run recorded in its place.
    fn settle(&mut self, entry: &Entry) -> Result<Option<Entry>, WriteError> {
        let earlier = if self.position < self.done {
            let earlier = self.earlier.entry().map_err(self.journal.failed("read"))?;
            match earlier {
                Some(earlier) if earlier.fingerprint == entry.fingerprint => Some(earlier),
                _ => return Err(self.input_changed()),
            }
        } else {
            self.journal.held.extend_from_slice(entry.to_line().as_bytes());
            None
        };
        self.position += 1;
        Ok(earlier)
    }

    fn input_changed(&self) -> WriteError {
        let path = one_line(&self.path.to_string_lossy());
        WriteError::InputChanged { path, index: self.position + 1 }
    }

    fn write_through_if_due(&mut self) -> Result<(), WriteError> {
        let held = self.output.held.len() + self.journal.held.len();
        if held >= BUFFER || self.written.elapsed() >= INTERVAL {
            self.write_through()?;
        }
        Ok(())
    }

    fn write_through(&mut self) -> Result<(), WriteError> {
        self.written = Instant::now();
        self.output.write_through()?;
        self.journal.write_through()
    }
}

impl Drop for Resume {
    fn drop(&mut self) {
        // The error cannot be reported here; the next run will see it in the journal.
        let _ = match (self.finished, self.position.max(self.done)) {
            (true, _) => Ok(()),
            (false, 0) => self.remove(),
            (false, _) => self.write_through(),
        };
    }
}

/// A file that is appended to in large blocks.
struct Buffered {
    path: PathBuf,
    /// The file that the user knows.
    output: PathBuf,
    file: File,
    held: Vec<u8>,
}

impl Buffered {
    fn open(output: &Path, extension: &str) -> Result<Self, WriteError> {
        let path = beside(output, extension);
        let mut options = OpenOptions::new();
        let file = options.read(true).write(true).create(true).truncate(false).open(&path);
        let file = file.map_err(WriteError::io(output, "created"))?;
        Ok(Self { path, output: output.to_owned(), file, held: Vec::new() })
    }

    /// The same file, opened again with a position of its own.
    fn again(&self) -> Result<File, WriteError> {
        File::open(&self.path).map_err(self.failed("read"))
    }

    fn reader(&self) -> Result<Reader<BufReader<File>>, WriteError> {
        Ok(Reader::new(BufReader::new(self.again()?)))
    }

    /// Shortens the file to its sound part and moves to the end.
    fn cut(&mut self, length: u64) -> Result<(), WriteError> {
        self.file
            .set_len(length)
            .and_then(|()| self.file.seek(SeekFrom::Start(length)))
            .map(drop)
            .map_err(self.failed("cut"))
    }

    fn write_through(&mut self) -> Result<(), WriteError> {
        let result = self.file.write_all(&self.held);
        self.held.clear();
        result.map_err(self.failed("written"))
    }

    fn failed(&self, action: &'static str) -> impl FnOnce(io::Error) -> WriteError + use<> {
        WriteError::io(&self.output, action)
    }
}

/// Empties both files; nothing is done.
fn begin_anew(
    journal: &mut Buffered,
    output: &mut Buffered,
    header: &str,
) -> Result<u64, WriteError> {
    journal.cut(0)?;
    output.cut(0)?;
    journal.held.extend_from_slice(header.as_bytes());
    journal.write_through()?;
    Ok(0)
}

/// A name for what is made of `path` or kept for it meanwhile: hidden, in the same folder.
///
/// ```
/// let name = sayso_corpus::beside("news/said.jsonl".as_ref(), "partial");
/// assert_eq!(name, std::path::Path::new("news/.said.jsonl.partial"));
/// ```
pub fn beside(path: &Path, extension: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".");
    name.push(extension);
    path.with_file_name(name)
}
