//! What holds of transfers in any text: spans are words of it, links lead to what is there, and nothing depends on memory,
//! on trees that nobody asked for, or on parts.

use proptest::collection::vec;
use proptest::prelude::*;
use sayso::{Analysis, Analyzer, Scratch, TextRange};

const PIECES: &[&str] = &[
    "Iran sold 40 drones to Russia",
    "in exchange for gold",
    "Moscow denied that",
    "missiles donated by Pyongyang",
    "in return",
    "paid for the grain with",
    "gave them",
    "Kyiv asked Berlin to send",
    "the delivery of shells to",
    "soldiers from Chad are in Sudan",
    "“We will hand over 200 tanks,”",
    "handed over",
    "$5 million worth of",
    "and",
    ",",
    ". ",
    ":",
    "\n\n",
    "é",
    "🚀 rockets",
    "he said",
    "gave Mr. Clarke $5 million",
    "Russia Shahed drones",
    "KYIV, March 3 (Reuters) -",
    "Nobody",
    "the rifles Berlin shipped",
    "the missiles that Iran sold",
    "tanks which Germany gave",
];

fn texts() -> impl Strategy<Value = String> {
    vec(prop::sample::select(PIECES), 0..14).prop_map(|pieces| pieces.join(" "))
}

fn analyzer() -> Analyzer {
    Analyzer::builder().transfers(true).build()
}

fn is_well_formed(text: &str, analysis: &Analysis) -> Result<(), TestCaseError> {
    let transfers = &analysis.transfers;
    let in_text = |span: TextRange| text.get(span.start() as usize..span.end() as usize).is_some();
    let mut before = 0;
    for transfer in transfers {
        let parties = [transfer.giver, transfer.receiver];
        let parties = parties.iter().flatten();
        prop_assert!(parties.clone().all(|party| in_text(party.span) && !party.span.is_empty()));
        let ids = parties.filter_map(|party| party.entity);
        prop_assert!(ids.into_iter().all(|id| id.index() < analysis.entities.entities().len()));
        prop_assert!(transfer.thing.is_none_or(|thing| in_text(thing.span)));
        // Words have one role; an origin alone is within what it gives: "Iranian drones".
        let overlap = |one: Option<TextRange>, other: Option<TextRange>| {
            one.zip(other).is_some_and(|(a, b)| a.start() < b.end() && b.start() < a.end())
        };
        let thing = transfer.thing.map(|thing| thing.span);
        let [giver, receiver] = [transfer.giver, transfer.receiver].map(|p| p.map(|p| p.span));
        prop_assert!(!overlap(receiver, thing) && !overlap(giver, receiver));
        let inside = giver
            .zip(thing)
            .is_some_and(|(giver, t)| t.start() <= giver.start() && giver.end() <= t.end());
        prop_assert!(inside || !overlap(giver, thing));
        prop_assert!(transfer.time.is_none_or(|time| in_text(time.span)));
        prop_assert!(in_text(transfer.trigger) && before <= transfer.trigger.start());
        before = transfer.trigger.start();
        prop_assert!(transfer.giver.is_some() || transfer.receiver.is_some());
        let answered = transfer.in_return.map(|at| at as usize);
        prop_assert!(answered.is_none_or(|at| at < transfers.len()));
        let attribution = transfer.attribution.map(|at| at as usize);
        prop_assert!(attribution.is_none_or(|at| at < analysis.attributions.len()));
        prop_assert!((0.0..=1.0).contains(&transfer.confidence));
    }
    Ok(())
}

proptest! {
    #[test]
    fn transfers_are_well_formed(text in texts(), least in 0.0f32..1.0) {
        is_well_formed(&text, &analyzer().analyze(&text))?;
        let sure = Analyzer::builder().transfers(true).min_confidence(least).build();
        is_well_formed(&text, &sure.analyze(&text))?;
    }

    #[test]
    fn they_depend_on_the_text_alone(text in texts(), other in texts()) {
        let found = analyzer().analyze(&text);
        let (mut scratch, mut reused) = (Scratch::default(), Analysis::default());
        for text in [&other, &text] {
            analyzer().analyze_into(text, &mut scratch, &mut reused);
        }
        prop_assert_eq!(&found.transfers, &reused.transfers);
        let full = Analyzer::builder().transfers(true).full_syntax(true).build().analyze(&text);
        prop_assert_eq!(&found.transfers, &full.transfers);
        let without = Analyzer::new().analyze(&text);
        prop_assert_eq!(&found.attributions, &without.attributions);
        prop_assert!(without.transfers.is_empty());
    }
}

#[test]
fn parts_of_a_long_text_keep_their_transfers() {
    let article =
        "Officials say Iran sold 40 drones to Russia in exchange for gold. Moscow denied it.\n\n";
    let times = Analyzer::WHOLE / article.len() + 1;
    let text = article.repeat(times);
    let analysis = analyzer().analyze(&text);
    assert!(analysis.parts() > 1);
    assert_eq!(analysis.transfers.len(), 2 * times);
    for (at, transfer) in analysis.transfers.iter().enumerate() {
        let thing = transfer.thing.expect("a thing");
        assert_eq!(&text[thing.span], ["40 drones", "gold"][at % 2]);
        assert_eq!(transfer.in_return, (at % 2 == 1).then(|| at as u32 - 1));
        let attribution = &analysis.attributions[transfer.attribution.expect("officials") as usize];
        assert!(attribution.content.spans[0].start() <= transfer.trigger.start());
        let giver =
            analysis.entities.get(transfer.giver.and_then(|g| g.entity).expect("a country"));
        assert_eq!(giver.country.expect("known").as_str(), ["IR", "RU"][at % 2]);
    }
}
