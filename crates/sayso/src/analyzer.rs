//! The whole pipeline behind one call.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sayso_attribution::{AttributionInput, AttributionScratch, Attributions, SourceKind, Trace};
use sayso_entities::{Date, EntityInput, EntityJoiner, EntityScratch};
use sayso_lexicon::{LexemeScratch, Lexemes};
use sayso_syntax::{Syntax, SyntaxInput, SyntaxScratch};
use sayso_text::{Boilerplate, SegmentationScratch, TokenRange};
use sayso_transfers::{TransferInput, TransferScratch, Transfers};

use crate::analysis::{Analysis, Start};
use crate::article::Article;
use crate::builder::AnalyzerBuilder;
use crate::models::Models;
use crate::options::AnalysisOptions;
use crate::parts;

/// Models and options of an analysis, shared between documents and threads.
///
/// ```
/// use sayso::{Analysis, Analyzer, Scratch};
///
/// let analyzer = Analyzer::new();
/// // One scratch for each thread; the analysis is refilled.
/// let mut scratch = Scratch::default();
/// let mut analysis = Analysis::default();
/// for text in ["According to the SBU, troops left.", "Moscow denied it."] {
///     analyzer.analyze_into(text, &mut scratch, &mut analysis);
///     assert_eq!(analysis.segmentation.sentences().len(), 1);
/// }
/// ```
#[derive(Clone, Debug)]
#[cfg_attr(feature = "builtin", derive(Default))]
pub struct Analyzer {
    pub(crate) models: Models,
    pub(crate) options: AnalysisOptions,
    pub(crate) stop: Option<Arc<AtomicBool>>,
}

/// Working memory that one document leaves to the next: keep one for each thread.
#[derive(Debug, Default)]
pub struct Scratch {
    segmentation: SegmentationScratch,
    lexemes: LexemeScratch,
    syntax: SyntaxScratch,
    entities: EntityScratch,
    attribution: AttributionScratch,
    transfers: TransferScratch,
    /// The description of the tokens; no analysis keeps it.
    own_lexemes: Lexemes,
    /// The syntax, where the analysis does not keep it.
    own_syntax: Syntax,
}

impl Analyzer {
    /// The bytes of the longest text that can be analysed: offsets, also those of lemmas, have 32 bits.
    pub const LONGEST: usize = 1 << 30;
    /// The bytes of the longest text that is analysed as a whole; a longer one is analysed in parts, whose working memory
    /// is bounded.
    pub const WHOLE: usize = 1 << 20;

    /// The models that are compiled in, and default options.
    #[cfg(feature = "builtin")]
    pub fn new() -> Self {
        Self::default()
    }

    /// For other options and models than [`new`](Self::new) has.
    #[cfg(feature = "builtin")]
    pub fn builder() -> AnalyzerBuilder {
        AnalyzerBuilder::default()
    }

    /// A builder with these models, for where none are compiled in.
    pub fn with_models(models: Models) -> AnalyzerBuilder {
        AnalyzerBuilder { models, options: AnalysisOptions::default() }
    }

    /// The same analyzer with a way to cancel it: once `stop` is set, a running analysis ends soon, and its result is empty.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use std::sync::atomic::{AtomicBool, Ordering};
    /// use sayso::Analyzer;
    ///
    /// let stop = Arc::new(AtomicBool::new(false));
    /// let analyzer = Analyzer::new().until(Arc::clone(&stop));
    /// assert_eq!(analyzer.analyze("Moscow denied it.").attributions.len(), 1);
    /// stop.store(true, Ordering::Relaxed);
    /// assert_eq!(analyzer.analyze("Moscow denied it.").attributions.len(), 0);
    /// ```
    #[must_use]
    pub fn until(mut self, stop: Arc<AtomicBool>) -> Self {
        self.stop = Some(stop);
        self
    }

    fn stopped(&self) -> bool {
        self.stop.as_ref().is_some_and(|stop| stop.load(Ordering::Relaxed))
    }

    /// Analyses any text. It cannot fail: odd text gives odd but well-formed layers.
    ///
    /// # Panics
    /// If the text is longer than [`LONGEST`](Self::LONGEST).
    pub fn analyze<'a>(&self, article: impl Into<Article<'a>>) -> Analysis {
        let mut analysis = Analysis::default();
        self.analyze_into(article, &mut Scratch::default(), &mut analysis);
        analysis
    }

    /// Like [`analyze`](Self::analyze), in memory that earlier documents leave behind.
    pub fn analyze_into<'a>(
        &self,
        article: impl Into<Article<'a>>,
        scratch: &mut Scratch,
        analysis: &mut Analysis,
    ) {
        self.run(article.into(), scratch, analysis, |model, input, scratch, found| {
            model.annotate(input, scratch, found);
        });
        if self.options.min_confidence > 0.0 {
            analysis.retain_confident(self.options.min_confidence);
        }
    }

    /// Like [`analyze`](Self::analyze), with what was decided about each possible cue.
    ///
    /// ```
    /// use sayso::{Analyzer, Decision};
    ///
    /// let (analysis, trace) = Analyzer::new().trace("The mayor resigned, officials said.");
    /// let cue = trace.of_attribution(0).unwrap();
    /// assert_eq!(cue.decision, Decision::Found);
    /// assert_eq!(cue.sources[0].spans, analysis.attributions[0].source.spans);
    /// ```
    pub fn trace<'a>(&self, article: impl Into<Article<'a>>) -> (Analysis, Trace) {
        let (mut analysis, mut traces) = (Analysis::default(), Vec::new());
        let scratch = &mut Scratch::default();
        let starts =
            self.run(article.into(), scratch, &mut analysis, |model, input, scratch, found| {
                traces.push(model.trace(input, scratch, found));
            });
        let mut trace = Trace::default();
        for (part, start) in traces.into_iter().zip(starts) {
            trace.append(part, start.bytes, start.tokens, start.attributions);
        }
        if self.options.min_confidence > 0.0 {
            analysis.retain_confident(self.options.min_confidence);
            trace.retain_confident(self.options.min_confidence, &analysis.attributions);
        }
        (analysis, trace)
    }

    /// Analyses a text, a long one in parts: gives where each begins. The last stage is `attribute`.
    fn run(
        &self,
        article: Article<'_>,
        scratch: &mut Scratch,
        analysis: &mut Analysis,
        mut attribute: impl FnMut(
            &sayso_attribution::AttributionModel,
            AttributionInput<'_>,
            &mut AttributionScratch,
            &mut Attributions,
        ),
    ) -> Vec<Start> {
        let Article { text, mut date } = article;
        assert!(
            text.len() <= Self::LONGEST,
            "a text must not be longer than {} bytes",
            Self::LONGEST
        );
        if analysis.parts > 1 {
            // The memory of a long document is not kept.
            *analysis = Analysis::default();
        }
        if text.len() <= Self::WHOLE {
            self.run_part(article, scratch, analysis, &mut attribute);
            if self.stopped() {
                *analysis = Analysis::default();
            }
            analysis.parts = 1;
            return vec![Start::default()];
        }
        *analysis = Analysis::default();
        let (mut part, mut joiner) = (Analysis::default(), EntityJoiner::default());
        let mut starts = Vec::new();
        for range in parts::Parts::new(text, &self.models.segmentation) {
            let text = &text[range];
            self.run_part(Article { text, date }, scratch, &mut part, &mut attribute);
            if self.stopped() {
                *analysis = Analysis::default();
                return Vec::new();
            }
            // The dateline of the first part dates the others.
            date = date.or_else(|| dateline(text, &part.boilerplate));
            let start = Start {
                bytes: range.start(),
                tokens: analysis.segmentation.tokens().len() as u32,
                attributions: analysis.attributions.len() as u32,
            };
            analysis.append(text, &mut part, start, &mut joiner);
            starts.push(start);
        }
        starts
    }

    /// All stages in their order; the last one is `attribute`.
    fn run_part(
        &self,
        article: Article<'_>,
        scratch: &mut Scratch,
        analysis: &mut Analysis,
        attribute: &mut impl FnMut(
            &sayso_attribution::AttributionModel,
            AttributionInput<'_>,
            &mut AttributionScratch,
            &mut Attributions,
        ),
    ) {
        let Article { text, date } = article;
        let AnalysisOptions { gazetteer, cues, full_syntax, syntax_only, transfers, .. } =
            &self.options;
        let (gazetteer, cues) = (gazetteer.as_deref(), cues.as_deref());
        let Analysis { segmentation, syntax, entities, boilerplate, attributions, .. } = analysis;
        let found = &mut analysis.transfers;
        self.models.segmentation.annotate(text, &mut scratch.segmentation, segmentation);
        *boilerplate = Boilerplate::find(text, segmentation);
        if *syntax_only {
            (*entities, *attributions, *found) = Default::default();
            if !full_syntax {
                *syntax = Syntax::default();
                return;
            }
        }
        let lexemes = &mut scratch.own_lexemes;
        self.models.lexicon.annotate(text, segmentation, &mut scratch.lexemes, lexemes);
        let lexemes = &*lexemes;
        let attribution: &sayso_attribution::AttributionModel = &self.models.attribution;
        // Looked at for each sentence: trees take most of the time.
        let wanted = |syntax: &Syntax, sentence: TokenRange| {
            !self.stopped()
                && (*full_syntax
                    || attribution.wants(syntax, sentence)
                    || *transfers && self.models.transfers.wants(syntax, sentence)
                    || cues.is_some_and(|cues| cues.wants(text, segmentation, syntax, sentence)))
        };
        let syntax = if *full_syntax {
            syntax
        } else {
            *syntax = Syntax::default();
            &mut scratch.own_syntax
        };
        let input = SyntaxInput { text, segmentation, lexemes };
        self.models.syntax.annotate(input, wanted, &mut scratch.syntax, syntax);
        if *syntax_only || self.stopped() {
            return;
        }
        let date = date.or_else(|| dateline(text, boilerplate));
        let input = EntityInput { text, segmentation, lexemes, boilerplate, gazetteer, date };
        self.models.entities.annotate(input, &mut scratch.entities, entities);
        if self.stopped() {
            return;
        }
        let input =
            AttributionInput { text, segmentation, lexemes, syntax, entities, boilerplate, cues };
        attribute(attribution, input, &mut scratch.attribution, attributions);
        if self.stopped() {
            return;
        }
        // What a later layer knows better than an earlier one: whom a pronoun or description that speaks means, and what a source
        // is said to be.
        for &(range, entity, link) in attributions.references() {
            entities.refer(range, entity, link);
        }
        if let Some(ids) = entities.drop_unmentioned() {
            attributions.renumber(&ids);
        }
        for source in attributions.iter().map(|a| &a.source) {
            if let Some(id) = source.entity.filter(|_| source.kind == SourceKind::Person) {
                entities.describe(id, source.role, source.affiliation);
            }
        }
        if *transfers {
            let (entities, attributions) = (&*entities, &*attributions);
            let input = TransferInput {
                text,
                segmentation,
                lexemes,
                syntax,
                entities,
                boilerplate,
                attributions,
            };
            self.models.transfers.annotate(input, &mut scratch.transfers, found);
        } else {
            *found = Transfers::default();
        }
    }
}

/// The day that a dateline names.
fn dateline(text: &str, boilerplate: &[Boilerplate]) -> Option<Date> {
    boilerplate.iter().find_map(|found| Date::parse(&text[found.date?]))
}
