//! Articles in memory, on all cores: memory is kept from one article to the next of each thread.
#![allow(clippy::print_stdout, reason = "examples show what they find")]

use std::collections::BTreeMap;

use rayon::prelude::*;
use sayso::{Analysis, Analyzer, Scratch};

fn main() {
    let articles: Vec<String> = (0..1000)
        .map(|number| {
            format!(
                "The mayor denied that {number} trees were felled. “We planted them,” she said."
            )
        })
        .collect();
    let analyzer = Analyzer::new();

    let memory = || (Scratch::default(), Analysis::default());
    let stances: Vec<Vec<&str>> = articles
        .par_iter()
        .map_init(memory, |(scratch, analysis), text| {
            analyzer.analyze_into(text, scratch, analysis);
            analysis.attributions.iter().map(|found| found.stance.as_str()).collect()
        })
        .collect();

    let mut counts = BTreeMap::new();
    for stance in stances.iter().flatten() {
        *counts.entry(stance).or_insert(0) += 1;
    }
    println!("{} articles", stances.len());
    for (stance, count) in counts {
        println!("{stance}: {count}");
    }
}
