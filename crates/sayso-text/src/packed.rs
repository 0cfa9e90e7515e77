//! Word lists of short words, packed into numbers so that a lookup compares numbers.

/// A word of at most [`Packed::LONGEST`] bytes, ASCII letters in lower case. Numbers are in the order of
/// the words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Packed(u128);

impl Packed {
    const LONGEST: usize = 16;

    /// Packs `word`; `None` if it is too long.
    #[inline]
    fn new(word: &str) -> Option<Self> {
        let bytes = word.as_bytes();
        if bytes.len() > Self::LONGEST {
            return None;
        }
        let mut packed = [0; Self::LONGEST];
        for (to, from) in packed.iter_mut().zip(bytes) {
            *to = from.to_ascii_lowercase();
        }
        Some(Self(u128::from_be_bytes(packed)))
    }
}

/// A list of short words with values, compiled in from a file in `data/`.
///
/// The file has one entry a line, in alphabetical order and in lower case; a value comes after a tab. Lines that
/// begin with `#` are comments.
#[derive(Debug)]
pub(crate) struct PackedMap<T> {
    // Invariant: sorted
    entries: Vec<(Packed, T)>,
}

impl<T: Copy> PackedMap<T> {
    /// Reads the text of a file; `parse` is given each word with its value.
    ///
    /// # Panics
    /// If a word is too long or out of order.
    pub(crate) fn read(file: &'static str, parse: impl Fn(&str, &str) -> T) -> Self {
        let mut entries: Vec<(Packed, T)> = Vec::new();
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let (word, value) = line.split_once('\t').unwrap_or((line, ""));
            let packed = Packed::new(word).filter(|_| word == word.to_lowercase());
            let Some(packed) = packed.filter(|p| entries.last().is_none_or(|(last, _)| last < p))
            else {
                panic!("{word:?} is too long, out of order or not in lower case");
            };
            entries.push((packed, parse(word, value)));
        }
        Self { entries }
    }

    /// The value of `word`, in any case.
    #[inline]
    pub(crate) fn get(&self, word: &str) -> Option<T> {
        let word = Packed::new(word)?;
        let at = self.entries.binary_search_by_key(&word, |&(listed, _)| listed).ok()?;
        Some(self.entries[at].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_in_the_order_of_words_and_case_does_not_count() {
        let packed = |word| Packed::new(word).expect("short");
        assert!(packed("a") < packed("about") && packed("about") < packed("n°"));
        assert_eq!(packed("However"), packed("HOWEVER"));
        assert_eq!(Packed::new("unconstitutionally"), None);
    }

    #[test]
    fn words_are_found_with_their_values() {
        let map = PackedMap::read("# A comment.\na\t1\nb\t2\n", |_, value| value.len());
        assert_eq!((map.get("B"), map.get("# A comment."), map.get("c")), (Some(1), None, None));
    }
}
