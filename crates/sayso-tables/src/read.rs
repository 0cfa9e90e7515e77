//! Reads records from tables, one document at a time.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sayso_record::Record;

use crate::Table;
use crate::batches::Batches;
use crate::decode::{RowReader, record};
use crate::error::{ReadError, shown};

/// The magic numbers at the start of files that may be ours.
const SQLITE: &[u8] = b"SQLite format 3\0";
const PARQUET: &[u8] = b"PAR1";

/// The records of an analysis, in the order in which they were written. Documents that could not be read
/// have none. After an error there is nothing more.
pub struct Records {
    tables: [RowReader; Table::OF_RECORDS.len()],
    failed: u64,
    ended: bool,
}

impl Records {
    /// How many documents that could not be analysed were skipped so far.
    pub fn failed(&self) -> u64 {
        self.failed
    }
}

impl Iterator for Records {
    type Item = Result<Record, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = record(&mut self.tables, &mut self.failed).transpose();
        self.ended = !matches!(next, Some(Ok(_)));
        next
    }
}

/// Opens an analysis: a folder of Parquet files, one of these files, or an SQLite file.
///
/// ```
/// use sayso_tables::{looks_like, open};
///
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("article.txt");
/// std::fs::write(&path, "Moscow denied it.")?;
/// assert!(!looks_like(&path));
/// let error = open(&path).err().unwrap().to_string();
/// assert!(error.contains("article.txt: is no analysis; name a folder"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// If it is something else, of another version, incomplete or damaged.
pub fn open(path: impl AsRef<Path>) -> Result<Records, ReadError> {
    let path = path.as_ref();
    let batches = match keep(path)? {
        Some(Keep::Sqlite) => sqlite(path)?,
        Some(Keep::Parquet(folder)) => parquet(&folder)?,
        None => return Err(ReadError::Foreign { path: shown(path) }),
    };
    let mut of = Table::OF_RECORDS.into_iter();
    let tables = batches.map(|batches| {
        let table = of.next().expect("a table for all batches");
        RowReader::new(path, table, batches)
    });
    Ok(Records { tables, failed: 0, ended: false })
}

/// Whether `path` holds tables, even of another version or damaged, and not articles.
pub fn looks_like(path: impl AsRef<Path>) -> bool {
    matches!(keep(path.as_ref()), Ok(Some(_)))
}

/// How tables are kept, as far as it can be told from outside.
enum Keep {
    Sqlite,
    Parquet(PathBuf),
}

fn keep(path: &Path) -> Result<Option<Keep>, ReadError> {
    let mut file = File::open(path).map_err(ReadError::io(path))?;
    if file.metadata().map_err(ReadError::io(path))?.is_dir() {
        let there = |table: Table| path.join(format!("{}.parquet", table.as_str())).is_file();
        let ours = there(Table::Documents) && there(Table::Attributions)
            || Table::ALL.into_iter().filter(|&table| there(table)).count() > 1;
        return Ok(ours.then(|| Keep::Parquet(path.to_owned())));
    }
    let mut head = [0; 16];
    let length = fill(&mut file, &mut head).map_err(ReadError::io(path))?;
    let head = &head[..length];
    if head == SQLITE {
        return Ok(Some(Keep::Sqlite));
    }
    if head.starts_with(PARQUET) && is_table(path) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        return Ok(Some(Keep::Parquet(folder.unwrap_or(Path::new(".")).to_owned())));
    }
    Ok(None)
}

fn fill(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < buffer.len() {
        match file.read(&mut buffer[length..])? {
            0 => break,
            more => length += more,
        }
    }
    Ok(length)
}

#[cfg(feature = "parquet")]
fn parquet(folder: &Path) -> Result<[Batches; Table::OF_RECORDS.len()], ReadError> {
    let [a, b, c, d, e] = Table::OF_RECORDS.map(|table| crate::parquet::batches(folder, table));
    Ok([a?, b?, c?, d?, e?])
}

#[cfg(feature = "parquet")]
use crate::parquet::is_table;

#[cfg(not(feature = "parquet"))]
fn parquet(folder: &Path) -> Result<[Batches; Table::OF_RECORDS.len()], ReadError> {
    Err(ReadError::NotBuilt { path: shown(folder), what: "parquet" })
}

#[cfg(not(feature = "parquet"))]
fn is_table(_: &Path) -> bool {
    false
}

#[cfg(feature = "sqlite")]
fn sqlite(path: &Path) -> Result<[Batches; Table::OF_RECORDS.len()], ReadError> {
    crate::sqlite::batches(path)
}

#[cfg(not(feature = "sqlite"))]
fn sqlite(path: &Path) -> Result<[Batches; Table::OF_RECORDS.len()], ReadError> {
    Err(ReadError::NotBuilt { path: shown(path), what: "sqlite" })
}
