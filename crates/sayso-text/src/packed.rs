//! Short words as numbers: a list of them is searched by comparing numbers, without a call for each word.

/// A word of at most [`Packed::LONGEST`] bytes, ASCII letters in lower case. Numbers are in the order of
/// the words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Packed(u128);

impl Packed {
    /// The empty word.
    pub(crate) const EMPTY: Self = Self(0);
    const LONGEST: usize = 16;

    /// Packs `word`; `None` if it is too long.
    #[inline]
    pub(crate) const fn new(word: &str) -> Option<Self> {
        let bytes = word.as_bytes();
        if bytes.len() > Self::LONGEST {
            return None;
        }
        let mut packed = [0; Self::LONGEST];
        let mut i = 0;
        while i < bytes.len() {
            packed[i] = bytes[i].to_ascii_lowercase();
            i += 1;
        }
        Some(Self(u128::from_be_bytes(packed)))
    }

    /// Packs a word of a list that is written in the source.
    pub(crate) const fn listed(word: &str) -> Self {
        match Self::new(word) {
            Some(packed) => packed,
            None => panic!("a listed word is too long"),
        }
    }

    /// Packs such a list.
    pub(crate) const fn list<const N: usize>(words: &[&str; N]) -> [Self; N] {
        let mut list = [Self::EMPTY; N];
        let mut i = 0;
        while i < N {
            list[i] = Self::listed(words[i]);
            i += 1;
        }
        list
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
}
