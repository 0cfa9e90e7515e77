//! News with mistakes in it: every text is analysed and written in every form, and read in every format that articles
//! come in. What fails is told with the seed and number that make it again.
//!
//! The checks are those of the targets in `fuzz/`, for which `sayso_corpus` and `tempfile` are needed here.

#[allow(unreachable_pub, reason = "shared with the targets")]
#[path = "../../../fuzz/src/analysis.rs"]
mod analysis;
#[allow(unreachable_pub, reason = "shared with the targets")]
#[path = "../../../fuzz/src/articles.rs"]
mod articles;

use std::any::Any;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use clap::Args;
use sayso_linear::Rng;

use super::{seeds, target_folder};
use crate::bench::articles_of;

#[derive(Debug, Args)]
pub(crate) struct FuzzNewsArgs {
    /// Stop after so many megabytes of text
    #[arg(long, value_name = "MB", default_value_t = 16)]
    megabytes: u64,
    /// Stop after so many seconds
    #[arg(long, value_name = "N")]
    seconds: Option<u64>,
    /// Other seeds make other texts
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Only the text with this number
    #[arg(long, value_name = "N")]
    number: Option<u64>,
    /// Articles to begin with, JSON Lines with a field `text`
    #[arg(value_name = "FILE", default_values_os_t = [crate::data::articles()])]
    files: Vec<PathBuf>,
}

/// Where the first panic since the last look was, and what it said: readers catch those of parsers.
static PANICKED: Mutex<Option<String>> = Mutex::new(None);

/// The longest text: most articles are shorter.
const LONGEST: usize = 16 << 10;
/// One text in so many is read in the formats of files too, which costs more than analysing it.
const READ: u64 = 4;

pub(crate) fn run(args: &FuzzNewsArgs) -> Result<()> {
    let mut texts = Vec::new();
    for file in &args.files {
        texts.extend(articles_of(file)?.collect::<Result<Vec<_>>>()?);
    }
    ensure!(!texts.is_empty(), "there is no article to begin with");
    let finds = target_folder().join("finds").join("news");
    panic::set_hook(Box::new(|info| {
        // Readers catch the panics of other people's crates and report an error.
        let foreign = info.location().is_some_and(|place| place.file().contains("/registry/src/"));
        if !foreign {
            let mut panicked = PANICKED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
            panicked.get_or_insert_with(|| info.to_string().replace('\n', ": "));
        }
    }));
    let begun = Instant::now();
    let limit = args.seconds.map_or(Duration::MAX, Duration::from_secs);
    let numbers = args.number.map_or(0..u64::MAX, |number| number..number + 1);
    let (mut tried, mut bytes, mut failed) = (0, 0, 0);
    for number in numbers {
        if bytes >= args.megabytes * 1_000_000 || begun.elapsed() >= limit {
            break;
        }
        let input = Input::new(&texts, args.seed, number);
        (tried, bytes) = (tried + 1, bytes + input.text.len() as u64);
        if let Some(what) = input.check() {
            failed += 1;
            fs::create_dir_all(&finds)?;
            let path = finds.join(format!("{}-{number}", args.seed));
            let place = || format!("{}: cannot be written", path.display());
            fs::write(&path, &input.text).with_context(place)?;
            let seed = args.seed;
            eprintln!("--seed {seed} --number {number}: {what}; the text is {}", path.display());
        }
    }
    let _ = panic::take_hook();
    let (megabytes, seconds) = (bytes as f64 / 1e6, begun.elapsed().as_secs());
    println!("{tried} texts, {megabytes:.1} MB, seed {}: {failed} failed; {seconds} s", args.seed);
    ensure!(failed == 0, "{failed} texts failed");
    Ok(())
}

/// A text with mistakes: it follows from seed and number alone.
struct Input {
    /// The first byte chooses the options.
    text: Vec<u8>,
    /// The same in the format with this name.
    file: Option<(&'static str, Vec<u8>)>,
}

impl Input {
    fn new(texts: &[String], seed: u64, number: u64) -> Self {
        let rng = &mut Rng::new(Rng::new(seed).next_u64() ^ number);
        let pick = |rng: &mut Rng| texts[rng.below(texts.len())].as_bytes();
        let mut text = pick(rng).to_vec();
        let other = pick(rng);
        for _ in 0..1 + rng.below(12) {
            change(&mut text, other, rng);
        }
        text.truncate(LONGEST);
        let file = number.is_multiple_of(READ).then(|| {
            let article = String::from_utf8_lossy(&text);
            let paragraphs: Vec<&str> = article.lines().filter(|line| !line.is_empty()).collect();
            let mut files = seeds::files(&paragraphs, "news");
            let (name, file) = &mut files[rng.below(6)];
            let mut file = std::mem::take(file).into_bytes();
            for _ in 0..rng.below(4) {
                change(&mut file, other, rng);
            }
            (*name, file)
        });
        text.insert(0, rng.next_u64() as u8);
        Self { text, file }
    }

    /// What failed.
    fn check(&self) -> Option<String> {
        let checked = panic::catch_unwind(AssertUnwindSafe(|| {
            analysis::check(&self.text);
            if let Some((name, file)) = &self.file {
                articles::check(name, file);
            }
        }));
        let panicked = PANICKED.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).take();
        panicked.or_else(|| checked.err().map(|cause| message(&*cause)))
    }
}

fn message(cause: &(dyn Any + Send)) -> String {
    cause.downcast_ref::<String>().cloned().unwrap_or_else(|| "a panic".into())
}

/// Characters that rules look for, and such as few texts have.
const ODD: [&str; 40] = [
    "\"",
    "“",
    "”",
    "‘",
    "’",
    "''",
    "``",
    "«",
    "»",
    ":",
    ";",
    "—",
    "--",
    "(",
    ")",
    "[",
    "]",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{200b}",
    "\u{202e}",
    "\u{feff}",
    "\u{301}",
    "\u{1f1fa}\u{1f1e6}",
    "…",
    "...",
    ". ",
    ", ",
    "@",
    "#",
    "$",
    "%",
    "said ",
    " he said, ",
    "according to ",
    "Q: ",
    "\0",
];

/// Makes one mistake.
fn change(text: &mut Vec<u8>, other: &[u8], rng: &mut Rng) {
    let at = rng.below(text.len() + 1);
    let end = (at + rng.below(200)).min(text.len());
    match rng.below(9) {
        0 if at < text.len() => text[at] ^= 1 << rng.below(8),
        1 if at < text.len() => text[at] = rng.next_u64() as u8,
        2 => text.truncate(at.max(1)),
        3 => drop(text.drain(at..end)),
        4 => {
            let from = rng.below(other.len() + 1);
            let to = (from + rng.below(400)).min(other.len());
            text.splice(at..at, other[from..to].iter().copied());
        }
        5 => {
            let piece = text[at..(at + rng.below(40)).min(text.len())].repeat(1 + rng.below(60));
            text.splice(at..at, piece);
        }
        6 => text[at..end].make_ascii_uppercase(),
        7 => {
            let odd = ODD[rng.below(ODD.len())].repeat(1 + rng.below(3));
            text.splice(at..at, odd.into_bytes());
        }
        _ => {
            let odd = ODD[rng.below(ODD.len())];
            let spaced = text[at..end].split(|&byte| byte == b' ');
            let changed = spaced.collect::<Vec<_>>().join(odd.as_bytes());
            text.splice(at..end, changed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seed_and_number_make_the_same_text_again() {
        let texts =
            ["“We will answer,” said Ann Brown.".to_owned(), "Moscow denied it.".to_owned()];
        let input = |number| Input::new(&texts, 1, number).text;
        assert_eq!(input(7), input(7));
        let different: std::collections::HashSet<_> = (0..50).map(input).collect();
        assert!(different.len() > 40);
    }
}
