//! What users bring to an analysis: lists of names, patterns and cues in files, and how sure it has to be.

use std::fmt::{Display, Write as _};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

use sayso::{Analyzer, CueList, Gazetteer};

use super::args::Finding;
use crate::messages::tell;

/// What was brought, read.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    names: Option<Arc<Gazetteer>>,
    cues: Option<Arc<CueList>>,
    least_confidence: f32,
    /// What a list says twice, each in one line.
    conflicts: Vec<String>,
    /// Changes with what is brought.
    pub(crate) fingerprint: String,
}

impl Lists {
    /// Reads the files that are named, or says in one line what is wrong with one.
    pub(crate) fn read(finding: &Finding) -> Result<Self, String> {
        let mut lists = Self { least_confidence: finding.min_confidence, ..Self::default() };
        if let Some(path) = &finding.gazetteer {
            lists.names = Some(lists.file("names", path, |table| Gazetteer::read(table))?.into());
        }
        if let Some(path) = &finding.patterns {
            let names = lists.names.take().map(Arc::unwrap_or_clone).unwrap_or_default();
            let names = lists.file("patterns", path, |table| names.with_patterns(table))?;
            lists.names = Some(names.into());
        }
        if let Some(path) = &finding.cues {
            lists.cues = Some(lists.file("cues", path, |table| CueList::read(table))?.into());
        }
        if lists.least_confidence > 0.0 {
            let _ = write!(lists.fingerprint, " from {}", lists.least_confidence);
        }
        Ok(lists)
    }

    fn file<T, C: Display, E: Display>(
        &mut self,
        what: &str,
        path: &Path,
        parse: impl FnOnce(&[u8]) -> Result<(T, Vec<C>), E>,
    ) -> Result<T, String> {
        let file = path.display();
        let table = fs::read(path).map_err(|cause| format!("{file}: cannot be read ({cause})"))?;
        let (list, conflicts) = parse(&table).map_err(|error| format!("{file}: {error}"))?;
        self.conflicts.extend(conflicts.iter().map(|conflict| format!("{file}: {conflict}")));
        let mut hasher = DefaultHasher::new();
        table.hash(&mut hasher);
        let _ = write!(self.fingerprint, " {what} {}", hasher.finish());
        Ok(list)
    }

    /// The analyzer that heeds it; what lists say twice is told, unless `quiet`.
    pub(crate) fn add_to(&self, mut analyzer: Analyzer, quiet: bool) -> Analyzer {
        if !quiet {
            self.conflicts.iter().for_each(|conflict| tell(format_args!("warning: {conflict}")));
        }
        if let Some(names) = &self.names {
            analyzer = analyzer.with_list(Arc::clone(names));
        }
        if let Some(cues) = &self.cues {
            analyzer = analyzer.with_cues(Arc::clone(cues));
        }
        analyzer.with_least_confidence(self.least_confidence)
    }
}
