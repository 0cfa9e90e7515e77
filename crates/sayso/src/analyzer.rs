//! The whole pipeline behind one call.

use std::sync::Arc;

use sayso_attribution::learned::Extractor;
use sayso_attribution::{Attribution, learned};
use sayso_entities::{Date, Entities, EntityFinder, UserList};
use sayso_syntax::{Grammar, Syntax};
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
    grammar: bool,
    list: Option<Arc<UserList>>,
}

/// Working memory that one document leaves to the next.
#[derive(Debug, Default)]
pub struct Scratch {
    segmenter: Segmenter,
    grammar: sayso_syntax::Scratch,
    entities: EntityFinder,
    attribution: learned::Scratch,
    /// The grammar, where the analysis is not to keep it.
    syntax: Syntax,
}

/// What is known of one document: layers over its text, each immutable once made.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Paragraphs, sentences, tokens, quotation marks.
    pub layout: Layout,
    /// Parts of speech, lemmas and trees; empty unless [`Analyzer::with_grammar`] asks for them.
    pub syntax: Syntax,
    /// Names, numbers and dates, and what they stand for.
    pub entities: Entities,
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
    /// use sayso::{Analyzer, EntityKind, UserList};
    ///
    /// let table = "name,kind,canonical,link\nKursk group,organisation,Kursk Grouping,x-7\n";
    /// let (list, _) = UserList::read(table.as_bytes()).unwrap();
    /// let text = "The Kursk group denied it.";
    /// let analysis = Analyzer::new().with_list(list).analyze(text);
    /// let mention = &analysis.entities.mentions()[0];
    /// assert_eq!((&text[mention.range], mention.kind), ("Kursk group", EntityKind::Organisation));
    /// ```
    #[must_use]
    pub fn with_list(mut self, list: impl Into<Arc<UserList>>) -> Self {
        self.list = Some(list.into());
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
        let Analysis { layout, syntax, entities, attributions } = analysis;
        scratch.segmenter.segment_into(text, layout);
        let extractor = Extractor::shared();
        let wanted = |syntax: &Syntax, sentence| self.grammar || extractor.wants(syntax, sentence);
        let syntax = if self.grammar {
            syntax
        } else {
            *syntax = Syntax::default();
            &mut scratch.syntax
        };
        Grammar::shared().annotate(text, layout, wanted, &mut scratch.grammar, syntax);
        let list = self.list.as_deref();
        scratch.entities.find_listed_into(text, layout, list, date, entities);
        *attributions = extractor.extract(text, layout, syntax, entities, &mut scratch.attribution);
    }
}
