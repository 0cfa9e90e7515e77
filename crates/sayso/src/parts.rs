//! Where a long text is cut into parts: between paragraphs if it has any, else between sentences.

use sayso_text::{Segmentation, SegmentationModel, SegmentationScratch, TextRange};

/// The bytes of the longest part.
const LONGEST: usize = 512 << 10;
/// So many bytes at the end of a part are searched for a sentence's end.
const SEARCH: usize = 16 << 10;

/// The parts of a text, one after the other.
pub(crate) struct Parts<'t> {
    text: &'t str,
    model: &'t SegmentationModel,
    at: usize,
    scratch: SegmentationScratch,
    segmentation: Segmentation,
}

impl<'t> Parts<'t> {
    pub(crate) fn new(text: &'t str, model: &'t SegmentationModel) -> Self {
        let (scratch, segmentation) = Default::default();
        Self { text, model, at: 0, scratch, segmentation }
    }

    /// How much of `rest`, which is longer than a part, the next part takes.
    fn length(&mut self, rest: &str) -> usize {
        let longest = floor_char_boundary(rest, LONGEST);
        let half = floor_char_boundary(rest, LONGEST / 2);
        if let Some(empty_line) = rest[half..longest].rfind("\n\n") {
            return half + empty_line + 2;
        }
        let from = floor_char_boundary(rest, longest - SEARCH);
        self.model.annotate(&rest[from..longest], &mut self.scratch, &mut self.segmentation);
        // The first paragraph and the first sentence begin before.
        let begins = [self.segmentation.paragraphs(), self.segmentation.sentences()]
            .into_iter()
            .find_map(|all| all.get(1..)?.last())
            .map(|last| from + self.segmentation.tokens().cover(*last).start() as usize);
        let space = || rest[half..longest].rfind(char::is_whitespace).map(|at| half + at);
        begins.or_else(space).filter(|&at| at > 0).unwrap_or(longest)
    }
}

impl Iterator for Parts<'_> {
    type Item = TextRange;

    fn next(&mut self) -> Option<TextRange> {
        let start = self.at;
        let rest = &self.text[start..];
        if rest.is_empty() {
            return None;
        }
        self.at += if rest.len() > LONGEST { self.length(rest) } else { rest.len() };
        Some(TextRange::new(start as u32, self.at as u32))
    }
}

/// `str::floor_char_boundary` is newer than the Rust version this crate supports.
fn floor_char_boundary(text: &str, index: usize) -> usize {
    (0..=index.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let parts: Vec<&str> =
            Parts::new(text, SegmentationModel::builtin()).map(|range| &text[range]).collect();
        assert_eq!(parts.concat(), text);
        assert!(parts.iter().all(|part| (1..=LONGEST).contains(&part.len())));
        parts
    }

    #[test]
    fn parts_end_where_paragraphs_or_else_sentences_do() {
        let ends_with = |piece: &str, end: &str| {
            let text = piece.repeat(2 * LONGEST / piece.len());
            let parts = cut(&text);
            assert!(parts.len() > 1);
            let (_, all_but_last) = parts.split_last().expect("there are parts");
            assert!(all_but_last.iter().all(|part| part.ends_with(end)), "{piece:?}");
        };
        ends_with("Troops left. Moscow denied it.\n\n", "it.\n\n");
        ends_with("Troops left. Moscow denied it.\n", "it.\n");
        ends_with("Troops left. Moscow denied it. ", ". ");
        ends_with("word ", " ");
    }

    #[test]
    fn a_word_without_end_is_cut_at_a_character() {
        assert_eq!(cut(&"é".repeat(LONGEST)).len(), 2);
        assert_eq!(cut(&"\n".repeat(2 * LONGEST)).len(), 2);
        assert_eq!(cut("short"), ["short"]);
    }
}
