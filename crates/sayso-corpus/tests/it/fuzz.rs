//! Arbitrary bytes never panic a reader, and never end a run.

use proptest::prelude::*;
use sayso_corpus::{ReadOptions, formats};

use crate::support::{Folder, gzip, read};

fn read_as_everything(bytes: &[u8]) {
    let folder = Folder::new();
    let by_format = formats().map(|format| format!("a.{}", format.extensions[0]));
    let others = ["a", "a.txt.gz", "a.jsonl.zst"].map(str::to_owned);
    for name in by_format.chain(others) {
        folder.write(&name, bytes);
        for result in read(&folder.path(&name), ReadOptions { limit: 64, ..Default::default() }) {
            match result {
                Ok(document) => assert!(document.text.len() <= 64),
                Err(error) => {
                    let message = error.to_string();
                    assert!(!message.contains("the reader failed"), "{message}");
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_as_everything(&bytes);
        read_as_everything(&gzip(&bytes));
    }

    /// Closer to what the readers expect, and so further into them.
    #[test]
    fn nearly_sound_input(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "{", "}", "[", "]", "\"", "\\", "\\u", "d800", "text", ":", ",", "\n", "\r", "null",
            "1e9", "<p>", "<!--", "-->", "<script>", "</", "=\"", ">", "é", "\0", "\u{FEFF}", " ",
            "id,text\n", "{\"text\": \"", "PAR1", "WARC/1.0\r\nWARC-Type: response\r\n",
            "Content-Length: 30\r\n\r\n", "HTTP/1.1 200\r\n\r\n<html>", "Content-Encoding: br\r\n",
            "Transfer-Encoding: chunked\r\n", "\r\n\r\n", "<?xml version=\"1.0\"?><rss>", "<item>", "</item>",
            "<description>", "&amp;", "]]>", "<![CDATA[", "From a 2024\nMessage-ID: 1\nTo: a\nFrom: b\n\n",
        ]), 0..60)
    ) {
        read_as_everything(pieces.concat().as_bytes());
    }
}
