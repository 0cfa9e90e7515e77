//! The report page from the command line: the file is complete or not there, and nothing else changes.

use crate::support::{Folder, articles};

#[test]
fn a_page_is_one_file_and_prints_nothing() {
    let folder = Folder::with_seed();
    let run =
        folder.run(&["report", "seeds", "--html", "report.html", "--title", "Who <b>says</b>"]);
    insta::assert_snapshot!(run, @"
    exit code: 0
    ----- stdout -----
    ----- stderr -----
    1 document, 312 words, 11 attributions; 0 failed, 0 truncated, 0 recoded; [TIME]
    ");
    assert_eq!(folder.names(), ["report.html", "seeds"]);
    let page = folder.read("report.html");
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
    assert!(page.contains("<title>Who &lt;b&gt;says&lt;/b&gt;</title>"));
    assert!(page.contains("class=\"counted\"") && page.contains("class=\"texts\""));
}

#[test]
fn tables_are_as_without_a_page() {
    let folder = Folder::with(&[("a.jsonl", articles(90).as_bytes())]);
    let tables = ["report", "a.jsonl", "--format", "md", "--top", "3"];
    let with = [&tables[..], &["--html", "a.html"]].concat();
    assert_eq!(folder.run(&tables), folder.run(&with));
}

#[test]
fn pages_do_not_depend_on_threads() {
    let folder = Folder::with(&[("a.jsonl", articles(90).as_bytes())]);
    for (threads, page) in [("1", "1.html"), ("4", "4.html")] {
        folder.run(&["report", "a.jsonl", "--html", page, "--threads", threads, "-q"]);
    }
    assert_eq!(folder.read("1.html"), folder.read("4.html"));
}

#[test]
fn what_makes_no_sense_is_one_line() {
    let folder = Folder::with_seed();
    insta::assert_snapshot!(folder.run(&["report", "seeds", "--title", "News"]), @"
    exit code: 1
    ----- stdout -----
    ----- stderr -----
    error: the following required arguments were not provided:
      --html <FILE>

    Usage: sayso report --html <FILE> --title <TEXT> <PATH>...

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(folder.run(&["report", "seeds", "--html", "a.html", "-o", "a.html"]), @"
    exit code: 1
    ----- stdout -----
    ----- stderr -----
    error: the page and the tables need two files; choose another -o
    ");
    let nowhere = folder.run(&["report", "seeds", "--html", "no/such/folder/a.html"]);
    assert!(nowhere.contains("exit code: 2\n"), "{nowhere}");
    assert!(nowhere.contains("error: no/such/folder/a.html: cannot be created"), "{nowhere}");
    let own = "seeds/000_e63c8cd01220d72a.txt";
    insta::assert_snapshot!(folder.run(&["report", own, "--html", own]), @"
    exit code: 1
    ----- stdout -----
    ----- stderr -----
    error: seeds/000_e63c8cd01220d72a.txt: is also an input; choose another name for the output
    ");
    assert_eq!(folder.names(), ["seeds"]);
}
