//! Documents or their analyses in, one aggregate out: what `sayso report` and `sayso claims` have in common.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;
use sayso::Date;
use sayso_corpus::{Event, Inputs, ReadOptions, RunOptions, Summary, quiet_panics};
use sayso_record::{Layer, Layers};
use sayso_report::{Aggregate, ReportOptions};

use super::args::{Choosing, Running};
use super::selection::{LeftOut, Selection};
use super::sink::PageFile;
#[cfg(feature = "tables")]
use super::stored;
use super::work::{self, Counted, Done, Worker};
use crate::analysis::{AnalysisSettings, Depth};
use crate::analyze::args::{Finding, Reading};
use crate::analyze::progress::Progress;
use crate::analyze::settings::{is_same_file, or_standard_input, read_options};
use crate::analyze::tally::Tally;
use crate::analyze::{Interrupt, report};
use crate::exit::Exit;
use crate::messages::{misused, tell};
use crate::own;
use crate::threads::on_threads;

/// What is to be counted.
#[derive(Debug)]
pub(crate) struct Collecting {
    /// Articles, or analyses in JSON Lines.
    paths: Vec<PathBuf>,
    /// Analyses stored as tables.
    #[cfg_attr(not(feature = "tables"), allow(dead_code, reason = "there are none"))]
    stored: Vec<PathBuf>,
    reading: ReadOptions,
    analysis: AnalysisSettings,
    /// Which documents are counted.
    pub(super) selection: Selection,
    /// What attributions that are counted must have.
    pub(super) min_confidence: f32,
    /// The option that changes what is found, if one is given: records were made without it.
    finding: Option<&'static str>,
    pub(crate) options: ReportOptions,
    transfers: bool,
    threads: usize,
    pub(crate) quiet: bool,
    progress: bool,
}

/// The arguments that say what is counted.
pub(crate) struct Given<'a> {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) reading: Reading,
    pub(crate) finding: &'a Finding,
    pub(crate) choosing: &'a Choosing,
    pub(crate) running: &'a Running,
    /// Whether transfers are looked for in articles.
    pub(crate) transfers: bool,
}

/// What was counted.
pub(crate) struct Collected {
    pub(crate) aggregate: Aggregate,
    pub(super) page: Option<PageFile>,
    tally: Tally,
    /// Documents that had been analysed before.
    records: u64,
    summary: Summary,
    begun: Instant,
}

impl Collecting {
    /// Decides what the arguments of `command` leave open, or says in one line what is wrong with them. No input may
    /// be one of the `outputs`.
    pub(crate) fn resolve(
        given: Given<'_>,
        options: ReportOptions,
        outputs: Vec<PathBuf>,
        command: &str,
    ) -> Result<Self, String> {
        let Given { mut paths, reading, finding, choosing, running, transfers } = given;
        let selection = selection(choosing)?;
        or_standard_input(&mut paths, command)?;
        let (stored, articles) = paths.iter().cloned().partition(|path| own::is_tables(path));
        let same_file = |output: &PathBuf| paths.iter().find(|path| is_same_file(path, output));
        if let Some(input) = outputs.iter().find_map(same_file) {
            let input = input.display();
            return Err(format!("{input}: is also an input; choose another name for the output"));
        }
        Ok(Self {
            paths: articles,
            stored,
            reading: ReadOptions {
                whole: Some(work::is_record),
                own: Some(own::is_other),
                outputs,
                ..read_options(reading)
            },
            analysis: AnalysisSettings::read(finding)?,
            selection,
            min_confidence: finding.min_confidence,
            finding: given_option(finding),
            options,
            transfers,
            threads: running.threads,
            quiet: running.quiet,
            // Nothing is printed before all is read: a bar tears nothing.
            progress: !running.quiet && !running.no_progress,
        })
    }

    /// What `work` gives, on as many threads of rayon as were asked for.
    pub(crate) fn on_threads<T: Send>(&self, work: impl FnOnce() -> T + Send) -> Result<T> {
        on_threads(self.threads, work)
    }
}

/// The first of the options that change what the analysis finds.
fn given_option(finding: &Finding) -> Option<&'static str> {
    // A least confidence works on records too.
    let Finding { gazetteer, patterns, cues, model, min_confidence: _ } = finding;
    let given = [
        (gazetteer.is_some(), "--gazetteer"),
        (patterns.is_some(), "--patterns"),
        (cues.is_some(), "--cues"),
        (model.as_os_str() != "fast", "--model"),
    ];
    given.into_iter().find_map(|(is_given, name)| is_given.then_some(name))
}

fn selection(choosing: &Choosing) -> Result<Selection, String> {
    let &Choosing { since, until, ref publisher } = choosing;
    Selection::new(since, until, publisher).ok_or_else(|| {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        format!("--since {} is after --until {}: no day is in between", day(since), day(until))
    })
}

/// Counts all documents, in the order of the input; an exit code where nothing is to be printed.
pub(crate) fn collect(
    settings: &Collecting,
    page: impl FnOnce() -> Result<Option<PageFile>>,
) -> Result<Result<Collected, Exit>> {
    let begun = Instant::now();
    let interrupt = Interrupt::listen();
    let inputs = match Inputs::new(&settings.paths, settings.reading.clone()) {
        Ok(inputs) => inputs.until(&interrupt.cancel),
        Err(complaint) => return Ok(Err(misused(&complaint))),
    };
    let page = page()?;
    let progress = match settings.progress {
        true => Progress::shown(inputs.meter(), &settings.paths, &settings.reading),
        false => Progress::hidden(),
    };
    let cancel = interrupt.cancel.clone();
    let options = RunOptions { threads: settings.threads, cancel, ..RunOptions::default() };
    quiet_panics();
    let transfers = settings.transfers;
    let analyzer = settings.analysis.analyzer_for(Depth { transfers, ..Depth::default() });
    let layers =
        if transfers { Layers::default().with(Layer::Transfers) } else { Layers::default() };
    let keeps = page.is_some();
    let (tally, aggregate) = (Tally::default(), Aggregate::new(settings.options));
    let mut count = Count { tally, records: 0, aggregate, page, progress };
    #[cfg(feature = "tables")]
    for path in &settings.stored {
        let settled = |done| count.settle(done);
        let failed = stored::count(path, settings, settled)?;
        (0..failed).for_each(|_| count.aggregate.failed());
    }
    let summary = sayso_corpus::run(
        inputs,
        &options,
        || Worker::new((&analyzer, layers), settings, keeps),
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
    let Count { tally, records, aggregate, page, progress } = count;
    progress.finish();
    if summary.cancelled {
        tell("stopped: nothing was written");
        return Ok(Err(interrupt.exit()));
    }
    if tally.documents == 0 && tally.failed > 0 {
        tell("no document could be counted: nothing was written");
        return Ok(Err(tally.exit()));
    }
    Ok(Ok(Collected { aggregate, page, tally, records, summary, begun }))
}

impl Collected {
    /// Tells how it went, once the results are written.
    pub(crate) fn conclude(&self, settings: &Collecting) -> Exit {
        if let Some(option) = settings.finding.filter(|_| self.records > 0) {
            let counted = match self.records {
                1 => "1 document is a record and was counted as it is".to_owned(),
                many => format!("{many} documents are records and were counted as they are"),
            };
            tell(format_args!("{counted}: {option} works on texts"));
        }
        if self.tally.documents == 0 && self.tally.outside > 0 {
            tell("nothing was counted: no document matches --publisher, --since and --until");
        }
        if !settings.quiet {
            tell(self.tally.summary(&self.summary, self.begun.elapsed()));
        }
        self.tally.exit()
    }
}

/// What was counted so far.
struct Count {
    tally: Tally,
    records: u64,
    aggregate: Aggregate,
    page: Option<PageFile>,
    progress: Progress,
}

impl Count {
    /// Takes what a document adds, or tells why it adds nothing.
    fn settle(&mut self, done: Result<Done, String>) -> Result<()> {
        match done {
            Ok(Done::Counted(counted)) => {
                let Counted { statistics, record, was_record } = *counted;
                self.records += u64::from(was_record);
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
