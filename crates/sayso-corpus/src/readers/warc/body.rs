//! The body of an HTTP response: chunks joined, compression removed, up to a limit.
//!
//! Crawlers store what the server sent, or what they made of it, and do not always say which: Common
//! Crawl's news archives name encodings that were removed. So each encoding is only removed if the
//! bytes are of that form.

use std::io::{self, ErrorKind, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::error::Cause;
use crate::readers::head::Head;

/// Maximum length of the line before a chunk.
const SIZE_LINE: usize = 256;

/// The bytes of a page.
pub(super) struct Body {
    pub(super) bytes: Vec<u8>,
    /// Whether they go on after the limit.
    pub(super) cut: bool,
    /// Whether the fetch broke off.
    pub(super) incomplete: bool,
}

/// The body of a response whose head ends at `start` of `content`. `cut_off` says that the crawler
/// kept only the beginning.
pub(super) fn decode(
    head: &Head,
    mut content: Vec<u8>,
    start: usize,
    limit: usize,
    cut_off: bool,
) -> Result<Body, Cause> {
    content.drain(..start);
    let announced = head.get("Content-Length").and_then(|length| length.parse::<usize>().ok());
    let mut incomplete = false;
    let mut codings: Vec<String> = head.list("Content-Encoding").collect();
    for coding in head.list("Transfer-Encoding") {
        match coding.as_str() {
            "chunked" => {
                if let Some(joined) = join_chunks(&content) {
                    (content, incomplete) = joined;
                }
            }
            _ => codings.push(coding),
        }
    }
    if head.get("Transfer-Encoding").is_none()
        && announced.is_some_and(|length| length > content.len())
    {
        incomplete = true;
    }
    let mut cut = false;
    for coding in codings.iter().rev() {
        match unpack(coding, &content, limit) {
            None => {}
            Some(Unpacked { bytes, more, error: None }) => (content, cut) = (bytes, more),
            // What a page that was cut off begins with is still good.
            Some(Unpacked { bytes, error: Some(error), .. })
                if !bytes.is_empty()
                    && (incomplete || cut_off || error.kind() == ErrorKind::UnexpectedEof) =>
            {
                (content, incomplete) = (bytes, true);
            }
            Some(Unpacked { error: Some(source), .. }) => {
                return Err(Cause::Body { codec: name(coding), source });
            }
        }
    }
    if content.len() > limit {
        content.truncate(limit);
        cut = true;
    }
    Ok(Body { bytes: content, cut, incomplete })
}

fn name(coding: &str) -> &'static str {
    match coding {
        "br" => "Brotli",
        "deflate" => "deflate",
        "zstd" => "Zstandard",
        _ => "gzip",
    }
}

/// Joins the chunks, and says whether the last one is missing; `None` if the bytes are no chunks.
fn join_chunks(mut bytes: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut joined = Vec::with_capacity(bytes.len());
    loop {
        let line = memchr::memchr(b'\n', &bytes[..bytes.len().min(SIZE_LINE)]);
        let size = line.and_then(|end| chunk_size(&bytes[..end]));
        let (Some(end), Some(size)) = (line, size) else {
            // Text that follows chunks was added by something in between; there is no more.
            return (!joined.is_empty()).then_some((joined, true));
        };
        bytes = &bytes[end + 1..];
        if size == 0 {
            return Some((joined, false));
        }
        if size >= bytes.len() {
            joined.extend_from_slice(bytes);
            return Some((joined, true));
        }
        joined.extend_from_slice(&bytes[..size]);
        bytes = &bytes[size..];
        bytes = bytes.strip_prefix(b"\r").unwrap_or(bytes);
        bytes = bytes.strip_prefix(b"\n").unwrap_or(bytes);
    }
}

/// The number before a chunk, in base 16; extensions may follow it.
fn chunk_size(line: &[u8]) -> Option<usize> {
    let line = std::str::from_utf8(line).ok()?;
    let digits = line.split(';').next()?.trim();
    let is_number = !digits.is_empty() && digits.len() <= 8;
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_number && all_digits).then(|| usize::from_str_radix(digits, 16).ok()).flatten()
}

struct Unpacked {
    bytes: Vec<u8>,
    more: bool,
    error: Option<io::Error>,
}

/// Removes a compression; `None` if it is unknown, or the bytes are not compressed so.
fn unpack(coding: &str, bytes: &[u8], limit: usize) -> Option<Unpacked> {
    let read = |reader: &mut dyn Read| {
        let mut unpacked = Vec::new();
        let error = reader.take(limit as u64 + 1).read_to_end(&mut unpacked).err();
        let more = unpacked.len() > limit;
        unpacked.truncate(limit);
        Unpacked { bytes: unpacked, more, error }
    };
    match coding {
        "gzip" | "x-gzip" if bytes.starts_with(&[0x1F, 0x8B]) => {
            Some(read(&mut MultiGzDecoder::new(bytes)))
        }
        "zstd" if bytes.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) => match zstd::Decoder::new(bytes) {
            Ok(mut decoder) => Some(read(&mut decoder)),
            Err(error) => Some(Unpacked { bytes: Vec::new(), more: false, error: Some(error) }),
        },
        // The standard means zlib, some servers send the bare stream.
        "deflate" => {
            let zlib = read(&mut ZlibDecoder::new(bytes));
            let found =
                if zlib.bytes.is_empty() { read(&mut DeflateDecoder::new(bytes)) } else { zlib };
            (!found.bytes.is_empty()).then_some(found)
        }
        // Neither has Brotli a mark by which it is known.
        "br" if !looks_like_page(bytes) => {
            Some(read(&mut brotli_decompressor::Decompressor::new(bytes, 4096)))
        }
        _ => None,
    }
}

/// Whether the bytes are those of a page, or of a text, already.
fn looks_like_page(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(1024)];
    start.trim_ascii_start().starts_with(b"<")
        || match std::str::from_utf8(start) {
            Ok(_) => true,
            Err(error) => error.error_len().is_none() && error.valid_up_to() > 0,
        } && !start.iter().any(|&byte| byte < 9)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    const PAGE: &[u8] = b"<p>He denied it, and denied it again.</p>";

    fn check(fields: &str, body: &[u8], expected: &[u8], incomplete: bool) {
        let head = format!("HTTP/1.1 200 OK\n{fields}\n\n");
        let (parsed, start) = Head::parse(head.as_bytes()).unwrap();
        let content = [head.as_bytes(), body].concat();
        let found = decode(&parsed, content, start, 1000, false).unwrap();
        assert_eq!(String::from_utf8_lossy(&found.bytes), String::from_utf8_lossy(expected));
        assert_eq!((found.incomplete, found.cut), (incomplete, false), "{fields}");
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn chunks_are_joined() {
        let chunked = "Transfer-Encoding: chunked";
        check(chunked, b"3\r\n<p>\r\n4;x=y\r\nNo.\n\r\n0\r\n\r\n", b"<p>No.\n", false);
        check(chunked, b"3\r\n<p>\r\n00A\r\nNo.", b"<p>No.", true);
        check(chunked, b"3\r\n<p>\r\n", b"<p>", true);
        check(chunked, b"<p>Not chunked.", b"<p>Not chunked.", false);
        check(chunked, b"", b"", false);
    }

    /// As Node.js writes `<p>No.</p>` and a line feed.
    const BROTLI: &[u8] = b"\x0b\x05\x80<p>No.</p>\n\x03";

    #[test]
    fn compression_is_removed_where_there_is_any() {
        let packed = gzip(PAGE);
        check("Content-Encoding: gzip", &packed, PAGE, false);
        check("Content-Encoding: gzip", PAGE, PAGE, false);
        check("Transfer-Encoding: gzip", &packed, PAGE, false);
        let chunk =
            [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat();
        check("Content-Encoding: GZIP\nTransfer-Encoding: chunked", &chunk, PAGE, false);
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
        zlib.write_all(PAGE).unwrap();
        check("Content-Encoding: deflate", &zlib.finish().unwrap(), PAGE, false);
        let mut bare = DeflateEncoder::new(Vec::new(), Compression::default());
        bare.write_all(PAGE).unwrap();
        check("Content-Encoding: deflate", &bare.finish().unwrap(), PAGE, false);
        check("Content-Encoding: deflate", PAGE, PAGE, false);
        check("Content-Encoding: br", BROTLI, b"<p>No.</p>\n", false);
        check("Content-Encoding: br", PAGE, PAGE, false);
        check("Content-Encoding: zstd", &zstd::encode_all(PAGE, 3).unwrap(), PAGE, false);
    }

    #[test]
    fn the_beginning_of_a_page_is_kept() {
        let long = PAGE.repeat(20);
        let packed = gzip(&long);
        let head = "HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n";
        let (parsed, start) = Head::parse(head.as_bytes()).unwrap();
        let content = [head.as_bytes(), &packed[..packed.len() - 9]].concat();
        let found = decode(&parsed, content, start, 1000, false).unwrap();
        assert!(found.incomplete && long.starts_with(&found.bytes) && !found.bytes.is_empty());
        let mut broken = packed;
        let checksum = broken.len() - 8;
        broken[checksum] ^= 1;
        let content = [head.as_bytes(), &broken].concat();
        let Err(error) = decode(&parsed, content, start, 1000, false) else { panic!("damaged") };
        assert!(error.to_string().starts_with("gzip data of the page is damaged ("), "{error}");
        check("Content-Length: 50", PAGE, PAGE, true);
    }

    #[test]
    fn the_limit_holds_for_what_is_unpacked() {
        let packed = gzip(&[b'a'; 100_000]);
        let head = "HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n";
        let (parsed, start) = Head::parse(head.as_bytes()).unwrap();
        let content = [head.as_bytes(), &packed].concat();
        let found = decode(&parsed, content, start, 1000, false).unwrap();
        assert_eq!((found.bytes.len(), found.cut), (1000, true));
    }
}
