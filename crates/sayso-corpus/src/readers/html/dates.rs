//! When a page was published, and where it says so.
//!
//! The places are asked in the order in which they are to be trusted: what the page states for
//! machines, what marks the date that readers see, the page's address, and at last any line that
//! is a date. A value that no page can have is passed over, and the next place is asked.

use dom_query::{Document, NodeRef};
use serde_json::Value;

use super::blocks::blocks;
use super::date::{Date, Order, first_date, is_date};
use super::head::Head;

/// Names of `<meta>` elements with the day of publication.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "article:published",
    "article:publicationdate",
    "article:post_date",
    "article:published_date",
    "article.published",
    "article.created",
    "article_date_original",
    "og:article:published_time",
    "og:article:published",
    "og:published_time",
    "og:pubdate",
    "og:publish_date",
    "og:datepublished",
    "og:regdate",
    "datepublished",
    "date_published",
    "published_time",
    "published_date",
    "published-date",
    "publisheddate",
    "publish_date",
    "publish-date",
    "publishdate",
    "publish_time",
    "publication_date",
    "pubdate",
    "pdate",
    "ptime",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.publication",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "dcterms.available",
    "dc.date",
    "dc.created",
    "dc:date",
    "dc:created",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "cxenseparse:recs:publishtime",
    "mediator_published_time",
    "bt:pubdate",
    "rnews:datepublished",
    "rbpubdate",
    "vr:published_time",
    "video:release_date",
    "shareaholic:article_published_time",
    "originalpublicationdate",
    "datecreated",
    "date_created",
    "content_create_date",
    "created",
    "displaydate",
    "doc_date",
    "field-name-post-date",
    "gentime",
    "release_date",
    "timestamp",
    "twt-published-at",
    "weibo:article:create_at",
    "analyticsattributes.articledate",
    "dcsext.articlefirstpublished",
    "dateposted",
    "date",
];

/// Names with the day of the last change, which is better than nothing.
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "article:modified",
    "og:updated_time",
    "og:modified_time",
    "datemodified",
    "dcterms.modified",
    "dc.modified",
    "last-modified",
    "lastmod",
    "modified_time",
    "revision_date",
    "updated_time",
];

/// Parts of the names of elements with the day of publication, and with any date.
const PUBLISHES: &[&str] = &["publi", "posted", "entry-", "post-date", "article-date"];
const DATES: &[&str] = &[
    "date",
    "datum",
    "time",
    "publish",
    "posted",
    "byline",
    "meta",
    "info",
    "submitted",
    "author",
    "autor",
    "fecha",
    "parution",
    "subline",
    "publication",
];

/// A date and the kind of place where it is written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Published {
    pub(super) date: Date,
    pub(super) origin: &'static str,
}

/// The day of publication.
pub(super) fn published(page: &Document, head: &Head) -> Option<Published> {
    let order = order(head);
    let read = |value: &str| Date::parse(value, order).filter(|date| date.is_plausible());
    let found = |origin| move |date| Published { date, origin };
    let address = head.address.as_deref().and_then(from_address);
    let stated = stated(head, read)
        .map(found("json-ld"))
        .or_else(|| from_meta(head, PUBLISHED, read).map(found("meta")));
    match (stated, address) {
        // A time is often that of Greenwich, and the day in the address the outlet's own.
        (Some(stated), Some(day)) if stated.date.is_next_to(day) => Some(found("address")(day)),
        (Some(stated), _) => Some(stated),
        (None, Some(day)) => Some(found("address")(day)),
        (None, None) => marked(page, order, in_furniture)
            .map(found("time"))
            .or_else(|| from_lines(page, order, in_furniture).map(found("line")))
            .or_else(|| marked(page, order, is_apart).map(found("time")))
            .or_else(|| from_lines(page, order, is_apart).map(found("line")))
            .or_else(|| from_meta(head, MODIFIED, read).map(found("modified")))
            .or_else(|| from_scripts(page, read).map(found("script")))
            .or_else(|| dateline(page, order).map(found("line")))
            .or_else(|| from_address(&head.meta(&["og:image"])?).map(found("image"))),
    }
}

/// Americans put the month first; all others the day.
fn order(head: &Head) -> Order {
    let locale = head.meta(&["og:locale"]).or_else(|| head.language.clone());
    let american = locale.is_some_and(|locale| {
        locale.eq_ignore_ascii_case("en-us") || locale.eq_ignore_ascii_case("en_us")
    });
    if american { Order::MonthFirst } else { Order::DayFirst }
}

/// What JSON-LD says of the article, or of the page.
fn stated(head: &Head, read: impl Fn(&str) -> Option<Date> + Copy) -> Option<Date> {
    let of = |name| {
        let objects = head.articles().iter().chain(head.others());
        objects.filter_map(move |object| object.get(name)).filter_map(Value::as_str).find_map(read)
    };
    of("datePublished").or_else(|| of("dateCreated")).or_else(|| of("uploadDate"))
}

fn from_meta(head: &Head, names: &[&str], read: impl Fn(&str) -> Option<Date>) -> Option<Date> {
    head.metas().filter(|(name, _)| names.contains(name)).find_map(|(_, content)| read(content))
}

/// `/2019/11/19/`, `/2019-11-19-` in the page's address.
fn from_address(address: &str) -> Option<Date> {
    let path = address.splitn(4, '/').nth(3)?;
    let (date, _) = first_date(path, Order::DayFirst)?;
    // Two digits of a path are no year.
    let year = date.to_string()[..4].to_owned();
    (path.contains(&year) && date.has_day() && date.is_plausible()).then_some(date)
}

/// Dates in elements that are meant for them.
fn marked(page: &Document, order: Order, skip: fn(&NodeRef<'_>) -> bool) -> Option<Date> {
    let read = |value: &str| {
        Date::parse(value, order).filter(|date| date.has_day() && date.is_plausible())
    };
    let value = |node: &NodeRef<'_>| {
        let values = ["datetime", "content", "data-utime", "title"].into_iter();
        let stated = values.filter_map(|name| node.attr(name)).find_map(|value| read(&value));
        stated.or_else(|| read(&short(node)?))
    };
    let published =
        page.select("[itemprop=\"datePublished\"], [pubdate], .entry-date, .dt-published");
    let published = published.nodes().iter().filter(|node| !skip(node));
    if let Some(date) = published.into_iter().find_map(value) {
        return Some(date);
    }
    let times: Vec<_> = page.select("time, [data-utime]").nodes().to_vec();
    let times: Vec<_> = times.into_iter().filter(|node| !skip(node)).collect();
    let named = times
        .iter()
        .filter(|node| node.ancestors_it(Some(2)).any(|above| is_named(&above, PUBLISHES)));
    named.chain(&times).find_map(value)
}

/// The text of an element, if it is no longer than a date with a few words.
fn short(node: &NodeRef<'_>) -> Option<String> {
    let mut text = String::new();
    for inner in std::iter::once(*node).chain(node.descendants_it()) {
        if inner.is_text() {
            text.push_str(&inner.text());
            if text.trim().len() > 120 {
                return None;
            }
        }
    }
    Some(text.trim().to_owned())
}

fn is_named(node: &NodeRef<'_>, parts: &[&str]) -> bool {
    ["class", "id", "itemprop"].iter().filter_map(|name| node.attr(name)).any(|value| {
        let value = value.to_ascii_lowercase();
        parts.iter().any(|part| value.contains(part))
    })
}

/// Whether an element is in a part of the page that is not for the article.
fn is_apart(node: &NodeRef<'_>) -> bool {
    node.ancestors_it(None).any(|above| {
        above.node_name().is_some_and(|name| matches!(&*name, "aside" | "nav" | "footer"))
    })
}

/// Whether it looks as if it was about other pages, or by readers.
fn in_furniture(node: &NodeRef<'_>) -> bool {
    const OTHERS: &[&str] =
        &["comment", "edition", "recent", "related", "sidebar", "swiper", "teaser", "widget"];
    let mut near = node.ancestors_it(Some(6)).chain([*node]);
    is_apart(node) || near.any(|above| !above.has_name("body") && is_named(&above, OTHERS))
}

/// Dates in elements whose name says so, else any short line that is a date.
fn from_lines(page: &Document, order: Order, skip: fn(&NodeRef<'_>) -> bool) -> Option<Date> {
    let date = |node: &NodeRef<'_>| {
        let text = short(node).filter(|text| is_date(text, order))?;
        first_date(&text, order).map(|(date, _)| date).filter(|date| date.is_plausible())
    };
    let body = page.body()?;
    let mut line = None;
    for node in body.descendants_it() {
        if node.is_element() {
            if is_named(&node, DATES)
                && !skip(&node)
                && let Some(found) = date(&node)
            {
                return Some(found);
            }
        } else if node.is_text() && line.is_none() {
            line = date(&node).filter(|_| !skip(&node));
        }
    }
    line
}

/// What programs of the page call the day of publication.
fn from_scripts(page: &Document, read: impl Fn(&str) -> Option<Date>) -> Option<Date> {
    const NAMES: &[&str] = &[
        "datePublished",
        "published_at",
        "publishedAt",
        "publish_date",
        "publishDate",
        "publicationDate",
        "pubDate",
        "created_at",
        "createdAt",
        "dateCreated",
    ];
    let scripts = page.select("script:not([src])");
    scripts.nodes().iter().map(NodeRef::text).find_map(|script| {
        NAMES.iter().find_map(|name| {
            let (_, rest) = script.split_once(&format!("\"{name}\""))?;
            let value = rest.trim_start_matches([' ', ':', '\"']);
            let end = value.find(['\"', ',', '}']).filter(|&end| end < 60)?;
            read(&value[..end])
        })
    })
}

/// The day at the start of a paragraph: `LEEDS, 5 March 2024 – The council`.
fn dateline(page: &Document, order: Order) -> Option<Date> {
    blocks(page.body()?).iter().find_map(|block| {
        let end = block.text.char_indices().nth(48).map_or(block.text.len(), |(at, _)| at);
        let (date, _) = first_date(&block.text[..end], order)?;
        (date.has_day() && date.is_plausible()).then_some(date)
    })
}
