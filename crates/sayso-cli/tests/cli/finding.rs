//! What users say about what is to be found: cues of their own, how sure it must be; and what is found beside
//! the story.

use crate::support::Folder;

/// A list of cues, and what is said of lists that are odd or wrong.
#[test]
fn cues_of_a_list() {
    let folder = Folder::with(&[
        (
            "a.txt",
            b"The senator mansplained that taxes are low. She went on record that they are high.",
        ),
        ("cues.csv", b"cue,pos,stance\nmansplain,verb,assert\ngo on record,,confirm\n"),
        ("stances.csv", b"cue,pos,stance\nmansplain,verb,assert\nmansplain,verb,deny\n"),
        ("twice.csv", b"cue,pos,stance\nmansplain,verb,assert\nsay,,\nmansplain,verb,assert\n"),
        ("part.csv", b"cue,pos\nsay,word\n"),
        ("stance.csv", b"cue,stance\nsay,loudly\n"),
        ("column.csv", b"word,stance\nsay,assert\n"),
    ]);
    let run = |cues: &str| {
        folder.run(&["analyze", "a.txt", "-q", "--layers", "attributions", "--cues", cues])
    };
    let found = run("cues.csv");
    for words in [r#""lemma":"mansplain""#, r#""stance":"confirm""#] {
        assert!(found.contains(words), "{words}: {found}");
    }
    let wrong = ["stances.csv", "twice.csv", "part.csv", "stance.csv", "column.csv", "none.csv"];
    insta::assert_snapshot!(wrong.map(run).join("\n"));
}

#[test]
fn only_what_is_sure() {
    let folder = Folder::with_seed();
    let run = |least: &str| {
        let arguments = ["analyze", "seeds", "-q", "--layers", "attributions"];
        folder.run(&[&arguments[..], &["--min-confidence", least]].concat())
    };
    let count = |records: &str| records.matches(r#""cue":"#).count();
    assert_eq!(count(&run("0")), 11);
    let sure = run("0.8");
    assert!((1..11).contains(&count(&sure)), "{sure}");
    assert_eq!(count(&run("1")), 0);
    let wrong = run("80");
    assert!(wrong.contains("write a number from 0 to 1"), "{wrong}");
}

/// The outlet, the day and the author that only the text tells.
#[test]
fn boilerplate_fills_in_the_head_of_a_record() {
    let text = "Troops leave.\n\nBy Jane Doe\n\nKYIV, Nov. 23 (Reuters) - Troops left, officials said.\n\n\
        (Reporting by Jane Doe; Editing by John Roe)\n";
    let folder = Folder::with(&[("a.txt", text.as_bytes())]);
    insta::assert_snapshot!(folder.run(&["analyze", "a.txt", "-q", "--layers", "boilerplate"]));
}

#[test]
fn a_model_that_is_none() {
    let folder = Folder::with(&[("a.txt", b"It rained, officials said."), ("b.bin", b"1, 2, 3")]);
    let run = |model: &str| folder.run(&["analyze", "a.txt", "-q", "--model", model]);
    let refused = run("b.bin");
    assert!(refused.contains("error: b.bin: not a Sayso model"), "{refused}");
    assert!(refused.starts_with("exit code: 1\n"), "{refused}");
    assert!(run("none.bin").contains("error: none.bin: cannot be read"));
}

/// What the accurate model finds in a few sentences, and why.
#[cfg(feature = "accurate")]
#[test]
fn the_accurate_model_gives_the_same_bytes_on_any_threads() {
    let text = "“We will not yield,” said Mayor Anna Müller. She added that help was on its way.\n\n\
        According to the ministry, prices rose by 3.5% in May. Critics doubt it.\n";
    let folder = Folder::with(&[("a.txt", text.as_bytes()), ("b.txt", text.as_bytes())]);
    let run = |threads: &str| {
        folder.run(&[
            "analyze",
            "a.txt",
            "b.txt",
            "-q",
            "--model",
            "accurate",
            "--threads",
            threads,
        ])
    };
    let one = run("1");
    assert_eq!(one, run("2"));
    insta::assert_snapshot!(one);
    insta::assert_snapshot!(folder.run(&["explain", "a.txt", "--at", "25", "--model", "accurate"]));
}
