//! How the time of one document grows with its length: it must grow no faster.

use std::hint::black_box;

use sayso::{Analysis, Analyzer, Scratch};

use super::stages::best;

/// Characters of the documents.
const LENGTHS: [usize; 5] = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];
/// So many characters at least are analysed for a figure, in as many documents as that takes.
const LEAST: usize = 1_000_000;

pub(super) fn run(texts: &[String]) {
    let analyzer = Analyzer::new();
    let (mut scratch, mut analysis) = (Scratch::default(), Analysis::default());
    for length in LENGTHS {
        let text: String = texts
            .iter()
            .cycle()
            .flat_map(|text| text.chars().chain("\n\n".chars()))
            .take(length)
            .collect();
        let times = (LEAST / length).max(1);
        let seconds = best(1, || {
            for _ in 0..times {
                analyzer.analyze_into(black_box(&text), &mut scratch, &mut analysis);
            }
            analysis.attributions.len()
        });
        let of_one = 1e3 * seconds / times as f64;
        let of_million = 1e6 * seconds / (times * length) as f64;
        println!("{length:>10} characters {of_one:>10.1} ms {of_million:>8.2} s a million");
    }
}
