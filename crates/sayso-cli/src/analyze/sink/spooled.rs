//! An output that cannot be continued in the middle: it is made anew from pieces that are kept beside it.

use std::io::Read;
use std::path::Path;

use anyhow::Result;
use sayso_corpus::{Event, Outcome, ReplayedPiece, Spool, follow_link};

use super::packer::unpack;
use super::{Sink, Target};
use crate::analyze::done::{Done, Encoded};

/// An output in the making.
pub(in crate::analyze) trait Builder: Send {
    /// Takes a document.
    fn add(&mut self, document: &Encoded) -> Result<()>;

    /// Takes a document of the interrupted run, as its piece.
    fn add_again(&mut self, piece: &mut dyn Read) -> Result<()>;

    /// Takes a document of which nothing came, with the reason.
    fn fail(&mut self, _outcome: &Outcome<Done>, _reason: &str) {}

    /// Gives the output its name.
    fn commit(self: Box<Self>) -> Result<()>;

    /// Leaves nothing of it.
    fn discard(self: Box<Self>) -> Result<()> {
        Ok(())
    }
}

pub(in crate::analyze) struct Spooled {
    // Gone before another run can begin.
    builder: Box<dyn Builder>,
    spool: Spool,
    name: String,
}

impl Spooled {
    /// Begins or continues a run; `build` begins the output itself, which a link may lead to, and is told whether
    /// pieces of an interrupted run follow.
    pub(in crate::analyze) fn open(
        target: &Target<'_>,
        build: impl FnOnce(&Path, bool) -> Result<Box<dyn Builder>>,
    ) -> Result<Box<dyn Sink>> {
        let path = target.path()?;
        let spool = Spool::open(path, &target.fingerprint, target.earlier)?;
        let builder = build(&follow_link(path), spool.done() > 0)?;
        Ok(Box::new(Self { builder, spool, name: path.display().to_string() }))
    }
}

impl Sink for Spooled {
    fn done(&self) -> u64 {
        self.spool.done()
    }

    fn spools(&self) -> bool {
        true
    }

    fn settle(&mut self, outcome: &Outcome<Done>) -> Result<Option<String>> {
        let Self { builder, spool, .. } = self;
        match &outcome.event {
            Event::Done(done) => {
                // First itself: what is in the spool need not be done again.
                builder.add(&done.encoded)?;
                spool.add(outcome.fingerprint, done.encoded.kept())?;
            }
            Event::Failed(failure) => {
                let reason = failure.to_string();
                if !failure.is_skip() {
                    builder.fail(outcome, &reason);
                }
                spool.failed(outcome.fingerprint, &reason)?;
            }
            Event::Replayed => match spool.replayed(outcome.fingerprint)? {
                ReplayedPiece::Written(piece) => builder.add_again(&mut unpack(&piece)?)?,
                ReplayedPiece::Failed(reason) => {
                    builder.fail(outcome, &reason);
                    return Ok(Some(reason));
                }
            },
        }
        Ok(None)
    }

    fn commit(self: Box<Self>) -> Result<()> {
        let Self { builder, mut spool, .. } = *self;
        spool.complete()?;
        builder.commit()?;
        Ok(spool.remove()?)
    }

    fn abandon(self: Box<Self>) -> Option<String> {
        Some(super::resumable::advice(&self.name))
    }

    fn discard(self: Box<Self>) -> Result<()> {
        let Self { builder, spool, .. } = *self;
        builder.discard()?;
        Ok(spool.remove()?)
    }
}
