//! Finds the files that the arguments refer to, one after the other, in a fixed order.
//!
//! Folders are walked depth first, each folder's entries sorted by name, so the order depends on
//! the names alone. The walk is lazy: a folder is listed when its turn comes. It reads no file.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, Walk, WalkBuilder};

use super::argument::{self, Argument};
use super::name::{self, Namer};
use crate::error::{Cause, ReadError};
use crate::file::source::{Location, Source, show};
use crate::{Origin, Place, ReadOptions};

/// The iterator over all files.
pub(crate) struct Sources {
    options: Arc<ReadOptions>,
    arguments: std::vec::IntoIter<Argument>,
    walk: Option<FolderWalk>,
}

impl Sources {
    /// # Errors
    /// If a pattern of the options is malformed.
    pub(crate) fn new(paths: &[PathBuf], options: Arc<ReadOptions>) -> Result<Self, ReadError> {
        matcher(Path::new("."), strs(&options.globs)).map_err(|cause| {
            ReadError::new(Origin::new(options.globs.join(" "), Place::Whole), cause)
        })?;
        Ok(Self { options, arguments: argument::classify(paths).into_iter(), walk: None })
    }

    /// The size of all files together, in bytes as stored; `None` if one of them has no size.
    pub(crate) fn total_bytes(self) -> Option<u64> {
        let mut total = 0;
        for source in self.flatten() {
            let Location::File(path) = &source.location else { return None };
            match path.metadata() {
                Ok(metadata) if metadata.is_file() => total += metadata.len(),
                Ok(_) => return None,
                Err(_) => {}
            }
        }
        Some(total)
    }
}

impl Iterator for Sources {
    type Item = Result<Source, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(walk) = &mut self.walk {
                match walk.next() {
                    Some(found) => return Some(found),
                    None => self.walk = None,
                }
            }
            match self.arguments.next()? {
                Argument::Stdin => {
                    return Some(Ok(Source {
                        location: Location::Stdin,
                        shown: "<stdin>".into(),
                        name: "stdin".into(),
                        id: "stdin".into(),
                        walked: false,
                    }));
                }
                Argument::File { path, name, id } => {
                    return Some(Ok(Source::named(path, name, id)));
                }
                Argument::Folder { root, pattern, prefix } => {
                    match FolderWalk::new(root, pattern.as_deref(), prefix, &self.options) {
                        Ok(walk) => self.walk = Some(walk),
                        Err(error) => return Some(Err(error)),
                    }
                }
            }
        }
    }
}

/// The files below one folder.
struct FolderWalk {
    walk: Walk,
    root: PathBuf,
    /// The folder or pattern as the user wrote it.
    origin: Origin,
    prefix: String,
    namer: Namer,
    /// The error if no file is found.
    if_empty: Option<ReadError>,
}

impl FolderWalk {
    fn new(
        root: PathBuf,
        pattern: Option<&str>,
        prefix: String,
        options: &ReadOptions,
    ) -> Result<Self, ReadError> {
        let (shown, cause) = match pattern {
            Some(pattern) => (show(Path::new(&(show(&root) + pattern))), Cause::NoMatch),
            None => (show(&root), Cause::NoFiles),
        };
        let origin = Origin::new(shown, Place::Whole);
        let malformed = |cause| ReadError::new(origin.clone(), cause);
        let chosen = matcher(&root, strs(&options.globs)).map_err(malformed)?;
        let named = matcher(&root, pattern).map_err(malformed)?;
        let outputs: Vec<LeftOut> = options.outputs.iter().filter_map(LeftOut::new).collect();
        let walk = WalkBuilder::new(&root)
            .standard_filters(false)
            .hidden(!options.hidden)
            .ignore(options.ignore_files)
            .git_ignore(options.ignore_files)
            .require_git(false)
            .follow_links(options.follow)
            .sort_by_file_name(|a, b| a.cmp(b))
            .filter_entry(move |entry| {
                let folder = entry.file_type().is_some_and(|kind| kind.is_dir());
                let out = |globs: &Override| globs.matched(entry.path(), folder).is_ignore();
                let is_output = || outputs.iter().any(|output| output.is(entry.path()));
                entry.depth() == 0 || !(out(&chosen) || out(&named) || is_output())
            })
            .build();
        let if_empty = Some(ReadError::new(origin.clone(), cause).named_nothing());
        Ok(Self { walk, root, origin, prefix, namer: Namer::default(), if_empty })
    }

    fn source(&mut self, entry: DirEntry) -> Result<Source, ReadError> {
        let regular = entry.file_type().is_some_and(|kind| kind.is_file());
        let link = entry.path_is_symlink() && !regular;
        let path = entry.into_path();
        let below = show(path.strip_prefix(&self.root).unwrap_or(&path));
        let id = self.namer.name(&below);
        let source = Source {
            shown: show(&path).into(),
            id: self.prefixed(&id),
            name: self.prefixed(&below).into(),
            walked: true,
            location: Location::File(path),
        };
        if link {
            Err(source.error(Cause::Link))
        } else if !regular {
            // Opening a named pipe would block.
            Err(source.error(Cause::Binary { what: "a pipe or device", remedy: "skipped" }))
        } else if name::holds_no_articles(&below) {
            Err(source.error(Cause::Binary { what: "a file of another kind", remedy: "skipped" }))
        } else {
            Ok(source)
        }
    }

    fn prefixed(&self, name: &str) -> String {
        if self.prefix.is_empty() { name.to_owned() } else { format!("{}/{name}", self.prefix) }
    }

    fn error(&self, error: ignore::Error) -> ReadError {
        fn look(error: &ignore::Error) -> (Option<&Path>, bool) {
            match error {
                ignore::Error::Loop { child, .. } => (Some(child), true),
                ignore::Error::WithPath { path, err } => (Some(path), look(err).1),
                ignore::Error::WithDepth { err, .. } => look(err),
                _ => (None, false),
            }
        }
        let (path, is_loop) = look(&error);
        let inside = path.filter(|path| *path != self.root);
        let origin = match inside {
            Some(path) => Origin::new(show(path), Place::Whole),
            None => self.origin.clone(),
        };
        if is_loop {
            return ReadError::new(origin, Cause::Loop);
        }
        let is_root = inside.is_none();
        let message = error.to_string();
        let error = error.into_io_error().unwrap_or_else(|| io::Error::other(message));
        let absent = is_root && error.kind() == io::ErrorKind::NotFound;
        let error = ReadError::new(origin, Cause::Io(error));
        if absent { error.named_nothing() } else { error }
    }
}

impl Iterator for FolderWalk {
    type Item = Result<Source, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(entry) = self.walk.next() {
            let found = match entry {
                // The folder itself may be a link.
                Ok(entry) if entry.depth() == 0 => continue,
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_dir()) => continue,
                Ok(entry) => self.source(entry),
                Err(error) => Err(self.error(error)),
            };
            self.if_empty = None;
            return Some(found);
        }
        self.if_empty.take().map(Err)
    }
}
/// An output: not read, nor what lies beside it under its name while it is written.
struct LeftOut {
    folder: PathBuf,
    name: OsString,
    /// How the names of what lies beside it begin.
    beside: String,
}

impl LeftOut {
    fn new(output: impl AsRef<Path>) -> Option<Self> {
        let output = output.as_ref();
        let name = output.file_name()?.to_owned();
        let folder = output.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).canonicalize().ok()?;
        let beside = format!(".{}.", name.to_string_lossy());
        Some(Self { folder, name, beside })
    }

    fn is(&self, path: &Path) -> bool {
        let Some(name) = path.file_name() else { return false };
        (name == self.name || name.to_string_lossy().starts_with(&self.beside))
            && path.parent().and_then(|folder| folder.canonicalize().ok()).as_ref()
                == Some(&self.folder)
    }
}

fn matcher<'a>(
    root: &Path,
    patterns: impl IntoIterator<Item = &'a str>,
) -> Result<Override, Cause> {
    let mut builder = OverrideBuilder::new(root);
    for pattern in patterns {
        builder.add(pattern).map_err(Cause::Glob)?;
    }
    builder.build().map_err(Cause::Glob)
}

fn strs(strings: &[String]) -> impl Iterator<Item = &str> {
    strings.iter().map(String::as_str)
}
