//! Running heads: what stands at the edge of several pages of a printed text.

use crate::{Segmentation, TokenRange, paragraphs};

/// Longer paragraphs are prose.
const LONGEST: u32 = 24;
/// Fewer letters are no name of anything.
const FEWEST_LETTERS: usize = 3;

/// The numbers of the paragraphs that are running heads, in order. The first paragraph of a text is its title.
pub(super) fn find(text: &str, segmentation: &Segmentation) -> Vec<usize> {
    let all = segmentation.paragraphs();
    let range = |paragraph: TokenRange| segmentation.tokens().cover(paragraph);
    let is_number = |at: usize| paragraphs::is_page_number(&text[range(all[at])]);
    // Whether a page ends before the paragraph.
    let breaks = |at: usize| {
        let (Some(before), Some(&next)) = (at.checked_sub(1), all.get(at)) else { return false };
        let gap = range(all[before]).end() as usize..range(next).start() as usize;
        text[gap].contains('\x0c') || is_number(before) || is_number(at)
    };
    let mut found: Vec<(String, usize)> = Vec::new();
    for (at, &paragraph) in all.iter().enumerate() {
        if paragraph.len() > LONGEST || !(breaks(at) || breaks(at + 1)) {
            continue;
        }
        let line = &text[range(paragraph)];
        let ended = line.ends_with(['.', '?', '!', ':', '”', '"']);
        // The page's number may stand beside it.
        let letters: String = line.chars().filter(|c| c.is_alphabetic()).collect();
        if !ended && letters.chars().count() >= FEWEST_LETTERS {
            found.push((letters.to_lowercase(), at));
        }
    }
    found.sort_unstable();
    let mut heads: Vec<usize> = found
        .chunk_by(|(one, _), (other, _)| one == other)
        .filter(|pages| pages.len() > 1)
        .flatten()
        .map(|&(_, at)| at)
        .filter(|&at| at > 0)
        .collect();
    heads.sort_unstable();
    heads
}
