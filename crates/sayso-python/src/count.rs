//! Counts documents for a report. In Python, counts are bytes, so that processes can exchange them.

use std::io::{self, Write};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyIterator};
use sayso::{Date, OffsetUnit};
use sayso_cli::{LeftOut, Selection};
use sayso_record::{Layer, Layers, Record};
use sayso_report::{
    Aggregate, DocumentStatistics, Page, PageOptions, Period, Report, ReportOptions, write_json,
    write_markdown, write_text, write_xlsx,
};

use crate::documents::{Documents, Row};
use crate::engine::{Engine, Form};
use crate::worker::{Lent, interruptible};

/// Which documents are counted.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Choice {
    since: Option<String>,
    until: Option<String>,
    publishers: Vec<String>,
}

/// What comes of a document.
enum Outcome {
    Counted(Box<(DocumentStatistics, Option<Record>)>),
    LeftOut(LeftOut),
    Failed,
}

/// The counts, the page, and how many documents were left out because they have no day.
type Counts<'py> = (Bound<'py, PyBytes>, Option<Bound<'py, PyBytes>>, u64);

/// Counts batches of documents. `page` is the title of a page to make beside, and how many articles it shows in full;
/// there is none if it would be too long.
#[pyfunction]
pub(crate) fn count<'py>(
    engine: &Engine,
    batches: &Bound<'py, PyIterator>,
    by: &str,
    choice: Choice,
    page: Option<(String, Option<u64>)>,
    threads: usize,
) -> PyResult<Counts<'py>> {
    let py = batches.py();
    let selection = choice.selection()?;
    let by = match by {
        "day" => Period::Day,
        "month" => Period::Month,
        _ => return Err(PyValueError::new_err(format!("by must be 'day' or 'month', not {by:?}"))),
    };
    // How many rows are shown is decided later.
    let options = ReportOptions { by, top: 0, ..ReportOptions::default() };
    let keeps = page.is_some();
    let mut documents = Documents::new(&engine.workers, batches, threads, move |worker, row| {
        count_one(worker, &row, options, &selection, keeps)
    });
    let mut aggregate = Aggregate::new(options);
    let mut page = page.and_then(|(title, texts)| {
        let options = PageOptions { title, texts, ..PageOptions::default() };
        Page::begin(Bounded::default(), options).ok()
    });
    let mut undated = 0;
    while let Some(counted) = documents.next(py)? {
        py.detach(|| match counted {
            Outcome::Counted(counted) => {
                let (statistics, record) = *counted;
                if let Some(record) = &record {
                    page = page
                        .take()
                        .and_then(|mut page| page.add(record, &statistics).is_ok().then_some(page));
                }
                aggregate.take(statistics);
            }
            Outcome::LeftOut(LeftOut::Undated) => undated += 1,
            Outcome::LeftOut(LeftOut::Outside) => {}
            Outcome::Failed => aggregate.failed(),
        });
    }
    let (counts, page) = interruptible(py, None, move || {
        let page =
            page.and_then(|page| page.finish(&aggregate.finish(), &aggregate.identities()).ok());
        (aggregate.to_bytes(), page)
    })?;
    let page = page.map(|page| PyBytes::new(py, &page.0));
    Ok((PyBytes::new(py, &counts), page, undated))
}

fn count_one(
    worker: &mut Lent,
    row: &Row,
    options: ReportOptions,
    selection: &Selection,
    keeps: bool,
) -> Outcome {
    // Counts need the same of a record, whatever is asked of records elsewhere.
    let layers = Layers::default().with(Layer::Transfers);
    let form = Form { layers, offsets: OffsetUnit::Char };
    let (date, publisher) = row.date_and_publisher();
    if let Some(why) = selection.check_given(date.as_deref(), publisher.as_deref()) {
        return Outcome::LeftOut(why);
    }
    let Ok(record) = row.analyze(worker, form) else { return Outcome::Failed };
    // The text may have said what the table does not.
    let (date, publisher) = (record.meta.date.as_deref(), record.meta.publisher.as_deref());
    if let Some(why) = selection.check(date, publisher) {
        return Outcome::LeftOut(why);
    }
    match worker.statistics(&record, options) {
        Some(statistics) => Outcome::Counted(Box::new((statistics, keeps.then_some(record)))),
        None => Outcome::Failed,
    }
}

impl Choice {
    fn selection(self) -> PyResult<Selection> {
        let day = |date: Option<String>| date.as_deref().and_then(Date::parse);
        let (since, until) = (day(self.since), day(self.until));
        Selection::new(since, until, &self.publishers).ok_or_else(|| {
            let shown = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
            let (since, until) = (shown(since), shown(until));
            let problem = format!("since={since} is after until={until}: no day is in between");
            PyValueError::new_err(problem)
        })
    }
}

/// The longest page that is kept in memory.
const LONGEST_PAGE: usize = 256 << 20;

/// A page in memory, up to a length.
#[derive(Default)]
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LONGEST_PAGE {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The sum of the counts of all parts.
#[pyfunction]
pub(crate) fn merge<'py>(parts: &Bound<'py, PyIterator>) -> PyResult<Bound<'py, PyBytes>> {
    let py = parts.py();
    let mut whole: Option<Aggregate> = None;
    for part in parts.clone() {
        py.check_signals()?;
        let part = part?;
        let bytes: &[u8] = part.extract()?;
        let part = py.detach(|| read(bytes))?;
        match &mut whole {
            Some(whole) if whole.options().by != part.options().by => {
                let problem = "the reports count days and months; give both the same `by`";
                return Err(PyValueError::new_err(problem));
            }
            Some(whole) => py.detach(|| whole.merge(part)),
            None => whole = Some(part),
        }
    }
    let whole = whole.ok_or_else(|| PyValueError::new_err("there is nothing to merge"))?;
    Ok(PyBytes::new(py, &whole.to_bytes()))
}

/// The report of counts as `json`, `md`, `xlsx` or `text`, the last in `width` columns; tables of `top` rows at most.
#[pyfunction]
pub(crate) fn show<'py>(
    py: Python<'py>,
    counts: &[u8],
    form: &str,
    top: usize,
    width: usize,
) -> PyResult<Bound<'py, PyBytes>> {
    let (counts, form) = (counts.to_vec(), form.to_owned());
    let shown = interruptible(py, None, move || {
        let report = report(&counts, top)?;
        let mut out = String::new();
        match form.as_str() {
            "json" => write_json(&mut out, &report),
            "md" => write_markdown(&mut out, &report),
            "xlsx" => {
                let mut out = Vec::new();
                let written = write_xlsx(&mut out, &report);
                return written.map(|()| out).map_err(|e| PyValueError::new_err(e.to_string()));
            }
            _ => write_text(&mut out, &report, width),
        }
        Ok(out.into_bytes())
    })?;
    Ok(PyBytes::new(py, &shown?))
}

fn report(counts: &[u8], top: usize) -> PyResult<Report> {
    let mut report = read(counts)?.finish();
    if top > 0 {
        report.tables.iter_mut().for_each(|table| table.keep(top));
    }
    Ok(report)
}

fn read(bytes: &[u8]) -> PyResult<Aggregate> {
    Aggregate::from_bytes(bytes).map_err(|error| PyValueError::new_err(error.to_string()))
}
