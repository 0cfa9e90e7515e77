//! How many transfers of annotated articles are found, all of giver, thing and receiver right: `gold/README.md` says how they
//! were annotated. `cargo test -p sayso-transfers --test gold -- --nocapture` shows the figures, with what is missed and wrong.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

use sayso::{Analyzer, Article, Date};

/// The articles are those of the claims.
const ARTICLES: &str = "../sayso-claims/tests/gold";

type Span = Option<Range<usize>>;

/// Giver, thing and receiver of a transfer, in bytes.
type Triple = [Span; 3];

#[derive(Debug, Default)]
struct Score {
    found: usize,
    expected: usize,
    right: usize,
}

impl Score {
    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.expected) as f64
    }
}

/// The bytes of a stretch of characters: `3-7`, or `-` for nothing.
fn span(text: &str, written: &str) -> Span {
    let (start, end) = written.split_once('-').expect("a stretch");
    if start.is_empty() {
        return None;
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at = |number: &str| ends[number.parse::<usize>().expect("a number")];
    Some(at(start)..at(end))
}

fn expected(texts: &HashMap<String, String>) -> HashMap<String, Vec<Triple>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold/transfers.tsv");
    let table = std::fs::read_to_string(path).expect("the transfers");
    let mut expected = HashMap::<String, Vec<Triple>>::new();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let Some(text) = texts.get(cells[0]) else { continue };
        let triple = [1, 2, 3].map(|at| span(text, cells[at]));
        for (span, words) in triple.iter().zip(&cells[4..]) {
            let written = span.clone().map_or("-", |span| &text[span]);
            assert_eq!(written, *words, "{}", cells[0]);
        }
        expected.entry(cells[0].to_owned()).or_default().push(triple);
    }
    expected
}

/// Whether both name the same: nothing, or words that overlap.
fn agree(a: &Span, b: &Span) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => a.start < b.end && b.start < a.end,
        _ => false,
    }
}

#[expect(clippy::print_stdout, reason = "the figures are what one runs it for")]
fn measure(file: &str) -> Score {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(ARTICLES).join(file);
    let lines = std::fs::read_to_string(path).expect("the articles");
    let articles: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("an article")).collect();
    let field = |article: &serde_json::Value, name: &str| {
        article[name].as_str().unwrap_or_default().to_owned()
    };
    let texts = articles.iter().map(|a| (field(a, "id"), field(a, "text"))).collect();
    let mut expected = expected(&texts);
    let analyzer = Analyzer::builder().transfers(true).build();
    let mut score = Score::default();
    for article in &articles {
        let (id, text) = (field(article, "id"), field(article, "text"));
        let date = Date::parse(&field(article, "date"));
        let analysis = analyzer.analyze(Article { text: &text, date });
        let mut left = expected.remove(&id).unwrap_or_default();
        score.expected += left.len();
        for transfer in &analysis.transfers {
            let range = |span: sayso::TextRange| span.start() as usize..span.end() as usize;
            let triple = [
                transfer.giver.map(|party| range(party.span)),
                transfer.thing.map(|thing| range(thing.span)),
                transfer.receiver.map(|party| range(party.span)),
            ];
            score.found += 1;
            let matches = |gold: &Triple| gold.iter().zip(&triple).all(|(a, b)| agree(a, b));
            match left.iter().position(matches) {
                Some(at) => {
                    left.remove(at);
                    score.right += 1;
                }
                None => println!("{id}: wrong {}", shown(&text, &triple)),
            }
        }
        left.iter().for_each(|gold| println!("{id}: missed {}", shown(&text, gold)));
    }
    let precision = score.right as f64 / score.found as f64;
    let recall = score.right as f64 / score.expected as f64;
    println!("{file}: precision {precision:.3}, recall {recall:.3}, F1 {:.3}", score.f1());
    score
}

fn shown(text: &str, triple: &Triple) -> String {
    let words = triple.iter().map(|span| span.clone().map_or("-", |span| &text[span]));
    words.collect::<Vec<_>>().join(" > ")
}

#[test]
fn articles_for_tuning() {
    assert!(measure("dev.jsonl").f1() >= 0.86);
}

#[test]
fn articles_held_back() {
    assert!(measure("held-back.jsonl").f1() >= 0.82);
}
