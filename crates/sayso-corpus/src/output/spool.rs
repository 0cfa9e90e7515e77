//! What an output is made from, kept until it is complete.
//!
//! Not every output can be continued in the middle: a compressed stream, a Parquet file, a database.
//! So its pieces are kept in files like those of [`Resume`], beside the output in the making. A run
//! that continues makes the output anew from them, which costs little beside finding them out.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use super::error::WriteError;
use super::journal::Settled;
use super::resume::{Earlier, Purpose, Resume};

/// The pieces of an output, each settled as with [`Resume`].
///
/// ```
/// use sayso_corpus::{Document, Earlier, ReplayedPiece, Spool};
///
/// # let folder = tempfile::tempdir()?;
/// let path = folder.path().join("said.db");
/// let document = Document::new("a", "One.");
/// let mut first = Spool::open(&path, "settings", Earlier::Keep)?;
/// first.add(document.fingerprint(), b"piece")?;
/// drop(first); // interrupted
///
/// let mut second = Spool::open(&path, "settings", Earlier::Continue)?;
/// assert_eq!(second.done(), 1);
/// let piece = second.replayed(document.fingerprint())?;
/// assert_eq!(piece, ReplayedPiece::Written(b"piece".to_vec()));
/// second.complete()?;
/// // The output gets its name.
/// second.remove()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Spool {
    resume: Resume,
    /// Those of the interrupted run.
    pieces: BufReader<File>,
}

/// How an input was settled by the interrupted run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplayedPiece {
    /// By this piece.
    Written(Vec<u8>),
    /// It failed, for this reason.
    Failed(String),
}

impl Spool {
    /// Starts or continues the run that makes `path`, a file or folder.
    ///
    /// # Errors
    /// As [`Resume::with`].
    pub fn open(
        path: impl AsRef<Path>,
        settings: &str,
        earlier: Earlier,
    ) -> Result<Self, WriteError> {
        let resume = Resume::begin(path.as_ref(), settings, earlier, Purpose::Spool)?;
        let pieces = resume.written()?;
        Ok(Self { resume, pieces })
    }

    /// How many inputs, from the first on, the interrupted run has settled.
    pub fn done(&self) -> u64 {
        self.resume.done()
    }

    /// Settles the next input by a piece.
    ///
    /// # Errors
    /// As [`Resume::line`].
    pub fn add(&mut self, fingerprint: u64, piece: &[u8]) -> Result<(), WriteError> {
        self.resume.line(fingerprint, piece)
    }

    /// Settles the next input as one without a piece.
    ///
    /// # Errors
    /// As [`Resume::failed`].
    pub fn failed(&mut self, fingerprint: u64, reason: &str) -> Result<(), WriteError> {
        self.resume.failed(fingerprint, reason)
    }

    /// Skips the next input, which the interrupted run has settled, and returns how.
    ///
    /// # Errors
    /// As [`Resume::replayed`], and if the piece cannot be read.
    pub fn replayed(&mut self, fingerprint: u64) -> Result<ReplayedPiece, WriteError> {
        match self.resume.replay(fingerprint)? {
            Settled::Failed(reason) => Ok(ReplayedPiece::Failed(reason)),
            Settled::Written { length, .. } => {
                let mut piece = vec![0; length as usize];
                self.pieces.read_exact(&mut piece).map_err(self.resume.unread())?;
                Ok(ReplayedPiece::Written(piece))
            }
        }
    }

    /// Checks that nothing is left of the interrupted run, so that the output may be completed.
    ///
    /// # Errors
    /// If there are fewer inputs than the interrupted run had settled.
    pub fn complete(&mut self) -> Result<(), WriteError> {
        self.resume.complete()
    }

    /// Removes the pieces: the output is complete, or not wanted.
    ///
    /// # Errors
    /// If they cannot be removed.
    pub fn remove(self) -> Result<(), WriteError> {
        self.resume.discard()
    }
}
