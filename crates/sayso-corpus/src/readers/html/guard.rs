//! Refuses pages that would take the HTML parser hours, gigabytes of memory or too much stack.
//!
//! The tree builder takes quadratic time in the depth of nesting and in the attributes of one tag
//! (measured: 40,000 nested `<div>`, 200 kB, 6 s; ten times that, ten minutes), multiplies
//! unclosed formatting tags into every later paragraph, and code that walks the tree recurses; a
//! stack overflow ends the whole process. So the tags are scanned before parsing, and the depth of
//! the tree is measured after it. The scan is not a parser: it counts tags that are opened and not
//! closed, with limits far above what pages need (browsers stop nesting at 512). A page can be
//! crafted to get past it and take time; the second check still keeps the stack safe.

use dom_smoothie::Readability;

/// Maximum number of open elements.
const DEPTH: usize = 512;
/// Maximum number of attributes of a tag.
const ATTRIBUTES: usize = 2048;
/// Maximum number of nodes of the tree, estimated.
const NODES: usize = 4_000_000;
/// Maximum depth of the finished tree, in which each open table takes four levels.
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

/// Elements whose contents are not markup.
const RAW: &[&str] = &["script", "style", "textarea", "title"];

/// True if the page may be given to the parser.
pub(super) fn is_parsable(page: &str) -> bool {
    let bytes = page.as_bytes();
    let (mut depth, mut formatting, mut nodes) = (0usize, 0usize, 0usize);
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        at += found + 1;
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
        let is =
            |list: &[&str]| list.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()));
        let Some(end) = tag_end(bytes, start + name.len()) else { return false };
        at = end;
        if closing {
            depth = depth.saturating_sub(usize::from(!is(UNCOUNTED)));
            formatting = formatting.saturating_sub(usize::from(is(FORMATTING)));
            continue;
        }
        nodes += 1 + formatting;
        depth += usize::from(!is(UNCOUNTED));
        formatting += usize::from(is(FORMATTING));
        if depth > DEPTH || nodes > NODES {
            return false;
        }
        if is(RAW) {
            at = skip_raw(bytes, at, name);
        }
    }
    true
}

/// True if the finished tree may be walked by code that recurses.
pub(super) fn is_walkable(page: &Readability) -> bool {
    let mut node = page.doc.root();
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

/// The place after the tag's `>`, outside quoted values; `None` for too many attributes.
fn tag_end(bytes: &[u8], mut at: usize) -> Option<usize> {
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
        if gaps > ATTRIBUTES {
            return None;
        }
    }
    Some(at)
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
    fn pages_pass_and_traps_do_not() {
        #[track_caller]
        fn check(page: &str, expected: bool) {
            assert_eq!(is_parsable(page), expected, "{page:.40}");
        }
        check("", true);
        check("a < b, 1<2, <", true);
        check(&"<p>One.<li>Two<br><img src=\"a b/c\">".repeat(10_000), true);
        check(&"<div><p>One, <b>two</b>.</p></div>".repeat(10_000), true);
        check(&format!("<script>{}</script>", "'<div>'; ".repeat(1000)), true);
        check(&format!("<!-- {} -->", "<div>".repeat(1000)), true);
        check(&format!("<img src=\"data:{}\">", "a/b ".repeat(10_000)), true);
        check(&"<div>".repeat(600), false);
        check(&"<table><tr><td>".repeat(600), false);
        check(&format!("<div {}>", "a ".repeat(3000)), false);
        check(&format!("<div{}>", "/a".repeat(3000)), false);
        let bold: String = (0..400).map(|n| format!("<font size={n}>")).collect();
        check(&(bold + &"<p>One.".repeat(20_000)), false);
    }

    #[test]
    fn pages_that_get_past_the_scan_are_found_by_depth() {
        // The scan wrongly takes the quotation mark after `==` for the start of a quoted value.
        let page = format!("<p x==\">{}", "<div>".repeat(3000));
        assert!(is_parsable(&page));
        assert!(!is_walkable(&Readability::from(page)));
        assert!(is_walkable(&Readability::from("<div>".repeat(500))));
    }
}
