//! CSV: a file for each table, in a folder or a `.zip`.
//!
//! Spreadsheets run what looks like a formula, and articles come from anywhere, so text that begins like one
//! gets an apostrophe in front, as OWASP advises. Lists and spans are JSON. (The manifest names `flate2` because
//! `zip` leaves the choice of its backend open.)

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::cell::Cell;
use crate::error::WriteError;
use crate::schema::Table;

/// The files of a folder, open for writing.
pub(crate) struct Files(Vec<csv::Writer<BufWriter<File>>>);

impl Files {
    /// Creates them; complaints name `output`.
    pub(crate) fn create(folder: &Path, output: &Path) -> Result<Self, WriteError> {
        let writer = |table: Table| {
            let file = File::create(file(folder, table)).map_err(WriteError::failed(output))?;
            let mut writer = csv::Writer::from_writer(BufWriter::new(file));
            head(&mut writer, table).map_err(WriteError::failed(output))?;
            Ok(writer)
        };
        Table::ALL.into_iter().map(writer).collect::<Result<_, _>>().map(Self)
    }

    pub(crate) fn write(&mut self, table: Table, batch: &RecordBatch) -> Result<(), csv::Error> {
        rows(&mut self.0[table as usize], table, batch)
    }

    pub(crate) fn finish(self) -> io::Result<()> {
        for writer in self.0 {
            let file = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
            file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        }
        Ok(())
    }
}

/// Writes rows of one table as CSV, with the names of its columns above them.
///
/// ```
/// use sayso::{Analyzer, OffsetUnit};
/// use sayso_record::{Header, Layers, Record};
/// use sayso_tables::{Table, Tables, write_csv};
///
/// let text = "“We will answer,” said Andrey Kovalenko.";
/// let analysis = Analyzer::new().analyze(text);
/// let record =
///     Record::new(Header::default(), text, &analysis, Layers::default(), OffsetUnit::Char);
/// let mut tables = Tables::of(&[Table::Attributions]);
/// tables.push(&record);
/// let mut csv = Vec::new();
/// for (table, batch) in tables.finish() {
///     write_csv(&mut csv, table, &batch)?;
/// }
/// assert!(String::from_utf8(csv)?.contains("Andrey Kovalenko"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If `out` fails.
pub fn write_csv(out: impl Write, table: Table, batch: &RecordBatch) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    head(&mut writer, table)?;
    rows(&mut writer, table, batch)?;
    writer.flush()
}

fn head(writer: &mut csv::Writer<impl Write>, table: Table) -> Result<(), csv::Error> {
    writer.write_record(table.columns().iter().map(|column| column.name))
}

fn rows(
    writer: &mut csv::Writer<impl Write>,
    table: Table,
    batch: &RecordBatch,
) -> Result<(), csv::Error> {
    for row in 0..batch.num_rows() {
        for (column, array) in table.columns().iter().zip(batch.columns()) {
            let cell = Cell::read(array, column.kind, row).unwrap_or(Cell::Null);
            writer.write_field(field(&cell))?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    Ok(())
}

/// Whether a path asks for a `.zip`.
pub(crate) fn is_zip(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

/// Packs the files of a folder.
pub(crate) fn zip(folder: &Path, into: &File) -> io::Result<()> {
    let mut zip = ZipWriter::new(BufWriter::new(into));
    // Without a date, the same tables are the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .large_file(true);
    for table in Table::ALL {
        let path = file(folder, table);
        zip.start_file(format!("{}.csv", table.as_str()), options)?;
        io::copy(&mut BufReader::new(File::open(path)?), &mut zip)?;
    }
    zip.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
    Ok(())
}

fn file(folder: &Path, table: Table) -> PathBuf {
    folder.join(format!("{}.csv", table.as_str()))
}

fn field(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Integer(value) => value.to_string(),
        Cell::Number(value) => value.to_string(),
        Cell::Share(value) => value.to_string(),
        Cell::Amount(value) => value.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Text(text) => neutral(text),
        Cell::Texts(_) | Cell::Integers(_) | Cell::Span(_) | Cell::Spans(_) => {
            cell.json().unwrap_or_default()
        }
    }
}

/// The text, with an apostrophe in front if a spreadsheet would take it for a formula; numbers are none.
fn neutral(text: &str) -> String {
    let suspicious =
        text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if suspicious && text.parse::<f64>().is_err() {
        return format!("'{text}");
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::neutral;

    #[test]
    fn formulas_are_neutral() {
        #[track_caller]
        fn check(text: &str, expected: &str) {
            assert_eq!(neutral(text), expected);
        }
        check("=HYPERLINK(\"http://a\")", "'=HYPERLINK(\"http://a\")");
        check("+1 (202) 456", "'+1 (202) 456");
        check("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0");
        check("@SUM(1)", "'@SUM(1)");
        check("\t=1", "'\t=1");
        check("\r=1", "'\r=1");
        check("＝1+1", "'＝1+1");
        check("-12.5", "-12.5");
        check("+3", "+3");
        check("“We will answer,”", "“We will answer,”");
        check("a=b", "a=b");
        check("", "");
    }
}
