//! Odd kinds of text, each against news of the same length: none may take much longer, and none may grow faster than
//! its length.

use std::hint::black_box;

use anyhow::{Context, Result, ensure};
use sayso::{Analysis, Analyzer, Scratch};

use super::stages::best;

/// Name and pattern, one a line.
const KINDS: &str = include_str!("odd.tsv");
/// Characters of the texts.
const LENGTHS: [usize; 2] = [100_000, 400_000];
/// How many times longer than news a text may take, and how much longer the long one may than the short one.
const MOST_TIMES: f64 = 10.0;
const MOST_GROWTH: f64 = 4.5;
/// What takes less than this share of the time of news is not asked how it grows: it would be noise.
const NOTHING: f64 = 0.2;

pub(super) fn run(texts: &[String], runs: u32) -> Result<()> {
    let analyzer = Analyzer::new();
    let (mut scratch, mut analysis) = (Scratch::default(), Analysis::default());
    let mut seconds = |text: &str| {
        best(runs, || {
            analyzer.analyze_into(black_box(text), &mut scratch, &mut analysis);
            analysis.attributions.len()
        })
    };
    let news = LENGTHS.map(|length| {
        let text: String =
            texts.iter().flat_map(|text| text.chars().chain("\n\n".chars())).take(length).collect();
        seconds(&text)
    });
    println!("news: {:.3} s and {:.3} s", news[0], news[1]);
    let mut broken = Vec::new();
    let kinds = kinds()?;
    for (name, pattern) in &kinds {
        let times = LENGTHS.map(|length| {
            let text: String = pattern.chars().cycle().take(length).collect();
            seconds(&text)
        });
        let (share, growth) = (times[1] / news[1], times[1] / times[0]);
        let fast = share <= MOST_TIMES && (growth <= MOST_GROWTH || share < NOTHING);
        let mark = if fast { "" } else { "  too slow" };
        println!(
            "{name:<28} {:>8.3} s {:>8.3} s  {share:>6.2} times news, grows {growth:>5.2} times{mark}",
            times[0], times[1]
        );
        if !fast {
            broken.push(name.as_str());
        }
    }
    ensure!(broken.is_empty(), "too slow: {}", broken.join(", "));
    println!("{} kinds within {MOST_TIMES} times news and {MOST_GROWTH} times growth", kinds.len());
    Ok(())
}

fn kinds() -> Result<Vec<(String, String)>> {
    let lines = KINDS.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let wrong = || format!("odd.tsv: `{line}` is no name and pattern");
            let (name, pattern) = line.split_once('\t').with_context(wrong)?;
            let pattern = unescape(pattern).filter(|pattern| !pattern.is_empty());
            Ok((name.to_owned(), pattern.with_context(wrong)?))
        })
        .collect()
}

/// Reads `\n`, `\r`, `\t` and `\u{...}`.
fn unescape(pattern: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let (c, behind) = match rest.as_bytes().get(at + 1)? {
            b'n' => ('\n', at + 2),
            b'r' => ('\r', at + 2),
            b't' => ('\t', at + 2),
            b'u' => {
                let code = rest[at..].strip_prefix("\\u{")?;
                let end = code.find('}')?;
                let c = u32::from_str_radix(&code[..end], 16).ok().and_then(char::from_u32)?;
                (c, at + 3 + end + 1)
            }
            _ => return None,
        };
        out.push(c);
        rest = &rest[behind..];
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_kind_is_a_pattern_of_its_own() {
        let kinds = kinds().expect("a list of names and patterns");
        assert!(kinds.len() >= 100);
        let names: HashSet<_> = kinds.iter().map(|(name, _)| name).collect();
        let patterns: HashSet<_> = kinds.iter().map(|(_, pattern)| pattern).collect();
        assert_eq!((names.len(), patterns.len()), (kinds.len(), kinds.len()));
    }

    #[test]
    fn escapes_are_characters() {
        assert_eq!(unescape("a\\n\\u{301}\\tb").as_deref(), Some("a\n\u{301}\tb"));
        assert_eq!(unescape("\\x"), None);
    }
}
