//! One file: what its name and first bytes say, and its bytes as a stream.

pub(crate) mod content;
pub(crate) mod extension;
pub(crate) mod gzip;
pub(crate) mod source;
pub(crate) mod stream;
mod waiting;
