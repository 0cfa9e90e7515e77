//! Learning and storing sparse linear models. Nothing here knows what a noun is.

mod examples;
mod logistic;
mod rng;

pub use examples::Examples;
pub use logistic::{Logistic, LogisticConfig, softmax};
pub use rng::Rng;
