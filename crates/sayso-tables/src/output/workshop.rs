//! A folder beside the output, where tables lie until they are complete.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use tempfile::TempDir;

use crate::error::WriteError;

/// The file in it by whose lock others know that its run is alive.
pub(super) const LOCK: &str = ".lock";

/// The folder; dropped, it is gone with all that is in it.
pub(super) struct Workshop {
    // Closed before it is removed.
    lock: File,
    folder: TempDir,
}

impl Workshop {
    /// Makes one beside `path`, and removes those of runs that were killed.
    pub(super) fn new(path: &Path) -> Result<Self, WriteError> {
        let prefix = prefix(path);
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let parent = parent.unwrap_or(Path::new("."));
        // Found out here, since what follows would complain of a name that nobody knows.
        fs::metadata(parent).map_err(WriteError::failed(path))?;
        remove_stale(parent, &prefix);
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(".tmp");
        allow(&mut builder);
        let folder = builder.tempdir_in(parent).map_err(WriteError::failed(path))?;
        let lock = File::create(folder.path().join(LOCK)).map_err(WriteError::failed(path))?;
        // Some network disks cannot lock.
        let _ = lock.try_lock();
        Ok(Self { lock, folder })
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Gives the folder its name; `replaces` says that another may have it.
    pub(super) fn become_folder(self, path: &Path, replaces: bool) -> io::Result<()> {
        drop(self.lock);
        // As short as can be without either.
        let mut earlier = None;
        if replaces && fs::metadata(path).is_ok() {
            let folder = tempfile::Builder::new()
                .prefix(&prefix(path))
                .suffix(".tmp")
                .tempdir_in(self.folder.path().parent().unwrap_or(Path::new(".")))?;
            fs::rename(path, folder.path().join("tables"))?;
            earlier = Some(folder);
        }
        // Not every system renames onto an empty folder.
        let _ = fs::remove_dir(path);
        if let Err(error) = fs::rename(self.folder.path(), path) {
            if let Some(earlier) = earlier {
                let _ = fs::rename(earlier.path().join("tables"), path);
            }
            return Err(error);
        }
        let _ = self.folder.keep();
        fs::remove_file(path.join(LOCK))
    }
}

/// How the names of folders for `path` begin. The dot hides them from walks.
fn prefix(path: &Path) -> String {
    format!(".{}.", path.file_name().unwrap_or_default().to_string_lossy())
}

/// What a new folder would get: temporary ones are otherwise for their owner's eyes alone.
#[cfg(unix)]
fn allow(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o777));
}

#[cfg(not(unix))]
fn allow(_: &mut tempfile::Builder<'_, '_>) {}

fn remove_stale(parent: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|n| n.starts_with(prefix) && n.ends_with(".tmp"));
        let free = |lock: File| lock.try_lock().is_ok();
        // Without a lock: its run was killed while it began, or while it ended.
        if ours && File::open(entry.path().join(LOCK)).map_or(true, free) {
            // Whoever was quicker has removed it.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_killed_runs_have_left_goes() {
        let parent = tempfile::tempdir().unwrap();
        let left = |name: &str, locks: bool| {
            let folder = parent.path().join(name);
            fs::create_dir(&folder).unwrap();
            locks.then(|| File::create(folder.join(LOCK)).unwrap())
        };
        left(".said.killed.tmp", true);
        left(".said.before.tmp", false);
        left(".other.tables.tmp", false);
        let alive = left(".said.living.tmp", true).unwrap();
        alive.try_lock().unwrap();
        let workshop = Workshop::new(&parent.path().join("said")).unwrap();
        let entries = fs::read_dir(parent.path()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.retain(|name| Some(name.as_os_str()) != workshop.path().file_name());
        names.sort();
        assert_eq!(names, [".other.tables.tmp", ".said.living.tmp"]);
    }
}
