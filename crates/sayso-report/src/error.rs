//! What a record can lack. Each is one line with the remedy.

/// Why a record cannot be counted.
///
/// ```
/// use sayso_report::CountError;
///
/// let error = CountError::Layer { id: "wire-1".into(), layer: "text" };
/// assert!(error.to_string().starts_with("wire-1: the record has no text; analyse again with --layers "));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CountError {
    /// A layer was left out.
    #[error(
        "{id}: the record has no {layer}; analyse again with --layers text,sentences,entities,attributions"
    )]
    Layer {
        /// The document.
        id: String,
        /// The layer.
        layer: &'static str,
    },
    /// It was written by another version.
    #[error(
        "{id}: the record has format {found}, not {}; analyse again with this version",
        sayso_record::FORMAT
    )]
    Format {
        /// The document.
        id: String,
        /// Its version.
        found: u32,
    },
    /// It points outside its text.
    #[error(
        "{id}: the record points at {start} to {end}, which is no part of its text; analyse again"
    )]
    Span {
        /// The document.
        id: String,
        /// Where the stretch would start.
        start: u32,
        /// Where the text behind it would.
        end: u32,
    },
    /// It refers to something that it does not hold.
    #[error("{id}: the record refers to {what} {number}, which it does not hold; analyse again")]
    Reference {
        /// The document.
        id: String,
        /// An entity or attribution.
        what: &'static str,
        /// Its number.
        number: u32,
    },
    /// What should be a [`Aggregate`](super::Aggregate) is none of this version.
    #[error("these bytes are no counts of this version of Sayso; count again")]
    Bytes,
}
