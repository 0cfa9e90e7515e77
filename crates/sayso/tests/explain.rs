//! Whoever asks about a word is told about that word.

use sayso::{Analyzer, Decision};

#[test]
fn a_word_that_was_considered_is_explained_itself() {
    let text = include_str!("../../../seeds/000_e63c8cd01220d72a.txt");
    let analyzer = Analyzer::new();
    let (analysis, trace) = analyzer.trace(text);
    let mut alone = 0;
    for cue in trace.cues.iter().filter(|cue| cue.attribution.is_none()) {
        let why = analyzer.explain(text, cue.head.start()).expect("words");
        match why.attribution {
            // In the words of an attribution, that is explained.
            Some(at) => assert!(at < analysis.attributions.len()),
            None => {
                assert_eq!(why.cue.head, cue.head);
                assert_ne!(why.cue.decision, Decision::Found);
                alone += 1;
            }
        }
    }
    assert!(alone > 0);
}
