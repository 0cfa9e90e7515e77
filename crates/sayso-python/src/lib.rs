//! The native half of the Python package `sayso`: text in, records as JSON or Arrow out.
//!
//! Everything that users import, with its types and documentation, is Python code in `python/sayso`. This
//! module does the work that takes time, without Python's lock.

mod count;
mod documents;
mod engine;
mod many;
mod records;
mod tabulate;
mod text;
mod tokens;
mod worker;

use std::ffi::OsString;

use pyo3::prelude::*;

/// The functions on which the package `sayso` is built.
#[pymodule]
mod _native {
    #[pymodule_export]
    use super::count::{count, merge, show};
    #[pymodule_export]
    use super::engine::{Engine, annotate};
    #[pymodule_export]
    use super::main;
    #[pymodule_export]
    use super::many::Many;
    #[pymodule_export]
    use super::records::Records;
    #[pymodule_export]
    use super::tabulate::Tabulate;
    #[pymodule_export]
    use super::text::{check_date, is_missing};

    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "a name of Python")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}

/// Runs the command line; the exit code.
#[pyfunction]
fn main(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    py.detach(|| sayso_cli::run(arguments))
}
