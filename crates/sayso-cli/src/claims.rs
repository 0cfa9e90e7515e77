//! `sayso claims`: documents or their analyses in, their claims out.

mod args;

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use anyhow::{Context, Result};
use sayso_report::{Claims, Limits, ReportOptions, write_csv};

use crate::analyze::settings::named;
use crate::exit::Exit;
use crate::messages::{misused, tell};
use crate::report::collect::{Collecting, Given, collect};
use crate::report::sink::{put, write_to};
use args::Format;

pub(crate) use args::ClaimsArgs;

/// Statements that are compared: with what is found of them they take less than two gigabytes.
const STATEMENTS: usize = 800_000;

pub(crate) fn run(args: ClaimsArgs) -> Result<Exit> {
    let ClaimsArgs { paths, reading, finding, choosing, asking, mut writing, running } = args;
    writing.output = named(writing.output);
    let to_terminal = writing.output.is_none() && io::stdout().is_terminal();
    let format = writing.format.unwrap_or(if to_terminal { Format::Text } else { Format::Json });
    if format == Format::Csv && writing.output.is_none() {
        return Ok(misused(&"CSV holds three tables; name a folder with -o"));
    }
    let limits = Limits { statements: STATEMENTS, quotes: 0, ..Limits::default() };
    let options = ReportOptions { limits, only_claims: true, ..ReportOptions::default() };
    let given = Given {
        paths,
        reading,
        finding: &finding,
        choosing: &choosing,
        running: &running,
        transfers: false,
    };
    let outputs = writing.output.iter().cloned().collect();
    let settings = match Collecting::resolve(given, options, outputs, "claims") {
        Ok(settings) => settings,
        Err(complaint) => return Ok(misused(&complaint)),
    };
    let collected = match collect(&settings, || Ok(None))? {
        Ok(collected) => collected,
        Err(exit) => return Ok(exit),
    };
    let mut found = settings.on_threads(|| match asking.alone {
        true => collected.aggregate.claims(),
        false => collected.aggregate.several_claims(),
    })?;
    if let Some(name) = &asking.about {
        found.retain_about(name);
        if found.claims.is_empty() && !settings.quiet {
            tell(format_args!("no claim is about '{name}'"));
        }
    }
    if let Some(name) = &asking.by {
        found.retain_by(name);
        if found.claims.is_empty() && !settings.quiet {
            let more =
                if asking.alone { "" } else { "; --alone shows those of one attribution too" };
            tell(format_args!("no claim is by '{name}'{more}"));
        }
    }
    if let Some(story) = &asking.story {
        found.retain_story(story);
    }
    if let Some(event) = &asking.event {
        found.retain_event(event);
        if found.claims.is_empty() && !settings.quiet {
            tell(format_args!("no claim names the event '{event}'"));
        }
    }
    if let Some(top) = asking.top.filter(|&top| top > 0) {
        found.claims.truncate(top);
    }
    write(&found, format, writing.output.as_deref())?;
    Ok(collected.conclude(&settings))
}

fn write(found: &Claims, format: Format, output: Option<&Path>) -> Result<()> {
    match format {
        Format::Text => {
            let mut text = String::new();
            found.write_text(&mut text);
            put(output, text.as_bytes())
        }
        Format::Json => write_to(output, |file| {
            serde_json::to_writer(&mut *file, found)?;
            file.write_all(b"\n")
        }),
        Format::Csv => {
            let folder = output.context("CSV needs a folder")?;
            let name = folder.display();
            fs::create_dir_all(folder).with_context(|| format!("{name}: cannot be created"))?;
            for table in found.tables() {
                let mut csv = String::new();
                write_csv(&mut csv, &table);
                put(Some(&folder.join(format!("{}.csv", table.name))), csv.as_bytes())?;
            }
            Ok(())
        }
    }
}
