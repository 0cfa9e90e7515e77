//! Readers of the annotated data that models are trained and scored on.

pub(crate) mod attributions;
pub(crate) mod entities;
pub(crate) mod treebank;
