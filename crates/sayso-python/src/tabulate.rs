//! Turns documents into the batches of a table.

use arrow_pyarrow::ToPyArrow;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use sayso_record::Record;
use sayso_tables::{Table, Tables};

use crate::documents::{Documents, Failure};

/// An iterator over the batches of one table, made of batches of documents.
#[pyclass]
pub(crate) struct Tabulate {
    documents: Documents<Result<Record, Failure>>,
    table: Table,
    /// `None` when the last batch has been returned.
    tables: Option<Tables>,
    tabulated: usize,
    failures: Vec<(usize, String, String)>,
}

#[pymethods]
impl Tabulate {
    #[new]
    fn new(batches: &Bound<'_, PyIterator>, table: &str, threads: usize) -> PyResult<Self> {
        let Some(table) = Table::ALL.into_iter().find(|known| known.as_str() == table) else {
            return Err(PyValueError::new_err(format!("there is no table {table}")));
        };
        Ok(Self {
            documents: Documents::new(batches, threads, |worker, row| row.analyze(worker)),
            table,
            tables: Some(Tables::of(&[table])),
            tabulated: 0,
            failures: Vec::new(),
        })
    }

    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__<'py>(&mut self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        loop {
            let Some(tables) = &mut self.tables else { return Ok(None) };
            if let Some((_, batch)) = tables.ready().next() {
                return batch.to_pyarrow(py).map(Some);
            }
            match self.documents.next(py)? {
                Some(Ok(record)) => py.detach(|| tables.push(&record)),
                Some(Err((id, reason))) => {
                    tables.push_failure(&id, None, &reason);
                    self.failures.push((self.tabulated, id, reason));
                }
                None => {
                    let tables = self.tables.take().map(Tables::finish).unwrap_or_default();
                    let last = tables.into_iter().find(|(table, _)| *table == self.table);
                    return last.map(|(_, batch)| batch.to_pyarrow(py)).transpose();
                }
            }
            self.tabulated += 1;
        }
    }

    /// Documents that failed since the last call: number, id and reason of each.
    fn failures(&mut self) -> Vec<(usize, String, String)> {
        std::mem::take(&mut self.failures)
    }
}
