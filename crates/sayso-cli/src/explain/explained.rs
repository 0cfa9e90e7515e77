//! An explanation of one place of a text, as JSON and as lines to read.

use sayso::{
    Alternative, Analyzer, Article, Explanation, FeatureContribution, OffsetMap, OffsetUnit,
    TextRange,
};
use serde::Serialize;

use super::view;

/// Why there is an attribution at a place of a text, or none, in the forms of `sayso explain`.
///
/// ```
/// use sayso::{Analyzer, OffsetUnit};
///
/// let text = "The mayor resigned, officials said.";
/// let why =
///     sayso_cli::Explained::new(&Analyzer::new(), text.into(), 30, OffsetUnit::Char).unwrap();
/// assert!(why.to_text().starts_with("attribution 0; “said” (30–34): it is the cue"));
/// assert!(why.to_json("wire-1").contains(r#""outcome":"found""#));
/// ```
#[derive(Debug)]
pub struct Explained<'a> {
    text: &'a str,
    map: OffsetMap<'a>,
    why: Explanation,
}

impl<'a> Explained<'a> {
    /// Explains what is at offset `at`. All offsets count `unit`.
    ///
    /// # Errors
    /// If there is nothing at that offset. The line goes on after a name of the text.
    pub fn new(
        analyzer: &Analyzer,
        article: Article<'a>,
        at: u32,
        unit: OffsetUnit,
    ) -> Result<Self, String> {
        let text = article.text;
        let map = OffsetMap::new(text, unit);
        let boundaries = text.char_indices().map(|(byte, _)| byte as u32);
        let Some(byte) = boundaries.take_while(|&byte| map.get(byte) <= at).last() else {
            return Err("is empty".to_owned());
        };
        let end = map.get(text.len() as u32);
        if at >= end {
            return Err(format!("has offsets from 0 to {}, not {at}", end - 1));
        }
        let why = analyzer.explain(article, byte).ok_or_else(|| "has no words".to_owned())?;
        Ok(Self { text, map, why })
    }

    /// Lines to read.
    pub fn to_text(&self) -> String {
        view::write(self.text, &self.map, &self.why)
    }

    /// One JSON object; `id` names the document.
    pub fn to_json(&self, id: &str) -> String {
        let answer = Answer::new(id, self.text, &self.map, &self.why);
        serde_json::to_string(&answer).expect("strings and finite numbers")
    }
}

/// An explanation as JSON. Offsets count what the argument does.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    id: &'a str,
    /// The id of the attribution in the record, where there is one.
    attribution: Option<usize>,
    outcome: &'static str,
    /// The rule that found it, where one did.
    rule: Option<&'static str>,
    cue: Place<'a>,
    head: Place<'a>,
    /// At first sight, in sight of the words around, and the least that makes a cue.
    first_probability: f32,
    probability: f32,
    least_probability: f32,
    listed: bool,
    reasons: Vec<Weight>,
    /// Of a model without features: how much less likely the cue is without a word.
    words: Vec<Word<'a>>,
    sources: Vec<Possible<'a>>,
    contents: Vec<Possible<'a>>,
    /// Which labelling was chosen, 0 for the one that words and gaps speak for most; and its probability.
    labelling: usize,
    labelling_probability: f32,
    confidence: f32,
    least_confidence: f32,
}

#[derive(Debug, Serialize)]
struct Place<'a> {
    span: [u32; 2],
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct Possible<'a> {
    places: Vec<Place<'a>>,
    probability: f32,
    chosen: bool,
    reasons: Vec<Weight>,
}

#[derive(Debug, Serialize)]
struct Word<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    weight: f32,
}

#[derive(Debug, Serialize)]
struct Weight {
    what: &'static str,
    weight: f32,
}

impl<'a> Answer<'a> {
    fn new(id: &'a str, text: &'a str, map: &OffsetMap<'_>, why: &Explanation) -> Self {
        let place = |range: TextRange| Place {
            span: [map.get(range.start()), map.get(range.end())],
            text: &text[range],
        };
        let weights = |reasons: &[FeatureContribution]| {
            let weight =
                |r: &FeatureContribution| Weight { what: r.what, weight: rounded(r.weight) };
            reasons.iter().map(weight).collect::<Vec<_>>()
        };
        let options = |choices: &[Alternative]| {
            let option = |choice: &Alternative| Possible {
                places: choice.spans.iter().map(|&span| place(span)).collect(),
                probability: rounded(choice.probability),
                chosen: choice.chosen,
                reasons: weights(&choice.contributions),
            };
            choices.iter().map(option).collect::<Vec<_>>()
        };
        let cue = &why.cue;
        Self {
            id,
            attribution: why.attribution,
            outcome: cue.decision.as_str(),
            rule: cue.rule,
            cue: place(cue.cue),
            head: place(cue.head),
            first_probability: rounded(cue.first_probability),
            probability: rounded(cue.probability),
            least_probability: cue.min_probability,
            listed: cue.listed,
            reasons: weights(&cue.contributions),
            words: why
                .words
                .iter()
                .map(|w| Word { place: place(w.word), weight: rounded(w.weight) })
                .collect(),
            sources: options(&cue.sources),
            contents: options(&cue.contents),
            labelling: cue.labelling,
            labelling_probability: rounded(cue.labelling_probability),
            confidence: rounded(cue.confidence),
            least_confidence: rounded(cue.min_confidence),
        }
    }
}

/// To three places.
fn rounded(number: f32) -> f32 {
    (number * 1000.0).round() / 1000.0
}
