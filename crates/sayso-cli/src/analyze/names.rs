//! The names that a user brings in a file.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

use sayso::UserList;

/// A list of names as it is used.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) list: Arc<UserList>,
    /// What the list says twice, each in one line.
    pub(super) conflicts: Vec<String>,
    /// Changes with the file.
    pub(super) fingerprint: u64,
}

impl Names {
    /// Reads a file, or says in one line what is wrong with it.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        let file = path.display();
        let table = fs::read(path).map_err(|cause| format!("{file}: cannot be read ({cause})"))?;
        let (list, conflicts) =
            UserList::read(table.as_slice()).map_err(|e| format!("{file}: {e}"))?;
        let mut hasher = DefaultHasher::new();
        table.hash(&mut hasher);
        Ok(Self {
            list: Arc::new(list),
            conflicts: conflicts.iter().map(|conflict| format!("{file}: {conflict}")).collect(),
            fingerprint: hasher.finish(),
        })
    }
}
