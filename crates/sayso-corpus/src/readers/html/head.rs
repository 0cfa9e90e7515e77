//! What the head of a page says about the page: its `<meta>` elements, and the objects of JSON-LD.

use dom_query::Document;
use serde_json::{Map, Value};

/// Kinds of JSON-LD objects that are the article itself.
const ARTICLES: &[&str] = &["Article", "Posting", "Report", "NewsItem"];

/// What a page says about itself.
pub(super) struct Head {
    /// Names in lower case, and contents.
    metas: Vec<(String, String)>,
    /// The objects of JSON-LD, those that are articles first.
    objects: Vec<Map<String, Value>>,
    /// How many of them are articles.
    articles: usize,
    pub(super) address: Option<String>,
    pub(super) language: Option<String>,
}

impl Head {
    pub(super) fn of(page: &Document) -> Self {
        let mut metas = Vec::new();
        for node in page.select("meta").nodes() {
            let content = node.attr("content").or_else(|| node.attr("datetime"));
            let Some(content) = content.filter(|content| !content.trim().is_empty()) else {
                continue;
            };
            let names = ["property", "name", "itemprop", "http-equiv"];
            let name = names.iter().find_map(|name| node.attr(name));
            if let Some(name) = name.or_else(|| node.attr("pubdate")) {
                metas.push((name.trim().to_ascii_lowercase(), content.trim().to_owned()));
            }
        }
        let mut objects = Vec::new();
        for node in page.select("script[type=\"application/ld+json\"]").nodes() {
            let text = node.text();
            // Some systems leave line breaks and tabs inside strings.
            let text = text.replace(|c: char| c.is_ascii_control(), " ");
            if let Ok(value) = serde_json::from_str(bare(&text)) {
                collect(value, &mut objects);
            }
        }
        objects.sort_by_key(|object| !is_article(object));
        let articles = objects.iter().take_while(|object| is_article(object)).count();
        let mut head = Self { metas, objects, articles, address: None, language: None };
        let canonical = page.select_single("link[rel=\"canonical\"]").attr("href");
        head.address = canonical.map(String::from).or_else(|| head.meta(&["og:url"]));
        head.language = page.select_single("html").attr("lang").map(String::from);
        head
    }

    /// The content of the first of these names that the page has.
    pub(super) fn meta(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|&name| self.all(name).next()).map(str::to_owned)
    }

    /// Every content of this name.
    pub(super) fn all<'h>(&'h self, name: &'h str) -> impl Iterator<Item = &'h str> {
        self.metas.iter().filter(move |(known, _)| known == name).map(|(_, content)| &**content)
    }

    /// All names and contents, in the order of the page.
    pub(super) fn metas(&self) -> impl Iterator<Item = (&str, &str)> {
        self.metas.iter().map(|(name, content)| (&**name, &**content))
    }

    /// The objects of JSON-LD that are articles.
    pub(super) fn articles(&self) -> &[Map<String, Value>] {
        &self.objects[..self.articles]
    }

    /// The objects that are not.
    pub(super) fn others(&self) -> &[Map<String, Value>] {
        &self.objects[self.articles..]
    }

    /// The object that another one points to.
    pub(super) fn by_id(&self, id: &str) -> Option<&Map<String, Value>> {
        self.objects.iter().find(|object| {
            object.len() > 1 && object.get("@id").and_then(Value::as_str) == Some(id)
        })
    }
}

pub(super) fn is_of_type(object: &Map<String, Value>, is: impl Fn(&str) -> bool) -> bool {
    match object.get("@type") {
        Some(Value::String(name)) => is(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

fn is_article(object: &Map<String, Value>) -> bool {
    is_of_type(object, |name| ARTICLES.iter().any(|kind| name.contains(kind)))
}

/// The JSON without the comments and sections in which some systems wrap it.
fn bare(text: &str) -> &str {
    let start = text.find(['{', '[']).unwrap_or(0);
    // `[CDATA[` starts with a bracket too.
    let start = text.find("[CDATA[").map_or(start, |at| at + "[CDATA[".len());
    let end = text.rfind(['}', ']']).map_or(text.len(), |at| at + 1);
    let end = text.rfind("]]>").filter(|_| text.contains("[CDATA[")).unwrap_or(end);
    let text = text.get(start..end).unwrap_or_default().trim();
    let text = text.strip_prefix("//").unwrap_or(text);
    text.strip_suffix("//").unwrap_or(text).trim_end_matches([';', ' '])
}

/// Objects, those in lists and graphs, and the main ones of pages.
fn collect(value: Value, objects: &mut Vec<Map<String, Value>>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| collect(value, objects)),
        Value::Object(mut object) => {
            let inner = ["@graph", "mainEntity", "mainEntityOfPage"];
            let inner =
                inner.map(|name| object.get(name).filter(|value| !value.is_string()).cloned());
            object.remove("@graph");
            objects.push(object);
            inner.into_iter().flatten().for_each(|value| collect(value, objects));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_of_every_wrapping_are_found() {
        #[track_caller]
        fn check(json: &str, expected: &[&str]) {
            let page = format!("<script type=\"application/ld+json\">{json}</script>");
            let head = Head::of(&Document::from(page));
            let names = head.articles().iter().filter_map(|object| object["headline"].as_str());
            assert_eq!(names.collect::<Vec<_>>(), expected, "{json}");
        }
        check(r#"{"@type": "NewsArticle", "headline": "A"}"#, &["A"]);
        check(r#"[{"@type": "WebPage"}, {"@type": ["Article"], "headline": "B"}];"#, &["B"]);
        check(r#"{"@graph": [{"@type": "BlogPosting", "headline": "C"}]}"#, &["C"]);
        check("//<![CDATA[\n{\"@type\": \"Article\", \"headline\": \"D\tE\"}\n//]]>", &["D E"]);
        check(r#"{"@type": "NewsArticle", "#, &[]);
    }
}
