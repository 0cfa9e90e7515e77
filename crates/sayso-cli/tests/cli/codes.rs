//! Exit codes, and messages that outsiders have a part in.

use crate::support::{Folder, articles};

#[track_caller]
fn check(folder: &Folder, arguments: &[&str], code: i32, told: &str) {
    let seen = folder.run(arguments);
    assert!(seen.starts_with(&format!("exit code: {code}\n")), "{arguments:?}: {seen}");
    assert!(seen.contains(told), "{arguments:?}: {seen}");
}

#[test]
fn paths_that_lead_to_nothing_are_mistakes_of_the_command_line() {
    let folder = Folder::with(&[
        ("good.txt", b"Moscow denied it."),
        ("news/a.txt", b"She left."),
        ("empty/.hidden", b""),
        ("bad.jsonl", b"{\"text\": 7}\n"),
    ]);
    for command in ["analyze", "report"] {
        check(&folder, &[command, "missing.txt"], 1, "error: missing.txt: no such file or folder");
        check(&folder, &[command, "missing.txt", "good.txt"], 1, "\n1 document, ");
        check(&folder, &[command, "news/*.html"], 1, "error: news/*.html: no file matches");
        check(
            &folder,
            &[command, "no/such/*.txt"],
            1,
            "error: no/such/*.txt: no such file or folder",
        );
        check(&folder, &[command, "empty"], 1, "error: empty: no file to read");
        check(&folder, &[command, "bad.jsonl", "missing.txt"], 2, "error: missing.txt: ");
        check(&folder, &[command], 1, &format!("usage: sayso {command} [OPTIONS] [PATH]..."));
        check(&folder, &[command, "good.txt", "--threads", "100000"], 1, "a number from 0 to 1024");
    }
    check(&folder, &["explain", "missing.txt", "--at", "1"], 1, "error: missing.txt: no such file");
    check(&folder, &["eval", "missing.jsonl"], 1, "error: missing.jsonl: no such file");
    let ids = |paths: &[&str]| {
        let output = folder.output(&[&["analyze", "-q"], paths].concat());
        let records = String::from_utf8(output.stdout).expect("text");
        let id = |line: &str| line.split('"').nth(5).unwrap_or_default().to_owned();
        records.lines().map(id).collect::<Vec<_>>()
    };
    assert_eq!(ids(&["news", "missing.txt"]), ["a"]);
}

#[test]
fn a_report_of_nothing_has_no_tables() {
    let folder = Folder::new();
    let told = folder.run(&["report", "missing.jsonl", "--html", "page.html"]);
    assert!(told.contains("----- stdout -----\n----- stderr -----\n"), "{told}");
    assert!(folder.names().is_empty());
}

#[test]
fn no_record_that_is_damaged_is_counted() {
    let folder = Folder::with(&[("all.jsonl", articles(1).as_bytes())]);
    let record = folder.output(&["analyze", "-q", "all.jsonl"]).stdout;
    let record = String::from_utf8(record).expect("text");
    let damages = [
        ("\"format\":2", "\"format\":9", "a record of format 9"),
        ("\"format\":2,", "", "a damaged record (missing field `format`"),
        ("\"offsets\":\"char\",", "", "a damaged record (missing field `offsets`"),
        ("\"meta\":", "\"mete\":", "a damaged record (missing field `meta`"),
        ("\"parent\":null", "\"parent\":7", "refers to attribution 7, which it does not hold"),
        ("\"entity\":0", "\"entity\":70", "refers to entity 70, which it does not hold"),
        ("\"hedges\":[]", "\"hedges\":[[900,901]]", "points at 900 to 901"),
        ("\"stance\":\"", "\"stance\":\"un", "a damaged record"),
    ];
    for (sound, damaged, told) in damages {
        assert!(record.contains(sound), "{sound}: {record}");
        folder.write("said.jsonl", record.replacen(sound, damaged, 1).as_bytes());
        check(&folder, &["report", "said.jsonl"], 2, told);
    }
    folder.write("said.jsonl", &record.as_bytes()[..record.len() / 2]);
    check(&folder, &["report", "said.jsonl"], 2, "not valid JSON");
    folder.write("said.jsonl", record.as_bytes());
    check(&folder, &["report", "-q", "said.jsonl", "--tables", "sources"], 0, "Kovalenko");
}

#[test]
fn nothing_from_outside_steers_the_terminal() {
    let odd = "a\u{202e}txt\u{1b}[31m\u{2066}";
    let line =
        format!("{{\"id\": \"{}\", \"text\": \"Moscow denied it.\"}}\n", "x\u{202e}\\u001b[31m");
    let folder = Folder::with(&[("odd.jsonl", line.as_bytes())]);
    let path = format!("{odd}.jsonl");
    let commands: [&[&str]; 6] = [
        &["analyze", &path],
        &["report", &path],
        &["analyze", "odd.jsonl", "--format", "pretty"],
        &["analyze", "odd.jsonl", "--format", odd],
        &["eval", &path],
        &["explain", "odd.jsonl", "--at", "8", "--id", odd],
    ];
    for command in commands {
        // Escapes are made visible by the helper.
        let seen = folder.run(command);
        assert!(!seen.contains(['\u{202e}', '\u{2066}', '␛']), "{command:?}: {seen:?}");
    }
}

#[test]
fn ids_that_do_not_fit_are_counted() {
    let gold = "{\"id\":\"a\",\"text\":\"He left.\",\"attributions\":[]}\n";
    let folder = Folder::with(&[
        ("gold.jsonl", gold.as_bytes()),
        ("other.jsonl", b"{\"id\":\"b\",\"attributions\":[]}\n"),
        ("same.jsonl", b"{\"id\":\"a\",\"attributions\":[]}\n"),
    ]);
    let told = "other.jsonl against gold.jsonl: 1 of 1 ids of the gold have no predictions, 1 of 1 ids of the \
                predictions are not in the gold";
    check(&folder, &["eval", "gold.jsonl", "other.jsonl"], 0, &format!("warning: {told}"));
    check(
        &folder,
        &["eval", "gold.jsonl", "other.jsonl", "--strict-ids"],
        2,
        &format!("error: {told}"),
    );
    check(
        &folder,
        &["eval", "gold.jsonl", "same.jsonl", "--strict-ids"],
        0,
        "----- stderr -----\n",
    );
}

#[test]
fn other_fields_are_kept_as_they_are() {
    let line = "{\"text\":\"He left.\",\"tags\":[\"a\",1],\"desk\":{\"name\":\"world\"}}\n";
    let folder = Folder::with(&[("a.jsonl", line.as_bytes())]);
    let extra = "\"extra\":{\"tags\":[\"a\",1],\"desk\":{\"name\":\"world\"}}";
    check(&folder, &["analyze", "a.jsonl", "--layers", "text"], 0, extra);
}

/// The other layers are the same whether names and attributions are asked for.
#[test]
fn layers_do_not_depend_on_one_another() {
    let folder = Folder::with_seed();
    let records = |layers: &str| {
        let output = folder.output(&["analyze", "-q", "seeds", "--layers", layers]);
        serde_json::from_slice::<serde_json::Value>(&output.stdout).expect("a record")
    };
    let all = records("text,sentences,words,tokens,quotations,boilerplate,entities,attributions");
    let some = records("text,sentences,words,tokens,quotations,boilerplate");
    for layer in
        ["text", "sentences", "words", "tokens", "quotations", "boilerplate", "meta", "notes"]
    {
        assert_eq!(some[layer], all[layer], "{layer}");
    }
}
