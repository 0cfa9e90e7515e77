//! What stands where in the text: the role of every stretch, and the signs between them.
//!
//! Spans of different attributions overlap (one in the other's content) and cross. A stretch shows one
//! role only: an inner source or cue rather than the content around it.

use sayso::{Analysis, Attribution, TextRange};

/// The part a stretch of text plays, the one that shows last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    None,
    Content,
    Cue,
    Source,
}

/// Marks over one text.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Where a role begins, in order; it lasts until the next.
    roles: Vec<(u32, Role)>,
    /// Signs in the order in which they stand.
    signs: Vec<Sign>,
}

/// A bracket or number to be put into the text.
#[derive(Debug)]
pub(super) struct Sign {
    pub(super) at: u32,
    pub(super) text: String,
    pub(super) is_number: bool,
    /// Whether it belongs to the words after it.
    pub(super) opens: bool,
}

impl Marks {
    /// Marks for every attribution, with brackets or without.
    pub(super) fn new(analysis: &Analysis, brackets: bool) -> Self {
        let mut spans = Vec::new();
        for (i, attribution) in analysis.attributions.iter().enumerate() {
            collect(analysis, attribution, i + 1, &mut spans);
        }
        // One source may stand for two cues: the same brackets around it once.
        spans.sort_by_key(|s| (s.range, s.role, s.number));
        spans.dedup_by(|next, last| {
            let same = (next.range, next.role) == (last.range, last.role);
            let joins = same && (next.number.is_none() || last.number.is_none());
            if joins {
                last.number = last.number.or(next.number);
            }
            joins
        });
        Self { roles: roles(&spans), signs: signs(&spans, brackets) }
    }

    /// The stretches of `range` with their roles, in order.
    pub(super) fn stretches(&self, range: TextRange) -> impl Iterator<Item = (TextRange, Role)> {
        let first = self.roles.partition_point(|&(from, _)| from <= range.start());
        let begin = first.checked_sub(1).map_or(Role::None, |i| self.roles[i].1);
        let mut at = (range.start(), begin);
        let mut rest = self.roles[first..].iter();
        std::iter::from_fn(move || {
            let (start, role) = at;
            if start >= range.end() {
                return None;
            }
            at = rest.next().copied().unwrap_or((range.end(), Role::None));
            Some((TextRange::new(start, at.0.min(range.end())), role))
        })
    }

    /// The signs that stand from the start of `range` to its end, the end included for those that close.
    pub(super) fn signs(&self, range: TextRange) -> &[Sign] {
        let inside = |s: &Sign| s.at < range.end() || s.at == range.end() && !s.opens;
        let first = self.signs.partition_point(|s| s.at < range.start());
        let after = self.signs.partition_point(inside);
        &self.signs[first..after.max(first)]
    }
}

/// One span of one attribution.
#[derive(Debug)]
struct Span {
    range: TextRange,
    role: Role,
    /// The number to show after it.
    number: Option<usize>,
}

fn collect(analysis: &Analysis, attribution: &Attribution, number: usize, spans: &mut Vec<Span>) {
    let segmentation = &analysis.segmentation;
    let paragraph = |range: TextRange| {
        let token = segmentation.tokens().within(range).start();
        segmentation.paragraphs().partition_point(|p| p.end() <= token)
    };
    let cues = &attribution.cue.spans;
    let home = cues.last().map(|&cue| paragraph(cue));
    let mut add = |ranges: &[TextRange], role: Role| {
        for (i, &range) in ranges.iter().enumerate().filter(|(_, range)| !range.is_empty()) {
            let numbered = match role {
                Role::Cue => i + 1 == ranges.len(),
                _ => Some(paragraph(range)) != home,
            };
            spans.push(Span { range, role, number: numbered.then_some(number) });
        }
    };
    add(cues, Role::Cue);
    add(&attribution.source.spans, Role::Source);
    add(&attribution.content.spans, Role::Content);
}

/// Where the role that shows changes.
fn roles(spans: &[Span]) -> Vec<(u32, Role)> {
    let mut edges: Vec<(u32, Role, bool)> = spans
        .iter()
        .flat_map(|s| [(s.range.start(), s.role, true), (s.range.end(), s.role, false)])
        .collect();
    edges.sort_unstable();
    let mut open = [0u32; 4];
    let mut roles: Vec<(u32, Role)> = Vec::new();
    for (at, role, begins) in edges {
        let count = &mut open[role as usize];
        *count = if begins { *count + 1 } else { *count - 1 };
        let shown = [Role::Source, Role::Cue, Role::Content]
            .into_iter()
            .find(|&role| open[role as usize] > 0)
            .unwrap_or(Role::None);
        match roles.last_mut() {
            Some(last) if last.0 == at => last.1 = shown,
            _ => roles.push((at, shown)),
        }
    }
    roles
}

/// Brackets, if wanted, and numbers. At one place, what ends comes before what begins, and the inner
/// bracket stands next to its words.
fn signs(spans: &[Span], brackets: bool) -> Vec<Sign> {
    let mut signs = Vec::new();
    for span in spans {
        let (start, end) = (span.range.start(), span.range.end());
        let (open, close) = match span.role {
            Role::Source => ("[", "]"),
            Role::Cue => ("<", ">"),
            _ => ("{", "}"),
        };
        let sign =
            |at, text: &str, is_number, opens| Sign { at, text: text.to_owned(), is_number, opens };
        if brackets {
            signs.push((start, 1, u32::MAX - end, sign(start, open, false, true)));
            signs.push((end, 0, u32::MAX - start, sign(end, close, false, false)));
        }
        if let Some(number) = span.number {
            signs.push((end, 0, u32::MAX - start, sign(end, &superscript(number), true, false)));
        }
    }
    signs.sort_by_key(|&(at, closes_first, inner_first, _)| (at, closes_first, inner_first));
    signs.into_iter().map(|(.., sign)| sign).collect()
}

/// A number in small raised digits: ¹².
fn superscript(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = number.to_string();
    digits.bytes().map(|digit| DIGITS[usize::from(digit - b'0')]).collect()
}
