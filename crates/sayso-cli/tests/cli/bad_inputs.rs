//! Inputs that cannot be read: each gets one line with its place, reason and remedy, and the rest is read.

use crate::support::{Folder, gzip};

/// Runs over the input and a good one.
#[track_caller]
fn check(name: &str, content: &[u8], more: &[&str]) -> String {
    let folder = Folder::with(&[(name, content), ("zz-good.txt", b"Moscow denied it.")]);
    let arguments = [&["analyze", name, "zz-good.txt", "--layers", "attributions"], more].concat();
    folder.run(&arguments)
}

#[test]
fn missing_file() {
    let folder = Folder::with(&[("good.txt", b"Moscow denied it.")]);
    insta::assert_snapshot!(folder.run(&["analyze", "missing.txt", "good.txt"]), @r#"
    exit code: 1
    ----- stdout -----
    {"format":2,"id":"good","meta":{"path":"good.txt","title":null,"date":null,"publisher":null},"offsets":"char","text":"Moscow denied it.","sentences":[[0,17]],"entities":[{"id":0,"kind":"place","name":"Moscow","country":"RU","acts_for":"RU","mentions":[{"start":0,"end":6,"confidence":0.98,"link":1.0,"acts":true}],"references":[{"start":14,"end":16,"confidence":0.9,"link":0.786}]}],"attributions":[{"id":0,"source":{"spans":[[0,6]],"kind":"government","entity":0},"cue":{"spans":[[7,13]],"lemma":"deny"},"content":{"spans":[[14,16]],"quotation":"indirect"},"stance":"deny","polarity":"positive","actuality":"actual","hedges":[],"parent":null,"confidence":0.754}]}
    ----- stderr -----
    error: missing.txt: no such file or folder; check the path
    1 document, 3 words, 1 attribution; 1 failed, 0 truncated, 0 recoded; [TIME]
    "#);
    insta::assert_snapshot!(folder.run(&["analyze", "no-such/*.txt"]), @"
    exit code: 1
    ----- stdout -----
    ----- stderr -----
    error: no-such/*.txt: no such file or folder; check the path
    0 documents, 0 words, 0 attributions; 1 failed, 0 truncated, 0 recoded; [TIME]
    ");
}

#[test]
fn empty_folder() {
    let folder = Folder::with(&[("empty/.hidden", b"x")]);
    insta::assert_snapshot!(folder.run(&["analyze", "empty"]), @"
    exit code: 1
    ----- stdout -----
    ----- stderr -----
    error: empty: no file to read in this folder; hidden and ignored files are left out unless asked for
    0 documents, 0 words, 0 attributions; 1 failed, 0 truncated, 0 recoded; [TIME]
    ");
}

#[test]
fn prose_named_json_is_one_mistake() {
    let prose = b"The mayor said [so]. He left.\n{\"text\": \"She denied it.\"} and went home";
    let told = check("prose.json", prose, &["-q"]);
    let errors: Vec<&str> = told.lines().filter(|line| line.starts_with("error: ")).collect();
    assert!(errors.len() == 2 && errors[0].starts_with("error: prose.json:1"), "{told}");
    assert!(told.contains("\"id\":\"prose.json:2\""), "{told}");
}

#[test]
fn nothing_on_standard_input() {
    insta::assert_snapshot!(Folder::new().run(&["analyze"]), @"
    exit code: 1
    ----- stdout -----
    ----- stderr -----
    error: nothing to read; name files or folders, or - for standard input; usage: sayso analyze [OPTIONS] [PATH]...
    ");
}

/// Root may read everything: then there is nothing to see.
#[cfg(unix)]
#[test]
fn folder_without_permission() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with(&[("locked/a.txt", b"Moscow denied it.")]);
    let mode = |mode| fs::set_permissions(folder.path("locked"), fs::Permissions::from_mode(mode));
    mode(0o000).expect("our own folder");
    let open = fs::read_dir(folder.path("locked")).is_ok();
    let seen = folder.run(&["analyze", "locked"]);
    mode(0o755).expect("our own folder");
    assert!(open || seen.contains("locked: permission denied; ask for read access"), "{seen}");
}

#[test]
fn invalid_utf8() {
    insta::assert_snapshot!(check("a.txt", b"Moscow \xff\xfe denied it.", &[]));
}

#[test]
fn nul() {
    insta::assert_snapshot!(check("a.txt", b"Moscow\0 denied it.", &[]));
}

#[test]
fn binary() {
    insta::assert_snapshot!(check("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01", &[]));
}

#[test]
fn empty() {
    insta::assert_snapshot!(check("a.txt", b"", &[]));
}

#[test]
fn too_long() {
    let long = "Moscow denied it. ".repeat(2000);
    insta::assert_snapshot!(check("a.txt", long.as_bytes(), &["--max-document-size", "90"]));
}

#[test]
fn truncated_gzip() {
    let packed = gzip(crate::support::articles(400).as_bytes());
    insta::assert_snapshot!(check("a.txt.gz", &packed[..packed.len() / 2], &[]));
}

#[test]
fn record_without_the_text_field() {
    let lines = "{\"id\":\"1\",\"body\":\"He left.\"}\n{\"id\":\"2\",\"text\":7}\n{\"id\":\"3\"\n[1]\n\
                 {\"id\":\"5\",\"text\":\"Moscow denied it.\"}\n";
    insta::assert_snapshot!(check("a.jsonl", lines.as_bytes(), &[]));
}

#[test]
fn broken_quote() {
    let rows = "id,text\n1,\"Moscow denied it.\"\n2,\"never closed\n3,more\n";
    insta::assert_snapshot!(check("a.csv", rows.as_bytes(), &[]));
    let rows = "id,text\n1,\"a \"stray\" mark\"\n2,Moscow denied it.\n3,too,many\n";
    insta::assert_snapshot!(check("a.csv", rows.as_bytes(), &[]));
}

#[test]
fn corrupt_parquet() {
    insta::assert_snapshot!(check("a.parquet", b"PAR1 this is no table PAR1", &[]));
    insta::assert_snapshot!(check("b.parquet", b"not even close", &[]));
}

#[test]
fn an_input_is_not_overwritten() {
    let folder = Folder::with(&[("a.jsonl", b"{\"id\":\"1\",\"text\":\"Moscow denied it.\"}\n")]);
    insta::assert_snapshot!(folder.run(&["analyze", "a.jsonl", "-o", "./a.jsonl"]), @"
    exit code: 1
    ----- stdout -----
    ----- stderr -----
    error: a.jsonl: would be replaced by its own records; choose another -o
    ");
}

#[test]
fn names_with_control_characters_stay_on_their_line() {
    insta::assert_snapshot!(Folder::new().run(&["analyze", "two\nlines\u{1b}c.txt"]), @"
    exit code: 1
    ----- stdout -----
    ----- stderr -----
    error: two lines c.txt: no such file or folder; check the path
    0 documents, 0 words, 0 attributions; 1 failed, 0 truncated, 0 recoded; [TIME]
    ");
}
