//! Takes out of a page what is not its article: captions, bars, teasers, notices.
//!
//! Readers of pages look for the one element with the most prose; what stands between its
//! paragraphs is found by what web designers call it. An element that holds much of the page's
//! prose is never taken out, whatever it is called.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeId, NodeRef};

use super::blocks::blocks;

/// Elements that are never part of an article's text.
const ELEMENTS: &[&str] = &[
    "aside",
    "audio",
    "button",
    "canvas",
    "dialog",
    "embed",
    "figcaption",
    "footer",
    "form",
    "iframe",
    "input",
    "label",
    "link",
    "map",
    "menu",
    "nav",
    "noscript",
    "object",
    "option",
    "picture",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "video",
];

/// Parts of names of classes, after which an element is furniture.
const PARTS: &[&str] = &[
    "-ad-",
    "-cta",
    "a11y-hidden",
    "about-author",
    "ad-container",
    "ad-control",
    "ad-slot",
    "adunit",
    "advert",
    "author-bio",
    "author-box",
    "author-content",
    "author-info",
    "authorbio",
    "authorbox",
    "breadcrumb",
    "byline",
    "caption",
    "comments",
    "consent",
    "cookie",
    "copyright",
    "disclaimer",
    "disclosure",
    "disqus",
    "footer",
    "gdpr",
    "image-credit",
    "infobox",
    "key-points",
    "keypoints",
    "menu",
    "most-popular",
    "most-read",
    "mostpopular",
    "mostread",
    "navbar",
    "navigation",
    "newsletter",
    "off-screen",
    "offscreen",
    "outbrain",
    "pagination",
    "photo-credit",
    "popup",
    "post-author",
    "read-more",
    "readmore",
    "recirc",
    "recommend",
    "related",
    "rollover",
    "screen-reader",
    "share-",
    "sharebar",
    "sharing",
    "sign-up",
    "signup",
    "skip-link",
    "sociable",
    "social",
    "sr-only",
    "subscribe",
    "taboola",
    "tag-list",
    "trending",
    "visually-hidden",
    "visuallyhidden",
];

/// Parts that some systems put into the names of what they build articles from: an element is
/// furniture if all elements of that class together hold little.
const BUILT: &[&str] = &[
    "carousel",
    "gallery",
    "overlay",
    "promo",
    "sidebar",
    "slideshow",
    "sponsor",
    "teaser",
    "timestamp",
    "toolbar",
    "widget",
];

/// Whole names of classes.
const NAMES: &[&str] = &[
    "ad", "ads", "author", "bio", "credit", "dateline", "hide", "hidden", "meta", "nav", "noprint",
    "share", "tags", "topics", "tools",
];

/// Some pages put paragraphs into figures.
const LONGEST_CAPTION: usize = 800;
/// An element with this share of the page's prose is its article, or holds it.
const MUCH: f64 = 0.3;

/// Shorter captions may be anything.
const SHORTEST_CAPTION: usize = 30;

/// Takes the furniture out of the page, and returns the captions of pictures among it: shows of slides repeat them as
/// text.
pub(super) fn remove(page: &Document) -> HashSet<String> {
    let mut captions = HashSet::new();
    let Some(body) = page.body() else { return captions };
    let prose = prose(body);
    let share = |part: usize| part as f64 > prose.of(&body) as f64 * MUCH;
    let mut node = body.first_child();
    while let Some(current) = node {
        let furniture = current.is_element()
            && !share(prose.of(&current))
            && (is_furniture(&current, prose.of(&current))
                || is_built(&current) && !share(prose.alike(&current)));
        if furniture || current.is_comment() {
            if is_picture(&current) {
                let lines = blocks(current).into_iter().map(|block| block.text);
                captions.extend(lines.filter(|line| line.len() >= SHORTEST_CAPTION));
            }
            node = after(&current, &body);
            current.remove_from_parent();
        } else {
            node = current.first_child().or_else(|| after(&current, &body));
        }
    }
    captions
}

fn is_picture(node: &NodeRef<'_>) -> bool {
    node.node_name().is_some_and(|name| matches!(&*name, "figure" | "figcaption"))
}

/// The node that follows all that is inside this one.
fn after<'p>(node: &NodeRef<'p>, root: &NodeRef<'p>) -> Option<NodeRef<'p>> {
    let mut node = *node;
    loop {
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent().filter(|parent| parent.id != root.id)?;
    }
}

/// Bytes of text outside of links and scripts.
#[derive(Default)]
struct Prose {
    elements: HashMap<NodeId, usize>,
    classes: HashMap<String, usize>,
}

impl Prose {
    fn of(&self, node: &NodeRef<'_>) -> usize {
        self.elements.get(&node.id).copied().unwrap_or(0)
    }

    /// What all elements with the classes of this one hold.
    fn alike(&self, node: &NodeRef<'_>) -> usize {
        node.class().and_then(|class| self.classes.get(&*class)).copied().unwrap_or(0)
    }
}

fn prose(body: NodeRef<'_>) -> Prose {
    let mut prose = Prose::default();
    let nodes: Vec<_> = body.descendants_it().collect();
    for node in nodes.iter().rev() {
        let length = if node.is_text() { node.text().trim().len() } else { prose.of(node) };
        if length > 0
            && let Some(class) = node.class()
        {
            *prose.classes.entry(class.to_string()).or_insert(0) += length;
        }
        let silent = node.node_name().is_some_and(|name| {
            matches!(&*name, "a" | "script" | "style" | "noscript" | "template" | "svg" | "button")
        });
        if length > 0
            && !silent
            && let Some(parent) = node.parent()
        {
            *prose.elements.entry(parent.id).or_insert(0) += length;
        }
    }
    prose
}

fn is_built(node: &NodeRef<'_>) -> bool {
    ["class", "id"].iter().filter_map(|name| node.attr(name)).any(|value| {
        let value = value.to_ascii_lowercase();
        BUILT.iter().any(|part| value.contains(part))
    })
}

fn is_furniture(node: &NodeRef<'_>, prose: usize) -> bool {
    let Some(name) = node.node_name() else { return false };
    if ELEMENTS.contains(&&*name) {
        return true;
    }
    if matches!(&*name, "article" | "main" | "body") {
        return false;
    }
    if &*name == "figure" {
        return prose < LONGEST_CAPTION;
    }
    if node.has_attr("hidden") || node.attr("aria-hidden").is_some_and(|value| &*value == "true") {
        return true;
    }
    ["class", "id", "data-component", "role"].iter().filter_map(|name| node.attr(name)).any(
        |value| {
            let value = value.to_ascii_lowercase();
            PARTS.iter().any(|part| value.contains(part))
                || value
                    .split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')
                    .any(|class| NAMES.contains(&class))
        },
    )
}
