//! brat standoff, the format of the annotation tool brat: one file with the text, one with a line for each
//! stretch that is marked in it. People correct by hand in brat what the program found.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sayso::{Actuality, Analysis, EntityKind, OffsetMap, OffsetUnit, Polarity, Stance, TextRange};

/// Appends the `.ann` file of the document to `out`; its `.txt` file is `text` as it is.
///
/// Mentions of entities are text bounds of their kind. An attribution is an event: its cue is the trigger,
/// `Source` and `Content` are its arguments, `Stance` is its attribute. Offsets count code points, as brat
/// does. A stretch that runs over the end of a line, or has a tab in it, is written in pieces, since brat
/// allows no line end within one.
///
/// ```
/// use sayso::Analyzer;
/// use sayso_record::write_brat;
///
/// let text = "“We will answer,” said Andrey Kovalenko.";
/// let mut out = String::new();
/// write_brat(&mut out, text, &Analyzer::new().analyze(text));
/// assert_eq!(out, "\
/// T1\tPerson 23 39\tAndrey Kovalenko
/// T2\tCue 18 22\tsaid
/// T3\tSource 23 39\tAndrey Kovalenko
/// T4\tContent 0 17\t“We will answer,”
/// E1\tCue:T2 Source:T3 Content:T4
/// A1\tStance E1 assert
/// A2\tPolarity E1 positive
/// A3\tActuality E1 actual
/// ");
/// ```
pub fn write_brat(out: &mut String, text: &str, analysis: &Analysis) {
    let map = OffsetMap::new(text, OffsetUnit::Char);
    let mut writer = Writer { text, map, known: BTreeMap::new(), out };
    for mention in analysis.entities.mentions() {
        writer.mark(capital(mention.kind.as_str()), &[mention.range]);
    }
    let (mut events, mut attributes) = (0, 0);
    for attribution in &analysis.attributions {
        let Some(cue) = writer.mark("Cue".into(), &attribution.cue.spans) else { continue };
        let source = writer.mark("Source".into(), &attribution.source.spans);
        let content = writer.mark("Content".into(), &attribution.content.spans);
        events += 1;
        push(writer.out, format_args!("E{events}\tCue:T{cue}"));
        for (role, argument) in [("Source", source), ("Content", content)] {
            if let Some(argument) = argument {
                push(writer.out, format_args!(" {role}:T{argument}"));
            }
        }
        push(writer.out, format_args!("\n"));
        for (name, value) in [
            ("Stance", attribution.stance.as_str()),
            ("Polarity", attribution.polarity.as_str()),
            ("Actuality", attribution.actuality.as_str()),
        ] {
            attributes += 1;
            push(writer.out, format_args!("A{attributes}\t{name} E{events} {value}\n"));
        }
    }
}

/// The `annotation.conf` with which brat shows what [`write_brat`] writes: one for a folder of documents.
///
/// ```
/// assert!(sayso_record::brat_configuration().contains("Cue Source?:Source, Content?:Content\n"));
/// ```
pub fn brat_configuration() -> String {
    let mut out = String::from("[entities]\nSource\nContent\n");
    for kind in EntityKind::ALL {
        push(&mut out, format_args!("{}\n", capital(kind.as_str())));
    }
    let values = |names: &[&str]| names.join("|");
    let stances = values(&Stance::ALL.iter().map(|s| s.as_str()).collect::<Vec<_>>());
    let polarities = values(&Polarity::ALL.iter().map(|p| p.as_str()).collect::<Vec<_>>());
    let actualities = values(&Actuality::ALL.iter().map(|a| a.as_str()).collect::<Vec<_>>());
    push(
        &mut out,
        format_args!(
            "\n[relations]\n<OVERLAP> Arg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>\n\n\
             [events]\nCue Source?:Source, Content?:Content\n\n\
             [attributes]\nStance Arg:<EVENT>, Value:{stances}\n\
             Polarity Arg:<EVENT>, Value:{polarities}\n\
             Actuality Arg:<EVENT>, Value:{actualities}\n"
        ),
    );
    out
}

struct Writer<'a> {
    text: &'a str,
    map: OffsetMap<'a>,
    /// What is marked already: attributions share sources, and chains share more.
    known: BTreeMap<(String, Vec<TextRange>), usize>,
    out: &'a mut String,
}

impl Writer<'_> {
    /// Marks a stretch, once, and gives back the number of its line; nothing where there is no text.
    fn mark(&mut self, kind: String, ranges: &[TextRange]) -> Option<usize> {
        let pieces: Vec<TextRange> = ranges.iter().flat_map(|&r| pieces(self.text, r)).collect();
        if pieces.is_empty() {
            return None;
        }
        let next = self.known.len() + 1;
        let key = (kind, pieces);
        if let Some(&number) = self.known.get(&key) {
            return Some(number);
        }
        push(self.out, format_args!("T{next}\t{} ", key.0));
        for (i, piece) in key.1.iter().enumerate() {
            let [start, end] = [piece.start(), piece.end()].map(|offset| self.map.get(offset));
            let between = if i > 0 { ";" } else { "" };
            push(self.out, format_args!("{between}{start} {end}"));
        }
        for (i, &piece) in key.1.iter().enumerate() {
            self.out.push(if i > 0 { ' ' } else { '\t' });
            self.out.push_str(&self.text[piece]);
        }
        self.out.push('\n');
        self.known.insert(key, next);
        Some(next)
    }
}

/// The parts of a stretch between line ends and tabs, without the white space at their edges.
fn pieces(text: &str, range: TextRange) -> Vec<TextRange> {
    let mut pieces = Vec::new();
    let mut start = range.start();
    for line in text[range].split_inclusive(is_break) {
        let whole = line.trim_start();
        let from = start + (line.len() - whole.len()) as u32;
        let whole = whole.trim_end();
        if !whole.is_empty() {
            pieces.push(TextRange::new(from, from + whole.len() as u32));
        }
        start += line.len() as u32;
    }
    pieces
}

/// Whatever some reader of lines or columns takes for the end of one.
fn is_break(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The name of a type as brat's own are written: `Person`.
pub(crate) fn capital(name: &str) -> String {
    let mut name = name.to_owned();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

fn push(out: &mut String, line: std::fmt::Arguments<'_>) {
    out.write_fmt(line).expect("a string takes everything");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_piece_runs_over_a_line_end() {
        let text = "x “We\r\n\twill \n\n answer\u{2028}it.” \n";
        let pieces = pieces(text, TextRange::new(2, text.len() as u32));
        let words: Vec<&str> = pieces.iter().map(|&piece| &text[piece]).collect();
        assert_eq!(words, ["“We", "will", "answer", "it.”"]);
        assert!(super::pieces(" \n\t", TextRange::new(0, 3)).is_empty());
    }

    #[test]
    fn what_is_marked_twice_is_written_once() {
        let (text, mut out) = ("é a\nb c", String::new());
        let map = OffsetMap::new(text, OffsetUnit::Char);
        let mut writer = Writer { text, map, known: BTreeMap::new(), out: &mut out };
        let ranges = [TextRange::new(3, 6), TextRange::new(7, 8)];
        assert_eq!(writer.mark("Content".into(), &ranges), Some(1));
        assert_eq!(writer.mark("Content".into(), &ranges), Some(1));
        assert_eq!(writer.mark("Source".into(), &ranges[..1]), Some(2));
        assert_eq!(writer.mark("Source".into(), &[]), None);
        assert_eq!(out, "T1\tContent 2 3;4 5;6 7\ta b c\nT2\tSource 2 3;4 5\ta b\n");
    }
}
