//! Addresses and names that are written like them: URLs, bare domains, e-mail, @handles, #hashtags, files.

use super::chunk::Chunk;
use super::is_word_char;
use crate::tokens::TokenKind;

/// Endings that make `word.word` a domain. The list is short on purpose: "said.It" in careless
/// text must stay two words.
const TOP_LEVEL: &[&str] = &[
    "com", "org", "net", "gov", "edu", "mil", "info", "io", "tv", "us", "uk", "ru", "ua", "eu",
    "de", "fr", "cn", "ca", "au", "biz", "ly",
];

/// Endings that make `word.word` the name of a file.
const FILE_TYPES: &[&str] = &[
    "csv", "doc", "docx", "exe", "gif", "htm", "html", "jpeg", "jpg", "json", "mp3", "mp4", "pdf",
    "png", "ppt", "pptx", "rtf", "txt", "xls", "xlsx", "xml", "zip",
];

/// First parts that make `word.word` the name of a newsgroup.
const HIERARCHIES: &[&str] = &["alt", "comp", "misc", "rec", "sci", "soc"];

/// How far an address is looked for, in bytes: a chunk may be a whole text without white space.
const LONGEST: usize = 2048;

impl Chunk<'_> {
    /// The address that begins at `at` with `first`, if one does: its end and its kind.
    #[inline]
    pub(super) fn web(&self, at: usize, first: char) -> Option<(usize, TokenKind)> {
        match first {
            '@' | '#' => self.tag(at, first),
            _ if !first.is_ascii_alphanumeric() => None,
            _ => self.address(at),
        }
    }

    fn tag(&self, at: usize, sign: char) -> Option<(usize, TokenKind)> {
        let name = &self.text[at + 1..self.end];
        let first = name.chars().next()?;
        // "#3" is a number with a sign before it, "#MeToo" one word.
        if !is_word_char(first) || sign == '#' && first.is_numeric() {
            return None;
        }
        let len = name.find(|c| !is_word_char(c)).unwrap_or(name.len());
        let kind = if sign == '@' { TokenKind::Handle } else { TokenKind::Hashtag };
        Some((at + 1 + len, kind))
    }

    fn address(&self, at: usize) -> Option<(usize, TokenKind)> {
        let mut end = self.end.min(at + LONGEST);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let rest = &self.text[at..end];
        // Every address has one of these beyond its first letter; most chunks that come here do not.
        if !rest.bytes().any(|b| matches!(b, b'@' | b'.' | b':')) {
            return None;
        }
        let body = trim_address(rest);
        let scheme = ["http://", "https://", "ftp://", "www.", "mailto:", "doi:"];
        if scheme.iter().any(|s| body.len() > s.len() && starts_with_ignoring_case(body, s)) {
            let kind = if starts_with_ignoring_case(body, "mailto:") {
                TokenKind::Email
            } else {
                TokenKind::Url
            };
            return Some((at + body.len(), kind));
        }
        if let Some(sign) = body.find('@') {
            let (name, domain) = (&body[..sign], &body[sign + 1..]);
            let name_ok = name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._%+-'".contains(&b));
            let domain_len =
                domain.find(|c| !is_word_char(c) && c != '.' && c != '-').unwrap_or(domain.len());
            let domain = domain[..domain_len].trim_end_matches(['.', '-']);
            if name_ok && !name.is_empty() && domain.starts_with(is_word_char) {
                return Some((at + sign + 1 + domain.len(), TokenKind::Email));
            }
        }
        let host_len = body
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-')
            .unwrap_or(body.len());
        let host = &body[..host_len];
        if let Some(len) = dotted_name(body) {
            return Some((at + len, TokenKind::Word));
        }
        let (name, ending) = host.rsplit_once('.')?;
        let named =
            name.len() >= 2 && name.bytes().any(|b| b.is_ascii_lowercase()) || name.len() >= 4;
        let listed = TOP_LEVEL.iter().any(|t| ending.eq_ignore_ascii_case(t));
        let plain = !name.ends_with('.')
            && !name.contains("..")
            && ending.bytes().skip(1).all(|b| b.is_ascii_lowercase());
        if !(named && listed && plain) {
            return None;
        }
        // A path belongs to it, any other sign after the host does not.
        let end = if body[host_len..].starts_with('/') { body.len() } else { host_len };
        Some((at + end, TokenKind::Url))
    }
}

/// The length of the name of a file or newsgroup: `report_2.pdf`, `sci.space.history`.
fn dotted_name(body: &str) -> Option<usize> {
    let len = body
        .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '_'))
        .unwrap_or(body.len());
    let name = &body[..len];
    let (stem, ending) = name.rsplit_once('.')?;
    if stem.is_empty() || stem.ends_with('.') || stem.contains("..") {
        return None;
    }
    let is_file = FILE_TYPES.iter().any(|t| ending.eq_ignore_ascii_case(t))
        && (ending.bytes().all(|b| !b.is_ascii_lowercase())
            || ending.bytes().all(|b| !b.is_ascii_uppercase()));
    let is_group = HIERARCHIES.contains(&name.split('.').next()?)
        && ending.len() >= 2
        && name.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'.' | b'-'));
    (is_file || is_group).then_some(len)
}

/// Cuts the punctuation of the sentence off the end of an address, but keeps a bracket that it opened.
fn trim_address(rest: &str) -> &str {
    let mut body = rest;
    if let Some(cut) = body.find(['<', '>', '"', '“', '”', '»', '«']) {
        body = &body[..cut];
    }
    loop {
        let Some(last) = body.chars().next_back() else { return body };
        let opened = |open: char| body.contains(open);
        let cut = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '…' | '*' => true,
            ')' => !opened('('),
            ']' => !opened('['),
            '}' => !opened('{'),
            _ => false,
        };
        if !cut {
            return body;
        }
        body = &body[..body.len() - last.len_utf8()];
    }
}

fn starts_with_ignoring_case(text: &str, prefix: &str) -> bool {
    text.len() >= prefix.len()
        && text.as_bytes()[..prefix.len()].eq_ignore_ascii_case(prefix.as_bytes())
}
