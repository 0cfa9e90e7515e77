//! Learning, storing and applying sparse linear models. Nothing here knows what a noun is.
//!
//! A decision is described by features: 64-bit numbers made by [`feature`]. A [`WeightTable`] holds the trained
//! weights of features, a [`Lattice`] decodes sequences of labels, and a [`ModelFile`] keeps both on disk. The
//! trainers are behind the feature `train`.

mod crf;
#[cfg(any(test, feature = "train"))]
mod examples;
mod exp;
mod features;
#[cfg(any(test, feature = "train"))]
mod intern;
#[cfg(any(test, feature = "train"))]
mod logistic;
mod model_file;
#[cfg(any(test, feature = "train"))]
mod rng;
mod softmax;
mod table;
mod templates;

#[cfg(any(test, feature = "train"))]
pub use crf::{Crf, CrfConfig, Sequences};
pub use crf::{Lattice, Transitions};
#[cfg(any(test, feature = "train"))]
pub use examples::Examples;
pub use features::{combined, feature, text_hash};
#[cfg(any(test, feature = "train"))]
pub use intern::Interner;
#[cfg(any(test, feature = "train"))]
pub use logistic::{Logistic, LogisticConfig};
pub use model_file::{MODEL_VERSION, ModelError, ModelFile};
#[cfg(any(test, feature = "train"))]
pub use rng::Rng;
pub use softmax::softmax;
pub use table::{AHEAD, MAX_CLASSES, Row, TableBuilder, WeightTable};
pub use templates::Template;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
