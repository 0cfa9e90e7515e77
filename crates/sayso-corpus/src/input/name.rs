//! What a file's name says: the id of the document in it, and whether it can be one.
//!
//! Only extensions that are known are taken off an id: in `report.v2` the `.v2` belongs to the
//! name.

use std::collections::HashSet;

use crate::file::extension::{extension, uncompressed};
use crate::readers::has_known_extension;

/// Extensions of files that hold no articles. In folders they are not even opened: a saved web page
/// comes with a folder of scripts and pictures.
const NO_ARTICLES: &[&str] = &[
    "7z", "avi", "avif", "bin", "bmp", "bz2", "css", "db", "dll", "doc", "docx", "eot", "epub",
    "exe", "flac", "gif", "heic", "ico", "jar", "jpeg", "jpg", "js", "m4a", "map", "mjs", "mkv",
    "mov", "mp3", "mp4", "npy", "npz", "ods", "odt", "ogg", "otf", "pdf", "pickle", "pkl", "png",
    "ppt", "pptx", "psd", "pt", "pyc", "rar", "rtf", "so", "sqlite", "svg", "swf", "tar", "tgz",
    "tif", "tiff", "ttf", "wasm", "wav", "webm", "webp", "woff", "woff2", "xls", "xlsx", "xz",
    "zip",
];

/// True for names that a folder walk skips.
pub(crate) fn holds_no_articles(name: &str) -> bool {
    extension(name)
        .is_some_and(|extension| NO_ARTICLES.iter().any(|no| extension.eq_ignore_ascii_case(no)))
}

/// The id of a single-document file: its name without the extensions of format and compression.
pub(crate) fn stem(name: &str) -> &str {
    let plain = uncompressed(name);
    match extension(name) {
        Some(extension) if has_known_extension(name) => &plain[..plain.len() - extension.len() - 1],
        _ => plain,
    }
}

/// Gives each file of a folder walk an id that no other file of its folder has: `a` for `a.html`,
/// then `a.txt` for the `a.txt` beside it.
///
/// It remembers only the names in the folders it is inside of, so its memory does not grow with the
/// corpus. That suffices because a walk finishes a folder before it leaves it.
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
    fn known_extensions_are_not_part_of_an_id() {
        #[track_caller]
        fn check(name: &str, id: &str) {
            assert_eq!(stem(name), id);
        }
        check("a.txt", "a");
        check("2024/a.b.HTML", "2024/a.b");
        check("wire.jsonl.gz", "wire");
        check("a.txt.zst", "a");
        check("report.v2", "report.v2");
        check("report.v2.gz", "report.v2");
        check(".txt", ".txt");
        check("v1.0/README", "v1.0/README");
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
