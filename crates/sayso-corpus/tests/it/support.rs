//! Temporary folders and readers that several tests share.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use sayso_corpus::{Document, Inputs, Note, ReadError, ReadOptions};
use tempfile::TempDir;

/// A folder with files in it, gone at the end of the test.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = Self::new();
        for (name, bytes) in files {
            folder.write(name, bytes);
        }
        folder
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    /// A message with the name of this folder taken out of it.
    pub(crate) fn relative(&self, message: &str) -> String {
        message.replace(&format!("{}/", self.0.path().display()), "")
    }
}

pub(crate) fn read(path: &Path, options: ReadOptions) -> Vec<Result<Document, ReadError>> {
    Inputs::new([path], options).unwrap().documents().collect()
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

/// The text and notes of each document of a file, or its error.
pub(crate) fn describe(name: &str, bytes: &[u8]) -> Vec<String> {
    each(name, bytes, |document| match document.notes.as_slice() {
        [] => document.text,
        notes => {
            let notes: Vec<_> = notes.iter().map(Note::to_string).collect();
            format!("{} [{}]", document.text, notes.join("; "))
        }
    })
}

/// `id | text | title | date | publisher | other metadata` of each document of a file, or its error.
pub(crate) fn describe_with_meta(name: &str, bytes: &[u8]) -> Vec<String> {
    each(name, bytes, |document| {
        let meta = document.meta;
        let extra = serde_json::to_string(&meta.extra).unwrap();
        let [title, date, publisher] =
            [meta.title, meta.date, meta.publisher].map(Option::unwrap_or_default);
        [document.id, document.text, title, date, publisher, extra].join(" | ")
    })
}

fn each(name: &str, bytes: &[u8], shown: impl Fn(Document) -> String) -> Vec<String> {
    let folder = Folder::with(&[(name, bytes)]);
    let found = read(&folder.path(name), ReadOptions::default());
    let shown = |result: Result<Document, ReadError>| match result {
        Ok(document) => shown(document),
        Err(error) => folder.relative(&error.to_string()),
    };
    found.into_iter().map(shown).collect()
}
