//! The form in which words are looked up.

/// Writes `word` in lower case into `out`, which is cleared; a curly apostrophe becomes a straight one, as
/// the word vectors write it.
///
/// ```
/// let mut lower = String::new();
/// sayso_lexicon::lower_into("Kremlin’s", &mut lower);
/// assert_eq!(lower, "kremlin's");
/// ```
pub fn lower_into(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        return;
    }
    for c in word.chars() {
        match c {
            '’' => out.push('\''),
            _ => out.extend(c.to_lowercase()),
        }
    }
}
