//! Each table of the seed, and the cells of a CSV file that a spreadsheet must not run.

use std::fs;

use sayso_tables::{Table, TableFormat};

use crate::corpus::{corpus, seed};
use crate::support::write;

fn csv_of(table: Table, records: &[sayso_record::Record]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("said");
    write(&path, TableFormat::Csv, records);
    fs::read_to_string(path.join(format!("{}.csv", table.as_str()))).expect("a table")
}

#[test]
fn tables() {
    for table in Table::ALL {
        insta::assert_snapshot!(table.as_str(), csv_of(table, &[seed()]));
    }
}

/// No cell of text begins like a formula, though titles and texts do.
#[test]
fn formulas_are_text() {
    let mut records = corpus();
    let hostile = ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "-12"];
    for (record, hostile) in records.iter_mut().zip(hostile) {
        record.id = hostile.to_owned();
        record.meta.title = Some(hostile.to_owned());
        for entity in record.entities.iter_mut().flatten() {
            entity.name = hostile.to_owned();
        }
    }
    let mut neutralised = 0;
    for table in Table::ALL {
        let content = csv_of(table, &records);
        let mut reader = csv::Reader::from_reader(content.as_bytes());
        for row in reader.records() {
            for cell in &row.expect("a row") {
                let number = cell.parse::<f64>().is_ok();
                assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
                neutralised += usize::from(cell.starts_with('\''));
            }
        }
    }
    assert!(neutralised > 50, "{neutralised}");
}

/// A packed folder holds the same files.
#[test]
fn a_zip_holds_the_tables() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("said.zip");
    write(&path, TableFormat::Csv, &[seed()]);
    let mut zip = zip::ZipArchive::new(fs::File::open(&path).expect("a file")).expect("a zip");
    let mut content = String::new();
    let mut file = zip.by_name("attributions.csv").expect("a table");
    std::io::Read::read_to_string(&mut file, &mut content).expect("text");
    assert_eq!(content, csv_of(Table::Attributions, &[seed()]));
}
