//! Web archives: what is a page is read, and what is wrong with a record costs that record alone.

use sayso_corpus::{Note, ReadOptions};

use crate::support::{Folder, gzip, read};

/// A record with these fields and this content.
fn record(fields: &str, content: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Date: 2024-03-05T10:00:00Z\r\n{}\r\nContent-Length: {}\r\n\r\n",
        fields.replace('\n', "\r\n"),
        content.len()
    );
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

/// The record of a response from `https://harbourecho.example/NAME`.
fn response(name: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let fields = format!(
        "WARC-Type: response\nWARC-Target-URI: https://harbourecho.example/{name}\n\
         Content-Type: application/http; msgtype=response"
    );
    let head = format!("HTTP/1.1 {}\r\n\r\n", head.replace('\n', "\r\n"));
    record(&fields, &[head.as_bytes(), body].concat())
}

fn page(name: &str, text: &str) -> Vec<u8> {
    let html = format!("<!doctype html><title>Pool</title><article><p>{text}</p></article>");
    response(name, "200 OK\nContent-Type: text/html; charset=utf-8", html.as_bytes())
}

/// What becomes of each record of an archive.
fn describe(name: &str, bytes: &[u8], options: ReadOptions) -> Vec<String> {
    let folder = Folder::with(&[(name, bytes)]);
    let found = read(&folder.path(name), options).into_iter().map(|result| match result {
        Ok(document) => {
            let url = document.meta.extra["url"].as_str().unwrap_or_default().to_owned();
            let name = url.rsplit('/').next().unwrap_or_default();
            let notes: Vec<_> = document.notes.iter().map(Note::kind).collect();
            format!("{name}: {}{}", document.text, notes.concat())
        }
        Err(error) if error.is_skip() => format!("skipped {}", folder.relative(&error.to_string())),
        Err(error) => folder.relative(&error.to_string()),
    });
    found.collect()
}

#[track_caller]
fn check(bytes: &[u8], expected: &[&str]) {
    assert_eq!(describe("a.warc", bytes, ReadOptions::default()), expected);
}

#[test]
fn a_page_has_its_address_and_time() {
    let archive = page("a", "“We are glad,” said Joan Ferris.");
    for (name, bytes) in [("a.warc", archive.clone()), ("a.warc.gz", gzip(&archive))] {
        let folder = Folder::with(&[(name, &bytes)]);
        let document = read(&folder.path(name), ReadOptions::default()).remove(0).unwrap();
        assert_eq!(document.id, format!("{name}:1"));
        assert_eq!(document.text, "“We are glad,” said Joan Ferris.");
        assert_eq!(document.meta.title.as_deref(), Some("Pool"));
        assert_eq!(document.meta.extra["url"], "https://harbourecho.example/a");
        assert_eq!(document.meta.publisher.as_deref(), Some("harbourecho.example"));
        assert_eq!(document.meta.extra["fetched"], "2024-03-05T10:00:00Z");
        assert!(document.origin.to_string().ends_with(&format!("{name}: record 1")));
    }
}

#[test]
fn what_holds_no_page_is_passed_over_or_counted() {
    let other = |kind: &str| record(&format!("WARC-Type: {kind}\nContent-Type: text/plain"), b"x");
    let typed = |name: &str, kind: &str| {
        response(name, &format!("200 OK\nContent-Type: {kind}"), b"<p>One.</p>")
    };
    let archive = [
        other("warcinfo"),
        other("request"),
        other("metadata"),
        other("revisit"),
        page("a", "One."),
        response("b", "301 Moved Permanently\nLocation: /a\nContent-Type: text/html", b"<p>Moved"),
        response("c", "404 Not Found\nContent-Type: text/html", b"<p>None"),
        typed("d", "image/png"),
        typed("e", "application/json"),
        response("f", "200 OK\nContent-Type: text/html", &[0; 500]),
        response("robots.txt", "200 OK\nContent-Type: text/plain", b"User-agent: *"),
        response("g", "200 OK\nContent-Type: text/plain", b"He denied it."),
        response("h", "200", b"<!DOCTYPE html><p>No type.</p>"),
        record(
            "WARC-Type: conversion\nWARC-Target-URI: <https://harbourecho.example/i>\n\
             Content-Type: text/plain",
            b"Two.\n",
        ),
        record(
            "WARC-Type: resource\nWARC-Target-URI: metadata://gnu.org/warc/wget.log\n\
             Content-Type: text/plain",
            b"Fetching.",
        ),
    ];
    check(
        &archive.concat(),
        &[
            "a: One.",
            "skipped a.warc: record 6: a response with the status 301; left out",
            "skipped a.warc: record 7: a response with the status 404; left out",
            "skipped a.warc: record 8: a response of the kind image/png; left out",
            "skipped a.warc: record 9: a response of the kind application/json; left out",
            "skipped a.warc: record 10: binary data, not text; leave it out; left out",
            "skipped a.warc: record 11: a file for programs; left out",
            "g: He denied it.",
            "h: No type.",
            "i: Two.\n",
        ],
    );
}

#[test]
fn the_character_set_is_that_of_the_server_or_the_page() {
    let latin = |charset: &str, meta: &str| {
        let page = [b"<html><title>T</title>", meta.as_bytes(), b"<p>Caf\xE9s, he said.</p>"];
        response("a", &format!("200 OK\nContent-Type: text/html{charset}"), &page.concat())
    };
    for archive in [latin("; charset=ISO-8859-1", ""), latin("", "<meta charset=latin1>")] {
        check(&archive, &["a: Cafés, he said.recoded"]);
    }
}

#[test]
fn a_damaged_record_is_one_error() {
    let (one, two, three) = (page("a", "One."), page("b", "Two."), page("c", "Three."));
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let length = |change: fn(usize) -> String| {
        let head = text(&two);
        let (before, after) = head.split_once("Content-Length: ").unwrap();
        let (number, after) = after.split_once('\r').unwrap();
        let changed = change(number.parse().unwrap());
        format!("{before}Content-Length: {changed}\r{after}").into_bytes()
    };
    let around = |middle: &[u8], error: &str| {
        check(
            &[&one, middle, &three].concat(),
            &["a: One.", &format!("a.warc: record 2: {error}"), "c: Three."],
        );
    };
    let wrong = "a WARC record is not as long as it says, skipped to the next one; fetch it again";
    around(&length(|n| (n + 40).to_string()), wrong);
    around(&length(|n| (n - 4).to_string()), wrong);
    around(&length(|_| "999999".into()), "the file ends inside a WARC record; fetch it again");
    around(&length(|_| u64::MAX.to_string()), wrong);
    let none = "no WARC record starts here, skipped to the next one; fetch the file again";
    around(&[0; 5000], none);
    around(b"\r\n\r\n\0\0", none);
    around(
        &length(|_| "many".into()),
        "a WARC record does not say how long it is, skipped to the next one; fetch it again",
    );
    around(b"noise\r\n\r\n", none);
    around(
        &record("WARC-Type: response\nContent-Type: application/http", b"nothing"),
        "a WARC response holds no HTTP response; leave it out",
    );
    let mut packed = gzip(b"<p>Two.</p>");
    let checksum = packed.len() - 8;
    packed[checksum] ^= 1;
    around(
        &response("b", "200 OK\nContent-Type: text/html\nContent-Encoding: gzip", &packed),
        "gzip data of the page is damaged (corrupt gzip stream does not have a matching checksum); \
         fetch the page again",
    );
    check(
        &[&one[..], &two[..two.len() - 20]].concat(),
        &["a: One.", "a.warc: record 2: the file ends inside a WARC record; fetch it again"],
    );
    check(
        &[&one[..], &two[..30]].concat(),
        &["a: One.", "a.warc: record 2: the file ends inside a WARC record; fetch it again"],
    );
    // The page is there, whatever the length says.
    let ended =
        text(&one).replace("</article>", "</article></html>").replace("Length: ", "Length: 9");
    check(ended.as_bytes(), &["a: One.incomplete"]);
    // Line breaks may be missing.
    let bare = text(&one).trim_end().as_bytes().to_vec();
    check(&[&bare[..], b"\n", &three].concat(), &["a: One.", "c: Three."]);
}

#[test]
fn a_damaged_member_is_one_error() {
    let [one, two, three] = ["One.", "Two.", "Three."].map(|text| gzip(&page("a", text)));
    for at in [0, 3, 20, two.len() / 2, two.len() - 8, two.len() - 1] {
        let mut broken = two.clone();
        broken[at] ^= 0x55;
        let found =
            describe("a.warc.gz", &[&one[..], &broken, &three].concat(), ReadOptions::default());
        let sound = found.len() == 3 && found[0] == "a: One." && found[2] == "a: Three.";
        // Not all bits of a header matter.
        let told = found[1].starts_with("a.warc.gz: record 2: ") || found[1] == "a: Two.";
        assert!(sound && told, "{at}: {found:?}");
    }
    let cut = [&one[..], &two[..two.len() - 10]].concat();
    let found = describe("a.warc.gz", &cut, ReadOptions::default());
    assert_eq!(found[0], "a: One.");
    assert!(found[1].contains("record 2: gzip data is damaged or cut short") && found.len() == 2);
}

#[test]
fn pages_that_broke_off_say_so() {
    let head = "200 OK\nContent-Type: text/html\nTransfer-Encoding: chunked";
    let cut = record(
        "WARC-Type: response\nWARC-Truncated: length\nWARC-Target-URI: https://a.example/b\n\
         Content-Type: application/http",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>T</title><p>Two.</p>",
    );
    let chunked = |body: &[u8]| response("a", head, body);
    check(
        &[chunked(b"b\r\n<p>One.</p>\r\n0\r\n\r\n"), chunked(b"ff\r\n<p>One.</p>"), cut].concat(),
        &["a: One.", "a: One.incomplete", "b: Two.incomplete"],
    );
}

#[test]
fn a_record_over_the_limit_is_skipped() {
    let options = ReadOptions { limit: 1000, ..ReadOptions::default() };
    let long = page("b", &"Two. ".repeat(300_000));
    let film = response("c", "200 OK\nContent-Type: video/mp4", &[7; 2_000_000]);
    let archive = [page("a", "One."), long, film, page("d", "Four.")].concat();
    assert_eq!(
        describe("a.warc", &archive, options),
        [
            "a: One.",
            "a.warc: record 2: longer than 1048576 bytes, skipped; raise --max-document-size to \
             read it",
            "skipped a.warc: record 3: a response of the kind video/mp4; left out",
            "d: Four.",
        ]
    );
}

#[test]
fn the_name_does_not_matter() {
    let archive = page("a", "One.");
    for name in ["a", "a.txt", "a.json.gz"] {
        assert_eq!(describe(name, &archive, ReadOptions::default()), ["a: One."], "{name}");
    }
}
