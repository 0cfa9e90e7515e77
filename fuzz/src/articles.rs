//! Files of articles.

use std::cell::RefCell;
use std::fs;

use sayso_corpus::{Format, Inputs, ReadOptions, formats};
use tempfile::TempDir;

/// Small, so that cutting is tried too.
const LIMIT: usize = 1 << 10;

thread_local! {
    static FOLDER: RefCell<Option<TempDir>> = const { RefCell::new(None) };
}

/// Reads a file with this content in the format with this name, and once more in whatever format it looks like.
pub fn check(name: &str, data: &[u8]) {
    let format = formats().find(|format| format.name == name).expect("a format");
    FOLDER.with_borrow_mut(|folder| {
        let folder = folder.get_or_insert_with(|| tempfile::tempdir().expect("a folder"));
        let path = folder.path().join("input");
        fs::write(&path, data).expect("a file");
        for format in [Some(format), None] {
            read(&path, format);
        }
    });
}

fn read(path: &std::path::Path, format: Option<Format>) {
    let options = ReadOptions { format, limit: LIMIT, ..ReadOptions::default() };
    let inputs = Inputs::new([path], options).expect("a path");
    for document in inputs.documents() {
        match document {
            Ok(document) => {
                assert!(document.text.len() <= LIMIT);
                assert!(!document.id.is_empty());
            }
            Err(error) => assert!(!error.to_string().contains('\n'), "{error}"),
        }
    }
}
