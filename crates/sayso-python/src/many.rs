//! Many texts from any iterable: lazily, in order, on all cores.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyIterator};
use sayso_corpus::{Next, OrderedPool};
use sayso_record::Header;

use crate::worker::{FAULT, Lent, PATIENCE, Worker};
use crate::{json, layers, text};

/// An iterator over `(text, record, problem)`: of record and problem, one is `None`.
#[pyclass]
pub(crate) struct Many {
    /// The iterator; `None` when the last text has been fetched.
    source: Option<Py<PyIterator>>,
    /// The exception of the iterable, raised after all results that precede it.
    raised: Option<PyErr>,
    /// Texts in progress.
    texts: VecDeque<Py<PyAny>>,
    /// Never contended, since Python lends the iterator to one thread at a time.
    pool: Mutex<OrderedPool<String, Result<Vec<u8>, String>>>,
}

#[pymethods]
impl Many {
    #[new]
    fn new(texts: &Bound<'_, PyIterator>, threads: usize) -> Self {
        Self {
            source: Some(texts.clone().unbind()),
            raised: None,
            texts: VecDeque::new(),
            pool: Mutex::new(OrderedPool::new(
                threads,
                Worker::lend,
                |worker: &mut Lent, text: String| {
                    let record = worker.record(Header::default(), &text, layers())?;
                    Ok(json(&record))
                },
            )),
        }
    }

    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    #[allow(clippy::type_complexity, reason = "a tuple of Python")]
    fn __next__<'py>(
        &mut self,
        py: Python<'py>,
    ) -> PyResult<Option<(Py<PyAny>, Option<Bound<'py, PyBytes>>, Option<String>)>> {
        loop {
            self.fetch(py);
            let pool = self.pool.get_mut().unwrap_or_else(PoisonError::into_inner);
            match py.detach(|| pool.next(PATIENCE)) {
                Next::Working => py.check_signals()?,
                Next::Idle => return self.raised.take().map_or(Ok(None), Err),
                Next::Done(result) => {
                    let text = self.texts.pop_front().expect("a text for every result");
                    return Ok(Some(match result.unwrap_or_else(|_| Err(FAULT.to_owned())) {
                        Ok(line) => (text, Some(PyBytes::new(py, &line)), None),
                        Err(problem) => (text, None, Some(problem)),
                    }));
                }
            }
        }
    }
}

impl Many {
    /// Keeps the threads busy.
    fn fetch(&mut self, py: Python<'_>) {
        let pool = self.pool.get_mut().unwrap_or_else(PoisonError::into_inner);
        while let Some(source) = self.source.as_ref().filter(|_| pool.has_room()) {
            match source.bind(py).clone().next() {
                Some(Ok(item)) => {
                    match text::borrow(&item) {
                        Ok(words) => pool.push(words.to_owned(), words.len()),
                        Err(problem) => pool.push_done(Err(problem.value(py).to_string())),
                    }
                    self.texts.push_back(item.unbind());
                }
                Some(Err(error)) => {
                    self.raised = Some(error);
                    self.source = None;
                }
                None => self.source = None,
            }
        }
    }
}
