//! Halves of surrogate pairs in JSON: `"\\ud83d"` is what is left of a character that was cut in two.

/// The JSON with U+FFFD for each half, and how many there were; nothing if there is none.
pub(super) fn mend(json: &str) -> Option<(String, u64)> {
    let mut mended = String::new();
    let (mut kept, mut replaced, mut at) = (0, 0, 0);
    while let Some(found) = memchr::memchr(b'\\', &json.as_bytes()[at..]) {
        let start = at + found;
        let high = unit(json, start);
        let is_pair = matches!(high, Some(0xD800..=0xDBFF))
            && matches!(unit(json, start + 6), Some(0xDC00..=0xDFFF));
        at = start
            + match high {
                _ if is_pair => 12,
                Some(_) => 6,
                // The character that is escaped, if there is one, begins a byte after.
                None => 2,
            };
        if !is_pair && matches!(high, Some(0xD800..=0xDFFF)) {
            mended.push_str(&json[kept..start]);
            mended.push_str("\\ufffd");
            (kept, replaced) = (at, replaced + 1);
        }
        if at >= json.len() {
            break;
        }
    }
    mended.push_str(json.get(kept..)?);
    (replaced > 0).then_some((mended, replaced))
}

/// The UTF-16 unit that is escaped at `at`.
fn unit(json: &str, at: usize) -> Option<u16> {
    let digits = json.get(at..at + 6)?.strip_prefix("\\u")?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::mend;

    #[test]
    fn halves_are_replaced_and_pairs_kept() {
        #[track_caller]
        fn check(json: &str, expected: Option<(&str, u64)>) {
            let found = mend(json);
            let found = found.as_ref().map(|(json, count)| (json.as_str(), *count));
            assert_eq!(found, expected);
        }
        check(r#"{"a": "\ud83d said"}"#, Some((r#"{"a": "\ufffd said"}"#, 1)));
        check(r#""\udc00\ud83d""#, Some((r#""\ufffd\ufffd""#, 2)));
        check(r#""\ud83d\ude80 é \ud83d""#, Some((r#""\ud83d\ude80 é \ufffd""#, 1)));
        check(r#""\ud83d\ude80""#, None);
        check(r#""\\ud83d \n""#, None);
        check("\\", None);
        check("\\ué", None);
    }
}
