//! Temporary files of runs that were killed.

use std::fs::{self, File};
use std::path::Path;

/// Removes them from `folder`. A run that is alive holds a lock on its own.
pub(super) fn remove(folder: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let middle = name.to_str().and_then(|name| name.strip_prefix(prefix)?.strip_suffix(".tmp"));
        // Nothing that a user named may go.
        let random = |middle: &str| middle.len() == 6 && middle.chars().all(char::is_alphanumeric);
        if !middle.is_some_and(random) {
            continue;
        }
        let free = File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if free {
            // Whoever was quicker has removed it.
            let _ = fs::remove_file(entry.path());
        }
    }
}
