//! An article as HTML, with its attributions marked.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::Range;

use crate::{Record, RecordText, SpanRecord};

/// What a stretch of text may be. It shows the first that it is.
const PARTS: [&str; 3] = ["source", "cue", "content"];

/// A stretch of the text that is a part of an attribution.
struct Mark {
    range: Range<usize>,
    part: usize,
    attribution: u32,
}

/// Appends the article as a fragment of HTML: `<article class="sayso">` with a `<p>` for each paragraph. What belongs to an
/// attribution is in `<mark class="source">`, `"cue"` or `"content"`, whose attribute `data-attributions` lists the ids.
///
/// Marks never overlap: where attributions do, the text is cut. It is escaped, and holds no other markup.
///
/// ```
/// use sayso::{Analyzer, OffsetUnit};
/// use sayso_record::{Header, Layers, Record, write_html};
///
/// let text = "Pyongyang <denied> it.\n\nTroops left, he said.";
/// let analysis = Analyzer::new().analyze(text);
/// let record =
///     Record::new(Header::default(), text, &analysis, Layers::default(), OffsetUnit::Char);
/// let mut html = String::new();
/// write_html(&mut html, &record);
/// assert!(html.starts_with(r#"<article class="sayso"><p dir="auto">"#));
/// assert!(html.contains("&lt;denied&gt;"));
/// assert!(html.contains(r#"<mark class="cue" data-attributions="#));
/// ```
pub fn write_html(out: &mut String, record: &Record) {
    out.push_str("<article class=\"sayso\">");
    if let Some(text) = &record.text {
        let marks = marks(record, &RecordText::new(text, record.offsets));
        // Those that hold something of the paragraph, and those to come.
        let (mut near, mut marks) = (Vec::new(), marks.into_iter().peekable());
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let range = start..start + line.trim_end().len();
            start += line.len();
            near.retain(|mark: &Mark| mark.range.end > range.start);
            near.extend(std::iter::from_fn(|| marks.next_if(|mark| mark.range.start < range.end)));
            if !range.is_empty() {
                out.push_str("<p dir=\"auto\">");
                paragraph(out, text, range, &near);
                out.push_str("</p>");
            }
        }
    }
    out.push_str("</article>\n");
}

fn marks(record: &Record, text: &RecordText<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for a in record.attributions.iter().flatten() {
        let spans: [&[SpanRecord]; 3] = [&a.source.spans, &a.cue.spans, &a.content.spans];
        for (part, spans) in spans.into_iter().enumerate() {
            let ranges = spans.iter().filter_map(|&span| text.range(span));
            marks.extend(ranges.map(|range| Mark { range, part, attribution: a.id }));
        }
    }
    marks.sort_by_key(|mark| mark.range.start);
    marks
}

fn paragraph(out: &mut String, text: &str, range: Range<usize>, near: &[Mark]) {
    let ends = near.iter().flat_map(|mark| [mark.range.start, mark.range.end]);
    let mut cuts: BTreeSet<usize> = ends.filter(|at| range.contains(at)).collect();
    cuts.extend([range.start, range.end]);
    let cuts: Vec<usize> = cuts.into_iter().collect();
    for pair in cuts.windows(2) {
        let stretch = pair[0]..pair[1];
        let holding =
            || near.iter().filter(|m| m.range.start < stretch.end && m.range.end > stretch.start);
        let Some(part) = holding().map(|mark| mark.part).min() else {
            escape(out, &text[stretch]);
            continue;
        };
        let ids: BTreeSet<u32> = holding().map(|mark| mark.attribution).collect();
        let _ = write!(out, "<mark class=\"{}\" data-attributions=\"", PARTS[part]);
        for (i, id) in ids.iter().enumerate() {
            let _ = write!(out, "{}{id}", if i > 0 { " " } else { "" });
        }
        out.push_str("\">");
        escape(out, &text[stretch]);
        out.push_str("</mark>");
    }
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\0' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use sayso::{Analyzer, OffsetUnit};

    use super::*;
    use crate::{Header, Layers};

    fn html(text: &str) -> String {
        let analysis = Analyzer::new().analyze(text);
        let (layers, offsets) = (Layers::default(), OffsetUnit::Utf16);
        let record = Record::new(Header::default(), text, &analysis, layers, offsets);
        let mut out = String::new();
        write_html(&mut out, &record);
        out
    }

    #[test]
    fn a_content_goes_on_over_paragraphs() {
        assert_eq!(
            html("“We will stay,” said Ann Pole. “It is 𝔼asy.\n\n“And it is right.”"),
            "<article class=\"sayso\"><p dir=\"auto\">\
             <mark class=\"content\" data-attributions=\"0\">“We will stay,”</mark> \
             <mark class=\"cue\" data-attributions=\"0\">said</mark> \
             <mark class=\"source\" data-attributions=\"0\">Ann Pole</mark>. \
             <mark class=\"content\" data-attributions=\"0\">“It is 𝔼asy.</mark></p><p dir=\"auto\">\
             <mark class=\"content\" data-attributions=\"0\">“And it is right.”</mark></p></article>\n"
        );
    }

    #[test]
    fn a_stretch_of_several_attributions_names_all() {
        let found = html("Pyongyang denied it, he said.");
        assert!(
            found.contains("<mark class=\"source\" data-attributions=\"0 1\">Pyongyang</mark>"),
            "{found}"
        );
        assert_eq!(html(""), "<article class=\"sayso\"></article>\n");
    }
}
