//! Workbooks, as another library reads them.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use sayso::OffsetUnit;
use sayso_report::{
    Cell, ColumnKind, Period, Report, ReportColumn, ReportOptions, ReportTable, Row, write_csv,
    write_xlsx,
};

use crate::corpus::{aggregate, corpus};

fn written(report: &Report) -> Vec<u8> {
    let mut out = Vec::new();
    write_xlsx(&mut out, report).expect("a workbook");
    out
}

fn open(report: &Report) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(written(report))).expect("a workbook")
}

fn sheet(workbook: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Range<Data> {
    workbook.worksheet_range(name).expect("a sheet")
}

fn reported(by: Period) -> Report {
    let options = ReportOptions { by, top: 0, ..ReportOptions::default() };
    aggregate(&corpus(OffsetUnit::Byte), options).finish()
}

/// A cell as CSV has it.
fn as_csv(cell: Option<&Data>, by: Period) -> String {
    match cell {
        None | Some(Data::Empty) => String::new(),
        Some(Data::String(text)) if text.starts_with(['=', '+', '-', '@']) => format!("'{text}"),
        Some(Data::String(text)) => text.clone(),
        Some(Data::Float(number)) => number.to_string(),
        Some(Data::DateTime(date)) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            match by {
                Period::Day => format!("{year:04}-{month:02}-{day:02}"),
                Period::Month => format!("{year:04}-{month:02}"),
            }
        }
        Some(other) => panic!("{other:?} is neither words, number nor date"),
    }
}

#[test]
fn a_workbook_holds_what_csv_holds() {
    for by in [Period::Day, Period::Month] {
        let report = reported(by);
        let mut workbook = open(&report);
        let names: Vec<&str> =
            ["Contents"].into_iter().chain(Report::NAMES.iter().copied()).collect();
        assert_eq!(workbook.sheet_names(), names);
        for table in &report.tables {
            let mut csv = String::new();
            write_csv(&mut csv, table);
            let mut lines = csv::Reader::from_reader(csv.as_bytes());
            let range = sheet(&mut workbook, table.name);
            for (i, column) in table.columns.iter().enumerate() {
                let head = range.get_value((0, i as u32));
                assert_eq!(head, Some(&Data::String(column.title.to_owned())));
            }
            let mut count = 0;
            for (line, cells) in (1..).zip(lines.records()) {
                for (i, cell) in cells.expect("cells").iter().enumerate() {
                    let found = as_csv(range.get_value((line, i as u32)), by);
                    assert_eq!(found, cell, "{} {line} {i}", table.name);
                }
                count += 1;
            }
            assert_eq!(count, table.rows.len());
        }
    }
}

#[test]
fn cells_have_types() {
    let mut workbook = open(&reported(Period::Day));
    let timeline = sheet(&mut workbook, "timeline");
    assert!(matches!(timeline.get_value((2, 0)), Some(Data::DateTime(_))), "{timeline:?}");
    assert!(matches!(timeline.get_value((2, 1)), Some(Data::Float(_))));
    // Nothing that is written is a formula.
    for name in workbook.sheet_names() {
        assert!(workbook.worksheet_formula(&name).expect("a sheet").is_empty(), "{name}");
    }
    let contents = sheet(&mut workbook, "Contents");
    let row: Vec<String> = (0..4).map(|i| contents[(1, i)].to_string()).collect();
    assert_eq!(row[..2], ["sources", "Sources"]);
    assert!(row[3].starts_with("Who is cited most"), "{row:?}");
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(written(&reported(Period::Month)), written(&reported(Period::Month)));
}

#[test]
fn odd_words_stay_what_they_are_and_long_ones_are_cut_with_a_note() {
    let words = ["=1+1", "@SUM(A1)", "http://x.org/", "_x000D_", "a\u{1}b", "<&>\"", "{=1}", "007"];
    let columns = vec![ReportColumn::new("words", "words", ColumnKind::Text)];
    let mut table = ReportTable::new("odd", "Odd", "Odd words.", columns);
    let long = "long ".repeat(10_000);
    for word in words.into_iter().chain([long.as_str()]) {
        table.rows.push(Row::new(vec![Cell::from(word)]));
    }
    let mut workbook = open(&Report { tables: vec![table] });
    let range = sheet(&mut workbook, "odd");
    for (line, word) in (1..).zip(words) {
        // The reader leaves some escapes as they are.
        let found =
            range[(line, 0)].to_string().replace("_x005F_", "_").replace("_x0001_", "\u{1}");
        assert_eq!(found, word);
    }
    assert_eq!(range[(words.len() + 1, 0)].to_string().len(), 32_767);
    let contents = sheet(&mut workbook, "Contents");
    assert_eq!(contents[(1, 4)].to_string(), "1 cells are cut to 32767 characters");
}
