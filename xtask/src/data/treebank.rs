//! CoNLL-U treebanks from files.

use std::path::Path;

use anyhow::{Context, Result};

pub(crate) use sayso_eval::{TreebankDocument, TreebankSentence, TreebankWord as GoldWord};

/// Reads a whole `.conllu` file.
pub(crate) fn read(path: &Path) -> Result<Vec<TreebankDocument>> {
    let conllu = std::fs::read_to_string(path)
        .with_context(|| format!("{}: cannot be read", path.display()))?;
    sayso_eval::read_treebank(&conllu).with_context(|| format!("{}", path.display()))
}
