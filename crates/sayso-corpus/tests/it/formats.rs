//! Every format gives the same documents, compressed or not.

use proptest::prelude::*;
use sayso_corpus::{Note, ReadOptions, TextFormat, formats};
use serde_json::json;

use crate::support::{Folder, gzip, read, zstd};

/// Reads a file called `name` and compares `id | text | title | extra | notes` of each document.
#[track_caller]
fn check_with(options: &ReadOptions, name: &str, bytes: &[u8], expected: &[&str]) {
    let packed = |extension: &str| format!("{name}.{extension}");
    let variants = [
        (name.to_owned(), bytes.to_vec()),
        (packed("gz"), gzip(bytes)),
        (packed("zst"), zstd(bytes)),
    ];
    for (file, bytes) in variants {
        let folder = Folder::with(&[(&file, &bytes)]);
        let found: Vec<String> = read(&folder.path(&file), options.clone())
            .into_iter()
            .map(|result| match result {
                Ok(document) => {
                    let title = document.meta.title.unwrap_or_default();
                    let extra = serde_json::to_string(&document.meta.extra).unwrap();
                    let notes: Vec<_> = document.notes.iter().map(Note::to_string).collect();
                    let fields = [document.id, document.text, title, extra, notes.join("; ")];
                    fields.join(" | ").replace(&file, name)
                }
                Err(error) => folder.relative(&error.to_string()).replace(&file, name),
            })
            .collect();
        assert_eq!(found, expected, "{file}");
    }
}

#[track_caller]
fn check(name: &str, bytes: &[u8], expected: &[&str]) {
    check_with(&ReadOptions::default(), name, bytes, expected);
}

#[test]
fn plain_text() {
    check("a.txt", b"He denied it.\r\n", &["a | He denied it.\r\n |  | {} | "]);
    check("README", b"Text.", &["README | Text. |  | {} | "]);
    check("a.txt", b"\xEF\xBB\xBFText.", &["a | Text. |  | {} | byte-order mark dropped"]);
    check(
        "a.txt",
        b"\x93Yes,\x94 he said.",
        &["a | “Yes,” he said. |  | {} | decoded from windows-1252 (guessed)"],
    );
    check("a.txt", b"a\0b", &["a | a\0b |  | {} | holds 1 NUL characters, kept as they are"]);
}

#[test]
fn html() {
    let page = "<title>T</title><meta charset=latin1><p>He said na\u{EF}vely, \u{201C}No.\u{201D}";
    let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(page);
    check("a.html", &bytes, &["a | He said naïvely, “No.” | T | {} | decoded from windows-1252"]);
    check("page", b"<!DOCTYPE html><p>Text.", &["page | Text. |  | {} | "]);
}

#[test]
fn json_lines() {
    let lines = concat!(
        "{\"id\": \"x\", \"title\": \"T\", \"text\": \"One \\\"two\\\".\", \"n\": 1, \"tags\": [1]}\n",
        "\n",
        "{\"text\": \"Three.\", \"id\": 7, \"ok\": true, \"by\": null}\r\n",
        "{\"text\": \"\\u00e9\"}",
    );
    let expected = [
        r#"x | One "two". | T | {"n":1,"tags":[1]} | "#,
        r#"7 | Three. |  | {"ok":true,"by":null} | "#,
        "a.jsonl:4 | é |  | {} | ",
    ];
    check("a.jsonl", lines.as_bytes(), &expected);
    let marked = format!("\u{FEFF}{lines}");
    check("a.jsonl", marked.as_bytes(), &expected);
    let utf16: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let noted = expected.map(|line| format!("{line}decoded from UTF-16LE"));
    check("a.jsonl", &utf16, &noted.each_ref().map(String::as_str));
}

#[test]
fn json_laid_out_freely() {
    let expected = ["x | One. |  | {} | ", "a.json:5 | Two. |  | {} | "];
    check(
        "a.json",
        b"[\n{\"id\": \"x\",\n \"text\": \"One.\"},\n\n{\"text\": \"Two.\"}]",
        &expected,
    );
    check("a.json", b"{\"id\": \"x\",\n \"text\": \"One.\"\n}\n\n{\"text\": \"Two.\"}", &expected);
    let lines = b"{\"id\": \"x\", \"text\": \"One.\"}\n{bad}\n{\"text\": \"Two.\"}";
    let mended = [
        "x | One. |  | {} | ",
        "a.json:2: not valid JSON (key must be a string, column 2); fix or delete it",
        "a.json:3 | Two. |  | {} | ",
    ];
    check("a.json", lines, &mended);
}

#[test]
fn tables() {
    let csv = "id,title,text,desk\nx,T,\"One,\n\"\"two\"\".\",world\r\n,,Three.,\n";
    let expected = [
        r#"x | One,
"two". | T | {"desk":"world"} | "#,
        r#"a.csv:4 | Three. |  | {"desk":""} | "#,
    ];
    check("a.csv", csv.as_bytes(), &expected);
    check("a.csv", csv.replace(',', ";").replace("One;", "One,").as_bytes(), &expected);
    check("a.tsv", b"id\ttext\nx\tOne, two.", &["x | One, two. |  | {} | "]);
    check(
        "a.csv",
        b"id,text\nx,\x93Yes\x94",
        &["x | “Yes” |  | {} | decoded from windows-1252 (guessed)"],
    );
    let excel: Vec<u8> =
        "\u{FEFF}id\ttext\nx\tOne.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    check("a.csv", &excel, &["x | One. |  | {} | decoded from UTF-16LE"]);
    check("a.csv", b"\"id\";\"text\"\nx;\"One; two.\"", &["x | One; two. |  | {} | "]);
}

#[test]
fn fields_are_found_by_their_names() {
    let options = ReadOptions {
        text_field: "body".into(),
        id_field: "key".into(),
        title_field: "head".into(),
        ..ReadOptions::default()
    };
    let expected = [r#"k | B. | H | {"text":"T."} | "#];
    let record = br#"{"key": "k", "head": "H", "body": "B.", "text": "T."}"#;
    check_with(&options, "a.jsonl", record, &expected);
    check_with(&options, "a.csv", b"key,head,body,text\nk,H,B.,T.", &expected);
}

#[test]
fn html_in_a_field_keeps_its_offsets() {
    let field = "<p>&ldquo;We are <b>glad</b>,&rdquo; said Joan.</p>";
    let record = json!({ "text": field, "link": "https://harbourecho.example/a" }).to_string();
    let folder = Folder::with(&[("a.jsonl", record.as_bytes())]);
    let read_as = |text_format| {
        let options =
            ReadOptions { text_format, url_field: "link".into(), ..ReadOptions::default() };
        read(&folder.path("a.jsonl"), options).remove(0).unwrap()
    };
    for format in [TextFormat::Auto, TextFormat::Html] {
        let document = read_as(format);
        assert_eq!(document.notes, [Note::Html]);
        let place = |text: &str| {
            let at = text.find("said Joan").unwrap();
            text[..at].chars().count()
        };
        assert_eq!(place(&document.text), place(field));
        assert_eq!(
            document.text.split_whitespace().collect::<Vec<_>>().join(" "),
            "“We are glad ,” said Joan."
        );
        assert_eq!(document.meta.extra["url"], "https://harbourecho.example/a");
    }
    let document = read_as(TextFormat::Plain);
    assert_eq!((document.text.as_str(), document.notes.len()), (field, 0));
}

#[test]
fn a_forced_format_overrules_the_name() {
    let format = |name| formats().find(|format| format.name == name);
    let options = ReadOptions { format: format("text"), ..ReadOptions::default() };
    check_with(&options, "a.csv", b"text\nOne.", &["a | text\nOne. |  | {} | "]);
    let options = ReadOptions { format: format("jsonl"), ..ReadOptions::default() };
    check_with(&options, "a.log", b"{\"text\": \"One.\"}", &["a.log:1 | One. |  | {} | "]);
}

#[test]
fn the_limit_cuts_at_a_word_and_says_so() {
    let options = ReadOptions { limit: 20, ..ReadOptions::default() };
    let text = "One two three four five six.";
    let folder = Folder::with(&[
        ("a.txt", text.as_bytes()),
        ("a.jsonl", json!({ "text": text }).to_string().as_bytes()),
    ]);
    for name in ["a.txt", "a.jsonl"] {
        let document = read(&folder.path(name), options.clone()).remove(0).unwrap();
        assert_eq!(document.text, "One two three four", "{name}");
        assert_eq!(document.notes, [Note::Truncated { kept: 18, of: Some(28) }], "{name}");
    }
}

#[test]
fn metadata_has_its_places() {
    let folder = Folder::new();
    let record = json!({ "text": "T.", "publisher": "The Daily", "date": 2024 });
    let path = folder.write("a.jsonl", record.to_string().as_bytes());
    let meta = read(&path, ReadOptions::default()).remove(0).unwrap().meta;
    assert_eq!(meta.path.as_deref(), path.to_str());
    assert_eq!(meta.publisher.as_deref(), Some("The Daily"));
    assert_eq!(meta.date.as_deref(), Some("2024"));
    assert!(meta.extra.is_empty());
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(any::<String>(), 1..6)
}

fn texts_of(name: &str, bytes: &[u8]) -> Vec<String> {
    let folder = Folder::with(&[(name, bytes)]);
    let documents = read(&folder.path(name), ReadOptions::default());
    documents.into_iter().map(|document| document.unwrap().text).collect()
}

proptest! {
    #[test]
    fn json_lines_carry_any_unicode(texts in texts()) {
        let lines: String = texts.iter().map(|text| json!({ "text": text }).to_string() + "\n").collect();
        prop_assert_eq!(texts_of("a.jsonl", lines.as_bytes()), texts);
    }

    #[test]
    fn json_arrays_carry_any_unicode(texts in texts()) {
        let objects: Vec<_> = texts.iter().map(|text| json!({ "text": text })).collect();
        let array = serde_json::to_string_pretty(&objects).unwrap();
        prop_assert_eq!(texts_of("a.json", array.as_bytes()), texts);
    }

    #[test]
    fn csv_carries_any_unicode(texts in texts()) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["n", "text"]).unwrap();
        for (number, text) in texts.iter().enumerate() {
            writer.write_record([&number.to_string(), text]).unwrap();
        }
        prop_assert_eq!(texts_of("a.csv", &writer.into_inner().unwrap()), texts);
    }
}

#[test]
fn metadata_may_stand_beside_a_text() {
    let folder = Folder::with(&[
        ("a.txt", b"The pool is open."),
        ("a.json", br#"{"title": "Pool", "date": "2024-03-05", "desk": "city", "tags": ["a"]}"#),
        ("b.txt", b"---\ntitle: Own\n---\nThe hall is shut."),
        ("b.json", br#"{"title": "Other", "publisher": "Echo"}"#),
        ("c.txt", b"The roof leaks."),
        ("c.json", br#"{"text": "Another document."}"#),
    ]);
    let documents: Vec<_> = read(folder.root(), ReadOptions::default());
    let (read, left): (Vec<_>, Vec<_>) = documents.into_iter().partition(|d| d.is_ok());
    let read: Vec<_> = read.into_iter().map(|d| d.unwrap()).collect();
    let titles: Vec<_> = read.iter().map(|d| (&*d.id, d.meta.title.as_deref())).collect();
    assert_eq!(
        titles,
        [("a.txt", Some("Pool")), ("b.txt", Some("Own")), ("c.json:1", None), ("c.txt", None)]
    );
    assert_eq!(read[0].meta.extra.keys().collect::<Vec<_>>(), ["desk"]);
    assert_eq!(read[0].notes, [Note::Beside]);
    assert_eq!(read[1].meta.publisher.as_deref(), Some("Echo"));
    assert_eq!(left.len(), 2);
    assert!(left.iter().all(|d| d.as_ref().is_err_and(|error| error.is_skip())));
}
