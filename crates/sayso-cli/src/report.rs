//! `sayso report`: documents or their analyses in, tables out.
//!
//! Workers make of each document what it adds to the tables; the main thread counts, in the order of the
//! input, so that a report does not depend on the number of threads. Records that were read from elsewhere
//! can be given to the same fold.

mod args;
mod settings;
mod sink;
mod work;

use std::time::Instant;

use anyhow::Result;
use sayso::Analyzer;
use sayso_corpus::{Event, Inputs, RunOptions, quiet_panics};
use sayso_report::corpus::Fold;

use crate::analyze::progress::Progress;
use crate::analyze::tally::Tally;
use crate::analyze::{interrupt, misused, report};
use crate::exit::Exit;
use crate::messages::tell;
use settings::Settings;
use work::Worker;

pub(crate) use args::ReportArgs;

pub(crate) fn run(args: ReportArgs) -> Result<Exit> {
    let begun = Instant::now();
    let settings = match Settings::resolve(args) {
        Ok(settings) => settings,
        Err(complaint) => return Ok(misused(&complaint)),
    };
    let inputs = match Inputs::new(&settings.paths, settings.reading.clone()) {
        Ok(inputs) => inputs,
        Err(complaint) => return Ok(misused(&complaint)),
    };
    let progress = match settings.progress {
        true => Progress::shown(inputs.meter(), &settings.paths, &settings.reading),
        false => Progress::hidden(),
    };
    let cancel = interrupt::on_interrupt();
    let options = RunOptions { threads: settings.threads, cancel, ..RunOptions::default() };
    quiet_panics();
    let mut analyzer = Analyzer::new();
    if let Some(names) = &settings.names {
        analyzer = names.add_to(analyzer, settings.quiet);
    }
    let mut tally = Tally::default();
    let mut fold = Fold::new(settings.report);
    let summary = sayso_corpus::run(
        inputs,
        &options,
        || Worker::new(&analyzer, settings.report),
        Worker::work,
        |outcome| -> Result<()> {
            report(&outcome, settings.quiet, &progress);
            match outcome.event {
                Event::Done(Ok(done)) => {
                    tally.documents += 1;
                    tally.words += done.words();
                    tally.attributions += done.attributions();
                    fold.take(done);
                }
                Event::Done(Err(complaint)) => {
                    progress.tell(format_args!("error: {}: {complaint}", outcome.origin));
                    tally.failed += 1;
                    fold.failed();
                }
                Event::Failed(failure) if failure.is_skip() => fold.skipped(),
                Event::Failed(_) => {
                    tally.failed += 1;
                    fold.failed();
                }
                Event::Replayed => {}
            }
            progress.update(&tally);
            Ok(())
        },
    )?;
    progress.finish();
    if summary.cancelled {
        tell("stopped: no report was written");
        return Ok(Exit::Interrupted);
    }
    sink::write(&settings, &fold.finish())?;
    if !settings.quiet {
        tell(tally.summary(&summary, begun.elapsed()));
    }
    Ok(if tally.failed == 0 { Exit::Success } else { Exit::Failure })
}
