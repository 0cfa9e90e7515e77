//! The rows of a table as they come out of a file.

use arrow_array::RecordBatch;

use crate::error::ReadError;

/// The rows of a table, in the order of documents.
pub(crate) type Batches = Box<dyn Iterator<Item = Result<RecordBatch, ReadError>> + Send>;
