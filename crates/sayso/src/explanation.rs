//! Why there is an attribution at a place of a text, or none.

use sayso_attribution::{Attributions, CueTrace};
use sayso_text::TextRange;

use crate::analyzer::Analyzer;
use crate::article::Article;
use crate::leave_out::{self, WordContribution};

/// Why there is an attribution at a place of a text, or none.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Explanation {
    /// The attribution at the place, by its index in [`Analysis::attributions`](crate::Analysis::attributions).
    pub attribution: Option<usize>,
    /// What was decided about its cue; where there is none, about the most probable cue of the sentence.
    pub cue: CueTrace,
    /// The words that count most for the cue and against it, where the model has no features that say why.
    pub words: Vec<WordContribution>,
}

impl Analyzer {
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
