//! JSON that can stand inside a page: whatever a string holds, no character of it means anything to the
//! parser of HTML, and none turns the direction of what is shown.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

/// Writes `value` so that a `script` element may hold it.
pub(super) fn write(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Safe)).map_err(io::Error::from)
}

/// Escapes, besides what JSON itself demands, what could end the element or start another (`<`, `>`, `&`),
/// what is a line end in scripts only, and what is not to be seen: controls, directions, variants.
struct Safe;

impl Formatter for Safe {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(is_unsafe) {
            let (plain, behind) = rest.split_at(at);
            out.write_all(plain.as_bytes())?;
            let c = behind.chars().next().unwrap_or_default();
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = &behind[c.len_utf8()..];
        }
        out.write_all(rest.as_bytes())
    }
}

fn is_unsafe(c: char) -> bool {
    matches!(c, '<' | '>' | '&')
        || c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{ffff}')
        || matches!(c, '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let mut out = Vec::new();
        write(&mut out, &text).expect("memory");
        let json = String::from_utf8(out).expect("UTF-8");
        assert_eq!(json, expected);
        assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), text);
    }

    #[test]
    fn no_string_ends_the_element() {
        check("</script><b>", r#""\u003c/script\u003e\u003cb\u003e""#);
        check("<!--<script>", r#""\u003c!--\u003cscript\u003e""#);
        check("]]> &amp;", r#""]]\u003e \u0026amp;""#);
    }

    #[test]
    fn what_is_not_seen_is_spelt_out() {
        check("a\u{2028}b\u{202e}c\u{7f}\0", r#""a\u2028b\u202ec\u007f\u0000""#);
        check("\u{e0041}“Kyiv” 🇺🇦", r#""\udb40\udc41“Kyiv” 🇺🇦""#);
    }
}
