//! Training of the shipped models: seeded, so that the same data give the same bytes.

mod attribution;
mod boundaries;
mod gazetteer;
mod lexicon;
mod names;
mod syntax;

use std::path::Path;

use anyhow::{Result, bail};

pub(crate) use self::names::{bytes_of_chars, name_in, read_re3d};

/// Trains the models named in `names`, or all, from the data in `data`.
pub(crate) fn run(names: &[String], data: &Path, from: Option<&Path>) -> Result<()> {
    for name in names {
        match name.as_str() {
            "attribution" => attribution::train(data)?,
            "boundaries" => boundaries::train(data)?,
            "gazetteer" => gazetteer::compile(from)?,
            "names" => self::names::train(data)?,
            "names-held-out" => self::names::hold_out(data)?,
            "lexicon" => lexicon::train(data)?,
            "syntax" => syntax::train(data)?,
            other => bail!("no model is called '{other}'"),
        }
    }
    Ok(())
}
