//! Aggregates as bytes, so that parts of a corpus can be counted where they lie and merged elsewhere.
//!
//! The bytes are for other processes of the same version, not for keeping: for that there are records.

use super::{Aggregate, CountError};

/// What the bytes of an aggregate begin with.
const HEAD: &[u8] = concat!("sayso aggregate ", env!("CARGO_PKG_VERSION"), "\n").as_bytes();

impl Aggregate {
    /// The counts as bytes.
    ///
    /// ```
    /// use sayso_report::{Aggregate, ReportOptions};
    ///
    /// let part = Aggregate::new(ReportOptions::default());
    /// let mut whole = Aggregate::new(ReportOptions::default());
    /// whole.merge(Aggregate::from_bytes(&part.to_bytes())?);
    /// assert!(Aggregate::from_bytes(b"something else").is_err());
    /// # Ok::<(), sayso_report::CountError>(())
    /// ```
    pub fn to_bytes(&self) -> Vec<u8> {
        // Every value is a string, a number or a list of such: nothing can fail.
        postcard::to_extend(self, HEAD.to_vec()).expect("an aggregate is plain data")
    }

    /// The counts that [`to_bytes`](Self::to_bytes) gave.
    ///
    /// # Errors
    /// If the bytes come from elsewhere or from another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CountError> {
        let body = bytes.strip_prefix(HEAD).ok_or(CountError::Bytes)?;
        postcard::from_bytes(body).map_err(|_| CountError::Bytes)
    }
}
