//! Columns for a terminal.

use anstyle::Style;
use sayso_report::write_text;

use super::format::text;
use super::{Format, Holds};

pub(super) const FORMAT: Format = Format {
    name: "text",
    help: "Columns for a terminal",
    holds: Holds::Tables,
    for_programs: false,
    binary: false,
    write: |printed| {
        let mut plain = String::new();
        write_text(&mut plain, printed.report, printed.width);
        text(|out| if printed.color { coloured(out, &plain) } else { *out = plain })
    },
};

/// Titles, which alone begin at the edge, stand out, and notes step back.
fn coloured(out: &mut String, plain: &str) {
    for line in plain.split_inclusive('\n') {
        let style = match line.trim_end() {
            "" => Style::new(),
            words if !words.starts_with(' ') => Style::new().bold(),
            words if words.starts_with("  note: ") => Style::new().dimmed(),
            _ => Style::new(),
        };
        let words = line.trim_end_matches('\n');
        out.extend([&format!("{style}{words}{style:#}"), &line[words.len()..]]);
    }
}
