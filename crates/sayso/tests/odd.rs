//! Odd text, long: a search that goes to the end of it from every word would take minutes here, and what
//! is published by mistake (tables, code, white space lost) looks like this.

use sayso::{Analysis, Analyzer, Scratch};

#[test]
fn time_grows_with_the_text_and_no_faster() {
    const PIECES: [&str; 16] = [
        ". ",
        "a”",
        "a@b.",
        "a-",
        "1,",
        "$1",
        "he said, \"x,\" ",
        "\"x\" said Bob. ",
        "workers' ",
        "said ",
        "1) x ",
        "“",
        "'",
        "(",
        "U.S.",
        "\n",
    ];
    const LENGTH: usize = 300_000;
    let analyzer = Analyzer::new();
    let (mut scratch, mut analysis) = (Scratch::default(), Analysis::default());
    for piece in PIECES {
        let text = piece.repeat(LENGTH / piece.len());
        analyzer.analyze_into(&text, &mut scratch, &mut analysis);
        let tokens = analysis.segmentation.tokens().len();
        assert!(tokens > 0 || text.trim().is_empty(), "{piece:?}");
    }
}

/// Found by fuzzing: a character that cannot be shown was taken for a name.
#[test]
fn no_affiliation_is_punctuation_alone() {
    let text = "According to Western off\u{fffd}cials, Py ongyang is likely to reMceive access to nuclear \
        technology from the Kremlin, which is using seriou. concern among US allies.";
    let analysis = Analyzer::new().analyze(text);
    assert_eq!(analysis.attributions.len(), 1);
    assert_eq!(analysis.attributions[0].source.affiliation, None);
}

/// An hour that is none overflowed before it was refused.
#[test]
fn what_looks_like_a_time_may_be_any_number() {
    for text in ["It is at 2024:30.", "It is at 65535:59 p.m.", "It is at 1994:05:06."] {
        assert_eq!(Analyzer::new().analyze(text).segmentation.sentences().len(), 1, "{text}");
    }
}
