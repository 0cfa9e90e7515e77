//! What each kind of bad input prints, and that what surrounds it is still read.

use sayso_corpus::{Note, ReadOptions};

use crate::support::{Folder, gzip, read, zstd};

/// Reads a file and compares, for each document, its text and notes, or the error.
#[track_caller]
fn check(name: &str, bytes: &[u8], expected: &[&str]) {
    check_with(ReadOptions::default(), name, bytes, expected);
}

#[track_caller]
fn check_with(options: ReadOptions, name: &str, bytes: &[u8], expected: &[&str]) {
    let folder = Folder::with(&[(name, bytes)]);
    assert_eq!(describe(&folder, name, options), expected);
}

fn describe(folder: &Folder, name: &str, options: ReadOptions) -> Vec<String> {
    let found = read(&folder.path(name), options).into_iter().map(|result| match result {
        Ok(document) if document.notes.is_empty() => document.text,
        Ok(document) => {
            let notes: Vec<_> = document.notes.iter().map(Note::to_string).collect();
            format!("{} [{}]", document.text, notes.join("; "))
        }
        Err(error) => {
            let line = folder.relative(&error.to_string());
            assert!(!line.contains('\n'));
            line
        }
    });
    found.collect()
}

#[test]
fn a_missing_file() {
    let message = "nope.txt: no such file or folder; check the path";
    assert_eq!(describe(&Folder::new(), "nope.txt", ReadOptions::default()), [message]);
}

#[cfg(unix)]
#[test]
fn a_folder_or_file_without_permission() {
    use std::fs::{File, Permissions, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::with(&[("a/b/c.txt", b"C."), ("a/d.txt", b"D."), ("a/e.txt", b"E.")]);
    let lock = |name, mode| set_permissions(folder.path(name), Permissions::from_mode(mode));
    lock("a/b", 0o000).unwrap();
    lock("a/d.txt", 0o000).unwrap();
    // The superuser may read everything.
    if File::open(folder.path("a/d.txt")).is_err() {
        assert_eq!(
            describe(&folder, "a", ReadOptions::default()),
            [
                "a/b: permission denied; ask for read access",
                "a/d.txt: permission denied; ask for read access",
                "E."
            ]
        );
    }
    lock("a/b", 0o700).unwrap();
}

#[test]
fn invalid_utf8() {
    check(
        "a.txt",
        b"\xE2\x80\x9CNo,\xE2\x80\x9D he s\xFFaid.",
        &["“No,” he s\u{FFFD}aid. [decoded from UTF-8, 1 unreadable characters replaced by \
           U+FFFD]"],
    );
    check(
        "a.jsonl",
        b"{\"text\": \"One.\"}\n{\"text\": \"na\xEFve\"}\n{\"text\": \"Three.\"}\n",
        &["One.", "naïve [decoded from windows-1252 (guessed)]", "Three."],
    );
}

#[test]
fn half_a_surrogate_pair() {
    check(
        "a.jsonl",
        b"{\"text\": \"One \\ud83d two.\"}\n{\"text\": \"\\ud83d\\ude80\"}\n",
        &[
            "One \u{FFFD} two. [decoded from JSON, 1 unreadable characters replaced by U+FFFD]",
            "🚀",
        ],
    );
}

#[test]
fn utf32() {
    let told = "a.txt: encoded as UTF-32; convert it with iconv -f UTF-32 -t UTF-8";
    let bytes: Vec<u8> =
        "\u{FEFF}He left.".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    check("a.txt", &bytes, &[told]);
}

#[test]
fn nul_characters_and_binary_data() {
    check("a.txt", b"One\0 two.", &["One\0 two. [holds 1 NUL characters, kept as they are]"]);
    check("a.txt", &[0; 4096], &["a.txt: binary data, not text; leave it out"]);
    check(
        "a.txt",
        b"%PDF-1.7",
        &["a.txt: a PDF file, not text; extract its text first, with pdftotext"],
    );
    check(
        "a.jsonl.bz2",
        b"BZh91AY&SY",
        &["a.jsonl.bz2: a bzip2 file, not text; unpack it first, with bunzip2"],
    );
}

#[test]
fn empty_files() {
    check("a.txt", b"", &[" [empty document]"]);
    check("a.txt.gz", b"", &[" [empty document]"]);
    check(
        "a.html",
        b"",
        &[" [no article found in the page, its whole text is taken; empty document]"],
    );
    check("a.jsonl", b"", &[]);
    check("a.json", b"", &[]);
    check(
        "a.csv",
        b"",
        &["a.csv: the header line is missing; write the column names on the first line"],
    );
}

#[test]
fn a_document_over_the_limit() {
    let options = ReadOptions { limit: 1 << 20, ..ReadOptions::default() };
    let text = "He denied it.\n\n".repeat(1 << 18);
    for (name, bytes) in [("a.txt", text.clone().into_bytes()), ("a.txt.gz", gzip(text.as_bytes()))]
    {
        let folder = Folder::with(&[(name, &bytes)]);
        let document = read(&folder.path(name), options.clone()).remove(0).unwrap();
        let of = (name == "a.txt").then_some(text.len() as u64);
        assert_eq!(document.notes, [Note::Truncated { kept: 1_048_573, of }]);
        assert!(document.text.ends_with("it."));
    }
    // The limit of a record is twice that of its text.
    let long =
        format!("{{\"text\": \"One.\"}}\n{{\"text\": \"{text}\"}}\n{{\"text\": \"Three.\"}}");
    check_with(
        options,
        "a.jsonl",
        long.replace("\n\n", "  ").as_bytes(),
        &[
            "One.",
            "a.jsonl:2: longer than 2097152 bytes, skipped; raise --max-document-size to read it",
            "Three.",
        ],
    );
}

#[test]
fn compressed_data_that_ends_early() {
    let lines: String =
        (0..20_000u64).map(|n| format!("{{\"text\": \"{}\"}}\n", n * n * 7919 % 100_003)).collect();
    for (name, packed, codec) in [
        ("a.jsonl.gz", gzip(lines.as_bytes()), "gzip"),
        ("a.jsonl.zst", zstd(lines.as_bytes()), "Zstandard"),
    ] {
        let folder = Folder::with(&[(name, &packed[..packed.len() / 2])]);
        let mut found = describe(&folder, name, ReadOptions::default());
        let error = found.pop().unwrap();
        assert!(!found.is_empty(), "{name}: what precedes the damage is read");
        let place = format!("{name}:{}: {codec} data is damaged or cut short (", found.len() + 1);
        assert!(error.starts_with(&place) && error.ends_with("; fetch the file again"), "{error}");
        for (line, text) in lines.lines().zip(&found) {
            assert_eq!(line, format!("{{\"text\": \"{text}\"}}"));
        }
    }
    let packed = gzip(b"He denied it, again and again.");
    let folder = Folder::with(&[("a.txt.gz", &packed[..packed.len() - 10])]);
    let found = describe(&folder, "a.txt.gz", ReadOptions::default());
    assert!(found[0].starts_with("a.txt.gz: gzip data is damaged or cut short ("), "{found:?}");
}

#[test]
fn json_records_that_are_none() {
    let lines = [
        r#"{"text": "One."}"#,
        r#"{"title": "T", "body": "B"}"#,
        r#"{"text": 5}"#,
        r#"{"text": null}"#,
        r#"{"text": ["One."]}"#,
        r#"["One."]"#,
        r#"{"text": "One."#,
        r#"{"text": "\ud800"}"#,
        r#"{"text": "One."} {}"#,
        r#"{}"#,
        r#"{"text": "Last."}"#,
    ];
    check(
        "a.jsonl",
        lines.join("\n").as_bytes(),
        &[
            "One.",
            "a.jsonl:2: no field `text` for the text; choose one of title, body with --text-field",
            "a.jsonl:3: field `text` is a number, not a string; choose another with --text-field",
            "a.jsonl:4: field `text` is null, not a string; choose another with --text-field",
            "a.jsonl:5: field `text` is an array, not a string; choose another with --text-field",
            "a.jsonl:6: a JSON array, not an object; write one object per record",
            "a.jsonl:7: not valid JSON (EOF while parsing a string, column 14); fix or delete it",
            "\u{FFFD} [decoded from JSON, 1 unreadable characters replaced by U+FFFD]",
            "a.jsonl:9: not valid JSON (trailing characters, column 18); fix or delete it",
            "a.jsonl:10: no field `text` for the text; the record has no fields",
            "Last.",
        ],
    );
    check(
        "a.json",
        b"[{\"text\": \"One.\"},\n {\"text\": \"Tw",
        &["One.", "a.json:2: the file ends inside a JSON value; fetch or write it again"],
    );
}

#[test]
fn tables_with_broken_quotes_and_rows() {
    // A quotation mark inside a quoted field that is not doubled.
    check(
        "a.csv",
        b"id,text\n1,One.\n2,\"He said \"no\" twice.\"\n3,Three.\n",
        &[
            "One.",
            "a.csv:3: a quotation mark inside a quoted field is not doubled; double it",
            "Three.",
        ],
    );
    // An unclosed quotation mark takes in rows up to the next one; they are read all the same.
    check(
        "a.csv",
        b"id,text\n1,\"One.\n2,Two.\n3,\"Three.\"\n4,Four.\n",
        &[
            "a.csv:2: a quotation mark inside a quoted field is not doubled; double it",
            "Two.",
            "Three.",
            "Four.",
        ],
    );
    // The paragraphs of a faulty row are not read as rows.
    check(
        "a.csv",
        b"id,text\n1,\"He said \"no\".\n\nTwice, they say.\"\n2,Two.\n",
        &[
            "a.csv:2: a quotation mark inside a quoted field is not doubled (3 lines skipped); \
             double it",
            "Two.",
        ],
    );
    check(
        "a.csv",
        b"id,text\n1,\"One.\n2,Two.\n",
        &[
            "a.csv:2: a quotation mark opens a field and is never closed; close or double it",
            "Two.",
        ],
    );
    check(
        "a.csv",
        b"id,text\n1\n1,2,3\n1,One.\n",
        &[
            "a.csv:2: 1 columns where the header has 2; fix or delete the row",
            "a.csv:3: 3 columns where the header has 2; fix or delete the row",
            "One.",
        ],
    );
    check(
        "a.csv",
        b"id,body\n1,One.\n",
        &["a.csv: no field `text` for the text; choose one of id, body with --text-field"],
    );
}

#[test]
fn pages_that_would_break_the_parser() {
    let deep = "<div>".repeat(100_000) + "<p>He denied it.";
    check("a.html", deep.as_bytes(), &["He denied it."]);
    let long = format!("<p {}>He denied it.", "a=b ".repeat(1 << 20));
    check("a.html", long.as_bytes(), &["He denied it."]);
}
