//! Parquet files, sound and damaged.

use std::sync::Arc;

use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use proptest::prelude::*;
use sayso_corpus::{Note, ReadOptions, quiet_panics};

use crate::support::{Folder, gzip, read};

/// A file of `rows` rows in row groups of ten, with texts `Text 0.`, `Text 1.` and so on, of
/// which each seventh is missing.
fn file(rows: usize, compression: Compression) -> Vec<u8> {
    const SCHEMA: &str = "message news {
        optional binary id (UTF8);
        optional binary text (UTF8);
        required int64 seen (TIMESTAMP(NANOS, true));
        optional group tags (LIST) { repeated group list { optional binary element (UTF8); } }
        optional binary raw;
    }";
    let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
    let properties = WriterProperties::builder().set_compression(compression).build();
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, Arc::new(properties)).unwrap();
    for group in (0..rows).collect::<Vec<_>>().chunks(10) {
        let present: Vec<i16> = group.iter().map(|row| i16::from(row % 7 != 6)).collect();
        let texts: Vec<ByteArray> = group
            .iter()
            .filter(|&row| row % 7 != 6)
            .map(|row| ByteArray::from(format!("Text {row}.").into_bytes()))
            .collect();
        let nothing = vec![0; group.len()];
        let times = vec![1_700_000_000_123_456_789; group.len()];
        let mut row_group = writer.next_row_group().unwrap();
        for column in 0..5 {
            let mut column_writer = row_group.next_column().unwrap().unwrap();
            match column {
                1 => {
                    let typed = column_writer.typed::<ByteArrayType>();
                    typed.write_batch(&texts, Some(&present), None).unwrap();
                }
                2 => {
                    let typed = column_writer.typed::<Int64Type>();
                    typed.write_batch(&times, None, None).unwrap();
                }
                3 => {
                    let typed = column_writer.typed::<ByteArrayType>();
                    typed.write_batch(&[], Some(&nothing), Some(&nothing)).unwrap();
                }
                _ => {
                    let typed = column_writer.typed::<ByteArrayType>();
                    typed.write_batch(&[], Some(&nothing), None).unwrap();
                }
            }
            column_writer.close().unwrap();
        }
        row_group.close().unwrap();
    }
    writer.close().unwrap();
    bytes
}

fn describe(folder: &Folder, name: &str) -> Vec<String> {
    let found = read(&folder.path(name), ReadOptions::default()).into_iter();
    found
        .map(|result| match result {
            Ok(document) => format!("{} | {}", document.id, document.text),
            Err(error) => folder.relative(&error.to_string()),
        })
        .collect()
}

#[test]
fn rows_are_documents() {
    let zstd = Compression::ZSTD(ZstdLevel::default());
    for compression in [Compression::UNCOMPRESSED, Compression::SNAPPY, zstd] {
        let folder = Folder::with(&[("a.parquet", &file(25, compression))]);
        let found = describe(&folder, "a.parquet");
        assert_eq!(found.len(), 25);
        assert_eq!(found[0], "a.parquet:1 | Text 0.");
        assert_eq!(
            found[6],
            "a.parquet: row 7: field `text` is null, not a string; choose another with --text-field"
        );
        assert_eq!(found[24], "a.parquet:25 | Text 24.");
    }
}

#[test]
fn times_are_written_for_people_and_nested_columns_left_out() {
    let folder = Folder::with(&[("a.parquet", &file(1, Compression::UNCOMPRESSED))]);
    let document = read(&folder.path("a.parquet"), ReadOptions::default()).remove(0).unwrap();
    let extra = serde_json::to_string(&document.meta.extra).unwrap();
    assert_eq!(extra, r#"{"seen":"2023-11-14 22:13:20.123456 +00:00","raw":null}"#);
    assert_eq!(document.notes, Vec::<Note>::new());
}

#[test]
fn what_cannot_be_read_backwards_is_copied() {
    let folder = Folder::with(&[("a.parquet.gz", &gzip(&file(3, Compression::SNAPPY)))]);
    assert_eq!(describe(&folder, "a.parquet.gz")[2], "a.parquet.gz:3 | Text 2.");
}

#[test]
fn damage_is_told_and_ends_the_file() {
    let sound = file(25, Compression::SNAPPY);
    let bytes = &sound[..sound.len() - 100];
    let folder = Folder::with(&[("a.parquet", bytes), ("b.parquet", b"PAR1"), ("c.parquet", b"")]);
    for name in ["a.parquet", "b.parquet", "c.parquet"] {
        let found = describe(&folder, name);
        assert_eq!(found.len(), 1);
        let start = format!("{name}: not readable as Parquet (");
        assert!(found[0].starts_with(&start), "{}", found[0]);
        assert!(found[0].ends_with("; fetch or write the file again"), "{}", found[0]);
    }
    // Damage in the middle: the rows before it are read.
    let mut bytes = file(1000, Compression::SNAPPY);
    let middle = bytes.len() / 5..bytes.len() / 4;
    bytes[middle].fill(0xFF);
    let folder = Folder::with(&[("a.parquet", &bytes)]);
    let found = describe(&folder, "a.parquet");
    assert_eq!(found[0], "a.parquet:1 | Text 0.");
    assert!(found.len() < 1000 && found.last().unwrap().contains(": row "), "{found:?}");
}

proptest! {
    /// The library panics on some damaged files; that is only an error of the file.
    #[test]
    fn any_damage_is_survived(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)
    ) {
        quiet_panics();
        let mut bytes = file(30, Compression::SNAPPY);
        for (index, byte) in damage {
            *index.get_mut(&mut bytes) = byte;
        }
        let folder = Folder::with(&[("a.parquet", &bytes)]);
        prop_assert!(describe(&folder, "a.parquet").len() <= 31);
    }
}
