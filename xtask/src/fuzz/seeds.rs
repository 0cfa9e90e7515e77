//! What fuzzing starts from: the seed article in every form that is read.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::cargo::{build_dev, must};

const TABLES: [&str; 4] = ["documents", "entities", "mentions", "attributions"];

pub(super) fn write(corpus: &Path) -> Result<()> {
    let articles = articles()?;
    for (number, article) in articles.iter().enumerate() {
        let paragraphs: Vec<&str> = article.lines().filter(|line| !line.is_empty()).collect();
        for (index, paragraph) in paragraphs.iter().enumerate() {
            // The first character of a text chooses the options.
            let text = format!("{}{paragraph}", index % 8);
            put(corpus, "text", &format!("seed-{number}-{index}"), text.as_bytes())?;
        }
        let name = format!("seed-{number}");
        for (kind, file) in files(&paragraphs, &name) {
            put(corpus, kind, &name, file.as_bytes())?;
        }
    }
    tables(corpus)?;
    for model in 0..5 {
        for change in 0..4 {
            let input = [&[model, change][..], b"SAYSOMDL\x02\0\0\0\x81\x04\0\xff"].concat();
            put(corpus, "models", &format!("seed-{model}-{change}"), &input)?;
        }
    }
    Ok(())
}

/// An article in every format that articles come in, with the name of its reader.
pub(super) fn files(paragraphs: &[&str], name: &str) -> [(&'static str, String); 6] {
    let start = paragraphs[..paragraphs.len().min(3)].join("\n\n");
    let first = paragraphs.first().copied().unwrap_or_default();
    let object = json!({"id": name, "title": "A title", "date": "2026-03-05", "text": start});
    let row = format!("{name},\"A, \"\"title\"\"\",\"{}\"\n", start.replace('"', "\"\""));
    [
        ("html", page(paragraphs)),
        ("jsonl", format!("{object}\n{object}\n")),
        ("warc", archive(&page(&[first]))),
        ("xml", feed(first)),
        ("mail", mail(&start)),
        ("csv", format!("id,title,text\n{row}{row}")),
    ]
}

fn articles() -> Result<Vec<String>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir("seeds").context("seeds: no such folder")? {
        paths.push(entry?.path());
    }
    paths.sort();
    let read =
        |path| fs::read_to_string(&path).with_context(|| format!("{path:?}: cannot be read"));
    let articles = paths.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    if articles.is_empty() {
        bail!("seeds: there is no article");
    }
    Ok(articles)
}

fn page(paragraphs: &[&str]) -> String {
    let body: Vec<String> = paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect();
    format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"><title>A title</title>\
         <meta property=\"og:site_name\" content=\"The Wire\"></head>\
         <body><nav><a href=\"/\">Home</a></nav><article>{}</article></body></html>",
        body.join("\n")
    )
}

/// Two records of a web archive, with a request between them.
fn archive(page: &str) -> String {
    let record = |kind: &str, content: &str| {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://wire.example/1\r\n\
             WARC-Date: 2026-03-05T10:00:00Z\r\nContent-Type: application/http; msgtype={kind}\r\n\
             Content-Length: {}\r\n\r\n{content}\r\n\r\n",
            content.len()
        )
    };
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n";
    let response = record("response", &format!("{head}\r\n{page}"));
    let size = page.len();
    let chunked =
        format!("{head}Transfer-Encoding: chunked\r\n\r\n{size:x}\r\n{page}\r\n0\r\n\r\n");
    let request = record("request", "GET / HTTP/1.1\r\nHost: wire.example\r\n\r\n");
    [response, request, record("response", &chunked)].concat()
}

fn feed(paragraph: &str) -> String {
    let text = paragraph.replace('&', "&amp;").replace('<', "&lt;");
    let item = format!(
        "<item><title>A title</title><guid>1</guid><pubDate>Thu, 05 Mar 2026 10:00:00 GMT</pubDate>\
         <description><![CDATA[<p>{paragraph}</p>]]></description><content>{text}</content></item>"
    );
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Wire</title>{item}{item}</channel></rss>"
    )
}

/// A message in two parts, in a mailbox.
fn mail(text: &str) -> String {
    format!(
        "From wire@example.org Thu Mar  5 10:00:00 2026\nFrom: The Wire <wire@example.org>\n\
         Subject: =?utf-8?q?A_title?=\nDate: Thu, 5 Mar 2026 10:00:00 +0000\nMIME-Version: 1.0\n\
         Content-Type: multipart/alternative; boundary=\"b\"\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n\
         {text}\n--b\nContent-Type: text/html\n\n<p>{text}</p>\n--b--\n"
    )
}

/// The tables as the program writes them, a number before each that tells which it is.
fn tables(corpus: &Path) -> Result<()> {
    let folder = corpus.join("../tables");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let program = build_dev()?;
    let mut analyze = std::process::Command::new(program);
    analyze.args(["analyze", "seeds", "--format", "parquet", "--quiet", "-o"]).arg(&folder);
    must(&mut analyze)?;
    for (index, table) in TABLES.iter().enumerate() {
        let bytes = fs::read(folder.join(format!("{table}.parquet")))?;
        put(corpus, "tables", &format!("seed-{table}"), &[&[index as u8][..], &bytes].concat())?;
    }
    Ok(())
}

fn put(corpus: &Path, target: &str, name: &str, input: &[u8]) -> Result<()> {
    let folder = corpus.join(target);
    fs::create_dir_all(&folder)?;
    let path = folder.join(name);
    fs::write(&path, input).with_context(|| format!("{}: cannot be written", path.display()))
}
