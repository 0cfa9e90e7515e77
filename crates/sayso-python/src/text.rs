//! Texts from Python, with one-line errors for objects that are not texts.

use pyo3::exceptions::{PyTypeError, PyUnicodeEncodeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};
use sayso::Date;

/// Maximum size of a text in bytes, as on the command line.
pub(crate) const LONGEST: usize = 64 << 20;

/// The contents of a Python string, in place.
pub(crate) fn borrow<'a>(text: &'a Bound<'_, PyAny>) -> PyResult<&'a str> {
    let Ok(string) = text.cast::<PyString>() else {
        let (kind, advice) = (text.get_type().name()?, advice(text)?);
        return Err(PyTypeError::new_err(format!("the text must be a str, not {kind}{advice}")));
    };
    let words = string.to_str().map_err(|error| surrogate(text.py(), error))?;
    check_length(words.len()).map_err(PyValueError::new_err)?;
    Ok(words)
}

/// Whether it is what data frames have where nothing is: `None`, "not a number", "not a time", `pandas.NA`.
#[pyfunction]
pub(crate) fn is_missing(given: &Bound<'_, PyAny>) -> PyResult<bool> {
    Ok(given.is_none() || given.ne(given).unwrap_or(false) || given.get_type().name()? == "NAType")
}

/// What to do with what is no text.
fn advice(given: &Bound<'_, PyAny>) -> PyResult<&'static str> {
    Ok(if given.is_instance_of::<PyBytes>() {
        "; decode it first: text.decode(\"utf-8\")"
    } else if is_missing(given)? {
        "; leave out what is missing, or give \"\" in its place"
    } else if given.hasattr("__fspath__")? {
        "; read the file first: path.read_text(encoding=\"utf-8\")"
    } else if given.hasattr("__iter__")? {
        "; for many texts there is analyze_many"
    } else {
        ""
    })
}

/// An error if a text of this many bytes is too long.
pub(crate) fn check_length(bytes: usize) -> Result<(), String> {
    if bytes <= LONGEST {
        return Ok(());
    }
    Err(format!(
        "the text has {bytes} bytes, more than the limit of {LONGEST}; split it into articles"
    ))
}

/// The day of publication in writing, given as a date or a string, or nothing.
#[pyfunction]
pub(crate) fn check_date(date: Option<&Bound<'_, PyAny>>) -> PyResult<Option<String>> {
    let Some(date) = date else { return Ok(None) };
    if is_missing(date)? {
        return Ok(None);
    }
    let written = match date.cast::<PyString>() {
        Ok(string) => string.to_string_lossy().into_owned(),
        Err(_) if date.hasattr("isoformat")? => {
            let written: String = date.call_method0("isoformat")?.extract()?;
            day_at_midnight(&written).map(str::to_owned).unwrap_or(written)
        }
        Err(_) => {
            let kind = date.get_type().name()?;
            let problem = format!("date must be a date or a str such as '2024-11-23', not {kind}");
            return Err(PyTypeError::new_err(problem));
        }
    };
    if Date::parse(&written).is_none() {
        let begins: String = written.chars().take(40).collect();
        let complaint = Date::complaint(&written);
        return Err(PyValueError::new_err(format!(
            "the date {begins:?} {complaint}; write year, month and day, such as 2024-11-23"
        )));
    }
    Ok(Some(written))
}

/// The day alone of a time at midnight, which is how data frames have days.
fn day_at_midnight(written: &str) -> Option<&str> {
    let (day, time) = written.split_once('T')?;
    let clock = time.split(['+', '-', 'Z']).next()?;
    clock.chars().all(|c| matches!(c, '0' | ':' | '.')).then_some(day)
}

/// Half a character, as careless decoding leaves it, cannot be UTF-8.
fn surrogate(py: Python<'_>, error: PyErr) -> PyErr {
    if !error.is_instance_of::<PyUnicodeEncodeError>(py) {
        return error;
    }
    let place = error.value(py).getattr("start").and_then(|start| start.extract::<usize>());
    let place = place.map_or_else(|_| String::new(), |place| format!(" at index {place}"));
    PyValueError::new_err(format!(
        "the text has half a character (a lone surrogate){place}; replace it first: \
         text.encode(\"utf-8\", \"replace\").decode(\"utf-8\")"
    ))
}
