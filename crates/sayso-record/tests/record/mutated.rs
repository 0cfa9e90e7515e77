//! Articles as they come out of other programs: marks lost, doubled or mixed, spaces and lines lost, capitals
//! everywhere. Nothing fails, and records keep their promises.

use proptest::prelude::*;
use sayso::{Analyzer, OffsetUnit};
use sayso_record::{Header, Layer, Record};

use super::properties::is_well_formed;

const ARTICLE: &str = include_str!("../../../../seeds/000_e63c8cd01220d72a.txt");
const MORE: &str = "\n\nKYIV, Nov. 23 (Reuters) - “We will answer,” said Andrey Kovalenko, who did not wish to be \
    named because he was not authorised to speak.\n\n“And we will do it soon, as we have always done.”\n\n\
    (Reporting by Jane Doe; Editing by John Roe)\n";

/// One way to damage a text.
#[derive(Clone, Copy, Debug)]
enum Damage {
    /// Some words or letters are gone, from a share of the text on.
    Cut(f32, usize),
    /// Every mark of one kind stands twice, or not at all.
    Doubled(char),
    Lost(char),
    /// Marks of one kind are those of another.
    Mixed(char, char),
    /// Every so-many-th space or line is gone.
    Joined(char, usize),
    Capitals,
    Small,
}

fn damages() -> impl Strategy<Value = Vec<Damage>> {
    let mark = || prop::sample::select(vec!['“', '”', '"', '’', ',', '.', ':', '(', '\n', '-']);
    let one = prop_oneof![
        4 => (0.0f32..1.0, 1usize..200).prop_map(|(at, length)| Damage::Cut(at, length)),
        2 => mark().prop_map(Damage::Doubled),
        2 => mark().prop_map(Damage::Lost),
        2 => (mark(), mark()).prop_map(|(from, to)| Damage::Mixed(from, to)),
        2 => (prop::sample::select(vec![' ', '\n']), 1usize..6)
            .prop_map(|(gap, every)| Damage::Joined(gap, every)),
        1 => Just(Damage::Capitals),
        1 => Just(Damage::Small),
    ];
    prop::collection::vec(one, 1..6)
}

fn damaged(mut text: String, damages: &[Damage]) -> String {
    for &damage in damages {
        text = match damage {
            Damage::Cut(at, length) => {
                let from = (text.chars().count() as f32 * at) as usize;
                let kept = |(i, _): &(usize, char)| !(from..from + length).contains(i);
                text.chars().enumerate().filter(kept).map(|(_, c)| c).collect()
            }
            Damage::Doubled(mark) => text.replace(mark, &format!("{mark}{mark}")),
            Damage::Lost(mark) => text.replace(mark, ""),
            Damage::Mixed(from, to) => text.replace(from, &to.to_string()),
            Damage::Joined(gap, every) => {
                let mut count = 0;
                let mut is_kept = |c: char| {
                    count += usize::from(c == gap);
                    c != gap || count % every != 0
                };
                text.chars().filter(|&c| is_kept(c)).collect()
            }
            Damage::Capitals => text.to_uppercase(),
            Damage::Small => text.to_lowercase(),
        };
    }
    text
}

/// Checks the records of the article after these damages, with and without a least confidence.
fn check(damages: &[Damage], least: f32) -> Result<(), TestCaseError> {
    let text = damaged(format!("{ARTICLE}{MORE}"), damages);
    for analyzer in [Analyzer::new(), Analyzer::builder().min_confidence(least).build()] {
        let analysis = analyzer.analyze(&text);
        let layers = Layer::ALL.into_iter().collect();
        let record = Record::new(Header::default(), &text, &analysis, layers, OffsetUnit::Char);
        is_well_formed(&record, &text, OffsetUnit::Char)?;
    }
    let at = text.len() as u32 / 2;
    let explained = Analyzer::new().explain(&text, at);
    prop_assert_eq!(explained.is_some(), !text.trim().is_empty());
    Ok(())
}

/// The `parent` links of this article once ran in a circle.
#[test]
fn parents_never_run_in_a_circle() {
    let damages = [
        Damage::Cut(0.0, 15),
        Damage::Lost('.'),
        Damage::Capitals,
        Damage::Lost('\n'),
        Damage::Cut(0.0493396, 61),
    ];
    check(&damages, 0.0).expect("a well-formed record");
}

proptest! {
    #[test]
    fn damaged_articles_have_well_formed_records(damages in damages(), least in 0.0f32..1.0) {
        check(&damages, least)?;
    }
}
