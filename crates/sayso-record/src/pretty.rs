//! The reading view: an article with its sources, cues and contents marked, and a table of who said what.
//!
//! In colour, each role has its own; without, brackets stand around it: `[source] <cue> {content}`. A
//! small number after the cue leads to the line of the table; a source or content in another paragraph
//! than its cue carries the number too.
//!
//! The view is for reading: white space is set anew, paragraphs are parted by an empty line, and what
//! would steer a terminal is replaced. Whoever needs offsets takes the record.

mod entities;
mod marks;
mod styles;
mod table;
mod words;
mod wrap;

use std::fmt::Write as _;

use anstyle::Style;
use sayso::Analysis;

use crate::Header;
use marks::Marks;
use styles::{Paint, Styles};
use wrap::Wrapper;

/// How the view is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrettyOptions {
    /// Columns to fill: words longer than a line are broken, cells of the table are shortened. Below 36
    /// the table does not fit.
    pub width: usize,
    /// Whether roles are told apart by ANSI colours or by brackets.
    pub color: bool,
}

/// Blanks left of everything below the heading.
const INDENT: &str = "  ";

/// Longer lines are hard to read, however wide the terminal is.
const WIDEST_TEXT: usize = 100;

/// Appends the view of one document.
///
/// ```
/// use sayso::Analyzer;
/// use sayso_record::{Header, PrettyOptions, write_pretty};
///
/// let text = "“We will answer,” said Andrey Kovalenko.";
/// let analysis = Analyzer::new().analyze(text);
/// let header = Header { id: "wire-1".into(), ..Header::default() };
/// let mut view = String::new();
/// write_pretty(&mut view, &header, text, &analysis, PrettyOptions { width: 80, color: false });
/// assert!(view.contains("{“We will answer,”} <said>¹ [Andrey Kovalenko]."));
/// ```
pub fn write_pretty(
    out: &mut String,
    header: &Header,
    text: &str,
    analysis: &Analysis,
    options: PrettyOptions,
) {
    let styles = Styles::new(options.color);
    heading(out, header, &styles);
    let marks = Marks::new(analysis, !options.color);
    let columns = options.width.min(WIDEST_TEXT);
    let mut wrapper = Wrapper::new(out, INDENT, columns);
    for &paragraph in analysis.segmentation.paragraphs() {
        let range = analysis.segmentation.tokens().cover(paragraph);
        words::write(&mut wrapper, text, range, &marks, &styles);
        wrapper.end_paragraph();
    }
    if analysis.attributions.is_empty() {
        let _ = writeln!(out, "{INDENT}{}", "No attribution found.".paint(styles.faint));
    } else {
        table::write(out, text, analysis, &styles, options.width.saturating_sub(INDENT.len()));
        legend(out, &styles, options.color);
    }
    entities::write(out, text, analysis, &styles, options.width.saturating_sub(INDENT.len()));
}

/// The title, a line with what else is known, and what was odd.
fn heading(out: &mut String, header: &Header, styles: &Styles) {
    let meta = &header.meta;
    let title = meta.title.as_deref().filter(|title| !title.trim().is_empty());
    let _ = writeln!(out, "{}", words::clean(title.unwrap_or(&header.id)).paint(styles.title));
    let id = title.is_some().then_some(header.id.as_str());
    let known = [id, meta.publisher.as_deref(), meta.date.as_deref(), meta.path.as_deref()];
    let known: Vec<String> = known.into_iter().flatten().map(words::clean).collect();
    if !known.is_empty() {
        let _ = writeln!(out, "{}", known.join(" · ").paint(styles.faint));
    }
    for note in &header.notes {
        let note = format!("note: {}", words::clean(&note.detail));
        let _ = writeln!(out, "{}", note.paint(styles.warning));
    }
    out.push('\n');
}

/// Says what the colours or brackets mean.
fn legend(out: &mut String, styles: &Styles, color: bool) {
    let show = |name: &str, open, close, style: Style| {
        if color { name.paint(style).to_string() } else { format!("{open}{name}{close}") }
    };
    let _ = writeln!(
        out,
        "\n{INDENT}{} {} {}",
        show("source", '[', ']', styles.source),
        show("cue", '<', '>', styles.cue),
        show("content", '{', '}', styles.content)
    );
}
