//! Counts documents for a report. In Python, counts are bytes, so that processes can exchange them.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyIterator};
use sayso::OffsetUnit;
use sayso_record::Layers;
use sayso_report::{Aggregate, Period, ReportOptions, write_json, write_markdown, write_text};

use crate::documents::Documents;
use crate::engine::{Engine, Form};

/// Counts batches of documents.
#[pyfunction]
pub(crate) fn count<'py>(
    engine: &Engine,
    batches: &Bound<'py, PyIterator>,
    by: &str,
    top: usize,
    threads: usize,
) -> PyResult<Bound<'py, PyBytes>> {
    let py = batches.py();
    let by = match by {
        "day" => Period::Day,
        "month" => Period::Month,
        _ => return Err(PyValueError::new_err(format!("by must be 'day' or 'month', not {by:?}"))),
    };
    let options = ReportOptions { by, top, ..ReportOptions::default() };
    // Counts need the same of a record, whatever is asked of records elsewhere.
    let form = Form { layers: Layers::default(), offsets: OffsetUnit::Char };
    let mut documents = Documents::new(&engine.workers, batches, threads, move |worker, row| {
        row.analyze(worker, form).ok().and_then(|record| worker.statistics(&record, options))
    });
    let mut aggregate = Aggregate::new(options);
    while let Some(statistics) = documents.next(py)? {
        py.detach(|| match statistics {
            Some(statistics) => aggregate.take(statistics),
            None => aggregate.failed(),
        });
    }
    Ok(PyBytes::new(py, &aggregate.to_bytes()))
}

/// The sum of the counts of all parts.
#[pyfunction]
pub(crate) fn merge<'py>(parts: &Bound<'py, PyIterator>) -> PyResult<Bound<'py, PyBytes>> {
    let py = parts.py();
    let mut whole: Option<Aggregate> = None;
    for part in parts.clone() {
        let part = part?;
        let bytes: &[u8] = part.extract()?;
        let part = py.detach(|| read(bytes))?;
        match &mut whole {
            Some(whole) => py.detach(|| whole.merge(part)),
            None => whole = Some(part),
        }
    }
    let whole = whole.ok_or_else(|| PyValueError::new_err("there is nothing to merge"))?;
    Ok(PyBytes::new(py, &whole.to_bytes()))
}

/// The report of counts as `json`, `md` or `text`, the last in `width` columns.
#[pyfunction]
pub(crate) fn show(py: Python<'_>, counts: &[u8], form: &str, width: usize) -> PyResult<String> {
    py.detach(|| {
        let report = read(counts)?.finish();
        let mut out = String::new();
        match form {
            "json" => write_json(&mut out, &report),
            "md" => write_markdown(&mut out, &report),
            _ => write_text(&mut out, &report, width),
        }
        Ok(out)
    })
}

fn read(bytes: &[u8]) -> PyResult<Aggregate> {
    Aggregate::from_bytes(bytes).map_err(|error| PyValueError::new_err(error.to_string()))
}
