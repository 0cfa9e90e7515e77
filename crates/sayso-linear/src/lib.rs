//! Learning and storing sparse linear models. Nothing here knows what a noun is.

mod crf;
mod examples;
mod exp;
mod intern;
mod logistic;
mod rng;

pub use crf::{Crf, CrfConfig, Lattice, Sequences, Transitions};
pub use examples::Examples;
pub use intern::Interner;
pub use logistic::{Logistic, LogisticConfig, softmax};
pub use rng::Rng;
