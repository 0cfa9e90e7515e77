//! `sayso report`: documents or their analyses in, tables out.
//!
//! Workers make of each document what it adds to the tables; the main thread counts, in the order of the
//! input, so that a report does not depend on the number of threads. Records that were read from elsewhere
//! can be given to the same fold.

mod args;
mod settings;
mod sink;
mod stored;
mod work;

use std::time::Instant;

use anyhow::Result;
use sayso::Analyzer;
use sayso_corpus::{Event, Inputs, RunOptions, quiet_panics};
use sayso_report::corpus::{Digest, Digester, Fold};

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
    let analyzer = settings.lists.add_to(Analyzer::new(), settings.quiet);
    let mut count = Count { tally: Tally::default(), fold: Fold::new(settings.report), progress };
    let mut digester = Digester::new(settings.report);
    for path in &settings.stored {
        let failed = stored::digest(path, &mut digester, |done| count.settle(done));
        (0..failed).for_each(|_| count.fold.failed());
    }
    let summary = sayso_corpus::run(
        inputs,
        &options,
        || Worker::new(&analyzer, settings.report),
        Worker::work,
        |outcome| -> Result<()> {
            report(&outcome, settings.quiet, &count.progress);
            match outcome.event {
                Event::Done(done) => {
                    count.settle(done.map_err(|why| format!("{}: {why}", outcome.origin)));
                }
                Event::Failed(failure) if failure.is_skip() => count.fold.skipped(),
                Event::Failed(_) => count.fail(),
                Event::Replayed => {}
            }
            Ok(())
        },
    )?;
    let Count { tally, fold, progress } = count;
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

/// What was counted so far.
struct Count {
    tally: Tally,
    fold: Fold,
    progress: Progress,
}

impl Count {
    /// Takes what a document adds, or tells why it adds nothing.
    fn settle(&mut self, done: Result<Digest, String>) {
        match done {
            Ok(digest) => {
                self.tally.documents += 1;
                self.tally.words += digest.words();
                self.tally.attributions += digest.attributions();
                self.fold.take(digest);
                self.progress.update(&self.tally);
            }
            Err(complaint) => {
                self.progress.tell(format_args!("error: {complaint}"));
                self.fail();
            }
        }
    }

    fn fail(&mut self) {
        self.tally.failed += 1;
        self.fold.failed();
        self.progress.update(&self.tally);
    }
}
