//! `sayso eval` on small gold of every kind, and on what cannot be scored.

use crate::support::Folder;

const GOLD: &str = concat!(
    r#"{"id":"a1","text":"“We will answer,” said Andrey Kovalenko. Moscow denied it.","attributions":["#,
    r#"{"source":[[23,39]],"cue":[[18,22]],"content":[[0,17]]},"#,
    r#"{"source":[[41,47]],"cue":[[48,54]],"content":[[55,57]]}]}"#,
    "\n"
);

const TREEBANK: &str = "\
# newdoc id = wire-1
1\tMoscow\tMoscow\tPROPN\tNNP\t_\t2\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tdeny\tdeny\tVERB\tVB\t_\t0\troot\t_\t_
5\tit\tit\tPRON\tPRP\t_\t4\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_
";

#[test]
fn attributions() {
    let folder = Folder::with(&[("gold.jsonl", GOLD.as_bytes())]);
    insta::assert_snapshot!(folder.run(&["eval", "gold.jsonl"]));
    insta::assert_snapshot!(folder.run(&["eval", "gold.jsonl", "--json"]));
}

/// Records that were written and such as other systems make are scored alike.
#[test]
fn predictions_from_a_file() {
    let folder = Folder::with(&[("gold.jsonl", GOLD.as_bytes())]);
    folder.run(&["analyze", "gold.jsonl", "-o", "found.jsonl"]);
    let own = folder.run(&["eval", "gold.jsonl"]);
    assert_eq!(folder.run(&["eval", "gold.jsonl", "found.jsonl"]), own);
    let found = folder.read("found.jsonl");
    assert_eq!(folder.run_with_input(&["eval", "gold.jsonl", "-"], found.as_bytes()), own);
    folder.write("none.jsonl", b"{\"id\":\"a1\",\"attributions\":[]}\n");
    insta::assert_snapshot!(folder.run(&["eval", "gold.jsonl", "none.jsonl"]));
}

/// What is corrected in an annotation tool is gold: here nothing was, so that the program is right about all of it.
#[test]
fn corrections_of_brat_and_label_studio_are_gold() {
    let text = "“We will answer,” said Andrey Kovalenko.\n\nMoscow denied that weapons were\nsent to Kyiv. “We wait,” he said, “and see.”\n";
    let folder = Folder::with(&[("a.txt", text.as_bytes())]);
    folder.run(&["analyze", "a.txt", "--format", "brat", "-o", "brat"]);
    folder.run(&["analyze", "a.txt", "--format", "label-studio", "-o", "tasks.json"]);
    let tasks = folder.read("tasks.json");
    folder.write("export.json", tasks.replace("\"predictions\"", "\"annotations\"").as_bytes());
    for gold in ["brat", "export.json"] {
        let scores = folder.run(&["eval", gold]);
        for role in
            ["cue exact", "source exact", "content exact", "attribution", "attribution strict"]
        {
            let line = scores.lines().find(|line| line.starts_with(role)).expect("a score");
            assert!(line.contains("F1 1.000"), "{gold}: {line}");
        }
    }
    insta::assert_snapshot!(folder.run(&["eval", "tasks.json"]));
    folder.write("brat/a.ann", b"E1\tCue:T9\n");
    insta::assert_snapshot!(folder.run(&["eval", "brat"]));
}

#[test]
fn treebank_and_names() {
    let names = "Andrey\tB-person\nKovalenko\tI-person\nleft\tO\nKyiv\tB-location\n";
    let folder =
        Folder::with(&[("gold.conllu", TREEBANK.as_bytes()), ("gold.bio", names.as_bytes())]);
    insta::assert_snapshot!(folder.run(&["eval", "gold.conllu"]));
    insta::assert_snapshot!(folder.run(&["eval", "gold.bio"]));
}

#[test]
fn what_cannot_be_scored() {
    let folder = Folder::with(&[
        ("gold.jsonl", GOLD.as_bytes()),
        ("bytes.jsonl", b"{\"id\":\"a1\",\"offsets\":\"byte\"}\n"),
        ("twice.jsonl", b"{\"id\":\"a1\"}\n{\"id\":\"a1\"}\n"),
        ("other.jsonl", b"{\"id\":\"a1\",\"attributions\":[{\"source\":[[90,99]]}]}\n"),
        ("broken.jsonl", b"{\"id\":\"a1\"}\n{\"id\":\n"),
        ("broken.conllu", b"1\tMoscow\n"),
        ("broken.bio", b"Moscow B-place\n"),
    ]);
    let mut seen = String::new();
    for found in ["bytes.jsonl", "twice.jsonl", "other.jsonl", "broken.jsonl", "none.jsonl", "."] {
        seen += &folder.run(&["eval", "gold.jsonl", found]);
    }
    for gold in ["bytes.jsonl", "broken.conllu", "broken.bio"] {
        seen += &folder.run(&["eval", gold]);
    }
    insta::assert_snapshot!(seen);
}
