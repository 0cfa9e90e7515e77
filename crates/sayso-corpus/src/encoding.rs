//! From bytes of an unknown encoding to text, with notes on what was assumed.
//!
//! The order of evidence: byte-order mark, clean UTF-8, the zero bytes of UTF-16, an encoding the
//! document names itself, UTF-8 with damaged spots, and last a guess by letter statistics. Clean
//! UTF-8 is tried so early because random legacy text is almost never valid UTF-8.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::Note;

/// How many bytes the statistics look at, from the first one that is not ASCII.
const GUESS_WINDOW: usize = 256 << 10;

/// Decodes a whole document. `cut` says that `bytes` may end inside a character, `declared` gives
/// the encoding the document names for itself.
pub(crate) fn decode(
    mut bytes: Vec<u8>,
    cut: bool,
    declared: Option<&'static Encoding>,
) -> (String, Vec<Note>) {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        bytes.drain(..mark);
        if encoding == UTF_8 {
            let (text, mut notes) = decode_utf8(bytes, cut, None);
            notes.insert(0, Note::ByteOrderMark);
            return (text, notes);
        }
        return recode(encoding, &bytes, cut, false);
    }
    if let Some(encoding) = utf16_without_mark(&bytes) {
        return recode(encoding, &bytes, cut, true);
    }
    decode_utf8(bytes, cut, declared)
}

/// UTF-8 if it is or nearly is; otherwise the declared or the likeliest legacy encoding. For pieces
/// of a document, where byte-order marks and zero bytes mean nothing.
pub(crate) fn decode_utf8(
    bytes: Vec<u8>,
    cut: bool,
    declared: Option<&'static Encoding>,
) -> (String, Vec<Note>) {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, Vec::new()),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let split_by_cut = cut && error.utf8_error().error_len().is_none();
            let mut bytes = error.into_bytes();
            if split_by_cut {
                bytes.truncate(valid);
                // Valid up to here by the check above.
                return (String::from_utf8(bytes).unwrap_or_default(), Vec::new());
            }
            bytes
        }
    };
    if let Some(encoding) = declared.filter(|&encoding| encoding != UTF_8) {
        return recode(encoding, &bytes, cut, false);
    }
    if is_damaged_utf8(&bytes) {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let replaced = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
        let replaced = replaced as u64;
        return (text, vec![Note::Recoded { encoding: "UTF-8", guessed: false, replaced }]);
    }
    recode(guess(&bytes), &bytes, cut, true)
}

/// Real multi-byte characters outnumber the bad spots: some bytes were lost or mixed in. Without
/// this, one bad byte would turn every curly quotation mark of an article into `â€œ`.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|&byte| byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// UTF-16 of Latin text has a zero in every other byte and none in between.
pub(crate) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    let pairs = sample.len() / 2;
    if pairs < 4 {
        return None;
    }
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = |zeros: usize| zeros * 10 > pairs * 6;
    match (many(even), many(odd)) {
        (false, true) if even * 50 < pairs => Some(UTF_16LE),
        (true, false) if odd * 50 < pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-32 without or with a mark: in no other encoding of text are all units of four bytes
/// characters.
pub(crate) fn is_utf32(bytes: &[u8]) -> bool {
    let all = |unit: fn([u8; 4]) -> u32| {
        let mut units =
            bytes.chunks_exact(4).map(|bytes| unit([bytes[0], bytes[1], bytes[2], bytes[3]]));
        bytes.len() >= 8 && units.all(|unit| unit != 0 && char::from_u32(unit).is_some())
    };
    all(u32::from_le_bytes) || all(u32::from_be_bytes)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0).saturating_sub(1024);
    let end = bytes.len().min(start + GUESS_WINDOW);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[start..end], end == bytes.len());
    // The texts are English: without this hint, "naïve" alone makes an article Baltic. Text in
    // other scripts is still recognised.
    detector.guess(Some(b"uk"), Utf8Detection::Deny)
}

fn recode(
    encoding: &'static Encoding,
    bytes: &[u8],
    cut: bool,
    guessed: bool,
) -> (String, Vec<Note>) {
    // A UTF-16 text cut between its bytes would end in a replacement character that we caused.
    let odd = cut && [UTF_16LE, UTF_16BE].contains(&encoding) && bytes.len() % 2 == 1;
    let (text, damaged) =
        encoding.decode_without_bom_handling(&bytes[..bytes.len() - usize::from(odd)]);
    let mut text = text.into_owned();
    if cut && damaged && text.ends_with('\u{FFFD}') {
        text.pop();
    }
    let replaced = if damaged { count_replaced(&text) } else { 0 };
    (text, vec![Note::Recoded { encoding: encoding.name(), guessed, replaced }])
}

pub(crate) fn count_replaced(text: &str) -> u64 {
    text.matches('\u{FFFD}').count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str, notes: &str) {
        let (text, found) = decode(bytes.to_vec(), false, None);
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!((text.as_str(), found.join("; ").as_str()), (expected, notes));
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn clean_utf8_is_taken_as_it_is() {
        check("“Kyiv”, naïve, 北".as_bytes(), "“Kyiv”, naïve, 北", "");
        check(b"a\r\nb\0", "a\r\nb\0", "");
        check(b"\xEF\xBB\xBFa", "a", "byte-order mark dropped");
    }

    #[test]
    fn utf16_with_and_without_byte_order_mark() {
        let text = "Pyongyang denied “arms supplies”.";
        check(&utf16(&format!("\u{FEFF}{text}"), u16::to_le_bytes), text, "decoded from UTF-16LE");
        check(&utf16(&format!("\u{FEFF}{text}"), u16::to_be_bytes), text, "decoded from UTF-16BE");
        check(&utf16(text, u16::to_le_bytes), text, "decoded from UTF-16LE (guessed)");
        check(&utf16(text, u16::to_be_bytes), text, "decoded from UTF-16BE (guessed)");
        check(
            b"\xFF\xFEa\0\x00\xD8b\0",
            "a\u{FFFD}b",
            "decoded from UTF-16LE, 1 unreadable characters replaced by U+FFFD",
        );
    }

    #[test]
    fn utf32_is_no_other_encoding() {
        let text = "Pyongyang denied it. 🚀";
        for unit in [u32::to_le_bytes, u32::to_be_bytes] {
            let bytes: Vec<u8> = text.chars().flat_map(|c| unit(c.into())).collect();
            assert!(is_utf32(&bytes));
        }
        for other in [utf16(text, u16::to_le_bytes), utf16(text, u16::to_be_bytes), text.into()] {
            assert!(!is_utf32(&other));
        }
        assert!(!is_utf32(b"") && !is_utf32(&[0; 100]));
    }

    #[test]
    fn one_bad_byte_does_not_spoil_the_quotation_marks() {
        check(
            b"\xE2\x80\x9CKyiv\xE2\x80\x9D said\xFF",
            "“Kyiv” said\u{FFFD}",
            "decoded from UTF-8, 1 unreadable characters replaced by U+FFFD",
        );
    }

    #[test]
    fn legacy_text_is_guessed() {
        check(
            b"\x93It\x92s over,\x94 said the na\xEFve officer.",
            "“It’s over,” said the naïve officer.",
            "decoded from windows-1252 (guessed)",
        );
        let cyrillic = "Министерство отрицает поставки оружия.";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(cyrillic);
        check(&bytes, cyrillic, "decoded from windows-1251 (guessed)");
    }

    #[test]
    fn a_cut_inside_a_character_is_not_damage() {
        let bytes = "Kyiv é".as_bytes();
        let (text, notes) = decode(bytes[..bytes.len() - 1].to_vec(), true, None);
        assert_eq!((text.as_str(), notes), ("Kyiv ", vec![]));
    }
}
