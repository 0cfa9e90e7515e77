//! The words by which boilerplate is known.

use std::ops::Range;

/// Small words within bylines.
pub(super) const LINKS: &[&str] = &[
    "and", "for", "in", "of", "the", "with", "de", "van", "von", "der", "al", "bin", "staff", "&",
    "-", "–",
];
/// What follows "by" and is no name.
pub(super) const NO_NAMES: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "The",
    "Then",
    "Now",
    "This",
    "That",
    "It",
    "All",
];
/// What stands before and behind the day in a line of its own.
pub(super) const POSTED: &[&str] =
    &["Published", "Updated", "Posted", "Date", ":", "on", "PUBLISHED", "UPDATED"];
pub(super) const TIMES: &[&str] = &[
    "a.m.", "p.m.", "am", "pm", "AM", "PM", "at", "GMT", "UTC", "EST", "EDT", "ET", "a.m", "p.m",
    "Updated",
];
const OUTLETS: &[&str] = &[
    "AP",
    "Reuters",
    "UPI",
    "AFP",
    "CNN",
    "BBC",
    "NPR",
    "CBS",
    "ABC",
    "NBC",
    "Bloomberg",
    "TASS",
    "Interfax",
    "Xinhua",
    "Yonhap",
    "Kyodo",
    "DPA",
    "ANI",
    "PTI",
    "IANS",
    "ANSA",
    "EFE",
    "Ukrinform",
    "CP",
    "JTA",
    "MCT",
    "TNS",
    "VOA",
    "RFE/RL",
    "Politico",
    "POLITICO",
    "CNBC",
];
const OUTLET_WORDS: &[&str] = &[
    "Press",
    "News",
    "Agency",
    "Post",
    "Times",
    "Journal",
    "Tribune",
    "Herald",
    "Gazette",
    "Service",
    "Wire",
    "Newswire",
    "Newsroom",
    "Today",
    "Reuters",
    "Guardian",
    "Chronicle",
    "Globe",
    "Network",
    "Media",
];
const CREDITS: &[&str] = &[
    "Reporting by ",
    "Additional reporting by ",
    "Writing by ",
    "Editing by ",
    "Compiled by ",
    "Edited by ",
    "Reporting and writing by ",
    "Reported by ",
    "Additional reporting: ",
];
const PROMPTS: &[&str] = &[
    "read more",
    "read the full",
    "read also",
    "also read",
    "see also",
    "sign up for",
    "sign up to",
    "subscribe to",
    "subscribe now",
    "click here",
    "share this",
    "share on",
    "related:",
    "related stories",
    "related articles",
    "advertisement",
    "download our",
    "join our",
    "support our journalism",
    "more from",
    "recommended:",
    "don't miss:",
    "watch:",
    "watch below",
    "watch the video",
    "more:",
];
const NETWORKS: &[&str] = &["Twitter", "Facebook", "Instagram", "Telegram", "Threads", "Bluesky"];
const RELEASES: &[&str] = &[
    "for immediate release",
    "press release",
    "news release",
    "media contact",
    "press contact",
    "contact:",
    "media inquiries",
    "media enquiries",
    "embargoed until",
    "notes to editors",
];

/// Whether a name is that of an outlet.
pub(super) fn is_outlet(name: &str) -> bool {
    OUTLETS.contains(&name)
        || name.len() <= 40 && name.split(' ').any(|word| OUTLET_WORDS.contains(&word))
}

pub(super) fn is_credits(line: &str) -> bool {
    CREDITS.iter().any(|words| starts(line, words)) && behind_by_is_name(line)
}

/// "Writing by hand is slow": a name has a capital.
fn behind_by_is_name(line: &str) -> bool {
    let name = line.split_once("by ").or_else(|| line.split_once(": "));
    name.is_some_and(|(_, name)| name.starts_with(char::is_uppercase))
}

/// "The Associated Press contributed to this report."
pub(super) fn is_contribution(line: &str) -> bool {
    if line.len() > 240 {
        return false;
    }
    ["report", "story", "article"].iter().any(|thing| {
        let words = format!("contributed to this {thing}");
        let behind = line.split_once(&words).map(|(_, behind)| behind);
        behind.is_some_and(|behind| !behind.starts_with(char::is_alphabetic))
    })
}

pub(super) fn is_copyright(line: &str) -> bool {
    let noun = line.strip_prefix("Copyright ").or_else(|| line.strip_prefix("COPYRIGHT "));
    line.starts_with('©')
        || starts(line, "all rights reserved")
        || noun.is_some_and(|n| {
            n.starts_with(|c: char| c == '©' || c.is_ascii_digit()) || starts(n, "(c)")
        })
}

pub(super) fn is_prompt(line: &str) -> bool {
    PROMPTS.iter().any(|words| {
        starts(line, words)
            // "More from" but not "More fromage"; a colon or blank ends the words by itself.
            && !line[words.len()..].starts_with(char::is_alphanumeric)
            && (words.len() > 4 || words.ends_with(':'))
    }) || starts(line, "follow ")
        && NETWORKS.iter().any(|network| {
            line.split_once(" on ")
                .is_some_and(|(_, behind)| behind.trim_start().starts_with(network))
        })
}

pub(super) fn is_release(line: &str) -> bool {
    matches!(line.trim(), "###" | "# # #" | "-30-" | "- 30 -" | "ENDS")
        || line.len() <= 160 && RELEASES.iter().any(|words| is_label(line, words))
}

/// Whether a line is `words` alone, or `words` and what a colon leads to.
fn is_label(line: &str, words: &str) -> bool {
    starts(line, words) && {
        let behind = line[words.len()..].trim_start_matches(['s', 'S', ' ', '.']);
        behind.is_empty()
            || behind.starts_with(':')
            || words.ends_with(':')
            || starts(words, "embargoed")
    }
}

/// Whether a whole line is the credit of a photo.
pub(super) fn is_photo(line: &str) -> bool {
    let line = line.trim_end_matches(['.', ' ']);
    let few = line.len() <= 120;
    few && (line.ends_with("via Getty Images")
        || ["Getty", "Getty Images", "AP Photo", "AP", "Shutterstock", "Reuters"].contains(&line)
        || line.ends_with("/Getty Images")
        || [
            "Photo: ",
            "Photo by ",
            "Photo credit: ",
            "Image credit: ",
            "Photograph: ",
            "Image: ",
            "Credit: ",
        ]
        .iter()
        .any(|words| starts(line, words)))
}

/// Where a sentence holds a photo's credit in brackets.
pub(super) fn photo_in(line: &str) -> Option<Range<usize>> {
    let mut from = 0;
    while let Some(open) = line[from..].find(['(', '[']) {
        let open = from + open;
        let close = open + line[open..].find([')', ']'])?;
        let inside = &line[open + 1..close];
        let credits =
            ["AP Photo", "Photo by ", "Photo: ", "Image: ", "Photo courtesy", "Photo credit"];
        if credits.iter().any(|words| inside.starts_with(words))
            || inside.ends_with("Getty Images")
            || inside.ends_with("via AP")
        {
            return Some(open..close + 1);
        }
        from = close + 1;
    }
    None
}

/// Whether `line` starts with `words`, in any case.
fn starts(line: &str, words: &str) -> bool {
    line.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words))
}
