//! The list of words that are usually written in small letters, counted in articles.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sayso_lexicon::lower_into;
use sayso_text::{Segmentation, SegmentationModel, SegmentationScratch, TokenKind};

use super::attribution::read;

const LIST: &str = "crates/sayso-lexicon/data/small-words.tsv";
/// Rarer words are left out.
const FEWEST: u32 = 8;
/// So many times as often in small letters as with a capital.
const TIMES: u32 = 4;
/// Sentences with more capitals than that, a share of the longer words, are headlines themselves.
const MOST_CAPITALS: f32 = 0.7;

pub(crate) fn train(data: &Path) -> Result<()> {
    let mut counts: HashMap<String, [u32; 2]> = HashMap::new();
    for file in ["attribution/polnear-train.jsonl", "attribution/silver.jsonl.gz"] {
        let (mut scratch, mut segmentation) =
            (SegmentationScratch::default(), Segmentation::default());
        for article in read(&data.join(file))? {
            SegmentationModel::builtin().annotate(&article.text, &mut scratch, &mut segmentation);
            count(&article.text, &segmentation, &mut counts);
        }
    }
    let is_small = |[small, capital]: [u32; 2]| small >= FEWEST && small >= TIMES * capital;
    let mut words: Vec<&str> =
        counts.iter().filter(|(_, counts)| is_small(**counts)).map(|(word, _)| &**word).collect();
    words.sort_unstable();
    let mut list = "# Words that begin with a capital in headlines and at the beginning of sentences alone. Written by\n\
                    # `cargo xtask train casing`: docs/models.md says from what.\n"
        .to_owned();
    words.iter().try_for_each(|word| writeln!(list, "{word}"))?;
    fs::write(LIST, list).context(LIST)?;
    eprintln!("wrote {LIST}, {} words", words.len());
    Ok(())
}

/// Counts how words are written that do not begin a sentence: in small letters, with a capital.
fn count(text: &str, segmentation: &Segmentation, counts: &mut HashMap<String, [u32; 2]>) {
    let tokens = segmentation.tokens();
    let mut lower = String::new();
    for sentence in segmentation.sentences() {
        let words = || sentence.ids().filter(|&t| tokens.kind(t) == TokenKind::Word);
        let word = |t| &text[tokens.range(t)];
        let longer = words().filter(|&t| word(t).len() > 3).count();
        let large = words().filter(|&t| word(t).len() > 3 && is_large(word(t))).count();
        if large as f32 > MOST_CAPITALS * longer as f32 {
            continue;
        }
        let mut initial = true;
        for token in sentence.ids() {
            let kind = tokens.kind(token);
            if kind == TokenKind::Word && !initial {
                let word = word(token);
                let only_letters = word.chars().all(char::is_alphabetic);
                let is_shouted = word.len() > 1 && !word.chars().any(char::is_lowercase);
                if only_letters && !is_shouted {
                    lower_into(word, &mut lower);
                    counts.entry(lower.clone()).or_default()[usize::from(is_large(word))] += 1;
                }
            }
            // What opens a quotation may be the first word of a sentence too.
            initial = kind != TokenKind::Word && kind != TokenKind::Number;
        }
    }
}

fn is_large(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
