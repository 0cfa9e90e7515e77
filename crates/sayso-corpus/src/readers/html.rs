//! HTML pages: the main article, and what the page says of itself.
//!
//! Paragraphs come out as lines with a blank line between. Menus, captions, teasers, notices,
//! comments and scripts are left out. Offsets into the text do not apply to the page.
//!
//! Measured on article-extraction-benchmark and on the 84 English pages of Fundus, by the F1 of
//! four-word shingles: .973 and .969; dom_smoothie alone .951 and .907; the crate `trafilatura`
//! .960 and .950 at a sixth of the speed, `rs-trafilatura` .957 and .923 at a twentieth.

mod article;
mod blocks;
mod date;
mod dates;
mod furniture;
mod guard;
mod head;
mod lines;
mod metadata;
mod quotations;

use dom_query::Document as Tree;
use encoding_rs::Encoding;

use head::Head;
use metadata::metadata;

use super::open_file::OpenFile;
use super::reader::{Documents, Reader};
use super::single_file::SingleFile;
use super::sniff::page_start;
use crate::error::{Cause, ReadError};
use crate::{Document, Format, Metadata, Note, Pending, encoding};

/// Maximum number of bytes of a page that are parsed: the tree takes twenty times the memory of the page, and
/// news pages stay under five megabytes even with pictures inside.
pub(super) const LIMIT: usize = 16 << 20;

pub(super) const READER: Reader = Reader {
    format: Format {
        name: "html",
        extensions: &["html", "htm", "xhtml"],
        description: "HTML, the main article of each page",
    },
    binary: false,
    is_signature: false,
    sniff,
    open,
};

pub(super) fn sniff(head: &[u8]) -> bool {
    let text = page_start(head);
    ["<!doctype html", "<html", "<head"].iter().any(|tag| {
        text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()))
    })
}

/// Fetches the page; the article is found when the document is parsed.
fn open(file: OpenFile<'_>) -> Result<Documents, Cause> {
    let OpenFile { mut stream, source, options, .. } = file;
    let limit = options.limit;
    let (bytes, cut) = stream.read_up_to(limit.min(LIMIT))?;
    let file = SingleFile::new(source, &stream);
    let pending = Pending::new(source.origin(), bytes.len(), move || {
        Page { bytes, cut, encoding: None, address: None }.document(file, limit)
    });
    Ok(Box::new(std::iter::once(pending)))
}

/// Pages that are in memory.
pub(crate) mod page {
    use super::{Encoding, LIMIT, Page, Pending, SingleFile};
    use crate::{Origin, Place};

    /// The document of a page; it has no path.
    pub(crate) fn pending(
        id: &str,
        mut bytes: Vec<u8>,
        encoding: Option<&'static Encoding>,
    ) -> Pending {
        let (id, origin) = (id.to_owned(), Origin::new(id, Place::Whole));
        let cut = bytes.len() > LIMIT;
        bytes.truncate(LIMIT);
        Pending::new(origin.clone(), bytes.len(), move || {
            let file = SingleFile { id, origin, size: None };
            let page = Page { bytes, cut, encoding, address: None };
            let mut document = page.document(file, LIMIT)?;
            document.meta.path = None;
            Ok(document)
        })
    }
}

/// A page that was fetched, from a file of its own or a container.
pub(super) struct Page {
    pub(super) bytes: Vec<u8>,
    /// Whether the page continues after them.
    pub(super) cut: bool,
    /// The encoding that was given with the page, as in a header of HTTP.
    pub(super) encoding: Option<&'static Encoding>,
    /// The address it was fetched from, which counts if the page does not name its own.
    pub(super) address: Option<String>,
}

impl Page {
    /// The article of the page.
    pub(super) fn document(self, file: SingleFile, limit: usize) -> Result<Document, ReadError> {
        let declared = self.encoding.or_else(|| declared_encoding(&self.bytes));
        let (page, notes) = encoding::decode(self.bytes, self.cut, declared);
        parse(file, &page, self.address, notes, self.cut, limit)
    }
}

fn parse(
    file: SingleFile,
    page: &str,
    address: Option<String>,
    mut notes: Vec<Note>,
    cut: bool,
    limit: usize,
) -> Result<Document, ReadError> {
    let mut tree = Tree::from(&*guard::tame(page));
    if !guard::is_walkable(&tree) {
        tree = Tree::from(format!("<pre>{}", guard::bare(page)));
    }
    let mut head = Head::of(&tree);
    head.address = head.address.or(address);
    let meta = metadata(&tree, &head);
    let text = article::text(&tree, &head, meta.title.as_deref()).unwrap_or_else(|| {
        notes.push(Note::NoArticle);
        article::whole(&tree)
    });
    if cut {
        notes.push(match limit > LIMIT {
            true => Note::LongPage { parsed: LIMIT as u64 },
            false => Note::Truncated { kept: page.len() as u64, of: file.size },
        });
    }
    let mut document = file.document(text, notes, false, limit);
    document.meta = Metadata { path: document.meta.path, ..meta };
    Ok(document)
}

/// The encoding in `<meta charset=...>` or `<meta ... content="text/html; charset=...">`, which
/// must be in the first kilobyte.
fn declared_encoding(page: &[u8]) -> Option<&'static Encoding> {
    let head = page[..page.len().min(1024)].to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset=")? + b"charset=".len();
    let label = head[at..].trim_ascii_start();
    let label = label.strip_prefix(b"\"").or_else(|| label.strip_prefix(b"'")).unwrap_or(label);
    let end = label
        .iter()
        .position(|byte| !byte.is_ascii_alphanumeric() && !b"-_:".contains(byte))
        .unwrap_or(label.len());
    Encoding::for_label(&label[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Origin, Place};

    fn document(page: &str) -> Document {
        let origin = Origin::new("a.html", Place::Whole);
        let file = SingleFile { id: "a".into(), origin, size: None };
        parse(file, page, None, Vec::new(), false, 1 << 20).unwrap()
    }

    const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>Shells for Russia</title>
<meta property="og:site_name" content="The Daily"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2024-02-03T10:00:00Z">
<script>var trap = "<p>not text</p>";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<div class="sidebar"><p>Subscribe to our newsletter, now!</p></div>
<article><h1>Shells for Russia</h1>
<p>North Korea has sent millions of shells, writes The Wall Street Journal, and &ldquo;it goes
on,&rdquo; an officer said on Tuesday, according to people who were there, in the room.</p>
<div><div><p>Pyongyang denied arms supplies, and Moscow called the claim baseless,<br>although
satellite images show that ships moved between the two ports, again and again.</p></div></div>
<blockquote><p>“We have seen this before,” he said, “and we will see it again.”</p></blockquote>
</article><footer><p>Copyright, all rights reserved</p></footer></body></html>"#;

    #[test]
    fn the_article_comes_out_as_paragraphs() {
        let document = document(PAGE);
        assert_eq!(
            document.text,
            "North Korea has sent millions of shells, writes The Wall Street Journal, and “it goes \
             on,” an officer said on Tuesday, according to people who were there, in the room.\n\n\
             Pyongyang denied arms supplies, and Moscow called the claim baseless,\nalthough \
             satellite images show that ships moved between the two ports, again and again.\n\n\
             “We have seen this before,” he said, “and we will see it again.”"
        );
        assert_eq!(document.meta.title.as_deref(), Some("Shells for Russia"));
        assert_eq!(document.meta.publisher.as_deref(), Some("The Daily"));
        assert_eq!(document.meta.date.as_deref(), Some("2024-02-03T10:00:00Z"));
        assert_eq!(document.meta.extra["byline"], "Jane Doe");
        assert_eq!(document.meta.extra["language"], "en");
        assert_eq!(document.notes, []);
    }

    #[test]
    fn a_page_without_article_gives_its_whole_text() {
        let document = document("<script>x()</script><title>Index</title><img src=a>");
        assert_eq!(document.text, "");
        assert_eq!(document.notes, [Note::NoArticle, Note::Empty]);
    }

    #[test]
    fn the_page_may_name_its_encoding() {
        #[track_caller]
        fn check(head: &str, expected: Option<&str>) {
            assert_eq!(declared_encoding(head.as_bytes()).map(Encoding::name), expected);
        }
        check("<meta charset=utf-8>", Some("UTF-8"));
        check("<META CHARSET='Shift_JIS'>", Some("Shift_JIS"));
        check("<meta content=\"text/html; charset=iso-8859-1\">", Some("windows-1252"));
        check("<meta charset=\"martian\">", None);
        check("<p>charset", None);
    }
}
