//! The whole pipeline behind one call.

use sayso_attribution::{Attribution, Surface};
use sayso_text::{Layout, Segmenter};

/// Everything that is shared between documents and threads: models and lexicons, read once.
///
/// ```
/// use sayso::{Analysis, Analyzer, Scratch};
///
/// let analyzer = Analyzer::new();
/// // One scratch a thread; the analysis is refilled.
/// let mut scratch = Scratch::default();
/// let mut analysis = Analysis::default();
/// for text in ["According to the SBU, troops left.", "Moscow denied it."] {
///     analyzer.analyze_into(text, &mut scratch, &mut analysis);
///     assert_eq!(analysis.layout.sentences().len(), 1);
/// }
/// ```
#[derive(Debug, Default)]
pub struct Analyzer {
    surface: Surface,
}

/// Working memory that one document leaves to the next.
#[derive(Debug, Default)]
pub struct Scratch {
    segmenter: Segmenter,
}

/// What is known of one document: layers over its text, each immutable once made.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Paragraphs, sentences, tokens, quotation marks.
    pub layout: Layout,
    /// Who said what, in order of the cues.
    pub attributions: Vec<Attribution>,
}

impl Analyzer {
    /// Reads the models inside the binary.
    pub fn new() -> Self {
        Self::default()
    }

    /// Analyses any text. It cannot fail: odd text gives odd but well-formed layers.
    pub fn analyze(&self, text: &str) -> Analysis {
        let mut analysis = Analysis::default();
        self.analyze_into(text, &mut Scratch::default(), &mut analysis);
        analysis
    }

    /// Like [`analyze`](Self::analyze), in memory that earlier documents leave behind.
    pub fn analyze_into(&self, text: &str, scratch: &mut Scratch, analysis: &mut Analysis) {
        scratch.segmenter.segment_into(text, &mut analysis.layout);
        analysis.attributions = self.surface.extract(text, &analysis.layout);
    }
}
