//! PolNeAR-style gold: articles with their attributions, one JSON object a line.

use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

/// One article.
#[derive(Debug, Deserialize)]
pub(crate) struct GoldArticle {
    pub(crate) id: String,
    pub(crate) text: String,
    pub(crate) attributions: Vec<GoldAttribution>,
}

/// Spans in code points, one list a role.
#[derive(Debug, Deserialize)]
pub(crate) struct GoldAttribution {
    pub(crate) source: Vec<(u32, u32)>,
    pub(crate) cue: Vec<(u32, u32)>,
    pub(crate) content: Vec<(u32, u32)>,
}

/// Reads a whole `.jsonl` file.
pub(crate) fn read(path: &Path) -> Result<Vec<GoldArticle>> {
    let file =
        std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = BufReader::new(file).lines().enumerate();
    lines
        .map(|(i, line)| {
            serde_json::from_str(&line?)
                .with_context(|| format!("{}:{}: not an article", path.display(), i + 1))
        })
        .collect()
}
