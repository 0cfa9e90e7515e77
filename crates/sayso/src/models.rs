//! The models of all stages, built in or loaded.

use std::ops::Deref;
use std::sync::Arc;

use sayso_attribution::AttributionModel;
use sayso_entities::EntityModel;
use sayso_lexicon::Lexicon;
use sayso_syntax::SyntaxModel;
use sayso_text::SegmentationModel;
use sayso_transfers::TransferModel;

/// One model for each stage. Cloning shares them.
///
/// ```
/// use sayso::{Analyzer, Models};
///
/// let analyzer = Analyzer::builder().models(Models::builtin()).build();
/// assert_eq!(analyzer.analyze("The mayor resigned, officials said.").attributions.len(), 1);
/// ```
#[derive(Clone, Debug)]
pub struct Models {
    pub(crate) segmentation: Model<SegmentationModel>,
    pub(crate) lexicon: Model<Lexicon>,
    pub(crate) syntax: Model<SyntaxModel>,
    pub(crate) entities: Model<EntityModel>,
    pub(crate) attribution: Model<AttributionModel>,
    pub(crate) transfers: Model<TransferModel>,
}

impl Models {
    /// Models of your own for all stages.
    ///
    /// ```
    /// use sayso::{
    ///     Analyzer, AttributionModel, EntityModel, Lexicon, Models, SegmentationModel, SyntaxModel,
    /// };
    ///
    /// fn analyzer(files: [Vec<u8>; 5]) -> Result<Analyzer, Box<dyn std::error::Error>> {
    ///     let [boundaries, clusters, syntax, names, attribution] = files;
    ///     let models = Models::new(
    ///         SegmentationModel::from_bytes(boundaries)?,
    ///         Lexicon::from_bytes(clusters)?,
    ///         SyntaxModel::from_bytes(syntax)?,
    ///         EntityModel::from_bytes(names)?,
    ///         AttributionModel::from_bytes(attribution)?,
    ///     );
    ///     Ok(Analyzer::with_models(models).build())
    /// }
    /// assert!(analyzer(Default::default()).is_err());
    /// ```
    pub fn new(
        segmentation: SegmentationModel,
        lexicon: Lexicon,
        syntax: SyntaxModel,
        entities: EntityModel,
        attribution: AttributionModel,
    ) -> Self {
        Self {
            segmentation: Model::Loaded(Arc::new(segmentation)),
            lexicon: Model::Loaded(Arc::new(lexicon)),
            syntax: Model::Loaded(Arc::new(syntax)),
            entities: Model::Loaded(Arc::new(entities)),
            attribution: Model::Loaded(Arc::new(attribution)),
            // Word lists, which are always there.
            transfers: Model::Builtin(TransferModel::builtin),
        }
    }

    /// The models that are compiled in.
    #[cfg(feature = "builtin")]
    pub fn builtin() -> Self {
        Self {
            segmentation: Model::Builtin(SegmentationModel::builtin),
            lexicon: Model::Builtin(Lexicon::builtin),
            syntax: Model::Builtin(SyntaxModel::builtin),
            entities: Model::Builtin(EntityModel::builtin),
            attribution: Model::Builtin(AttributionModel::builtin),
            transfers: Model::Builtin(TransferModel::builtin),
        }
    }

    /// The same with the accurate model of attribution, which finds more and takes some forty times as long.
    ///
    /// ```
    /// use sayso::{Analyzer, Models};
    ///
    /// let analyzer = Analyzer::builder().models(Models::accurate()).build();
    /// assert_eq!(analyzer.analyze("The mayor resigned, officials said.").attributions.len(), 1);
    /// ```
    #[cfg(feature = "accurate")]
    pub fn accurate() -> Self {
        Self { attribution: Model::Builtin(AttributionModel::accurate), ..Self::builtin() }
    }

    /// Replaces the model of attribution by one of the user's own.
    #[must_use]
    pub fn with_attribution(mut self, model: AttributionModel) -> Self {
        self.attribution = Model::Loaded(Arc::new(model));
        self
    }
}

#[cfg(feature = "builtin")]
impl Default for Models {
    fn default() -> Self {
        Self::builtin()
    }
}

/// A model that is compiled in, read when it is first used, or one that was loaded.
#[derive(Debug)]
pub(crate) enum Model<T: 'static> {
    Builtin(fn() -> &'static T),
    Loaded(Arc<T>),
}

impl<T> Clone for Model<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Builtin(read) => Self::Builtin(*read),
            Self::Loaded(model) => Self::Loaded(Arc::clone(model)),
        }
    }
}

impl<T> Deref for Model<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Self::Builtin(read) => read(),
            Self::Loaded(model) => model,
        }
    }
}
