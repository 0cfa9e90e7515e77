//! The names and patterns of names that a user brings in files.

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
    /// What the files say twice, each in one line.
    conflicts: Vec<String>,
    /// Changes with the files.
    pub(crate) fingerprint: u64,
}

impl Names {
    /// Reads the files that there are, or says in one line what is wrong with one.
    pub(crate) fn read(
        names: Option<&Path>,
        patterns: Option<&Path>,
    ) -> Result<Option<Self>, String> {
        if names.or(patterns).is_none() {
            return Ok(None);
        }
        let (mut list, mut conflicts) = (UserList::default(), Vec::new());
        let mut hasher = DefaultHasher::new();
        for (path, adds_patterns) in [(names, false), (patterns, true)] {
            let Some(path) = path else { continue };
            let file = path.display();
            let table =
                fs::read(path).map_err(|cause| format!("{file}: cannot be read ({cause})"))?;
            (adds_patterns, &table).hash(&mut hasher);
            let read = match adds_patterns {
                false => UserList::read(table.as_slice()),
                true => list.with_patterns(table.as_slice()),
            };
            let (read, found) = read.map_err(|error| format!("{file}: {error}"))?;
            conflicts.extend(found.iter().map(|conflict| format!("{file}: {conflict}")));
            list = read;
        }
        Ok(Some(Self { list: Arc::new(list), conflicts, fingerprint: hasher.finish() }))
    }

    /// The analyzer that finds them; what the list says twice is told, unless `quiet`.
    pub(crate) fn add_to(&self, analyzer: Analyzer, quiet: bool) -> Analyzer {
        if !quiet {
            self.conflicts.iter().for_each(|conflict| tell(format_args!("warning: {conflict}")));
        }
        analyzer.with_list(Arc::clone(&self.list))
    }
}
