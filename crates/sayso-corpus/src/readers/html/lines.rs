//! Takes furniture out of an article that only its words betray.

use std::collections::{HashMap, HashSet};

use super::blocks::Block;
use super::date::{Order, is_date};

/// Lines that are furniture whatever follows, in lower case.
const WHOLE: &[&str] = &[
    "advertisement",
    "advertising",
    "caption",
    "close",
    "comments",
    "copy link",
    "email",
    "facebook",
    "image caption",
    "image copyright",
    "image source",
    "linkedin",
    "listen",
    "loading...",
    "media caption",
    "more",
    "next",
    "play",
    "previous",
    "print",
    "related",
    "reply",
    "save",
    "share",
    "share this",
    "share this article",
    "share this story",
    "skip",
    "sponsored",
    "story continues below",
    "text size",
    "to read the full story",
    "watch now",
    "this article is more than",
    "tweet",
    "twitter",
    "whatsapp",
];

/// Starts of lines that lead elsewhere, in lower case.
const PROMPTS: &[&str] = &[
    "also read",
    "click here",
    "don't miss",
    "follow us",
    "for more",
    "more from",
    "more on this",
    "read also",
    "read more",
    "read next",
    "related",
    "see also",
    "see more",
    "sign up",
    "subscribe",
    "watch",
    "you may also like",
    "recommended",
];

/// Starts of lines under which pages list other stories, or say who wrote this one.
const ENDS: &[&str] = &[
    "about the author",
    "also on",
    "be the first to comment",
    "editors' picks",
    "editor's picks",
    "from around the web",
    "join the conversation",
    "latest news",
    "latest stories",
    "more about",
    "more from",
    "more in ",
    "more news",
    "more on this",
    "more stories",
    "more to read",
    "most popular",
    "most read",
    "popular stories",
    "read next",
    "recommended",
    "related",
    "sign up",
    "subscribe to",
    "support our",
    "tags",
    "top stories",
    "trending",
    "what to read next",
    "you may also",
    "you might also",
];

/// An item of a list that is a link this long is the headline of another story.
const HEADLINE: usize = 30;
/// What is repeated and longer than this is the caption of a picture shown again.
const REPEATED: usize = 50;
/// A shorter question that comes so often is a button's: "Don't want to see this?"
const OFTEN: usize = 3;
/// The day of publication is in one of the first blocks.
const TOP: usize = 5;

/// Drops blocks that are not part of the story.
pub(super) fn clean(blocks: Vec<Block>, title: Option<&str>) -> Vec<Block> {
    let mut kept = without_furniture(blocks, title);
    if let Some(end) = end(&kept) {
        kept.truncate(end);
    }
    kept
}

/// Where the story ends and lists of other stories begin: in the last third of the page.
fn end(blocks: &[Block]) -> Option<usize> {
    let whole: usize = blocks.iter().map(|block| block.text.len()).sum();
    let mut before = 0;
    for (at, block) in blocks.iter().enumerate() {
        let short = block.text.len() <= 60 && !block.text.ends_with(['.', '”', '"']);
        if short && before * 3 >= whole * 2 {
            let lower = block.text.to_lowercase();
            if ENDS.iter().any(|end| lower.starts_with(end)) {
                return Some(at);
            }
        }
        before += block.text.len();
    }
    None
}

fn without_furniture(blocks: Vec<Block>, title: Option<&str>) -> Vec<Block> {
    let mut times: HashMap<&str, usize> = HashMap::new();
    for block in &blocks {
        *times.entry(&block.text).or_default() += 1;
    }
    let often: HashSet<String> = times
        .into_iter()
        .filter(|&(line, times)| times >= OFTEN && is_button(line))
        .map(|(line, _)| line.to_owned())
        .collect();
    let mut seen = HashSet::new();
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let lower = block.text.to_lowercase();
        let first_title = kept.is_empty() && title.is_some_and(|title| title == block.text);
        let repeated = block.text.len() >= REPEATED && !seen.insert(block.text.clone());
        let dated = kept.len() < TOP && is_day(&block, &lower);
        if !(first_title
            || repeated
            || often.contains(&block.text)
            || dated
            || is_furniture(&block, &lower))
        {
            kept.push(block);
        }
    }
    kept
}

/// Whether a line asks something of the reader, and nobody is quoted in it.
fn is_button(line: &str) -> bool {
    line.len() < REPEATED && line.ends_with('?') && !line.contains([':', '"', '“', '‘'])
}

fn is_furniture(block: &Block, lower: &str) -> bool {
    let line = lower.trim_end_matches([':', '.', '!', '…', '›', '»']).trim_end();
    if WHOLE.contains(&line) || is_counter(line) {
        return true;
    }
    let prompt = PROMPTS.iter().find_map(|prompt| line.strip_prefix(prompt));
    if let Some(rest) = prompt
        && (rest.starts_with(':') || rest.starts_with(" |") || rest.is_empty() || block.is_link())
        && rest.len() < 200
    {
        return true;
    }
    const CREDITS: &[&str] =
        &["photo:", "photos:", "photo by", "photograph:", "photo credit", "picture:"];
    if line.len() <= 80 && CREDITS.iter().any(|start| line.starts_with(start)) {
        return true;
    }
    let letter = ["newsletter", "your inbox"].iter().any(|word| line.contains(word));
    let join = ["sign up", "subscribe", "signing up", "get the latest", "delivered"];
    if letter && line.len() < 250 && join.iter().any(|word| line.contains(word)) {
        return true;
    }
    let headline = !block.item || block.text.len() >= HEADLINE;
    if block.is_link() && block.text.len() < 250 && headline {
        return true;
    }
    const NOTICES: &[&str] = &[
        "affiliate link",
        "if you enjoyed this article",
        "want more stories like this",
        "we may earn a commission",
        "we want to hear from you",
    ];
    if line.len() < 400 && NOTICES.iter().any(|notice| line.contains(notice)) {
        return true;
    }
    let cookies = line.contains("cookies") || line.contains("your consent");
    cookies
        && ["we use", "this site uses", "by continuing", "accept"].iter().any(|w| line.contains(w))
}

/// "Published Monday, November 18, 2019 8:22AM EST"
fn is_day(block: &Block, lower: &str) -> bool {
    const STARTS: &[&str] = &["published", "posted", "updated", "first published", "last updated"];
    let stated = STARTS.iter().any(|start| lower.starts_with(start));
    let bare = lower.split_whitespace().count() <= 4;
    block.text.len() <= 90
        && (stated || bare)
        && !block.text.ends_with('.')
        && is_date(lower, Order::DayFirst)
}

/// "Image 1 of 23", "1 / 8"
fn is_counter(line: &str) -> bool {
    let rest =
        ["image", "photo", "picture", "slide"].iter().find_map(|word| line.strip_prefix(word));
    let rest = rest.unwrap_or(line).trim_start();
    let numbers = rest.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).count();
    numbers == 2
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '/' | 'o' | 'f'))
        && (rest.contains("of") || rest.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_of_galleries() {
        for (line, expected) in [
            ("image 1 of / 8", true),
            ("1/23", true),
            ("photo 2 of 3", true),
            ("2 of them", false),
            ("1968", false),
            ("3/4 of voters", false),
        ] {
            assert_eq!(is_counter(line), expected, "{line}");
        }
    }
}
