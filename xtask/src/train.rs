//! Training of the shipped models: seeded, so that the same data give the same bytes.

mod accurate;
mod attribution;
mod boundaries;
mod casing;
mod claims;
mod gazetteer;
mod lexicon;
mod names;
mod person_nouns;
mod senses;
mod syntax;

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;

pub(crate) use self::accurate::MODEL as ACCURATE;
pub(crate) use self::names::{bytes_of_chars, name_in, read_re3d};

#[derive(Debug, Args)]
pub(crate) struct TrainArgs {
    /// Which models
    #[arg(required = true)]
    names: Vec<String>,
    /// The folder with the data to learn from
    #[arg(long, default_value_os_t = crate::data::corpora("data"))]
    data: PathBuf,
    /// The folder with what `gazetteer`, `person-nouns` or `senses` is compiled from
    #[arg(long, value_name = "DIR")]
    from: Option<PathBuf>,
    /// The weights that `accurate` is made from, as safetensors
    #[arg(long, value_name = "FILE", required_if_eq("names", "accurate"))]
    weights: Option<PathBuf>,
    /// The word pieces that belong to the weights, one a line
    #[arg(long, value_name = "FILE", required_if_eq("names", "accurate"))]
    vocab: Option<PathBuf>,
    /// Where `accurate` is written to
    #[arg(long, value_name = "FILE", default_value = accurate::MODEL)]
    out: PathBuf,
    /// What the training computed of a few texts, to compare `accurate` with
    #[arg(long, value_name = "FILE")]
    reference: Option<PathBuf>,
}

/// Trains the models that are named, from the data in a folder.
pub(crate) fn run(args: &TrainArgs) -> Result<()> {
    let TrainArgs { names, data, from, weights, vocab, out, reference } = args;
    for name in names {
        match name.as_str() {
            "accurate" => match (weights, vocab) {
                (Some(weights), Some(vocab)) => {
                    accurate::convert(weights, vocab, data, out)?;
                    if let Some(reference) = reference {
                        accurate::compare(out, reference)?;
                    }
                }
                _ => bail!("accurate: name its --weights and its --vocab"),
            },
            "attribution" => attribution::train(data)?,
            "boundaries" => boundaries::train(data)?,
            "casing" => casing::train(data)?,
            "claims" => claims::train(data)?,
            "gazetteer" => gazetteer::compile(from.as_deref())?,
            "names" => self::names::train(data)?,
            "names-held-out" => self::names::hold_out(data)?,
            "lexicon" => lexicon::train(data)?,
            "person-nouns" => person_nouns::compile(from.as_deref(), data)?,
            "senses" => senses::compile(from.as_deref(), data)?,
            "syntax" => syntax::train(data)?,
            other => bail!("no model is called '{other}'"),
        }
    }
    Ok(())
}
