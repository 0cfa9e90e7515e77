//! Why there is an attribution, and why there is none.
#![allow(clippy::print_stdout, reason = "examples show what they find")]

use sayso::{Analyzer, CueTrace};

const TEXT: &str = "The mayor resigned, officials said on Monday. The minister said nothing of it.";

fn main() {
    let analyzer = Analyzer::new();

    // What was decided about each word that could be a cue.
    let (analysis, trace) = analyzer.trace(TEXT);
    println!("{} attributions of {} possible cues", analysis.attributions.len(), trace.cues.len());
    for cue in &trace.cues {
        show(cue);
    }

    // The same for one place.
    let at = TEXT.find("officials").expect("a word of the text") as u32;
    let why = analyzer.explain(TEXT, at).expect("the text has words");
    println!("at {at}: attribution {:?}, confidence {:.2}", why.attribution, why.cue.confidence);
}

fn show(cue: &CueTrace) {
    let word = &TEXT[cue.head];
    println!("{word}: {}, probability {:.2}", cue.decision.as_str(), cue.probability);
    for source in &cue.sources {
        let words: Vec<&str> = source.spans.iter().map(|&span| &TEXT[span]).collect();
        let chosen = if source.chosen { "the source" } else { "could be the source" };
        println!("    {} {chosen} ({:.2})", words.join(" "), source.probability);
    }
    for feature in cue.contributions.iter().take(3) {
        println!("    {:+.2} {}", feature.weight, feature.what);
    }
}
