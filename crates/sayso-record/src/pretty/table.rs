//! The table under the text: who, how, what, one attribution a line, or two where the terminal is narrow.

use std::fmt::Write as _;

use anstyle::Style;
use sayso::{Actuality, Analysis, Attribution, Polarity, TextRange};
use unicode_width::UnicodeWidthStr;

use super::styles::{Paint, Styles};
use super::wrap::width;
use super::{INDENT, words};

/// Number, who, how, stance, quotation, what.
type Row = [Cell; 6];
const WHO: usize = 1;
const HOW: usize = 2;
const WHAT: usize = 5;

/// Blanks between columns.
pub(super) const GAP: usize = 2;
/// Where less is left for what was said, and it needs more, it gets a line of its own.
const NARROWEST_WHAT: usize = 40;

/// Appends the table, at most `columns` wide.
pub(super) fn write(
    out: &mut String,
    text: &str,
    analysis: &Analysis,
    styles: &Styles,
    columns: usize,
) {
    let attributions = analysis.attributions.iter().enumerate();
    let rows: Vec<Row> = attributions.map(|(i, a)| row(text, i, a, styles)).collect();
    let head = ["", "who", "how", "stance", "quotation", "what"];
    let head = head.map(|name| Cell::new(name, styles.faint));
    let [mut widths @ .., _] = widest(rows.iter().chain([&head]));
    widths[HOW] = widths[HOW].min(columns / 6);
    let others = widths.iter().sum::<usize>() - widths[WHO] + WHAT * GAP;
    let narrow_who = widths[WHO].min(columns * 3 / 10);
    let what = columns.saturating_sub(others + narrow_who);
    let longest = rows.iter().map(|row| row[WHAT].text.width()).max().unwrap_or(0);
    if what >= longest.min(NARROWEST_WHAT) {
        widths[WHO] = narrow_who;
        let widths: Vec<usize> = widths.into_iter().chain([what]).collect();
        line(out, &head, &widths);
        rows.iter().for_each(|row| line(out, row, &widths));
    } else {
        widths[WHO] = widths[WHO].min(columns.saturating_sub(others) + GAP);
        let number = widths[0] + GAP;
        line(out, &head[..WHAT], &widths);
        for row in &rows {
            line(out, &row[..WHAT], &widths);
            let what = row[WHAT].fitted(columns.saturating_sub(number)).0;
            let _ = writeln!(out, "{INDENT}{:number$}{what}", "");
        }
    }
}

/// The columns that the widest cells take.
pub(super) fn widest<'c, const N: usize>(rows: impl Iterator<Item = &'c [Cell; N]>) -> [usize; N] {
    let mut widths = [0; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.text.width());
        }
    }
    widths
}

pub(super) struct Cell {
    text: String,
    style: Style,
}

impl Cell {
    pub(super) fn new(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style }
    }

    /// The text in its style, shortened to `columns`, and the columns that it takes.
    fn fitted(&self, columns: usize) -> (String, usize) {
        let text = shorten(&self.text, columns);
        let painted =
            if text.is_empty() { String::new() } else { text.paint(self.style).to_string() };
        (painted, text.width())
    }
}

fn row(text: &str, index: usize, attribution: &Attribution, styles: &Styles) -> Row {
    let inner = if attribution.parent.is_some() { "└ " } else { "" };
    let who = match join(text, &attribution.source.spans) {
        who if who.is_empty() => "—".to_owned(),
        who => who,
    };
    let (stance, content) = (attribution.stance, &attribution.content);
    [
        Cell::new((index + 1).to_string(), styles.faint),
        Cell::new(format!("{inner}{who}"), styles.source),
        Cell::new(join(text, &attribution.cue.spans), styles.cue),
        Cell::new(reading(attribution), styles.stance(stance)),
        Cell::new(content.quotation.as_str(), styles.faint),
        Cell::new(join(text, &content.spans), styles.content),
    ]
}

/// The stance, and what makes it less than said: "not assert", "deny (asked)".
fn reading(attribution: &Attribution) -> String {
    let not = if attribution.polarity == Polarity::Negative { "not " } else { "" };
    match attribution.actuality {
        Actuality::Actual => format!("{not}{}", attribution.stance.as_str()),
        other => format!("{not}{} ({})", attribution.stance.as_str(), other.as_str()),
    }
}

/// Appends cells in columns, numbers to the right, without blanks at the end.
pub(super) fn line(out: &mut String, cells: &[Cell], widths: &[usize]) {
    out.push_str(INDENT);
    // Blanks owed before the next cell.
    let mut blanks = 0;
    for (i, (cell, &width)) in cells.iter().zip(widths).enumerate() {
        let (text, used) = cell.fitted(width);
        let free = width.saturating_sub(used);
        let (before, after) = if i == 0 { (free, 0) } else { (0, free) };
        blanks += before;
        let _ = write!(out, "{:blanks$}{text}", "");
        blanks = after + GAP;
    }
    out.push('\n');
}

/// The pieces of a broken span, on one line.
fn join(text: &str, spans: &[TextRange]) -> String {
    let pieces: Vec<String> = spans.iter().map(|&span| words::clean(&text[span])).collect();
    pieces.join(" … ")
}

/// At most `columns` of `text`, cut after a word if one ends in the last third.
fn shorten(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(1);
    let mut used = 0;
    let overflows = |&(_, c): &(usize, char)| {
        used += width(c);
        used > room
    };
    let cut = text.char_indices().find(overflows).map_or(text.len(), |(at, _)| at);
    let last_word = if text[cut..].starts_with(' ') { Some(cut) } else { text[..cut].rfind(' ') };
    let kept = match last_word {
        Some(end) if text[..end].width() * 3 >= room * 2 => &text[..end],
        _ => &text[..cut],
    };
    format!("{}…", kept.trim_end_matches([' ', ',', ';', ':', '.', '—', '–']))
}

#[cfg(test)]
mod tests {
    use super::shorten;

    #[test]
    fn long_cells_are_cut_behind_a_word() {
        assert_eq!(shorten("arms supplies", 13), "arms supplies");
        assert_eq!(shorten("the arms supplies", 13), "the arms…");
        assert_eq!(shorten("it, supplies", 4), "it…");
        assert_eq!(shorten("unpronounceable", 6), "unpro…");
        assert_eq!(shorten("北京否认", 5), "北京…");
        assert_eq!(shorten("北京", 0), "…");
    }
}
