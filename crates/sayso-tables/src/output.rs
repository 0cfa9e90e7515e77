//! Tables on disk: complete under their name, or not there.

mod workshop;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use sayso_record::Record;

use crate::error::{WriteError, shown};
use crate::{Table, Tables};
use workshop::Workshop;

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
            // A device or pipe would be replaced, not written to.
            (false, Some(there)) if !there.is_file() => {
                Err(WriteError::NoFile { path: shown(path) })
            }
            _ => Ok(()),
        }
    }

    /// The same, but tables that are there may be replaced: a folder must hold nothing else.
    ///
    /// # Errors
    /// If something else is there.
    pub fn check_replaceable(self, path: &Path) -> Result<(), WriteError> {
        match self.check(path) {
            Err(WriteError::NotEmpty { path: shown }) => {
                let entries = fs::read_dir(path).map_err(WriteError::failed(path))?;
                let names: Result<Vec<_>, _> = entries.map(|e| e.map(|e| e.file_name())).collect();
                let names = names.map_err(WriteError::failed(path))?;
                let ours = |name: &std::ffi::OsString| {
                    name.to_str().is_some_and(|name| self.files().any(|file| file == name))
                };
                if names.iter().all(ours) {
                    Ok(())
                } else {
                    Err(WriteError::OtherFiles { path: shown })
                }
            }
            other => other,
        }
    }

    /// The files in a folder of tables.
    fn files(self) -> impl Iterator<Item = String> {
        let extension = match self {
            #[cfg(feature = "csv")]
            Self::Csv => "csv",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
            #[cfg(feature = "sqlite")]
            Self::Sqlite => "db",
        };
        let tables =
            Table::ALL.into_iter().map(move |table| format!("{}.{extension}", table.as_str()));
        tables.chain([workshop::LOCK.to_owned()])
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
    format: TableFormat,
    /// Whether a folder that is not empty may be replaced.
    replaces: bool,
    // Before the workshop, so that files are closed before they are removed.
    writer: Writer,
    workshop: Workshop,
}

enum Writer {
    #[cfg(feature = "csv")]
    Csv(crate::csv::Files),
    #[cfg(feature = "parquet")]
    Parquet(crate::parquet::Files),
    #[cfg(feature = "sqlite")]
    Sqlite(crate::sqlite::Database),
}

/// The name of a file in the making.
const FILE: &str = "file";

impl Output {
    /// Begins tables that are to be called `path`. If that is a symbolic link, the tables take its place: to write what
    /// it leads to, name that.
    ///
    /// # Errors
    /// If something is in the way, or nothing can be created there.
    pub fn create(path: impl AsRef<Path>, format: TableFormat) -> Result<Self, WriteError> {
        let path = path.as_ref().to_owned();
        format.check(&path)?;
        Self::begin(path, format, false)
    }

    /// The same, but earlier tables of that name are replaced when these are complete.
    ///
    /// # Errors
    /// If something else is in the way, or nothing can be created there.
    pub fn replace(path: impl AsRef<Path>, format: TableFormat) -> Result<Self, WriteError> {
        let path = path.as_ref().to_owned();
        format.check_replaceable(&path)?;
        Self::begin(path, format, true)
    }

    fn begin(path: PathBuf, format: TableFormat, replaces: bool) -> Result<Self, WriteError> {
        let workshop = Workshop::new(&path)?;
        let folder = workshop.path();
        let writer = match format {
            #[cfg(feature = "csv")]
            TableFormat::Csv => Writer::Csv(crate::csv::Files::create(folder, &path)?),
            #[cfg(feature = "parquet")]
            TableFormat::Parquet => Writer::Parquet(crate::parquet::Files::create(folder, &path)?),
            #[cfg(feature = "sqlite")]
            TableFormat::Sqlite => {
                let file = folder.join(FILE);
                // The library would make it for its owner to write to, whatever is usual.
                File::create(&file).map_err(WriteError::failed(&path))?;
                let database =
                    crate::sqlite::Database::create(&file).map_err(WriteError::failed(&path))?;
                Writer::Sqlite(database)
            }
        };
        Ok(Self { path, tables: Tables::new(), format, replaces, writer, workshop })
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
        let (workshop, format) = (self.workshop, self.format);
        if format.is_folder(&path) {
            if self.replaces {
                format.check_replaceable(&path)?;
            }
            return workshop.become_folder(&path, self.replaces).map_err(WriteError::failed(&path));
        }
        let file = workshop.path().join(FILE);
        complete(format, workshop.path(), &file)
            .and_then(|()| Ok(fs::rename(&file, &path)?))
            .map_err(|cause| failed(&path, cause))
    }
}

/// Brings a file that holds all tables onto the disk.
fn complete(format: TableFormat, folder: &Path, file: &Path) -> Result<(), Cause> {
    let written = match format {
        #[cfg(feature = "csv")]
        TableFormat::Csv => {
            let zip = File::create(file)?;
            crate::csv::zip(folder, &zip)?;
            zip
        }
        _ => fs::OpenOptions::new().write(true).open(file)?,
    };
    Ok(written.sync_all()?)
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
