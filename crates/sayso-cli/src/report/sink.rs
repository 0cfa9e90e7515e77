//! Where a report goes.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use sayso_corpus::Output;
use sayso_report::corpus::{Report, write_csv, write_json, write_markdown, write_text};

use super::args::Format;
use super::settings::Settings;

/// Writes the tables that are wanted.
pub(super) fn write(settings: &Settings, report: &Report) -> Result<()> {
    let tables = settings.tables.iter().filter_map(|name| report.table(name).cloned());
    let report = Report { tables: tables.collect() };
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
    output.write_all(content.as_bytes()).with_context(|| format!("{name}: cannot be written"))?;
    output.commit()?;
    Ok(())
}
