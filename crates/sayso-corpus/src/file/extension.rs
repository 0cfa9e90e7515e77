//! Extensions of file names, not counting those of a compression.

/// The extension that tells the format: `jsonl` of `wire.jsonl.gz`.
pub(crate) fn extension(name: &str) -> Option<&str> {
    last_extension(uncompressed(name))
}

/// The name without the extension of a compression.
pub(crate) fn uncompressed(name: &str) -> &str {
    match last_extension(name) {
        Some(end) if ["gz", "zst"].iter().any(|known| end.eq_ignore_ascii_case(known)) => {
            &name[..name.len() - end.len() - 1]
        }
        _ => name,
    }
}

/// The text after the last dot of the last path component, if anything precedes the dot.
fn last_extension(name: &str) -> Option<&str> {
    let file = name.rsplit(['/', '\\']).next()?;
    let (stem, extension) = file.rsplit_once('.')?;
    (!stem.is_empty() && !extension.is_empty()).then_some(extension)
}
