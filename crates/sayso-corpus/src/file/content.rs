//! What the first bytes of a file say: compressed, binary or text.
//!
//! Compression and binary formats are recognised by contents alone, since extensions lie: web
//! servers hand out `.gz` files unpacked. This is not a full file-type database; it knows what
//! people mistake for text.

use crate::encoding;
use crate::error::Cause;

/// How many bytes of a file are examined.
pub(crate) const HEAD: usize = 8 << 10;

/// A compression that is removed while reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Codec {
    Gzip,
    Zstd,
}

impl Codec {
    pub(crate) fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1F, 0x8B, 8, ..] => Some(Codec::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Codec::Zstd),
            // A zstd file may start with a skippable frame, as pzstd writes them.
            [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Codec::Zstd),
            _ => None,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Codec::Gzip => "gzip",
            Codec::Zstd => "Zstandard",
        }
    }
}

/// The error for bytes that are not text.
pub(crate) fn not_text(head: &[u8]) -> Option<Cause> {
    const SIGNATURES: &[(&[u8], &str, &str)] = &[
        (b"%PDF-", "a PDF file", "extract its text first, with pdftotext"),
        (
            b"\xD0\xCF\x11\xE0",
            "an old office file",
            "convert it first, with soffice --headless --convert-to txt",
        ),
        (b"{\\rtf", "an RTF file", "convert it first, with pandoc -t plain"),
        (b"BZh", "a bzip2 file", "unpack it first, with bunzip2"),
        (b"\xFD7zXZ\0", "an xz file", "unpack it first, with unxz"),
        (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", "unpack it first"),
        (b"Rar!\x1A\x07", "a RAR archive", "unpack it first"),
        (b"\x89PNG", "a picture", LEAVE_OUT),
        (b"\xFF\xD8\xFF", "a picture", LEAVE_OUT),
        (b"GIF8", "a picture", LEAVE_OUT),
        (b"\x7FELF", "a program", LEAVE_OUT),
        (b"SQLite format 3\0", "an SQLite database", "export its text as CSV first"),
    ];
    const LEAVE_OUT: &str = "leave it out";
    if head.starts_with(b"PK\x03\x04") {
        return Some(of_zip(head));
    }
    for &(signature, what, remedy) in SIGNATURES {
        if head.starts_with(signature) {
            return Some(Cause::Binary { what, remedy });
        }
    }
    if encoding::is_utf32(head) {
        return Some(Cause::Utf32);
    }
    if head.get(257..262) == Some(b"ustar") {
        return Some(Cause::Binary { what: "a tar archive", remedy: "unpack it first" });
    }
    let utf16 = head.starts_with(b"\xFF\xFE")
        || head.starts_with(b"\xFE\xFF")
        || encoding::utf16_without_mark(head).is_some();
    // A stray NUL or escape sequence is no reason to refuse an article; one such byte in twenty is.
    let controls = head.iter().filter(|&&byte| is_odd_control(byte)).count();
    if !utf16 && controls >= 4 && controls * 20 > head.len() {
        return Some(Cause::Binary { what: "binary data", remedy: LEAVE_OUT });
    }
    None
}

/// What a zip file is, by the names of its first members.
fn of_zip(head: &[u8]) -> Cause {
    const KINDS: &[(&[u8], &str, &str)] = &[
        (b"word/", "a Word document", "convert it first, with pandoc -t plain"),
        (b"opendocument", "an OpenDocument file", "convert it first, with pandoc -t plain"),
        (b"epub+zip", "an EPUB book", "convert it first, with pandoc -t plain"),
        (b"xl/", "a workbook", "export its sheet as CSV first"),
        (
            b".warc",
            "a WACZ web archive",
            "unpack it, and read the WARC files in its folder archive",
        ),
    ];
    let of_kind = KINDS.iter().find(|(name, ..)| memchr::memmem::find(head, name).is_some());
    let &(_, what, remedy) =
        of_kind.unwrap_or(&(b"", "a zip archive", "unpack or export it as text first"));
    Cause::Binary { what, remedy }
}

fn is_odd_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binary_data_is_distinguished_from_odd_text() {
        #[track_caller]
        fn check(head: &[u8], expected: Option<&str>) {
            let found = not_text(head).map(|cause| cause.to_string());
            assert_eq!(found.as_deref(), expected);
        }
        check(b"He said\0 so.", None);
        check(b"", None);
        check(b"\x1B[1mbold\x1B[0m", None);
        check(
            "a line, a line"
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<_>>()
                .as_slice(),
            None,
        );
        check(&[0; 100], Some("binary data, not text; leave it out"));
        let noise: Vec<u8> = (0..=255).cycle().take(4096).collect();
        check(&noise, Some("binary data, not text; leave it out"));
        check(
            b"%PDF-1.7 ...",
            Some("a PDF file, not text; extract its text first, with pdftotext"),
        );
    }
}
