//! How good a name model is on the dev parts, before anything else touches its names.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use anyhow::Result;
use sayso_entities::EntityKind;
use sayso_entities::train::{NameModel, NameReader};
use sayso_eval::{NameKind, Score};
use sayso_text::{Segmentation, TextRange};

use super::corpora::{bytes_of_chars, read_re3d};
use crate::data::entities::GoldMention;
use crate::data::treebank::GoldWord;

pub(super) fn print(model: &NameModel, data: &Path, wikigold: bool) -> Result<()> {
    let ner = data.join("ner");
    let mut bins = [(0u32, 0f64, 0u32); 10];
    let mut parts = vec!["conll2003-dev", "uner-ewt-dev", "crossner-politics-dev"];
    if wikigold {
        parts.push("wikigold");
    }
    for part in parts {
        let texts =
            sayso_eval::read_names(BufReader::new(File::open(ner.join(format!("{part}.bio")))?))?;
        let mut tallies = [[0usize; 3]; 4];
        let mut tagger = Tagger::default();
        for text in &texts {
            let gold: Vec<(TextRange, NameKind)> = text
                .names
                .iter()
                .filter_map(|(range, label)| Some((*range, NameKind::from_label(label)?)))
                .map(|(range, kind)| (without_article(&text.text, range), kind))
                .collect();
            let found: Vec<(TextRange, NameKind, f32)> = tagger
                .tag(model, &text.text)
                .into_iter()
                .filter_map(|(range, kind, sure)| {
                    Some((
                        without_article(&text.text, range),
                        NameKind::from_label(kind.as_str())?,
                        sure,
                    ))
                })
                .collect();
            for (range, kind, sure) in &found {
                let right = gold.contains(&(*range, *kind));
                if part != "wikigold" {
                    let bin = &mut bins[((*sure * 10.0) as usize).min(9)];
                    *bin = (bin.0 + 1, bin.1 + f64::from(*sure), bin.2 + u32::from(right));
                }
                for row in [*kind as usize, 3] {
                    tallies[row][0] += usize::from(right);
                    tallies[row][1] += 1;
                }
            }
            for (_, kind) in &gold {
                tallies[*kind as usize][2] += 1;
                tallies[3][2] += 1;
            }
        }
        for (name, [right, found, gold]) in
            ["person", "organisation", "place", "all"].iter().zip(tallies)
        {
            eprintln!("{part:<22} {name:<13} {}", Score::from_counts(right, found, gold));
        }
    }
    let total: u32 = bins.iter().map(|b| b.0).sum();
    let mut error = 0.0;
    for (i, (n, sure, right)) in bins.iter().enumerate().filter(|(_, b)| b.0 > 0) {
        let (mean, share) = (sure / f64::from(*n), f64::from(*right) / f64::from(*n));
        error += (mean - share).abs() * f64::from(*n) / f64::from(total);
        eprintln!(
            "sure {:.1}-{:.1}: {n:>6} names, mean {mean:.3}, right {share:.3}",
            i as f64 / 10.0,
            (i + 1) as f64 / 10.0
        );
    }
    eprintln!("expected calibration error {error:.4}");
    re3d(model, &ner.join("re3d-dev.jsonl"))?;
    re3d(model, &ner.join("re3d-train.jsonl"))
}

fn re3d(model: &NameModel, path: &Path) -> Result<()> {
    let mut tagger = Tagger::default();
    let mut tallies = [[0usize; 3]; 4];
    for document in read_re3d(path)? {
        let offsets = bytes_of_chars(&document.text);
        let found = tagger.tag(model, &document.text);
        for (row, kinds, labels) in [
            (0, &[EntityKind::Weapon][..], &["Weapon"][..]),
            (1, &[EntityKind::Platform], &["MilitaryPlatform", "Vehicle"]),
            (2, &[EntityKind::Nationality], &["Nationality"]),
        ] {
            let gold: Vec<TextRange> = document
                .entities
                .iter()
                .filter(|(_, _, label)| labels.contains(&label.as_str()))
                .map(|(s, e, _)| TextRange::new(offsets[*s as usize], offsets[*e as usize]))
                .map(|range| without_article(&document.text, range))
                .collect();
            let mut right = 0;
            let mut count = 0;
            for (range, kind, _) in found.iter().filter(|(_, kind, _)| kinds.contains(kind)) {
                let _ = kind;
                count += 1;
                right += usize::from(gold.contains(&without_article(&document.text, *range)));
            }
            let rows = if row < 2 { vec![row, 3] } else { vec![row] };
            for row in rows {
                tallies[row][0] += right;
                tallies[row][1] += count;
                tallies[row][2] += gold.len();
            }
        }
    }
    let part = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    for (name, [right, found, gold]) in
        ["weapon", "platform", "nationality", "weapon+plat"].iter().zip(tallies)
    {
        eprintln!("{part:<22} {name:<13} {}", Score::from_counts(right, found, gold));
    }
    Ok(())
}

#[derive(Default)]
struct Tagger {
    reader: NameReader,
}

impl Tagger {
    fn tag(&mut self, model: &NameModel, text: &str) -> Vec<(TextRange, EntityKind, f32)> {
        let segmentation = Segmentation::of(text);
        self.reader.read(text, &segmentation);
        let mut found = Vec::new();
        self.reader.tag(model, |tokens, kind, sure| {
            found.push((segmentation.tokens().cover(tokens), kind, sure));
        });
        found
    }
}

fn without_article(text: &str, range: TextRange) -> TextRange {
    let first = text[range].split(' ').next().unwrap_or_default();
    let article = ["the", "a", "an"].iter().any(|a| first.eq_ignore_ascii_case(a));
    let skip = if article { first.len() as u32 + 1 } else { 0 };
    TextRange::new((range.start() + skip).min(range.end()), range.end())
}

/// The proper nouns of a mention that hold its head: "Kovalenko" in "the officer Kovalenko", without titles.
///
/// The treebank's own tags say what is a proper noun: the universal ones have "United" in "United States" as a
/// verb and "New" in "New York" as an adjective.
pub(crate) fn name_in(words: &[GoldWord], mention: &GoldMention) -> Option<(usize, usize)> {
    let proper = |i: usize| words[i].xpos.starts_with("NNP");
    // "Newfoundland and Labrador" are two, each with a mention of its own.
    if mention.head.windows(2).any(|pair| pair[1] != pair[0] + 1) {
        return None;
    }
    let head =
        mention.head.iter().map(|h| mention.first + h).find(|&i| i <= mention.last && proper(i))?;
    // The words of the smallest span that stands for a mention may be more than its head: "responsibility
    // under the Constitution" names nothing.
    let within = mention.first..=mention.last;
    let top = within.clone().find(|&i| words[i].head == i || !within.contains(&words[i].head))?;
    let (mut first, mut last) = (head, head);
    while first > mention.first && proper(first - 1) {
        first -= 1;
    }
    // "Bank of America", "Trinidad and Tobago", where a proper noun hangs on the head.
    while last < mention.last {
        let next = last + 1;
        if proper(next) {
            last = next;
        } else if next < mention.last
            && ["of", "and", "the", "for", "-", "&", "de"].contains(&words[next].form.as_str())
        {
            let mut after = next + 1;
            while after < mention.last && ["the", "of"].contains(&words[after].form.as_str()) {
                after += 1;
            }
            let inside = proper(after)
                && (first..=last).contains(&words[after].head)
                && words[after].deprel != "conj";
            if !inside && !words[next].form.eq("-") {
                break;
            }
            if !proper(after) {
                break;
            }
            last = after;
        } else {
            break;
        }
    }
    if !(first..=last).contains(&top) {
        return None;
    }
    // A title before a person is a role.
    if mention.kind == "person"
        && let Some(title) = (first..top).rev().find(|&i| words[i].deprel == "nmod:desc")
    {
        first = title + 1;
    }
    Some((first, last))
}
