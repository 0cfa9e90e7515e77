//! What can go wrong with files: each error names the file, the place, the cause and the remedy on one line.

use std::error::Error;
use std::io;
use std::path::Path;

use crate::Table;

/// Tables that could not be read. One line when displayed.
///
/// ```
/// let error = sayso_tables::open("no/such/said.db").err().unwrap();
/// assert_eq!(
///     error.to_string(),
///     "no/such/said.db: cannot be read (No such file or directory (os error 2)); check path and rights"
/// );
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The system refused.
    #[error("{path}: cannot be read ({source}); check path and rights")]
    Io {
        /// The file.
        path: String,
        /// Why not.
        source: io::Error,
    },
    /// The file is something else.
    #[error(
        "{path}: is no analysis; name a folder of Parquet files or an SQLite file that `sayso analyze` wrote"
    )]
    Foreign {
        /// The file.
        path: String,
    },
    /// The tables follow another version of the schema.
    #[error("{path}: holds tables of version {found}, this program reads version {ours}; {advice}")]
    Version {
        /// The file.
        path: String,
        /// Its version.
        found: i64,
        /// The version that can be read.
        ours: u32,
        /// What to do.
        advice: &'static str,
    },
    /// A table is not there.
    #[error("{path}: the table `{}` is missing; write the analysis again", table.as_str())]
    NoTable {
        /// Where it should be.
        path: String,
        /// The table.
        table: Table,
    },
    /// A table lacks a column.
    #[error("{path}: the table `{}` has no column `{column}`; write the analysis again", table.as_str())]
    NoColumn {
        /// The file.
        path: String,
        /// The table.
        table: Table,
        /// The column.
        column: &'static str,
    },
    /// The file is cut off or damaged.
    #[error("{path}: is cut off or damaged ({cause}); write the analysis again")]
    Damaged {
        /// The file.
        path: String,
        /// What the library says.
        cause: String,
    },
    /// A value is none that the schema allows.
    #[error(
        "{path}: row {row} of `{}` has an odd value in `{column}`; write the analysis again", table.as_str()
    )]
    Value {
        /// The file.
        path: String,
        /// The table.
        table: Table,
        /// The row, from 1.
        row: u64,
        /// The column.
        column: &'static str,
    },
    /// Rows do not follow one another by document.
    #[error(
        "{path}: row {row} of `{}` stands out of the order of documents; sort by `document`", table.as_str()
    )]
    Order {
        /// The file.
        path: String,
        /// The table.
        table: Table,
        /// The row, from 1.
        row: u64,
    },
    /// The program was built without what the file needs.
    #[error("{path}: this build cannot read {what}; build with the feature `{what}`")]
    NotBuilt {
        /// The file.
        path: String,
        /// The feature.
        what: &'static str,
    },
}

/// Tables that could not be written. One line when displayed.
///
/// ```
/// use sayso_tables::{Output, TableFormat};
///
/// let error = Output::create("Cargo.toml", TableFormat::Parquet).err().unwrap();
/// assert_eq!(
///     error.to_string(),
///     "Cargo.toml: is a file; tables go to a folder of their own, which need not exist"
/// );
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The system or a library refused.
    #[error(
        "{path}: cannot be written ({source}); check the folder, its permissions and the free space"
    )]
    Failed {
        /// The file.
        path: String,
        /// Why not.
        source: Box<dyn Error + Send + Sync>,
    },
    /// There is something in the folder.
    #[error(
        "{path}: is not empty; tables go to a folder of their own, which need not exist; --force replaces tables"
    )]
    NotEmpty {
        /// The folder.
        path: String,
    },
    /// There is something in the folder that is no table.
    #[error("{path}: holds other files than tables; tables go to a folder of their own")]
    OtherFiles {
        /// The folder.
        path: String,
    },
    /// A folder is needed, a file is there.
    #[error("{path}: is a file; tables go to a folder of their own, which need not exist")]
    NoFolder {
        /// The file.
        path: String,
    },
    /// A file is needed, a folder, device or pipe is there.
    #[error("{path}: is not a regular file; these tables are written to one, which need not exist")]
    NoFile {
        /// What is there.
        path: String,
    },
}

impl ReadError {
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = shown(path);
        move |source| Self::Io { path, source }
    }

    pub(crate) fn damaged(path: &Path, cause: &dyn Error) -> Self {
        Self::Damaged { path: shown(path), cause: one_line(&cause.to_string()) }
    }

    /// Nothing, if `found` is the version that can be read.
    pub(crate) fn version(path: &Path, found: i64) -> Result<(), Self> {
        let ours = crate::FORMAT;
        let advice = match found.cmp(&i64::from(ours)) {
            std::cmp::Ordering::Equal => return Ok(()),
            std::cmp::Ordering::Less => "analyse the articles again",
            std::cmp::Ordering::Greater => "use a newer one",
        };
        Err(Self::Version { path: shown(path), found, ours, advice })
    }
}

impl WriteError {
    pub(crate) fn failed<E>(path: &Path) -> impl Fn(E) -> Self + use<E>
    where
        E: Into<Box<dyn Error + Send + Sync>>,
    {
        let path = shown(path);
        move |source| Self::Failed { path: path.clone(), source: source.into() }
    }
}

/// A path on one line.
pub(crate) fn shown(path: &Path) -> String {
    one_line(&path.to_string_lossy())
}

/// Puts a blank for what steers a terminal or turns the direction of writing: paths and messages come from outside.
fn one_line(message: &str) -> String {
    message.replace(sayso_record::steers_terminal, " ")
}
