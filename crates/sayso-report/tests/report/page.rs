//! The report page: whatever stands in articles, it stays data; and the data are those of the records.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use proptest::prelude::*;
use sayso::{Analyzer, OffsetUnit};
use sayso_record::{Header, Layer, Meta, Record, SpanRecord};
use sayso_report::{Aggregate, DocumentCounter, ReportOptions};
use sayso_report::{Page, PageError, PageOptions};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::odd_texts::articles;
use crate::unpacked::Unpacked;

const CLOSING: &str = "</script>";

fn record(header: Header, text: &str, unit: OffsetUnit) -> Record {
    let analysis = Analyzer::new().analyze(text);
    Record::new(header, text, &analysis, Layer::ALL.into_iter().collect(), unit)
}

pub(crate) fn page(records: &[Record], options: PageOptions) -> String {
    let mut page = Page::begin(Vec::new(), options).expect("memory");
    let mut counter = DocumentCounter::new(ReportOptions::default());
    let mut aggregate = Aggregate::new(ReportOptions::default());
    for record in records {
        let statistics = counter.count(record).expect("a whole record");
        page.add(record, &statistics).expect("a whole record");
        aggregate.take(statistics);
    }
    String::from_utf8(page.finish(&aggregate.finish(), &aggregate.identities()).expect("memory"))
        .expect("UTF-8")
}

/// What articles should not hold but do.
fn names() -> impl Strategy<Value = String> {
    let nasty = [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "-->",
        "<img src=x onerror=alert(1)>",
        "\" onload=\"alert(1)",
        "'><svg/onload=alert(1)>",
        "&lt;b&gt; &amp; &#60;",
        "<title>",
        "]]>",
        "{{title}} <!--title--> <!--version-->",
        "\u{202e}txt.exe\u{2066}",
        "\u{2028}\u{2029}\0\u{7f}\u{85}",
        "\\u003c/script\\u003e \\",
        "Kyiv Post",
        "../news/a.txt",
    ];
    let pieces =
        prop_oneof![prop::sample::select(nasty.to_vec()).prop_map(str::to_owned), any::<String>(),];
    prop::collection::vec(pieces, 0..4).prop_map(|pieces| pieces.concat())
}

fn header(id: String, title: String, publisher: String, path: String) -> Header {
    let meta = Meta {
        title: Some(title),
        publisher: Some(publisher),
        path: Some(path),
        ..Meta::default()
    };
    Header { id, meta, notes: Vec::new() }
}

fn options(title: &str) -> PageOptions {
    PageOptions { title: title.to_owned(), ..PageOptions::default() }
}

/// The words of a span of the page's text, whose offsets are those of the browser.
fn words(text: &str, start: i64, end: i64) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[start as usize..end as usize]).expect("whole characters")
}

/// The words of a span of a record that counts code points.
fn chars(text: &str, span: SpanRecord) -> String {
    text.chars().skip(span.0 as usize).take((span.1 - span.0) as usize).collect()
}

proptest! {
    #[test]
    fn nothing_in_an_article_becomes_a_tag(
        id in names(), title in names(), publisher in names(), path in names(), text in articles(), nasty in names(),
    ) {
        let text = format!("{text}“{nasty},” said {nasty}. According to {publisher}, {title}.");
        let header = header(id.clone(), title.clone(), publisher.clone(), path.clone());
        let record = record(header, &text, OffsetUnit::Char);
        let page = page(std::slice::from_ref(&record), options("A title"));
        let Unpacked { shell, counted: data, texts } = Unpacked::new(&page);
        prop_assert_eq!(shell, Unpacked::new(&self::page(&[], options("A title"))).shell);
        let article = &data["articles"][0];
        prop_assert_eq!(article["id"].as_str(), Some(&*id));
        prop_assert_eq!(article["title"].as_str(), Some(&*title));
        prop_assert_eq!(article["path"].as_str(), Some(&*path));
        prop_assert_eq!(texts[0][2].as_str(), Some(&*text));
        let name = publisher.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = data["publishers"][0].as_str();
        prop_assert_eq!(shown.unwrap_or_default(), &*name);
    }

    #[test]
    fn the_title_stays_text(title in names()) {
        let page = page(&[], options(&title));
        let tags = |page: &str| Unpacked::new(page).shell.matches('<').count();
        prop_assert_eq!(tags(&page), tags(&self::page(&[], options(""))));
        let unseen = |c: char| c.is_control() && c != '\n' || ('\u{2028}'..='\u{202e}').contains(&c);
        prop_assert!(!page.contains(unseen));
    }

    #[test]
    fn spans_are_those_of_the_record(text in articles(), whole in any::<bool>()) {
        let header = |id: &str| Header { id: id.into(), ..Header::default() };
        let records = ["a", "b"].map(|id| record(header(id), &text, OffsetUnit::Char));
        let texts = Some(if whole { 2 } else { 1 });
        let page = page(&records, PageOptions { texts, ..PageOptions::default() });
        let texts = Unpacked::new(&page).texts;
        prop_assert_eq!(texts.len(), 2);
        prop_assert_eq!(&texts[1][1], whole);
        let attributions = records[0].attributions.as_deref().expect("chosen");
        for carried in texts {
            let words_of = carried[2].as_str().expect("a text");
            let mut numbers = carried[3].as_array().expect("numbers").iter().map(|n| n.as_i64().expect("one"));
            let mut next = || numbers.next().expect("one more");
            let mut window = 0;
            for attribution in attributions {
                window += next();
                next();
                let (source, cue, content) = (&attribution.source, &attribution.cue, &attribution.content);
                for spans in [&source.spans, &cue.spans, &content.spans, &attribution.hedges] {
                    let expected = spans.iter().map(|&span| chars(&text, span));
                    let found = (0..next()).map(|_| {
                        let start = window + next();
                        words(words_of, start, start + next())
                    });
                    prop_assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
                }
            }
            prop_assert_eq!(numbers.next(), None);
        }
    }
}

#[test]
fn the_policy_allows_the_one_script_and_the_one_style() {
    let page = page(&[], PageOptions::default());
    let between = |open: &str, close: &str| {
        let (_, rest) = page.rsplit_once(open).expect("it is there");
        rest.split_once(close).expect("its end").0
    };
    let policy = between("Content-Security-Policy\" content=\"", "\">");
    for (directive, content) in [
        ("script-src", between("<script>", CLOSING)),
        ("style-src", between("<style>", "</style>")),
    ] {
        let hash = BASE64_STANDARD.encode(Sha256::digest(content));
        assert!(policy.contains(&format!("{directive} 'sha256-{hash}';")), "{directive}: {policy}");
    }
    assert!(policy.starts_with("default-src 'none'; "));
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(page.matches("http").count(), 2, "one header's name, one name of SVG: no addresses");
}

#[test]
fn data_of_a_short_article() {
    let text = "“We will answer,” said Andrey Kovalenko. Moscow denied it left Kyiv.";
    let header = header("a".into(), "War".into(), "The Wire".into(), "a.txt".into());
    let mut record = record(header, text, OffsetUnit::Utf16);
    record.meta.date = Some("2024-11-23".into());
    let page = page(&[record], PageOptions::default());
    let Unpacked { mut counted, texts, .. } = Unpacked::new(&page);
    // Tables have snapshots of their own.
    let tables = counted["tables"].take();
    assert_eq!(tables.as_array().map(Vec::len), Some(9));
    insta::assert_snapshot!(format!("{counted}\n{}", Value::from(texts)));
}

fn three() -> Vec<Record> {
    let text = "Rain fell. “We will answer,” said Andrey Kovalenko. More rain fell.";
    let header = |id: &str| Header { id: id.into(), ..Header::default() };
    ["a", "b", "c"].map(|id| record(header(id), text, OffsetUnit::Byte)).into()
}

#[test]
fn numbers_are_complete_whatever_texts_are_carried() {
    let records: Vec<Record> = (0..20)
        .flat_map(|_| three())
        .enumerate()
        .map(|(n, mut record)| {
            record.id = format!("a{n}");
            record
        })
        .collect();
    for (texts, expected) in [(0, [0, 0]), (1, [1, 9]), (60, [60, 0]), (u64::MAX, [60, 0])] {
        let options = PageOptions { texts: Some(texts), ..PageOptions::default() };
        let Unpacked { counted, texts, .. } = Unpacked::new(&page(&records, options));
        let carried = [true, false].map(|whole| texts.iter().filter(|t| t[1] == whole).count());
        assert_eq!(carried, expected);
        for text in texts.iter().filter(|t| t[1] == false) {
            assert_eq!(text[2], "“We will answer,” said Andrey Kovalenko.");
        }
        assert_eq!(counted["rows"]["source"], Value::from(vec![0; 60]));
    }
}

#[test]
fn a_sample_is_the_same_in_any_order_and_says_what_all_are() {
    let mut records: Vec<Record> = (0..20)
        .flat_map(|_| three())
        .enumerate()
        .map(|(n, mut record)| {
            record.id = format!("a{n}");
            record
        })
        .collect();
    let drawn = |records: &[Record]| {
        let options = PageOptions { sample: Some(7), ..PageOptions::default() };
        let Unpacked { counted, texts, .. } = Unpacked::new(&page(records, options));
        assert_eq!(counted["total"]["attributions"], 60);
        assert_eq!(counted["total"]["top"], serde_json::json!([["Andrey Kovalenko", 60]]));
        assert_eq!((counted["articles"].as_array().map(Vec::len), texts.len()), (Some(7), 7));
        let tables = counted["tables"].as_array().expect("a list");
        assert!(tables.iter().any(|table| table["name"] == "sources" && table["rows"][0][1] == 60));
        let articles = counted["articles"].as_array().expect("a list").clone();
        let mut ids: Vec<String> =
            articles.iter().map(|article| article["id"].to_string()).collect();
        ids.sort();
        ids
    };
    let first = drawn(&records);
    records.reverse();
    assert_eq!(drawn(&records), first);
}

#[test]
fn a_page_is_as_short_as_it_should_be() {
    let records: Vec<Record> = (0..300)
        .map(|n| {
            // Words that do not repeat take room.
            let word = |i: u64| format!("{:x}", (n * 1000 + i).wrapping_mul(0x9e37_79b9_7f4a_7c15));
            let words: Vec<String> = (0..150).map(word).collect();
            let text =
                format!("“We will {},” said Andrey Kovalenko. {}.", word(151), words.join(" "));
            record(Header { id: format!("a{n}"), ..Header::default() }, &text, OffsetUnit::Byte)
        })
        .collect();
    let whole = page(&records, PageOptions::default());
    assert_eq!(Unpacked::new(&whole).texts.len(), 300);
    for bytes in [whole.len() as u64 / 2, whole.len() as u64 / 4] {
        let short = page(&records, PageOptions { bytes, ..PageOptions::default() });
        assert!(short.len() as u64 <= bytes, "{} of {bytes}", short.len());
        let Unpacked { counted, .. } = Unpacked::new(&short);
        assert_eq!(counted["total"]["articles"], 300);
    }
}

#[test]
fn a_record_that_lacks_its_text_is_named() {
    let header = Header { id: "wire-1".into(), ..Header::default() };
    let mut record = record(header, "Hm.", OffsetUnit::Char);
    let statistics = DocumentCounter::new(ReportOptions::default()).count(&record).expect("whole");
    record.text = None;
    let mut page = Page::begin(Vec::new(), PageOptions::default()).expect("memory");
    let error = page.add(&record, &statistics).expect_err("no text");
    assert!(matches!(error, PageError::Record(_)));
    assert!(error.to_string().starts_with("wire-1: "), "{error}");
}

#[test]
fn the_page_itself_is_small() {
    assert!(page(&[], PageOptions::default()).len() < 200_000);
}
