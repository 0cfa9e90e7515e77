//! From arguments to settings: defaults that depend on the terminal, and combinations that make no sense.

use std::fs;
use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use sayso_corpus::{Earlier, ReadOptions, Resume};
use sayso_record::Layers;

use super::args::{AnalyzeArgs, Reading, Running, Writing};
use super::encoder::{Encoder, EncoderOptions};
use super::formats::{FOR_PROGRAMS, FOR_READING};
use super::sink::Target;
use crate::analysis::AnalysisSettings;
use crate::own;
use crate::view;

/// What a run is to do, with nothing left to decide.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) paths: Vec<PathBuf>,
    pub(super) reading: ReadOptions,
    pub(super) encoder: Box<dyn Encoder>,
    /// What the user brings to the analysis.
    pub(super) analysis: AnalysisSettings,
    /// Nothing for standard output.
    pub(super) output: Option<PathBuf>,
    pub(super) earlier: Earlier,
    /// Whether there is nothing to do: the run that is to be continued was finished.
    pub(super) finished: bool,
    pub(super) dedupe: bool,
    pub(super) threads: usize,
    pub(super) quiet: bool,
    pub(super) progress: bool,
}

impl Settings {
    /// Decides what the arguments leave open, or says in one line what is wrong with them.
    pub(super) fn resolve(args: AnalyzeArgs) -> Result<Self, String> {
        let AnalyzeArgs { mut paths, reading, finding, mut writing, running } = args;
        writing.output = named(writing.output);
        if let Some(output) = &writing.output
            && output.file_name().is_none()
        {
            return Err(format!(
                "{}: has no name of its own; give -o the name of a file or folder",
                output.display()
            ));
        }
        or_standard_input(&mut paths, "analyze")?;
        let encoder = encoder(&writing);
        let earlier = match running {
            Running { resume: true, .. } => Earlier::Continue,
            Running { force: true, .. } => Earlier::Discard,
            _ => Earlier::Keep,
        };
        let existing = Existing::of(writing.output.as_deref());
        let finished = earlier == Earlier::Continue && existing == Existing::Finished;
        encoder.check(writing.output.as_deref(), earlier != Earlier::Keep)?;
        let same_file = |output: &PathBuf| paths.iter().find(|path| is_same_file(path, output));
        if let Some(input) = writing.output.as_ref().and_then(same_file) {
            let input = input.display();
            return Err(format!(
                "{input}: would be replaced by its own records; choose another -o"
            ));
        }
        if let Some(output) = &writing.output
            && earlier != Earlier::Discard
            && existing == Existing::Finished
            && output.is_file()
            // What cannot be told apart may be a finished run, but is not replaced.
            && !encoder.is_earlier(&sayso_corpus::head(output)).unwrap_or(earlier == Earlier::Continue)
        {
            let output = output.display();
            return Err(format!(
                "{output}: is there and holds something else; --force replaces it"
            ));
        }
        // The file, and what a link to it leads to.
        let outputs = writing.output.iter();
        let outputs = outputs.flat_map(|o| [Some(o.clone()), o.canonicalize().ok()]).flatten();
        let outputs = outputs.collect();
        // A bar and the output would tear one another.
        let alone = writing.output.is_some() || !io::stdout().is_terminal();
        Ok(Self {
            paths,
            reading: ReadOptions { outputs, ..read_options(reading) },
            encoder,
            analysis: AnalysisSettings::read(&finding)?,
            output: writing.output,
            earlier,
            finished,
            dedupe: running.dedupe,
            threads: running.threads,
            quiet: running.quiet,
            progress: alone && !running.quiet && !running.no_progress,
        })
    }

    /// Where the output goes.
    pub(super) fn target(&self) -> Target<'_> {
        let version = env!("CARGO_PKG_VERSION");
        let Self { encoder, reading, analysis, dedupe, output, earlier, .. } = self;
        // The place of the output and of functions in memory change no document.
        let reading = ReadOptions { outputs: Vec::new(), own: None, ..reading.clone() };
        let fingerprint =
            format!("{version} {encoder:?} {reading:?}{} {dedupe}", analysis.fingerprint);
        Target { output: output.as_deref(), earlier: *earlier, fingerprint }
    }
}

/// What is there under the name of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Existing {
    /// Nothing that could be lost.
    Nothing,
    /// Something complete.
    Finished,
    /// The beginnings of a run.
    Unfinished,
}

impl Existing {
    fn of(output: Option<&Path>) -> Self {
        let Some(output) = output else { return Self::Nothing };
        Resume::sweep(output);
        if Resume::is_unfinished(output) {
            return Self::Unfinished;
        }
        let there = match fs::metadata(output) {
            Ok(metadata) if metadata.is_dir() => {
                fs::read_dir(output).is_ok_and(|mut entries| entries.next().is_some())
            }
            Ok(metadata) => metadata.is_file() && metadata.len() > 0,
            Err(_) => false,
        };
        if there { Self::Finished } else { Self::Nothing }
    }
}

/// Without any path, standard input is read, if somebody has put something there.
pub(crate) fn or_standard_input(paths: &mut Vec<PathBuf>, command: &str) -> Result<(), String> {
    if paths.is_empty() {
        let mut stdin = io::stdin().lock();
        // What is looked at here stays in the buffer. An error is told when it is read again.
        if stdin.is_terminal() || stdin.fill_buf().is_ok_and(<[u8]>::is_empty) {
            return Err(format!(
                "nothing to read; name files or folders, or - for standard input; \
                 usage: sayso {command} [OPTIONS] [PATH]..."
            ));
        }
        paths.push(PathBuf::from("-"));
    }
    Ok(())
}

/// The file that an output goes to; nothing for standard output, which is also called `-`.
pub(crate) fn named(output: Option<PathBuf>) -> Option<PathBuf> {
    output.filter(|output| output.as_os_str() != "-")
}

fn encoder(writing: &Writing) -> Box<dyn Encoder> {
    let to_stdout = writing.output.is_none();
    let to_terminal = to_stdout && io::stdout().is_terminal();
    let format = writing.format.unwrap_or(if to_terminal { FOR_READING } else { FOR_PROGRAMS });
    (format.encoder)(&EncoderOptions {
        layers: layers(writing),
        offsets: writing.offsets.into(),
        width: writing.width.unwrap_or_else(view::width),
        color: writing.color.is_on(to_stdout),
    })
}

fn layers(writing: &Writing) -> Layers {
    match writing.layers.as_slice() {
        [] => Layers::default(),
        chosen => chosen.iter().copied().collect(),
    }
}

pub(crate) fn read_options(reading: Reading) -> ReadOptions {
    ReadOptions {
        format: reading.input_format,
        text_field: reading.text_field,
        id_field: reading.id_field,
        title_field: reading.title_field,
        date_field: reading.date_field,
        publisher_field: reading.publisher_field,
        url_field: reading.url_field,
        text_format: reading.text_format.into(),
        limit: reading.max_document_size,
        english: reading.language.is_some(),
        hidden: reading.hidden,
        ignore_files: !reading.no_ignore,
        globs: reading.glob,
        follow: reading.follow,
        own: Some(own::is_own),
        ..ReadOptions::default()
    }
}

pub(crate) fn is_same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b && a.is_file())
}
