//! What words mean, for `sayso-claims`: compiled from WordNet.
//!
//! `--from` names the folder with the files of WordNet 3.0, as the Debian package `wordnet-base` installs them:
//! `data.noun`, `index.verb`, ...

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

const OUT: &str = "crates/sayso-claims/data/senses.bin";
const PARTS: [(char, &str); 4] = [('n', "noun"), ('v', "verb"), ('a', "adj"), ('r', "adv")];
/// Meanings of a word at most; beyond the first only those that occur in WordNet's own texts.
const MEANINGS: usize = 3;
/// What has more kinds is too broad to say anything: "person", "change".
const KINDS: usize = 60;

/// A synset, by its part of speech and its offset in the file.
type Synset = (char, u32);

#[derive(Default)]
struct WordNet {
    words: HashMap<Synset, Vec<String>>,
    /// Of each synset: what is derived from which of its words, counted from one.
    derived: HashMap<Synset, Vec<(usize, Synset)>>,
    /// Of each synset those that are broader, or, of adjectives, near.
    broader: HashMap<Synset, Vec<Synset>>,
    kinds: HashMap<Synset, usize>,
    /// The synsets of a word that are frequent, for each part of speech.
    senses: BTreeMap<(String, char), Vec<Synset>>,
}

pub(crate) fn compile(from: Option<&Path>, data: &Path) -> Result<()> {
    let folder = from.context("senses: name the folder of WordNet with --from")?;
    let mut net = WordNet::default();
    for (part, name) in PARTS {
        net.read_data(part, &folder.join(format!("data.{name}")))?;
        net.read_index(part, &folder.join(format!("index.{name}")))?;
    }
    // Words that nobody writes are left out: those without a vector.
    let path = data.join("vectors/words.tsv");
    let known = fs::read_to_string(&path).with_context(|| format!("{}", path.display()))?;
    let known: BTreeSet<&str> = known.lines().filter_map(|line| line.split('\t').next()).collect();
    let mut words: Vec<(&str, Vec<(Synset, bool)>)> = Vec::new();
    for ((word, _), senses) in &net.senses {
        if known.contains(word.as_str()) && word.chars().all(char::is_alphabetic) {
            let meanings = senses.iter().flat_map(|&sense| net.meanings(word, sense)).collect();
            words.push((word, meanings));
        }
    }
    let bytes = sayso_claims::train::senses(&words);
    fs::write(OUT, &bytes).context(OUT)?;
    eprintln!("wrote {OUT}, {} bytes", bytes.len());
    Ok(())
}

impl WordNet {
    /// Reads lines of an offset, a file number, a part of speech, words and pointers, numbers being hexadecimal or not.
    fn read_data(&mut self, part: char, path: &Path) -> Result<()> {
        let text = fs::read(path).with_context(|| format!("{}", path.display()))?;
        let text = String::from_utf8_lossy(&text);
        for line in text.lines().filter(|line| !line.starts_with(' ')) {
            self.read_synset(part, line)
                .with_context(|| format!("{}: no synset: {line}", path.display()))?;
        }
        Ok(())
    }

    fn read_synset(&mut self, part: char, line: &str) -> Option<()> {
        let mut fields = line.split('|').next()?.split(' ');
        let synset = (part, fields.next()?.parse().ok()?);
        let count = usize::from_str_radix(fields.nth(2)?, 16).ok()?;
        let mut words = Vec::new();
        for _ in 0..count {
            // An adjective may have a mark of its place behind it.
            let word = fields.next()?.split('(').next()?.to_lowercase();
            words.push(word);
            fields.next()?;
        }
        let pointers: usize = fields.next()?.parse().ok()?;
        for _ in 0..pointers {
            let (sign, offset) = (fields.next()?, fields.next()?.parse().ok()?);
            let other = fields.next()?.chars().next()?;
            let target = (if other == 's' { 'a' } else { other }, offset);
            let word = usize::from_str_radix(fields.next()?.get(..2)?, 16).ok()?;
            match sign {
                "+" => self.derived.entry(synset).or_default().push((word, target)),
                "@" | "&" => {
                    self.broader.entry(synset).or_default().push(target);
                    *self.kinds.entry(target).or_default() += 1;
                }
                _ => {}
            }
        }
        self.words.insert(synset, words);
        Some(())
    }

    /// Reads lines of a word, and at their ends how many of its synsets are frequent and the offsets of all.
    fn read_index(&mut self, part: char, path: &Path) -> Result<()> {
        let text = fs::read_to_string(path).with_context(|| format!("{}", path.display()))?;
        for line in text.lines().filter(|line| !line.starts_with(' ')) {
            let fields: Vec<&str> = line.split_whitespace().collect();
            let parse = || -> Option<(usize, usize)> {
                let count: usize = fields.get(2)?.parse().ok()?;
                let frequent = fields.get(fields.len().checked_sub(count + 1)?)?.parse().ok()?;
                Some((count, frequent))
            };
            let (count, frequent) =
                parse().with_context(|| format!("{}: no word: {line}", path.display()))?;
            let offsets = fields[fields.len() - count..].iter().take(frequent.clamp(1, MEANINGS));
            let senses = offsets.filter_map(|offset| Some((part, offset.parse().ok()?))).collect();
            self.senses.insert((fields[0].to_lowercase(), part), senses);
        }
        Ok(())
    }

    /// What a word means by one of its synsets; of each whether it is broader.
    fn meanings(&self, word: &str, sense: Synset) -> Vec<(Synset, bool)> {
        let mut meanings = vec![(sense, false)];
        let place = self.words[&sense].iter().position(|w| w == word).map(|i| i + 1);
        let derived = self.derived.get(&sense).into_iter().flatten();
        let derived = derived.filter(|(of, _)| Some(*of) == place);
        meanings.extend(derived.map(|&(_, target)| (target, false)));
        let broader = self.broader.get(&sense).into_iter().flatten();
        let telling = broader.filter(|target| self.kinds[target] <= KINDS);
        meanings.extend(telling.map(|&target| (target, true)));
        meanings
    }
}
