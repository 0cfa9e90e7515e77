//! What holds for every text: records keep their promises, views keep to their width.

use proptest::prelude::*;
use sayso::{Analyzer, OffsetUnit};
use sayso_record::{Header, Layer, PrettyOptions, Record, SpanRecord, write_pretty};
use unicode_width::UnicodeWidthStr;

use crate::odd_texts::articles;

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

/// Spans are in bounds, on boundaries and in order; attributions have a cue and a content, and stand in one
/// another without a circle.
pub(crate) fn is_well_formed(
    record: &Record,
    text: &str,
    unit: OffsetUnit,
) -> Result<(), TestCaseError> {
    let boundaries = boundaries(text, unit);
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
    let boilerplate = record.boilerplate.iter().flatten().map(|b| SpanRecord(b.start, b.end));
    check(&boilerplate.collect::<Vec<_>>())?;
    let attributions = record.attributions.as_deref().unwrap_or_default();
    for (id, attribution) in (0..).zip(attributions) {
        prop_assert_eq!(attribution.id, id);
        check(&attribution.source.spans)?;
        check(&attribution.cue.spans)?;
        check(&attribution.content.spans)?;
        prop_assert!(!attribution.cue.spans.is_empty() && !attribution.content.spans.is_empty());
        prop_assert!((0.0..=1.0).contains(&attribution.confidence));
        if let Some(before) = attribution.continues {
            let before = attributions.get(before as usize);
            prop_assert!(before.is_some_and(|before| before.cue.spans == attribution.cue.spans));
        }
        let mut above = attribution.parent;
        for _ in 0..attributions.len() {
            above = match above {
                Some(parent) => {
                    prop_assert!((parent as usize) < attributions.len());
                    attributions[parent as usize].parent
                }
                None => None,
            };
        }
        prop_assert_eq!(above, None);
    }
    Ok(())
}

proptest! {
    #[test]
    fn spans_are_in_bounds_on_boundaries_and_in_order(text in articles(), unit in units()) {
        let analysis = Analyzer::new().analyze(&text);
        let layers = Layer::ALL.into_iter().collect();
        let record = Record::new(Header::default(), &text, &analysis, layers, unit);
        is_well_formed(&record, &text, unit)?;
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
