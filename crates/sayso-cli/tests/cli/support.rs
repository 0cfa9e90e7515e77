//! Runs the program in a folder of its own and writes down all that comes out of it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use tempfile::TempDir;

/// A folder that is gone after the test, to run the program in.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().expect("a temporary folder"))
    }

    /// A folder with these files.
    pub(crate) fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = Self::new();
        for (name, content) in files {
            folder.write(name, content);
        }
        folder
    }

    /// A folder with the seed article as `seeds/000_e63c8cd01220d72a.txt`.
    pub(crate) fn with_seed() -> Self {
        let seed = include_bytes!("../../../../seeds/000_e63c8cd01220d72a.txt");
        Self::with(&[("seeds/000_e63c8cd01220d72a.txt", seed)])
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, content).expect("a file can be written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a text file")
    }

    /// What is in a file, or in all files of a folder.
    pub(crate) fn contents(&self, name: &str) -> Vec<(String, Vec<u8>)> {
        let path = self.path(name);
        let read = |path: &Path| fs::read(path).expect("a file");
        if path.is_file() {
            return vec![(String::new(), read(&path))];
        }
        let entries = fs::read_dir(path).expect("a folder");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
        let mut files: Vec<_> = paths.map(|path| (name(&path), read(&path))).collect();
        files.sort();
        files
    }

    /// The names of all files in the folder itself, hidden ones too.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("a folder");
        let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        let mut names: Vec<String> = entries.map(|entry| name(entry.expect("an entry"))).collect();
        names.sort();
        names
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
        command.current_dir(self.0.path()).args(arguments).stdin(Stdio::null());
        for variable in ["NO_COLOR", "COLUMNS", "CLICOLOR_FORCE"] {
            command.env_remove(variable);
        }
        command
    }

    pub(crate) fn output(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program starts")
    }

    /// Runs the program and writes down exit code and streams.
    pub(crate) fn run(&self, arguments: &[&str]) -> String {
        self.describe(&self.output(arguments))
    }

    /// The same, with something on standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> String {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let (mut stdin, input) = (child.stdin.take().expect("a pipe"), input.to_owned());
        let writer = thread::spawn(move || {
            // The program may be content with less.
            let _ = stdin.write_all(&input);
        });
        let output = child.wait_with_output().expect("the program ends");
        writer.join().expect("the writer ends");
        self.describe(&output)
    }

    fn describe(&self, output: &Output) -> String {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let code = output.status.code().map_or("none".to_owned(), |code| code.to_string());
        let streams = format!(
            "exit code: {code}\n----- stdout -----\n{}----- stderr -----\n{}",
            text(&output.stdout),
            text(&output.stderr)
        );
        let folder = self.0.path().display().to_string();
        without_seconds(&streams.replace(&folder, "[FOLDER]").replace('\u{1b}', "␛"))
    }
}

/// Puts `[TIME]` for the seconds in the summary line.
fn without_seconds(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        match line.strip_suffix(" s\n").and_then(|line| line.rsplit_once("; ")) {
            Some((before, seconds)) if seconds.parse::<f64>().is_ok() => {
                out.push_str(before);
                out.push_str("; [TIME]\n");
            }
            _ => out.push_str(line),
        }
    }
    out
}

/// The text compressed with gzip.
pub(crate) fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text).expect("memory");
    encoder.finish().expect("memory")
}

/// Articles in JSON Lines, each with something said.
pub(crate) fn articles(count: usize) -> String {
    let article = |i: usize| {
        format!(
            "{{\"id\":\"a{i}\",\"text\":\"Report {i}. “We will answer,” said Andrey Kovalenko. \
             Moscow denied it.\"}}\n"
        )
    };
    (0..count).map(article).collect()
}

/// Whether `path` is there.
pub(crate) fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}
