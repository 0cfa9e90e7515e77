//! Passes over the treebank, and what they reach on held-out sentences.

use std::collections::BTreeMap;

use sayso_linear::{ModelFile, Rng};

use super::learner::{Learner, Target};
use super::network::Network;
use super::{Config, Example};
use crate::network::{Encoder, Weights};
use crate::parser::{self, Gold, State};
use crate::syntax::Tag;
use crate::tagger::Tagger;

/// Rarer pairs of universal and Penn tag are slips of annotators.
const LEAST_USES: u32 = 5;
/// Sentences whose gradients make one step.
const BATCH: usize = 8;

/// The sections of tagger and network.
pub(super) fn train(
    examples: &[Example<'_>],
    dev: &[Example<'_>],
    config: &Config,
    progress: &mut dyn FnMut(&str),
) -> (Vec<u8>, Vec<Vec<u8>>) {
    let mut rng = Rng::new(config.seed);
    let tags = inventory(examples);
    let number = |tag: Tag| tags.iter().position(|t| *t == tag);
    let gold: Vec<Gold> = examples.iter().map(gold).collect();
    let tag_numbers: Vec<Vec<Option<usize>>> =
        examples.iter().map(|e| e.tags().map(number).collect()).collect();
    let mut network = Network::new(examples, &mut rng);
    let mut learner = Learner::default();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let names = Tagger::write(&tags);
    let steps = config.passes * examples.len().div_ceil(BATCH);
    let (mut step, mut averaged) = (0, 0);
    for pass in 0..config.passes {
        rng.shuffle(&mut order);
        let mut wrong = 0;
        for batch in order.chunks(BATCH) {
            for &i in batch {
                let target = Target {
                    words: &examples[i].words,
                    tags: &tag_numbers[i],
                    kinds: tags.len(),
                    gold: &gold[i],
                };
                wrong += learner.learn(&target, &mut network, pass > 0, &mut rng);
            }
            step += 1;
            let left = 1.0 - step as f32 / (steps + 1) as f32;
            network.step(step, config.rate * left, batch.len());
        }
        // The mean of the later passes; until then, the present numbers.
        if pass * 6 >= config.passes * 5 {
            averaged += 1;
        }
        network.add_to_mean(1.0 / averaged.max(1) as f32);
        if pass % 6 == 5 || pass + 1 == config.passes {
            let sections = network.sections();
            let [upos, uas, las] = score(&names, &sections, dev);
            progress(&format!(
                "pass {}: {wrong} wrong steps; dev UPOS {upos:.2} UAS {uas:.2} LAS {las:.2}; {} kB",
                pass + 1,
                sections.iter().map(Vec::len).sum::<usize>() / 1000
            ));
        }
    }
    (names, network.sections())
}

fn inventory(examples: &[Example<'_>]) -> Vec<Tag> {
    let mut counts: BTreeMap<[u8; 2], (Tag, u32)> = BTreeMap::new();
    for tag in examples.iter().flat_map(|e| e.tags()) {
        counts.entry([tag.upos as u8, tag.xpos as u8]).or_insert((tag, 0)).1 += 1;
    }
    counts.into_values().filter(|(_, count)| *count >= LEAST_USES).map(|(tag, _)| tag).collect()
}

fn gold(example: &Example<'_>) -> Gold {
    let words = &example.sentence.words;
    let head = |(i, head): (usize, u32)| if head as usize == i { words.len() as u32 } else { head };
    Gold::new(
        words.iter().map(|w| w.head).enumerate().map(head).collect(),
        words.iter().map(|w| w.relation).collect(),
    )
}

/// Right universal tags, heads, and heads with the right relation but for its subtype: in percent of words.
fn score(tags: &[u8], sections: &[Vec<u8>], dev: &[Example<'_>]) -> [f64; 3] {
    let mut bytes = vec![tags];
    bytes.extend(sections.iter().map(Vec::as_slice));
    let bytes = ModelFile::write("score", 0, &bytes);
    let mut file = ModelFile::read(bytes, "score", 0).expect("a model just written");
    let tagger = Tagger::read(&mut file).expect("tags just written");
    let weights = Weights::read(&mut file).expect("a network just written");
    let (mut encoder, mut state, mut tags) = (Encoder::default(), State::default(), Vec::new());
    let (mut right, mut words) = ([0u32; 3], 0u32);
    for example in dev {
        encoder.remember(&example.words, &weights);
        encoder.read(&example.words, &weights);
        tags.clear();
        tagger.tag(&mut encoder, &weights, &mut tags);
        encoder.read_deeper(&example.words, &weights);
        let tree = parser::parse(&encoder, &weights, &mut state);
        for ((arc, tag), word) in tree.iter().zip(&tags).zip(&example.sentence.words) {
            words += 1;
            right[0] += u32::from(tag.upos == word.upos);
            if arc.head == word.head {
                right[1] += 1;
                right[2] += u32::from(arc.relation.universal() == word.relation.universal());
            }
        }
    }
    right.map(|count| 100.0 * f64::from(count) / f64::from(words))
}
