//! Readers of the annotated data that models are trained and scored on.

pub(crate) mod attributions;
pub(crate) mod entities;
pub(crate) mod statements;
pub(crate) mod treebank;

use std::env;
use std::path::{Path, PathBuf};

/// A path in the folder with the corpora, which are not part of the repository: `docs/models.md` says what it holds.
pub(crate) fn corpora(path: &str) -> PathBuf {
    let folder = env::var_os("SAYSO_CORPORA").unwrap_or_else(|| "../shared".into());
    Path::new(&folder).join(path)
}

/// Articles to measure and to mutate, where nobody names others.
pub(crate) fn articles() -> PathBuf {
    corpora("data/attribution/polnear-train.jsonl")
}
