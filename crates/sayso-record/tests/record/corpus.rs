//! A small corpus, analysed. The tests of `sayso-tables` use this file too.

use sayso::{Analysis, Analyzer, Article, OffsetUnit, Scratch};
use sayso_record::{Header, Layer, Layers, Meta, Record};
use serde_json::Value;

pub(crate) const SEED: &str = include_str!("../../../../seeds/000_e63c8cd01220d72a.txt");
pub(crate) const WIRE: &str = include_str!("../data/wire.jsonl");

pub(crate) fn record(header: Header, text: &str, unit: OffsetUnit) -> Record {
    let date = header.meta.date.as_deref().and_then(sayso::Date::parse);
    let mut analysis = Analysis::default();
    let analyzer = Analyzer::builder().transfers(true).build();
    analyzer.analyze_into(Article { text, date }, &mut Scratch::default(), &mut analysis);
    Record::new(header, text, &analysis, Layers::default().with(Layer::Transfers), unit)
}

pub(crate) fn seed() -> Record {
    let header = Header { id: "000_e63c8cd01220d72a".into(), ..Header::default() };
    record(header, SEED, OffsetUnit::Char)
}

/// The seed and some articles made up for it, with all that an article can have.
pub(crate) fn corpus() -> Vec<Record> {
    let article = |line: &str| {
        let fields: Value = serde_json::from_str(line).expect("an article");
        let field = |name: &str| fields[name].as_str().map(str::to_owned);
        let meta = Meta {
            path: Some("wire.jsonl".into()),
            title: field("title"),
            date: field("date"),
            publisher: field("publisher"),
            ..Meta::default()
        };
        let id = field("id").expect("an id");
        let header = Header { id, meta, notes: Vec::new() };
        record(header, &field("text").expect("a text"), OffsetUnit::Char)
    };
    std::iter::once(seed()).chain(WIRE.lines().map(article)).collect()
}
