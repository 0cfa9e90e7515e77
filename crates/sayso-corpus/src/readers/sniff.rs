//! What several readers look for in the first bytes of a file.

/// For formats that cannot be recognised by their contents: any text with commas looks like CSV.
pub(super) fn never(_: &[u8]) -> bool {
    false
}

/// The first bytes of a text, without byte-order mark and white space.
pub(super) fn text_start(head: &[u8]) -> &[u8] {
    head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start()
}

/// The same for a page, which may have a declaration of XML before it.
pub(super) fn page_start(head: &[u8]) -> &[u8] {
    let text = text_start(head);
    let Some(declaration) = text.strip_prefix(b"<?xml") else { return text };
    let end = memchr::memmem::find(declaration, b"?>");
    end.map_or(text, |end| declaration[end + 2..].trim_ascii_start())
}

/// Whether a text starts like a JSON object with at least one field.
pub(super) fn starts_object(text: &[u8]) -> bool {
    let Some((b'{', rest)) = text.split_first() else { return false };
    rest.trim_ascii_start().starts_with(b"\"")
}
