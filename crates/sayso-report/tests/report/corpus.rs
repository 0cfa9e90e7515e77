//! Reports: every table of the seed and of a small corpus as snapshots, and what holds for every split.

use proptest::prelude::*;
use sayso::{Analyzer, OffsetUnit};
use sayso_record::{Header, Layer, Layers, Meta, Note, Record};
use sayso_report::{
    Aggregate, Cell, CountError, DocumentCounter, Limits, Period, Report, ReportOptions, write_csv,
    write_json, write_markdown, write_text,
};
use unicode_width::UnicodeWidthStr;

const SEED: &str = include_str!("../../../../seeds/000_e63c8cd01220d72a.txt");

/// Publisher, date, text: two near-duplicates, a quotation in three articles, denials with what is denied.
const CORPUS: [(&str, &str, &str); 6] = [
    (
        "The Wire",
        "2024-11-20",
        "KYIV — Russia fired twelve missiles at the port of Odesa on Tuesday, Ukrainian officials said. \
         “We will answer every single strike on our cities and ports,” said Andrey Kovalenko, an officer \
         in the Ukrainian army. Moscow denied firing missiles at the port. According to the SBU, \
         intercepted phone calls confirm the order. About 40 people were wounded, the mayor said.",
    ),
    (
        "Evening Post",
        "21 November 2024",
        "Port struck again. KYIV — Russia fired twelve missiles at the port of Odesa on Tuesday, Ukrainian \
         officials said. “We will answer every single strike on our cities and ports,” said Andrey \
         Kovalenko, an officer in the Ukrainian army. Moscow denied firing missiles at the port. \
         According to the SBU, intercepted phone calls confirm the order.",
    ),
    (
        "The Wire",
        "2024-12-02T08:00:00Z",
        "The governor took money from a builder, two former aides told the Wire on condition of anonymity \
         because they feared for their jobs. The governor, Mary Jones, denied that she took money from \
         the builder. Her spokesman declined to comment.",
    ),
    (
        "Evening Post",
        "December 3, 2024",
        "Mary Jones took $20,000 from the builder in May, according to court documents. “I never took a \
         cent from anyone,” Jones said.",
    ),
    (
        "Daily Echo",
        "someday",
        "“We will answer every single strike on our cities and ports!” Andrey Kovalenko wrote. Residents of \
         Odesa think that the war will last.",
    ),
    ("=cmd|' /C calc'!A0", "2024-12-03", "Nothing was said."),
];

fn record(id: &str, publisher: &str, date: &str, text: &str, offsets: OffsetUnit) -> Record {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let meta = Meta { publisher: some(publisher), date: some(date), ..Meta::default() };
    let notes = match id {
        "a5" => vec![Note { kind: "truncated".into(), detail: "cut".into() }],
        _ => Vec::new(),
    };
    let header = Header { id: id.to_owned(), meta, notes };
    let layers = Layers::default().with(Layer::Transfers);
    let analysis = Analyzer::builder().transfers(true).build().analyze(text);
    Record::new(header, text, &analysis, layers, offsets)
}

pub(crate) fn corpus(offsets: OffsetUnit) -> Vec<Record> {
    let articles = CORPUS.iter().enumerate();
    articles.map(|(i, (p, d, text))| record(&format!("a{i}"), p, d, text, offsets)).collect()
}

pub(crate) fn aggregate<'r>(
    records: impl IntoIterator<Item = &'r Record>,
    options: ReportOptions,
) -> Aggregate {
    let mut aggregate = Aggregate::new(options);
    let mut counter = DocumentCounter::new(options);
    for record in records {
        aggregate.take(counter.count(record).expect("a whole record"));
    }
    aggregate
}

fn text(report: &Report) -> String {
    let mut out = String::new();
    write_text(&mut out, report, 160);
    out
}

fn json(report: &Report) -> String {
    let mut out = String::new();
    write_json(&mut out, report);
    out
}

#[test]
fn every_table_of_the_seed() {
    let record = record("000_e63c8cd01220d72a", "", "", SEED, OffsetUnit::Char);
    insta::assert_snapshot!(text(&aggregate([&record], ReportOptions::default()).finish()));
}

#[test]
fn every_table_of_a_small_corpus() {
    let mut aggregate = aggregate(&corpus(OffsetUnit::Char), ReportOptions::default());
    aggregate.failed();
    aggregate.skipped();
    insta::assert_snapshot!(text(&aggregate.finish()));
}

#[test]
fn tables_fit_a_terminal() {
    let report = aggregate(&corpus(OffsetUnit::Char), ReportOptions::default()).finish();
    let at = |width| {
        let mut out = String::new();
        write_text(&mut out, &report, width);
        out
    };
    insta::assert_snapshot!(at(60));
    insta::assert_snapshot!(at(100));
}

#[test]
fn markdown_of_a_small_corpus() {
    let options = ReportOptions { by: Period::Day, top: 5, ..ReportOptions::default() };
    let mut out = String::new();
    write_markdown(&mut out, &aggregate(&corpus(OffsetUnit::Char), options).finish());
    insta::assert_snapshot!(out);
}

#[test]
fn the_seeds_denial_is_set_against_who_asserts_it() {
    let record = record("seed", "", "", SEED, OffsetUnit::Char);
    let report = aggregate([&record], ReportOptions::default()).finish();
    let denials = report.table("denials").expect("denials");
    let cell =
        |row: usize, name| denials.rows[row].cells[denials.column(name).expect("a column")].clone();
    assert_eq!(cell(0, "denier"), Cell::from("North Korea"));
    assert_eq!(cell(0, "source"), Cell::from("The Wall Street Journal"));
    assert_eq!(denials.rows[0].evidence.sample.len(), 2);
}

#[test]
fn formulas_do_not_reach_a_spreadsheet() {
    let report = aggregate(&corpus(OffsetUnit::Char), ReportOptions::default()).finish();
    let mut out = String::new();
    for table in &report.tables {
        write_csv(&mut out, table);
    }
    for line in out.lines() {
        assert!(!line.starts_with(['=', '+', '-', '@']), "{line}");
        assert!(!line.contains(",=") && !line.contains("\"="), "{line}");
    }
}

#[test]
fn every_unit_of_offsets_gives_the_same_report() {
    let report = |unit| json(&aggregate(&corpus(unit), ReportOptions::default()).finish());
    assert_eq!(report(OffsetUnit::Char), report(OffsetUnit::Byte));
    assert_eq!(report(OffsetUnit::Char), report(OffsetUnit::Utf16));
}

/// A stance counts only where the source took it: not where it did not, or only may have.
#[test]
fn what_was_not_said_is_counted_apart() {
    let text = "The ministry said that the dam was safe. The ministry never said that the bridge was safe. \
        Did the ministry say that the road was safe? The ministry denied that the tunnel was safe. If the \
        ministry denies that the port is safe, ships will leave.";
    let records = [record("a1", "", "", text, OffsetUnit::Char)];
    let report = aggregate(&records, ReportOptions::default()).finish();
    let stances = report.table("stances").expect("stances");
    let count = |name: &str| {
        let row = stances.rows.iter().find(|row| row.cells[0] == Cell::from(name));
        row.map(|row| row.cells[1].clone())
    };
    let counts = ["assert", "deny", "not said"].map(count);
    assert_eq!(counts, [1, 1, 3].map(|count| Some(Cell::Count(count))));
    // Neither "never said" nor "if it denies" is set beside a denial.
    let denials = report.table("denials").expect("denials");
    assert!(denials.rows.iter().all(|row| !format!("{row:?}").contains("bridge")));
}

#[test]
fn what_cannot_be_counted_is_named_with_its_remedy() {
    #[track_caller]
    fn check(change: impl Fn(&mut Record), expected: &str) {
        let mut record = record("wire-1", "", "", "Moscow denied it.", OffsetUnit::Char);
        change(&mut record);
        let mut aggregate = Aggregate::new(ReportOptions::default());
        let error: CountError = aggregate.add(&record).expect_err("it lacks something");
        assert_eq!(error.to_string(), expected);
        assert_eq!(aggregate.documents(), 0);
    }
    check(
        |record| record.text = None,
        "wire-1: the record has no text; analyse again with --layers text,sentences,entities,attributions",
    );
    check(
        |record| record.attributions = None,
        "wire-1: the record has no attributions; analyse again with --layers \
         text,sentences,entities,attributions",
    );
    check(
        |record| record.format = 99,
        "wire-1: the record has format 99, not 2; analyse again with this version",
    );
    check(
        |record| record.text = Some("Mos".into()),
        "wire-1: the record points at 0 to 17, which is no part of its text; analyse again",
    );
}

#[test]
fn beyond_the_limits_memory_is_bounded_and_the_notes_say_so() {
    let limits = Limits { sources: 1, pairs: 1, documents: 2, claims: 1, statements: 1, quotes: 1 };
    let report =
        aggregate(&corpus(OffsetUnit::Char), ReportOptions { limits, ..Default::default() })
            .finish();
    let sources = report.table("sources").expect("sources");
    assert!(sources.rows.len() <= 2 && sources.notes.iter().any(|n| n.contains("too many")));
    let origins = report.table("origins").expect("origins");
    assert!(origins.notes.iter().any(|note| note.contains("only 2 documents")));
    let of = |name: &str| match report
        .table("reading")
        .expect("reading")
        .rows
        .iter()
        .find(|row| row.cells[0] == Cell::from(name))
    {
        Some(row) => row.cells[1].clone(),
        None => Cell::Missing,
    };
    assert_eq!(of("documents"), Cell::Count(6));
}

proptest! {
    /// Any order, any split in three, any way of merging.
    #[test]
    fn a_report_does_not_depend_on_split_and_order(
        order in Just((0..CORPUS.len()).collect::<Vec<_>>()).prop_shuffle(),
        cuts in (0..=CORPUS.len(), 0..=CORPUS.len()),
    ) {
        let records = corpus(OffsetUnit::Byte);
        let options = ReportOptions::default();
        let whole = json(&aggregate(&records, options).finish());
        let (first, last) = (cuts.0.min(cuts.1), cuts.0.max(cuts.1));
        let part = |range: &[usize]| aggregate(range.iter().map(|&i| &records[i]), options);
        let parts = || (part(&order[..first]), part(&order[first..last]), part(&order[last..]));

        let (mut a, mut b, c) = parts();
        b.merge(c);
        a.merge(b);
        prop_assert_eq!(&json(&a.finish()), &whole);

        let (mut a, b, c) = parts();
        a.merge(Aggregate::from_bytes(&b.to_bytes()).expect("its own bytes"));
        a.merge(c);
        let mut a = Aggregate::from_bytes(&a.to_bytes()).expect("its own bytes");
        a.merge(Aggregate::new(options));
        prop_assert_eq!(&json(&a.finish()), &whole);

        let (a, b, mut c) = parts();
        c.merge(b);
        c.merge(a);
        let mut empty = Aggregate::new(options);
        empty.merge(c);
        prop_assert_eq!(&json(&empty.finish()), &whole);
    }

    #[test]
    fn odd_texts_are_counted_and_steer_no_terminal(article in super::odd_texts::articles()) {
        let record = record("odd\u{1b}", "\u{1b}[2J", "", &article, OffsetUnit::Utf16);
        let report = aggregate([&record], ReportOptions::default()).finish();
        let view = text(&report);
        prop_assert!(!view.contains(|c: char| c.is_control() && c != '\n'), "{view:?}");
        for width in [60, 72, 100, 160] {
            let mut out = String::new();
            write_text(&mut out, &report, width);
            for line in out.lines() {
                prop_assert!(line.width() <= width, "{width}: {line:?}");
            }
        }
        for table in &report.tables {
            for row in &table.rows {
                prop_assert_eq!(row.cells.len(), table.columns.len());
            }
        }
    }
}
