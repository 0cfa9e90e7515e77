//! Model files: one header for every kind of model, a checksum, and sections that are read in place.
//!
//! ```text
//! offset  size
//!      0     8  "SAYSOMDL"
//!      8     4  version of this format
//!     12     4  CRC-32 of everything after it
//!     16    16  kind of model, padded with zeros
//!     32     8  schema: a hash of the features that the weights belong to
//!     40     8  length of what follows
//!     48        sections, each with its length (4 bytes) and its bytes
//! ```
//!
//! All numbers are little-endian.

use std::borrow::Cow;

use thiserror::Error;

const MAGIC: &[u8; 8] = b"SAYSOMDL";
const KIND_LENGTH: usize = 16;
const HEADER_LENGTH: usize = 48;
/// Where the bytes begin that the checksum covers.
const CHECKED: usize = 16;
/// The version of the format that this code writes and reads.
pub const MODEL_VERSION: u32 = 2;

/// Why a model file is refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelError {
    /// It is some other file.
    #[error("not a Sayso model: it does not begin with SAYSOMDL")]
    Foreign,
    /// Its format is older or newer than this code.
    #[error("the model has format {found}, but this program reads format {MODEL_VERSION}")]
    Version {
        /// The version in the file.
        found: u32,
    },
    /// It is a model for another task.
    #[error("the model is of kind '{found}', not '{wanted}'")]
    Kind {
        /// The kind in the file.
        found: String,
        /// The kind that was asked for.
        wanted: &'static str,
    },
    /// Its weights belong to other features than those of this program.
    #[error(
        "the model has feature schema {found:016x}, but this program has {wanted:016x}: train it again"
    )]
    Schema {
        /// The schema in the file.
        found: u64,
        /// The schema that was asked for.
        wanted: u64,
    },
    /// It is shorter or longer than its header says.
    #[error("the model is cut short or too long: {found} bytes instead of {wanted}")]
    Length {
        /// The number of bytes.
        found: u64,
        /// The number of bytes according to the header.
        wanted: u64,
    },
    /// Its content is not what was written.
    #[error("the model is damaged: bad {part}")]
    Damaged {
        /// The part in which this was noticed.
        part: &'static str,
    },
}

impl ModelError {
    pub(crate) fn damaged(part: &'static str) -> Self {
        Self::Damaged { part }
    }
}

/// A model file whose header has been checked, read section by section.
///
/// Bytes that live as long as the program, such as those of `include_bytes!`, are read in place; of others
/// each section is copied once.
///
/// ```
/// use sayso_linear::{ModelError, ModelFile};
///
/// let bytes = ModelFile::write("tagger", 7, &[b"NOUN VERB", b"\x07"]);
/// let mut file = ModelFile::read(bytes.clone(), "tagger", 7)?;
/// assert_eq!(&*file.next("labels")?, b"NOUN VERB");
///
/// let refused = |bytes: &[u8], kind, schema| {
///     ModelFile::read(bytes.to_vec(), kind, schema).unwrap_err().to_string()
/// };
/// assert_eq!(refused(&bytes, "parser", 7), "the model is of kind 'tagger', not 'parser'");
/// assert_eq!(refused(&bytes[..60], "tagger", 7), "the model is cut short or too long: 60 bytes instead of 66");
/// assert_eq!(refused(b"1, 2, 3", "tagger", 7), "not a Sayso model: it does not begin with SAYSOMDL");
/// # Ok::<(), ModelError>(())
/// ```
#[derive(Clone, Debug)]
pub struct ModelFile {
    bytes: Cow<'static, [u8]>,
    /// Where the next section begins.
    at: usize,
}

impl ModelFile {
    /// The bytes of a model file with these sections.
    ///
    /// # Panics
    /// If the kind is longer than 16 bytes, or a section longer than 4 GiB.
    pub fn write(kind: &str, schema: u64, sections: &[&[u8]]) -> Vec<u8> {
        assert!(kind.len() <= KIND_LENGTH, "{kind}: a kind has at most {KIND_LENGTH} bytes");
        let sections = Self::join(sections);
        let mut bytes = Vec::with_capacity(HEADER_LENGTH + sections.len());
        bytes.extend(MAGIC);
        bytes.extend(MODEL_VERSION.to_le_bytes());
        bytes.extend([0; 4]);
        bytes.extend(kind.as_bytes());
        bytes.resize(CHECKED + KIND_LENGTH, 0);
        bytes.extend(schema.to_le_bytes());
        bytes.extend((sections.len() as u64).to_le_bytes());
        bytes.extend(sections);
        let checksum = crc32fast::hash(&bytes[CHECKED..]);
        bytes[CHECKED - 4..CHECKED].copy_from_slice(&checksum.to_le_bytes());
        bytes
    }

    /// Checks the header of a model file.
    ///
    /// # Errors
    /// If the bytes are not a model of this kind and schema, or are damaged.
    pub fn read(
        bytes: impl Into<Cow<'static, [u8]>>,
        kind: &'static str,
        schema: u64,
    ) -> Result<Self, ModelError> {
        let bytes = bytes.into();
        check(&bytes, kind, schema)?;
        Ok(Self { bytes, at: HEADER_LENGTH })
    }

    /// Sections without a header: part of a model file.
    pub(crate) fn of_sections(bytes: Cow<'static, [u8]>) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next section.
    ///
    /// # Errors
    /// If there is none; `part` names it in the message.
    pub fn next(&mut self, part: &'static str) -> Result<Cow<'static, [u8]>, ModelError> {
        let damaged = ModelError::Damaged { part };
        let rest = &self.bytes[self.at..];
        let (length, rest) = rest.split_first_chunk::<4>().ok_or(damaged.clone())?;
        let length = u32::from_le_bytes(*length) as usize;
        let start = self.at + 4;
        let range = start..start + rest.get(..length).ok_or(damaged)?.len();
        self.at = range.end;
        Ok(match &self.bytes {
            Cow::Borrowed(bytes) => Cow::Borrowed(&bytes[range]),
            Cow::Owned(bytes) => Cow::Owned(bytes[range].to_vec()),
        })
    }

    /// The next section as rows of `N` bytes.
    ///
    /// # Errors
    /// If there is none, or it ends within a row; `part` names it in the message.
    pub fn next_rows<const N: usize>(
        &mut self,
        part: &'static str,
    ) -> Result<Cow<'static, [[u8; N]]>, ModelError> {
        let section = self.next(part)?;
        if !section.len().is_multiple_of(N) {
            return Err(ModelError::Damaged { part });
        }
        Ok(rows(section))
    }

    /// The next section as 32-bit floats.
    ///
    /// # Errors
    /// If there is none, or it ends within a number; `part` names it in the message.
    pub fn next_floats(&mut self, part: &'static str) -> Result<Vec<f32>, ModelError> {
        let rows = self.next_rows::<4>(part)?;
        Ok(rows.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect())
    }

    /// The bytes that [`next`](Self::next) takes apart again.
    pub(crate) fn join(sections: &[&[u8]]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for section in sections {
            let length = u32::try_from(section.len()).expect("a section has less than 4 GiB");
            bytes.extend(length.to_le_bytes());
            bytes.extend_from_slice(section);
        }
        bytes
    }
}

fn check(bytes: &[u8], kind: &'static str, schema: u64) -> Result<(), ModelError> {
    if !bytes.starts_with(MAGIC) {
        return Err(ModelError::Foreign);
    }
    let header = bytes.get(..HEADER_LENGTH).ok_or(ModelError::damaged("header"))?;
    let number = |at: usize| u32::from_le_bytes(std::array::from_fn(|i| header[at + i]));
    let long = |at: usize| u64::from_le_bytes(std::array::from_fn(|i| header[at + i]));
    let found = number(8);
    if found != MODEL_VERSION {
        return Err(ModelError::Version { found });
    }
    let found = String::from_utf8_lossy(&header[CHECKED..CHECKED + KIND_LENGTH]);
    let found = found.trim_end_matches('\0');
    if found != kind {
        return Err(ModelError::Kind { found: found.to_owned(), wanted: kind });
    }
    let found = long(32);
    if found != schema {
        return Err(ModelError::Schema { found, wanted: schema });
    }
    let (found, wanted) = (bytes.len() as u64, long(40).saturating_add(HEADER_LENGTH as u64));
    if found != wanted {
        return Err(ModelError::Length { found, wanted });
    }
    if crc32fast::hash(&bytes[CHECKED..]) != number(12) {
        return Err(ModelError::damaged("checksum"));
    }
    Ok(())
}

/// Bytes as rows; a rest that fills none is left out.
pub(crate) fn rows<const N: usize>(bytes: Cow<'static, [u8]>) -> Cow<'static, [[u8; N]]> {
    match bytes {
        Cow::Borrowed(bytes) => Cow::Borrowed(bytes.as_chunks().0),
        Cow::Owned(bytes) => Cow::Owned(bytes.as_chunks().0.to_vec()),
    }
}
