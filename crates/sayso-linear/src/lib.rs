//! Learning, storing and applying sparse linear models. Nothing here knows what a noun is.
//!
//! A decision is described by features, 64-bit numbers made by [`feature`]. A [`Perceptron`] learns weights
//! for them; a [`Table`] holds the weights that are shipped, inside a file written by [`write_model`].

mod crf;
mod examples;
mod exp;
mod features;
mod intern;
mod logistic;
mod model_file;
mod perceptron;
mod rng;
mod table;
mod templates;

pub use crf::{Crf, CrfConfig, Lattice, Sequences, Transitions};
pub use examples::Examples;
pub use features::{feature, text_hash};
pub use intern::Interner;
pub use logistic::{Logistic, LogisticConfig, softmax};
pub use model_file::{MODEL_VERSION, ModelError, ModelFile};
#[doc(hidden)]
pub use model_file::{Sections, read_model, write_model};
pub use perceptron::Perceptron;
pub use rng::Rng;
pub use table::{MAX_CLASSES, Row, Table, TableBuilder};
pub use templates::Template;
