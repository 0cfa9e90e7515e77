//! The options of an analysis, with the files that they name read.

use std::fmt::{Display, Write as _};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

use sayso::{AnalysisOptions, Analyzer, AttributionModel, CueList, Gazetteer, Models};

use super::args::Finding;
use crate::messages::tell;

/// Options and models of an analysis.
#[derive(Debug, Default)]
pub(crate) struct AnalysisSettings {
    options: AnalysisOptions,
    models: Models,
    /// What a list says twice, each in one line.
    conflicts: Vec<String>,
    /// Changes with what is brought.
    pub(crate) fingerprint: String,
}

impl AnalysisSettings {
    /// Reads the files that are named, or says in one line what is wrong with one.
    pub(crate) fn read(finding: &Finding) -> Result<Self, String> {
        let mut settings = Self::default();
        let mut gazetteer = None;
        if let Some(path) = &finding.gazetteer {
            gazetteer = Some(settings.table("names", path, |table| Gazetteer::read(table))?);
        }
        if let Some(path) = &finding.patterns {
            let names = gazetteer.take().unwrap_or_default();
            gazetteer = Some(settings.table("patterns", path, |table| names.with_patterns(table))?);
        }
        settings.options.gazetteer = gazetteer.map(Arc::new);
        if let Some(path) = &finding.cues {
            let cues = settings.table("cues", path, |table| CueList::read(table))?;
            settings.options.cues = Some(Arc::new(cues));
        }
        if let Some(path) = &finding.model {
            let bytes = settings.file("model", path)?;
            let model = AttributionModel::from_bytes(bytes)
                .map_err(|error| format!("{}: {error}", path.display()))?;
            settings.models = settings.models.with_attribution(model);
        }
        settings.options.min_confidence = finding.min_confidence;
        if finding.min_confidence > 0.0 {
            let _ = write!(settings.fingerprint, " from {}", finding.min_confidence);
        }
        Ok(settings)
    }

    fn file(&mut self, what: &str, path: &Path) -> Result<Vec<u8>, String> {
        let bytes = fs::read(path)
            .map_err(|cause| format!("{}: cannot be read ({cause})", path.display()))?;
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let _ = write!(self.fingerprint, " {what} {}", hasher.finish());
        Ok(bytes)
    }

    fn table<T, C: Display, E: Display>(
        &mut self,
        what: &str,
        path: &Path,
        parse: impl FnOnce(&[u8]) -> Result<(T, Vec<C>), E>,
    ) -> Result<T, String> {
        let file = path.display();
        let table = self.file(what, path)?;
        let (list, conflicts) = parse(&table).map_err(|error| format!("{file}: {error}"))?;
        self.conflicts.extend(conflicts.iter().map(|conflict| format!("{file}: {conflict}")));
        Ok(list)
    }

    /// The analyzer with these options; what lists say twice is reported, unless `quiet`.
    pub(crate) fn analyzer(&self, full_syntax: bool, quiet: bool) -> Analyzer {
        if !quiet {
            self.conflicts.iter().for_each(|conflict| tell(format_args!("warning: {conflict}")));
        }
        let options = AnalysisOptions { full_syntax, ..self.options.clone() };
        Analyzer::builder().models(self.models.clone()).options(options).build()
    }
}
