//! HTML inside a field of a record, whose offsets people need in the field as they have it.
//!
//! What is not text is blanked out, character by character: a tag becomes as many blanks, the tag of
//! a block two line breaks and blanks, and a character reference its character and blanks. So offsets
//! in code points are those of the field. In UTF-16 they are so unless a reference stands for a
//! character of two units, in bytes unless one stands for a character beyond ASCII.
//!
//! Blanks come before an opening quotation mark and after a closing one, and before a clitic such as
//! `’s`. Other references inside a word have theirs after the word, which ends that much too early.

mod reference;
mod tag;

use tag::Tag;

/// How the text of a record's field is written.
///
/// ```
/// use sayso_corpus::{ReadOptions, TextFormat};
///
/// assert_eq!(ReadOptions::default().text_format, TextFormat::Auto);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextFormat {
    /// As HTML if it has tags or character references of HTML, else as plain text.
    #[default]
    Auto,
    /// As it is.
    Plain,
    /// As HTML.
    Html,
}

impl TextFormat {
    /// The text without markup, if it has any.
    pub(crate) fn blanked(self, field: &str) -> Option<String> {
        let is_html = match self {
            TextFormat::Auto => has_markup(field),
            TextFormat::Plain => false,
            TextFormat::Html => true,
        };
        is_html.then(|| blank(field))
    }
}

/// Whether there is a tag or a character reference that plain text would hardly have.
fn has_markup(field: &str) -> bool {
    memchr::memchr2_iter(b'<', b'&', field.as_bytes()).any(|at| {
        let rest = &field[at..];
        match rest.as_bytes()[0] {
            b'<' => Tag::parse(rest).is_some_and(|tag| tag.is_known()),
            _ => reference::parse(rest).is_some(),
        }
    })
}

/// The text of some HTML, with a blank for each character that is none of it.
pub(crate) fn blank(field: &str) -> String {
    write(field, Writer { blanks: true, ..Writer::default() })
}

/// The text of some HTML, without blanks for the rest.
pub(crate) fn strip(field: &str) -> String {
    write(field, Writer::default())
}

/// A blank that is as long as a character in each unit. There is none for those of two units in UTF-16,
/// most of which are pictures with a meaning.
pub(crate) fn blank_like(c: char) -> char {
    match c.len_utf8() {
        1 => ' ',
        2 => '\u{A0}',
        3 => '\u{2003}',
        _ => c,
    }
}

/// The character that a reference means.
pub(crate) fn character(reference: &str) -> Option<char> {
    reference::parse(reference).map(|(character, _)| character)
}

/// The lines of a text, without blanks around them and with no more than one blank line in a row.
pub(crate) fn one_blank_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_blank = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            is_blank = true;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if is_blank { "\n\n" } else { "\n" });
        }
        is_blank = false;
        out.push_str(line);
    }
    out
}

fn write(field: &str, mut writer: Writer) -> String {
    writer.out.reserve(field.len());
    writer.has_blocks = has_blocks(field);
    let mut rest = field;
    let mut endless = Vec::new();
    while let Some(next) = memchr::memchr2(b'<', b'&', rest.as_bytes()) {
        writer.text(&rest[..next]);
        rest = &rest[next..];
        let taken = if rest.starts_with('<') {
            markup(rest, &mut endless, &mut writer)
        } else {
            reference(rest, &mut writer)
        };
        let taken = taken.unwrap_or_else(|| {
            writer.text(&rest[..1]);
            1
        });
        rest = &rest[taken..];
    }
    writer.text(rest);
    writer.end_word();
    writer.out
}

fn has_blocks(field: &str) -> bool {
    let places = memchr::memchr_iter(b'<', field.as_bytes());
    places.filter_map(|at| Tag::parse(&field[at..])).any(|tag| tag.line_breaks() > 0)
}

/// Blanks out the tag or comment at the start; gives its length, or nothing if there is none. `endless` are the names
/// of elements that nothing ends from here on: they are not looked for again, or the time would grow with the square.
fn markup<'a>(rest: &'a str, endless: &mut Vec<&'a str>, writer: &mut Writer) -> Option<usize> {
    if rest.starts_with("<!--") {
        let end = rest.find("-->").map_or(rest.len(), |end| end + 3);
        writer.removed(&rest[..end], 0);
        return Some(end);
    }
    if rest.starts_with("<!") || rest.starts_with("<?") {
        let end = tag::within_limit(rest).find('>')? + 1;
        writer.removed(&rest[..end], 0);
        return Some(end);
    }
    let tag = Tag::parse(rest)?;
    let hides = tag.hides_content() && !tag.is_in(endless);
    let end = if hides { tag.end_of_element(rest) } else { Some(tag.length) };
    let end = end.unwrap_or_else(|| {
        // An element that is never ended hides no more than its tag.
        endless.push(tag.name);
        tag.length
    });
    writer.removed(&rest[..end], tag.line_breaks());
    Some(end)
}

/// Writes the character that the reference at the start means; gives the length of the reference.
fn reference(rest: &str, writer: &mut Writer) -> Option<usize> {
    let (character, length) = reference::parse(rest)?;
    writer.reference(character, length, &rest[length..]);
    Some(length)
}

/// Characters that are part of a word when letters are on both sides.
const JOINING: &[char] = &['\'', '’', '&', '-', '\u{2010}', '\u{2011}', '\u{AD}'];

/// The text as far as it is written.
#[derive(Default)]
struct Writer {
    out: String,
    /// Whether what is removed leaves blanks.
    blanks: bool,
    /// Whether tags part paragraphs, so that line breaks do not.
    has_blocks: bool,
    /// Blanks to write after the word.
    owed: usize,
}

impl Writer {
    fn text(&mut self, text: &str) {
        let mut left = text;
        if self.owed > 0 {
            let end = left.find(|c: char| !(c.is_alphanumeric() || matches!(c, '’' | '\'' | '-')));
            let (word, after) = left.split_at(end.unwrap_or(left.len()));
            self.out.push_str(word);
            left = after;
            if end.is_some() {
                self.end_word();
            }
        }
        if !self.has_blocks {
            self.out.push_str(left);
            return;
        }
        // Line breaks of the source part nothing, but a blank line is meant.
        let lines: Vec<&str> = left.split('\n').collect();
        let is_blank = |i: usize| i > 0 && i + 1 < lines.len() && lines[i].trim().is_empty();
        for (i, line) in lines.iter().enumerate() {
            if i > 0 {
                self.out.push(if is_blank(i - 1) || is_blank(i) { '\n' } else { ' ' });
            }
            self.out.push_str(line);
        }
    }

    /// Leaves out a piece, and starts new lines in its place.
    fn removed(&mut self, piece: &str, line_breaks: usize) {
        self.end_word();
        if !self.blanks {
            self.out.push_str(&"\n\n"[..line_breaks]);
            return;
        }
        for (i, c) in piece.chars().enumerate() {
            self.out.push(if i < line_breaks { '\n' } else { blank_like(c) });
        }
    }

    fn reference(&mut self, character: char, length: usize, after: &str) {
        let fill = if self.blanks { length - 1 } else { 0 };
        // A blank that keeps words together on a line is nothing but a blank here.
        let character = if character == '\u{A0}' { ' ' } else { character };
        let before = self.out.chars().next_back();
        let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let next = after.chars().next();
        let is_inside = !character.is_whitespace() && in_word(before) && in_word(next);
        let is_apostrophe = matches!(character, '\'' | '’');
        let opens = match character {
            '“' | '‘' | '«' | '‹' | '(' | '[' => true,
            '"' | '\'' => {
                !in_word(before)
                    && !matches!(before, Some('.' | ',' | '!' | '?'))
                    && next.is_some_and(|c| !c.is_whitespace())
            }
            _ => false,
        };
        if is_inside && is_apostrophe && self.owed == 0 && is_clitic(after) {
            let is_not = after.starts_with(['t', 'T']) && self.out.ends_with(['n', 'N']);
            let n = if is_not { self.out.pop() } else { None };
            self.fill(fill);
            self.out.extend(n);
            self.out.push(character);
        } else if character.is_alphanumeric() || is_inside && JOINING.contains(&character) {
            self.out.push(character);
            self.owed += fill;
        } else if opens {
            self.end_word();
            self.fill(fill);
            self.out.push(character);
        } else {
            self.end_word();
            self.out.push(character);
            self.fill(fill);
        }
    }

    fn end_word(&mut self) {
        let owed = std::mem::take(&mut self.owed);
        self.fill(owed);
    }

    fn fill(&mut self, count: usize) {
        self.out.extend(std::iter::repeat_n(' ', count));
    }
}

/// Whether an apostrophe is followed by `s`, `re`, `ll` and the like.
fn is_clitic(after: &str) -> bool {
    let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let clitics = ["s", "t", "d", "m", "re", "ve", "ll"];
    clitics.iter().any(|clitic| after[..end].eq_ignore_ascii_case(clitic))
}

#[cfg(test)]
mod tests;
