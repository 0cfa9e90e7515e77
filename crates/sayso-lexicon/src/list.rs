//! A word list: text that people edit, looked up by hash.

use std::sync::OnceLock;

use sayso_linear::{feature, text_hash};

/// A list of words and phrases, perhaps with values, compiled in and read when it is first used.
///
/// Words are found by their lower-case text or by its hash, which every [`Lexeme`](crate::Lexeme) carries: a
/// lookup allocates nothing. The lists are in [`lists`](crate::lists).
///
/// ```
/// use sayso_lexicon::lists::QUESTION_WORDS;
///
/// // "Who denied it?"
/// assert!(QUESTION_WORDS.contains("who"));
/// assert!(!QUESTION_WORDS.contains("denied"));
/// ```
#[derive(Debug)]
pub struct WordList {
    name: &'static str,
    source: &'static str,
    table: OnceLock<Table>,
}

impl WordList {
    /// A list with the text of its file.
    pub const fn new(name: &'static str, source: &'static str) -> Self {
        Self { name, source, table: OnceLock::new() }
    }

    /// The name of its file, without `.tsv`.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Every entry with its value, in the order of the file; the value is empty in a plain list.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let lines = self.source.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines.map(|line| line.split_once('\t').unwrap_or((line, "")))
    }

    /// What the comment line `# key: ...` of the file says.
    pub fn note(&self, key: &str) -> Option<&'static str> {
        let comments = self.source.lines().filter_map(|line| line.strip_prefix("# "));
        comments.filter_map(|line| line.split_once(": ")).find(|(k, _)| *k == key).map(|(_, v)| v)
    }

    /// Whether the list holds a word or phrase, given in lower case.
    pub fn contains(&self, lower: &str) -> bool {
        self.position(key_of(lower)).is_some()
    }

    /// Whether the list holds the word with that [`Lexeme::word`](crate::Lexeme::word).
    #[inline]
    pub fn contains_hash(&self, word: u64) -> bool {
        self.position(word).is_some()
    }

    /// The value of a word or phrase, given in lower case.
    pub fn get(&self, lower: &str) -> Option<&'static str> {
        self.position(key_of(lower)).map(|at| self.table().values[at])
    }

    /// The value of the word with that [`Lexeme::word`](crate::Lexeme::word).
    #[inline]
    pub fn get_hash(&self, word: u64) -> Option<&'static str> {
        self.position(word).map(|at| self.table().values[at])
    }

    /// The longest entry that begins with the first of `words`, hashes of successive tokens: how many tokens it
    /// has, and its value.
    pub fn longest(&self, words: impl IntoIterator<Item = u64>) -> Option<(usize, &'static str)> {
        let (length, at) = self.longest_position(words)?;
        Some((length, self.table().values[at]))
    }

    pub(crate) fn longest_position(
        &self,
        words: impl IntoIterator<Item = u64>,
    ) -> Option<(usize, usize)> {
        let table = self.table();
        let (mut key, mut found) = (None, None);
        for (i, word) in words.into_iter().enumerate() {
            let extended = key.map_or(word, |key| extend(key, word));
            key = Some(extended);
            let slot = table.slot(extended);
            if slot.entry > 0 {
                found = Some((i + 1, slot.entry as usize - 1));
            }
            if !slot.goes_on {
                break;
            }
        }
        found
    }

    /// The number of the entry with that key, in the order of the file.
    #[inline]
    pub(crate) fn position(&self, key: u64) -> Option<usize> {
        (self.table().slot(key).entry as usize).checked_sub(1)
    }

    #[inline]
    fn table(&self) -> &Table {
        self.table.get_or_init(|| Table::new(self.entries()))
    }
}

/// The key of a word is its hash; that of a phrase is made of the hashes of its words.
pub(crate) fn key_of(lower: &str) -> u64 {
    let mut words = lower.split(' ').map(text_hash);
    let first = words.next().unwrap_or_default();
    words.fold(first, extend)
}

#[inline]
fn extend(key: u64, word: u64) -> u64 {
    feature(0, &[key, word])
}

#[derive(Debug)]
struct Table {
    slots: Vec<Slot>,
    values: Vec<&'static str>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u64,
    /// The number of the entry, counted from 1; 0 for the beginning of a phrase alone.
    entry: u32,
    /// Whether a phrase goes on from here.
    goes_on: bool,
}

impl Slot {
    fn is_free(self) -> bool {
        self.entry == 0 && !self.goes_on
    }
}

impl Table {
    fn new(entries: impl Iterator<Item = (&'static str, &'static str)>) -> Self {
        let (words, values): (Vec<&str>, Vec<&str>) = entries.unzip();
        let tokens: usize = words.iter().map(|word| word.split(' ').count()).sum();
        let mut table =
            Self { slots: vec![Slot::default(); (2 * tokens + 1).next_power_of_two()], values };
        for (i, word) in words.into_iter().enumerate() {
            for (end, _) in word.match_indices(' ') {
                table.claim(key_of(&word[..end])).goes_on = true;
            }
            table.claim(key_of(word)).entry = i as u32 + 1;
        }
        table
    }

    fn claim(&mut self, key: u64) -> &mut Slot {
        let at = self.find(key);
        self.slots[at].key = key;
        &mut self.slots[at]
    }

    #[inline]
    fn slot(&self, key: u64) -> Slot {
        self.slots[self.find(key)]
    }

    /// Where `key` is, or the free slot where it would be.
    #[inline]
    fn find(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        // The low bits of a text's hash are its weakest.
        let mut at = (key >> 32) as usize & mask;
        while !self.slots[at].is_free() && self.slots[at].key != key {
            at = (at + 1) & mask;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static LIST: WordList =
        WordList::new("test", "# lemmas: VERB\naccording to\tx\nsay\ty\nsay in public\tz\n");

    #[test]
    fn words_and_the_longest_phrases_are_found() {
        assert_eq!(LIST.note("lemmas"), Some("VERB"));
        assert_eq!(LIST.get("say"), Some("y"));
        assert_eq!(LIST.get("according to"), Some("x"));
        assert_eq!(LIST.get_hash(text_hash("say")), Some("y"));
        assert!(!LIST.contains("according") && !LIST.contains("to") && !LIST.contains(""));
        let longest = |text: &str| LIST.longest(text.split(' ').map(text_hash));
        assert_eq!(longest("say in public that"), Some((3, "z")));
        assert_eq!(longest("say in private"), Some((1, "y")));
        assert_eq!(longest("according with"), None);
    }
}
