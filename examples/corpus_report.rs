//! From a folder of articles, in any format that is read, to records in JSON and a report.
#![allow(clippy::print_stdout, reason = "examples show what they find")]

use std::error::Error;
use std::path::PathBuf;

use sayso::{Analyzer, OffsetUnit};
use sayso_corpus::{Inputs, ReadOptions};
use sayso_record::{Header, Layers, Meta, Record};
use sayso_report::{Aggregate, ReportOptions, write_text};

fn main() -> Result<(), Box<dyn Error>> {
    let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/../seeds");
    let folder = std::env::args_os().nth(1).map_or_else(|| seeds.into(), PathBuf::from);

    let analyzer = Analyzer::new();
    let mut counts = Aggregate::new(ReportOptions { top: 5, ..ReportOptions::default() });
    for document in Inputs::new([folder], ReadOptions::default())?.documents() {
        // A document that cannot be read is an error in its place; the rest follows.
        let document = match document {
            Ok(document) => document,
            Err(error) => {
                println!("{error}");
                continue;
            }
        };
        let analysis = analyzer.analyze(&document.text);
        let meta = Meta { title: document.meta.title, ..Meta::default() };
        let header = Header { id: document.id, meta, ..Header::default() };
        let record =
            Record::new(header, &document.text, &analysis, Layers::default(), OffsetUnit::Char);
        counts.add(&record)?;

        let mut line = Vec::new();
        record.write_line(&mut line);
        println!("{}: {} bytes of JSON", record.id, line.len());
    }

    let mut report = counts.finish();
    report.tables.retain(|table| ["sources", "stances", "denials"].contains(&table.name));
    let mut out = String::new();
    write_text(&mut out, &report, 100);
    println!("{out}");
    Ok(())
}
