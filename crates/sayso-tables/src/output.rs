//! Tables on disk: complete under their name, or not there.

use std::fs;
use std::path::{Path, PathBuf};

use sayso_record::Record;
use tempfile::{NamedTempFile, TempDir};

use crate::error::{WriteError, shown};
use crate::{Table, Tables};

/// How tables are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// A folder with a CSV file for each table, or the same in a `.zip`.
    #[cfg(feature = "csv")]
    Csv,
    /// A folder with a Parquet file for each table.
    #[cfg(feature = "parquet")]
    Parquet,
    /// An SQLite file.
    #[cfg(feature = "sqlite")]
    Sqlite,
}

impl TableFormat {
    /// Whether tables can go to `path`: a folder must be new or empty, a file may be replaced.
    ///
    /// # Errors
    /// If they cannot.
    pub fn check(self, path: &Path) -> Result<(), WriteError> {
        let there = fs::metadata(path).ok();
        match (self.is_folder(path), there) {
            (true, Some(there)) if !there.is_dir() => {
                Err(WriteError::NoFolder { path: shown(path) })
            }
            (true, Some(_)) => {
                let mut entries = fs::read_dir(path).map_err(WriteError::failed(path))?;
                let empty = entries.next().is_none();
                if empty { Ok(()) } else { Err(WriteError::NotEmpty { path: shown(path) }) }
            }
            (false, Some(there)) if there.is_dir() => Err(WriteError::NoFile { path: shown(path) }),
            _ => Ok(()),
        }
    }

    /// Whether `path` will be a folder, not a file.
    pub fn is_folder(self, path: &Path) -> bool {
        match self {
            #[cfg(feature = "csv")]
            Self::Csv => !crate::csv::is_zip(path),
            #[cfg(feature = "parquet")]
            Self::Parquet => true,
            #[cfg(feature = "sqlite")]
            Self::Sqlite => false,
        }
    }
}

/// Writes the tables of a corpus, in memory that does not grow with it.
///
/// Dropped without [`commit`](Self::commit), it leaves nothing after.
///
/// ```
/// use sayso::{Analyzer, OffsetUnit};
/// use sayso_record::{Header, Layers, Record};
/// use sayso_tables::{Output, TableFormat, open};
///
/// # let folder = tempfile::tempdir()?;
/// let text = "Moscow denied it, according to Kyiv.";
/// let analysis = Analyzer::new().analyze(text);
/// let header = Header { id: "wire-1".into(), ..Header::default() };
/// let record = Record::new(header, text, &analysis, Layers::default(), OffsetUnit::Char);
///
/// let path = folder.path().join("said.db");
/// let mut output = Output::create(&path, TableFormat::Sqlite)?;
/// output.push(&record)?;
/// output.commit()?;
/// let records: Vec<Record> = open(&path)?.collect::<Result<_, _>>()?;
/// assert_eq!(records, [record]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Output {
    path: PathBuf,
    tables: Tables,
    // Before the place, so that files are closed before they are removed.
    writer: Writer,
    place: Place,
}

enum Writer {
    #[cfg(feature = "csv")]
    Csv(crate::csv::Files),
    #[cfg(feature = "parquet")]
    Parquet(crate::parquet::Files),
    #[cfg(feature = "sqlite")]
    Sqlite(crate::sqlite::Database),
}

/// Where tables lie until they are complete.
enum Place {
    #[cfg(any(feature = "csv", feature = "parquet"))]
    Folder(TempDir),
    #[cfg(feature = "csv")]
    Zip(TempDir, NamedTempFile),
    #[cfg(feature = "sqlite")]
    File(NamedTempFile),
}

impl Output {
    /// Begins tables that are to be called `path`.
    ///
    /// # Errors
    /// If something is in the way, or nothing can be created there.
    pub fn create(path: impl AsRef<Path>, format: TableFormat) -> Result<Self, WriteError> {
        let path = follow_link(path.as_ref());
        format.check(&path)?;
        let beside = Beside::new(&path)?;
        let (writer, place) = match format {
            #[cfg(feature = "csv")]
            TableFormat::Csv => {
                let folder = beside.folder()?;
                let files = crate::csv::Files::create(folder.path())?;
                let place = match format.is_folder(&path) {
                    true => Place::Folder(folder),
                    false => Place::Zip(folder, beside.file()?),
                };
                (Writer::Csv(files), place)
            }
            #[cfg(feature = "parquet")]
            TableFormat::Parquet => {
                let folder = beside.folder()?;
                let files = crate::parquet::Files::create(folder.path())?;
                (Writer::Parquet(files), Place::Folder(folder))
            }
            #[cfg(feature = "sqlite")]
            TableFormat::Sqlite => {
                let file = beside.file()?;
                let database = crate::sqlite::Database::create(file.path())
                    .map_err(WriteError::failed(&path))?;
                (Writer::Sqlite(database), Place::File(file))
            }
        };
        Ok(Self { path, tables: Tables::new(), writer, place })
    }

    /// Adds a document; see [`Tables::push`].
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn push(&mut self, record: &Record) -> Result<(), WriteError> {
        self.tables.push(record);
        for (table, batch) in self.tables.ready() {
            self.writer.write(table, &batch).map_err(|cause| failed(&self.path, cause))?;
        }
        Ok(())
    }

    /// Adds a document that could not be read or analysed.
    pub fn push_failure(&mut self, id: &str, path: Option<&str>, error: &str) {
        self.tables.push_failure(id, path, error);
    }

    /// Writes out what is left and gives the tables their name.
    ///
    /// # Errors
    /// If they cannot be written; then there are none.
    pub fn commit(mut self) -> Result<(), WriteError> {
        let path = self.path;
        for (table, batch) in self.tables.finish() {
            self.writer.write(table, &batch).map_err(|cause| failed(&path, cause))?;
        }
        self.writer.finish().map_err(|cause| failed(&path, cause))?;
        self.place.keep(&path).map_err(|cause| failed(&path, cause))
    }
}

type Cause = Box<dyn std::error::Error + Send + Sync>;

fn failed(path: &Path, cause: Cause) -> WriteError {
    WriteError::failed::<Cause>(path)(cause)
}

impl Writer {
    fn write(&mut self, table: Table, batch: &arrow_array::RecordBatch) -> Result<(), Cause> {
        match self {
            #[cfg(feature = "csv")]
            Self::Csv(files) => files.write(table, batch)?,
            #[cfg(feature = "parquet")]
            Self::Parquet(files) => files.write(table, batch)?,
            #[cfg(feature = "sqlite")]
            Self::Sqlite(database) => database.write(table, batch)?,
        }
        Ok(())
    }

    fn finish(self) -> Result<(), Cause> {
        match self {
            #[cfg(feature = "csv")]
            Self::Csv(files) => files.finish()?,
            #[cfg(feature = "parquet")]
            Self::Parquet(files) => files.finish()?,
            #[cfg(feature = "sqlite")]
            Self::Sqlite(database) => database.finish()?,
        }
        Ok(())
    }
}

impl Place {
    fn keep(self, path: &Path) -> Result<(), Cause> {
        match self {
            #[cfg(any(feature = "csv", feature = "parquet"))]
            Self::Folder(folder) => {
                // Not every system renames onto an empty folder.
                let _ = fs::remove_dir(path);
                fs::rename(folder.path(), path)?;
                let _ = folder.keep();
            }
            #[cfg(feature = "csv")]
            Self::Zip(folder, file) => {
                crate::csv::zip(folder.path(), file.as_file())?;
                file.as_file().sync_all()?;
                file.persist(path)?;
            }
            #[cfg(feature = "sqlite")]
            Self::File(file) => {
                file.as_file().sync_all()?;
                file.persist(path)?;
            }
        }
        Ok(())
    }
}

/// Makes what lies beside `path` under another name, hidden from walks over the folder.
struct Beside<'p> {
    path: &'p Path,
    parent: &'p Path,
    prefix: String,
}

impl<'p> Beside<'p> {
    fn new(path: &'p Path) -> Result<Self, WriteError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        let parent = parent.unwrap_or(Path::new("."));
        // Found out here, since what follows would complain of a name that nobody knows.
        fs::metadata(parent).map_err(WriteError::failed(path))?;
        Ok(Self { path, parent, prefix: format!(".{name}.") })
    }

    #[cfg(any(feature = "csv", feature = "parquet"))]
    fn folder(&self) -> Result<TempDir, WriteError> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(&self.prefix).suffix(".tmp");
        allow(&mut builder, 0o777);
        builder.tempdir_in(self.parent).map_err(WriteError::failed(self.path))
    }

    #[cfg(any(feature = "csv", feature = "sqlite"))]
    fn file(&self) -> Result<NamedTempFile, WriteError> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(&self.prefix).suffix(".tmp");
        allow(&mut builder, 0o666);
        builder.tempfile_in(self.parent).map_err(WriteError::failed(self.path))
    }
}

/// What a new file would get: temporary ones are otherwise for their owner's eyes alone.
#[cfg(unix)]
fn allow(builder: &mut tempfile::Builder<'_, '_>, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(mode));
}

#[cfg(not(unix))]
fn allow(_: &mut tempfile::Builder<'_, '_>, _: u32) {}

/// Renaming onto a link would replace the link.
fn follow_link(path: &Path) -> PathBuf {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => {
            fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
        }
        _ => path.to_owned(),
    }
}
