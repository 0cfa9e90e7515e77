//! Where to cut a text that is over the size limit.
//!
//! A cut in the middle of a sentence makes a wrong sentence, so the text is cut at the end of a
//! paragraph, a line or a word if there is one near the limit. A cut never splits a character.

/// How far before the limit to look for a good place, in bytes.
const SEARCH: usize = 16 << 10;

/// Cuts `text` to at most `limit` bytes. `more` says that the text continues after it, so
/// that its end is not a good place either. True if anything is missing.
pub(crate) fn cut(text: &mut String, limit: usize, more: bool) -> bool {
    if text.len() <= limit && !more {
        return false;
    }
    let hard = floor_char_boundary(text, limit);
    // At most half of the text is given up for a good place.
    let from = floor_char_boundary(text, hard.saturating_sub(SEARCH).max(hard / 2));
    let window = &text[from..hard];
    let end = window
        .rfind("\n\n")
        .or_else(|| window.rfind('\n'))
        .or_else(|| window.rfind(char::is_whitespace))
        .map_or(hard, |at| from + at);
    text.truncate(end);
    true
}

/// `str::floor_char_boundary` is newer than the Rust version this crate supports.
pub(crate) fn floor_char_boundary(text: &str, index: usize) -> usize {
    (0..=index.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_at_the_best_place_before_the_limit() {
        #[track_caller]
        fn check(text: &str, limit: usize, expected: &str) {
            let mut cut_text = text.to_owned();
            let was_cut = cut(&mut cut_text, limit, false);
            assert_eq!(cut_text, expected);
            assert_eq!(was_cut, text.len() > limit);
        }
        check("short", 5, "short");
        check("one two three", 9, "one two");
        check("one two\nthree four", 15, "one two");
        check("One.\n\nTwo.\nThree four", 15, "One.\n\nTwo.");
        check("One, two. Three.\n\nFour\nFive", 24, "One, two. Three.");
        check("ééééé", 5, "éé");
        check("Pyongyang", 0, "");
    }

    #[test]
    fn the_start_of_a_longer_text_is_cut_too() {
        let mut text = "one two thr".to_owned();
        assert!(cut(&mut text, 11, true));
        assert_eq!(text, "one two");
    }
}
