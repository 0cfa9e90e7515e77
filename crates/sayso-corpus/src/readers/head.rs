//! The head of a WARC record or an HTTP response: a first line, and fields with names and values.
//!
//! Archives keep what servers sent, and servers send much that strict parsers refuse; so lines that
//! are no fields are passed over.

/// A first line and the fields under it.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) first: String,
    fields: Vec<(String, String)>,
}

impl Head {
    /// Reads the head at the start of `bytes`, and says where what follows it starts; `None` if no
    /// empty line ends it.
    pub(super) fn parse(bytes: &[u8]) -> Option<(Self, usize)> {
        let mut head = Self::default();
        let mut at = 0;
        while let Some(end) = memchr::memchr(b'\n', &bytes[at..]) {
            let line = &bytes[at..at + end];
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            let first = at == 0;
            at += end + 1;
            if line.is_empty() {
                return Some((head, at));
            }
            head.line(first, &String::from_utf8_lossy(line));
        }
        None
    }

    fn line(&mut self, first: bool, line: &str) {
        if first {
            line.clone_into(&mut self.first);
        } else if line.starts_with([' ', '\t']) {
            // A value that goes on.
            if let Some((_, value)) = self.fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            self.fields.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }

    /// The value of the first field of this name that has one, in any case.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut named = self.fields.iter().filter(|(field, _)| field.eq_ignore_ascii_case(name));
        named.find(|(_, value)| !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// The parts of a list, such as `gzip, chunked`, in lower case.
    pub(super) fn list(&self, name: &str) -> impl DoubleEndedIterator<Item = String> + '_ {
        let parts = self.get(name).unwrap_or_default().split(',');
        parts.map(|part| part.trim().to_ascii_lowercase()).filter(|part| !part.is_empty())
    }

    /// The media type in lower case, and the character set, of the field `Content-Type`.
    pub(super) fn media_type(&self) -> (String, Option<&str>) {
        let mut parts = self.get("Content-Type").unwrap_or_default().split(';');
        let kind = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let charset = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            let is_charset = name.trim().eq_ignore_ascii_case("charset");
            is_charset.then(|| value.trim().trim_matches(['"', '\'']))
        });
        (kind, charset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_as_browsers_read_them() {
        let bytes =
            b"HTTP/1.1 200\r\nServer : nginx\r\nX-Empty:\r\nnonsense\r\nX-Folded: a\r\n  b\r\n\
                      content-type:text/HTML;  Charset=\"UTF-8\"; x\n\r\nBody";
        let (head, end) = Head::parse(bytes).unwrap();
        assert_eq!(head.first, "HTTP/1.1 200");
        assert_eq!(head.get("server"), Some("nginx"));
        assert_eq!(head.get("x-empty"), None);
        assert_eq!(head.get("x-folded"), Some("a b"));
        assert_eq!(head.media_type(), ("text/html".into(), Some("UTF-8")));
        assert_eq!(&bytes[end..], b"Body");
        assert!(Head::parse(b"HTTP/1.1 200 OK\r\nServer: nginx\r\n").is_none());
    }

    #[test]
    fn lists_have_parts() {
        let (head, _) = Head::parse(b"\nx").unwrap();
        assert_eq!(head.list("a").count(), 0);
        let (head, _) = Head::parse(b"first\nTransfer-Encoding: GZIP, ,chunked\n\n").unwrap();
        assert_eq!(head.list("transfer-encoding").collect::<Vec<_>>(), ["gzip", "chunked"]);
    }
}
