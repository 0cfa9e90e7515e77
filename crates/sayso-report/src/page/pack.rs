//! Data in a page: JSON, compressed, in letters that mean nothing to the parser of HTML.

use std::io::{self, Write};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use serde::Serialize;

/// `value` as the browser can unpack it: JSON, deflated, in base64.
pub(super) fn pack(value: &impl Serialize) -> io::Result<String> {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::best());
    let mut out = io::BufWriter::with_capacity(1 << 16, &mut packer);
    serde_json::to_writer(&mut out, value)?;
    out.flush()?;
    drop(out);
    Ok(BASE64_STANDARD.encode(packer.finish()?))
}

/// What [`put`] writes around packed data, at most.
pub(super) const AROUND: u64 = 64;

/// Writes packed data as an element that a script finds by its class.
pub(super) fn put(out: &mut impl Write, class: &str, packed: &str) -> io::Result<()> {
    writeln!(out, "<script type=\"text/plain\" class=\"{class}\">{packed}</script>")
}
