//! Claims against the events of ECB+: is it known which contents of different documents name one event?
//!
//! Over all pairs of events that contents of different documents of one topic name: the precision and recall of being
//! named by words of one stem or class, in claims of one story. Beside it what comes of putting those together that have
//! one lemma.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use sayso::{Analyzer, OffsetUnit};
use sayso_claims::{Gist, GistReader, claims};
use sayso_record::{Header, Layer, Record, TokenRecord};

use crate::data::statements::{self, Article};

/// An event as a content names it.
struct Event<'g> {
    document: &'g str,
    topic: &'g str,
    chain: &'g str,
    lemma: String,
    words: Gist,
    /// The stories of the claims that name it.
    stories: Vec<u64>,
}

pub(super) fn measure(gold: &Path) -> Result<Vec<(&'static str, f64)>> {
    let articles = statements::read(gold)?;
    let aggregate = statements::aggregate(&articles)?;
    let by_id: BTreeMap<&str, &Article> = articles.iter().map(|a| (a.id.as_str(), a)).collect();
    let lemmas: BTreeMap<&str, Lemmas> =
        articles.iter().map(|article| (article.id.as_str(), Lemmas::of(article))).collect();
    let mut gists = GistReader::default();
    let mut events = BTreeMap::<(&str, u32), Event<'_>>::new();
    aggregate.with_statements(|statements, corpus| {
        for claim in claims(statements, corpus) {
            for i in claim.members.iter().map(|member| member.statement) {
                let Some((&document, &article)) = by_id.get_key_value(&*statements[i].document)
                else {
                    continue;
                };
                for (start, end, chain) in statements::events(article, statements[i].span) {
                    let event = events.entry((document, start)).or_insert_with(|| Event {
                        document,
                        topic: document.split('_').next().unwrap_or_default(),
                        chain,
                        lemma: lemmas[document].within(start, end),
                        words: gists.read([article.within(start, end).as_str()]),
                        stories: Vec::new(),
                    });
                    event.stories.push(claim.story);
                }
            }
        }
    });
    let events: Vec<Event<'_>> = events.into_values().collect();
    let [precision, recall, f1] = scores(&events, |a, b| {
        a.stories.iter().any(|story| b.stories.contains(story)) && a.words.names_event(&b.words)
    });
    let [.., baseline] = scores(&events, |a, b| a.lemma == b.lemma);
    Ok(vec![
        ("events (count)", events.len() as f64),
        ("precision", precision),
        ("recall", recall),
        ("F1", f1),
        ("F1 of equal lemmas", baseline),
    ])
}

/// Precision, recall and F1 of pairs, in percent.
fn scores(events: &[Event<'_>], together: impl Fn(&Event<'_>, &Event<'_>) -> bool) -> [f64; 3] {
    let (mut right, mut found, mut all) = (0u64, 0u64, 0u64);
    for (i, a) in events.iter().enumerate() {
        for b in events[..i].iter().filter(|b| b.topic == a.topic && b.document != a.document) {
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
