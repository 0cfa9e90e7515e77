//! The whole pipeline behind one call.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sayso_attribution::CueTrace;
use sayso_attribution::{AttributionInput, AttributionScratch, Attributions, CueList, Trace};
use sayso_entities::{Date, Entities, EntityInput, EntityJoiner, EntityScratch, Gazetteer};
use sayso_lexicon::{LexemeScratch, Lexemes};
use sayso_syntax::{Syntax, SyntaxInput, SyntaxScratch};
use sayso_text::{Boilerplate, Segmentation, SegmentationScratch, TextRange, TokenRange};
use sayso_transfers::{TransferInput, TransferScratch, Transfers};

use crate::article::Article;
use crate::leave_out::{self, WordContribution};
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
    models: Models,
    options: AnalysisOptions,
    stop: Option<Arc<AtomicBool>>,
}

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
    models: Models,
    options: AnalysisOptions,
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

/// What is known of one document: layers over its text.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Analysis {
    /// Paragraphs, sentences, tokens, quotation marks.
    pub segmentation: Segmentation,
    /// Parts of speech, lemmas and trees; empty unless [`AnalysisOptions::full_syntax`] asks for them.
    pub syntax: Syntax,
    /// Names, numbers and dates, and what they refer to.
    pub entities: Entities,
    /// What is not part of the story: bylines, datelines, credits.
    pub boilerplate: Vec<Boilerplate>,
    /// Who said what, in order of the cues.
    pub attributions: Attributions,
    /// Who gives what to whom; empty unless [`AnalysisOptions::transfers`] asks for it.
    pub transfers: Transfers,
    pub(crate) parts: u32,
}

impl Analysis {
    /// In how many parts the text was analysed: more than one if it is longer than [`Analyzer::WHOLE`]. Across parts, only
    /// equal names are joined.
    pub fn parts(&self) -> u32 {
        self.parts
    }

    fn retain_confident(&mut self, min_confidence: f32) {
        let places = self.attributions.retain_confident(min_confidence);
        self.transfers.relink(&places);
    }
}

/// Why there is an attribution at a place of a text, or none.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Explanation {
    /// The attribution at the place, by its index in [`Analysis::attributions`].
    pub attribution: Option<usize>,
    /// What was decided about its cue; where there is none, about the most probable cue of the sentence.
    pub cue: CueTrace,
    /// The words that count most for the cue and against it, where the model has no features that say why.
    pub words: Vec<WordContribution>,
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

    /// The same analyzer, whose analyses end soon after `stop` is set, and then give nothing: for work that nobody waits for
    /// any more.
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

    /// Why there is an attribution, or none, at byte `at` of a text. Nothing is said of a text without words.
    ///
    /// ```
    /// use sayso::Analyzer;
    ///
    /// let text = "The mayor resigned, officials said.";
    /// let why = Analyzer::new().explain(text, 25).unwrap();
    /// assert_eq!(why.attribution, Some(0));
    /// assert_eq!(&text[why.cue.head], "said");
    /// assert!(why.cue.confidence > 0.5);
    /// ```
    pub fn explain<'a>(&self, article: impl Into<Article<'a>>, at: u32) -> Option<Explanation> {
        let article = article.into();
        let (analysis, trace) = self.trace(article);
        let explanation = |attribution, cue: CueTrace| {
            let told = !cue.contributions.is_empty() || cue.probability == 0.0;
            let words = match told {
                true => Vec::new(),
                false => leave_out::words(self, article, &analysis, &cue),
            };
            Some(Explanation { attribution, cue, words })
        };
        let tokens = analysis.segmentation.tokens();
        let after = tokens.all().ids().find(|&token| tokens.range(token).end() > at);
        let token = after.or_else(|| tokens.all().ids().next_back())?;
        let place = tokens.range(token);
        if let Some(found) = nearest(&analysis.attributions, place) {
            let cue = trace.of_attribution(found)?.clone();
            return explanation(Some(found), cue);
        }
        let is_boilerplate = analysis.boilerplate.iter().any(|b| b.tokens.contains(token));
        let sentence = analysis.segmentation.sentences().iter().find(|s| s.contains(token))?;
        // The word itself, if it was considered, or what else came nearest to a cue.
        let own = trace.cues.iter().find(|cue| cue.head == place);
        let likeliest = || {
            let cue = trace.likeliest(tokens.cover(*sentence));
            cue.filter(|cue| !is_boilerplate && cue.attribution.is_none())
        };
        let cue = own.or_else(likeliest).cloned();
        let cue = cue.unwrap_or_else(|| CueTrace::unconsidered(place, is_boilerplate));
        explanation(None, cue)
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
        // The one thing that a later layer knows better than an earlier one: whom a pronoun that speaks means.
        for &(pronoun, entity, link) in attributions.pronouns() {
            entities.refer(pronoun, entity, link);
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

/// Where a part of a document begins.
#[derive(Clone, Copy, Debug, Default)]
struct Start {
    bytes: u32,
    tokens: u32,
    attributions: u32,
}

impl Analysis {
    /// Adds the analysis of the next part of the document, whose text is `text`.
    fn append(&mut self, text: &str, part: &mut Self, start: Start, joiner: &mut EntityJoiner) {
        let Start { bytes, tokens, .. } = start;
        self.segmentation.append(&part.segmentation, bytes);
        self.syntax.append(&part.syntax);
        let entities = joiner.append(&mut self.entities, text, &part.entities, bytes, tokens);
        self.boilerplate.extend(part.boilerplate.iter().map(|b| b.shifted(bytes, tokens)));
        self.attributions.append(&mut part.attributions, bytes, &entities);
        self.transfers.append(&mut part.transfers, bytes, start.attributions, &entities);
        self.parts += 1;
    }
}

/// Of the attributions with a part at `range`, the one whose cue is there, else the one with the shortest
/// content.
fn nearest(attributions: &Attributions, range: TextRange) -> Option<usize> {
    let here = |spans: &[TextRange]| {
        spans.iter().any(|span| span.start() <= range.start() && range.end() <= span.end())
    };
    let length = |a: &sayso_attribution::Attribution| {
        a.content.spans.iter().map(|span| span.len()).sum::<u32>()
    };
    let parts = attributions
        .iter()
        .enumerate()
        .filter(|(_, a)| here(&a.cue.spans) || here(&a.source.spans) || here(&a.content.spans));
    parts.min_by_key(|(_, a)| (!here(&a.cue.spans), length(a))).map(|(at, _)| at)
}
