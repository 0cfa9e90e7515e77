//! Words that say nothing by themselves, and those that tell clauses from names.

/// Words of which a clause has one, mostly.
pub(crate) fn is_auxiliary(word: &str) -> bool {
    const WORDS: [&str; 20] = [
        "am", "are", "be", "been", "being", "can", "could", "did", "do", "does", "had", "has",
        "have", "is", "might", "must", "was", "were", "will", "would",
    ];
    let ends = ["'re", "'ve", "'ll", "n't", "'m"];
    WORDS.contains(&word) || ends.iter().any(|end| word.ends_with(end))
}

/// Words with which the name of a thing begins; "s" is what is left of "Trump's".
pub(crate) fn is_determiner(word: &str) -> bool {
    const WORDS: [&str; 14] = [
        "a", "an", "any", "her", "his", "its", "my", "our", "s", "the", "their", "these", "this",
        "your",
    ];
    WORDS.contains(&word)
}

pub(crate) fn is_function_word(word: &str) -> bool {
    holds(include_str!("../data/function-words.txt"), word)
}

pub(crate) fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || holds(include_str!("../data/number-words.txt"), word)
}

/// Whether a list, a word a line, has the word. It is asked once for each different word.
fn holds(list: &str, word: &str) -> bool {
    list.lines().any(|line| line == word)
}
