//! Who said what in one article: that of a file, or the seed article.
#![allow(clippy::print_stdout, reason = "examples show what they find")]

use std::error::Error;

use sayso::{Analyzer, TextRange};

const SEED: &str = include_str!("../seeds/000_e63c8cd01220d72a.txt");

fn main() -> Result<(), Box<dyn Error>> {
    let text = match std::env::args().nth(1) {
        Some(path) => std::fs::read_to_string(path)?,
        None => SEED.to_owned(),
    };
    // A source or a content may be in pieces.
    let words = |spans: &[TextRange]| -> String {
        spans.iter().map(|&span| &text[span]).collect::<Vec<_>>().join(" … ")
    };
    let analysis = Analyzer::new().analyze(&text);
    for (index, found) in analysis.attributions.iter().enumerate() {
        println!("{index}. {}", words(&found.source.spans));
        println!("   kind     {}", found.source.kind.as_str());
        println!("   cue      {} ({})", words(&found.cue.spans), found.stance.as_str());
        println!(
            "   content  {} ({})",
            words(&found.content.spans),
            found.content.quotation.as_str()
        );
        if let Some(parent) = found.parent {
            println!("   inside   {parent}");
        }
        println!("   sure     {:.2}", found.confidence);
    }
    Ok(())
}
