//! Claims: against the annotated articles, and the same for every order and split.

use std::collections::BTreeSet;

use sayso::{Analyzer, OffsetUnit};
use sayso_claims::{Claim, Member, Statement, Trend, Voice, claims};
use sayso_eval::{ClusterScores, score_clusters};
use sayso_record::{Header, Layers, Meta, Record};
use sayso_report::{Aggregate, ClaimEntry, ReportOptions};
use serde_json::Value;

const DEV: &str = include_str!("../../../sayso-claims/tests/gold/dev.jsonl");
const HELD_BACK: &str = include_str!("../../../sayso-claims/tests/gold/held-back.jsonl");
const CLAIMS: &str = include_str!("../../../sayso-claims/tests/gold/claims.tsv");

fn records(articles: &str) -> Vec<Record> {
    let analyzer = Analyzer::new();
    let record = |line: &str| {
        let article: Value = serde_json::from_str(line).expect("an article");
        let field = |name: &str| article[name].as_str().map(str::to_owned);
        let (publisher, date, title) = (field("publisher"), field("date"), field("title"));
        let meta = Meta { publisher, date, title, ..Meta::default() };
        let header = Header { id: field("id").expect("an id"), meta, ..Header::default() };
        let text = field("text").expect("a text");
        let analysis = analyzer.analyze(&text);
        Record::new(header, &text, &analysis, Layers::default(), OffsetUnit::Char)
    };
    articles.lines().map(record).collect()
}

fn aggregate<'r>(records: impl IntoIterator<Item = &'r Record>) -> Aggregate {
    let mut aggregate = Aggregate::new(ReportOptions::default());
    records.into_iter().for_each(|record| aggregate.add(record).expect("a whole record"));
    aggregate
}

/// A content is found if half of it and of a statement are the same; what is not found is alone.
fn measure(articles: &str) -> ClusterScores {
    aggregate(&records(articles)).with_statements(|statements, corpus| {
        let claims = claims(statements, corpus);
        let mut claim_of = vec![0; statements.len()];
        for (number, claim) in claims.iter().enumerate() {
            claim.members.iter().for_each(|member| claim_of[member.statement] = number);
        }
        let (mut gold, mut found) = (Vec::new(), Vec::new());
        for line in CLAIMS.lines().skip(1) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [document, claim, _, _, start, end, _] = *fields else { panic!("{line}") };
            if !articles.contains(&format!(r#""id": "{document}""#)) {
                continue;
            }
            let span: (u32, u32) = (start.parse().unwrap(), end.parse().unwrap());
            let here = (0..statements.len()).filter(|&i| *statements[i].document == *document);
            let best = here
                .map(|i| (alike(statements[i].span, span), i))
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .filter(|&(share, _)| share >= 0.5);
            found.push(best.map_or(claims.len() + found.len(), |(_, i)| claim_of[i]));
            gold.push(claim);
        }
        score_clusters(&gold, &found)
    })
}

/// What two stretches have in common, as a share of both.
fn alike(a: (u32, u32), b: (u32, u32)) -> f64 {
    let both = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    f64::from(both) / f64::from(a.1.max(b.1) - a.0.min(b.0))
}

#[track_caller]
fn assert_floors(scores: &ClusterScores, precision: f64, recall: f64, b_cubed: f64) {
    let ClusterScores { pairs, b_cubed: b } = scores;
    let holds = pairs.precision >= precision && pairs.recall >= recall && b.f1 >= b_cubed;
    assert!(holds, "pairs {pairs}\nB³    {b}");
}

#[test]
fn claims_are_found_in_the_articles_to_tune_on() {
    assert_floors(&measure(DEV), 0.90, 0.57, 0.80);
}

#[test]
fn claims_are_found_in_the_articles_held_back() {
    assert_floors(&measure(HELD_BACK), 0.80, 0.38, 0.75);
}

fn shown(aggregate: &Aggregate) -> Vec<String> {
    aggregate.with_statements(|statements, corpus| {
        let place = |member: &Member| {
            let Statement { document, attribution, .. } = statements[member.statement];
            format!("{document}/{attribution} {} {}", member.voice.as_str(), member.score)
        };
        let line = |claim: &Claim| {
            let members: Vec<String> = claim.members.iter().map(place).collect();
            let Claim { key, wording, outlets, story, events, .. } = claim;
            format!("{key:x} {wording} {members:?} {outlets:?} {story:x} {events:?}")
        };
        claims(statements, corpus).iter().map(line).collect()
    })
}

#[test]
fn any_order_and_any_split_give_the_same_claims() {
    let records = records(DEV);
    let whole = shown(&aggregate(&records));
    assert_eq!(shown(&aggregate(records.iter().rev())), whole);
    let (even, odd): (Vec<_>, Vec<_>) = records.iter().enumerate().partition(|(i, _)| i % 2 == 0);
    let part = |part: Vec<(usize, &Record)>| {
        let part = aggregate(part.into_iter().map(|(_, record)| record));
        Aggregate::from_bytes(&part.to_bytes()).expect("bytes of this version")
    };
    let mut parts = part(odd);
    parts.merge(part(even));
    assert_eq!(shown(&parts), whole);
}

#[test]
fn articles_about_one_event_are_a_story() {
    let found = aggregate(records(DEV).iter().chain(&records(HELD_BACK))).claims();
    let event = |document: &str| document.split('-').next().unwrap_or_default().to_owned();
    let mentions = found.claims.iter().flat_map(|claim| {
        claim.mentions.iter().map(|mention| (event(&mention.document), claim.story.as_str()))
    });
    let (events, stories): (Vec<_>, Vec<_>) = mentions.unzip();
    let pairs = score_clusters(&events, &stories).pairs;
    assert!(pairs.precision > 0.98 && pairs.recall > 0.9, "{pairs}");
}

#[test]
fn what_was_long_ago_is_another_story() {
    let stories = |first: &str, second: &str| {
        let article = |date: &str, said: &str| {
            let text = format!("The ferry Saint Brice sank off Port Elland. {said}");
            serde_json::json!({ "id": date, "date": date, "text": text }).to_string()
        };
        let articles = [
            article(first, "Six people drowned, police said."),
            article(second, "The owner should resign, a lawyer said."),
        ];
        let found = aggregate(&records(&articles.join("\n"))).claims();
        found.claims.iter().map(|claim| claim.story.clone()).collect::<BTreeSet<_>>().len()
    };
    assert_eq!(stories("2025-06-03", "2025-06-05"), 1);
    assert_eq!(stories("2020-06-03", "2025-06-05"), 2);
}

#[test]
fn claims_are_found_by_their_event() {
    let mut found = aggregate(&records(DEV)).claims();
    found.retain_event("drowned");
    assert!(found.claims.iter().any(|claim| claim.wording.contains("died")));
    assert!(found.claims.iter().any(|claim| claim.events.contains(&"kill".to_owned())));
    let stories: Vec<String> = found.claims.iter().map(|claim| claim.story.clone()).collect();
    found.retain_story(&stories[0]);
    assert!(!found.claims.is_empty() && found.claims.len() < stories.len());
}

#[test]
fn every_event_that_a_claim_shows_can_be_asked_for() {
    let aggregate = aggregate(&records(DEV));
    let all = aggregate.claims();
    let events: BTreeSet<&String> = all.claims.iter().flat_map(|claim| &claim.events).collect();
    assert!(events.len() > 10);
    for event in events {
        let mut found = aggregate.claims();
        found.retain_event(event);
        let shown = all.claims.iter().filter(|claim| claim.events.contains(event)).count();
        let kept = found.claims.iter().filter(|claim| claim.events.contains(event)).count();
        assert_eq!(kept, shown, "{event}");
    }
}

#[test]
fn numbers_of_a_claim_move() {
    aggregate(&records(DEV)).with_statements(|statements, corpus| {
        let claims = claims(statements, corpus);
        let missing = claims.iter().find(|claim| claim.wording.contains("still missing"));
        let series = &missing.expect("the missing passengers").series[0];
        let mut words: Vec<&str> = series.values.iter().map(|value| &*value.words).collect();
        words.dedup();
        assert_eq!(words, ["23", "18", "Nine", "Seven"]);
        assert_eq!(series.trend(), Trend::Falls);
    });
}

#[test]
fn a_denial_is_set_beside_what_is_denied() {
    aggregate(&records(DEV)).with_statements(|statements, corpus| {
        let claims = claims(statements, corpus);
        let shells = claims.iter().find(|claim| claim.wording.contains("artillery shells"));
        let shells = shells.expect("the shells");
        let denies = |member: &&Member| member.voice == Voice::Denies;
        let source = |member: &Member| &*statements[member.statement].source_words;
        let deniers: Vec<&str> = shells.members.iter().filter(denies).map(source).collect();
        assert!(deniers.contains(&"government of Karsland"), "{deniers:?}");
        assert!(deniers.contains(&"Joren Askel"), "{deniers:?}");
        assert!(shells.count(Voice::Asserts) > 2 && shells.origins < shells.documents);
    });
}

#[test]
fn a_denial_of_what_is_worded_negatively_denies_it() {
    let text = "The memo says that no weapons were sent to Kyiv. \
                Moscow denied that no weapons were sent to Kyiv.";
    let article = serde_json::json!({ "id": "a", "text": text }).to_string();
    let found = aggregate(&records(&article)).claims();
    let claim = &found.claims[0];
    assert_eq!(claim.wording, "no weapons were sent to Kyiv");
    let voices: Vec<&str> = claim.mentions.iter().map(|mention| mention.voice).collect();
    assert_eq!(voices, ["asserts", "denies"]);
}

/// What is negated beside what both say denies nothing.
#[test]
fn more_words_of_a_quotation_do_not_deny_it() {
    let voices = |texts: [&str; 2]| {
        let line = |(i, text): (usize, &str)| {
            let (day, outlet) = (i + 1, ["Post", "Times"][i]);
            serde_json::json!({"id": format!("a{i}"), "publisher": outlet, "date": format!("2024-03-0{day}"), "text": text})
                .to_string()
        };
        let articles: Vec<String> = texts.into_iter().enumerate().map(line).collect();
        let claims = aggregate(&records(&articles.join("\n"))).several_claims().claims;
        claims.iter().flat_map(|claim| &claim.mentions).map(|said| said.voice).collect::<Vec<_>>()
    };
    let same = [
        "“I am trying to save lives and prevent the next terrorist attack,” Mayor Ann Pell said.",
        "“I am trying to save lives and prevent the next terrorist attack. We can't afford to wait,” \
         Mayor Ann Pell said.",
    ];
    assert_eq!(voices(same), ["asserts", "asserts"]);
    let more = [
        "Mayor Ann Pell said the harbour tax would pay for a hospital, two schools and a bridge in Norbank.",
        "Mayor Ann Pell said the harbour tax would pay for a hospital, two schools and a bridge in Norbank, \
         which farmers of the valley did not want.",
    ];
    assert_eq!(voices(more), ["asserts", "asserts"]);
    let pieces = [
        "“I love the valley,” Mayor Ann Pell said. “I will never leave it again.”",
        "“I love the valley. I will never leave it again,” Mayor Ann Pell said.",
    ];
    assert_eq!(voices(pieces), ["asserts", "asserts"]);
    let answer = [
        "Mayor Ann Pell said Jon Voss founded the Norbank militia.",
        "“No, Jon Voss founded the Norbank militia,” Mayor Ann Pell said.",
    ];
    assert_eq!(voices(answer), ["asserts", "asserts"]);
    let denied = [
        "Jon Voss said he had sacrificed his sons for the country of Norbank.",
        "Mayor Ann Pell said Jon Voss had not sacrificed his sons for the country of Norbank.",
    ];
    assert_eq!(voices(denied), ["asserts", "denies"]);
}

/// The contents of claims to which two more articles contribute, beside those to tune on.
fn beside_others(articles: [(&str, &str); 2]) -> Vec<Vec<String>> {
    let article = |(date, text): (&str, &str)| {
        serde_json::json!({ "id": format!("case-{date}"), "date": date, "text": text }).to_string()
    };
    let more = articles.map(article).join("\n");
    let found = aggregate(records(DEV).iter().chain(&records(&more))).claims();
    let is_ours =
        |claim: &&ClaimEntry| claim.mentions.iter().any(|said| said.document.starts_with("case"));
    let contents = |claim: &ClaimEntry| -> Vec<String> {
        claim.mentions.iter().map(|said| said.content.clone()).collect()
    };
    found.claims.iter().filter(is_ours).map(contents).collect()
}

#[test]
fn what_is_counted_of_one_event_is_one_claim_in_one_story() {
    let found = beside_others([
        (
            "2024-03-01",
            "A bridge fell into the river Olm in Norbank on Monday. Six people drowned when the bridge of Norbank \
             fell, the mayor said.",
        ),
        (
            "2024-03-02",
            "The bridge of Norbank fell into the Olm on Monday. Police said that 14 people had died.",
        ),
    ]);
    let both = ["Six people drowned when the bridge of Norbank fell", "14 people had died"];
    assert_eq!(found, [both]);
}

#[test]
fn what_names_nobody_is_another_claim_in_another_story() {
    let found = beside_others([
        (
            "2024-03-01",
            "The website explains how to get started. The harbour of Norbank was built in 1900.",
        ),
        ("2024-05-01", "“Somebody has got to start,” a gardener in Lisbon said."),
    ]);
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn a_title_with_a_name_is_no_statement() {
    let claims = |text: &str| {
        let article = serde_json::json!({ "id": "a", "text": text }).to_string();
        aggregate(&records(&article)).claims().claims.len()
    };
    assert_eq!(claims("Jon Voss endorsed former secretary of state Hillary Clinton."), 0);
    assert_eq!(claims("Jon Voss said former secretary of state Hillary Clinton was ill."), 1);
}

#[test]
fn an_empty_corpus_has_no_claims() {
    assert!(shown(&aggregate(&[])).is_empty());
}
