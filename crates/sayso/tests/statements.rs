//! Statements that stand as paragraphs behind a colon.

use sayso::Analyzer;

/// Compares source, cue and the pieces of the content of the first attribution that stands in no other and has
/// more than its own paragraph with `expected`.
fn check(text: &str, expected: (&str, &str, &[&str])) {
    let analysis = Analyzer::new().analyze(text);
    let behind = |a: &&sayso::Attribution| a.content.spans[0].start() > a.cue.spans[0].end() + 1;
    let mut outermost = analysis.attributions.iter().filter(|a| a.parent.is_none());
    let found = outermost.find(behind).expect("a statement");
    let pieces: Vec<&str> = found.content.spans.iter().map(|&span| &text[span]).collect();
    let (source, cue) = (&text[found.source.spans[0]], &text[found.cue.spans[0]]);
    assert_eq!((source, cue, pieces.as_slice()), expected, "{text}");
}

#[test]
fn releases() {
    check(
        "The minister welcomes the new line.\n\nMinister Ann Brown said:\n\n\
         I am glad that it will open in May. It took too long.\n\nThe city has waited long enough.\n\n\
         Further information\n\nFollow the ministry on Twitter.",
        (
            "Minister Ann Brown",
            "said:",
            &[
                "I am glad that it will open in May. It took too long",
                "The city has waited long enough",
            ],
        ),
    );
}

#[test]
fn articles_go_on_in_the_writers_voice() {
    check(
        "The governor was not pleased. He wrote:\n\nWe will not pay for this. Nobody asked us.\n\n\
         Our schools need the money.\n\nHis party had asked for the cut in May. “It is too late,” \
         one member said.",
        (
            "He",
            "wrote:",
            &["We will not pay for this. Nobody asked us", "Our schools need the money"],
        ),
    );
}

#[test]
fn announcements() {
    check(
        "General John Ashby released the following statement today:\n\n“We have lost a good \
         friend. He served with honour.”\n\n“My thoughts are with his family.”",
        (
            "General John Ashby",
            "released the following statement",
            &[
                "“We have lost a good friend. He served with honour.”",
                "“My thoughts are with his family.”",
            ],
        ),
    );
}
