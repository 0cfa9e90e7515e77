//! The native half of the Python package `sayso`: text in, records as JSON or Arrow out.
//!
//! Everything that users import, with its types and documentation, is Python code in `python/sayso`. This
//! module does the work that takes time, without Python's lock.

mod count;
mod documents;
mod many;
mod tabulate;
mod text;
mod worker;

use std::ffi::OsString;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use sayso_record::{Header, Layer, Layers, Meta};

use worker::Worker;

/// The functions on which the package `sayso` is built.
#[pymodule]
mod _native {
    #[pymodule_export]
    use super::count::{count, merge, show};
    #[pymodule_export]
    use super::many::Many;
    #[pymodule_export]
    use super::tabulate::Tabulate;
    #[pymodule_export]
    use super::{analyze, main};

    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "a name of Python")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}

/// The record of a text as JSON, without the text; with tokens and quotations if `everything`.
#[pyfunction]
fn analyze<'py>(
    text: &Bound<'py, PyAny>,
    date: Option<String>,
    everything: bool,
) -> PyResult<Bound<'py, PyBytes>> {
    let py = text.py();
    let words = text::borrow(text)?;
    let header = Header { meta: Meta { date, ..Meta::default() }, ..Header::default() };
    let line = py.detach(|| {
        let mut worker = Worker::lend();
        let record = match everything {
            true => worker.grammar(header, words),
            false => worker.record(header, words, layers()),
        };
        record.map(|record| json(&record))
    });
    Ok(PyBytes::new(py, &line.map_err(PyRuntimeError::new_err)?))
}

/// Runs the command line; the exit code.
#[pyfunction]
fn main(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| sayso_cli::run(arguments))
}

/// The layers of a plain analysis. The text is not among them: Python has it.
fn layers() -> Layers {
    [Layer::Sentences, Layer::Entities, Layer::Attributions].into_iter().collect()
}

fn json(record: &sayso_record::Record) -> Vec<u8> {
    let mut line = Vec::new();
    record.write_line(&mut line);
    line
}
