//! Whether words say that something is not so.

use sayso_lexicon::lists;

/// What a word is to a negation.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Negation {
    /// Whether it negates.
    pub(crate) negates: bool,
    /// Whether a negation right before it negates nothing: "not only".
    limits: bool,
}

impl Negation {
    /// Of a word in small letters with straight apostrophes.
    pub(crate) fn of(word: &str) -> Self {
        const OTHERS: [&str; 6] = ["cannot", "no", "nobody", "none", "nothing", "without"];
        let negates =
            lists::NEGATORS.contains(word) || word.ends_with("n't") || OTHERS.contains(&word);
        Self { negates, limits: lists::NEGATION_LIMITS.contains(word) }
    }

    /// Whether the words of a sentence say that something is not so: an odd number of negations.
    pub(crate) fn holds(words: impl Iterator<Item = Self>) -> bool {
        let (mut negated, mut before) = (false, false);
        for Self { negates, limits } in words {
            // The limit takes back the negation before it.
            negated ^= negates ^ (before && limits);
            before = negates;
        }
        negated
    }
}

/// Whether `text` says that something is not so: an odd number of negations, without those of "not only".
///
/// ```
/// assert!(sayso_claims::is_negated("Moscow didn’t send weapons"));
/// assert!(!sayso_claims::is_negated("Moscow not only sent weapons"));
/// ```
pub fn is_negated(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'');
    let words = words.filter(|word| !word.is_empty());
    Negation::holds(words.map(|word| Negation::of(&word.to_lowercase().replace('’', "'"))))
}
