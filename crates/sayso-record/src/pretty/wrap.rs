//! Setting words in lines of a given width.

use anstyle::Style;
use unicode_width::UnicodeWidthChar;

/// Collects words character by character and writes full lines.
pub(super) struct Wrapper<'o> {
    out: &'o mut String,
    indent: &'static str,
    width: usize,
    /// Columns filled in the current line, the indent aside; `None` before its first character.
    column: Option<usize>,
    /// What the terminal is set to.
    style: Style,
    word: Vec<(char, Style)>,
}

impl<'o> Wrapper<'o> {
    /// Writes to `out`, in lines of at most `columns` with `indent` before each.
    pub(super) fn new(out: &'o mut String, indent: &'static str, columns: usize) -> Self {
        let width = columns.saturating_sub(indent.len()).max(1);
        Self { out, indent, width, column: None, style: Style::new(), word: Vec::new() }
    }

    /// Adds a character to the current word.
    pub(super) fn push(&mut self, c: char, style: Style) {
        self.word.push((c, style));
    }

    /// Sets the current word, if there is one.
    pub(super) fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        let width: usize = word.iter().map(|&(c, _)| width(c)).sum();
        if word.is_empty() {
            return;
        }
        if let Some(column) = &mut self.column {
            if *column + 1 + width > self.width {
                self.end_line();
            } else {
                *column += 1;
                // A style goes on over the blank between two of its words.
                if word[0].1 != self.style {
                    self.switch(Style::new());
                }
                self.out.push(' ');
            }
        }
        for &(c, style) in &word {
            let width = self::width(c);
            if self.column.is_some_and(|column| column + width > self.width) {
                self.end_line();
            }
            if self.column.is_none() {
                self.out.push_str(self.indent);
            }
            self.switch(style);
            self.out.push(c);
            self.column = Some(self.column.unwrap_or(0) + width);
        }
        // Keep the memory.
        self.word = word;
        self.word.clear();
    }

    /// Sets what is left and leaves an empty line.
    pub(super) fn end_paragraph(&mut self) {
        self.end_word();
        if self.column.is_some() {
            self.end_line();
        }
        self.out.push('\n');
    }

    fn end_line(&mut self) {
        self.switch(Style::new());
        self.out.push('\n');
        self.column = None;
    }

    fn switch(&mut self, style: Style) {
        if self.style != style {
            self.out.push_str(&format!("{}{}", self.style.render_reset(), style.render()));
            self.style = style;
        }
    }
}

/// Columns that a character takes in a terminal.
pub(super) fn width(c: char) -> usize {
    c.width().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, columns: usize, expected: &str) {
        let mut out = String::new();
        let mut wrapper = Wrapper::new(&mut out, "  ", columns);
        for c in text.chars() {
            if c == ' ' { wrapper.end_word() } else { wrapper.push(c, Style::new()) }
        }
        wrapper.end_paragraph();
        assert_eq!(out, expected);
    }

    #[test]
    fn lines_are_filled_and_long_words_broken() {
        check("Moscow denied it.", 15, "  Moscow denied\n  it.\n\n");
        check("Moscow denied it.", 80, "  Moscow denied it.\n\n");
        check("an unpronounceable word", 10, "  an\n  unpronou\n  nceable\n  word\n\n");
        check("", 80, "\n");
    }

    #[test]
    fn width_is_counted_in_columns() {
        check("北京 否认", 8, "  北京\n  否认\n\n");
        check("e\u{301}t\u{e9} e\u{301}", 8, "  e\u{301}t\u{e9} e\u{301}\n\n");
    }
}
