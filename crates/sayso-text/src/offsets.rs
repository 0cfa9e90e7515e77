//! Converts byte offsets into the units of other languages, for output.

/// The unit that an offset counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum OffsetUnit {
    /// UTF-8 bytes, as in Rust and Go.
    Byte,
    /// Unicode code points, as in Python.
    #[default]
    Char,
    /// UTF-16 code units, as in JavaScript, Java and C#.
    Utf16,
}

impl OffsetUnit {
    /// Every unit.
    pub const ALL: [Self; 3] = [Self::Byte, Self::Char, Self::Utf16];

    /// The name in output: `byte`, `char` or `utf16`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Byte => "byte",
            Self::Char => "char",
            Self::Utf16 => "utf16",
        }
    }

    /// The unit that [`as_str`](Self::as_str) calls `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.as_str() == name)
    }
}

/// Converts byte offsets into one text to another unit.
///
/// ```
/// use sayso_text::{OffsetMap, OffsetUnit};
///
/// let text = "“Kyiv 🇺🇦,” he said.";
/// let byte = text.find("he").unwrap() as u32;
/// assert_eq!(byte, 21);
/// assert_eq!(OffsetMap::new(text, OffsetUnit::Char).get(byte), 11);
/// assert_eq!(OffsetMap::new(text, OffsetUnit::Utf16).get(byte), 13);
/// ```
#[derive(Clone, Debug)]
pub struct OffsetMap<'t> {
    text: &'t [u8],
    unit: OffsetUnit,
    // The count at every `STEP`-th byte; empty where counts equal bytes.
    counts: Vec<u32>,
}

/// Bytes between two stored counts: what one lookup has to count at most.
const STEP: usize = 128;

impl<'t> OffsetMap<'t> {
    /// Prepares lookups in `text`, in one pass over it.
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let mut counts = Vec::new();
        if unit != OffsetUnit::Byte && !text.is_ascii() {
            let mut count = 0;
            for block in text.as_bytes().chunks(STEP) {
                counts.push(count);
                count += count_units(block, unit);
            }
            counts.push(count);
        }
        Self { text: text.as_bytes(), unit, counts }
    }

    /// The offset, in the map's unit, of the byte offset `byte`.
    ///
    /// `byte` must be a character boundary or the text's length; any other offset counts the characters
    /// that begin before it.
    pub fn get(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        let block = byte / STEP;
        match self.counts.get(block) {
            None => byte as u32,
            Some(count) => count + count_units(&self.text[block * STEP..byte], self.unit),
        }
    }
}

/// The units of the characters whose first byte lies in `bytes`.
fn count_units(bytes: &[u8], unit: OffsetUnit) -> u32 {
    // A character's first byte is no continuation byte; four-byte characters are two units of UTF-16.
    let chars = bytes.iter().map(|&b| u32::from((b as i8) >= -0x40)).sum::<u32>();
    match unit {
        OffsetUnit::Utf16 => chars + bytes.iter().map(|&b| u32::from(b >= 0xf0)).sum::<u32>(),
        OffsetUnit::Char | OffsetUnit::Byte => chars,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_boundary_is_exact(text in "(\\PC|[a-z é🇺🇦\n]){0,400}") {
            let chars = OffsetMap::new(&text, OffsetUnit::Char);
            let utf16 = OffsetMap::new(&text, OffsetUnit::Utf16);
            let bytes = OffsetMap::new(&text, OffsetUnit::Byte);
            let mut units = 0;
            for (count, (byte, c)) in text.char_indices().enumerate() {
                prop_assert_eq!(chars.get(byte as u32), count as u32);
                prop_assert_eq!(utf16.get(byte as u32), units);
                prop_assert_eq!(bytes.get(byte as u32), byte as u32);
                units += c.len_utf16() as u32;
            }
            let end = text.len() as u32;
            prop_assert_eq!(chars.get(end), text.chars().count() as u32);
            prop_assert_eq!(utf16.get(end), units);
        }
    }
}
