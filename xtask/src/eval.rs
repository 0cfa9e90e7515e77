//! All accuracy figures on the dev parts of the gold, with the floors that they must not fall below.
//!
//! Gold that is absent is reported and fails the task, unless that is allowed: a check that silently
//! checks nothing is worse than none.

mod entities;
mod events;
mod floors;
mod identities;
mod origins;
mod own_claims;
mod parts;
mod values;
mod written;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;
use serde::Serialize;

use crate::DataFolders;
use crate::train::ACCURATE;
use floors::Floors;
pub(crate) use own_claims::GOLD;
use parts::Measure;
use sayso::{AttributionModel, Models};

#[derive(Debug, Args)]
pub(crate) struct EvalArgs {
    #[command(flatten)]
    pub(crate) folders: DataFolders,
    /// Write the figures to this file, as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,
    /// Write the figures into the tables of README.md and docs/models.md
    #[arg(long, conflicts_with = "only")]
    pub(crate) write: bool,
    /// Report gold that is not there, but do not fail for it
    #[arg(long)]
    pub(crate) allow_absent: bool,
    /// Another model of attribution: `fast`, `accurate`, or a file. Only parts with attributions are measured then
    #[arg(long, value_name = "MODEL", conflicts_with = "write")]
    pub(crate) model: Option<String>,
    /// Only these parts; every part if none is named
    #[arg(value_name = "PART")]
    pub(crate) only: Vec<String>,
}

/// One measured figure, in percent unless its name says otherwise.
#[derive(Debug, Serialize)]
struct Figure {
    part: &'static str,
    name: &'static str,
    value: f64,
    floor: Option<f64>,
}

impl Figure {
    /// Whether it is below its floor at the two places that are printed and written down.
    fn is_low(&self) -> bool {
        self.floor.is_some_and(|floor| rounded(self.value) < floor)
    }
}

#[derive(Debug, Default, Serialize)]
struct Report {
    figures: Vec<Figure>,
    /// Gold files that are not there.
    absent: Vec<PathBuf>,
}

pub(crate) fn run(args: &EvalArgs) -> Result<()> {
    let floors = Floors::read()?;
    let models = args.model.as_deref().map_or(Ok(Models::builtin()), models)?;
    let mut report = Report::default();
    let chosen = |name: &str| args.only.is_empty() || args.only.iter().any(|only| only == name);
    for part in parts::all(&args.folders).into_iter().filter(|part| chosen(part.name)) {
        if !part.gold.is_file() {
            report.absent.push(part.gold);
            continue;
        }
        let figures = match part.measure {
            Measure::Attributions(measure) => measure(&part.gold, &models),
            Measure::Below(_) if args.model.is_some() => continue,
            Measure::Below(measure) => measure(&part.gold),
        };
        let figures =
            figures.with_context(|| format!("{}: cannot be scored", part.gold.display()))?;
        for (name, value) in figures {
            let floor = floors.of(part.name, name).filter(|_| args.model.is_none());
            report.figures.push(Figure { part: part.name, name, value, floor });
        }
    }
    print(&report);
    if let Some(path) = &args.json {
        let json = serde_json::to_string_pretty(&report)? + "\n";
        fs::write(path, json).with_context(|| format!("{}: cannot be written", path.display()))?;
    }
    // Tables are of all figures or of none.
    if args.only.is_empty() && report.absent.is_empty() && args.model.is_none() {
        documents(&report, args.write)?;
    }
    let low = report.figures.iter().filter(|figure| figure.is_low()).count();
    ensure!(low == 0, "{low} figures are below their floor in {}", floors::PATH);
    ensure!(
        args.allow_absent || report.absent.is_empty(),
        "{} gold files are absent; name their folder with --data or pass --allow-absent",
        report.absent.len()
    );
    Ok(())
}

/// The models with the one of attribution that is named.
fn models(name: &str) -> Result<Models> {
    match name {
        "fast" => Ok(Models::builtin()),
        other => {
            let file = if other == "accurate" { ACCURATE } else { other };
            let bytes = fs::read(file).with_context(|| format!("{file}: cannot be read"))?;
            Ok(Models::builtin().with_attribution(AttributionModel::from_bytes(bytes)?))
        }
    }
}

/// The tables in the documents must say what was measured.
fn documents(report: &Report, write: bool) -> Result<()> {
    let stale = written::stale(Path::new("."), |part, name| {
        let figure = report.figures.iter().find(|f| f.part == part && f.name == name);
        figure.map(|figure| rounded(figure.value))
    })?;
    if !write {
        let names: Vec<&str> = stale.iter().map(|(document, _)| *document).collect();
        ensure!(
            names.is_empty(),
            "{names:?}: other figures than these; `cargo xtask eval --write` writes them"
        );
    }
    for (document, text) in stale {
        fs::write(document, text).with_context(|| format!("{document}: cannot be written"))?;
        println!("wrote the figures of {document}");
    }
    Ok(())
}

fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn print(report: &Report) {
    println!("{:<14} {:<20} {:>7} {:>7}", "part", "figure", "value", "floor");
    for figure in &report.figures {
        let Figure { part, name, value, floor } = figure;
        let floor = floor.map_or(String::new(), |floor| format!("{floor:.2}"));
        let mark = if figure.is_low() { "  BELOW ITS FLOOR" } else { "" };
        println!("{part:<14} {name:<20} {value:>7.2} {floor:>7}{mark}");
    }
    for path in &report.absent {
        println!("absent: {}", path.display());
    }
}
