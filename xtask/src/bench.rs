//! Speed and memory: the whole program over a corpus file, and the text layer beside a plain word
//! iterator, in one run, so that the machine is the same for both.
//!
//! Words are runs between white space. Seconds are of CPU, user and system together, loading included;
//! of several runs the best counts, the others were disturbed.

mod lengths;
mod odd;
mod stages;
mod whole;

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use serde::Deserialize;

use crate::cargo::build_release;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    /// Odd kinds of text beside news: fails if one takes too long
    Odd,
}

#[derive(Debug, Args)]
pub(crate) struct BenchArgs {
    /// Measure this alone
    #[arg(value_name = "WHAT")]
    only: Option<What>,
    /// Articles to run over, JSON Lines with a field `text`
    #[arg(long, value_name = "FILE", default_value_os_t = crate::data::articles())]
    corpus: PathBuf,
    /// How often to run each; the best counts
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Measure this program instead of building one
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
}

pub(crate) fn run(args: &BenchArgs) -> Result<()> {
    if args.only == Some(What::Odd) {
        let texts = articles_of(&args.corpus)?.collect::<Result<Vec<_>>>()?;
        return odd::run(&texts, args.runs);
    }
    let (mut texts, mut words, mut bytes) = (0, 0, 0);
    for text in articles_of(&args.corpus)? {
        let text = text?;
        texts += 1;
        words += text.split_whitespace().count();
        bytes += text.len();
    }
    let megabytes = bytes as f64 / 1e6;
    println!("{}: {texts} texts, {words} words, {megabytes:.1} MB", args.corpus.display());
    let program = match &args.program {
        Some(program) => program.clone(),
        None => build_release()?,
    };
    // First, while this process is small: Linux counts the memory of who starts a program as the program's.
    whole::run(&program, &args.corpus, words, args.runs)?;
    let texts = articles_of(&args.corpus)?.collect::<Result<Vec<_>>>()?;
    stages::run(&texts, words, args.runs);
    lengths::run(&texts);
    Ok(())
}

#[derive(Deserialize)]
struct Article {
    text: String,
}

/// The texts of a file of JSON Lines.
pub(crate) fn articles_of(path: &Path) -> Result<impl Iterator<Item = Result<String>>> {
    let file = File::open(path).with_context(|| {
        format!("{}: cannot be read; name another with --corpus", path.display())
    })?;
    let lines = BufReader::new(file).lines().enumerate();
    Ok(lines.map(|(i, line)| {
        let article: Article = serde_json::from_str(&line?)
            .with_context(|| format!("{}:{}: no text", path.display(), i + 1))?;
        Ok(article.text)
    }))
}

/// One line of the result.
fn report(what: &str, words: usize, seconds: f64, more: &str) {
    let speed = words as f64 / seconds;
    println!("{what:<44} {seconds:>7.3} s CPU {speed:>12.0} words/CPU s{more}");
}
