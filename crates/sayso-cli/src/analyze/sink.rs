//! Where the output goes, and what becomes of it when the run ends early.

pub(super) mod document_folder;
mod file;
mod json_list;
mod packer;
mod resumable;
mod spooled;
mod stdout;
#[cfg(feature = "tables")]
mod table_files;

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sayso_corpus::{Earlier, Outcome, Resume, WriteError};

use super::done::Done;
use file::File;
use resumable::Resumable;
use stdout::Stdout;

pub(super) use document_folder::FolderLayout;
pub(super) use json_list::JsonList;
pub(super) use packer::{LEVEL, Packer};
pub(super) use spooled::Spooled;
#[cfg(feature = "tables")]
pub(super) use table_files::TableFiles;

/// The output of a run.
pub(super) trait Sink: Send {
    /// How many inputs an interrupted run has settled.
    fn done(&self) -> u64 {
        0
    }

    /// Whether it keeps the pieces that it is made from.
    fn spools(&self) -> bool {
        false
    }

    /// Takes what came of the next input. Gives back why it failed in the run that is continued, if that
    /// was in the analysis: what cannot be read fails anew.
    fn settle(&mut self, outcome: &Outcome<Done>) -> Result<Option<String>>;

    /// Completes the output.
    fn commit(self: Box<Self>) -> Result<()>;

    /// Leaves the output as it is, and says what can be done with it.
    fn abandon(self: Box<Self>) -> Option<String>;

    /// Leaves no output, and what was there before as it was.
    fn discard(self: Box<Self>) -> Result<()> {
        Ok(())
    }
}

/// Where the user wants the output.
pub(super) struct Target<'a> {
    /// Nothing for standard output.
    pub(super) output: Option<&'a Path>,
    /// What becomes of an earlier run that was not finished, and of earlier output.
    pub(super) earlier: Earlier,
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
pub(super) fn stream(target: &Target<'_>) -> Result<Box<dyn Sink>> {
    let Some(path) = target.output else { return Ok(Box::new(Stdout::open())) };
    if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        // A pipe or device takes the records, but cannot give them back.
        if target.earlier == Earlier::Continue {
            let path = path.display().to_string();
            return Err(WriteError::NotResumable { path }.into());
        }
        return Ok(Box::new(File::create(path)?));
    }
    let packed = |end: &OsStr| end.eq_ignore_ascii_case("gz") || end.eq_ignore_ascii_case("zst");
    if path.extension().is_some_and(packed) {
        return Spooled::open(target, |path, _| Ok(Box::new(File::create(path)?)));
    }
    let resume = Resume::with(path, &target.fingerprint, target.earlier)?;
    Ok(Box::new(Resumable::new(resume, path)))
}
