//! What is analysed.

use sayso_entities::Date;

/// A text with what is known about it.
///
/// Where no date is given, that of a dateline with a year counts: "RIGA, 12 March 2019 (Reuters)".
///
/// ```
/// use sayso::{Analyzer, Article, Date};
///
/// let text = "The mayor resigned yesterday, officials said.";
/// let article = Article { date: Date::parse("2026-03-05"), ..Article::from(text) };
/// let analysis = Analyzer::new().analyze(article);
/// assert!(analysis.entities.mentions().iter().any(|mention| &text[mention.range] == "yesterday"));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Article<'a> {
    /// The text.
    pub text: &'a str,
    /// The day it was published, from which "yesterday" is counted.
    pub date: Option<Date>,
}

impl<'a> From<&'a str> for Article<'a> {
    fn from(text: &'a str) -> Self {
        Self { text, date: None }
    }
}

impl<'a> From<&'a String> for Article<'a> {
    fn from(text: &'a String) -> Self {
        Self::from(text.as_str())
    }
}
