//! Arrow in, Arrow out: texts go to the threads where they lie, and never become objects of Python.

use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::cast::AsArray;
use arrow_array::{Array, LargeBinaryArray, LargeStringArray, RecordBatch};
use arrow_pyarrow::{FromPyArrow, ToPyArrow};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use sayso_report::{Header, Layers, Meta, Record};
use sayso_tables::{Table, Tables};

use crate::pool::{Next, Pool};
use crate::text::check_length;
use crate::worker::Worker;

/// The columns that come in, all of `large_string`.
const COLUMNS: [&str; 5] = ["text", "id", "title", "date", "publisher"];

/// An iterator over the batches of one table, made of batches of documents.
#[pyclass]
pub(crate) struct Tabulate {
    /// Batches that are still to come; nothing when the last has been fetched.
    source: Option<Py<PyIterator>>,
    /// What the iterable raised, told when all that came before has been.
    raised: Option<PyErr>,
    /// The batch that is fetched, and its next row.
    batch: Option<(Arc<Batch>, usize)>,
    fetched: usize,
    table: Table,
    done: Mutex<Option<Tables>>,
    pool: Mutex<Pool<Row, Result<Record, Failure>>>,
    failures: Vec<(usize, String, String)>,
    tabulated: usize,
}

/// Documents in columns. Bytes and not text: whoever made them may have been careless.
struct Batch([LargeBinaryArray; COLUMNS.len()]);

/// One document.
struct Row {
    batch: Arc<Batch>,
    row: usize,
    number: usize,
}

/// A document of which there is no record: its id, and why.
type Failure = (String, String);

#[pymethods]
impl Tabulate {
    #[new]
    fn new(batches: &Bound<'_, PyIterator>, table: &str, threads: usize) -> PyResult<Self> {
        let Some(table) = Table::ALL.into_iter().find(|known| known.as_str() == table) else {
            return Err(PyValueError::new_err(format!("there is no table {table}")));
        };
        Ok(Self {
            source: Some(batches.clone().unbind()),
            raised: None,
            batch: None,
            fetched: 0,
            table,
            done: Mutex::new(Some(Tables::of(&[table]))),
            pool: Mutex::new(Pool::new(threads, work)),
            failures: Vec::new(),
            tabulated: 0,
        })
    }

    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__<'py>(&mut self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        loop {
            let done = self.done.get_mut().unwrap_or_else(PoisonError::into_inner);
            let Some(tables) = done else { return Ok(None) };
            if let Some((_, batch)) = tables.ready().next() {
                return batch.to_pyarrow(py).map(Some);
            }
            self.fetch(py);
            let pool = self.pool.get_mut().unwrap_or_else(PoisonError::into_inner);
            let done = self.done.get_mut().unwrap_or_else(PoisonError::into_inner);
            let Some(tables) = done else { return Ok(None) };
            let (failures, tabulated) = (&mut self.failures, &mut self.tabulated);
            let next = py.detach(|| match pool.next() {
                Next::Done(Ok(record)) => {
                    tables.push(&record);
                    *tabulated += 1;
                    Next::Done(())
                }
                Next::Done(Err((id, reason))) => {
                    tables.push_failure(&id, None, &reason);
                    failures.push((*tabulated, id, reason));
                    *tabulated += 1;
                    Next::Done(())
                }
                Next::Working => Next::Working,
                Next::Idle => Next::Idle,
            });
            match next {
                Next::Done(()) => {}
                Next::Working => py.check_signals()?,
                Next::Idle => {
                    if let Some(error) = self.raised.take() {
                        return Err(error);
                    }
                    let tables = done.take().map(Tables::finish).unwrap_or_default();
                    let last = tables.into_iter().find(|(table, _)| *table == self.table);
                    return last.map(|(_, batch)| batch.to_pyarrow(py)).transpose();
                }
            }
        }
    }

    /// Documents that failed since this was asked last: number, id and reason of each.
    fn failures(&mut self) -> Vec<(usize, String, String)> {
        std::mem::take(&mut self.failures)
    }
}

impl Tabulate {
    /// Keeps the threads busy.
    fn fetch(&mut self, py: Python<'_>) {
        let pool = self.pool.get_mut().unwrap_or_else(PoisonError::into_inner);
        while pool.has_room() {
            if let Some((batch, row)) = &mut self.batch {
                if *row < batch.0[0].len() {
                    let bytes = batch.0[0].value_length(*row) as usize;
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

impl Batch {
    fn read(batch: &Bound<'_, PyAny>) -> PyResult<Self> {
        let batch = RecordBatch::from_pyarrow_bound(batch)?;
        let column = |name: &str| {
            let array = batch.column_by_name(name);
            let strings: Option<&LargeStringArray> = array.and_then(|a| a.as_string_opt::<i64>());
            let wrong = || PyTypeError::new_err(format!("the column {name} is no large_string"));
            strings.cloned().map(LargeBinaryArray::from).ok_or_else(wrong)
        };
        let [text, id, title, date, publisher] = COLUMNS;
        Ok(Self([column(text)?, column(id)?, column(title)?, column(date)?, column(publisher)?]))
    }

    fn at(&self, column: usize, row: usize) -> Option<&[u8]> {
        let column = &self.0[column];
        column.is_valid(row).then(|| column.value(row))
    }

    /// A value beside the text: a letter that is none costs nobody the document.
    fn beside(&self, column: usize, row: usize) -> Option<String> {
        self.at(column, row).map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    }
}

fn work(worker: &mut Worker, row: Row) -> Result<Record, Failure> {
    let Row { batch, row, number } = row;
    let id = batch.beside(1, row).unwrap_or_else(|| number.to_string());
    let text = match batch.at(0, row) {
        None => Err("the text is null".to_owned()),
        Some(bytes) => check_length(bytes.len()).and_then(|()| {
            std::str::from_utf8(bytes).map_err(|error| {
                format!("the text is not UTF-8: the first wrong byte is {}", error.valid_up_to())
            })
        }),
    };
    let text = text.map_err(|reason| (id.clone(), reason))?;
    let meta = Meta {
        title: batch.beside(2, row),
        date: batch.beside(3, row),
        publisher: batch.beside(4, row),
        ..Meta::default()
    };
    let header = Header { id: id.clone(), meta, notes: Vec::new() };
    worker.record(header, text, Layers::default()).map_err(|reason| (id, reason))
}
