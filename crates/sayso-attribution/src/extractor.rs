//! The stage: finder, rules, labels before colons, passives, edges, nesting, attributes, what is denied, speakers, in
//! this order.

use std::borrow::Cow;
use std::sync::LazyLock;

use sayso_encoder::EncoderModel;
use sayso_linear::ModelError;
use sayso_syntax::Syntax;
use sayso_text::TokenRange;

use crate::attributes;
use crate::attribution::Attribution;
use crate::attributions::Attributions;
use crate::candidate::Candidate;
use crate::document::{AttributionInput, DocumentScratch};
use crate::finders::encoder::EncoderFinder;
use crate::finders::linear::LinearFinder;
use crate::finders::{Finder, FinderScratch};
use crate::rules::{self, RULES};
use crate::trace::Trace;
use crate::{colon_labels, continuations, denied, edges, nesting, passives, speakers};

static BUILTIN_MODEL: &[u8] = include_bytes!("../data/attribution.model");

/// The fast finder that is compiled in.
pub(crate) fn builtin_linear() -> Result<LinearFinder, ModelError> {
    LinearFinder::from_bytes(Cow::Borrowed(BUILTIN_MODEL))
}

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
///     lexemes: &Lexemes::of(text, segmentation.tokens()),
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
    finder: Box<dyn Finder>,
}

/// Working memory that one document leaves to the next: keep one for each thread.
#[derive(Debug, Default)]
pub struct AttributionScratch {
    document: DocumentScratch,
    finder: FinderScratch,
}

impl AttributionModel {
    /// The model that is compiled in.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<AttributionModel> = LazyLock::new(|| {
            AttributionModel::from_bytes(BUILTIN_MODEL).expect("the model compiled in is valid")
        });
        &BUILTIN
    }

    /// The accurate model that is compiled in: it finds more, and takes some fifty times as long.
    #[cfg(feature = "accurate")]
    pub fn accurate() -> &'static Self {
        static ACCURATE: LazyLock<AttributionModel> = LazyLock::new(|| {
            let finder = EncoderModel::builtin()
                .and_then(|encoder| EncoderFinder::new(encoder, builtin_linear()?));
            let finder = Box::new(finder.expect("the model compiled in is valid"));
            AttributionModel { finder }
        });
        &ACCURATE
    }

    /// Reads a model file: one of the fast finder, or one of the accurate one.
    ///
    /// # Errors
    /// If the bytes are not a model of attribution, or one that this version cannot use.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        let bytes = bytes.into();
        let finder: Box<dyn Finder> = match LinearFinder::from_bytes(bytes.clone()) {
            Err(ModelError::Kind { found, .. }) if found == EncoderModel::KIND => {
                let encoder = EncoderModel::from_bytes(bytes)?;
                Box::new(EncoderFinder::new(encoder, builtin_linear()?)?)
            }
            finder => Box::new(finder?),
        };
        Ok(Self { finder })
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
        self.extract(input, scratch, found, None);
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
        self.extract(input, scratch, found, Some(&mut trace));
        trace
    }

    fn extract(
        &self,
        input: AttributionInput<'_>,
        scratch: &mut AttributionScratch,
        found: &mut Attributions,
        mut trace: Option<&mut Trace>,
    ) {
        let AttributionScratch { document, finder } = scratch;
        let document = document.fill(input, |sentence| self.wants(input.syntax, sentence));
        let mut chosen = self.finder.find(document, finder, trace.as_mut().map(|t| &mut t.cues));
        for (name, rule) in RULES {
            let mut more = rule(document, &chosen);
            more.iter_mut().for_each(|candidate| candidate.rule = Some(name));
            nesting::merge(&mut chosen, more);
        }
        colon_labels::drop_labels(document, &mut chosen);
        nesting::single(&mut chosen);
        for candidate in &mut chosen {
            passives::settle(document, candidate);
            edges::settle(document, candidate);
        }
        nesting::separate(&mut chosen, |token| document.graph.is_punctuation(token));
        let nested: Vec<(Candidate, Option<u32>)> = nesting::nest(&chosen, |outer, taken| {
            let trace = trace.as_mut().map(|t| &mut t.cues);
            let mut inner = self.finder.find_embedded(document, outer, taken, finder, trace);
            inner.iter_mut().for_each(|candidate| passives::settle(document, candidate));
            inner
        });
        let attributions = nested.iter().map(|(candidate, parent)| Attribution {
            parent: *parent,
            ..attributes::complete(document, candidate)
        });
        found.replace(attributions);
        if let Some(trace) = trace.as_mut() {
            trace.settle(document, &nested, found);
        }
        denied::settle(document, &nested, found);
        speakers::third_person(document, found);
        let moved = continuations::add(document, found);
        speakers::first_person(document, found);
        speakers::settle(document, found);
        if let Some(trace) = trace {
            trace.renumber(&moved, found);
        }
    }
}
