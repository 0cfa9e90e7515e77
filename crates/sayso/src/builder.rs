//! Choosing models and options before texts are analysed.

use std::sync::Arc;

use sayso_attribution::CueList;
use sayso_entities::Gazetteer;

use crate::analyzer::Analyzer;
use crate::models::Models;
use crate::options::AnalysisOptions;

/// Builds an [`Analyzer`]: start with [`Analyzer::builder`], or [`Analyzer::with_models`].
///
/// ```
/// use sayso::{Analyzer, CueList, EntityKind, Gazetteer, Stance};
///
/// let table = "name,kind,canonical,link\nKursk group,organisation,Kursk Grouping,x-7\n";
/// let gazetteer = Gazetteer::read(table.as_bytes()).unwrap();
/// let cues = CueList::read("cue,pos,stance\nmansplain,verb,deny\n".as_bytes()).unwrap();
/// let analyzer = Analyzer::builder().gazetteer(gazetteer).cues(cues).min_confidence(0.1).build();
///
/// let text = "The Kursk group mansplained that taxes are low.";
/// let analysis = analyzer.analyze(text);
/// let mention = &analysis.entities.mentions()[0];
/// assert_eq!((&text[mention.range], mention.kind), ("Kursk group", EntityKind::Organisation));
/// assert_eq!(analysis.attributions[0].stance, Stance::Deny);
/// ```
#[derive(Clone, Debug)]
#[cfg_attr(feature = "builtin", derive(Default))]
pub struct AnalyzerBuilder {
    pub(crate) models: Models,
    pub(crate) options: AnalysisOptions,
}

impl AnalyzerBuilder {
    /// All options at once.
    #[must_use]
    pub fn options(mut self, options: AnalysisOptions) -> Self {
        self.options = options;
        self
    }

    /// Other models than those that are compiled in.
    #[must_use]
    pub fn models(mut self, models: Models) -> Self {
        self.models = models;
        self
    }

    /// See [`AnalysisOptions::gazetteer`].
    #[must_use]
    pub fn gazetteer(mut self, gazetteer: impl Into<Arc<Gazetteer>>) -> Self {
        self.options.gazetteer = Some(gazetteer.into());
        self
    }

    /// See [`AnalysisOptions::cues`].
    #[must_use]
    pub fn cues(mut self, cues: impl Into<Arc<CueList>>) -> Self {
        self.options.cues = Some(cues.into());
        self
    }

    /// See [`AnalysisOptions::min_confidence`].
    #[must_use]
    pub fn min_confidence(mut self, min_confidence: f32) -> Self {
        self.options.min_confidence = min_confidence;
        self
    }

    /// See [`AnalysisOptions::full_syntax`].
    #[must_use]
    pub fn full_syntax(mut self, full_syntax: bool) -> Self {
        self.options.full_syntax = full_syntax;
        self
    }

    /// See [`AnalysisOptions::transfers`].
    #[must_use]
    pub fn transfers(mut self, transfers: bool) -> Self {
        self.options.transfers = transfers;
        self
    }

    /// The analyzer.
    pub fn build(self) -> Analyzer {
        Analyzer { models: self.models, options: self.options, stop: None }
    }
}
