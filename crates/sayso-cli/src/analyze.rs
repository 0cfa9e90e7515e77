//! `sayso analyze`: documents in, records or views out.
//!
//! Workers do everything down to the bytes to be written; the main thread only writes them, in order.

mod args;
mod interrupt;
mod progress;
mod sink;
mod tally;
mod work;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;
use sayso::Analyzer;
use sayso_corpus::{Event, Inputs, Note, Outcome, ReadOptions, RunOptions, quiet_panics};
use sayso_report::PrettyOptions;

use crate::exit::Exit;
use crate::messages::tell;
use crate::view;
use args::{Format, Reading};
use progress::Progress;
use sink::Sink;
use tally::Tally;
use work::{Done, Shape, Worker};

pub(crate) use args::AnalyzeArgs;

pub(crate) fn run(args: AnalyzeArgs) -> Result<Exit> {
    let begun = Instant::now();
    let AnalyzeArgs { mut paths, reading, writing, running } = args;
    if paths.is_empty() {
        if io::stdin().is_terminal() {
            tell("error: nothing to read; name files or folders, or - for standard input");
            return Ok(Exit::Usage);
        }
        paths.push(PathBuf::from("-"));
    }
    let shape = shape(&writing);
    if running.resume && matches!(shape, Shape::Pretty(_)) {
        tell("error: --resume continues records only; leave out --format pretty");
        return Ok(Exit::Usage);
    }
    if let Some(output) = &writing.output
        && let Some(input) = paths.iter().find(|path| is_same_file(path, output))
    {
        let input = input.display();
        tell(format_args!(
            "error: {input}: would be replaced by its own records; choose another -o"
        ));
        return Ok(Exit::Usage);
    }
    let options = read_options(reading);
    let settings = format!("{} {shape:?} {options:?}", env!("CARGO_PKG_VERSION"));
    let mut sink = match &writing.output {
        Some(path) => Sink::file(path, &settings, &shape, running.resume)?,
        None => Sink::stdout(),
    };
    let inputs = Inputs::new(&paths, options.clone())?;
    let shown = !running.quiet && !running.no_progress && sink.leaves_terminal_alone();
    let progress =
        if shown { Progress::shown(inputs.meter(), &paths, options) } else { Progress::hidden() };
    let run_options = RunOptions {
        threads: running.threads,
        skip: sink.done(),
        cancel: interrupt::on_interrupt(),
        ..RunOptions::default()
    };

    quiet_panics();
    let analyzer = Analyzer::new();
    let mut tally = Tally::default();
    let summary = sayso_corpus::run(
        inputs,
        &run_options,
        || Worker::new(&analyzer, &shape),
        Worker::work,
        |outcome| -> Result<()> {
            report(&outcome, running.quiet, &progress);
            tally.add(&outcome);
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
    } else {
        sink.commit()?;
    }
    if !running.quiet {
        tell(tally.summary(&summary, begun.elapsed()));
    }
    Ok(match tally.failed {
        _ if summary.cancelled => Exit::Interrupted,
        0 => Exit::Success,
        _ => Exit::Failure,
    })
}

fn is_same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b && a.is_file())
}

fn shape(writing: &args::Writing) -> Shape {
    let to_stdout = writing.output.is_none();
    let format = writing.format.unwrap_or_else(|| {
        if to_stdout && io::stdout().is_terminal() { Format::Pretty } else { Format::Jsonl }
    });
    match format {
        Format::Pretty => Shape::Pretty(PrettyOptions {
            width: writing.width.unwrap_or_else(view::width),
            color: writing.color.is_on(to_stdout),
        }),
        Format::Jsonl => {
            let chosen = writing.layers.iter().copied();
            let layers =
                if writing.layers.is_empty() { Default::default() } else { chosen.collect() };
            Shape::Records { layers, offsets: writing.offsets.into() }
        }
    }
}

fn read_options(reading: Reading) -> ReadOptions {
    ReadOptions {
        format: reading.input_format,
        text_field: reading.text_field,
        id_field: reading.id_field,
        title_field: reading.title_field,
        date_field: reading.date_field,
        publisher_field: reading.publisher_field,
        limit: reading.max_document_size,
        hidden: reading.hidden,
        ignore_files: !reading.no_ignore,
        globs: reading.glob,
    }
}

/// Says what went wrong with a document, and what a reader of its record would not expect.
fn report(outcome: &Outcome<Done>, quiet: bool, progress: &Progress) {
    if let Event::Failed(failure) = &outcome.event
        && !failure.is_skip()
    {
        progress.tell(format_args!("error: {failure}"));
    }
    for note in outcome.notes.iter().filter(|note| matches!(note, Note::Truncated { .. })) {
        if !quiet {
            progress.tell(format_args!("warning: {}: {note}", outcome.origin));
        }
    }
}
