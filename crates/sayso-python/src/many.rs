//! Many texts from any iterable: lazily, in order, on all cores.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyIterator, PyTuple};
use sayso_corpus::{Next, OrderedPool};
use sayso_record::{Header, Meta};

use crate::engine::{Engine, json};
use crate::text;
use crate::worker::{FAULT, Lent, PATIENCE};

/// An iterator over `(text, record, problem)`, made of pairs of text and date: of record and problem, one is `None`.
#[pyclass]
pub(crate) struct Many {
    /// The iterator; `None` when the last text has been fetched.
    source: Option<Py<PyIterator>>,
    /// The exception of the iterable, raised after all results that precede it.
    raised: Option<PyErr>,
    /// Texts in progress.
    texts: VecDeque<Py<PyAny>>,
    /// Never contended, since Python lends the iterator to one thread at a time.
    pool: Mutex<OrderedPool<Job, Result<Vec<u8>, String>>>,
}

/// A text and its date.
type Job = (String, Option<String>);

#[pymethods]
impl Many {
    #[new]
    fn new(engine: &Engine, texts: &Bound<'_, PyIterator>, threads: usize) -> Self {
        let (workers, form) = (Arc::clone(&engine.workers), engine.form.without_text());
        Self {
            source: Some(texts.clone().unbind()),
            raised: None,
            texts: VecDeque::new(),
            pool: Mutex::new(OrderedPool::new(
                threads,
                move || workers.lend(),
                move |worker: &mut Lent, (text, date): Job| {
                    let meta = Meta { date, ..Meta::default() };
                    let header = Header { meta, ..Header::default() };
                    let record = worker.record(header, &text, form)?;
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
            match source.bind(py).clone().next().map(|pair| pair.and_then(|pair| split(&pair))) {
                Some(Ok((item, date))) => {
                    let date = text::check_date(Some(&date).filter(|date| !date.is_none()));
                    let job = text::borrow(&item).and_then(|words| Ok((words, date?)));
                    match job {
                        Ok((words, date)) => pool.push((words.to_owned(), date), words.len()),
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

/// A text and a date.
fn split<'py>(pair: &Bound<'py, PyAny>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)> {
    let pair = pair.cast::<PyTuple>()?;
    Ok((pair.get_item(0)?, pair.get_item(1)?))
}
