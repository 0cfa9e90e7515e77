//! Turns documents into the batches of tables.

use std::collections::VecDeque;

use arrow_array::RecordBatch;
use arrow_pyarrow::ToPyArrow;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use sayso_record::{Layer, Record};
use sayso_tables::{Table, Tables};

use crate::documents::{Documents, Failure};
use crate::engine::Engine;
use crate::tokens::{self, TokenTable};
use crate::worker::interruptible;

/// An iterator over the batches of tables, each with the name of its table, made of batches of documents.
#[pyclass]
pub(crate) struct Tabulate {
    documents: Documents<Result<Record, Failure>>,
    wanted: Vec<Table>,
    tokens: Option<TokenTable>,
    /// `None` when all documents have been read.
    tables: Option<Tables>,
    ready: VecDeque<(&'static str, RecordBatch)>,
    tabulated: usize,
    failures: Vec<(usize, String, String)>,
}

#[pymethods]
impl Tabulate {
    #[new]
    fn new(
        engine: &Engine,
        batches: &Bound<'_, PyIterator>,
        mut names: Vec<String>,
        threads: usize,
    ) -> PyResult<Self> {
        let mut form = engine.form;
        let mut tokens = None;
        if let Some(place) = names.iter().position(|name| name == tokens::NAME) {
            names.remove(place);
            form = form.with(Layer::Tokens);
            tokens = Some(TokenTable::default());
        }
        let find = |name: String| {
            let found = Table::ALL.into_iter().find(|table| table.as_str() == name);
            found.ok_or_else(|| PyValueError::new_err(format!("there is no table {name}")))
        };
        let wanted: Vec<Table> = names.into_iter().map(find).collect::<PyResult<_>>()?;
        if wanted.contains(&Table::Transfers) {
            form = form.with(Layer::Transfers);
        }
        if wanted.is_empty() {
            form = form.syntax_only();
        }
        Ok(Self {
            documents: Documents::new(&engine.workers, batches, threads, move |worker, row| {
                row.analyze(worker, form)
            }),
            tables: Some(Tables::of(&wanted)),
            wanted,
            tokens,
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
                return Ok(Some((table, batch.to_pyarrow(py)?)));
            }
            let Some(tables) = &mut self.tables else { return Ok(None) };
            match self.documents.next(py)? {
                Some(Ok(record)) => py.detach(|| {
                    tables.push(&record);
                    if let Some(tokens) = &mut self.tokens {
                        tokens.push(self.tabulated as i64, &record);
                    }
                }),
                Some(Err((id, reason))) => {
                    tables.push_failure(&id, None, &reason);
                    self.failures.push((self.tabulated, id, reason));
                }
                None => {
                    let tables = self.tables.take().expect("they are not finished yet");
                    let tables = interruptible(py, None, move || tables.finish())?;
                    let last = tables.into_iter().filter(|(table, _)| self.wanted.contains(table));
                    self.ready.extend(last.map(|(table, batch)| (table.as_str(), batch)));
                    let tokens = self.tokens.take().map(|mut tokens| tokens.finish());
                    self.ready.extend(tokens.map(|batch| (tokens::NAME, batch)));
                    continue;
                }
            }
            self.tabulated += 1;
            self.ready.extend(tables.ready().map(|(table, batch)| (table.as_str(), batch)));
            if let Some(tokens) = self.tokens.as_mut().filter(|tokens| tokens.is_full()) {
                self.ready.push_back((tokens::NAME, tokens.finish()));
            }
        }
    }

    /// Documents that failed since the last call: number, id and reason of each.
    fn failures(&mut self) -> Vec<(usize, String, String)> {
        std::mem::take(&mut self.failures)
    }
}
