//! `sayso analyze`: documents in, records or views out.
//!
//! Workers do everything down to the bytes to be written; the main thread only writes them, in order.

pub(crate) mod args;
mod bytes;
mod done;
mod encoder;
mod formats;
mod interrupt;
pub(crate) mod progress;
pub(crate) mod settings;
mod sink;
pub(crate) mod tally;
pub(crate) mod work;

use std::time::Instant;

use anyhow::Result;
use sayso_corpus::{Event, Inputs, Outcome, RunOptions, WriteError, quiet_panics};

use crate::exit::Exit;
use crate::messages::{misused, tell};
use crate::threads::on_threads;
use done::Done;
use progress::Progress;
use settings::Settings;
use tally::Tally;
use work::Worker;

pub(crate) use args::{AnalyzeArgs, Offsets};
pub(crate) use interrupt::Interrupt;

pub(crate) fn run(args: AnalyzeArgs) -> Result<Exit> {
    let begun = Instant::now();
    let settings = match Settings::resolve(args) {
        Ok(settings) => settings,
        Err(complaint) => return Ok(misused(&complaint)),
    };
    let interrupt = Interrupt::listen();
    let inputs = match Inputs::new(&settings.paths, settings.reading.clone()) {
        Ok(inputs) => inputs.until(&interrupt.cancel),
        Err(complaint) => return Ok(misused(&complaint)),
    };
    if settings.finished {
        if let (Some(output), false) = (&settings.output, settings.quiet) {
            tell(format_args!("{}: is complete; there is nothing to resume", output.display()));
        }
        return Ok(Exit::Success);
    }
    let mut sink = match settings.encoder.open(&settings.target()) {
        Ok(sink) => sink,
        Err(error) => match error.downcast_ref() {
            Some(unfinished @ WriteError::Unfinished { .. }) => return Ok(misused(unfinished)),
            _ => return Err(error),
        },
    };
    let spools = sink.spools();
    let progress = match settings.progress {
        true => Progress::shown(inputs.meter(), &settings.paths, &settings.reading),
        false => Progress::hidden(),
    };
    let options = RunOptions {
        threads: settings.threads,
        skip: sink.done(),
        dedupe: settings.dedupe,
        cancel: interrupt.cancel.clone(),
        ..RunOptions::default()
    };

    quiet_panics();
    let analyzer = settings.analysis.analyzer_for(settings.encoder.depth());
    let mut tally = Tally::default();
    let summary = sayso_corpus::run(
        inputs,
        &options,
        || Worker::new(&analyzer, &*settings.encoder, spools),
        Worker::work,
        |outcome| -> Result<()> {
            report(&outcome, settings.quiet, &progress);
            tally.add(&outcome, Done::counts);
            if let Event::Done(Done { no_day: Some(note), .. }) = &outcome.event {
                // The format of dates is often wrong in a whole file: one line is enough.
                if tally.undated == 0 && !settings.quiet {
                    progress.tell(format_args!("warning: {}: {note}", outcome.origin));
                }
                tally.undated += 1;
            }
            if let Some(reason) = sink.settle(&outcome)? {
                progress.tell(format_args!("error: {reason}"));
                tally.failed += 1;
            }
            progress.update(&tally);
            Ok(())
        },
    )?;
    progress.finish();

    if summary.cancelled {
        if let Some(advice) = sink.abandon() {
            tell(advice);
        }
    } else if summary.documents + summary.replayed == 0 && tally.exit() == Exit::Usage {
        // A mistyped path must not replace an earlier output by nothing.
        sink.discard()?;
    } else {
        // Who is who and what is claimed is found in parallel.
        on_threads(settings.threads, || sink.commit())??;
    }
    if !settings.quiet {
        tell(tally.summary(&summary, begun.elapsed()));
    }
    Ok(if summary.cancelled { interrupt.exit() } else { tally.exit() })
}

/// Says what went wrong with a document, and what a reader of its record would not expect.
pub(crate) fn report<R>(outcome: &Outcome<R>, quiet: bool, progress: &Progress) {
    match &outcome.event {
        Event::Failed(failure) if failure.is_own() && !quiet => {
            progress.tell(format_args!("warning: {failure}"));
        }
        Event::Failed(failure) if !failure.is_skip() => {
            progress.tell(format_args!("error: {failure}"));
        }
        _ => {}
    }
    for note in outcome.notes.iter().filter(|note| note.kind() == "truncated") {
        if !quiet {
            progress.tell(format_args!("warning: {}: {note}", outcome.origin));
        }
    }
}
