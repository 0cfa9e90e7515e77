//! From arguments to settings: defaults that depend on the terminal, and combinations that make no sense.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use sayso_corpus::ReadOptions;
use sayso_record::Layers;

use super::args::{AnalyzeArgs, Reading, Writing};
use super::encoder::{Encoder, EncoderOptions};
use super::formats::{FOR_PROGRAMS, FOR_READING};
use super::sink::Target;
use crate::analysis::AnalysisSettings;
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
    pub(super) resume: bool,
    pub(super) dedupe: bool,
    pub(super) threads: usize,
    pub(super) quiet: bool,
    pub(super) progress: bool,
}

impl Settings {
    /// Decides what the arguments leave open, or says in one line what is wrong with them.
    pub(super) fn resolve(args: AnalyzeArgs) -> Result<Self, String> {
        let AnalyzeArgs { mut paths, reading, finding, writing, running } = args;
        or_standard_input(&mut paths)?;
        let encoder = encoder(&writing);
        if running.resume && !encoder.is_resumable() {
            return Err("--resume continues records only; use --format jsonl".into());
        }
        encoder.check(writing.output.as_deref(), &paths)?;
        let same_file = |output: &PathBuf| paths.iter().find(|path| is_same_file(path, output));
        if let Some(input) = writing.output.as_ref().and_then(same_file) {
            let input = input.display();
            return Err(format!(
                "{input}: would be replaced by its own records; choose another -o"
            ));
        }
        // A bar and the output would tear one another.
        let alone = writing.output.is_some() || !io::stdout().is_terminal();
        Ok(Self {
            paths,
            reading: read_options(reading),
            encoder,
            analysis: AnalysisSettings::read(&finding)?,
            output: writing.output,
            resume: running.resume,
            dedupe: running.dedupe,
            threads: running.threads,
            quiet: running.quiet,
            progress: alone && !running.quiet && !running.no_progress,
        })
    }

    /// Where the output goes.
    pub(super) fn target(&self) -> Target<'_> {
        let version = env!("CARGO_PKG_VERSION");
        let Self { encoder, reading, analysis, dedupe, output, resume, .. } = self;
        let fingerprint =
            format!("{version} {encoder:?} {reading:?}{} {dedupe}", analysis.fingerprint);
        Target { output: output.as_deref(), resume: *resume, fingerprint }
    }
}

/// Without any path, standard input is read, if somebody has put something there.
pub(crate) fn or_standard_input(paths: &mut Vec<PathBuf>) -> Result<(), String> {
    if paths.is_empty() {
        if io::stdin().is_terminal() {
            return Err("nothing to read; name files or folders, or - for standard input".into());
        }
        paths.push(PathBuf::from("-"));
    }
    Ok(())
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
        hidden: reading.hidden,
        ignore_files: !reading.no_ignore,
        globs: reading.glob,
        whole: None,
    }
}

pub(crate) fn is_same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b && a.is_file())
}
