//! Finders propose attributions; everything after them (rules, nesting, attributes) is shared.
//!
//! [`linear`] is the fast one, [`encoder`] the accurate one. A third is their sibling: a type with [`Finder`] and a
//! field in [`FinderScratch`].

pub(crate) mod encoder;
pub(crate) mod linear;

use sayso_syntax::Syntax;
use sayso_text::TokenRange;

use crate::candidate::Candidate;
use crate::document::Document;
use crate::trace::CueTrace;

/// Finds cues, and around each its source and content.
pub(crate) trait Finder: std::fmt::Debug + Send + Sync {
    /// Whether a tagged sentence may hold a cue, so that it needs a tree.
    fn wants(&self, syntax: &Syntax, sentence: TokenRange) -> bool;

    /// The outermost candidates of a document, in order of their cues. What was decided about each possible cue is
    /// added to `trace`, if there is one.
    fn find(
        &self,
        document: Document<'_>,
        scratch: &mut FinderScratch,
        trace: Option<&mut Vec<CueTrace>>,
    ) -> Vec<Candidate>;

    /// The candidates within the content of `outer`, for cues that are not `taken`. Called after
    /// [`find`](Self::find) on the same document.
    fn find_embedded(
        &self,
        document: Document<'_>,
        outer: &Candidate,
        taken: &dyn Fn(u32) -> bool,
        scratch: &mut FinderScratch,
        trace: Option<&mut Vec<CueTrace>>,
    ) -> Vec<Candidate>;
}

/// Working memory of every finder; what a finder does not use stays empty.
#[derive(Debug, Default)]
pub(crate) struct FinderScratch {
    pub(crate) linear: linear::LinearScratch,
    pub(crate) encoder: encoder::EncoderFinderScratch,
}
