//! What text from outside must not do to a terminal or a page.

/// Whether a character moves the cursor, changes the terminal, or turns the direction of writing: titles, names and paths
/// come from outside, and none of these belongs into a line about them.
///
/// ```
/// // "Mayor\u{202e}txt.exe"
/// assert!(sayso_record::steers_terminal('\u{202e}') && sayso_record::steers_terminal('\u{1b}'));
/// assert!(!sayso_record::steers_terminal('é'));
/// ```
pub fn steers_terminal(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || c.is_control()
}
