//! Title, outlet, authors and language of a page.

use dom_query::Document;
use serde_json::{Map, Value};

use super::dates::published;
use super::head::{Head, is_of_type};
use crate::Metadata;

/// Systems and agencies that sign pages without being the outlet.
const NO_OUTLET: &[&str] = &[
    "afp",
    "ap",
    "associated press",
    "blogger",
    "drupal",
    "facebook",
    "ghost",
    "joomla",
    "pa media",
    "press association",
    "reuters",
    "squarespace",
    "twitter",
    "wix",
    "wordpress",
    "wordpress.com",
    "x",
    "youtube",
];

/// Signs between the title of an article and the name of the site.
const SEPARATORS: &[&str] = &[" | ", " - ", " – ", " — ", " · ", " • ", " » ", " :: ", " < "];

/// What the page says about itself.
pub(super) fn metadata(page: &Document, head: &Head) -> Metadata {
    let publisher = publisher(head);
    let title = title(page, head, publisher.as_deref());
    let mut meta = Metadata { title, publisher, ..Metadata::default() };
    let mut note = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            meta.extra.insert(name.to_owned(), Value::String(value));
        }
    };
    if let Some(published) = published(page, head) {
        meta.date = Some(published.date.to_string());
        note("date_precision", Some(published.date.precision().to_owned()));
        note("date_origin", Some(published.origin.to_owned()));
    }
    let authors = authors(head);
    note("byline", (!authors.is_empty()).then(|| authors.join(", ")));
    note("language", language(head));
    note("url", head.address.clone().filter(|address| address.starts_with("http")));
    meta
}

fn language(head: &Head) -> Option<String> {
    let in_language = head.articles().iter().find_map(|object| object.get("inLanguage")?.as_str());
    let stated = head.language.clone().or_else(|| in_language.map(str::to_owned));
    let stated = stated.or_else(|| head.meta(&["og:locale", "content-language", "dc.language"]));
    stated.map(|name| name.trim().replace('_', "-")).filter(|name| !name.is_empty())
}

/// Strings in a string, an object with a name, or lists of them.
fn names<'h>(head: &'h Head, value: &'h Value, names_: &mut Vec<&'h str>) {
    match value {
        Value::String(name) => names_.push(name.trim()),
        Value::Array(values) => values.iter().for_each(|value| names(head, value, names_)),
        Value::Object(object) => match (object.get("name"), object.get("@id")) {
            (Some(name), _) => names(head, name, names_),
            (None, Some(Value::String(id))) => {
                if let Some(name) = head.by_id(id).and_then(|object| object.get("name")) {
                    names(head, name, names_);
                }
            }
            _ => {}
        },
        _ => {}
    }
}

fn names_of<'h>(head: &'h Head, object: &'h Map<String, Value>, field: &str) -> Vec<&'h str> {
    let mut found = Vec::new();
    if let Some(value) = object.get(field) {
        names(head, value, &mut found);
    }
    found.retain(|name| !name.is_empty() && !name.starts_with("http") && name.len() < 200);
    found
}

fn authors(head: &Head) -> Vec<String> {
    let mut authors: Vec<String> = Vec::new();
    let stated = head.articles().iter().flat_map(|object| names_of(head, object, "author"));
    authors.extend(stated.map(str::to_owned));
    let metas = [
        "author",
        "article:author",
        "parsely-author",
        "dc.creator",
        "dcterms.creator",
        "citation_author",
    ];
    for name in metas {
        if authors.is_empty() {
            authors.extend(head.all(name).map(str::to_owned));
        }
    }
    for author in &mut authors {
        let bare = ["by ", "By ", "BY "].iter().find_map(|by| author.strip_prefix(by));
        *author = decoded(bare.unwrap_or(author).trim());
    }
    authors.retain(|name| !(name.is_empty() || name.contains("://") || name.starts_with('@')));
    let mut seen = std::collections::HashSet::new();
    authors.retain(|name| seen.insert(name.to_lowercase()));
    authors
}

/// The outlet: what the page's makers call it, without its motto; else the host of its address.
fn publisher(head: &Head) -> Option<String> {
    let stated = head.articles().iter().flat_map(|object| names_of(head, object, "publisher"));
    let sites = head.others().iter().filter(|object| is_of_type(object, |name| name == "WebSite"));
    let sites = sites.flat_map(|object| names_of(head, object, "name"));
    let metas =
        ["og:site_name", "dc.publisher", "publisher", "application-name", "citation_journal_title"];
    let metas = metas.iter().flat_map(|name| head.all(name));
    let candidates: Vec<String> = stated.chain(metas).chain(sites).filter_map(outlet).collect();
    let named = candidates.iter().find(|name| !is_host(name)).or(candidates.first()).cloned();
    named.or_else(|| host(head.address.as_deref()?))
}

/// The name without its motto, if it is one.
fn outlet(name: &str) -> Option<String> {
    let name = decoded(name);
    let parts = SEPARATORS.iter().find_map(|sign| name.split_once(sign));
    let name = parts.map_or(name.as_str(), |(first, _)| first).trim();
    let known = name.to_lowercase();
    let long = name.split_whitespace().count() > 7;
    let bad = name.is_empty() || long || name.starts_with('@') || NO_OUTLET.contains(&&*known);
    (!bad && !name.contains("://")).then(|| name.to_owned())
}

fn is_host(name: &str) -> bool {
    name.contains('.') && !name.contains(' ') && name.is_ascii()
}

fn host(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.')).then(|| host.to_lowercase())
}

/// The headline, without the name of the site.
fn title(page: &Document, head: &Head, publisher: Option<&str>) -> Option<String> {
    let heading =
        page.select("h1").nodes().iter().map(|node| folded(&node.text())).find(|h| !h.is_empty());
    let stated = head.articles().iter().find_map(|object| object.get("headline")?.as_str());
    let stated =
        stated.map(str::to_owned).or_else(|| head.meta(&["og:title", "twitter:title", "dc.title"]));
    let written = || Some(page.select_single("head title").text().to_string());
    let title =
        stated.or_else(written).map(|title| folded(&decoded(&title))).filter(|t| !t.is_empty());
    let Some(title) = title else { return heading };
    let mut sites: Vec<String> = head.all("og:site_name").map(str::to_lowercase).collect();
    sites.extend(publisher.map(str::to_lowercase));
    sites.extend(head.address.as_deref().and_then(host));
    Some(without_site(&title, heading.as_deref(), &sites))
}

/// Cuts the name of the site off, where the heading of the page or its name says that it is one.
fn without_site(title: &str, heading: Option<&str>, sites: &[String]) -> String {
    for sign in SEPARATORS {
        if let Some((rest, last)) = title.rsplit_once(sign)
            && (is_site(last, sites) || heading == Some(rest.trim()))
        {
            return without_site(rest.trim(), heading, sites);
        }
        if let Some((first, rest)) = title.split_once(sign)
            && (is_site(first, sites) || heading == Some(rest.trim()))
        {
            return without_site(rest.trim(), heading, sites);
        }
    }
    title.to_owned()
}

fn is_site(part: &str, sites: &[String]) -> bool {
    let letters = |text: &str| {
        let text = text.to_lowercase();
        let text = text.strip_prefix("the ").unwrap_or(&text).to_owned();
        text.chars().filter(|c| c.is_alphanumeric()).collect::<String>()
    };
    let part = letters(part);
    part.len() > 1
        && sites.iter().any(|site| {
            // "Harbour Echo" is at harbourecho.example.
            letters(site) == part
                || is_host(site) && letters(site).starts_with(&part) && part.len() > 3
        })
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text whose entities were escaped once too often, as in JSON.
fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.trim().to_owned();
    }
    let text = text.replace('<', "&lt;");
    Document::fragment(text).root().text().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(head: &str) -> Metadata {
        let page = Document::from(format!("<html><head>{head}</head><body></body></html>"));
        metadata(&page, &Head::of(&page))
    }

    fn ld(json: &str) -> String {
        format!("<script type=\"application/ld+json\">{json}</script>")
    }

    #[test]
    fn the_outlet_is_a_name() {
        #[track_caller]
        fn check(head: &str, expected: Option<&str>) {
            assert_eq!(of(head).publisher.as_deref(), expected, "{head}");
        }
        let site = "<meta property=\"og:site_name\" content=\"Harbour Echo\">";
        check(site, Some("Harbour Echo"));
        check(
            "<meta property=\"og:site_name\" content=\"Harbour Echo | All the news of the coast\">",
            Some("Harbour Echo"),
        );
        check("<meta property=\"og:site_name\" content=\"@harbourecho\">", None);
        check("<link rel=canonical href=\"https://www.echo.example/a\">", Some("echo.example"));
        let list = ld(
            r#"{"@type":"Article","publisher":[{"@type":"Organization","name":["Harbour Echo"]}]}"#,
        );
        check(&list, Some("Harbour Echo"));
        let agency = ld(r#"{"@type":"Article","publisher":{"name":"Reuters"}}"#);
        check(&format!("{agency}{site}"), Some("Harbour Echo"));
        let linked = ld(
            r##"{"@graph":[{"@type":"Article","publisher":{"@id":"#o"}},{"@id":"#o","name":"Harbour Echo"}]}"##,
        );
        check(&linked, Some("Harbour Echo"));
        check("<title>A</title>", None);
    }

    #[test]
    fn titles_come_without_the_site() {
        #[track_caller]
        fn check(title: &str, rest: &str, expected: &str) {
            let page = format!("<html><head><title>{title}</title>{rest}</html>");
            let page = Document::from(page);
            assert_eq!(metadata(&page, &Head::of(&page)).title.as_deref(), Some(expected));
        }
        let site = "<meta property=og:site_name content=\"The Harbour Echo\">";
        check("Pool stays | Harbour Echo", site, "Pool stays");
        check(
            "Pool stays | News | Harbour Echo",
            &format!("{site}<body><h1>Pool stays</h1>"),
            "Pool stays",
        );
        check("Harbour Echo - Pool stays - for now", site, "Pool stays - for now");
        check("Pool stays - Echo", "<body><h1>Pool  stays</h1>", "Pool stays");
        check("Pool – open again", "", "Pool – open again");
        check("A &amp;amp; B", "", "A & B");
    }

    #[test]
    fn authors_are_people() {
        let json = r#"{"@type":"Article","author":[{"name":"Jane Doe"},{"name":"https://a.example"},"By John Roe"]}"#;
        assert_eq!(of(&ld(json)).extra["byline"], "Jane Doe, John Roe");
        let meta = "<meta name=author content=\"Jane Doe\"><meta property=article:author content=\"https://f.example/x\">";
        assert_eq!(of(meta).extra["byline"], "Jane Doe");
    }
}
