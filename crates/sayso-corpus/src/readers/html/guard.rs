//! Flattens pages that would take the HTML parser hours, gigabytes of memory or too much stack.
//!
//! The tree builder takes quadratic time in the depth of nesting and in the attributes of one tag
//! (measured: 40,000 nested `<div>`, 200 kB, 6 s; ten times that, ten minutes), multiplies
//! unclosed formatting tags into every later paragraph, and code that walks the tree recurses; a
//! stack overflow ends the whole process. So the tags are scanned before parsing, and those beyond
//! what browsers nest (512) are left out, as browsers do; the text stays. The scan is not a
//! parser: it counts tags that are opened and not closed. A page can be crafted to get past it and
//! take time; the depth of the finished tree is measured, so that the stack is safe all the same.

use std::borrow::Cow;

use dom_query::Document;

/// Maximum number of open elements.
const DEPTH: usize = 512;
/// Maximum number of attributes of a tag.
const ATTRIBUTES: usize = 2048;
/// Maximum number of open formatting elements.
const FORMATS: usize = 128;
/// Maximum number of nodes of the tree, estimated.
const NODES: usize = 4_000_000;
/// Maximum depth of the finished tree, in which optional tags add levels.
const LEVELS: usize = 4 * DEPTH;

/// Elements that are always empty, or whose end tag is optional.
const UNCOUNTED: &[&str] = &[
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// Elements that the parser reopens in each block until they are closed.
const FORMATTING: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// Elements that hold another language, in which `/>` closes an element.
const FOREIGN: &[&str] = &["svg", "math"];

/// Elements whose contents are not markup.
const RAW: &[&str] = &["script", "style", "textarea", "title"];

/// The page, without the tags that no parser should be given.
pub(super) fn tame(page: &str) -> Cow<'_, str> {
    let bytes = page.as_bytes();
    let mut output = Output { page, text: None, copied: 0 };
    let mut open = Open::default();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        let tag = at + found;
        at = tag + 1;
        if bytes[at..].starts_with(b"!--") {
            at = after(bytes, at, b"-->");
            continue;
        }
        let closing = bytes.get(at) == Some(&b'/');
        let start = at + usize::from(closing);
        if !bytes.get(start).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let name = name(&bytes[start..]);
        let (end, attributes) = tag_end(bytes, start + name.len());
        at = end;
        if closing {
            if !open.close(name) {
                output.replace(tag, end, "");
            }
            continue;
        }
        let empty = bytes[..end].ends_with(b"/>");
        if !open.open(name, empty) {
            output.replace(tag, end, " ");
            continue;
        }
        if attributes > ATTRIBUTES {
            let bare = format!("<{}>", &page[start..start + name.len()]);
            output.replace(tag, end, &bare);
        }
        if is_in(RAW, name) {
            at = skip_raw(bytes, at, name);
        }
    }
    output.finish()
}

/// What a tree builder would have open.
#[derive(Default)]
struct Open {
    depth: usize,
    formats: usize,
    nodes: usize,
    /// Tags that were left out and are still to be closed.
    skipped: usize,
    /// The depth outside of the drawing or formula, in which `/>` closes an element.
    foreign: Option<usize>,
}

impl Open {
    /// Whether the tag may stay.
    fn open(&mut self, name: &[u8], empty: bool) -> bool {
        let foreign = is_in(FOREIGN, name);
        if is_in(UNCOUNTED, name) || empty && (foreign || self.foreign.is_some()) {
            self.nodes += 1 + self.formats;
            return self.nodes <= NODES;
        }
        let format = is_in(FORMATTING, name);
        if self.depth >= DEPTH || self.nodes > NODES || format && self.formats >= FORMATS {
            self.skipped += 1;
            return false;
        }
        if foreign {
            self.foreign.get_or_insert(self.depth);
        }
        self.nodes += 1 + self.formats;
        self.depth += levels(name);
        self.formats += usize::from(format);
        true
    }

    /// Whether the end tag may stay.
    fn close(&mut self, name: &[u8]) -> bool {
        if is_in(FOREIGN, name)
            && let Some(depth) = self.foreign.take()
        {
            // Whatever the drawing left open is closed with it.
            (self.depth, self.skipped) = (depth, 0);
            return true;
        }
        if is_in(UNCOUNTED, name) {
            return true;
        }
        if self.skipped > 0 {
            self.skipped -= 1;
            return false;
        }
        self.depth = self.depth.saturating_sub(levels(name));
        self.formats = self.formats.saturating_sub(usize::from(is_in(FORMATTING, name)));
        true
    }
}

/// A table has its body, rows and cells, whose tags are not counted.
const fn levels(name: &[u8]) -> usize {
    if name.eq_ignore_ascii_case(b"table") { 4 } else { 1 }
}

/// The page as far as it was changed.
struct Output<'p> {
    page: &'p str,
    text: Option<String>,
    copied: usize,
}

impl<'p> Output<'p> {
    fn replace(&mut self, start: usize, end: usize, with: &str) {
        let text = self.text.get_or_insert_with(|| String::with_capacity(self.page.len()));
        text.push_str(&self.page[self.copied..start]);
        text.push_str(with);
        self.copied = end;
    }

    fn finish(self) -> Cow<'p, str> {
        match self.text {
            None => Cow::Borrowed(self.page),
            Some(text) => Cow::Owned(text + &self.page[self.copied..]),
        }
    }
}

fn is_in(list: &[&str], name: &[u8]) -> bool {
    list.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()))
}

/// The text of the page, for one whose tree may not be walked.
pub(super) fn bare(page: &str) -> String {
    let bytes = page.as_bytes();
    let mut text = String::new();
    let (mut at, mut copied) = (0, 0);
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        let tag = at + found;
        at = tag + 1;
        let start = at + usize::from(bytes.get(at) == Some(&b'/'));
        if !bytes.get(start).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'!') {
            continue;
        }
        text.push_str(&page[copied..tag]);
        text.push(' ');
        let name = name(&bytes[start..]);
        at = if bytes[at..].starts_with(b"!--") {
            after(bytes, at, b"-->")
        } else {
            tag_end(bytes, start + name.len()).0
        };
        if start == tag + 1 && is_in(RAW, name) {
            at = skip_raw(bytes, at, name);
        }
        copied = at;
    }
    text + &page[copied..]
}

/// True if the finished tree may be walked by code that recurses.
pub(super) fn is_walkable(page: &Document) -> bool {
    let mut node = page.root();
    let mut level = 0;
    loop {
        if let Some(child) = node.first_child() {
            level += 1;
            if level > LEVELS {
                return false;
            }
            node = child;
            continue;
        }
        node = loop {
            if let Some(next) = node.next_sibling() {
                break next;
            }
            let Some(parent) = node.parent() else { return true };
            level -= 1;
            node = parent;
        };
    }
}

fn name(bytes: &[u8]) -> &[u8] {
    let end = bytes
        .iter()
        .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'))
        .unwrap_or(bytes.len());
    &bytes[..end]
}

/// The place after the tag's `>`, outside quoted values, and how many attributes it may have.
fn tag_end(bytes: &[u8], mut at: usize) -> (usize, usize) {
    let mut gaps = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'>' => break,
            b'"' | b'\'' if bytes[at - 2] == b'=' => {
                at += memchr::memchr(byte, &bytes[at..]).map_or(bytes.len() - at, |end| end + 1);
            }
            // Attribute separators. Those inside an unquoted URL are counted too, which does no harm.
            b'/' | b' ' | b'\t' | b'\n' | b'\r' | b'\x0C' => gaps += 1,
            _ => {}
        }
    }
    (at, gaps)
}

/// The place of the end tag of a raw element, which the scan then reads as usual.
fn skip_raw(bytes: &[u8], mut at: usize, name: &[u8]) -> usize {
    while let Some(found) = memchr::memmem::find(&bytes[at..], b"</") {
        at += found;
        let rest = &bytes[at + 2..];
        if rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
            return at;
        }
        at += 2;
    }
    bytes.len()
}

fn after(bytes: &[u8], at: usize, end: &[u8]) -> usize {
    memchr::memmem::find(&bytes[at..], end).map_or(bytes.len(), |found| at + found + end.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_stay_and_traps_are_flattened() {
        #[track_caller]
        fn check(page: &str, same: bool) {
            let tamed = tame(page);
            assert_eq!(tamed == page, same, "{page:.40}");
            let tree = Document::from(&*tamed);
            assert!(is_walkable(&tree), "{page:.40}");
            assert_eq!(tree.select("html").text().contains("End."), page.contains("End."));
        }
        check("", true);
        check("a < b, 1<2, <", true);
        check(&"<p>One.<li>Two<br><img src=\"a b/c\">".repeat(10_000), true);
        check(&"<div><p>One, <b>two</b>.</p></div>".repeat(10_000), true);
        check(&format!("<script>{}</script>", "'<div>'; ".repeat(1000)), true);
        check(&format!("<!-- {} -->", "<div>".repeat(1000)), true);
        check(&format!("<img src=\"data:{}\">", "a/b ".repeat(10_000)), true);
        check(&format!("{}End.", "<svg><use x=\"#i\"/><path d=\"M0\"/></svg>".repeat(2000)), true);
        check(&format!("{}End.", "<svg><g></svg>".repeat(2000)), true);
        check(&format!("{}End.", "<div>".repeat(100_000)), false);
        check(&format!("{0}End.{1}<p>More.", "<div>".repeat(600), "</div>".repeat(600)), false);
        check(&format!("{}End.", "<table><tr><td>".repeat(600)), false);
        check(&format!("<div {}>End.", "a ".repeat(3000)), false);
        check(&format!("<div{}>End.", "/a".repeat(3000)), false);
        let bold: String = (0..400).map(|n| format!("<font size={n}>")).collect();
        check(&(bold + &"<p>One.".repeat(20_000) + "End."), false);
    }

    #[test]
    fn pages_that_get_past_the_scan_are_found_by_depth() {
        // The scan wrongly takes the quotation mark after `==` for the start of a quoted value.
        let page = format!("<p x==\">{}End.", "<div>".repeat(3000));
        assert_eq!(tame(&page), page);
        assert!(!is_walkable(&Document::from(&*page)));
        let bare = bare("<p>One<!-- x --> <b>two</b><script>x<y</script>.");
        assert_eq!(bare.split_whitespace().collect::<Vec<_>>(), ["One", "two", "."]);
    }
}
