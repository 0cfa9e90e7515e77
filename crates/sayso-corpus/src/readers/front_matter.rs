//! Metadata at the start of a text file, between lines of three hyphens, as static sites and note
//! programs write it.
//!
//! Only lines with a name and a value are read, and lists and blocks under a name are left out. In the
//! text, blanks take the place of it all, so that offsets are still those of the file.

use serde_json::Value;

use crate::ReadOptions;
use crate::markup::blank_like;
use crate::record::Record;

/// Longest front matter that is looked for, in lines and bytes.
const LINES: usize = 200;
const BYTES: usize = 64 << 10;

/// Takes the front matter out of a text; nothing if it has none.
pub(super) fn take(text: &mut String, options: &ReadOptions) -> Option<Record> {
    let (fields, end) = find(text)?;
    let mut record = Record::default();
    for (name, value) in fields {
        record.set(options.role(name), name, Value::String(value.to_owned()));
    }
    let blanks = text[..end].chars().map(|c| if c.is_whitespace() { c } else { blank_like(c) });
    let blanked: String = blanks.chain(text[end..].chars()).collect();
    *text = blanked;
    Some(record)
}

/// The fields, and where the text after them starts.
fn find(text: &str) -> Option<(Vec<(&str, &str)>, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let mut end = first.len();
    let mut fields = Vec::new();
    for line in lines.take(LINES) {
        end += line.len();
        if end > BYTES {
            return None;
        }
        let line = line.trim_end();
        if line == "---" || line == "..." {
            return (!fields.is_empty()).then_some((fields, end));
        }
        if line.is_empty() || line.starts_with([' ', '\t', '#', '-']) {
            continue;
        }
        let (name, value) = line.split_once(':')?;
        if name.is_empty() || name.contains(char::is_whitespace) {
            return None;
        }
        let value = value.trim();
        let quoted =
            ['"', '\''].iter().find_map(|&quote| value.strip_prefix(quote)?.strip_suffix(quote));
        let value = quoted.unwrap_or(value);
        if !value.is_empty() && !value.starts_with(['[', '{', '|', '>']) {
            fields.push((name, value));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_and_blanked() {
        let mut text =
            "---\ntitle: \"Pool: open\"\ndate: 2024-03-05\ntags:\n  - a\nauthor: Kim É\n---\nOne."
                .to_owned();
        let before = text.clone();
        let record = take(&mut text, &ReadOptions::default()).unwrap();
        assert_eq!(record.title.as_deref(), Some("Pool: open"));
        assert_eq!(record.date.as_deref(), Some("2024-03-05"));
        assert_eq!(record.extra["author"], "Kim É");
        assert_eq!(text.trim(), "One.");
        assert_eq!(text.find("One"), before.find("One"));
        assert_eq!(text.chars().count(), before.chars().count());
    }

    #[test]
    fn other_texts_have_none() {
        for text in [
            "One.",
            "---\nOne.\n---\n",
            "---\ntitle: a\nTwo words: b\n---\n",
            "---\n---\n",
            "---\na: b",
            &format!("---\na: {}\n---\nOne.", "b".repeat(BYTES)),
        ] {
            assert!(take(&mut text.to_owned(), &ReadOptions::default()).is_none(), "{text}");
        }
    }
}
