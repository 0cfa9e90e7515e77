//! What is written is read back as it was, in every format that is read, whatever the text.

use proptest::collection::vec;
use proptest::prelude::*;
use sayso::OffsetUnit;
use sayso_record::{Header, Meta, Note, Record};
use sayso_tables::{Output, Table, TableFormat, Tables, looks_like, open};

use crate::corpus::{corpus, record};
use crate::odd_texts::articles;
use crate::support::write;

#[track_caller]
fn check(records: &[Record]) {
    let folder = tempfile::tempdir().expect("a folder");
    for format in [TableFormat::Parquet, TableFormat::Sqlite] {
        let path = folder.path().join(format!("{format:?}"));
        write(&path, format, records);
        assert!(looks_like(&path));
        let read: Result<Vec<Record>, _> = open(&path).expect("tables").collect();
        assert_eq!(read.expect("records"), records, "{format:?}");
    }
}

#[test]
fn a_corpus_comes_back() {
    check(&corpus());
    check(&[]);
}

#[test]
fn one_file_of_a_folder_names_them_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("said");
    write(&path, TableFormat::Parquet, &corpus());
    let records = open(path.join("attributions.parquet")).expect("tables");
    assert_eq!(records.filter_map(Result::ok).count(), corpus().len());
}

/// Which rows share a batch depends on nothing but the records.
#[test]
fn batches_are_bounded_and_hold_every_row() {
    let rows = |batch_bytes: usize| {
        let mut tables = Tables::with_batch_bytes(batch_bytes);
        let mut batches = Vec::new();
        for record in corpus() {
            tables.push(&record);
            batches.extend(tables.ready());
        }
        batches.extend(tables.finish());
        let mut rows = [0; Table::ALL.len()];
        batches.iter().for_each(|(table, batch)| rows[*table as usize] += batch.num_rows());
        (batches.len(), rows)
    };
    let (few, whole) = rows(1 << 20);
    let (many, parts) = rows(1000);
    assert_eq!(few, Table::ALL.len());
    assert!(many > 20, "{many} batches");
    assert_eq!(whole, parts);
}

#[test]
fn the_same_records_are_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    for format in [TableFormat::Csv, TableFormat::Parquet] {
        let [one, two] = ["one", "two"].map(|name| folder.path().join(format!("{name}{format:?}")));
        write(&one, format, &corpus());
        write(&two, format, &corpus());
        let mut names = 0;
        for entry in std::fs::read_dir(&one).expect("a folder") {
            let name = entry.expect("a file").file_name();
            let bytes = |path: &std::path::Path| std::fs::read(path.join(&name)).expect("a file");
            assert!(bytes(&one) == bytes(&two), "{name:?}");
            names += 1;
        }
        assert_eq!(names, Table::ALL.len());
    }
}

#[test]
fn nothing_is_left_of_what_is_not_completed() {
    let folder = tempfile::tempdir().expect("a folder");
    for format in [TableFormat::Csv, TableFormat::Parquet, TableFormat::Sqlite] {
        let mut output = Output::create(folder.path().join("said"), format).expect("a place");
        output.push(&corpus()[0]).expect("a disk");
        drop(output);
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }
}

fn field() -> impl Strategy<Value = Option<String>> {
    prop::option::of(prop_oneof![Just("2024-11-23".to_owned()), ".{0,12}"])
}

fn header() -> impl Strategy<Value = Header> {
    let extra = vec((".{0,4}", -1e9..1e9f64), 0..3);
    (".{0,8}", [field(), field(), field(), field()], extra, vec((".{0,4}", ".{0,8}"), 0..2))
        .prop_map(|(id, [path, title, date, publisher], extra, notes)| Header {
            id,
            meta: Meta {
                path,
                title,
                date,
                publisher,
                extra: extra.into_iter().map(|(name, value)| (name, value.into())).collect(),
            },
            notes: notes.into_iter().map(|(kind, detail)| Note { kind, detail }).collect(),
        })
}

fn unit() -> impl Strategy<Value = OffsetUnit> {
    prop::sample::select(vec![OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16])
}

proptest! {
    #[test]
    fn whatever_is_written_comes_back(
        documents in vec((header(), articles(), unit()), 0..4),
        without in 0..16u8,
    ) {
        let mut records: Vec<Record> =
            documents.into_iter().map(|(header, text, unit)| record(header, &text, unit)).collect();
        for record in &mut records {
            // Layers that are not there are not empty ones.
            record.text.take_if(|_| without & 1 != 0);
            record.sentences.take_if(|_| without & 2 != 0);
            record.entities.take_if(|_| without & 4 != 0);
            record.attributions.take_if(|_| without & 8 != 0);
        }
        check(&records);
    }
}
