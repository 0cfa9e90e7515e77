//! Documents in Arrow batches: threads read them in place, and they never become Python objects.

use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::cast::AsArray;
use arrow_array::{Array, LargeBinaryArray, RecordBatch};
use arrow_pyarrow::FromPyArrow;
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use sayso_corpus::{Next, Note, OrderedPool};
use sayso_record::{Header, Meta, Record};

use crate::engine::Form;
use crate::text::check_length;
use crate::worker::{FAULT, Lent, PATIENCE, Workers};

/// The results for the documents of an iterator over batches, in order.
pub(crate) struct Documents<R> {
    /// The iterator; `None` when the last batch has been fetched.
    source: Option<Py<PyIterator>>,
    /// The exception of the iterable, raised after all results that precede it.
    raised: Option<PyErr>,
    /// The current batch and its next row.
    batch: Option<(Arc<Batch>, usize)>,
    fetched: usize,
    /// Never contended, since Python lends its owner to one thread at a time.
    pool: Mutex<OrderedPool<Row, R>>,
}

/// Documents in columns, all of `large_binary`, since texts may not be valid UTF-8.
struct Batch {
    text: LargeBinaryArray,
    id: Option<LargeBinaryArray>,
    title: Option<LargeBinaryArray>,
    date: Option<LargeBinaryArray>,
    publisher: Option<LargeBinaryArray>,
}

/// One document.
pub(crate) struct Row {
    batch: Arc<Batch>,
    row: usize,
    number: usize,
}

/// A document without a record: its id and the reason.
pub(crate) type Failure = (String, String);

impl<R: Send + 'static> Documents<R> {
    /// Starts `work` on this many threads.
    pub(crate) fn new(
        workers: &Arc<Workers>,
        batches: &Bound<'_, PyIterator>,
        threads: usize,
        work: impl Fn(&mut Lent, Row) -> R + Send + Sync + 'static,
    ) -> Self {
        let workers = Arc::clone(workers);
        let lend = move || workers.lend();
        Self {
            source: Some(batches.clone().unbind()),
            raised: None,
            batch: None,
            fetched: 0,
            pool: Mutex::new(OrderedPool::new(threads, lend, move |worker, row| work(worker, row))),
        }
    }

    /// The result for the next document; `None` at the end.
    pub(crate) fn next(&mut self, py: Python<'_>) -> PyResult<Option<R>> {
        loop {
            // Python's own loop comes by only when a batch of results is full.
            py.check_signals()?;
            self.fetch(py);
            let pool = self.pool.get_mut().unwrap_or_else(PoisonError::into_inner);
            match py.detach(|| pool.next(PATIENCE)) {
                Next::Done(Ok(result)) => return Ok(Some(result)),
                Next::Done(Err(_)) => return Err(PyRuntimeError::new_err(FAULT)),
                Next::Working => {}
                Next::Idle => return self.raised.take().map_or(Ok(None), Err),
            }
        }
    }

    /// Keeps the threads busy.
    fn fetch(&mut self, py: Python<'_>) {
        let pool = self.pool.get_mut().unwrap_or_else(PoisonError::into_inner);
        while pool.has_room() {
            if let Some((batch, row)) = &mut self.batch {
                if *row < batch.text.len() {
                    let bytes = batch.text.value_length(*row) as usize;
                    let job = Row { batch: Arc::clone(batch), row: *row, number: self.fetched };
                    pool.push(job, bytes);
                    *row += 1;
                    self.fetched += 1;
                    continue;
                }
                self.batch = None;
            }
            let Some(source) = &self.source else { return };
            let next = source.bind(py).clone().next();
            match next.map(|item| item.and_then(|item| Batch::read(&item))) {
                Some(Ok(batch)) => self.batch = Some((Arc::new(batch), 0)),
                Some(Err(error)) => {
                    self.raised = Some(error);
                    self.source = None;
                }
                None => self.source = None,
            }
        }
    }
}

impl Row {
    /// What the table says of the document.
    pub(crate) fn date_and_publisher(&self) -> (Option<String>, Option<String>) {
        (value(&self.batch.date, self.row), value(&self.batch.publisher, self.row))
    }

    /// The record of the document, or the reason why there is none.
    pub(crate) fn analyze(&self, worker: &mut Lent, form: Form) -> Result<Record, Failure> {
        let Self { batch, row, number } = self;
        let id = match &batch.id {
            None => number.to_string(),
            // A bare number might be the id of another.
            ids => value(ids, *row).unwrap_or_else(|| format!("row-{number}")),
        };
        let text = if batch.text.is_null(*row) {
            Err("the text is null".to_owned())
        } else {
            let bytes = batch.text.value(*row);
            check_length(bytes.len()).and_then(|()| utf8(bytes))
        };
        let text = text.map_err(|reason| (id.clone(), reason))?;
        let meta = Meta {
            title: value(&batch.title, *row),
            date: value(&batch.date, *row),
            publisher: value(&batch.publisher, *row),
            ..Meta::default()
        };
        let notes = Note::of_text(text).iter().map(note).collect();
        let header = Header { id: id.clone(), meta, notes };
        worker.record(header, text, form).map_err(|reason| (id, reason))
    }
}

fn note(note: &Note) -> sayso_record::Note {
    sayso_record::Note { kind: note.kind().to_owned(), detail: note.to_string() }
}

fn utf8(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|error| {
        let place = error.valid_up_to();
        // Half a character, as careless decoding leaves it and pandas keeps it.
        if matches!(bytes[place..], [0xED, 0xA0..=0xBF, ..]) {
            return format!("the text has half a character (a lone surrogate) at byte {place}");
        }
        format!("the text is not UTF-8: the first wrong byte is {place}")
    })
}

impl Batch {
    fn read(batch: &Bound<'_, PyAny>) -> PyResult<Self> {
        let batch = RecordBatch::from_pyarrow_bound(batch)?;
        let column = |name: &str| {
            let array = batch.column_by_name(name);
            let bytes: Option<&LargeBinaryArray> = array.and_then(|a| a.as_binary_opt::<i64>());
            bytes.cloned()
        };
        let text = column("text")
            .ok_or_else(|| PyTypeError::new_err("there is no text of type large_binary"))?;
        Ok(Self {
            text,
            id: column("id"),
            title: column("title"),
            date: column("date"),
            publisher: column("publisher"),
        })
    }
}

/// A value other than the text: invalid UTF-8 in it does not fail the document.
fn value(column: &Option<LargeBinaryArray>, row: usize) -> Option<String> {
    let column = column.as_ref().filter(|column| column.is_valid(row))?;
    Some(String::from_utf8_lossy(column.value(row)).into_owned())
}
