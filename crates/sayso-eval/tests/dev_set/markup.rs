//! Reads an annotated article: plain text with brackets around who, how and what, and a table under it.

use std::collections::BTreeMap;

use sayso_eval::{Article, Attribution, Span};

/// The line between head, text and table.
const RULE: &str = "----\n";

/// An article of the set, its annotation in the form that the scorers take.
#[derive(Debug)]
pub(crate) struct Annotated {
    pub(crate) genre: String,
    /// Text and attributions, inner ones too: their `parent` is an index in the list.
    pub(crate) article: Article,
    /// The full name of the speaker, for each attribution that has one.
    pub(crate) speakers: Vec<Option<String>>,
}

impl Annotated {
    /// Reads the file called `id`. The error says what is wrong with it.
    pub(crate) fn parse(id: &str, file: &str) -> Result<Self, String> {
        let mut parts = file.splitn(3, RULE);
        let (Some(head), Some(marked), Some(table)) = (parts.next(), parts.next(), parts.next())
        else {
            return Err("needs a head, a text and a table, with a line ---- between them".into());
        };
        let genre = head.trim().strip_prefix("genre: ").ok_or("the head must be `genre: ...`")?;
        let (text, mut roles) = unmark(marked.trim_end())?;
        let rows: Result<Vec<Row>, String> = table.lines().map(Row::parse).collect();
        let rows = rows?;
        let (mut attributions, mut speakers) = (Vec::new(), Vec::new());
        for row in &rows {
            let [source, cue, content] = roles
                .remove(&row.number)
                .ok_or_else(|| row.wrong("is not in the text, or twice"))?;
            let parent = match row.parent {
                None => None,
                Some(number) => Some(
                    rows.iter()
                        .position(|other| other.number == number)
                        .ok_or_else(|| row.wrong("is inside of one that is not there"))?
                        as u32,
                ),
            };
            if cue.len() != 1 || content.is_empty() {
                return Err(row.wrong("must have one cue, and a content"));
            }
            if source.is_empty() != (row.kind == "none") {
                return Err(row.wrong("has a source and kind `none`, or neither"));
            }
            attributions.push(Attribution {
                source,
                cue,
                content,
                parent,
                kind: Some(row.kind.to_owned()),
                stance: Some(row.stance.to_owned()),
                quotation: Some(row.quotation.to_owned()),
            });
            speakers.push(row.speaker.map(str::to_owned));
        }
        match roles.keys().next() {
            Some(number) => Err(format!("{number} is marked, but not in the table")),
            None => Ok(Self {
                genre: genre.to_owned(),
                article: Article { id: id.to_owned(), text, attributions },
                speakers,
            }),
        }
    }
}

/// Source, cue and content, in code points.
type Roles = [Vec<Span>; 3];

/// Opening and closing bracket of source, cue and content.
const BRACKETS: [(char, char); 3] = [('[', ']'), ('<', '>'), ('{', '}')];

/// The text without brackets, and what they hold by number.
fn unmark(marked: &str) -> Result<(String, BTreeMap<u32, Roles>), String> {
    let mut text = String::new();
    let mut length = 0;
    let mut roles: BTreeMap<u32, Roles> = BTreeMap::new();
    let mut open: Vec<(usize, Vec<u32>, u32)> = Vec::new();
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        let closes = open.last().is_some_and(|&(role, ..)| BRACKETS[role].1 == c);
        if let Some((role, numbers, after)) = opening(rest) {
            open.push((role, numbers, length));
            rest = after;
        } else if closes && let Some((role, numbers, start)) = open.pop() {
            for number in numbers {
                roles.entry(number).or_default()[role].push((start, length));
            }
            rest = &rest[1..];
        } else {
            text.push(c);
            length += 1;
            rest = &rest[c.len_utf8()..];
        }
    }
    match open.pop() {
        Some((_, numbers, _)) => Err(format!("a bracket of {numbers:?} is never closed")),
        None => {
            for spans in roles.values_mut().flatten() {
                spans.sort_unstable();
            }
            Ok((text, roles))
        }
    }
}

/// A bracket with its numbers and a space, such as `[1,2 `: the role, the numbers, and what follows. Brackets
/// without a number belong to the text.
fn opening(rest: &str) -> Option<(usize, Vec<u32>, &str)> {
    let role = BRACKETS.iter().position(|&(open, _)| rest.starts_with(open))?;
    let (numbers, after) = rest[1..].split_once(' ')?;
    let numbers: Result<Vec<u32>, _> = numbers.split(',').map(str::parse).collect();
    Some((role, numbers.ok()?, after))
}

/// A line of the table: `3 person assert mixed in 2 = Teresa Quillan`.
struct Row<'a> {
    number: u32,
    kind: &'a str,
    stance: &'a str,
    quotation: &'a str,
    parent: Option<u32>,
    speaker: Option<&'a str>,
}

impl<'a> Row<'a> {
    fn parse(line: &'a str) -> Result<Self, String> {
        let wrong = || {
            format!("a line must be `NUMBER KIND STANCE QUOTATION [in NUMBER] [= NAME]`: {line}")
        };
        let (fields, speaker) = match line.split_once(" = ") {
            Some((fields, name)) => (fields, Some(name.trim())),
            None => (line, None),
        };
        let fields: Vec<&str> = fields.split_whitespace().collect();
        let (&[number, kind, stance, quotation], parent) = (match fields.as_slice() {
            [fields @ .., "in", parent] => (fields, Some(*parent)),
            fields => (fields, None),
        }) else {
            return Err(wrong());
        };
        let known = sayso::SourceKind::from_name(kind).is_some()
            && sayso::Stance::from_name(stance).is_some()
            && sayso::QuotationType::from_name(quotation).is_some();
        let number = number.parse().ok().filter(|_| known).ok_or_else(wrong)?;
        let parent = parent.map(|parent| parent.parse().map_err(|_| wrong())).transpose()?;
        Ok(Self { number, kind, stance, quotation, parent, speaker })
    }

    fn wrong(&self, what: &str) -> String {
        format!("{} {what}", self.number)
    }
}

#[test]
fn brackets_give_text_and_code_points() {
    let file = "genre: test\n----\n{1 “Née [sic],”} [1,2 she] <1 said>, and <2 denied> {2 it}.\n----\n\
        1 person assert direct = Ann Bell\n2 person deny indirect in 1\n";
    let Annotated { genre, article, speakers } = Annotated::parse("a", file).expect("well-formed");
    assert_eq!(
        (genre.as_str(), article.text.as_str()),
        ("test", "“Née [sic],” she said, and denied it.")
    );
    let [first, second] = &article.attributions[..] else { panic!("two attributions") };
    assert_eq!((&first.content[..], &first.source[..]), (&[(0, 12)][..], &[(13, 16)][..]));
    assert_eq!((second.source.as_slice(), second.parent), (&[(13, 16)][..], Some(0)));
    assert_eq!(speakers, [Some("Ann Bell".to_owned()), None]);
}

#[test]
fn faults_of_the_markup_are_named() {
    let fault = |text: &str, table: &str| {
        Annotated::parse("a", &format!("genre: test\n----\n{text}\n----\n{table}\n"))
            .expect_err(table)
    };
    let good = "[1 She] <1 said> {1 no}.";
    assert_eq!(
        fault("[1 She] <1 said> {1 no.", "1 person assert direct"),
        "a bracket of [1] is never closed"
    );
    assert_eq!(fault(good, "2 person assert direct"), "2 is not in the text, or twice");
    assert_eq!(fault(good, "1 none assert direct"), "1 has a source and kind `none`, or neither");
    assert_eq!(fault("{1 She} <1 said> {1 no}.", "1 human assert direct").split(':').count(), 2);
    assert_eq!(
        fault("[1 She] said {1 no}.", "1 person assert direct"),
        "1 must have one cue, and a content"
    );
}
