//! The model of attribution, as users of the crate see it.

use std::borrow::Cow;
#[cfg(feature = "builtin")]
use std::sync::LazyLock;

use sayso_linear::ModelError;
use sayso_syntax::Syntax;
use sayso_text::TokenRange;

use crate::attributions::Attributions;
use crate::document::{AttributionInput, DocumentScratch};
use crate::finders::{self, Finder, FinderScratch};
use crate::trace::Trace;
use crate::{extractor, rules};

/// Finds attributions: holds its model and word lists, shared between threads.
///
/// ```
/// use sayso_attribution::{AttributionInput, AttributionModel, AttributionScratch, Attributions};
/// use sayso_entities::Entities;
/// use sayso_lexicon::Lexemes;
/// use sayso_syntax::Syntax;
/// use sayso_text::Segmentation;
///
/// let text = "The mayor resigned, officials said.";
/// let segmentation = Segmentation::of(text);
/// let input = AttributionInput {
///     text,
///     segmentation: &segmentation,
///     lexemes: &Lexemes::of(text, &segmentation),
///     syntax: &Syntax::of(text, &segmentation),
///     entities: &Entities::default(),
///     boilerplate: &[],
///     cues: None,
/// };
/// let (mut scratch, mut found) = (AttributionScratch::default(), Attributions::default());
/// AttributionModel::builtin().annotate(input, &mut scratch, &mut found);
/// assert_eq!(&text[found[0].source.spans[0]], "officials");
/// ```
#[derive(Debug)]
pub struct AttributionModel {
    pub(crate) finder: Box<dyn Finder>,
}

/// Working memory that one document leaves to the next: keep one for each thread.
#[derive(Debug, Default)]
pub struct AttributionScratch {
    pub(crate) document: DocumentScratch,
    pub(crate) finder: FinderScratch,
}

impl AttributionModel {
    /// The model that is compiled in.
    #[cfg(feature = "builtin")]
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<AttributionModel> = LazyLock::new(|| {
            let finder = finders::fast().expect("the model compiled in is valid");
            AttributionModel { finder: Box::new(finder) }
        });
        &BUILTIN
    }

    /// The accurate model that is compiled in: it finds more, and takes some forty times as long.
    #[cfg(feature = "accurate")]
    pub fn accurate() -> &'static Self {
        static ACCURATE: LazyLock<AttributionModel> = LazyLock::new(|| {
            let finder = finders::accurate().expect("the model compiled in is valid");
            AttributionModel { finder: Box::new(finder) }
        });
        &ACCURATE
    }

    /// Reads a model file: one of the fast finder, or one of the accurate one, which goes with the fast one that is
    /// compiled in.
    ///
    /// # Errors
    /// If the bytes are not a model of attribution, or one that this version cannot use.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        Ok(Self { finder: finders::from_bytes(bytes.into())? })
    }

    /// Reads a model file of the accurate finder, and one of the fast finder, whose scores it adds to its own.
    ///
    /// # Errors
    /// If the bytes are not such models, or ones that this version cannot use.
    pub fn accurate_from_bytes(
        accurate: impl Into<Cow<'static, [u8]>>,
        fast: impl Into<Cow<'static, [u8]>>,
    ) -> Result<Self, ModelError> {
        let finder = finders::accurate_from_bytes(accurate.into(), fast.into())?;
        Ok(Self { finder: Box::new(finder) })
    }

    /// Whether a tagged sentence may hold a cue, so that it needs a tree.
    pub fn wants(&self, syntax: &Syntax, sentence: TokenRange) -> bool {
        self.finder.wants(syntax, sentence) || rules::want(syntax, sentence)
    }

    /// Replaces `found` by the attributions of a document, in order of their cues; a quotation without a cue of its
    /// own is placed by its content.
    pub fn annotate(
        &self,
        input: AttributionInput<'_>,
        scratch: &mut AttributionScratch,
        found: &mut Attributions,
    ) {
        extractor::extract(self, input, scratch, found, None);
    }

    /// Like [`annotate`](Self::annotate), and records why each attribution was found and every other possible cue was
    /// not.
    pub fn trace(
        &self,
        input: AttributionInput<'_>,
        scratch: &mut AttributionScratch,
        found: &mut Attributions,
    ) -> Trace {
        let mut trace = Trace::default();
        extractor::extract(self, input, scratch, found, Some(&mut trace));
        trace
    }
}
