//! The names that a user brings in a file.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

use sayso::{Analyzer, UserList};

use crate::messages::tell;

/// A list of names as it is used.
#[derive(Debug)]
pub(crate) struct Names {
    list: Arc<UserList>,
    /// What the list says twice, each in one line.
    conflicts: Vec<String>,
    /// Changes with the file.
    pub(crate) fingerprint: u64,
}

impl Names {
    /// Reads a file, or says in one line what is wrong with it.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
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

    /// The analyzer that finds them; what the list says twice is told, unless `quiet`.
    pub(crate) fn add_to(&self, analyzer: Analyzer, quiet: bool) -> Analyzer {
        if !quiet {
            self.conflicts.iter().for_each(|conflict| tell(format_args!("warning: {conflict}")));
        }
        analyzer.with_list(Arc::clone(&self.list))
    }
}
