//! The file in which a model lies: a header that says what it is, sections of little-endian numbers, and a
//! checksum, read in place.
//!
//! ```text
//! "SAYSOMDL" │ version u32 │ kind: 16 bytes, padded with zeros │ sections … │ CRC-32 u32
//! section:     length u32 │ bytes
//! ```

use thiserror::Error;

const MAGIC: &[u8; 8] = b"SAYSOMDL";
const KIND_LENGTH: usize = 16;
/// The version that this code writes and reads.
pub const MODEL_VERSION: u32 = 1;

/// What is wrong with the bytes of a model.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelError {
    /// The bytes are something else.
    #[error("not a model of Sayso: it does not begin with SAYSOMDL")]
    Foreign,
    /// The format is one that this code does not know.
    #[error("the model has format {found}, but this program reads format {MODEL_VERSION}")]
    Version {
        /// The version in the file.
        found: u32,
    },
    /// A model, but for something else.
    #[error("the model is a '{found}', not a '{wanted}'")]
    Kind {
        /// What the file says it is.
        found: String,
        /// What was asked for.
        wanted: &'static str,
    },
    /// Cut short or changed.
    #[error("the model is damaged: {part} cannot be read")]
    Damaged {
        /// Where it was noticed.
        part: &'static str,
    },
}

impl ModelError {
    pub(crate) fn damaged(part: &'static str) -> Self {
        Self::Damaged { part }
    }
}

/// Puts sections into a model file of the given kind.
///
/// ```
/// use sayso_linear::{ModelError, read_model, write_model};
///
/// let bytes: &'static [u8] = write_model("tagger", &[b"NOUN VERB", b"\x07"]).leak();
/// let mut sections = read_model(bytes, "tagger")?;
/// assert_eq!(sections.next("labels")?, b"NOUN VERB");
/// assert_eq!(read_model(bytes, "parser").unwrap_err().to_string(),
///     "the model is a 'tagger', not a 'parser'");
/// assert_eq!(read_model(&bytes[..20], "tagger").unwrap_err(),
///     ModelError::Damaged { part: "checksum" });
/// # Ok::<(), ModelError>(())
/// ```
///
/// # Panics
/// If the kind is longer than 16 bytes.
pub fn write_model(kind: &str, sections: &[&[u8]]) -> Vec<u8> {
    assert!(kind.len() <= KIND_LENGTH, "{kind}: a kind has at most {KIND_LENGTH} bytes");
    let mut bytes = MAGIC.to_vec();
    bytes.extend(MODEL_VERSION.to_le_bytes());
    bytes.extend(kind.as_bytes());
    bytes.resize(MAGIC.len() + 4 + KIND_LENGTH, 0);
    bytes.extend(Sections::join(sections));
    bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
    bytes
}

/// The sections of a model file of the given kind.
///
/// # Errors
/// If the bytes are not a model, of another kind or version, or damaged.
pub fn read_model(bytes: &'static [u8], kind: &'static str) -> Result<Sections, ModelError> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::Foreign)?;
    let (rest, checksum) = rest.split_last_chunk::<4>().ok_or(ModelError::damaged("checksum"))?;
    if crc32fast::hash(&bytes[..bytes.len() - 4]) != u32::from_le_bytes(*checksum) {
        return Err(ModelError::damaged("checksum"));
    }
    let (version, rest) = rest.split_first_chunk::<4>().ok_or(ModelError::damaged("version"))?;
    let found = u32::from_le_bytes(*version);
    if found != MODEL_VERSION {
        return Err(ModelError::Version { found });
    }
    let (name, rest) =
        rest.split_first_chunk::<KIND_LENGTH>().ok_or(ModelError::damaged("kind"))?;
    let found = String::from_utf8_lossy(name).trim_end_matches('\0').to_owned();
    if found != kind {
        return Err(ModelError::Kind { found, wanted: kind });
    }
    Ok(Sections::new(rest))
}

/// The sections of a model, one after the other.
#[derive(Clone, Debug)]
pub struct Sections {
    rest: &'static [u8],
}

impl Sections {
    pub(crate) fn new(rest: &'static [u8]) -> Self {
        Self { rest }
    }

    /// The next section.
    ///
    /// # Errors
    /// If there is none; `part` names it in the message.
    pub fn next(&mut self, part: &'static str) -> Result<&'static [u8], ModelError> {
        let damaged = ModelError::Damaged { part };
        let (length, rest) = self.rest.split_first_chunk::<4>().ok_or(damaged.clone())?;
        let length = u32::from_le_bytes(*length) as usize;
        let (section, rest) = rest.split_at_checked(length).ok_or(damaged)?;
        self.rest = rest;
        Ok(section)
    }

    /// The bytes that [`next`](Self::next) takes apart again.
    pub(crate) fn join(sections: &[&[u8]]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for section in sections {
            bytes.extend((section.len() as u32).to_le_bytes());
            bytes.extend_from_slice(section);
        }
        bytes
    }
}
