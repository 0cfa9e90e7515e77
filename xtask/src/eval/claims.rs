//! Claims against the events of ECB+: are contents of different documents put together that are about one event?
//!
//! Each content that names an event goes by the first that it names. Over all pairs of such contents in different documents of
//! one topic: the precision and recall of being in one claim. Beside it what comes of putting those together whose
//! events have one lemma.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use sayso::{Analyzer, OffsetUnit};
use sayso_claims::claims;
use sayso_record::{Header, Layer, Record, TokenRecord};

use crate::data::statements::{self, Article};

/// A content: its document and topic, the chain and lemma of its event, its claim.
struct Content<'g> {
    document: &'g str,
    topic: &'g str,
    chain: &'g str,
    lemma: String,
    claim: usize,
}

pub(super) fn measure(gold: &Path) -> Result<Vec<(&'static str, f64)>> {
    let articles = statements::read(gold)?;
    let aggregate = statements::aggregate(&articles)?;
    let by_id: BTreeMap<&str, &Article> = articles.iter().map(|a| (a.id.as_str(), a)).collect();
    let lemmas: BTreeMap<&str, Lemmas> =
        articles.iter().map(|article| (article.id.as_str(), Lemmas::of(article))).collect();
    let contents: Vec<Content<'_>> = aggregate.with_statements(|statements, corpus| {
        let claims = claims(statements, corpus);
        let members = claims.iter().enumerate();
        let members = members.flat_map(|(claim, c)| c.members.iter().map(move |m| (claim, m.0)));
        let content = |(claim, i): (usize, usize)| {
            let (&document, &article) = by_id.get_key_value(&*statements[i].document)?;
            let &(start, end, chain) = statements::events(article, statements[i].span).first()?;
            let lemma = lemmas[document].within(start, end);
            let topic = document.split('_').next().unwrap_or_default();
            Some(Content { document, topic, chain, lemma, claim })
        };
        members.filter_map(content).collect()
    });
    let [precision, recall, f1] = scores(&contents, |a, b| a.claim == b.claim);
    let [.., baseline] = scores(&contents, |a, b| a.lemma == b.lemma);
    Ok(vec![
        ("contents (count)", contents.len() as f64),
        ("precision", precision),
        ("recall", recall),
        ("F1", f1),
        ("F1 of equal lemmas", baseline),
    ])
}

/// Precision, recall and F1 of pairs, in percent.
fn scores(
    contents: &[Content<'_>],
    together: impl Fn(&Content<'_>, &Content<'_>) -> bool,
) -> [f64; 3] {
    let (mut right, mut found, mut all) = (0u64, 0u64, 0u64);
    for (i, a) in contents.iter().enumerate() {
        for b in contents[..i].iter().filter(|b| b.topic == a.topic && b.document != a.document) {
            let (one, held) = (a.chain == b.chain, together(a, b));
            right += u64::from(one && held);
            found += u64::from(held);
            all += u64::from(one);
        }
    }
    let share = |part: f64, whole: f64| 100.0 * part / whole.max(1.0);
    [
        share(right as f64, found as f64),
        share(right as f64, all as f64),
        share(2.0 * right as f64, (found + all) as f64),
    ]
}

/// The lemmas of an article, with where their words begin.
struct Lemmas(Vec<(u32, String)>);

impl Lemmas {
    fn of(article: &Article) -> Self {
        let analyzer = Analyzer::builder().full_syntax(true).build();
        let analysis = analyzer.analyze(&article.text);
        let layers = [Layer::Tokens].into_iter().collect();
        let header = Header::default();
        let record = Record::new(header, &article.text, &analysis, layers, OffsetUnit::Char);
        let tokens = record.tokens.into_iter().flatten();
        let lemma = |token: TokenRecord| Some((token.start, token.grammar?.lemma.to_lowercase()));
        Self(tokens.filter_map(lemma).collect())
    }

    /// Those of the words between two places.
    fn within(&self, start: u32, end: u32) -> String {
        let within = self.0.iter().filter(|(at, _)| (start..end).contains(at));
        let words: Vec<&str> = within.map(|(_, lemma)| lemma.as_str()).collect();
        words.join(" ")
    }
}
