//! Quotation marks for what a page shows to be a quotation without them: block quotations, and paragraphs in italics after
//! a colon. As in print, every paragraph opens with one, and the last closes with one.

use super::blocks::Block;

/// A larger share of an article is its text, not a quotation: one in so many bytes.
const SHARE: usize = 3;

/// How notes of the editors begin that some pages set as quotations.
const BOXES: &[&str] =
    &["correction", "disclaimer", "editor", "note:", "note that", "summary", "tip:", "update"];

/// Puts quotation marks around the quotations that have none.
pub(super) fn mark(blocks: &mut [Block]) {
    let whole: usize = blocks.iter().map(|block| block.text.len()).sum();
    let mut at = 1;
    while at < blocks.len() {
        let end = at + length(&blocks[at..], &blocks[at - 1]);
        if end > at && is_bare(&blocks[at..end], whole) {
            for block in &mut blocks[at..end] {
                block.text.insert(0, '“');
            }
            blocks[end - 1].text.push('”');
        }
        at = end.max(at + 1);
    }
}

/// How many blocks, from the first on, are one quotation after the block `lead`.
fn length(blocks: &[Block], lead: &Block) -> usize {
    let number = blocks[0].quotation;
    let (announced, slanted) = (lead.text.ends_with(':'), lead.is_slanted());
    let belongs = |block: &&Block| match number {
        0 => announced && !slanted && block.quotation == 0 && block.is_slanted(),
        // "— Jane Doe, in a letter" signs it.
        _ => block.quotation == number && !block.text.starts_with(['—', '–', '-', '~']),
    };
    let all = blocks.iter().take_while(belongs).count();
    // Whose words they are may stand below: "Lee Baker".
    let last = blocks[..all].iter().rposition(|block| is_ended(&block.text));
    last.map_or(0, |last| last + 1)
}

fn is_ended(text: &str) -> bool {
    text.ends_with(['.', '!', '?', '…'])
}

/// Whether it is prose without quotation marks of its own, and a part of the article only.
fn is_bare(quotation: &[Block], whole: usize) -> bool {
    let size: usize = quotation.iter().map(|block| block.text.len()).sum();
    let plain = |block: &Block| {
        !block.item
            && !block.heading
            && !block.is_link()
            && !block.text.contains(['"', '“', '”', '«', '»', '„'])
            && !block.text.starts_with(['‘', '\''])
    };
    let begins = quotation[0].text.to_lowercase();
    let boxed = BOXES.iter().any(|label| begins.starts_with(label));
    !boxed && size * SHARE <= whole && quotation.iter().all(plain)
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::super::blocks::{blocks, join};
    use super::*;

    #[track_caller]
    fn check(quotation: &str, expected: &str) {
        let story =
            "The roof of the hall leaked all winter, and the council has no money. ".repeat(9);
        let page = Document::from(format!("<p>{story}<p>Ann Lee wrote:{quotation}"));
        let mut blocks = blocks(page.body().unwrap());
        mark(&mut blocks);
        assert_eq!(join(&blocks[2..]), expected, "{quotation}");
    }

    #[test]
    fn quotations_get_marks() {
        check("<blockquote>It is dry.</blockquote><p>Yes.", "“It is dry.”\n\nYes.");
        check(
            "<blockquote><p>It is dry.<p>It is warm.</p></blockquote><blockquote>No.</blockquote>",
            "“It is dry.\n\n“It is warm.”\n\n“No.”",
        );
        check("<p><em>It is <b>dry</b>.</em></p><p>Yes.", "“It is dry.”\n\nYes.");
        check("<blockquote><p>Dry.<p>Ann Lee</blockquote>", "“Dry.”\n\nAnn Lee");
        check("<blockquote><p>Dry.</p>— Ann Lee</blockquote>", "“Dry.”\n\n— Ann Lee");
    }

    #[test]
    fn others_have_their_own_or_are_none() {
        check("<blockquote>“It is dry,” she said.</blockquote>", "“It is dry,” she said.");
        check("<blockquote><ul><li>Dry.</ul></blockquote>", "Dry.");
        check("<blockquote>A dry hall</blockquote>", "A dry hall");
        check("<blockquote><b>Summary</b> It is dry.</blockquote>", "Summary It is dry.");
        check("<p>It is <em>dry</em>.", "It is dry.");
    }
}
