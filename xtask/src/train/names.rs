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
use sayso_entities::train::{NameModel, name_transitions};
use sayso_linear::{Crf, CrfConfig};

/// Weights nearer to 0 are not worth their place.
const LEAST_WEIGHT: f32 = 0.004;
const OUT: &str = "crates/sayso-entities/data/names.bin";

/// Trains the model that is shipped, and reports on it.
pub(crate) fn train(data: &Path) -> Result<()> {
    let bytes = fit(data, true)?;
    std::fs::write(OUT, &bytes)?;
    eprintln!("wrote {OUT}: {} bytes", bytes.len());
    report::print(&NameModel::from_bytes(bytes)?, data, false)
}

/// Reports on a model that has not seen Wikigold: the only one that it says anything about.
pub(crate) fn hold_out(data: &Path) -> Result<()> {
    report::print(&NameModel::from_bytes(fit(data, false)?)?, data, true)
}

fn fit(data: &Path, with_wikigold: bool) -> Result<Vec<u8>> {
    let sequences = corpora::read(data, with_wikigold)?;
    eprintln!("{} stretches, {} tokens", sequences.len(), sequences.tokens());
    let config = CrfConfig {
        transitions: name_transitions(),
        least_count: 5,
        epochs: 12,
        rate: 0.03,
        l2: 1.5e-2,
        seed: 1,
    };
    let crf = Crf::train(sequences, &config);
    // Such a model is calibrated as it is: slope 1, no shift.
    Ok(NameModel::compile(&crf, LEAST_WEIGHT, [1.0, 0.0]))
}
