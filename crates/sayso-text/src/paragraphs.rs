//! Where paragraphs end: at an empty line, and at a single line break unless its sentence goes on.
//!
//! Every break is decided by itself: by how the line before it ends, how the next one begins, which quotation is open,
//! and, where lines are filled up to one width, whether the next word would have fitted.

mod line;
mod lines;

use std::ops::Range;

use self::line::Open;
use self::lines::Lines;
use crate::range::TextRange;
use crate::turns;

pub(crate) use self::line::is_page_number;

/// Lines that are filled up to a width are no longer than this, in bytes; mail and Usenet break at 60 to 80, printed
/// pages at up to 130.
const LONGEST_WRAPPED: usize = 160;
/// Fewer filled lines than this say nothing about a width.
const FEWEST_BREAKS: usize = 3;
/// Fewer lines that stop within a sentence say nothing either.
const FEWEST_BROKEN: usize = 2;
/// A line that stops within a sentence is at least so long; shorter ones are headings and lists.
const SHORTEST_BROKEN: usize = 40;

/// Writes the paragraphs of `text` to `paragraphs`, in order and without their line breaks.
pub(crate) fn split(text: &str, paragraphs: &mut Vec<TextRange>) {
    let width = wrap_width(text);
    let mut start = 0;
    let mut lines = Lines::new(text).peekable();
    let mut last_end = 0;
    let mut open = Open::default();
    // Whether this line goes on a sentence of the line before.
    let mut within_sentence = false;
    // Up to here a page break is passed over.
    let mut bridge = 0;
    while let Some(line) = lines.next() {
        if line.end < bridge {
            continue;
        }
        let content = &text[line.clone()];
        if content.trim().is_empty() {
            push(text, start, last_end, paragraphs);
            start = line.end;
            last_end = line.end;
            open = Open::default();
            within_sentence = false;
            continue;
        }
        last_end = line.end;
        open = open.read(content);
        let so_far = &text[start..].trim_start();
        let so_far = Line {
            content,
            open,
            begins_small: line::begins_small(so_far),
            asks: so_far.starts_with('Q'),
        };
        let goes_on = lines.peek().is_some_and(|next| so_far.goes_on(&text[next.clone()], width));
        if goes_on || within_sentence && is_set_apart(text, content, lines.clone()) {
            within_sentence = !line::is_ended(content);
            continue;
        }
        if let Some(next) = over_page_break(text, &text[start..last_end], lines.clone()) {
            bridge = next;
            within_sentence = true;
            continue;
        }
        push(text, start, last_end, paragraphs);
        start = last_end;
        open = Open::default();
        within_sentence = false;
    }
    push(text, start, last_end, paragraphs);
}

/// A line, with what is known of its paragraph so far.
struct Line<'t> {
    content: &'t str,
    open: Open,
    /// Whether the paragraph began with a small letter: then small letters prove nothing.
    begins_small: bool,
    /// Whether it is a question of a transcript, so that "A" answers.
    asks: bool,
}

impl Line<'_> {
    /// Whether the sentence, or at least the paragraph, goes on in the line `next`.
    fn goes_on(&self, next: &str, width: Option<usize>) -> bool {
        let line = self.content;
        let first = next.trim_start();
        let ended = line::is_ended(line);
        let hangs = !ended && (line::begins_small(next) || line::dangles(line));
        if first.is_empty() || is_indented(line, next) && !hangs || line::is_item(next) {
            return false;
        }
        let answers = self.asks && first.starts_with("A ") && !line::begins_small(&first[2..]);
        if answers || turns::begins_turn(next) || ended && turns::names_speaker(next) {
            return false;
        }
        let filled = |slack: usize| width.is_some_and(|width| is_filled(line, next, width, slack));
        if ended {
            // The print of news opens a quotation anew in each of its paragraphs.
            let unfinished = self.open.is_open() && !line::opens_quotation(next);
            return filled(SLACK) || unfinished && line::closes_quotation(next);
        }
        if line::dangles(line) {
            return true;
        }
        // Characters are not equally wide: the next word may seem to have fitted.
        let wide = filled(SLACK.max(width.unwrap_or(0) / 5));
        if line::begins_small(next) {
            let long = line.trim().len() >= SHORTEST_BROKEN;
            return wide || !self.begins_small && (long || line::is_prose(next));
        }
        wide || self.open.is_open() && !line::opens_quotation(next) || line::ends_in_name(line)
    }
}

/// Hand-made wraps leave a few columns free.
const SLACK: usize = 6;

/// Whether the first word of `next` would not have fitted into `line`.
fn is_filled(line: &str, next: &str, width: usize, slack: usize) -> bool {
    let Some(word) = next.split_whitespace().next() else { return false };
    let len = line.trim_end().len();
    len + 1 + word.len() > width.saturating_sub(slack) && len <= width + width / 5
}

fn is_indented(line: &str, next: &str) -> bool {
    next.starts_with([' ', '\t']) && !line.starts_with([' ', '\t'])
}

/// Whether a line within a sentence, and those after it, hold a name and its title, so that the sentence goes on after them:
/// "“We won,” / Chief Ranger / Ana Ruiz / said."
fn is_set_apart(text: &str, line: &str, lines: impl Iterator<Item = Range<usize>>) -> bool {
    const MOST_LINES: usize = 3;
    let short = |line: &str| line.trim().len() < SHORTEST_BROKEN && !line::is_ended(line);
    let ends = |line: &str| line::begins_small(line) || line::goes_on_after_name(line);
    let mut next = lines.take(MOST_LINES).map(|range| &text[range]);
    short(line)
        && next
            .find(|line| ends(line) || !short(line) || !line::begins_capital(line))
            .is_some_and(ends)
}

/// Where the sentence at the end of `so_far` goes on after the end of a page: after empty lines, the page's number and its
/// running head.
fn over_page_break(
    text: &str,
    so_far: &str,
    mut lines: std::iter::Peekable<Lines<'_>>,
) -> Option<usize> {
    const LONGEST_HEAD: usize = 80;
    const MOST_LINES: usize = 8;
    const MOST_HEADS: usize = 2;
    if line::is_ended(so_far) || so_far.trim().len() < SHORTEST_BROKEN {
        return None;
    }
    let from = lines.peek()?.start;
    let (mut page, mut heads) = (false, 0);
    let mut lines = lines.take(MOST_LINES).peekable();
    while let Some(next) = lines.next() {
        let content = text[next.clone()].trim();
        page |= text[from..next.start].contains('\x0c');
        // A running head stands alone.
        let mut alone = || lines.peek().is_some_and(|after| text[after.clone()].trim().is_empty());
        let may_be_head = content.len() <= LONGEST_HEAD && heads < MOST_HEADS;
        match content {
            "" => {}
            _ if line::is_page_number(content) => page = true,
            _ if page && line::begins_small(content) => return Some(next.start),
            _ if page && line::dangles(so_far) && !(may_be_head && alone()) => {
                return Some(next.start);
            }
            _ if may_be_head => heads += 1,
            _ => return None,
        }
    }
    None
}

fn push(text: &str, start: usize, end: usize, paragraphs: &mut Vec<TextRange>) {
    let piece = &text[start..end.max(start)];
    let trimmed = piece.trim();
    if !trimmed.is_empty() {
        let from = start + (piece.len() - piece.trim_start().len());
        paragraphs.push(TextRange::new(from as u32, (from + trimmed.len()) as u32));
    }
}

/// The single line breaks of a text: the lines before and after each.
fn breaks(text: &str) -> impl Iterator<Item = (Range<usize>, Range<usize>)> {
    let is_empty = move |line: &Range<usize>| text[line.clone()].trim().is_empty();
    let pairs = Lines::new(text).zip(Lines::new(text).skip(1));
    pairs.filter(move |(line, next)| !is_empty(line) && !is_empty(next))
}

/// The width up to which lines are filled, if they are.
fn wrap_width(text: &str) -> Option<usize> {
    // Lines that stop within a sentence, and the two longest of them: one alone may be something else.
    let (mut broken, mut longest, mut second, mut long, mut all) = (0, 0, 0, 0, 0);
    for (line, next) in breaks(text) {
        let line = text[line].trim_end();
        all += 1;
        if line.len() > LONGEST_WRAPPED {
            long += 1;
            continue;
        }
        let next = &text[next];
        let stops = line.len() >= SHORTEST_BROKEN
            && !line::is_ended(line)
            && line::begins_small(next)
            && !line::is_item(next);
        if stops {
            broken += 1;
            second = second.max(line.len().min(longest));
            longest = longest.max(line.len());
        }
    }
    if broken >= FEWEST_BROKEN {
        return Some(if longest > second + second / 5 { second } else { longest });
    }
    if all < FEWEST_BREAKS || long * 4 > all {
        return None;
    }
    // Capitals, or short lines: a break counts as filled where the next word would have gone past the longest line.
    // Lists and verse break early almost everywhere.
    let short = |line: &str| line.len() <= LONGEST_WRAPPED;
    let lines = || breaks(text).map(|(line, next)| (text[line].trim_end(), text[next].trim_end()));
    let width =
        lines().flat_map(|(line, next)| [line, next]).filter(|l| short(l)).map(str::len).max()?;
    let counted = || lines().filter(|(line, _)| short(line));
    let filled = counted().filter(|(line, next)| {
        !is_indented(line, next) && !line::is_item(next) && is_filled(line, next, width, SLACK)
    });
    let filled = filled.count();
    (counted().count() >= FEWEST_BREAKS && width >= 40 && filled * 2 > all).then_some(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut paragraphs = Vec::new();
        split(text, &mut paragraphs);
        let found: Vec<_> = paragraphs.iter().map(|&p| &text[p]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn empty_lines_and_single_breaks_part_paragraphs() {
        check("A headline\n\nThe lead.\n \nMore.\n", &["A headline", "The lead.", "More."]);
        check(
            "A headline\nThe lead.\r\nMore.\u{2029}End",
            &["A headline", "The lead.", "More.", "End"],
        );
        check("", &[]);
        check("\n \n\u{a0}\n", &[]);
        check("Kyiv — “quoted”\rnext", &["Kyiv — “quoted”", "next"]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let mail = "The ministry said on Tuesday that the two governments had agreed to\n\
                    meet again within the month, though neither side would say where\n\
                    the talks would be held or who would take part in them this time.\n\
                    \n\
                    A spokesman for the embassy declined to comment on the report, and\n\
                    the ministry did not return calls.\n\
                    Regards,\n\
                    The press office";
        check(mail, &[&mail[..198], &mail[200..301], "Regards,", "The press office"]);
    }

    #[test]
    fn lists_are_not_wrapped_text() {
        check(
            "Present were\nthe minister\nthe envoy\nthe general",
            &["Present were", "the minister", "the envoy", "the general"],
        );
    }

    #[test]
    fn each_break_is_decided_by_itself() {
        let release = "(Dalton) - County Attorney John Cruz is proud to announce two\n\
                       significant grants to enhance justice for victims of crime, which a very long line tells of without a break. The grants\n\
                       continue the kit project.\n\
                       “The task force has been instrumental in ensuring justice,” said ADA Amy\n\
                       Derrick. “These grants affirm it.”";
        let parts: Vec<&str> = release.split("project.\n").collect();
        check(release, &[&format!("{}project.", parts[0]), parts[1]]);
        check(
            "\"We won,\" said\nAvik Dass, a rider.\n“So what?”",
            &["\"We won,\" said\nAvik Dass, a rider.", "“So what?”"],
        );
        check(
            "“We need it,”\nAttorney Eileen Burke\nsaid. “Now.”",
            &["“We need it,”\nAttorney Eileen Burke\nsaid. “Now.”"],
        );
        check(
            "“It held,”\nFire Chief\nRosa Lind\nsaid. “Barely.”\nThe roof did not.",
            &["“It held,”\nFire Chief\nRosa Lind\nsaid. “Barely.”", "The roof did not."],
        );
        check(
            "The prize was awarded at noon by the head of the museum, its\ncurator,\nRosa Lind, told us.",
            &[
                "The prize was awarded at noon by the head of the museum, its\ncurator,\nRosa Lind, told us.",
            ],
        );
        check(
            "He called it \"a triumph of\nDalton\" and left.\nNobody did.",
            &["He called it \"a triumph of\nDalton\" and left.", "Nobody did."],
        );
    }

    #[test]
    fn headings_labels_and_items_stand_alone() {
        check(
            "Dockers vote to strike\nThe union said so.",
            &["Dockers vote to strike", "The union said so."],
        );
        check(
            "Q What was it that you did\nA I slowed the ship.\nQ Why?",
            &["Q What was it that you did", "A I slowed the ship.", "Q Why?"],
        );
        check(
            "They want:\n- more pay for all of those who work at the\nport\n- less work",
            &["They want:", "- more pay for all of those who work at the\nport", "- less work"],
        );
    }

    #[test]
    fn pages_end_within_sentences() {
        let page = "The county said on Monday that it would rebuild the bridge for\n\n3\n\n\u{c}the people who cross it.";
        check(page, &[page]);
        check(
            "The county rebuilt the bridge.\n\n3\n\nThe mayor crossed it.",
            &["The county rebuilt the bridge.", "3", "The mayor crossed it."],
        );
        let head = "The inquiry had not asked for the results of the test, and the minister\n\
                    said she was\n\nAnnual report\n13\n\n\"sorry\".";
        check(head, &[head]);
    }
}
