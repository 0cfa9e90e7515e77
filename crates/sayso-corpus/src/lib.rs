//! Reads news documents from every common format, runs work over them on all cores, and writes
//! results so that a file is either complete or absent.
//!
//! The three parts are used one after the other, and each can be used alone:
//!
//! 1. [`Inputs`] finds and reads documents: plain text, HTML, JSON Lines, JSON, CSV, TSV, Parquet, WARC,
//!    feeds and other XML, or mail, optionally compressed with gzip or Zstandard, from files, folders, patterns or standard input.
//! 2. [`run`] parses and works on them on all cores and delivers the results in input order.
//! 3. [`Output`] and [`Resume`] write them.
//!
//! ```
//! use sayso_corpus::{Event, Inputs, ReadOptions, Resume, RunOptions, quiet_panics, run};
//!
//! # let folder = tempfile::tempdir()?;
//! # std::fs::create_dir(folder.path().join("news"))?;
//! # std::fs::write(folder.path().join("news/a.txt"), "Pyongyang denied it.")?;
//! # let (news, lengths) = (folder.path().join("news"), folder.path().join("lengths.jsonl"));
//! quiet_panics();
//! let inputs = Inputs::new([news], ReadOptions::default())?;
//! let mut output = Resume::open(&lengths, "lengths, version 1")?;
//! let options = RunOptions { skip: output.done(), ..RunOptions::default() };
//! let summary = run(
//!     inputs,
//!     &options,
//!     || (),
//!     |(), document| format!("{{\"{}\": {}}}\n", document.id, document.text.len()),
//!     |outcome| {
//!         for note in &outcome.notes {
//!             eprintln!("{}: {note}", outcome.origin);
//!         }
//!         match outcome.event {
//!             Event::Done(line) => output.line(outcome.fingerprint, line.as_bytes()),
//!             Event::Replayed => output.replayed(outcome.fingerprint).map(drop),
//!             Event::Failed(failure) => {
//!                 eprintln!("{failure}");
//!                 output.failed(outcome.fingerprint, &failure.to_string())
//!             }
//!         }
//!     },
//! )?;
//! output.commit()?;
//! assert_eq!(summary.documents, 1);
//! assert_eq!(std::fs::read_to_string(&lengths)?, "{\"a\": 20}\n");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Guarantees
//!
//! - Memory does not depend on the size of the corpus or of a file, compressed or not.
//! - The order of documents, their ids and all results depend on names and contents alone, not on
//!   threads, time or the order in which a disk lists files.
//! - An input that cannot be read is an error in its place, and the rest follows. Whatever a reader
//!   changes in a text is recorded in a [`Note`]. Nothing happens silently.
//!
//! The crate does not know what an analysis is or what a result looks like, and it prints nothing.
//!
//! # Adding a format
//!
//! A format is a file in `readers/` with a `READER` constant (its [`Format`], how it is recognised,
//! how it is opened), and a line in the list `READERS` of `readers.rs`. Detection, the values of
//! `--input-format` and help texts follow from that. A reader is an iterator of [`Pending`]
//! documents: it reads a bounded amount per document, continues after a bad record if it can find
//! the next, and leaves parsing to [`Pending::read`].

mod document;
mod driver;
mod encoding;
mod error;
mod file;
mod format;
mod input;
mod language;
mod limit;
mod markup;
mod memory;
mod note;
mod options;
mod origin;
mod output;
mod panic;
mod parallel;
mod pending;
mod readers;
mod record;
mod summary;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub use document::{Document, Metadata};
pub use driver::{Cancel, Event, Failure, Outcome, RunOptions, run};
pub use error::ReadError;
pub use file::stream::{Meter, head};
pub use format::Format;
pub use input::inputs::Inputs;
pub use markup::TextFormat;
pub use note::Note;
pub use options::ReadOptions;
pub use origin::{Origin, Place};
pub use output::{
    Earlier, Output, Replayed, ReplayedPiece, Resume, Spool, WriteError, beside, follow_link,
};
pub use panic::quiet_panics;
pub use parallel::pool::{Next, OrderedPool};
pub use pending::Pending;
pub use readers::formats;
pub use summary::Summary;
