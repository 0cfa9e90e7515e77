//! The paths a user names: files, folders or patterns, and how the ids of their documents start.
//!
//! Ids are short where that is safe (`a` for `articles/a.txt`) and carry the path as given where
//! short ones could clash. Only the arguments themselves are compared, never the files below them,
//! so memory does not grow with the corpus.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::name;
use crate::file::source::show;

/// A path and what it refers to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Argument {
    Stdin,
    /// A file, or a path that does not exist, which opening it will show. The ids of its records
    /// start with `name`; `id` is that of the document if the file is one.
    File {
        path: PathBuf,
        name: String,
        id: String,
    },
    /// All files below `root` that match `pattern`. Their ids start with `prefix`.
    Folder {
        root: PathBuf,
        pattern: Option<String>,
        prefix: String,
    },
}

/// Looks at all paths together, because ids depend on what else was named.
pub(crate) fn classify(paths: &[PathBuf]) -> Vec<Argument> {
    let mut arguments: Vec<Argument> = paths.iter().map(|path| short(path)).collect();
    // What is not there gives no ids, and changes none.
    let there = |argument: &&Argument| match argument {
        Argument::Stdin => true,
        Argument::File { path, .. } => path.exists(),
        Argument::Folder { root, .. } => root.exists(),
    };
    let found: Vec<&Argument> = arguments.iter().filter(there).collect();
    let mut ids = HashSet::new();
    let clash = found.iter().any(|argument| match argument {
        Argument::Stdin => false,
        Argument::File { id, .. } => !ids.insert(id.as_str()),
        Argument::Folder { .. } => found.len() > 1,
    });
    if clash {
        let mut taken = HashSet::new();
        arguments.iter_mut().for_each(|argument| lengthen(argument, &mut taken));
    }
    arguments
}

fn short(path: &Path) -> Argument {
    if path.as_os_str() == "-" {
        return Argument::Stdin;
    }
    if path.is_dir() {
        return Argument::Folder { root: path.into(), pattern: None, prefix: String::new() };
    }
    if is_glob(&show(path)) && !path.exists() {
        let (root, pattern) = split_glob(path);
        return Argument::Folder { root, pattern: Some(pattern), prefix: String::new() };
    }
    let name = path.file_name().map_or_else(String::new, |name| show(name.as_ref()));
    Argument::File { path: path.into(), id: name::stem(&name).to_owned(), name }
}

/// Makes ids start with the path as given.
fn lengthen(argument: &mut Argument, taken: &mut HashSet<String>) {
    match argument {
        Argument::Stdin => {}
        Argument::Folder { root, prefix, .. } => {
            show(root).trim_end_matches('/').clone_into(prefix);
        }
        Argument::File { path, name, id } => {
            *name = show(path);
            let stem = name::stem(name);
            // `a.html` and `a.txt` of one folder differ by extension alone.
            *id = if taken.insert(stem.to_owned()) { stem.to_owned() } else { name.clone() };
        }
    }
}

fn is_glob(path: &str) -> bool {
    path.contains(['*', '?', '[', '{'])
}

/// Splits `data/2024/**/*.txt` into the folder `data/2024` and the pattern `/**/*.txt`. The
/// leading slash ties the pattern to the folder; without it `*.txt` would match at any depth.
fn split_glob(path: &Path) -> (PathBuf, String) {
    let mut root = PathBuf::new();
    let mut pattern = String::new();
    for component in path.components() {
        let text = component.as_os_str().to_string_lossy();
        if pattern.is_empty() && !is_glob(&text) {
            root.push(component);
        } else {
            pattern.push('/');
            pattern.push_str(&text);
        }
    }
    if root.as_os_str().is_empty() {
        root.push(".");
    }
    (root, pattern)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_short_unless_they_clash() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join(path);
        for path in ["x/a.txt", "x/a.html", "x/b.txt", "y/a.txt", "y/b.html.gz", "src/c.txt"] {
            std::fs::create_dir_all(at(path).parent().unwrap()).unwrap();
            std::fs::write(at(path), "").unwrap();
        }
        let check = |paths: &[&str], expected: &[&str]| {
            let paths: Vec<PathBuf> = paths.iter().map(|path| at(path)).collect();
            let start = show(folder.path()) + "/";
            let ids = classify(&paths).into_iter().filter_map(|argument| match argument {
                Argument::File { path, id, .. } => path.exists().then_some(id),
                Argument::Folder { prefix, .. } => Some(format!("{prefix}/*")),
                Argument::Stdin => None,
            });
            let ids: Vec<String> = ids.map(|id| id.replace(&start, "")).collect();
            assert_eq!(ids, expected);
        };
        check(&["x/a.txt"], &["a"]);
        check(&["x/a.txt", "y/b.html.gz"], &["a", "b"]);
        check(&["x/a.txt", "y/a.txt"], &["x/a", "y/a"]);
        check(&["x/a.txt", "x/a.html", "x/b.txt"], &["x/a", "x/a.html", "x/b"]);
        check(&["src"], &["/*"]);
        check(&["src", "x/a.txt"], &["src/*", "x/a"]);
        check(&["src", "missing.txt", "no/such/*.txt"], &["/*", "/*"]);
        check(&["x/a.txt", "missing/a.txt"], &["a"]);
        assert_eq!(classify(&["-".into()]), [Argument::Stdin]);
    }

    #[test]
    fn a_glob_is_a_folder_with_a_pattern() {
        #[track_caller]
        fn check(glob: &str, root: &str, pattern: &str) {
            assert_eq!(split_glob(Path::new(glob)), (root.into(), pattern.to_owned()));
        }
        check("data/**/*.txt", "data", "/**/*.txt");
        check("/data/2024/[ab]*", "/data/2024", "/[ab]*");
        check("*.txt", ".", "/*.txt");
    }
}
