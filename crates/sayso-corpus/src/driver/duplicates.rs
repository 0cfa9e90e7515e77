//! Documents that have been seen before: the same text, or the same address.
//!
//! Only hashes are kept, and no more than a fixed number, so that memory stays bounded: a copy of a
//! document that came after so many others is not noticed. Hashes are added in the order of the
//! input, so that what counts as a copy does not depend on the threads.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::Document;

/// Enough for two million documents with an address, in some 70 megabytes.
const MOST: usize = 4 << 20;

/// What makes a document the same as another.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Keys([Option<u64>; 2]);

impl Keys {
    pub(super) fn of(document: &Document) -> Self {
        let text = document.text.trim();
        let has_text = !text.is_empty() && !document.whole;
        let address = document.meta.extra.get("url").and_then(|url| url.as_str());
        let address = address.filter(|_| !document.whole).and_then(page_address);
        Self([has_text.then(|| hash(0, text)), address.map(|address| hash(1, address))])
    }
}

/// The address without the place on the page; nothing for the address of a whole site, which some
/// tables have in every row.
fn page_address(url: &str) -> Option<&str> {
    let address = url.split('#').next()?.trim();
    let path = address.split_once("://").map_or(address, |(_, rest)| rest).split_once('/')?.1;
    (!path.is_empty()).then_some(address)
}

/// The same on every machine and in every run.
fn hash(kind: u8, text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (kind, text).hash(&mut hasher);
    hasher.finish()
}

/// The keys of all documents that were delivered.
#[derive(Default)]
pub(super) struct Seen(Mutex<HashSet<u64>>);

impl Seen {
    /// Whether a document that was delivered has one of the keys.
    pub(super) fn knows(&self, keys: Keys) -> bool {
        let seen = self.lock();
        keys.0.iter().flatten().any(|key| seen.contains(key))
    }

    /// Whether the document that is delivered now is a copy. Its keys are added, unless it `may_be_left_out`
    /// and will be: nothing is the copy of a document that is not there.
    pub(super) fn add(&self, keys: Keys, may_be_left_out: bool) -> bool {
        let is_copy = self.knows(keys);
        if !(is_copy && may_be_left_out) {
            let mut seen = self.lock();
            let room = MOST.saturating_sub(seen.len());
            seen.extend(keys.0.into_iter().flatten().take(room));
        }
        is_copy
    }

    fn lock(&self) -> MutexGuard<'_, HashSet<u64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn text_or_address_make_a_copy() {
        let seen = Seen::default();
        let add = |text: &str, url: &str| {
            let mut document = Document::new("a", text);
            document.meta.extra.insert("url".into(), Value::String(url.into()));
            let keys = Keys::of(&document);
            assert_eq!(seen.knows(keys), seen.add(keys, false));
            seen.knows(Keys::of(&document))
        };
        let is_copy = |text: &str, url: &str| {
            let mut document = Document::new("b", text);
            document.meta.extra.insert("url".into(), Value::String(url.into()));
            seen.knows(Keys::of(&document))
        };
        assert!(add("One.", "https://harbourecho.example/a"));
        assert!(is_copy(" One.\n", "https://harbourecho.example/b"));
        assert!(is_copy("Two.", "https://harbourecho.example/a#top"));
        assert!(!is_copy("Two.", "https://harbourecho.example/b"));
        add("Three.", "https://harbourecho.example/");
        assert!(!is_copy("Two.", "https://harbourecho.example/"));
        add("", "");
        assert!(!is_copy(" ", ""));
    }
}
