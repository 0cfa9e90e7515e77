//! What the elements of each kind of XML hold.

/// A kind of XML that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// RSS of any version.
    Rss,
    Atom,
    Tei,
    Nitf,
    /// NewsML-G2, NewsML 1 and the format of Reuters' corpus RCV1.
    NewsMl,
}

/// What an element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Title,
    Date,
    Id,
    Address,
    Author,
    Publisher,
    /// The text. If there are several of one item, the highest counts.
    Text(u8),
    /// What is not to be read, though it is inside the text.
    Nothing,
}

impl Kind {
    /// The kind of files with this outermost element.
    pub(super) fn of_root(name: &str) -> Option<Self> {
        Some(match name {
            "rss" | "RDF" => Kind::Rss,
            "feed" | "entry" => Kind::Atom,
            "TEI" | "TEI.2" | "teiCorpus" => Kind::Tei,
            "nitf" => Kind::Nitf,
            "newsItem" | "newsMessage" | "NewsML" | "newsitem" => Kind::NewsMl,
            _ => return None,
        })
    }

    /// Whether an element is a document.
    pub(super) fn is_item(self, name: &str) -> bool {
        match self {
            Kind::Rss => name == "item",
            Kind::Atom => name == "entry",
            Kind::Tei => matches!(name, "TEI" | "TEI.2"),
            Kind::Nitf => name == "nitf",
            Kind::NewsMl => matches!(name, "newsItem" | "NewsItem" | "newsitem"),
        }
    }

    /// Whether an item may be inside another. In feeds it means that the one around it was never closed.
    pub(super) fn items_nest(self) -> bool {
        !matches!(self, Kind::Rss | Kind::Atom)
    }

    /// What an element inside a document holds, by its name and those around it, the outermost first.
    pub(super) fn slot(self, name: &str, around: &[String]) -> Option<Slot> {
        let parent = around.last().map_or("", String::as_str);
        let inside = |element: &str| around.iter().any(|other| other == element);
        Some(match (self, name) {
            (Kind::Rss, "title") if parent == "item" => Slot::Title,
            (Kind::Rss, "pubDate" | "date") => Slot::Date,
            (Kind::Rss, "link") if parent == "item" => Slot::Address,
            (Kind::Rss, "guid") => Slot::Id,
            (Kind::Rss, "creator" | "author") if parent == "item" => Slot::Author,
            (Kind::Rss, "source" | "publisher") if parent == "item" => Slot::Publisher,
            (Kind::Rss, "description") if parent == "item" => Slot::Text(0),
            (Kind::Rss, "encoded") => Slot::Text(1),
            (Kind::Atom, "title") if parent == "entry" => Slot::Title,
            (Kind::Atom, "published" | "issued") => Slot::Date,
            (Kind::Atom, "id") if parent == "entry" => Slot::Id,
            (Kind::Atom, "name") if parent == "author" => Slot::Author,
            (Kind::Atom, "summary") => Slot::Text(0),
            (Kind::Atom, "content") if parent == "entry" => Slot::Text(1),
            (Kind::Tei, "title") if inside("titleStmt") => Slot::Title,
            (Kind::Tei, "author") if inside("titleStmt") => Slot::Author,
            (Kind::Tei, "publisher") if inside("publicationStmt") => Slot::Publisher,
            (Kind::Tei, "date") if inside("publicationStmt") || inside("bibl") => Slot::Date,
            (Kind::Tei, "idno") if inside("publicationStmt") => Slot::Id,
            (Kind::Tei, "text") => Slot::Text(0),
            (Kind::Tei, "note" | "fw" | "figDesc" | "vocal" | "kinesic" | "incident") => {
                Slot::Nothing
            }
            (Kind::Nitf, "title") if parent == "head" => Slot::Title,
            (Kind::Nitf, "hl1") => Slot::Title,
            (Kind::Nitf, "byline") => Slot::Author,
            (Kind::Nitf, "body.content") => Slot::Text(1),
            (Kind::Nitf | Kind::NewsMl, "media" | "media-caption") => Slot::Nothing,
            (Kind::NewsMl, "headline" | "HeadLine") => Slot::Title,
            (Kind::NewsMl, "title") if parent == "newsitem" => Slot::Nothing,
            (Kind::NewsMl, "contentCreated" | "versionCreated" | "DateId" | "FirstCreated") => {
                Slot::Date
            }
            (Kind::NewsMl, "byline" | "ByLine" | "by") => Slot::Author,
            (Kind::NewsMl, "head") if inside("inlineXML") || inside("DataContent") => Slot::Nothing,
            (Kind::NewsMl, "inlineXML" | "inlineData" | "DataContent" | "text") => Slot::Text(1),
            _ => return None,
        })
    }

    /// Attributes that hold something, with their elements.
    pub(super) fn attribute(self, element: &str, name: &str) -> Option<Slot> {
        Some(match (self, element, name) {
            (Kind::Tei, "TEI" | "TEI.2", "id") | (Kind::NewsMl, "newsItem", "guid") => Slot::Id,
            (Kind::NewsMl, "newsitem", "itemid") | (Kind::Nitf, "doc-id", "id-string") => Slot::Id,
            (Kind::NewsMl, "newsitem", "date") | (Kind::Nitf, "date.issue", "norm") => Slot::Date,
            (Kind::Nitf, "pubdata", "date.publication") => Slot::Date,
            (Kind::Nitf, "pubdata", "name") | (Kind::NewsMl, "provider", "literal") => {
                Slot::Publisher
            }
            _ => return None,
        })
    }

    /// Whether what its text elements hold is written as HTML, and escaped.
    pub(super) fn is_escaped_html(self) -> bool {
        matches!(self, Kind::Rss | Kind::Atom)
    }
}

/// How many line breaks an element makes inside a text.
pub(super) fn line_breaks(name: &str) -> usize {
    match name {
        "br" | "lb" | "cell" | "td" | "th" => 1,
        "p" | "ab" | "head" | "div" | "div1" | "div2" | "div3" | "div4" | "u" | "sp"
        | "speaker" | "stage" | "lg" | "item" | "list" | "quote" | "li" | "ul" | "ol" | "h1"
        | "h2" | "h3" | "h4" | "h5" | "h6" | "hl1" | "hl2" | "blockquote" | "tr" | "row"
        | "table" | "block" | "bq" | "opener" | "closer" | "dateline" | "byline" | "section"
        | "article" | "figure" | "body" | "front" | "back" => 2,
        "l" | "dd" | "dt" => 1,
        _ => 0,
    }
}
