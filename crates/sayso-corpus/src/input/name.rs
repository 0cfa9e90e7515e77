//! What a file's name says: its format, and the id of the document in it.
//!
//! Only extensions that are known are taken off an id: in `report.v2` the `.v2` belongs to the
//! name.

use std::collections::HashSet;

use crate::Format;

/// Extensions of single-document files; see [`by_extension`] for those of record files.
const TEXT: &[&str] = &["txt", "text", "md", "markdown"];
const HTML: &[&str] = &["html", "htm", "xhtml"];

/// Extensions of files that hold no articles, however they were met. In a folder walk they are
/// not even opened: a saved web page brings a folder of scripts and pictures with it.
const NO_ARTICLES: &[&str] = &[
    "7z", "avi", "avif", "bin", "bmp", "bz2", "css", "db", "dll", "doc", "docx", "eot", "epub",
    "exe", "flac", "gif", "heic", "ico", "jar", "jpeg", "jpg", "js", "m4a", "map", "mjs", "mkv",
    "mov", "mp3", "mp4", "npy", "npz", "ods", "odt", "ogg", "otf", "pdf", "pickle", "pkl", "png",
    "ppt", "pptx", "psd", "pt", "pyc", "rar", "rtf", "so", "sqlite", "svg", "swf", "tar", "tgz",
    "tif", "tiff", "ttf", "wasm", "wav", "webm", "webp", "woff", "woff2", "xls", "xlsx", "xz",
    "zip",
];

/// The format that the extension stands for, compression apart.
pub(crate) fn by_extension(name: &str) -> Option<Format> {
    let extension = extension(uncompressed(name))?;
    let is = |known: &[&str]| known.iter().any(|known| extension.eq_ignore_ascii_case(known));
    Some(match () {
        () if is(TEXT) => Format::Text,
        () if is(HTML) => Format::Html,
        () if is(&["jsonl", "ndjson", "jsonlines"]) => Format::JsonLines,
        () if is(&["json"]) => Format::Json,
        () if is(&["csv"]) => Format::Csv,
        () if is(&["tsv", "tab"]) => Format::Tsv,
        () if is(&["parquet", "pq"]) => Format::Parquet,
        () => return None,
    })
}

/// True for names that a folder walk passes over.
pub(crate) fn holds_no_articles(name: &str) -> bool {
    extension(uncompressed(name))
        .is_some_and(|extension| NO_ARTICLES.iter().any(|no| extension.eq_ignore_ascii_case(no)))
}

/// The id of a single-document file: its name without the extensions that only tell the format.
pub(crate) fn stem(name: &str) -> &str {
    let plain = uncompressed(name);
    match by_extension(name).and(extension(plain)) {
        Some(extension) => &plain[..plain.len() - extension.len() - 1],
        None => plain,
    }
}

fn uncompressed(name: &str) -> &str {
    match extension(name) {
        Some(end) if ["gz", "zst"].iter().any(|known| end.eq_ignore_ascii_case(known)) => {
            &name[..name.len() - end.len() - 1]
        }
        _ => name,
    }
}

/// What follows the last dot of the last path component, if anything precedes the dot.
fn extension(name: &str) -> Option<&str> {
    let file = name.rsplit(['/', '\\']).next()?;
    let (stem, extension) = file.rsplit_once('.')?;
    (!stem.is_empty() && !extension.is_empty()).then_some(extension)
}

/// Gives each file of a folder walk an id that no other file of its folder has: `a` for `a.html`,
/// then `a.txt` for the `a.txt` beside it.
///
/// It remembers the names of the folders it is inside of, no more, so its memory does not grow
/// with the corpus. That suffices because a walk goes through a folder in one piece.
#[derive(Default)]
pub(crate) struct Namer {
    folders: Vec<(String, HashSet<String>)>,
}

impl Namer {
    /// The id for a path relative to the root of the walk, with `/` between components.
    pub(crate) fn name(&mut self, path: &str) -> String {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        while self.folders.last().is_some_and(|(open, _)| !is_inside(folder, open)) {
            self.folders.pop();
        }
        if self.folders.last().is_none_or(|(open, _)| open != folder) {
            self.folders.push((folder.to_owned(), HashSet::new()));
        }
        let id = stem(path);
        let taken = &mut self.folders.last_mut().expect("one was pushed").1;
        if taken.insert(id.to_owned()) { id.to_owned() } else { path.to_owned() }
    }
}

fn is_inside(folder: &str, outer: &str) -> bool {
    outer.is_empty()
        || folder.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_tell_format_and_id() {
        #[track_caller]
        fn check(name: &str, format: Option<Format>, id: &str) {
            assert_eq!((by_extension(name), stem(name)), (format, id));
        }
        check("a.txt", Some(Format::Text), "a");
        check("2024/a.b.HTML", Some(Format::Html), "2024/a.b");
        check("wire.jsonl.gz", Some(Format::JsonLines), "wire");
        check("a.txt.zst", Some(Format::Text), "a");
        check("report.v2", None, "report.v2");
        check("report.v2.gz", None, "report.v2");
        check(".txt", None, ".txt");
        check("v1.0/README", None, "v1.0/README");
    }

    #[test]
    fn a_walk_gives_no_id_twice() {
        let mut namer = Namer::default();
        let ids = ["a.html", "a.txt", "b/a.txt", "b/c/a.txt", "b/a.txt.gz", "c.txt", "c/a.txt"]
            .map(|path| namer.name(path));
        assert_eq!(ids, ["a", "a.txt", "b/a", "b/c/a", "b/a.txt.gz", "c", "c/a"]);
    }

    #[test]
    fn web_assets_hold_no_articles() {
        assert!(holds_no_articles("page_files/jquery.min.js"));
        assert!(holds_no_articles("scan.PDF"));
        assert!(!holds_no_articles("README"));
        assert!(!holds_no_articles("a.xml"));
    }
}
