//! `sayso report`: documents or their analyses in, tables out.
//!
//! Workers make of each document what it adds to the tables; the main thread counts, in the order of the
//! input, so that a report does not depend on the number of threads. Records that were read from elsewhere
//! can be given to the same aggregate. A page is written while documents come, and completed with the tables.

mod args;
mod formats;
mod records;
mod selection;
mod settings;
mod sink;
mod stored;
pub(crate) mod work;

use std::time::Instant;

use anyhow::Result;
use sayso_corpus::{Event, Inputs, RunOptions, quiet_panics};
use sayso_report::Aggregate;

use crate::analysis::Depth;
use crate::analyze::progress::Progress;
use crate::analyze::tally::Tally;
use crate::analyze::{Interrupt, report};
use crate::exit::Exit;
use crate::messages::{misused, tell};
use settings::Settings;
use sink::PageFile;
use work::{Counted, Done, Worker};

pub(crate) use args::ReportArgs;
pub use records::StoredRecords;
pub use selection::{LeftOut, Selection};

pub(crate) fn run(args: ReportArgs) -> Result<Exit> {
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
    let page = PageFile::create(&settings)?;
    let progress = match settings.progress {
        true => Progress::shown(inputs.meter(), &settings.paths, &settings.reading),
        false => Progress::hidden(),
    };
    let cancel = interrupt.cancel.clone();
    let options = RunOptions { threads: settings.threads, cancel, ..RunOptions::default() };
    quiet_panics();
    let analyzer = settings.analysis.analyzer_for(Depth { transfers: true, ..Depth::default() });
    let (tally, aggregate) = (Tally::default(), Aggregate::new(settings.report));
    let mut count = Count { tally, aggregate, page, progress };
    for path in &settings.stored {
        let settled = |done| count.settle(done);
        let failed = stored::count(path, settings.report, &settings.selection, settled)?;
        (0..failed).for_each(|_| count.aggregate.failed());
    }
    let summary = sayso_corpus::run(
        inputs,
        &options,
        || {
            let keeps = settings.page.is_some();
            Worker::new(&analyzer, &settings.selection, settings.report, keeps)
        },
        Worker::work,
        |outcome| -> Result<()> {
            report(&outcome, settings.quiet, &count.progress);
            match outcome.event {
                Event::Done(done) => {
                    count.settle(done.map_err(|why| format!("{}: {why}", outcome.origin)))?;
                }
                Event::Failed(failure) if failure.is_skip() => {
                    count.tally.own += u64::from(failure.is_own());
                    count.aggregate.skipped();
                }
                Event::Failed(failure) => {
                    count.tally.nothing += u64::from(failure.is_nothing());
                    count.fail();
                }
                Event::Replayed => {}
            }
            Ok(())
        },
    )?;
    let Count { tally, aggregate, page, progress } = count;
    progress.finish();
    if summary.cancelled {
        tell("stopped: no report was written");
        return Ok(interrupt.exit());
    }
    if tally.documents == 0 && tally.failed > 0 {
        tell("nothing was counted: no report was written");
        return Ok(tally.exit());
    }
    let report = aggregate.finish();
    if let Some(page) = page {
        page.commit(&report, &aggregate.identities())?;
    }
    if settings.prints {
        sink::write(&settings, &report, &aggregate)?;
    }
    if !settings.quiet {
        tell(tally.summary(&summary, begun.elapsed()));
    }
    Ok(tally.exit())
}

/// What was counted so far.
struct Count {
    tally: Tally,
    aggregate: Aggregate,
    page: Option<PageFile>,
    progress: Progress,
}

impl Count {
    /// Takes what a document adds, or tells why it adds nothing.
    fn settle(&mut self, done: Result<Done, String>) -> Result<()> {
        match done {
            Ok(Done::Counted(counted)) => {
                let Counted { statistics, record } = *counted;
                self.tally.documents += 1;
                self.tally.words += statistics.words();
                self.tally.attributions += statistics.attributions();
                if let (Some(page), Some(record)) = (&mut self.page, &record) {
                    page.add(record, &statistics)?;
                }
                self.aggregate.take(statistics);
                self.progress.update(&self.tally);
            }
            Ok(Done::LeftOut(LeftOut::Outside)) => self.tally.outside += 1,
            Ok(Done::LeftOut(LeftOut::Undated)) => self.tally.dayless += 1,
            Err(complaint) => {
                self.progress.tell(format_args!("error: {complaint}"));
                self.fail();
            }
        }
        Ok(())
    }

    fn fail(&mut self) {
        self.tally.failed += 1;
        self.aggregate.failed();
        self.progress.update(&self.tally);
    }
}
