//! The lists that a user brings in files: of names, of cues.

use std::fmt::Display;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

/// A list as it is used.
#[derive(Debug)]
pub(super) struct List<T> {
    pub(super) list: Arc<T>,
    /// What the list says twice, each in one line.
    pub(super) conflicts: Vec<String>,
    /// Changes with the file.
    pub(super) fingerprint: u64,
}

impl<T> List<T> {
    /// Reads a file with `parse`, or says in one line what is wrong with it.
    pub(super) fn read<C: Display, E: Display>(
        path: &Path,
        parse: impl Fn(&[u8]) -> Result<(T, Vec<C>), E>,
    ) -> Result<Self, String> {
        let file = path.display();
        let table = fs::read(path).map_err(|cause| format!("{file}: cannot be read ({cause})"))?;
        let (list, conflicts) = parse(&table).map_err(|e| format!("{file}: {e}"))?;
        let mut hasher = DefaultHasher::new();
        table.hash(&mut hasher);
        Ok(Self {
            list: Arc::new(list),
            conflicts: conflicts.iter().map(|conflict| format!("{file}: {conflict}")).collect(),
            fingerprint: hasher.finish(),
        })
    }
}
