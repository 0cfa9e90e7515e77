//! Gold from brat: a text and the annotations that people corrected there.

use std::collections::HashMap;

use crate::articles::{are_at, in_text, nest};
use crate::{Article, Attribution, EvalError, Span};

/// Reads one document of brat, the text of its `.txt` and the annotations of its `.ann`, in the form in which
/// `sayso analyze --format brat` writes them: events `Cue` with arguments `Source` and `Content`, and the attribute `Stance`.
///
/// ```
/// let annotations = "T1\tCue 7 13\tdenied\nT2\tSource 0 6\tMoscow\nT3\tContent 14 16\tit\nE1\tCue:T1 Source:T2 Content:T3\n";
/// let gold = sayso_eval::read_brat("a1", "Moscow denied it.", annotations)?;
/// assert_eq!(gold.attributions[0].source, [(0, 6)]);
/// # Ok::<(), sayso_eval::EvalError>(())
/// ```
///
/// # Errors
/// If a line is not of that form, or names another that is not there.
pub fn read_brat(id: &str, text: &str, annotations: &str) -> Result<Article, EvalError> {
    let letters: Vec<char> = text.chars().collect();
    let mut marks = HashMap::new();
    let mut events = Vec::new();
    let mut stances = HashMap::new();
    for (line, content) in (1..).zip(annotations.lines()) {
        let wrong = |problem: &str| EvalError::Columns { line, problem: problem.to_owned() };
        let mut columns = content.split('\t');
        let (name, rest) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
        match name.chars().next() {
            Some('T') => {
                let spans = spans(rest)
                    .ok_or_else(|| wrong("no offsets; a mark is `T1`, tab, `Cue 7 13`"))?;
                in_text(id, &spans, letters.len())?;
                if let Some(words) = columns.next().filter(|words| !are_at(words, &spans, &letters))
                {
                    let problem =
                        format!("`{words}` is not what the text has there; was it changed?");
                    return Err(EvalError::Columns { line, problem });
                }
                marks.insert(name, joined(spans, &letters));
            }
            Some('E') => events.push((line, name, rest)),
            Some('A' | 'M') => {
                let mut words = rest.split(' ');
                if let (Some("Stance"), Some(event), Some(value)) =
                    (words.next(), words.next(), words.next())
                {
                    stances.insert(event, value);
                }
            }
            // Notes, relations and normalisations say nothing of attributions.
            Some('R' | 'N' | '*' | '#') | None => {}
            Some(_) => {
                return Err(wrong(
                    "not a line of brat; they begin with T1, E1, A1, R1, N1, * or #1",
                ));
            }
        }
    }
    let mut attributions = Vec::new();
    for (line, name, arguments) in events {
        let mut attribution = Attribution::default();
        for argument in arguments.split_whitespace() {
            let (role, mark) = argument.split_once(':').unwrap_or_default();
            let found: &Vec<Span> = marks.get(mark).ok_or_else(|| {
                let problem = format!("`{argument}` names no mark of this file");
                EvalError::Columns { line, problem }
            })?;
            // A further argument of one role is called Content2.
            let role = role.trim_end_matches(|c: char| c.is_ascii_digit());
            if let Some(spans) = attribution.role_mut(role) {
                spans.extend(found);
                spans.sort_unstable();
            }
        }
        attribution.stance = stances.get(name).map(|&stance| stance.to_owned());
        attributions.push(attribution);
    }
    nest(&mut attributions);
    Ok(Article { id: id.to_owned(), text: text.to_owned(), attributions })
}

/// The offsets of `Content 0 17;20 30`.
fn spans(mark: &str) -> Option<Vec<Span>> {
    let (_, offsets) = mark.split_once(' ')?;
    let span = |piece: &str| {
        let (start, end) = piece.split_once(' ')?;
        Some((start.parse().ok()?, end.parse().ok()?))
    };
    offsets.split(';').map(span).collect()
}

/// The spans with those joined that only white space parts: brat cuts them at the ends of lines.
fn joined(spans: Vec<Span>, letters: &[char]) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last)
                if last.1 <= span.0
                    && letters[last.1 as usize..span.0 as usize]
                        .iter()
                        .all(|c| c.is_whitespace()) =>
            {
                last.1 = span.1;
            }
            _ => joined.push(span),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_at_the_ends_of_lines_are_one() {
        let text = "“Yes,\nno,” he said, “maybe.”";
        let annotations = "T1\tCue 14 18\tsaid\nT2\tContent 0 5;6 10\t“Yes, no,”\nT3\tContent 20 28\t“maybe.”\n\
            E1\tCue:T1 Content:T2 Content2:T3\nA1\tStance E1 assert\n#1\tAnnotatorNotes E1\tsure\n";
        let gold = read_brat("a", text, annotations).expect("whole");
        assert_eq!(gold.attributions[0].content, [(0, 10), (20, 28)]);
        assert_eq!(gold.attributions[0].stance.as_deref(), Some("assert"));
    }

    #[test]
    fn what_is_in_a_content_is_nested() {
        let annotations = "T1\tCue 6 10\tsays\nT2\tContent 11 27\tMoscow denied it\nT3\tCue 18 24\tdenied\n\
            T4\tContent 25 27\tit\nT5\tSource 11 17\tMoscow\n\
            E1\tCue:T3 Source:T5 Content:T4\nE2\tCue:T1 Content:T2\n";
        let gold = read_brat("a", "Minsk says Moscow denied it.", annotations).expect("whole");
        assert_eq!(gold.attributions.iter().map(|a| a.parent).collect::<Vec<_>>(), [Some(1), None]);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let check = |annotations: &str, expected: &str| {
            let error = read_brat("a", "It is.", annotations).expect_err("damaged");
            assert_eq!(error.to_string(), expected);
        };
        check("T1\tCue x\tis", "line 1: no offsets; a mark is `T1`, tab, `Cue 7 13`");
        check("T1\tCue 3 5\tsi", "line 1: `si` is not what the text has there; was it changed?");
        check(
            "hello world",
            "line 1: not a line of brat; they begin with T1, E1, A1, R1, N1, * or #1",
        );
        check("\nE1\tCue:T9", "line 2: `Cue:T9` names no mark of this file");
        check(
            "T1\tCue 3 50\tis",
            "document `a`: span [3, 50] is not in the text of 6 characters; gold and predictions must be of one text",
        );
        check(
            "T1\tCue 0 1;9 3\tis",
            "document `a`: span [9, 3] is not in the text of 6 characters; gold and predictions must be of one text",
        );
    }
}
