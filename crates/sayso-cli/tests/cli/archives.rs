//! Web archives as crawlers write them: everything is read or reported, in little memory, and a run that is
//! killed can be continued.

use std::io::Write;
use std::time::Duration;
use std::{fs, thread};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use wait4::Wait4;

use crate::support::{Folder, gzip};

/// How many kinds of response there are below.
const KINDS: usize = 20;

/// What should become of a response.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Read,
    Skipped,
    Failed,
}

/// An archive with this many responses, one gzip member a record, and what should become of each.
fn archive(responses: usize) -> (Vec<u8>, Vec<Fate>) {
    let mut bytes = gzip(&record("warcinfo", "application/warc-fields", b"software: test\r\n"));
    let mut fates = Vec::new();
    for i in 0..responses {
        if i % 3 == 0 {
            let request = b"GET / HTTP/1.1\r\nHost: harbourecho.example\r\n\r\n";
            bytes.extend(gzip(&record("request", "application/http; msgtype=request", request)));
        }
        let (record, fate) = response(i);
        bytes.extend(record);
        fates.push(fate);
    }
    (bytes, fates)
}

fn record(kind: &str, media_type: &str, content: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\n\
         WARC-Date: 2024-03-05T10:00:00Z\r\nWARC-Target-URI: https://harbourecho.example/\r\n\
         Content-Type: {media_type}\r\nContent-Length: {}\r\n\r\n",
        content.len()
    );
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

/// A news page, most of which is not the article.
fn page(i: usize, charset: &str) -> String {
    let script = "window.push({slot: 'top', size: [728, 90]});\n".repeat(200 + i % 7 * 200);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head>{charset}<title>Harbour {i} reopens</title>\n\
         <script>{script}</script></head><body><nav><a href=\"/\">Home</a> <a href=\"/w\">World</a></nav>\n\
         <article><h1>Harbour {i} reopens</h1>\n<p>Harbour {i} will be open again on Friday, said Joan \
         Ferris, the master of the harbour, at a meeting of the council of the town on Monday.</p>\n\
         <p>“We are glad,” she said. Andrés Peña, who owns the café on the quay, denied that he had \
         asked for the money, although letters show that he did so more than once.</p></article>\n\
         <footer>Copyright, all rights reserved</footer></body></html>\n"
    )
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn chunks(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for chunk in bytes.chunks(1460) {
        out.extend(format!("{:X}\r\n", chunk.len()).into_bytes());
        out.extend(chunk);
        out.extend(b"\r\n");
    }
    out.extend(b"0\r\n\r\n");
    out
}

/// Characters of Windows-1252, as far as the page has them.
fn windows_1252(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        '“' => 0x93,
        '”' => 0x94,
        c => u8::try_from(u32::from(c)).expect("a letter of Western Europe"),
    };
    text.chars().map(byte).collect()
}

/// The record of response `i` as stored, and what should become of it.
fn response(i: usize) -> (Vec<u8>, Fate) {
    const HTML: &str = "Content-Type: text/html; charset=utf-8\r\n";
    let plain = || page(i, "").into_bytes();
    let ok = |fields: &str, body: Vec<u8>| ("HTTP/1.1 200 OK", fields.to_owned(), body, Fate::Read);
    let damaged = |mut bytes: Vec<u8>| {
        let checksum = bytes.len() - 8;
        bytes[checksum] ^= 1;
        bytes
    };
    let gzipped = format!("{HTML}Content-Encoding: gzip\r\n");
    let chunked = format!("{HTML}Transfer-Encoding: chunked\r\n");
    let (status, fields, body, fate) = match i % KINDS {
        0 => ok(&gzipped, gzip(&plain())),
        1 => ok(&chunked, chunks(&plain())),
        2 => ok(&format!("{gzipped}Transfer-Encoding: chunked\r\n"), chunks(&gzip(&plain()))),
        3 => ok("Content-Type: text/html; charset=windows-1252\r\n", windows_1252(&page(i, ""))),
        4 => ok("content-type: text/html\r\n", windows_1252(&page(i, "<meta charset=latin1>"))),
        5 => ok(&format!("{HTML}Content-Encoding: deflate\r\n"), zlib(&plain())),
        // Encodings that the crawler has removed.
        6 => ok(&format!("{gzipped}Transfer-Encoding: chunked\r\n"), plain()),
        7 => ok(&format!("{HTML}X-Crawl-Content-Encoding: br\r\n"), plain()),
        8 => ok("Content-Type: text/plain\r\n", b"Joan Ferris said that it was open.\n".to_vec()),
        9 => ok("Server: nginx\r\n", ["\u{FEFF}", &page(i, "")].concat().into_bytes()),
        // The connection broke.
        10 => {
            let mut body = chunks(&plain());
            body.truncate(body.len() - 20);
            ok(&chunked, body)
        }
        11 => {
            let moved = format!("Location: /{i}/\r\nContent-Type: text/html\r\n");
            ("HTTP/1.1 301 Moved Permanently", moved, b"<h1>Moved".to_vec(), Fate::Skipped)
        }
        12 => ("HTTP/1.1 404 Not Found", HTML.to_owned(), plain(), Fate::Skipped),
        13 => {
            let image = "Content-Type: image/jpeg\r\n".to_owned();
            ("HTTP/1.1 200 OK", image, vec![0xFF; 3000], Fate::Skipped)
        }
        14 => {
            let json = "Content-Type: application/json\r\n".to_owned();
            ("HTTP/1.1 200 OK", json, b"{\"a\": 1}".to_vec(), Fate::Skipped)
        }
        15 => ("HTTP/1.1 200 OK", gzipped, damaged(gzip(&plain())), Fate::Failed),
        16 => ("no HTTP", HTML.to_owned(), plain(), Fate::Failed),
        _ => ok(HTML, plain()),
    };
    let head = format!("{status}\r\nDate: Tue, 05 Mar 2024 10:00:00 GMT\r\n{fields}\r\n");
    let content = [head.as_bytes(), &body].concat();
    let whole = record("response", "application/http; msgtype=response", &content);
    match i % KINDS {
        17 => (damaged(gzip(&whole)), Fate::Failed),
        18 => {
            let text = String::from_utf8(whole).expect("a page in UTF-8");
            (gzip(text.replacen("Content-Length", "Length", 1).as_bytes()), Fate::Failed)
        }
        _ => (gzip(&whole), fate),
    }
}

/// Analyses `input` into `output`, and gives what was said and the most memory it took, in bytes.
fn analyze(folder: &Folder, input: &str, output: &str, more: &[&str]) -> (String, u64) {
    let arguments = [&["analyze", input, "-o", output, "--threads", "1"], more].concat();
    let errors = folder.path("errors.txt");
    let mut command = folder.command(&arguments);
    command.stderr(fs::File::create(&errors).expect("a file"));
    let used = command.spawn().expect("the program starts").wait4().expect("it ends");
    (fs::read_to_string(errors).expect("text"), used.rusage.maxrss)
}

#[cfg(unix)]
#[test]
fn an_archive_is_read_whole_in_little_memory_and_after_kills() {
    let folder = Folder::new();
    let (mut bytes, fates) = archive(2000);
    // The crawler was stopped too: the last record ends in the middle.
    let last = response(KINDS).0;
    bytes.extend(&last[..last.len() / 2]);
    folder.write("crawl.warc.gz", &bytes);
    folder.write("small.warc.gz", &archive(300).0);
    let number = |fate| fates.iter().filter(|&&other| other == fate).count();
    let (read, skipped, failed) =
        (number(Fate::Read), number(Fate::Skipped), number(Fate::Failed) + 1);

    let (_, little) = analyze(&folder, "small.warc.gz", "small.jsonl", &[]);
    let (errors, much) = analyze(&folder, "crawl.warc.gz", "whole.jsonl", &[]);
    let summary = errors.lines().last().unwrap_or_default();
    assert_eq!(errors.lines().count(), failed + 1, "{errors}");
    assert!(summary.starts_with(&format!("1,{} documents", read - 1000)), "{summary}");
    assert!(summary.contains(&format!("; {failed} failed")), "{summary}");
    assert!(summary.contains(&format!(", {skipped} skipped")), "{summary}");
    // Unpacked, the pages take a hundred times that.
    assert!(much < little + (8 << 20), "{little} bytes for 300, {much} for 2000");

    let whole = folder.read("whole.jsonl");
    for record in whole.lines() {
        let is_article = record.contains("denied that he had")
            && record.contains("Andrés Peña, who owns the café");
        assert!(is_article || record.contains("Joan Ferris said that it was open."), "{record}");
        assert!(record.contains("\"fetched\":\"2024-03-05T10:00:00Z\""), "{record}");
    }
    let partial = folder.path(".out.jsonl.partial");
    for part in 1..=5 {
        let arguments = ["analyze", "crawl.warc.gz", "-o", "out.jsonl", "-q", "--resume"];
        let mut command = folder.command(&arguments);
        command.stderr(fs::File::create(folder.path("errors.txt")).expect("a file"));
        let mut child = command.spawn().expect("the program starts");
        let enough = (whole.len() * part / 6) as u64;
        while fs::metadata(&partial).map_or(0, |metadata| metadata.len()) < enough {
            assert!(child.try_wait().expect("a child").is_none(), "it ended before it was killed");
            thread::sleep(Duration::from_millis(2));
        }
        child.kill().expect("our own process");
        child.wait().expect("it ends");
    }
    let (errors, _) = analyze(&folder, "crawl.warc.gz", "out.jsonl", &["--resume"]);
    assert!(errors.lines().last().is_some_and(|line| line.contains(" done before")), "{errors}");
    assert!(folder.read("out.jsonl") == whole);
}
