//! Finds the article of a page.
//!
//! Two ways are compared. A reader view takes the element whose paragraphs score best, and with it
//! the neighbours that look alike; it is fooled where an article is spread over many elements. The
//! elements that a page itself marks as its article hold all of it, and sometimes more. Where the
//! page also states its text or summary for search engines, what overlaps with it is right.

use std::collections::HashSet;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::blocks::{Block, blocks, join};
use super::head::Head;
use super::{furniture, lines, quotations};

/// Elements in which pages put their article.
const CONTAINERS: &str = "[itemprop~=\"articleBody\"], article, main, [role=\"main\"], #content, \
                          .article-body, .article-content, .entry-content, .post-content, .story-body";

/// The outermost are the first; a page of many is a list.
const MOST: usize = 12;

/// Shorter blocks are rarely prose.
const SHORTEST_PROSE: usize = 60;

/// The text of the article, if there is one.
pub(super) fn text(page: &Document, head: &Head, title: Option<&str>) -> Option<String> {
    let page = page.clone();
    let captions = furniture::remove(&page);
    let clean = |mut blocks: Vec<Block>| {
        blocks.retain(|block| !captions.contains(&block.text));
        lines::clean(blocks, title)
    };
    let marked: Vec<_> = page
        .select(CONTAINERS)
        .nodes()
        .iter()
        .take(MOST)
        .map(|&node| clean(blocks(node)))
        .filter(|blocks| prose(blocks) > 0)
        .collect();
    let all = page.body().map(|body| told_in_prose(clean(blocks(body))));
    let read = readable(page).map(clean).unwrap_or_default();
    let mut chosen = choose(read, marked, all.unwrap_or_default(), head);
    quotations::mark(&mut chosen);
    let text = join(&chosen);
    (!text.is_empty()).then_some(text)
}

/// The blocks of the element that a reader view would show.
fn readable(page: Document) -> Option<Vec<Block>> {
    let config = Config { disable_json_ld: true, ..Config::default() };
    let mut reader = Readability::with_document(page, None, Some(config)).ok()?;
    reader.parse().ok()?;
    let found = reader.doc.select_single("#readability-page-1");
    Some(blocks(*found.nodes().first()?))
}

/// What the reader view shows, unless a marked element has all of it and clearly more, or the
/// reader view has missed what the page says of itself.
///
/// A list of names may score better than prose; then what the whole page has of prose is taken.
fn choose(read: Vec<Block>, marked: Vec<Vec<Block>>, all: Vec<Block>, head: &Head) -> Vec<Block> {
    let told = told(head);
    let length = prose(&read);
    let right = told.is_empty() || overlap(&read, &told) >= 0.3;
    let mut best: Option<Vec<Block>> = None;
    for blocks in marked {
        let has_all = length == 0
            || !right && overlap(&blocks, &told) >= 0.5
            || shared(&read, &blocks) * 10 >= length * 8;
        if has_all && best.as_ref().is_none_or(|best| size(&blocks) < size(best)) {
            best = Some(blocks);
        }
    }
    match best {
        Some(best) if !right || prose(&best) * 10 > length * 11 => best,
        None if length * 2 < size(&read) && prose(&all) > length * 2 => all,
        _ => read,
    }
}

/// From the first paragraph of prose to the last.
fn told_in_prose(mut blocks: Vec<Block>) -> Vec<Block> {
    let end = blocks.iter().rposition(is_prose).map_or(0, |last| last + 1);
    blocks.truncate(end);
    let start = blocks.iter().position(is_prose).unwrap_or(0);
    blocks.split_off(start)
}

/// The words of the text or summary that the page states for machines.
fn told(head: &Head) -> HashSet<String> {
    let bodies = head.articles().iter().filter_map(|object| object.get("articleBody")?.as_str());
    let body = bodies.filter(|body| body.len() > 200).max_by_key(|body| body.len());
    let summary = || head.meta(&["og:description", "description", "twitter:description"]);
    let text = body.map(str::to_owned).or_else(summary).unwrap_or_default();
    let words = words(&text);
    // A summary of few words may have none in common with the article.
    if words.len() < 8 { HashSet::new() } else { words }
}

/// Words that carry meaning.
fn words(text: &str) -> HashSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 3);
    words.map(str::to_lowercase).collect()
}

/// The share of the words told that the blocks have.
fn overlap(blocks: &[Block], told: &HashSet<String>) -> f64 {
    let mut found = HashSet::new();
    for block in blocks {
        found.extend(words(&block.text).into_iter().filter(|word| told.contains(word)));
    }
    found.len() as f64 / told.len() as f64
}

fn is_prose(block: &Block) -> bool {
    block.text.len() >= SHORTEST_PROSE
        && !block.is_link()
        && block.text.contains(['.', '!', '?', '。', '…', '”', '"'])
}

/// Bytes of prose.
fn prose(blocks: &[Block]) -> usize {
    blocks.iter().filter(|block| is_prose(block)).map(|block| block.text.len()).sum()
}

/// Bytes of prose that both have.
fn shared(left: &[Block], right: &[Block]) -> usize {
    let known: HashSet<&str> = right.iter().map(|block| &*block.text).collect();
    let both = left.iter().filter(|block| is_prose(block) && known.contains(&*block.text));
    both.map(|block| block.text.len()).sum()
}

fn size(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.text.len()).sum()
}

/// The text of a page without an article: a front page, a list, an empty file.
pub(super) fn whole(page: &Document) -> String {
    page.body().map(|body| join(&blocks(body))).unwrap_or_default()
}
