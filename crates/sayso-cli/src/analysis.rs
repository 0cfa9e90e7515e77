//! The options of an analysis, made from the files that a user brings. The Python package makes its analyzers
//! here too, so that both take the same files and complain in the same words.

use std::fmt::{Display, Write as _};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::Arc;

use sayso::{AnalysisOptions, Analyzer, AttributionModel, CueList, Gazetteer, Models};
use sayso_record::{Layer, Layers};

use crate::analyze::args::Finding;

/// What a user brings to an analysis. The tables are CSV, as `sayso help analyze` describes them.
///
/// ```
/// let sources = sayso_cli::AnalysisSources { min_confidence: 0.5, ..Default::default() };
/// assert!(sayso_cli::AnalysisSettings::new(sources).is_ok());
/// ```
#[derive(Clone, Debug, Default)]
pub struct AnalysisSources {
    /// Names to find.
    pub gazetteer: Option<OptionFile>,
    /// Patterns of names to find.
    pub patterns: Option<OptionFile>,
    /// Words and phrases that mark attributions.
    pub cues: Option<OptionFile>,
    /// What finds attributions.
    pub model: ModelChoice,
    /// Attributions with less confidence, from 0 to 1, are left out.
    pub min_confidence: f32,
}

/// What finds attributions.
///
/// ```
/// use sayso_cli::{AnalysisSettings, AnalysisSources, ModelChoice};
///
/// let sources = AnalysisSources { model: ModelChoice::named("fast").unwrap(), ..Default::default() };
/// assert!(AnalysisSettings::new(sources).is_ok());
/// assert!(ModelChoice::named("my.model").is_none());
/// ```
#[derive(Clone, Debug, Default)]
pub enum ModelChoice {
    /// The fast model.
    #[default]
    Fast,
    /// The accurate one.
    Accurate,
    /// A model of the user's own.
    File(OptionFile),
}

impl ModelChoice {
    /// The built-in model with a name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "fast" => Some(Self::Fast),
            "accurate" => Some(Self::Accurate),
            _ => None,
        }
    }
}

/// A file that was read.
///
/// ```
/// let contents = b"name,kind\nThe Wire,newspaper\n".to_vec();
/// let gazetteer = Some(sayso_cli::OptionFile { name: "names.csv".into(), contents });
/// let sources = sayso_cli::AnalysisSources { gazetteer, ..Default::default() };
/// let refused = sayso_cli::AnalysisSettings::new(sources).unwrap_err();
/// assert!(refused.starts_with("names.csv: line 2: kind `newspaper` is none of person,"));
/// ```
#[derive(Clone, Debug)]
pub struct OptionFile {
    /// What complaints call it.
    pub name: String,
    /// Its bytes.
    pub contents: Vec<u8>,
}

/// How much of a text is to be found out.
///
/// ```
/// use sayso_cli::{AnalysisSettings, Depth};
///
/// let settings = AnalysisSettings::default();
/// let analyzer = settings.analyzer_for(Depth { transfers: true, ..Depth::default() });
/// assert_eq!(analyzer.analyze("Berlin sent tanks to Kyiv.").transfers.len(), 1);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Depth {
    /// The syntax of every sentence.
    pub full_syntax: bool,
    /// Neither names nor attributions; and no syntax either, if it is not asked for.
    pub syntax_only: bool,
    /// Transfers too.
    pub transfers: bool,
}

impl Depth {
    /// The syntax of every sentence and nothing beyond it.
    pub const SYNTAX: Self = Self { full_syntax: true, syntax_only: true, transfers: false };

    /// What records with these layers need, and no more.
    pub fn of(layers: Layers) -> Self {
        let named = [Layer::Entities, Layer::Attributions, Layer::Transfers];
        Self {
            full_syntax: layers.has(Layer::Tokens),
            syntax_only: !named.into_iter().any(|layer| layers.has(layer)),
            transfers: layers.has(Layer::Transfers),
        }
    }
}

/// Options and models of an analysis.
///
/// ```
/// let contents = b"cue,stance\ngo on record,assert\n".to_vec();
/// let cues = Some(sayso_cli::OptionFile { name: "cues.csv".into(), contents });
/// let sources = sayso_cli::AnalysisSources { cues, ..Default::default() };
/// let analyzer = sayso_cli::AnalysisSettings::new(sources).unwrap().analyzer(false);
/// assert_eq!(analyzer.analyze("The mayor resigned, officials said.").attributions.len(), 1);
/// ```
#[derive(Debug, Default)]
pub struct AnalysisSettings {
    options: AnalysisOptions,
    models: Models,
    /// Changes with what is brought.
    pub(crate) fingerprint: String,
}

impl AnalysisSettings {
    /// Makes options of what is brought.
    ///
    /// # Errors
    /// If a table or the model is wrong: one line with its name, the place and what would be right.
    pub fn new(sources: AnalysisSources) -> Result<Self, String> {
        let mut settings = Self::default();
        let mut gazetteer = None;
        if let Some(file) = sources.gazetteer {
            gazetteer = Some(settings.table("names", &file, |table| Gazetteer::read(table))?);
        }
        if let Some(file) = sources.patterns {
            let names = gazetteer.take().unwrap_or_default();
            gazetteer =
                Some(settings.table("patterns", &file, |table| names.with_patterns(table))?);
        }
        settings.options.gazetteer = gazetteer.map(Arc::new);
        if let Some(file) = sources.cues {
            let cues = settings.table("cues", &file, |table| CueList::read(table))?;
            settings.options.cues = Some(Arc::new(cues));
        }
        match sources.model {
            ModelChoice::Fast => {}
            ModelChoice::Accurate => {
                settings.models = accurate()?;
                settings.fingerprint.push_str(" accurate");
            }
            ModelChoice::File(OptionFile { name, contents }) => {
                settings.note("model", &contents);
                let model = AttributionModel::from_bytes(contents).map_err(|error| {
                    format!(
                        "{name}: {error}; use one that `cargo xtask train attribution` has written"
                    )
                })?;
                settings.models = settings.models.with_attribution(model);
            }
        }
        settings.options.min_confidence = sources.min_confidence;
        if sources.min_confidence > 0.0 {
            let _ = write!(settings.fingerprint, " from {}", sources.min_confidence);
        }
        Ok(settings)
    }

    /// Reads the files that are named, or says in one line what is wrong with one.
    pub(crate) fn read(finding: &Finding) -> Result<Self, String> {
        Self::new(Self::sources(finding)?)
    }

    /// The files that are named, read.
    pub(crate) fn sources(finding: &Finding) -> Result<AnalysisSources, String> {
        let file = |path: &Option<PathBuf>| path.as_ref().map(OptionFile::read).transpose();
        Ok(AnalysisSources {
            gazetteer: file(&finding.gazetteer)?,
            patterns: file(&finding.patterns)?,
            cues: file(&finding.cues)?,
            model: match finding.model.to_str().and_then(ModelChoice::named) {
                Some(model) => model,
                None => ModelChoice::File(OptionFile::read(&finding.model)?),
            },
            min_confidence: finding.min_confidence,
        })
    }

    /// The analyzer with these options.
    pub fn analyzer(&self, full_syntax: bool) -> Analyzer {
        self.analyzer_for(Depth { full_syntax, ..Depth::default() })
    }

    /// The same, for what is needed.
    pub fn analyzer_for(&self, depth: Depth) -> Analyzer {
        self.analyzer_from(depth, self.options.min_confidence)
    }

    /// The same, with attributions of `min_confidence` at least, if that is more than was asked for.
    pub(crate) fn analyzer_from(&self, depth: Depth, min_confidence: f32) -> Analyzer {
        let min_confidence = min_confidence.max(self.options.min_confidence);
        let Depth { full_syntax, syntax_only, transfers } = depth;
        let options = AnalysisOptions {
            full_syntax,
            syntax_only,
            transfers,
            min_confidence,
            ..self.options.clone()
        };
        Analyzer::builder().models(self.models.clone()).options(options).build()
    }

    fn note(&mut self, what: &str, contents: &[u8]) {
        let mut hasher = DefaultHasher::new();
        contents.hash(&mut hasher);
        let _ = write!(self.fingerprint, " {what} {}", hasher.finish());
    }

    fn table<T, E: Display>(
        &mut self,
        what: &str,
        file: &OptionFile,
        parse: impl FnOnce(&[u8]) -> Result<T, E>,
    ) -> Result<T, String> {
        let OptionFile { name, contents } = file;
        self.note(what, contents);
        parse(contents).map_err(|error| format!("{name}: {error}"))
    }
}

#[cfg(feature = "accurate")]
#[allow(clippy::unnecessary_wraps, reason = "without the feature it fails")]
fn accurate() -> Result<Models, String> {
    Ok(Models::accurate())
}

#[cfg(not(feature = "accurate"))]
fn accurate() -> Result<Models, String> {
    Err("the accurate model is not part of this program; build it with the feature `accurate`"
        .into())
}

impl OptionFile {
    fn read(path: &PathBuf) -> Result<Self, String> {
        let name = path.display().to_string();
        let contents =
            fs::read(path).map_err(|cause| format!("{name}: cannot be read ({cause})"))?;
        Ok(Self { name, contents })
    }
}
