//! Finders propose attributions; everything after them (rules, nesting, attributes) is shared.
//!
//! [`linear`] is the fast one, [`encoder`] the accurate one. A third is their sibling: a type with [`Finder`] and a
//! field in [`FinderScratch`].

pub(crate) mod encoder;
pub(crate) mod linear;

use std::borrow::Cow;

use sayso_encoder::EncoderModel;
use sayso_lexicon::lists;
use sayso_linear::ModelError;
use sayso_syntax::Syntax;
use sayso_text::TokenRange;

use self::encoder::EncoderFinder;
use self::linear::LinearFinder;
use crate::candidate::Candidate;
use crate::document::Document;
use crate::document::graph::PunctuationClass;
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

#[cfg(feature = "builtin")]
static BUILTIN_MODEL: &[u8] = include_bytes!("../data/attribution.model");

/// The fast finder that is compiled in.
#[cfg(feature = "builtin")]
pub(crate) fn fast() -> Result<LinearFinder, ModelError> {
    LinearFinder::from_bytes(Cow::Borrowed(BUILTIN_MODEL))
}

/// The accurate finder that is compiled in.
#[cfg(feature = "accurate")]
pub(crate) fn accurate() -> Result<EncoderFinder, ModelError> {
    EncoderFinder::new(EncoderModel::builtin()?, fast()?)
}

/// The accurate finder of a model file, with the fast one of another: it adds the scores of that one to its own.
pub(crate) fn accurate_from_bytes(
    accurate: Cow<'static, [u8]>,
    fast: Cow<'static, [u8]>,
) -> Result<EncoderFinder, ModelError> {
    EncoderFinder::new(EncoderModel::from_bytes(accurate)?, LinearFinder::from_bytes(fast)?)
}

/// The finder of a model file.
pub(crate) fn from_bytes(bytes: Cow<'static, [u8]>) -> Result<Box<dyn Finder>, ModelError> {
    match LinearFinder::from_bytes(bytes.clone()) {
        #[cfg(feature = "builtin")]
        Err(ModelError::Kind { found, .. }) if found == EncoderModel::KIND => {
            Ok(Box::new(accurate_from_bytes(bytes, Cow::Borrowed(BUILTIN_MODEL))?))
        }
        finder => Ok(Box::new(finder?)),
    }
}

/// A cue that no list holds needs so many times the confidence of a listed one: such cues are right less often than their
/// confidence says.
const UNKNOWN_CUE: f32 = 1.25;

/// The confidence from which the candidate of the cue at `head` is kept; `least` is the model's.
fn least_confidence(document: Document<'_>, head: u32, least: f32) -> f32 {
    let known = document.is_listed(head)
        || document.lemma_is_in(head, &lists::CUE_STANCES)
        || document.graph.node(head).punctuation == PunctuationClass::Colon;
    if known { least } else { least * UNKNOWN_CUE }
}

/// Working memory of every finder; what a finder does not use stays empty.
#[derive(Debug, Default)]
pub(crate) struct FinderScratch {
    pub(crate) linear: linear::LinearScratch,
    pub(crate) encoder: encoder::EncoderFinderScratch,
}
