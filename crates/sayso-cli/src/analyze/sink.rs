//! Where the output goes, and what becomes of it when the run ends early.

pub(super) mod brat_folder;
mod file;
mod outside;
mod resumable;
mod stdout;
mod table_files;

use std::path::Path;

use anyhow::{Context, Result};
use sayso_corpus::{Outcome, Resume, WriteError};

use super::done::Done;
use file::File;
use resumable::Resumable;
use stdout::Stdout;

pub(super) use brat_folder::BratFolder;
pub(super) use outside::outside;
pub(super) use table_files::TableFiles;

/// The output of a run.
pub(super) trait Sink {
    /// How many inputs an interrupted run has settled.
    fn done(&self) -> u64 {
        0
    }

    /// Takes what came of the next input. Gives back why it failed in the run that is continued, if that
    /// was in the analysis: what cannot be read fails anew.
    fn settle(&mut self, outcome: &Outcome<Done>) -> Result<Option<String>>;

    /// Completes the output.
    fn commit(self: Box<Self>) -> Result<()>;

    /// Leaves the output as it is, and says what can be done with it.
    fn abandon(self: Box<Self>) -> Option<String>;
}

/// Where the user wants the output.
pub(super) struct Target<'a> {
    /// Nothing for standard output.
    pub(super) output: Option<&'a Path>,
    /// Whether to continue an interrupted run.
    pub(super) resume: bool,
    /// Text that changes when the same input would give another output.
    pub(super) fingerprint: String,
}

impl<'a> Target<'a> {
    /// The path, for formats that cannot go to standard output.
    pub(super) fn path(&self) -> Result<&'a Path> {
        self.output.context("name an output with -o")
    }
}

/// An output of bytes: standard output or a file.
pub(super) fn stream(target: &Target<'_>, is_resumable: bool) -> Result<Box<dyn Sink>> {
    let Some(path) = target.output else { return Ok(Box::new(Stdout::open())) };
    if is_resumable {
        let opened = match target.resume {
            true => Resume::open(path, &target.fingerprint),
            false => Resume::restart(path, &target.fingerprint),
        };
        match opened {
            Ok(resume) => return Ok(Box::new(Resumable::new(resume, path))),
            // A pipe or device takes the records all the same.
            Err(WriteError::NotResumable { .. }) if !target.resume => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(Box::new(File::create(path)?))
}
