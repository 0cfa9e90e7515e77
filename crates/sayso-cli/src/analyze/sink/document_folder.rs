//! A folder for an annotation tool: a file or two for each document, and one that says how to show them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use sayso_corpus::{Output, beside};

use super::spooled::{Builder, Spooled};
use super::{Sink, Target};
use crate::analyze::done::Encoded;

/// File systems allow 255 bytes; this leaves room for a number and an extension.
const LONGEST: usize = 200;

/// What the files of a folder are called.
#[derive(Clone, Copy, Debug)]
pub(in crate::analyze) struct FolderLayout {
    pub(in crate::analyze) format: &'static str,
    /// How the tool shows annotations, and a sign that the folder is of our making: its name and what it holds.
    pub(in crate::analyze) configuration: (&'static str, fn() -> String),
    /// The extension of texts, if they have files of their own.
    pub(in crate::analyze) text: Option<&'static str>,
    pub(in crate::analyze) annotations: &'static str,
}

/// A folder that takes the files of every document, and appears when it is complete.
pub(in crate::analyze) struct DocumentFolder {
    layout: FolderLayout,
    path: PathBuf,
    /// Where the files lie until then, hidden from walks.
    making: PathBuf,
    /// How often a name was taken, in lower case: some file systems do not tell `A` from `a`.
    taken: HashMap<String, u32>,
}

impl DocumentFolder {
    /// Begins the folder, or goes on with what an interrupted run has made of it.
    fn begin(layout: FolderLayout, path: &Path, goes_on: bool) -> io::Result<Self> {
        let making = beside(path, "making");
        if !goes_on {
            remove(&making)?;
        } else if !making.exists() && path.exists() {
            // That run was killed after the folder had got its name.
            fs::rename(path, &making)?;
        }
        fs::create_dir_all(&making)?;
        Ok(Self { layout, path: path.to_owned(), making, taken: HashMap::new() })
    }

    /// Gives the folder its name, which an earlier one may have.
    fn appear(&self) -> io::Result<()> {
        let Self { path, making, .. } = self;
        let earlier = beside(path, "earlier");
        remove(&earlier)?;
        if path.exists() {
            fs::rename(path, &earlier)?;
        }
        if let Err(error) = fs::rename(making, path) {
            let _ = fs::rename(&earlier, path);
            return Err(error);
        }
        remove(&earlier)
    }

    fn write(&self, name: &str, content: impl FnOnce(&mut Output) -> io::Result<()>) -> Result<()> {
        let path = self.making.join(name);
        let mut output = Output::create(&path)?;
        content(&mut output).with_context(|| self.failed("written"))?;
        output.commit()?;
        Ok(())
    }

    fn failed(&self, doing: &str) -> String {
        format!("{}: cannot be {doing}", self.path.display())
    }

    /// A name of a file that no earlier document has.
    fn free_name(&mut self, id: &str) -> String {
        let name = safe(id);
        let lower = name.to_lowercase();
        let mut number = self.taken.get(&lower).copied().unwrap_or(0);
        loop {
            number += 1;
            self.taken.insert(lower.clone(), number);
            if number == 1 {
                return name;
            }
            let this = format!("{name}-{number}");
            if let Entry::Vacant(free) = self.taken.entry(this.to_lowercase()) {
                free.insert(1);
                return this;
            }
        }
    }
}

impl Builder for DocumentFolder {
    /// Adds a document: first its text, so that there are no annotations without one.
    fn add(&mut self, document: &Encoded) -> Result<()> {
        if let Some((id, text)) = &document.text {
            let name = self.free_name(id);
            let FolderLayout { text: of_texts, annotations, .. } = self.layout;
            if let Some(end) = of_texts {
                self.write(&format!("{name}.{end}"), |out| out.write_all(text.as_bytes()))?;
            }
            self.write(&format!("{name}.{annotations}"), |out| document.bytes.write_to(out))?;
        }
        Ok(())
    }

    fn add_again(&mut self, piece: &mut dyn Read) -> Result<()> {
        let mut id = String::new();
        piece.read_to_string(&mut id)?;
        let name = self.free_name(&id);
        let path = self.making.join(format!("{name}.{}", self.layout.annotations));
        ensure!(path.exists(), "{}: is gone; start over with --force", path.display());
        Ok(())
    }

    fn commit(self: Box<Self>) -> Result<()> {
        let (name, content) = self.layout.configuration;
        self.write(name, |out| out.write_all(content().as_bytes()))?;
        self.appear().with_context(|| self.failed("completed"))
    }

    fn discard(self: Box<Self>) -> Result<()> {
        Ok(remove(&self.making)?)
    }
}

/// Removes a folder with all that is in it, if it is there.
fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The id with `_` for whatever a file system or an address could take amiss.
fn safe(id: &str) -> String {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let mut name: String = id.chars().map(|c| if allowed(c) { c } else { '_' }).collect();
    while name.len() > LONGEST {
        name.pop();
    }
    if name.is_empty() || name.starts_with('.') {
        name.insert(0, '_');
    }
    name
}

/// A folder of this layout at the target, filled in the order of the input.
pub(in crate::analyze) fn open(layout: FolderLayout, target: &Target<'_>) -> Result<Box<dyn Sink>> {
    Spooled::open(target, |path, goes_on| {
        let folder = DocumentFolder::begin(layout, path, goes_on);
        let folder = folder.with_context(|| format!("{}: cannot be created", path.display()))?;
        Ok(Box::new(folder))
    })
}

/// Whether files of every document can go to `output`: nothing may be replaced by them, unless it is what an earlier
/// run has written and the user wants that.
pub(in crate::analyze) fn check(
    layout: FolderLayout,
    output: Option<&Path>,
    replaces: bool,
) -> Result<(), String> {
    let FolderLayout { format, configuration, text, annotations } = layout;
    let files = if text.is_some() { "two files" } else { "one file" };
    let output = output.ok_or_else(|| {
        format!("--format {format} writes {files} per document; name a folder with -o")
    })?;
    let display = output.display();
    if !output.exists() {
        return Ok(());
    }
    let unreadable = |cause| format!("{display}: is no folder to write in ({cause})");
    let entries = fs::read_dir(output).map_err(unreadable)?;
    let entries: io::Result<Vec<_>> = entries.collect();
    let names = entries.map_err(unreadable)?.into_iter().map(|entry| entry.file_name());
    let names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    if names.is_empty() {
        return Ok(());
    }
    let (name, content) = configuration;
    let ours = || fs::read(output.join(name)).is_ok_and(|there| there == content().as_bytes());
    let is_there = |name: &str| names.iter().any(|there| there == name);
    let written = |there: &String| {
        let Some((id, end)) = there.rsplit_once('.') else { return false };
        let pair = || text.is_none_or(|text| is_there(&format!("{id}.{text}")));
        there == name
            || end == annotations && pair()
            || text == Some(end) && is_there(&format!("{id}.{annotations}"))
    };
    match replaces {
        true if names.iter().all(written) && ours() => Ok(()),
        true => Err(format!("{display}: holds other files than {format}'s; choose another -o")),
        false => Err(format!(
            "{display}: is not empty; --format {format} needs a folder of its own; --force replaces what an \
             earlier run has written"
        )),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{DocumentFolder, FolderLayout, safe};

    const LAYOUT: FolderLayout = FolderLayout {
        format: "xmi",
        configuration: ("types.xml", String::new),
        text: None,
        annotations: "xmi",
    };

    #[test]
    fn an_earlier_folder_is_not_taken_for_what_was_begun() {
        let parent = tempfile::tempdir().unwrap();
        let path = parent.path().join("pages");
        fs::create_dir(&path).unwrap();
        fs::write(path.join("old.xmi"), "old").unwrap();
        // A run that replaces it is killed when it has nothing but failures, and goes on.
        drop(DocumentFolder::begin(LAYOUT, &path, false).unwrap());
        let folder = DocumentFolder::begin(LAYOUT, &path, true).unwrap();
        assert!(path.join("old.xmi").exists());
        folder.appear().unwrap();
        assert!(path.exists() && !path.join("old.xmi").exists());
        // One that is killed after that takes it back.
        fs::write(path.join("new.xmi"), "new").unwrap();
        let folder = DocumentFolder::begin(LAYOUT, &path, true).unwrap();
        assert!(!path.exists() && folder.making.join("new.xmi").exists());
    }

    #[test]
    fn names_are_safe() {
        assert_eq!(safe("news/2024:11.html"), "news_2024_11.html");
        assert_eq!(safe("../.."), "_.._..");
        assert_eq!(safe("https://example.org/Київ?a=b"), "https___example.org_Київ_a_b");
        assert_eq!(safe(""), "_");
        assert_eq!(safe(&"é".repeat(150)).len(), 200);
    }

    #[test]
    fn no_two_documents_have_one_name() {
        let parent = tempfile::tempdir().unwrap();
        let mut folder =
            DocumentFolder::begin(LAYOUT, &parent.path().join("pages"), false).unwrap();
        let names = ["a", "A", "a/b", "a_b", "a", "a-2", "a-3"].map(|id| folder.free_name(id));
        assert_eq!(names, ["a", "A-2", "a_b", "a_b-2", "a-3", "a-2-2", "a-3-2"]);
    }
}
