//! The outcome of one input.

use super::duplicates::{Keys, Seen};
use crate::error::{Cause, one_line};
use crate::parallel::State;
use crate::{Document, Note, Origin, Pending, ReadError, Summary};

/// The outcome of one input.
#[derive(Debug)]
pub struct Outcome<R> {
    /// The file and place it came from.
    pub origin: Origin,
    /// The id of the document; empty if it could not be read.
    pub id: String,
    /// Changes the reader made to its bytes.
    pub notes: Vec<Note>,
    /// Size of its text in bytes.
    pub bytes: u64,
    /// The check value by which [`Resume`](crate::Resume) recognises the input.
    pub fingerprint: u64,
    /// Result or failure.
    pub event: Event<R>,
    /// By which copies are known.
    pub(super) keys: Keys,
}

/// The ways an input can end.
#[derive(Debug)]
pub enum Event<R> {
    /// The work was done, with this result.
    Done(R),
    /// The input was among those to [skip](crate::RunOptions::skip).
    Replayed,
    /// There is no result.
    Failed(Failure),
}

/// Why an input has no result. One line when displayed.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It could not be read.
    #[error(transparent)]
    Unread(#[from] ReadError),
    /// The work panicked.
    #[error("{}", one_line(&format!(
        "{origin}: the analysis failed ({message}); the document is left out, please report it"
    )))]
    Panicked {
        /// The document.
        origin: Origin,
        /// The panic's message.
        message: String,
    },
}

impl Failure {
    /// Whether the document is the copy of another one.
    fn is_copy(&self) -> bool {
        matches!(self, Failure::Unread(error) if error.is_copy())
    }

    /// True if nothing is wrong: the file was [skipped](ReadError::is_skip).
    pub fn is_skip(&self) -> bool {
        matches!(self, Failure::Unread(error) if error.is_skip())
    }

    /// True if an earlier run has [written](ReadError::is_own) it.
    pub fn is_own(&self) -> bool {
        matches!(self, Failure::Unread(error) if error.is_own())
    }

    /// True if what the user named [leads to nothing](ReadError::is_nothing).
    pub fn is_nothing(&self) -> bool {
        matches!(self, Failure::Unread(error) if error.is_nothing())
    }
}

impl<R> Outcome<R> {
    fn of_document(document: Document, fingerprint: u64, keys: Keys, event: Event<R>) -> Self {
        let Document { id, text, origin, notes, .. } = document;
        Self { origin, id, notes, bytes: text.len() as u64, fingerprint, event, keys }
    }

    /// The outcome if the document is the copy of another one.
    pub(super) fn copy(self) -> Self {
        let error = ReadError::new(self.origin, Cause::Copy).skipped();
        Self { keys: self.keys, ..Self::unread(error) }
    }

    fn unread(error: ReadError) -> Self {
        Self {
            origin: error.origin().clone(),
            id: String::new(),
            notes: Vec::new(),
            bytes: 0,
            fingerprint: error.fingerprint(),
            event: Event::Failed(error.into()),
            keys: Keys::default(),
        }
    }

    pub(super) fn count(&self) -> Summary {
        let has = |wanted: fn(&Note) -> bool| u64::from(self.notes.iter().any(wanted));
        let mut summary = Summary {
            truncated: has(|note| note.kind() == "truncated"),
            recoded: has(|note| matches!(note, Note::Recoded { .. })),
            ..Summary::default()
        };
        match &self.event {
            Event::Done(_) => (summary.documents, summary.bytes) = (1, self.bytes),
            Event::Replayed => (summary.replayed, summary.bytes) = (1, self.bytes),
            Event::Failed(failure) if failure.is_copy() => {}
            Event::Failed(failure) if failure.is_skip() => summary.skipped = 1,
            Event::Failed(_) => summary.failed = 1,
        }
        summary
    }
}

/// Parses a pending document and works on it.
pub(super) fn settle<W, R>(
    pending: Pending,
    skip: bool,
    known: Option<&Seen>,
    state: &mut State<W>,
    worker: &impl Fn() -> W,
    work: &impl Fn(&mut W, &Document) -> R,
) -> Outcome<R> {
    let document = match pending.read() {
        Ok(document) => document,
        Err(error) => return Outcome::unread(error),
    };
    let (fingerprint, keys) = (document.fingerprint(), Keys::of(&document));
    // Of a copy no result is wanted; that of the first one is on its way.
    if skip || known.is_some_and(|known| known.knows(keys)) {
        return Outcome::of_document(document, fingerprint, keys, Event::Replayed);
    }
    let event = match state.work(worker, |scratch| work(scratch, &document)) {
        Ok(result) => Event::Done(result),
        Err(message) => {
            Event::Failed(Failure::Panicked { origin: document.origin.clone(), message })
        }
    };
    Outcome::of_document(document, fingerprint, keys, event)
}
