//! The program must stay as right as it is on articles that people annotated: `README.md` says how.

mod figures;
mod found;
mod listing;
mod markup;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use figures::figures;
use found::Found;
use markup::Annotated;
use sayso::{Alternative, Analysis, Analyzer, Attribution, Decision, MentionForm, TextRange};

/// What to do about a figure that fell.
const HELP: &str = "List what differs with\n    DEV_SET_LIST=all cargo test -p sayso-eval --test dev_set differences -- --nocapture\n\
    (or DEV_SET_LIST=court-arson for one article). If an annotation is wrong, mend it by the rules in\n\
    crates/sayso-eval/tests/dev_set/README.md. Lower a floor only for a loss that is wanted.";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dev_set")
}

/// All articles, by name, with what the program finds in them.
fn articles() -> Vec<(Annotated, Found)> {
    let files = fs::read_dir(folder().join("articles")).expect("the folder of articles");
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    let analyzer = Analyzer::new();
    let read = |path: &PathBuf| {
        let id = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let file = fs::read_to_string(path).expect("UTF-8");
        let gold = Annotated::parse(&id, &file).unwrap_or_else(|fault| panic!("{id}: {fault}"));
        let text = &gold.article.text;
        let found = Found::of(&id, text, &analyzer.analyze(text));
        (gold, found)
    };
    paths.iter().map(read).collect()
}

#[test]
#[expect(clippy::print_stdout, reason = "the table is shown where the test fails")]
fn no_figure_falls_below_its_floor() {
    let articles = articles();
    let all: Vec<(&Annotated, &Found)> =
        articles.iter().map(|(gold, found)| (gold, found)).collect();
    println!("{}", table(&all));
    let reached = figures(&all);
    let floors = fs::read_to_string(folder().join("floors.tsv")).expect("the floors");
    let floors: Vec<(&str, f64)> = floors
        .lines()
        .skip(1)
        .map(|line| line.split_once('\t').expect("a figure and its floor"))
        .map(|(name, floor)| (name, floor.parse().expect("a number")))
        .collect();
    let names =
        |figures: &[(&str, f64)]| figures.iter().map(|f| f.0.to_owned()).collect::<Vec<_>>();
    assert_eq!(
        names(&floors),
        names(&reached),
        "floors.tsv has a line for each figure, in this order"
    );
    let fallen: Vec<String> = reached
        .iter()
        .zip(&floors)
        .filter(|(reached, floor)| reached.1 < floor.1)
        .map(|((name, reached), (_, floor))| format!("{name}: {reached:.1}, floor {floor:.1}"))
        .collect();
    assert!(fallen.is_empty(), "Fallen below the floor:\n{}\n{HELP}", fallen.join("\n"));
}

/// Every figure by genre, and all together.
fn table(articles: &[(&Annotated, &Found)]) -> String {
    let mut genres: BTreeMap<&str, Vec<(&Annotated, &Found)>> = BTreeMap::new();
    for &(gold, found) in articles {
        genres.entry(&gold.genre).or_default().push((gold, found));
    }
    let mut groups: Vec<(&str, Vec<(&Annotated, &Found)>)> = genres.into_iter().collect();
    groups.push(("all", articles.to_vec()));
    let mut table = String::from("genre | articles | words | attributions | inner");
    for (name, _) in figures(articles) {
        table.push_str(&format!(" | {name}"));
    }
    table.push_str(" | confidence | right");
    for (genre, group) in groups {
        let words: usize = group.iter().map(|a| a.0.article.text.split_whitespace().count()).sum();
        let gold = || group.iter().flat_map(|a| &a.0.article.attributions);
        let inner = gold().filter(|a| a.parent.is_some()).count();
        let outer = gold().count() - inner;
        table.push_str(&format!("\n{genre} | {} | {words} | {outer} | {inner}", group.len()));
        for (_, figure) in figures(&group) {
            table.push_str(&format!(" | {figure:.1}"));
        }
        let rated = figures::rated(&group);
        let share = |sum: f64| 100.0 * sum / rated.len().max(1) as f64;
        let (confidence, right): (f64, usize) =
            rated.iter().fold((0.0, 0), |(sum, n), &(c, is)| (sum + c, n + usize::from(is)));
        table.push_str(&format!(" | {:.1} | {:.1}", share(confidence), share(right as f64)));
    }
    table
}

#[test]
fn names_are_in_the_text() {
    for (gold, _) in articles() {
        for name in gold.speakers.iter().flatten() {
            let Annotated { article, .. } = &gold;
            assert!(figures::same_name(&article.text, name), "{}: {name}", article.id);
        }
    }
}

/// With `DEV_SET_LIST=all`, or the name of an article, lists where annotation and program differ.
#[test]
#[expect(clippy::print_stdout, reason = "a listing to read")]
fn differences() {
    let Ok(wanted) = env::var("DEV_SET_LIST") else { return };
    for (gold, found) in articles() {
        if wanted == "all" || wanted == gold.article.id {
            println!("{}", listing::differences(&gold, &found));
        }
    }
}

/// With `DEV_SET_OUT=FOLDER`, writes outermost attributions there for other scorers: `gold.jsonl` and
/// `found.jsonl`.
#[test]
fn export() {
    let Some(out) = env::var_os("DEV_SET_OUT").map(PathBuf::from) else { return };
    let (mut golds, mut founds) = (String::new(), String::new());
    for (gold, found) in articles() {
        golds.push_str(&listing::json_line(&gold.article, &gold.article.attributions));
        founds.push_str(&listing::json_line(&gold.article, &found.prediction.attributions));
    }
    fs::write(out.join("gold.jsonl"), golds).expect("a writable folder");
    fs::write(out.join("found.jsonl"), founds).expect("a writable folder");
}

/// A pronoun that is a source means one and the same for the attribution and for the entities.
#[test]
fn entities_and_sources_agree_on_pronouns() {
    let mut pronouns = 0;
    for (annotated, _) in articles() {
        let text = annotated.article.text.as_str();
        let analysis = Analyzer::new().analyze(text);
        for attribution in &analysis.attributions {
            let Some(&span) = attribution.source.spans.first() else { continue };
            let mentions = analysis.entities.within(span);
            let pronoun = |m: &&sayso::Mention| m.form == MentionForm::Pronoun && m.range == span;
            if let Some(mention) = mentions.iter().find(pronoun) {
                let id = &annotated.article.id;
                assert_eq!(mention.entity, attribution.source.entity, "{id}: {}", &text[span]);
                pronouns += 1;
            }
        }
    }
    assert!(pronouns > 50, "{pronouns}");
}

/// Three places of a confidence are shown; whoever asks for a least one gets what is shown to have it.
#[test]
fn a_least_confidence_leaves_what_is_shown_to_have_it() {
    let all = Analyzer::new();
    for least in [0.5, 0.7, 0.9] {
        let confident = Analyzer::builder().min_confidence(least).build();
        for (annotated, _) in articles() {
            let text = annotated.article.text.as_str();
            let shown = |a: &Attribution| format!("{:.3}", a.confidence).parse::<f32>();
            let cues = |analysis: &Analysis| -> Vec<TextRange> {
                let sure = |a: &&Attribution| shown(a).is_ok_and(|confidence| confidence >= least);
                analysis.attributions.iter().filter(sure).map(|a| a.cue.spans[0]).collect()
            };
            let found = confident.analyze(text);
            assert_eq!(cues(&found).len(), found.attributions.len());
            assert_eq!(cues(&all.analyze(text)), cues(&found), "{}", annotated.article.id);
        }
    }
}

/// The trace tells of every attribution what became one, and asking at any of its words gives the same answer.
#[test]
fn explanations_do_not_contradict_what_is_found() {
    let confident = Analyzer::builder().min_confidence(0.7).build();
    let analyzers = [Analyzer::new(), confident];
    let articles = articles();
    for (analyzer, (annotated, _)) in
        analyzers.iter().flat_map(|a| articles.iter().map(move |b| (a, b)))
    {
        let text = annotated.article.text.as_str();
        let (analysis, trace) = analyzer.trace(text);
        assert_eq!(analysis.attributions, analyzer.analyze(text).attributions);
        for (at, attribution) in analysis.attributions.iter().enumerate() {
            let cue = trace.of_attribution(at).expect("every attribution has a trace");
            let chosen = |options: &[Alternative]| {
                options.iter().find(|o| o.chosen).map_or(Vec::new(), |o| o.spans.clone())
            };
            assert_eq!(cue.attribution, Some(at as u32));
            assert_eq!(cue.cue, attribution.cue.spans[0]);
            assert_eq!(chosen(&cue.sources), attribution.source.spans);
            assert_eq!(chosen(&cue.contents), attribution.content.spans);
            assert_eq!(cue.confidence.to_bits(), attribution.confidence.to_bits());
            let expected = match (attribution.continues, attribution.parent, cue.rule) {
                (Some(_), ..) => Decision::Continued,
                (None, _, Some(_)) => Decision::Ruled,
                (None, Some(_), None) => Decision::Embedded,
                (None, None, None) => Decision::Found,
            };
            assert_eq!(cue.decision, expected);
        }
        for cue in trace.cues.iter().filter(|cue| cue.attribution.is_none()) {
            let found = [Decision::Found, Decision::Embedded, Decision::Ruled, Decision::Continued];
            assert!(!found.contains(&cue.decision), "{cue:?}");
        }
    }
}
