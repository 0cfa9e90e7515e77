//! The whole pipeline behind one call.

use std::sync::Arc;

use sayso_attribution::learned::{Explanation, Extractor, Input};
use sayso_attribution::{Attribution, Boilerplate, CueList, learned};
use sayso_entities::{Date, Entities, EntityInput, EntityModel, EntityScratch, Gazetteer};
use sayso_syntax::{Syntax, SyntaxModel};
use sayso_text::{
    Segmentation, SegmentationModel, SegmentationScratch, TextRange, TokenId, TokenRange,
};

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
///     assert_eq!(analysis.segmentation.sentences().len(), 1);
/// }
/// ```
#[derive(Debug, Default)]
pub struct Analyzer {
    grammar: bool,
    list: Option<Arc<Gazetteer>>,
    cues: Option<Arc<CueList>>,
    least: f32,
}

/// Working memory that one document leaves to the next.
#[derive(Debug, Default)]
pub struct Scratch {
    segmentation: SegmentationScratch,
    grammar: sayso_syntax::SyntaxScratch,
    entities: EntityScratch,
    attribution: learned::Scratch,
    /// The grammar, where the analysis is not to keep it.
    syntax: Syntax,
}

/// What is known of one document: layers over its text, each immutable once made.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Paragraphs, sentences, tokens, quotation marks.
    pub segmentation: Segmentation,
    /// Parts of speech, lemmas and trees; empty unless [`Analyzer::with_grammar`] asks for them.
    pub syntax: Syntax,
    /// Names, numbers and dates, and what they stand for.
    pub entities: Entities,
    /// What is not part of the story: bylines, datelines, credits.
    pub boilerplate: Vec<Boilerplate>,
    /// Who said what, in order of the cues.
    pub attributions: Vec<Attribution>,
}

impl Analyzer {
    /// Reads the models inside the binary.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives every sentence its grammar, whether an attribution needs it or not.
    ///
    /// ```
    /// use sayso::{Analyzer, TokenId};
    ///
    /// let analysis = Analyzer::new().with_grammar().analyze("Pyongyang denied arms supplies.");
    /// assert_eq!(analysis.syntax.lemma(TokenId::new(1)), "deny");
    /// assert_eq!(analysis.syntax.head(TokenId::new(0)), TokenId::new(1));
    /// ```
    #[must_use]
    pub fn with_grammar(mut self) -> Self {
        self.grammar = true;
        self
    }

    /// Takes the names of a list for what the list says, whatever the learned model makes of them.
    ///
    /// ```
    /// use sayso::{Analyzer, EntityKind, Gazetteer};
    ///
    /// let table = "name,kind,canonical,link\nKursk group,organisation,Kursk Grouping,x-7\n";
    /// let (list, _) = Gazetteer::read(table.as_bytes()).unwrap();
    /// let text = "The Kursk group denied it.";
    /// let analysis = Analyzer::new().with_list(list).analyze(text);
    /// let mention = &analysis.entities.mentions()[0];
    /// assert_eq!((&text[mention.range], mention.kind), ("Kursk group", EntityKind::Organisation));
    /// ```
    #[must_use]
    pub fn with_list(mut self, list: impl Into<Arc<Gazetteer>>) -> Self {
        self.list = Some(list.into());
        self
    }

    /// Takes the words and phrases of a list for cues where there is anything that could be their content.
    ///
    /// ```
    /// use sayso::{Analyzer, CueList, Stance};
    ///
    /// let (list, _) = CueList::read("cue,pos,stance\nmansplain,verb,assert\n".as_bytes()).unwrap();
    /// let text = "The senator mansplained that taxes are low.";
    /// let analysis = Analyzer::new().with_cues(list).analyze(text);
    /// assert_eq!(&text[analysis.attributions[0].cue.spans[0]], "mansplained");
    /// assert_eq!(analysis.attributions[0].stance, Stance::Assert);
    /// ```
    #[must_use]
    pub fn with_cues(mut self, cues: impl Into<Arc<CueList>>) -> Self {
        self.cues = Some(cues.into());
        self
    }

    /// Leaves out attributions that are less sure than `least`.
    ///
    /// ```
    /// use sayso::Analyzer;
    ///
    /// let text = "“We will answer,” said Andrey Kovalenko.";
    /// assert_eq!(Analyzer::new().with_least_confidence(0.5).analyze(text).attributions.len(), 1);
    /// assert!(Analyzer::new().with_least_confidence(1.0).analyze(text).attributions.is_empty());
    /// ```
    #[must_use]
    pub fn with_least_confidence(mut self, least: f32) -> Self {
        self.least = least;
        self
    }

    /// Analyses any text. It cannot fail: odd text gives odd but well-formed layers.
    pub fn analyze(&self, text: &str) -> Analysis {
        let mut analysis = Analysis::default();
        self.analyze_into(text, &mut Scratch::default(), &mut analysis);
        analysis
    }

    /// Like [`analyze`](Self::analyze), in memory that earlier documents leave behind.
    pub fn analyze_into(&self, text: &str, scratch: &mut Scratch, analysis: &mut Analysis) {
        self.analyze_dated_into(text, None, scratch, analysis);
    }

    /// Like [`analyze_into`](Self::analyze_into), where the day of the document is known by which
    /// "yesterday" is meant.
    pub fn analyze_dated_into(
        &self,
        text: &str,
        date: Option<Date>,
        scratch: &mut Scratch,
        analysis: &mut Analysis,
    ) {
        let Analysis { segmentation, syntax, entities, boilerplate, attributions } = analysis;
        SegmentationModel::builtin().annotate(text, &mut scratch.segmentation, segmentation);
        *boilerplate = Boilerplate::find(text, segmentation);
        let extractor = Extractor::builtin();
        let cues = self.cues.as_deref();
        let wanted = |syntax: &Syntax, sentence: TokenRange| {
            self.grammar
                || extractor.wants(syntax, sentence)
                || cues.is_some_and(|cues| cues.wants(text, segmentation, syntax, sentence))
        };
        let syntax = if self.grammar {
            syntax
        } else {
            *syntax = Syntax::default();
            &mut scratch.syntax
        };
        SyntaxModel::builtin().annotate(text, segmentation, wanted, &mut scratch.grammar, syntax);
        let input = EntityInput { text, segmentation, gazetteer: self.list.as_deref(), date };
        EntityModel::builtin().annotate(input, &mut scratch.entities, entities);
        let input = Input { text, segmentation, syntax, entities, boilerplate, cues };
        *attributions = extractor.extract(input, &mut scratch.attribution);
        if self.least > 0.0 {
            Attribution::keep_sure(attributions, self.least);
        }
    }

    /// Why an attribution was found, or was not, at byte `at` of a text: the attribution there, by its place
    /// among [`Analysis::attributions`], and what made its cue one; or what the likeliest cue of the sentence
    /// lacks. Nothing is said of a text without words.
    ///
    /// ```
    /// use sayso::Analyzer;
    ///
    /// let text = "The mayor resigned, officials said.";
    /// let (attribution, why) = Analyzer::new().explain(text, 25).unwrap();
    /// assert_eq!(attribution, Some(0));
    /// assert_eq!(&text[why.head], "said");
    /// assert!(why.confidence > 0.5);
    /// ```
    pub fn explain(&self, text: &str, at: u32) -> Option<(Option<usize>, Explanation)> {
        let (mut scratch, mut analysis) = (Scratch::default(), Analysis::default());
        self.analyze_into(text, &mut scratch, &mut analysis);
        let Analysis { segmentation, attributions, .. } = &analysis;
        let syntax = if self.grammar { &analysis.syntax } else { &scratch.syntax };
        let tokens = segmentation.tokens();
        let behind = tokens.all().ids().find(|&token| tokens.range(token).end() > at);
        let token = behind.or_else(|| tokens.all().ids().next_back())?;
        let found = nearest(attributions, tokens.range(token));
        let scratch = &mut scratch.attribution;
        let head = match found {
            Some(found) => {
                let cue = attributions[found].cue.spans.iter().map(|&span| tokens.within(span));
                scratch.graph.head_of(cue.flat_map(|cue| cue.start()..cue.end()))
            }
            None if analysis.boilerplate.iter().any(|b| b.tokens.contains(token)) => None,
            None => {
                let sentence = segmentation.sentences().iter().find(|s| s.contains(token))?;
                let likely = |t: &u32| scratch.probabilities[*t as usize];
                let words = sentence.start()..sentence.end();
                let best = words.max_by(|a, b| likely(a).total_cmp(&likely(b)));
                best.filter(|t| likely(t) > 0.0)
            }
        };
        let head = head.map_or(token, TokenId::new);
        Some((found, Extractor::builtin().explain(segmentation, syntax, head, scratch)))
    }
}

/// Of the attributions with a part at `range`, the one whose cue is there, else the one with the shortest
/// content.
fn nearest(attributions: &[Attribution], range: TextRange) -> Option<usize> {
    let here = |spans: &[TextRange]| {
        spans.iter().any(|span| span.start() <= range.start() && range.end() <= span.end())
    };
    let length = |a: &Attribution| a.content.spans.iter().map(|span| span.len()).sum::<u32>();
    let parts = attributions
        .iter()
        .enumerate()
        .filter(|(_, a)| here(&a.cue.spans) || here(&a.source.spans) || here(&a.content.spans));
    parts.min_by_key(|(_, a)| (!here(&a.cue.spans), length(a))).map(|(at, _)| at)
}
