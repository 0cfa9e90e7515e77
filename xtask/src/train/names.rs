//! The name model of `sayso-entities`, from sets that mark different things.
//!
//! No set marks all kinds. CoNLL's LOC may be a place or a facility, its MISC nearly anything; its plain
//! words may be weapons, which it does not mark. So a token is not given one label but the set of those that
//! its annotators could have meant, and the model learns that one of them is right (a partially labelled
//! conditional random field). What separates the kinds inside a set are the sets that do mark them.

mod corpora;
mod report;

pub(crate) use corpora::{bytes_of_chars, read_re3d};
pub(crate) use report::name_in;

use std::path::Path;

use anyhow::Result;
use sayso_entities::{NameModel, name_transitions};
use sayso_linear::{Crf, CrfConfig};

/// Weights nearer to 0 are not worth their place.
const LEAST_WEIGHT: f32 = 0.02;
const OUT: &str = "crates/sayso-entities/data/names.bin";

pub(crate) fn train(data: &Path) -> Result<()> {
    if std::env::var_os("REPORT").is_some() {
        return report::print(NameModel::shared(), data, false);
    }
    if let Ok(text) = std::env::var("TEXT") {
        report::show(NameModel::shared(), &text);
        return Ok(());
    }
    // Wikigold is scored only by a model that has not seen it, which is not the one that is shipped.
    if std::env::var_os("HOLD_OUT_WIKIGOLD").is_some() {
        let bytes = fit(data, false)?.leak();
        return report::print(&NameModel::read(bytes)?, data, true);
    }
    let bytes = fit(data, true)?;
    std::fs::write(OUT, &bytes)?;
    eprintln!("wrote {OUT}: {} bytes", bytes.len());
    report::print(&NameModel::read(bytes.leak())?, data, false)
}

fn fit(data: &Path, with_wikigold: bool) -> Result<Vec<u8>> {
    let sequences = corpora::read(data, with_wikigold)?;
    eprintln!("{} stretches, {} tokens", sequences.len(), sequences.tokens());
    let number = |name: &str, default: f32| {
        std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
    };
    let config = CrfConfig {
        transitions: name_transitions(),
        least_count: number("LEAST", 5.0) as u32,
        epochs: number("EPOCHS", 12.0) as usize,
        rate: number("RATE", 0.03),
        l2: number("L2", 6e-3),
        seed: number("SEED", 1.0) as u64,
    };
    let crf = Crf::train(sequences, &config);
    let kept = crf.rows().filter(|(_, row)| row.iter().any(|w| w.abs() >= LEAST_WEIGHT)).count();
    eprintln!("{} features, {kept} kept", crf.rows().count());
    Ok(NameModel::compile(
        &crf,
        number("PRUNE", LEAST_WEIGHT),
        [number("SLOPE", 1.0), number("SHIFT", 0.0)],
    ))
}
