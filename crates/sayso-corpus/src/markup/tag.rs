//! Tags of HTML, as far as it matters what is text.

use crate::limit::floor_char_boundary;

/// Elements that are paragraphs of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements inside a paragraph.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "big", "br", "cite", "code", "em", "font", "i", "img", "ins", "del", "mark",
    "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
];

/// Elements whose content nobody reads.
const HIDDEN: &[&str] = &[
    "audio", "button", "canvas", "head", "iframe", "math", "noscript", "object", "script",
    "select", "style", "svg", "template", "textarea", "video",
];

/// Longer tags, and those with more values in quotation marks, are none: the time must not grow with the square of
/// what is never closed.
const LONGEST: usize = 64 << 10;
const MOST_VALUES: usize = 512;

/// A start or end tag.
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    is_end: bool,
    pub(super) length: usize,
}

impl<'a> Tag<'a> {
    /// The tag at the start of `text`.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let bytes = within_limit(text).as_bytes();
        let is_end = bytes.get(1) == Some(&b'/');
        let start = 1 + usize::from(is_end);
        if !bytes.get(start)?.is_ascii_alphabetic() {
            return None;
        }
        let end = bytes[start..]
            .iter()
            .position(|byte| !byte.is_ascii_alphanumeric() && !b"-:".contains(byte));
        let end = start + end?;
        if !bytes[end].is_ascii_whitespace() && !b">/".contains(&bytes[end]) {
            return None;
        }
        let length = length(bytes, end)?;
        Some(Self { name: &text[start..end], is_end, length })
    }

    pub(super) fn is_in(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.name.eq_ignore_ascii_case(name))
    }

    pub(super) fn is_known(&self) -> bool {
        self.is_in(BLOCKS) || self.is_in(INLINE) || self.is_in(HIDDEN)
    }

    /// How many lines it ends.
    pub(super) fn line_breaks(&self) -> usize {
        match () {
            () if self.name.eq_ignore_ascii_case("br") => 1,
            () if self.is_in(BLOCKS) => 2,
            () => 0,
        }
    }

    pub(super) fn hides_content(&self) -> bool {
        !self.is_end && self.is_in(HIDDEN)
    }

    /// Where the element that this tag starts ends in `text`: after the next end tag of its name, if there is one.
    pub(super) fn end_of_element(&self, text: &str) -> Option<usize> {
        if text[..self.length].ends_with("/>") {
            return Some(self.length);
        }
        let after = memchr::memchr_iter(b'<', &text.as_bytes()[self.length..]);
        let mut ends = after.filter_map(|at| {
            let at = self.length + at;
            let tag = Tag::parse(&text[at..])?;
            let is_its_end = tag.is_end && tag.name.eq_ignore_ascii_case(self.name);
            is_its_end.then_some(at + tag.length)
        });
        ends.next()
    }
}

/// As much of `text` as a tag may be long.
pub(super) fn within_limit(text: &str) -> &str {
    &text[..floor_char_boundary(text, LONGEST)]
}

/// The length of a tag whose name ends at `at`: up to a `>` outside quotation marks.
fn length(bytes: &[u8], mut at: usize) -> Option<usize> {
    for _ in 0..MOST_VALUES {
        let next = at + memchr::memchr3(b'>', b'"', b'\'', &bytes[at..])?;
        if bytes[next] == b'>' {
            return Some(next + 1);
        }
        let is_value = bytes[next - 1] == b'=';
        at = next + 1;
        if is_value {
            at += memchr::memchr(bytes[next], &bytes[at..])? + 1;
        }
    }
    None
}
