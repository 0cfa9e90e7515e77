//! Where a report goes.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use sayso_corpus::Output;
use sayso_record::Record;
use sayso_report::Page;
use sayso_report::{DocumentStatistics, Report, write_csv, write_json, write_markdown, write_text};

use super::args::Format;
use super::settings::Settings;

/// A page that is being written.
pub(super) struct PageFile {
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
    pub(super) fn commit(self, report: &Report) -> Result<()> {
        let out = self.page.finish(report).with_context(|| unwritable(&self.name))?;
        out.commit()?;
        Ok(())
    }
}

fn unwritable(name: &str) -> String {
    format!("{name}: cannot be written")
}

/// Writes the tables that are wanted.
pub(super) fn write(settings: &Settings, report: &Report) -> Result<()> {
    let tables = settings.tables.iter().filter_map(|name| report.table(name).cloned());
    let mut report = Report { tables: tables.collect() };
    if settings.top > 0 && settings.page.is_some() {
        report.tables.iter_mut().for_each(|table| table.keep(settings.top));
    }
    let mut out = String::new();
    match (settings.format, report.tables.as_slice()) {
        (Format::Text, _) => write_text(&mut out, &report, settings.width),
        (Format::Md, _) => write_markdown(&mut out, &report),
        (Format::Json, _) => write_json(&mut out, &report),
        (Format::Csv, [table]) => write_csv(&mut out, table),
        (Format::Csv, tables) => {
            let folder = settings.output.as_deref().context("CSV needs a folder")?;
            let name = folder.display();
            fs::create_dir_all(folder).with_context(|| format!("{name}: cannot be created"))?;
            for table in tables {
                out.clear();
                write_csv(&mut out, table);
                put(Some(&folder.join(format!("{}.csv", table.name))), &out)?;
            }
            return Ok(());
        }
    }
    put(settings.output.as_deref(), &out)
}

fn put(path: Option<&Path>, content: &str) -> Result<()> {
    let (mut output, name) = match path {
        Some(path) => (Output::create(path)?, path.display().to_string()),
        None => (Output::stdout(), "standard output".to_owned()),
    };
    output.write_all(content.as_bytes()).with_context(|| unwritable(&name))?;
    output.commit()?;
    Ok(())
}
