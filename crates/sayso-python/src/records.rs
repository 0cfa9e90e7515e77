//! Records that the program has stored, one at a time.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use sayso_cli::StoredRecords;

use crate::engine::json;

/// An iterator over `(text, record)`: the text, if the record has it, and the record as JSON without it.
#[pyclass]
pub(crate) struct Records {
    /// Never contended, since Python lends the iterator to one thread at a time.
    records: Mutex<StoredRecords>,
}

#[pymethods]
impl Records {
    #[new]
    fn new(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        let records = py.detach(|| StoredRecords::open(path)).map_err(PyValueError::new_err)?;
        Ok(Self { records: Mutex::new(records) })
    }

    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    #[allow(clippy::type_complexity, reason = "a tuple of Python")]
    fn __next__<'py>(
        &mut self,
        py: Python<'py>,
    ) -> PyResult<Option<(Option<String>, String, Bound<'py, PyBytes>)>> {
        let records = self.records.get_mut().unwrap_or_else(PoisonError::into_inner);
        let next = py.detach(|| {
            records.next().map(|record| {
                record.map(|mut record| (record.text.take(), record.id.clone(), json(&record)))
            })
        });
        let next = next.transpose().map_err(PyValueError::new_err)?;
        Ok(next.map(|(text, id, json)| (text, id, PyBytes::new(py, &json))))
    }
}
