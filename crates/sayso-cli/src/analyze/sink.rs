//! Where the output goes, and what becomes of it when the run ends early.

use std::io::Write;

use anyhow::{Context, Result};
use sayso_corpus::{Event, Outcome, Output, Replayed, Resume, WriteError};

use super::folder::Folder;
use super::settings::Settings;
use super::tables::Tables;
use super::work::{Done, Shape};

/// The output of a run.
pub(super) enum Sink {
    /// Standard output: whoever reads it wants each document when it is done.
    Stdout(Output),
    /// A file that appears when it is complete.
    File(Output, String),
    /// The same, and a run that is stopped can be continued.
    Resumable(Resume, String),
    /// A folder with two files a document.
    Folder(Folder),
    /// Tables, in a folder or file that appears when it is complete.
    Tables(Box<Tables>),
}

impl Sink {
    /// The output that `settings` name: resumable if it is a plain file of records.
    pub(super) fn open(settings: &Settings) -> Result<Self> {
        let Some(path) = &settings.output else {
            return Ok(Self::Stdout(Output::stdout()));
        };
        if matches!(settings.shape, Shape::Brat) {
            return Ok(Self::Folder(Folder::create(path)?));
        }
        if let Shape::Tables { format, .. } = settings.shape {
            return Ok(Self::Tables(Box::new(Tables::create(path, format)?)));
        }
        let name = path.display().to_string();
        if matches!(settings.shape, Shape::Records { .. }) {
            let opened = match settings.resume {
                true => Resume::open(path, &settings.fingerprint()),
                false => Resume::restart(path, &settings.fingerprint()),
            };
            match opened {
                Ok(resume) => return Ok(Self::Resumable(resume, name)),
                Err(WriteError::NotResumable { .. }) if !settings.resume => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(Self::File(Output::create(path)?, name))
    }

    /// How many inputs an interrupted run has settled.
    pub(super) fn done(&self) -> u64 {
        match self {
            Self::Resumable(resume, _) => resume.done(),
            Self::Stdout(_) | Self::File(..) | Self::Folder(_) | Self::Tables(_) => 0,
        }
    }

    /// Takes what came of the next input. Gives back why it failed in the run that is continued, if that
    /// was in the analysis: what cannot be read fails anew.
    pub(super) fn settle(&mut self, outcome: &Outcome<Done>) -> Result<Option<String>> {
        match self {
            Self::Stdout(output) => {
                if let Event::Done(done) = &outcome.event {
                    output
                        .write_all(&done.bytes)
                        .and_then(|()| output.flush())
                        .context("standard output cannot be written")?;
                }
            }
            Self::File(output, name) => {
                if let Event::Done(done) = &outcome.event {
                    output
                        .write_all(&done.bytes)
                        .with_context(|| format!("{name}: cannot be written"))?;
                }
            }
            Self::Folder(folder) => {
                if let Event::Done(done) = &outcome.event {
                    folder.add(done)?;
                }
            }
            Self::Tables(tables) => tables.add(outcome)?,
            Self::Resumable(resume, _) => match &outcome.event {
                Event::Done(done) => resume.line(outcome.fingerprint, &done.bytes)?,
                Event::Failed(failure) => {
                    resume.failed(outcome.fingerprint, &failure.to_string())?;
                }
                Event::Replayed => {
                    if let Replayed::Failed(reason) = resume.replayed(outcome.fingerprint)? {
                        return Ok(Some(reason));
                    }
                }
            },
        }
        Ok(None)
    }

    /// Completes the output.
    pub(super) fn commit(self) -> Result<()> {
        match self {
            Self::Stdout(output) | Self::File(output, _) => output.commit()?,
            Self::Resumable(resume, _) => resume.commit()?,
            Self::Tables(tables) => tables.commit()?,
            Self::Folder(_) => {}
        }
        Ok(())
    }

    /// Leaves the output as it is, and says what can be done with it.
    pub(super) fn abandon(self) -> Option<String> {
        match self {
            Self::Stdout(mut output) => {
                let _ = output.flush();
                None
            }
            Self::Folder(folder) => {
                Some(format!("stopped: {} holds the documents that were done", folder.name()))
            }
            Self::File(_, name) => Some(format!("stopped: {name} was not written")),
            Self::Tables(tables) => Some(format!("stopped: {} was not written", tables.name())),
            Self::Resumable(_, name) => Some(format!(
                "stopped: what is done is kept beside {name}; repeat the command with --resume to go on"
            )),
        }
    }
}
