//! An open file as readers get it, and its bytes as UTF-8 for those that read records.

use std::io::{self, Read};
use std::sync::Arc;

use encoding_rs::{Encoding, UTF_8};
use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::error::Cause;
use crate::file::content::Codec;
use crate::file::source::Source;
use crate::file::stream::{Meter, Stream, explain};
use crate::record::RecordFile;
use crate::{ReadOptions, encoding};

/// A file that is open, with what readers need to know about it.
pub(super) struct OpenFile<'a> {
    pub(super) stream: Stream,
    pub(super) source: &'a Source,
    pub(super) options: &'a Arc<ReadOptions>,
    #[cfg_attr(not(feature = "parquet"), allow(dead_code, reason = "only Parquet needs it"))]
    pub(super) meter: &'a Meter,
}

impl OpenFile<'_> {
    /// Data that the records of the file share. `recoded` is the encoding of a file that is not
    /// UTF-8, and whether it was guessed.
    pub(super) fn record_file(&self, recoded: Option<(&'static str, bool)>) -> RecordFile {
        RecordFile {
            options: Arc::clone(self.options),
            path: Arc::clone(&self.source.shown),
            name: Arc::clone(&self.source.name),
            recoded,
        }
    }

    /// The bytes of a record file as UTF-8, out of the encoding that it declares if nothing else tells.
    pub(super) fn decoded(
        self,
        declared: Option<&'static Encoding>,
    ) -> Result<(Utf8Stream, RecordFile), Cause> {
        let head = &self.stream.head;
        let marked =
            Encoding::for_bom(head).is_some() || encoding::utf16_without_mark(head).is_some();
        let codec = self.stream.codec;
        let (stream, mut file) = match declared.filter(|_| !marked) {
            None => self.records()?,
            Some(_) => {
                let file = self.record_file(None);
                (Utf8Stream { reader: Box::new(self.stream), codec }, file)
            }
        };
        let encoding = declared.filter(|_| !marked).unwrap_or(UTF_8);
        if encoding != UTF_8 {
            file.recoded = Some((encoding.name(), false));
        }
        // Bytes that are not of the encoding are replaced.
        let decoder = DecodeReaderBytesBuilder::new()
            .encoding(Some(encoding))
            .bom_sniffing(false)
            .build(stream.reader);
        Ok((Utf8Stream { reader: Box::new(decoder), codec }, file))
    }

    /// The bytes of a record file as they are, and the data its records share.
    pub(super) fn bytes(self) -> (Box<dyn Read + Send>, Explain, RecordFile) {
        let file = self.record_file(None);
        let explain = Explain(self.stream.codec);
        (Box::new(self.stream), explain, file)
    }

    /// The bytes of a record file as UTF-8, without byte-order mark, and the data its records share.
    pub(super) fn records(mut self) -> Result<(Utf8Stream, RecordFile), Cause> {
        let marked = Encoding::for_bom(&self.stream.head);
        let (encoding, guessed) = match marked {
            Some((encoding, _)) => (encoding, false),
            None => (encoding::utf16_without_mark(&self.stream.head).unwrap_or(UTF_8), true),
        };
        let mark = marked.map_or(0, |(_, length)| length);
        self.stream.read_exact(&mut [0; 3][..mark]).map_err(Cause::Io)?;
        let recoded = (encoding != UTF_8).then(|| (encoding.name(), guessed));
        let file = self.record_file(recoded);
        let codec = self.stream.codec;
        let reader: Box<dyn Read + Send> = if recoded.is_none() {
            Box::new(self.stream)
        } else {
            let mut decoder = DecodeReaderBytesBuilder::new();
            Box::new(decoder.encoding(Some(encoding)).bom_sniffing(false).build(self.stream))
        };
        Ok((Utf8Stream { reader, codec }, file))
    }
}

/// A stream of UTF-8, provided that the file really is.
pub(super) struct Utf8Stream {
    reader: Box<dyn Read + Send>,
    codec: Option<Codec>,
}

impl Utf8Stream {
    /// The bytes, and what explains an error in reading them.
    pub(super) fn into_parts(self) -> (Box<dyn Read + Send>, Explain) {
        (self.reader, Explain(self.codec))
    }
}

/// Turns an error of a stream into the cause to report.
#[derive(Clone, Copy)]
pub(super) struct Explain(Option<Codec>);

impl Explain {
    pub(super) fn cause(self, error: io::Error) -> Cause {
        explain(error, self.0)
    }

    /// Whether there may be more to read after an error with this cause: the next member of a gzip
    /// file.
    pub(super) fn goes_on_after(self, cause: &Cause) -> bool {
        self.0 == Some(Codec::Gzip) && matches!(cause, Cause::Damaged { .. })
    }
}
