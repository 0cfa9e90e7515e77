//! Outputs that are folders must not lie in what is read.

use std::path::{Path, PathBuf};

/// Whether `output` lies in no folder that is read.
pub(in crate::analyze) fn outside(output: &Path, inputs: &[PathBuf]) -> Result<(), String> {
    let display = output.display();
    // The nearest folder that exists says where a new one will lie.
    let nearest = output.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("."));
    let place = nearest.canonicalize().unwrap_or_default();
    let around = |input: &&PathBuf| {
        input.is_dir() && input.canonicalize().is_ok_and(|input| place.starts_with(input))
    };
    match inputs.iter().find(around) {
        Some(input) => {
            Err(format!("{display}: lies in {}, which is read; choose another -o", input.display()))
        }
        None => Ok(()),
    }
}
