//! The sets of names, each with the labels that its annotators could have meant.

use std::cmp::Reverse;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use anyhow::{Context, Result};
use sayso_entities::EntityKind::{
    self, Event, Facility, Nationality, Organisation, Person, Place, Platform, Product, Weapon,
    Work,
};
use sayso_entities::NameClass;
use sayso_entities::train::{NameReader, begin_label, inside_label};
use sayso_linear::Sequences;
use sayso_text::{Segmentation, TextRange, TokenId};
use serde::Deserialize;

use crate::data::{entities, treebank};

/// Every set, mapped.
pub(super) fn read(data: &Path, with_wikigold: bool) -> Result<Sequences> {
    let mut collector = Collector::default();
    let ner = data.join("ner");
    collector.columns(&ner.join("conll2003-train.bio"), &CONLL)?;
    for _ in 0..4 {
        collector.columns(&ner.join("crossner-politics-train.bio"), &POLITICS)?;
    }
    collector.columns(&ner.join("wnut17-train.bio"), &WNUT)?;
    collector.columns(&ner.join("wnut17-dev.bio"), &WNUT)?;
    collector.columns(&ner.join("broad-twitter.bio"), &TWITTER)?;
    if with_wikigold {
        collector.columns(&ner.join("wikigold.bio"), &WIKIGOLD)?;
    }
    for _ in 0..2 {
        collector.gum(&data.join("treebank/gum-train.conllu"))?;
    }
    for _ in 0..3 {
        collector.re3d(&ner.join("re3d-train.jsonl"))?;
    }
    Ok(collector.sequences)
}

/// How a set's labels are to be read.
struct Scheme {
    /// Labels with the kinds that they may stand for.
    labels: &'static [(&'static str, &'static [EntityKind])],
    /// Kinds that the set does not mark: a capitalised token without label may be one.
    unmarked: &'static [EntityKind],
}

const PER: &[EntityKind] = &[Person];
const ORG: &[EntityKind] = &[Organisation];
const LOC: &[EntityKind] = &[Place, Facility];
const MISC: &[EntityKind] = &[Nationality, Event, Work, Product, Weapon, Platform];

const CONLL: Scheme = Scheme {
    labels: &[("person", PER), ("organisation", ORG), ("location", LOC), ("misc", MISC)],
    unmarked: &[],
};

const WIKIGOLD: Scheme =
    Scheme { labels: &[("PER", PER), ("ORG", ORG), ("LOC", LOC), ("MISC", MISC)], unmarked: &[] };

const POLITICS: Scheme = Scheme {
    labels: &[
        ("person", PER),
        ("politician", PER),
        ("organisation", ORG),
        ("politicalparty", ORG),
        ("location", LOC),
        ("country", LOC),
        ("event", &[Event]),
        ("election", &[Event]),
        ("misc", &[Nationality, Work, Product, Event]),
    ],
    unmarked: &[Nationality, Work],
};

const WNUT: Scheme = Scheme {
    labels: &[
        ("person", PER),
        ("location", LOC),
        ("corporation", ORG),
        ("group", ORG),
        ("product", &[Product, Weapon, Platform]),
        ("creative-work", &[Work]),
    ],
    unmarked: &[Nationality, Event],
};

const TWITTER: Scheme = Scheme {
    labels: &[("PER", PER), ("ORG", ORG), ("LOC", LOC)],
    unmarked: &[Nationality, Event, Work, Product, Weapon, Platform],
};

#[derive(Default)]
struct Collector {
    sequences: Sequences,
    reader: NameReader,
    /// The number of tokens of the text.
    end: u32,
}

/// A stretch of text that names something of one of these kinds.
struct Gold<'k> {
    range: TextRange,
    kinds: &'k [EntityKind],
}

/// What tokens without a name may be.
enum Free<'k> {
    /// Those kinds, where the token is capitalised.
    Capitalised(&'k [EntityKind]),
    /// Anything inside these ranges.
    Within(&'k [TextRange]),
}

impl Collector {
    fn columns(&mut self, path: &Path, scheme: &Scheme) -> Result<()> {
        let texts = sayso_eval::read_names(BufReader::new(open(path)?))?;
        for text in &texts {
            let gold: Vec<Gold> = text
                .names
                .iter()
                .filter_map(|(range, label)| {
                    let kinds = scheme.labels.iter().find(|(name, _)| name == label)?.1;
                    Some(Gold { range: *range, kinds })
                })
                .collect();
            let segmentation = Segmentation::of(&text.text);
            self.push(&text.text, &segmentation, &gold, &Free::Capitalised(scheme.unmarked));
        }
        Ok(())
    }

    /// Entities of GUM are phrases; a name is a run of proper nouns that holds the head of one.
    fn gum(&mut self, path: &Path) -> Result<()> {
        for document in treebank::read(path)? {
            let mut gold = Vec::new();
            for mention in entities::mentions(&document) {
                let words = &document.sentences[mention.sentence].words;
                let kinds: &[EntityKind] = match mention.kind.as_str() {
                    "person" => PER,
                    "organization" => ORG,
                    "place" => LOC,
                    "event" => &[Event],
                    "abstract" => &[Work, Product, Event, Nationality, Organisation],
                    "object" => &[Product, Work, Weapon, Platform, Facility],
                    _ => continue,
                };
                let Some((first, last)) = super::report::name_in(words, &mention) else { continue };
                let range = words[first].range.cover(words[last].range);
                gold.push(Gold { range, kinds });
            }
            // The longest of nested names; of mentions that share one the innermost, which comes last, says
            // what it is.
            gold.reverse();
            gold.sort_by_key(|g| (g.range.start(), Reverse(g.range.end())));
            gold.dedup_by(|a, b| a.range.overlaps(b.range));
            let segmentation = Segmentation::of(&document.text);
            self.push(&document.text, &segmentation, &gold, &Free::Capitalised(&[Nationality]));
        }
        Ok(())
    }

    /// re3d marks whatever denotes a thing, "he" and "the devastated streets" too. Weapons, platforms and
    /// nationalities are taken as they are; inside its persons, places and organisations anything may be a
    /// name, outside of them nothing.
    fn re3d(&mut self, path: &Path) -> Result<()> {
        for document in read_re3d(path)? {
            let offsets = bytes_of_chars(&document.text);
            let (mut gold, mut phrases) = (Vec::new(), Vec::new());
            for (start, end, label) in &document.entities {
                let range = TextRange::new(offsets[*start as usize], offsets[*end as usize]);
                let kinds: &[EntityKind] = match label.as_str() {
                    "Weapon" => &[Weapon],
                    "MilitaryPlatform" | "Vehicle" => &[Platform],
                    "Nationality" => &[Nationality],
                    "Temporal" | "Quantity" | "Money" | "Frequency" | "CommsIdentifier" => continue,
                    _ => {
                        phrases.push(range);
                        continue;
                    }
                };
                gold.push(Gold { range, kinds });
            }
            gold.sort_by_key(|g| (g.range.start(), Reverse(g.range.end())));
            gold.dedup_by(|a, b| a.range.overlaps(b.range));
            let segmentation = Segmentation::of(&document.text);
            self.push(&document.text, &segmentation, &gold, &Free::Within(&phrases));
        }
        Ok(())
    }

    fn push(&mut self, text: &str, segmentation: &Segmentation, gold: &[Gold], free: &Free) {
        self.reader.read(text, segmentation);
        self.end = segmentation.tokens().all().end();
        let islands = self.reader.candidate_spans().to_vec();
        let marks_weapons = matches!(free, Free::Within(_));
        for island in islands {
            for token in island.ids() {
                let range = segmentation.tokens().range(token);
                let named = gold.iter().find(|g| g.range.overlaps(range));
                let allowed = match named {
                    Some(gold) => self.named(token, range, gold),
                    None => self.unnamed(token, range, free, marks_weapons),
                };
                self.sequences.push_partial(self.reader.features(token), allowed);
            }
            self.sequences.end_sequence();
        }
    }

    fn named(&self, token: TokenId, range: TextRange, gold: &Gold) -> u64 {
        let begins = range.start() <= gold.range.start();
        let label = if begins { begin_label } else { inside_label };
        let is = |listed| self.reader.is_listed(token, listed);
        // A people that the gazetteer knows is no film, and a seat no town.
        let certain: &[EntityKind] = match gold.kinds {
            kinds
                if kinds.len() > 1
                    && kinds.contains(&Nationality)
                    && is(NameClass::Nationality) =>
            {
                &[Nationality]
            }
            [Place, Facility]
                if is(NameClass::Country)
                    || is(NameClass::City)
                    || is(NameClass::State)
                    || is(NameClass::Region) =>
            {
                &[Place]
            }
            kinds => kinds,
        };
        certain.iter().map(|&kind| 1 << label(kind)).sum()
    }

    fn unnamed(&self, token: TokenId, range: TextRange, free: &Free, marks_weapons: bool) -> u64 {
        let both = |kind: EntityKind| 1 << begin_label(kind) | 1 << inside_label(kind);
        let mut allowed = 1;
        match free {
            Free::Capitalised(kinds) if self.reader.is_capital(token) => {
                for &kind in *kinds {
                    let known =
                        kind != Nationality || self.reader.is_listed(token, NameClass::Nationality);
                    if known {
                        allowed |= both(kind);
                    }
                }
            }
            Free::Within(phrases)
                if phrases.iter().any(|p| p.contains(range)) && self.reader.is_capital(token) =>
            {
                for kind in [Person, Organisation, Place, Nationality, Event, Work, Facility] {
                    allowed |= both(kind);
                }
            }
            _ => {}
        }
        // No set but re3d marks weapons and vehicles: there the gazetteer does.
        if !marks_weapons {
            for (kind, sure, maybe) in [
                (Weapon, NameClass::Weapon, NameClass::MaybeWeapon),
                (Platform, NameClass::Platform, NameClass::MaybePlatform),
            ] {
                if self.reader.is_listed(token, sure) {
                    allowed = both(kind);
                } else if self.reader.is_listed(token, maybe) {
                    allowed |= both(kind);
                }
                // A word that goes with the thing after it.
                let next = TokenId::new(token.raw() + 1);
                if token.raw() + 1 < self.end && self.reader.is_listed(next, sure) {
                    allowed |= 1 << begin_label(kind);
                }
            }
        }
        allowed
    }
}

/// A document of re3d; spans in code points.
#[derive(Debug, Deserialize)]
pub(crate) struct Re3d {
    pub(crate) text: String,
    pub(crate) entities: Vec<(u32, u32, String)>,
}

pub(crate) fn read_re3d(path: &Path) -> Result<Vec<Re3d>> {
    let content =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    content.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// The byte offset of every code point, and of the end.
pub(crate) fn bytes_of_chars(text: &str) -> Vec<u32> {
    text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect()
}

fn open(path: &Path) -> Result<File> {
    File::open(path).with_context(|| format!("cannot read {}", path.display()))
}
