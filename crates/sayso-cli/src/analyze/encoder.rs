//! What an output format is.

use std::fmt::Debug;
use std::path::Path;

use anyhow::Result;
use sayso::{Analysis, OffsetUnit};
use sayso_record::{Header, Layers};

use super::bytes::Bytes;
use super::done::Encoded;
use super::sink::{self, Sink, Target};
use crate::analysis::Depth;

/// An output format, as the command line knows it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Format {
    pub(crate) name: &'static str,
    /// One line for `--help`.
    pub(crate) help: &'static str,
    pub(super) encoder: fn(&EncoderOptions) -> Box<dyn Encoder>,
}

/// What a user can decide about formats. Each takes of it what concerns it.
#[derive(Clone, Copy, Debug)]
pub(super) struct EncoderOptions {
    pub(super) layers: Layers,
    pub(super) offsets: OffsetUnit,
    /// Of the reading view.
    pub(super) width: usize,
    pub(super) color: bool,
}

/// A document that was analysed.
pub(super) struct Analysed<'a> {
    pub(super) header: Header,
    pub(super) text: &'a str,
    pub(super) analysis: &'a Analysis,
}

/// A format with the options of one run. Whatever changes its output shows in `Debug`: by that an interrupted
/// run knows whether it can be continued.
pub(super) trait Encoder: Debug + Sync {
    /// Makes of a document what is written of it.
    fn encode(&self, document: Analysed<'_>) -> Encoded;

    /// How much of a text it needs.
    fn depth(&self) -> Depth {
        Depth::default()
    }

    /// What the output can be made from anew, if not from the bytes that are written.
    fn piece(&self, _encoded: &Encoded) -> Option<Bytes> {
        None
    }

    /// Whether a file that begins so, unpacked, is an earlier output: that may be replaced. `None` if outputs of this
    /// format look like any other file.
    fn is_earlier(&self, _head: &[u8]) -> Option<bool> {
        None
    }

    /// Says in one line why it cannot be written to `output`; `replaces` if the user wants what is there
    /// replaced.
    fn check(&self, _output: Option<&Path>, _replaces: bool) -> Result<(), String> {
        Ok(())
    }

    /// Opens the output.
    fn open(&self, target: &Target<'_>) -> Result<Box<dyn Sink>> {
        sink::stream(target)
    }
}
