//! The worked example of `docs/transfers.md`: the table shows what is found in the article.

use std::fmt::Write as _;

use sayso::{Analyzer, Party, TransferTime};

const GUIDE: &str = include_str!("../../../docs/transfers.md");

#[test]
fn the_guide_shows_what_is_found() {
    let (_, rest) = GUIDE.split_once("```text\n").expect("an article");
    let text = rest.split_once("\n```").expect("its end").0;
    let analysis = Analyzer::builder().transfers(true).build().analyze(text);
    let party = |party: Option<Party>| party.map_or("", |party| &text[party.span]);
    let when = |time: Option<TransferTime>| time.map_or("", |time| &text[time.span]);
    let mut table = String::new();
    for transfer in &analysis.transfers {
        let thing = transfer.thing.expect("a thing");
        let source = transfer.attribution.map(|at| &analysis.attributions[at as usize].source);
        let source = source.and_then(|source| source.spans.first());
        let _ = writeln!(
            table,
            "| {} | {} | {} | {} | {} | {} | {} |",
            party(transfer.giver),
            &text[thing.span],
            thing.kind.as_str(),
            party(transfer.receiver),
            transfer.status.as_str(),
            when(transfer.time),
            source.map_or("", |&span| &text[span]),
        );
    }
    assert!(GUIDE.contains(&table.replace("|  |", "| |").replace("|  |", "| |")), "{table}");
}
