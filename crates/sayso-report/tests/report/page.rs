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

const OPENING: &str = "<script type=\"application/json\" id=\"data\">";
const CLOSING: &str = "</script>";

fn record(header: Header, text: &str, unit: OffsetUnit) -> Record {
    let analysis = Analyzer::new().analyze(text);
    Record::new(header, text, &analysis, Layer::ALL.into_iter().collect(), unit)
}

fn page(records: &[Record], options: PageOptions) -> String {
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

/// The page without its data, and the data.
fn parts(page: &str) -> (String, Value) {
    let (before, rest) = page.split_once(OPENING).expect("one block of data");
    let (data, behind) = rest.split_once(CLOSING).expect("its end");
    (format!("{before}{OPENING}{CLOSING}{behind}"), serde_json::from_str(data).expect("JSON"))
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
fn words(text: &str, span: &[Value]) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let at = |value: &Value| value.as_u64().expect("an offset") as usize;
    String::from_utf16(&units[at(&span[0])..at(&span[1])]).expect("whole characters")
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
        let (shell, data) = parts(&page);
        let (empty, _) = parts(&self::page(&[], options("A title")));
        prop_assert_eq!(shell, empty);
        let article = &data["articles"][0];
        prop_assert_eq!(article["id"].as_str(), Some(&*id));
        prop_assert_eq!(article["title"].as_str(), Some(&*title));
        prop_assert_eq!(article["path"].as_str(), Some(&*path));
        prop_assert_eq!(article["text"].as_str(), Some(&*text));
        let name = publisher.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = data["publishers"][0].as_str();
        prop_assert_eq!(shown.unwrap_or_default(), &*name);
    }

    #[test]
    fn the_title_stays_text(title in names()) {
        let page = page(&[], options(&title));
        let tags = |page: &str| page.matches('<').count();
        prop_assert_eq!(tags(&page), tags(&self::page(&[], options(""))));
        let unseen = |c: char| c.is_control() && c != '\n' || ('\u{2028}'..='\u{202e}').contains(&c);
        prop_assert!(!page.contains(unseen));
    }

    #[test]
    fn spans_are_those_of_the_record(text in articles(), whole in any::<bool>()) {
        let record = record(Header::default(), &text, OffsetUnit::Char);
        let options = PageOptions { texts: u64::from(whole), ..PageOptions::default() };
        let (_, data) = parts(&page(std::slice::from_ref(&record), options));
        let article = &data["articles"][0];
        let carried = article["text"].as_str().expect("a text");
        let said = article["said"].as_array().expect("rows");
        let attributions = record.attributions.as_deref().expect("chosen");
        prop_assert_eq!(said.len(), attributions.len());
        for (row, attribution) in said.iter().zip(attributions) {
            let pieces = row[10].as_array().expect("pieces");
            let spans =
                [&attribution.source.spans, &attribution.cue.spans, &attribution.content.spans];
            for (found, spans) in pieces[1..].iter().zip(spans) {
                let found = found.as_array().expect("a list").chunks(2).map(|s| words(carried, s));
                let expected = spans.iter().map(|&span| chars(&text, span));
                prop_assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
            }
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
    let (_, data) = page.split_once(OPENING).expect("data");
    // Tables have snapshots of their own.
    let (data, _) = data.split_once(",\"tables\":").expect("tables behind them");
    insta::assert_snapshot!(data);
}

#[test]
fn numbers_are_complete_whatever_texts_are_carried() {
    let text = "Rain fell. “We will answer,” said Andrey Kovalenko. More rain fell.";
    let records: Vec<Record> = ["a", "b", "c"]
        .map(|id| record(Header { id: id.into(), ..Header::default() }, text, OffsetUnit::Byte))
        .into();
    let options = PageOptions { texts: 1, sentences: 2, ..PageOptions::default() };
    let (_, data) = parts(&page(&records, options));
    let article = |i: usize| &data["articles"][i];
    assert_eq!(article(0)["text"], text);
    assert_eq!(article(1)["text"], "“We will answer,” said Andrey Kovalenko.");
    assert_eq!(article(2).get("text"), None);
    for i in 0..3 {
        assert_eq!(article(i)["said"][0][0], 0, "the same source");
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
