//! Where a report goes.

use std::fs;
use std::io::{self, BufWriter, IntoInnerError, Write};
use std::path::Path;

use anyhow::{Context, Result};
use sayso_corpus::Output;
use sayso_record::Record;
use sayso_report::{Aggregate, DocumentStatistics, Identities, Page, Report};

use super::formats::{Holds, Printed};
use super::settings::Settings;

/// A page that is being written.
pub(crate) struct PageFile {
    page: Page<Output>,
    name: String,
}

impl PageFile {
    /// Begins the page, if one is wanted.
    pub(super) fn create(settings: &Settings) -> Result<Option<Self>> {
        let Some((path, options)) = &settings.page else { return Ok(None) };
        let name = path.display().to_string();
        let page = Page::begin(Output::create(path)?, options.clone())
            .with_context(|| unwritable(&name))?;
        Ok(Some(Self { page, name }))
    }

    pub(super) fn add(&mut self, record: &Record, statistics: &DocumentStatistics) -> Result<()> {
        self.page.add(record, statistics).with_context(|| unwritable(&self.name))
    }

    /// Completes the page.
    pub(super) fn commit(self, report: &Report, identities: &Identities) -> Result<()> {
        let out = self.page.finish(report, identities).with_context(|| unwritable(&self.name))?;
        out.commit()?;
        Ok(())
    }
}

fn unwritable(name: &str) -> String {
    format!("{name}: cannot be written")
}

/// Writes the tables that are wanted.
pub(super) fn write(settings: &Settings, report: &Report, aggregate: &Aggregate) -> Result<()> {
    let tables = settings.tables.iter().filter_map(|name| report.table(name).cloned());
    let mut report = Report { tables: tables.collect() };
    if settings.top > 0 && settings.page.is_some() {
        report.tables.iter_mut().for_each(|table| table.keep(settings.top));
    }
    let &Settings { format, width, color, top, ref output, .. } = settings;
    let content =
        |report: &Report| (format.write)(&Printed { report, aggregate, top, width, color });
    if format.holds != Holds::Table || report.tables.len() == 1 {
        return put(output.as_deref(), &content(&report)?);
    }
    let folder = output.as_deref().context("several tables need a folder")?;
    let name = folder.display();
    fs::create_dir_all(folder).with_context(|| format!("{name}: cannot be created"))?;
    for table in report.tables {
        let path = folder.join(format!("{}.{}", table.name, format.name));
        put(Some(&path), &content(&Report { tables: vec![table] })?)?;
    }
    Ok(())
}

/// Writes a whole file, or to standard output.
pub(crate) fn put(path: Option<&Path>, content: &[u8]) -> Result<()> {
    write_to(path, |output| output.write_all(content))
}

/// The same, piece by piece.
pub(crate) fn write_to(
    path: Option<&Path>,
    write: impl FnOnce(&mut BufWriter<Output>) -> io::Result<()>,
) -> Result<()> {
    let (output, name) = match path {
        Some(path) => (Output::create(path)?, path.display().to_string()),
        None => (Output::stdout(), "standard output".to_owned()),
    };
    let mut output = BufWriter::new(output);
    write(&mut output).with_context(|| unwritable(&name))?;
    let output = output.into_inner().map_err(IntoInnerError::into_error);
    output.with_context(|| unwritable(&name))?.commit()?;
    Ok(())
}
