//! Turns documents into the batches of tables.

use std::collections::VecDeque;

use arrow_array::RecordBatch;
use arrow_pyarrow::ToPyArrow;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use sayso_record::Record;
use sayso_tables::{Table, Tables};

use crate::documents::{Documents, Failure};
use crate::engine::Engine;

/// An iterator over the batches of tables, each with the name of its table, made of batches of documents.
#[pyclass]
pub(crate) struct Tabulate {
    documents: Documents<Result<Record, Failure>>,
    wanted: Vec<Table>,
    /// `None` when all documents have been read.
    tables: Option<Tables>,
    ready: VecDeque<(Table, RecordBatch)>,
    tabulated: usize,
    failures: Vec<(usize, String, String)>,
}

#[pymethods]
impl Tabulate {
    #[new]
    fn new(
        engine: &Engine,
        batches: &Bound<'_, PyIterator>,
        names: Vec<String>,
        threads: usize,
    ) -> PyResult<Self> {
        let find = |name: String| {
            let found = Table::ALL.into_iter().find(|table| table.as_str() == name);
            found.ok_or_else(|| PyValueError::new_err(format!("there is no table {name}")))
        };
        let wanted: Vec<Table> = names.into_iter().map(find).collect::<PyResult<_>>()?;
        let form = engine.form;
        Ok(Self {
            documents: Documents::new(&engine.workers, batches, threads, move |worker, row| {
                row.analyze(worker, form)
            }),
            tables: Some(Tables::of(&wanted)),
            wanted,
            ready: VecDeque::new(),
            tabulated: 0,
            failures: Vec::new(),
        })
    }

    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    #[allow(clippy::type_complexity, reason = "a tuple of Python")]
    fn __next__<'py>(
        &mut self,
        py: Python<'py>,
    ) -> PyResult<Option<(&'static str, Bound<'py, PyAny>)>> {
        loop {
            if let Some((table, batch)) = self.ready.pop_front() {
                return Ok(Some((table.as_str(), batch.to_pyarrow(py)?)));
            }
            let Some(tables) = &mut self.tables else { return Ok(None) };
            match self.documents.next(py)? {
                Some(Ok(record)) => py.detach(|| tables.push(&record)),
                Some(Err((id, reason))) => {
                    tables.push_failure(&id, None, &reason);
                    self.failures.push((self.tabulated, id, reason));
                }
                None => {
                    let tables = self.tables.take().map(Tables::finish).unwrap_or_default();
                    let last = tables.into_iter().filter(|(table, _)| self.wanted.contains(table));
                    self.ready.extend(last);
                    continue;
                }
            }
            self.tabulated += 1;
            self.ready.extend(tables.ready());
        }
    }

    /// Documents that failed since the last call: number, id and reason of each.
    fn failures(&mut self) -> Vec<(usize, String, String)> {
        std::mem::take(&mut self.failures)
    }
}
