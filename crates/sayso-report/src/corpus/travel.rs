//! Folds as bytes, so that parts of a corpus can be counted where they lie and merged elsewhere.
//!
//! The bytes are for other processes of the same version, not for keeping: for that there are records.

use super::{Fold, FoldError};

/// What the bytes of a fold begin with.
const HEAD: &[u8] = concat!("sayso fold ", env!("CARGO_PKG_VERSION"), "\n").as_bytes();

impl Fold {
    /// The counts as bytes.
    ///
    /// ```
    /// use sayso_report::corpus::{Fold, ReportOptions};
    ///
    /// let part = Fold::new(ReportOptions::default());
    /// let mut whole = Fold::new(ReportOptions::default());
    /// whole.merge(Fold::from_bytes(&part.to_bytes())?);
    /// assert!(Fold::from_bytes(b"something else").is_err());
    /// # Ok::<(), sayso_report::corpus::FoldError>(())
    /// ```
    pub fn to_bytes(&self) -> Vec<u8> {
        // Every value is a string, a number or a list of such: nothing can fail.
        postcard::to_extend(self, HEAD.to_vec()).expect("a fold is plain data")
    }

    /// The counts that [`to_bytes`](Self::to_bytes) gave.
    ///
    /// # Errors
    /// If the bytes come from elsewhere or from another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FoldError> {
        let body = bytes.strip_prefix(HEAD).ok_or(FoldError::Bytes)?;
        postcard::from_bytes(body).map_err(|_| FoldError::Bytes)
    }
}

/// The field's JSON leaves out what is missing, which bytes without names cannot.
pub(super) mod place {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::corpus::table::Place;

    pub(in crate::corpus) fn serialize<S: Serializer>(
        place: &Option<Place>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        place.as_ref().map(|place| (&place.document, place.attribution)).serialize(serializer)
    }

    pub(in crate::corpus) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Place>, D::Error> {
        let place = Option::<(Arc<str>, Option<u32>)>::deserialize(deserializer)?;
        Ok(place.map(|(document, attribution)| Place { document, attribution }))
    }
}

/// By name.
pub(super) mod stance {
    use sayso::Stance;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(in crate::corpus) fn serialize<S: Serializer>(
        stance: &Option<Stance>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        stance.map(Stance::as_str).serialize(serializer)
    }

    pub(in crate::corpus) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Stance>, D::Error> {
        let name = Option::<String>::deserialize(deserializer)?;
        Ok(name.and_then(|name| Stance::from_name(&name)))
    }
}

/// As a list: serde knows no arrays of this length.
pub(super) mod places {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::corpus::shingles::BINS;

    pub(in crate::corpus) fn serialize<S: Serializer>(
        places: &[u32; BINS],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        places.as_slice().serialize(serializer)
    }

    pub(in crate::corpus) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Box<[u32; BINS]>, D::Error> {
        let places = Box::<[u32]>::deserialize(deserializer)?;
        places.try_into().map_err(|_| D::Error::custom("a signature of another length"))
    }
}
