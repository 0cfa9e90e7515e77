//! Parquet files of an analysis.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};

use sayso::{Analyzer, OffsetUnit};
use sayso_record::{Header, Layers, Record};
use sayso_tables::{Output, Table, TableFormat, looks_like, open};
use tempfile::TempDir;

const TEXT: &str =
    "Missiles were found. “We will answer,” said Andrey Kovalenko. Moscow denied it.";

/// A folder with the four tables of an analysis, in which one at a time is replaced.
struct Folder {
    folder: TempDir,
    good: [Vec<u8>; Table::ALL.len()],
}

thread_local! {
    static FOLDER: RefCell<Option<Folder>> = const { RefCell::new(None) };
}

impl Folder {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        write(&folder.path().join("said"));
        let good = Table::ALL.map(|table| fs::read(file(&folder, table)).expect("a table"));
        Self { folder, good }
    }
}

fn file(folder: &TempDir, table: Table) -> PathBuf {
    folder.path().join("said").join(format!("{}.parquet", table.as_str()))
}

fn write(path: &Path) {
    let analysis = Analyzer::new().analyze(TEXT);
    let header = Header { id: "wire-1".into(), ..Header::default() };
    let record = Record::new(header, TEXT, &analysis, Layers::default(), OffsetUnit::Char);
    let mut output = Output::create(path, TableFormat::Parquet).expect("a folder");
    output.push(&record).expect("a disk to write to");
    output.commit().expect("a disk to write to");
}

/// The first byte chooses the table, the rest is its file.
pub fn check(data: &[u8]) {
    let Some((&table, data)) = data.split_first() else { return };
    let index = usize::from(table) % Table::ALL.len();
    FOLDER.with_borrow_mut(|folder| {
        let Folder { folder, good } = folder.get_or_insert_with(Folder::new);
        let path = file(folder, Table::ALL[index]);
        fs::write(&path, data).expect("a file");
        looks_like(&path);
        if let Ok(records) = open(path.parent().expect("a folder")) {
            for record in records.flatten() {
                record.write_line(&mut Vec::new());
            }
        }
        fs::write(&path, &good[index]).expect("a file");
    });
}
