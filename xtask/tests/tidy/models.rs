//! Every model file that is shipped has a whole header, and a file that is not what it should be is refused.

use std::fs;
use std::path::PathBuf;

use sayso_linear::{ModelError, ModelFile};

use crate::workspace::packages;

/// The kind of each model file.
const KINDS: [(&str, &str); 8] = [
    ("accurate.model", "encoder"),
    ("attribution.model", "attribution"),
    ("boundaries.bin", "boundaries"),
    ("clusters.bin", "clusters"),
    ("known_names.bin", "known names"),
    ("names.bin", "names"),
    ("senses.bin", "senses"),
    ("syntax.bin", "syntax"),
];

/// The files with their kinds and bytes.
fn models() -> Vec<(PathBuf, &'static str, Vec<u8>)> {
    let folders = packages().into_iter().map(|package| package.folder().join("data"));
    let files = folders.filter_map(|folder| fs::read_dir(folder).ok()).flatten();
    let paths = files.map(|file| file.expect("a file of the workspace").path());
    let is_model = |path: &PathBuf| path.extension().is_some_and(|e| e == "bin" || e == "model");
    let read = |path: PathBuf| {
        let kind = KINDS.iter().find(|(name, _)| path.ends_with(name));
        let (_, kind) = kind.unwrap_or_else(|| panic!("{}: what kind is it?", path.display()));
        let bytes = fs::read(&path).expect("a file of the workspace");
        (path, *kind, bytes)
    };
    paths.filter(is_model).map(read).collect()
}

/// The sections of a model file must fill it.
fn read(bytes: Vec<u8>, kind: &'static str, schema: u64) -> Result<usize, ModelError> {
    let length = bytes.len();
    let mut file = ModelFile::read(bytes, kind, schema)?;
    let (mut sections, mut end) = (0, 48);
    while end < length {
        end += 4 + file.next("section")?.len();
        sections += 1;
    }
    assert!(file.next("section").is_err());
    Ok(sections)
}

fn schema(bytes: &[u8]) -> u64 {
    u64::from_le_bytes(bytes[32..40].try_into().expect("eight bytes"))
}

#[test]
fn shipped_models_have_whole_headers() {
    let models = models();
    assert_eq!(models.len(), KINDS.len());
    for (path, kind, bytes) in models {
        let schema = schema(&bytes);
        let sections =
            read(bytes, kind, schema).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        assert!(sections > 0, "{}", path.display());
    }
}

#[test]
fn other_models_and_damaged_ones_are_refused() {
    for (path, kind, bytes) in models() {
        let schema = schema(&bytes);
        let refused = |bytes: &[u8], kind, schema| match read(bytes.to_vec(), kind, schema) {
            Err(error) => error,
            Ok(_) => panic!("{}: read as {kind} with schema {schema}", path.display()),
        };
        assert!(matches!(refused(&bytes, "other", schema), ModelError::Kind { .. }));
        assert!(matches!(refused(&bytes, kind, schema + 1), ModelError::Schema { .. }));
        let half = &bytes[..bytes.len() / 2];
        assert!(matches!(refused(half, kind, schema), ModelError::Length { .. }));
        for at in [0, 8, 12, 16, 32, 40, 48, bytes.len() / 2, bytes.len() - 1] {
            let mut bytes = bytes.clone();
            bytes[at] ^= 0x10;
            let message = refused(&bytes, kind, schema).to_string();
            assert!(!message.contains('\n'), "{message}");
        }
    }
}
