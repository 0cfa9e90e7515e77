//! Why an attribution is where it is, or is not.

use crate::support::Folder;

const ARTICLE: &[u8] =
    b"KYIV, Nov. 23 (Reuters) - The mayor of Kyiv resigned on Monday after a long dispute, \
    officials said.\n\nIt rained all day.\n";

#[test]
fn a_cue_and_a_sentence_without_one() {
    let folder = Folder::with(&[("a.txt", ARTICLE)]);
    let explain = |more: &[&str]| folder.run(&[&["explain", "a.txt"], more].concat());
    let found = explain(&["--at", "96"]);
    // The weights change with every training; what they are said to be does not.
    for words in [
        "attribution 0; “said” (",
        "\nsource  “officials” (",
        "\ncontent  “The mayor of Kyiv",
        "\nspans together: ",
    ] {
        assert!(found.contains(words), "{words}: {found}");
    }
    let json = explain(&["--at", "96", "--format", "json"]);
    assert!(
        json.contains(r#""attribution":0,"outcome":"found","rule":null,"cue":{"span":["#),
        "{json}"
    );
    for (at, words) in [
        ("3", "no attribution here; “KYIV” (0–4): it is in a byline, dateline"),
        ("105", "no attribution here; “"),
        ("999", "error: a.txt: has offsets from 0 to 120, not 999"),
    ] {
        let answer = explain(&["--at", at]);
        assert!(answer.contains(words), "{words}: {answer}");
    }
    let missing = explain(&["--at", "3", "--id", "b"]);
    assert!(missing.contains("error: a.txt: holds no document `b`"), "{missing}");
}

#[test]
fn a_signed_quotation() {
    let text = "Readers wrote.\n\n“It was a long night for us.” ― Maria Lopez\n";
    let folder = Folder::with(&[("a.txt", text.as_bytes())]);
    let found = folder.run(&["explain", "a.txt", "--at", "48"]);
    let words = "attribution 0; “―” (46–47): the signature rule finds it";
    assert!(found.contains(words), "{found}");
}

#[test]
fn explain_help() {
    insta::assert_snapshot!(Folder::new().run(&["explain", "--help"]));
}
