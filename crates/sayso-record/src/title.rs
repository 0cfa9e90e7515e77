//! The title of a text that begins with one.

use sayso::{Analysis, BoilerplateKind, TextRange, TokenId};

/// Longer first lines are the beginning of the story.
const LONGEST: u32 = 24;
/// One word is a label.
const SHORTEST: usize = 2;
/// A sentence of the story has at least so many words.
const PROSE: u32 = 8;

/// The first paragraph if it is plainly a title: a short line without the end of a sentence, a blank line or byline
/// after it, and a story below. What letterheads have above it does not count.
pub(crate) fn find(text: &str, analysis: &Analysis) -> Option<TextRange> {
    let paragraphs = analysis.segmentation.paragraphs();
    let tokens = analysis.segmentation.tokens();
    let whole =
        |at: usize| analysis.boilerplate.iter().find(|b| Some(&b.tokens) == paragraphs.get(at));
    let head = |at: usize| {
        whole(at)
            .is_some_and(|b| matches!(b.kind, BoilerplateKind::Release | BoilerplateKind::Byline))
    };
    let first = (0..paragraphs.len().min(4)).find(|&at| !head(at))?;
    let line = tokens.cover(*paragraphs.get(first)?);
    let next = tokens.cover(*paragraphs.get(first + 1)?);
    let words = &text[line];
    let breaks = |range: &str| range.bytes().filter(|&b| b == b'\n').count();
    let stands_alone = breaks(words) == 0
        && (breaks(&text[line.end() as usize..next.start() as usize]) > 1 || head(first + 1));
    let starts = words.starts_with(|c: char| {
        c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘')
    });
    let ended = words.ends_with(['.', '!', '?', ':', ';', ',', '…', '”', '"', '-', '–', '—']);
    let is_title = stands_alone
        && starts
        && !ended
        && whole(first).is_none()
        && paragraphs[first].len() <= LONGEST
        && words.split_whitespace().count() >= SHORTEST
        && !analysis
            .segmentation
            .turns()
            .iter()
            .any(|turn| paragraphs[first].contains(TokenId::new(turn.speaker.start())));
    let tells = |at: usize| {
        let end = &text[tokens.cover(paragraphs[at])];
        paragraphs[at].len() >= PROSE && end.ends_with(['.', '!', '?', '”', '"', '’', ')'])
    };
    (is_title && (first + 1..paragraphs.len().min(first + 6)).any(tells)).then_some(line)
}

#[cfg(test)]
mod tests {
    use sayso::Analyzer;

    use super::find;

    #[test]
    fn a_title_stands_alone_before_a_story() {
        let story = "The mayor of Alma said on Thursday that the bridge would close.";
        for (text, expected) in [
            (format!("Bridge to close\n\n{story}"), Some("Bridge to close")),
            (format!("Bridge to close\nPublished: 3 May 2021\n\n{story}"), Some("Bridge to close")),
            (format!("NEWS RELEASE\n\nBridge to close\n\n{story}"), Some("Bridge to close")),
            (format!("Bridge to close\n{story}"), None),
            (format!("The bridge closes.\n\n{story}"), None),
            (format!("Dear all,\n\n{story}"), None),
            (format!("{story}\n\n{story}"), None),
            ("Bridge to close\n\nRoad to open".to_owned(), None),
        ] {
            let analysis = Analyzer::new().analyze(&text);
            let found = find(&text, &analysis).map(|range| &text[range]);
            assert_eq!(found, expected, "{text}");
        }
    }
}
