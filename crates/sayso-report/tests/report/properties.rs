//! What holds for every text: records keep their promises, views keep to their width.

use proptest::prelude::*;
use sayso::{Analyzer, OffsetUnit};
use sayso_report::{Header, Layer, PrettyOptions, Record, SpanRecord, write_pretty};
use unicode_width::UnicodeWidthStr;

/// Texts of pieces that attributions are made of, and of what articles should not hold but do.
pub(crate) fn articles() -> impl Strategy<Value = String> {
    let pieces = [
        "“We will answer,” ",
        "said Andrey Kovalenko. ",
        "According to the SBU, ",
        "troops left ",
        "Moscow denied it. ",
        "He said that ",
        "\n\n",
        "\n",
        "\r\n\t",
        "“And soon. ",
        "Kyiv’s ",
        "北京否认 ",
        "e\u{301}t\u{e9} ",
        "🇺🇦 ",
        "\u{1b}[2J",
        "\0",
        "\u{feff}",
        "https://example.org/a-rather-long-address ",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..24).prop_map(|p| p.concat())
}

fn units() -> impl Strategy<Value = OffsetUnit> {
    prop::sample::select(vec![OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16])
}

/// Every offset of `text` that a span may start or end at.
fn boundaries(text: &str, unit: OffsetUnit) -> Vec<u32> {
    let mut at = 0;
    let mut boundaries = vec![0];
    for c in text.chars() {
        at += match unit {
            OffsetUnit::Byte => c.len_utf8(),
            OffsetUnit::Char => 1,
            OffsetUnit::Utf16 => c.len_utf16(),
        };
        boundaries.push(at as u32);
    }
    boundaries
}

proptest! {
    // A failure is kept as a test of its own, not in a file beside.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_are_in_bounds_on_boundaries_and_in_order(text in articles(), unit in units()) {
        let analysis = Analyzer::new().analyze(&text);
        let layers = Layer::ALL.into_iter().collect();
        let record = Record::new(Header::default(), &text, &analysis, layers, unit);
        let boundaries = boundaries(&text, unit);
        let check = |spans: &[SpanRecord]| {
            let mut end_before = 0;
            for &SpanRecord(start, end) in spans {
                prop_assert!(end_before <= start && start < end);
                prop_assert!(boundaries.binary_search(&start).is_ok());
                prop_assert!(boundaries.binary_search(&end).is_ok());
                end_before = end;
            }
            Ok(())
        };
        check(record.sentences.as_deref().unwrap_or_default())?;
        let tokens = record.tokens.iter().flatten().map(|t| SpanRecord(t.start, t.end));
        check(&tokens.collect::<Vec<_>>())?;
        for attribution in record.attributions.iter().flatten() {
            check(&attribution.source.spans)?;
            check(&attribution.cue.spans)?;
            check(&attribution.content.spans)?;
        }
    }

    #[test]
    fn records_are_read_back_as_they_were(text in articles(), unit in units()) {
        let analysis = Analyzer::new().analyze(&text);
        let layers = Layer::ALL.into_iter().collect();
        let record = Record::new(Header::default(), &text, &analysis, layers, unit);
        let mut line = Vec::new();
        record.write_line(&mut line);
        prop_assert_eq!(line.iter().filter(|&&b| b == b'\n').count(), 1);
        prop_assert_eq!(serde_json::from_slice::<Record>(&line).expect("a record"), record);
    }

    #[test]
    fn views_keep_to_their_width_and_steer_no_terminal(text in articles(), width in 36usize..140) {
        let analysis = Analyzer::new().analyze(&text);
        let mut view = String::new();
        let options = PrettyOptions { width, color: false };
        write_pretty(&mut view, &Header::default(), &text, &analysis, options);
        for line in view.lines() {
            prop_assert!(!line.chars().any(char::is_control), "{line:?}");
            prop_assert!(line.width() <= width, "{line:?} is wider than {width}");
        }
    }
}
