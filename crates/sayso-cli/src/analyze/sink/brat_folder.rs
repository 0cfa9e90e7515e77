//! A folder for brat: a text and its annotations for each document, and how to show them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use sayso_corpus::Output;
use sayso_record::brat_configuration;

use super::spooled::Builder;
use crate::analyze::done::Encoded;

/// File systems allow 255 bytes; this leaves room for a number and an extension.
const LONGEST: usize = 200;

/// How brat shows annotations, and a sign that the folder is of our making.
const CONFIGURATION: &str = "annotation.conf";

/// A folder that takes two files a document.
pub(in crate::analyze) struct BratFolder {
    path: PathBuf,
    /// How often a name was taken, in lower case: some file systems do not tell `A` from `a`.
    taken: HashMap<String, u32>,
}

impl BratFolder {
    /// Makes the folder; `anew` if what an earlier run has written there is not wanted.
    pub(in crate::analyze) fn create(path: &Path, anew: bool) -> Result<Self> {
        let display = path.display();
        fs::create_dir_all(path).with_context(|| format!("{display}: cannot be created"))?;
        if anew {
            for entry in fs::read_dir(path)? {
                fs::remove_file(entry?.path())
                    .with_context(|| format!("{display}: cannot be emptied"))?;
            }
        }
        let folder = Self { path: path.to_owned(), taken: HashMap::new() };
        folder.write(CONFIGURATION, |out| out.write_all(brat_configuration().as_bytes()))?;
        Ok(folder)
    }

    fn write(&self, name: &str, content: impl FnOnce(&mut Output) -> io::Result<()>) -> Result<()> {
        let path = self.path.join(name);
        let mut output = Output::create(&path)?;
        content(&mut output).with_context(|| format!("{}: cannot be written", path.display()))?;
        output.commit()?;
        Ok(())
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

impl Builder for BratFolder {
    /// Adds a document: first its text, so that there are no annotations without one.
    fn add(&mut self, document: &Encoded) -> Result<()> {
        if let Some((id, text)) = &document.text {
            let name = self.free_name(id);
            self.write(&format!("{name}.txt"), |out| out.write_all(text.as_bytes()))?;
            self.write(&format!("{name}.ann"), |out| document.bytes.write_to(out))?;
        }
        Ok(())
    }

    fn add_again(&mut self, piece: &mut dyn Read) -> Result<()> {
        let mut id = String::new();
        piece.read_to_string(&mut id)?;
        let name = self.free_name(&id);
        let path = self.path.join(format!("{name}.ann"));
        ensure!(path.exists(), "{}: is gone; start over with --force", path.display());
        Ok(())
    }

    fn commit(self: Box<Self>) -> Result<()> {
        Ok(())
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

/// Whether two files a document can go to `output`: nothing may be replaced by them, unless it is what an earlier
/// run has written and the user wants that.
pub(in crate::analyze) fn check(output: &Path, replaces: bool) -> Result<(), String> {
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
    let written = |name: &String| {
        name == CONFIGURATION || [".txt", ".ann", ".tmp"].iter().any(|end| name.ends_with(end))
    };
    match replaces {
        true if names.iter().any(|name| name == CONFIGURATION) && names.iter().all(written) => {
            Ok(())
        }
        true => Err(format!("{display}: holds other files than brat's; choose another -o")),
        false => Err(format!(
            "{display}: is not empty; --format brat needs a folder of its own; --force replaces what an \
             earlier run has written"
        )),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::path::PathBuf;

    use super::{BratFolder, safe};

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
        let mut folder = BratFolder { path: PathBuf::new(), taken: HashMap::new() };
        let names = ["a", "A", "a/b", "a_b", "a", "a-2", "a-3"].map(|id| folder.free_name(id));
        assert_eq!(names, ["a", "A-2", "a_b", "a_b-2", "a-3", "a-2-2", "a-3-2"]);
    }
}
