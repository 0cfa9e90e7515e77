//! Nouns that mean people before all else, compiled from WordNet.
//!
//! `--from` names the folder with `data.noun` and `index.noun`, as for `senses`.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

const OUT: &str = "crates/sayso-lexicon/data/person-nouns.tsv";
/// The number of WordNet's file of people.
const PEOPLE: &str = "18";

pub(crate) fn compile(from: Option<&Path>, data: &Path) -> Result<()> {
    let folder = from.context("person-nouns: name the folder of WordNet with --from")?;
    let read = |path: &Path| {
        let bytes = fs::read(path).with_context(|| format!("{}", path.display()))?;
        Ok::<_, anyhow::Error>(String::from_utf8_lossy(&bytes).into_owned())
    };
    let synsets = read(&folder.join("data.noun"))?;
    let people: HashSet<(&str, &str)> = synsets.lines().flat_map(person).collect();
    // Words that nobody writes are left out: those without a vector.
    let vectors = read(&data.join("vectors/words.tsv"))?;
    let known: HashSet<&str> = vectors.lines().filter_map(|line| line.split('\t').next()).collect();
    let index = read(&folder.join("index.noun"))?;
    let nouns: BTreeSet<&str> = index
        .lines()
        .filter_map(first_sense)
        .filter(|noun| people.contains(noun) && known.contains(noun.0))
        .map(|(word, _)| word)
        .collect();
    let mut text = "# Nouns that mean people before all else, of WordNet 3.0. Written by `cargo xtask train person-nouns`.\n"
        .to_owned();
    for noun in &nouns {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{noun}");
    }
    fs::write(OUT, text).context(OUT)?;
    eprintln!("wrote {OUT}, {} nouns", nouns.len());
    Ok(())
}

/// The words of a synset that is a kind of people, each with the synset: none of a single person, such as Napoleon.
fn person(line: &str) -> Vec<(&str, &str)> {
    let fields: Vec<&str> = line.split(' ').collect();
    let &[synset, file, _, count, ref rest @ ..] = fields.as_slice() else { return Vec::new() };
    if file != PEOPLE || rest.contains(&"@i") {
        return Vec::new();
    }
    let count = usize::from_str_radix(count, 16).unwrap_or(0);
    let words = rest.iter().step_by(2).take(count);
    words
        .filter(|word| word.bytes().all(|b| b.is_ascii_lowercase()))
        .map(|&w| (w, synset))
        .collect()
}

/// A word of the index with the synset that it means most often.
fn first_sense(line: &str) -> Option<(&str, &str)> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let count: usize = fields.get(2)?.parse().ok()?;
    Some((fields[0], *fields.get(fields.len().checked_sub(count)?)?))
}
