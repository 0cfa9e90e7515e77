//! Character references: `&amp;`, `&#8217;`, `&#x2019;`.

/// The longest name has 31 characters.
const LONGEST: usize = 33;

/// The character that the reference at the start of `text` means, and the reference's length.
pub(super) fn parse(text: &str) -> Option<(char, usize)> {
    let bytes = text.as_bytes();
    let end = memchr::memchr(b';', &bytes[..bytes.len().min(LONGEST)])?;
    let name = text.get(1..end)?;
    let character = match name.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => named(name)?,
    };
    (!character.is_control()).then_some((character, end + 1))
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    match code.ok()? {
        // Written by programs that took Windows-1252 for Unicode, and read so by all browsers.
        code @ 0x80..=0x9F => {
            let byte = [code as u8];
            encoding_rs::WINDOWS_1252.decode(&byte).0.chars().next()
        }
        code => char::from_u32(code),
    }
}

fn named(name: &str) -> Option<char> {
    let mut characters = quick_xml::escape::resolve_html5_entity(name)?.chars();
    let only = characters.next()?;
    characters.next().is_none().then_some(only)
}
