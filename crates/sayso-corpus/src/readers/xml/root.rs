//! The outermost element of an XML file, from the first bytes.

use encoding_rs::{Encoding, UTF_8};

use super::kind::Kind;
use crate::encoding::utf16_without_mark;
use crate::readers::sniff::text_start;

pub(super) struct Root {
    /// Its name, without a prefix.
    pub(super) name: String,
    /// The encoding that the declaration names.
    pub(super) encoding: Option<String>,
}

/// The outermost element, if the bytes start like XML: with a declaration, or an element that is known.
pub(super) fn name(head: &[u8]) -> Option<Root> {
    let utf16 = match Encoding::for_bom(head) {
        Some((encoding, _)) => Some(encoding).filter(|&encoding| encoding != UTF_8),
        None => utf16_without_mark(head),
    };
    let start = text_start(head);
    let text = match utf16 {
        Some(encoding) => encoding.decode_with_bom_removal(head).0,
        None => String::from_utf8_lossy(start),
    };
    let mut rest = text.trim_start();
    let is_declared = rest.starts_with("<?xml");
    let encoding = is_declared.then(|| declared_encoding(rest)).flatten();
    loop {
        rest = rest.trim_start();
        let end = if rest.starts_with("<?") {
            rest.find("?>")? + 2
        } else if rest.starts_with("<!--") {
            rest.find("-->")? + 3
        } else if rest.starts_with("<!") {
            end_of_doctype(rest)?
        } else {
            break;
        };
        rest = &rest[end..];
    }
    let rest = rest.strip_prefix('<')?;
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '<'))?;
    let name = rest[..end].rsplit(':').next()?.to_owned();
    let is_name = name.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let is_known = is_declared || Kind::of_root(&name).is_some();
    (is_name && is_known).then_some(Root { name, encoding })
}

/// The end of `<!DOCTYPE ...>`, which may hold declarations in brackets.
fn end_of_doctype(text: &str) -> Option<usize> {
    let end = text.find('>')?;
    match text.find('[') {
        Some(bracket) if bracket < end => {
            let close = text.find("]")?;
            Some(close + text[close..].find('>')? + 1)
        }
        _ => Some(end + 1),
    }
}

fn declared_encoding(text: &str) -> Option<String> {
    let declaration = &text[..text.find("?>")?];
    let after = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some(after[1..].split(quote).next()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_found_behind_the_prolog() {
        #[track_caller]
        fn check(text: &str, expected: Option<&str>) {
            assert_eq!(name(text.as_bytes()).map(|root| root.name).as_deref(), expected, "{text}");
        }
        check("\u{FEFF}<?xml version='1.0'?>\n<!-- a --><rss version='2.0'>", Some("rss"));
        check("<rss>", Some("rss"));
        check("<tei:TEI xmlns:tei='a'>", Some("TEI"));
        check("<?xml version='1.0'?><!DOCTYPE nitf [<!ENTITY a '>'>]><nitf>", Some("nitf"));
        check("<?xml version='1.0'?><project>", Some("project"));
        check("<?xml version='1.0'?><!DOCTYPE html><html>", Some("html"));
        check("<project>", None);
        check("<p>One.", None);
        check("One.", None);
    }

    #[test]
    fn utf16_is_read() {
        let text = "<?xml version='1.0' encoding='UTF-16'?><rss version='2.0'>";
        for (mark, unit) in [("\u{FEFF}", u16::to_le_bytes as fn(_) -> _), ("", u16::to_be_bytes)] {
            let bytes: Vec<u8> = format!("{mark}{text}").encode_utf16().flat_map(unit).collect();
            assert_eq!(name(&bytes).map(|root| root.name).as_deref(), Some("rss"));
        }
    }

    #[test]
    fn the_declaration_names_an_encoding() {
        let root = name(b"<?xml version=\"1.0\" encoding='ISO-8859-1' ?><rss>").unwrap();
        assert_eq!(root.encoding.as_deref(), Some("ISO-8859-1"));
    }
}
