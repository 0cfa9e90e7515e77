//! What a user decides about an analysis.

use std::sync::Arc;

use sayso_attribution::CueList;
use sayso_entities::Gazetteer;

/// What a user decides about an analysis. The program, Python, spaCy and Spark all take these.
///
/// ```
/// use sayso::{AnalysisOptions, Analyzer};
///
/// let options = AnalysisOptions { min_confidence: 0.5, ..AnalysisOptions::default() };
/// let analyzer = Analyzer::builder().options(options).build();
/// assert_eq!(analyzer.analyze("“We will answer,” said Ann Brown.").attributions.len(), 1);
/// ```
#[derive(Clone, Debug, Default)]
pub struct AnalysisOptions {
    /// Names to find, whatever the model makes of them.
    pub gazetteer: Option<Arc<Gazetteer>>,
    /// Words and phrases that are cues where there is anything that could be their content.
    pub cues: Option<Arc<CueList>>,
    /// Attributions with less confidence, from 0 to 1, are left out.
    pub min_confidence: f32,
    /// Find who gives what to whom as well.
    pub transfers: bool,
    /// Keep the syntax, with a tree for every sentence, whether an attribution needs it or not.
    pub full_syntax: bool,
    /// Stop before names and attributions: there will be none, in a small part of the time. Sentences get their
    /// syntax only if [`full_syntax`](Self::full_syntax) asks for it.
    pub syntax_only: bool,
}
