//! Sentences and short articles with every field of every attribution in them: see `attributions.txt`, which says how
//! they are written, `sources.txt`, which is about who the source is, and `genres.txt`: transcripts and wrapped text.
//!
//! `UPDATE=1 cargo test -p sayso-attribution --test attributions` rewrites the files with what is found today. Read
//! the difference line by line before keeping it: the file says what is right, not what the program does.

use std::fmt::Write as _;
use std::path::Path;

use sayso::{Actuality, Analysis, Analyzer, Attribution, CueList, Polarity, TextRange};

/// A text and the attributions expected in it.
#[derive(Debug, Default)]
struct Case {
    /// Comments and blank lines before the case.
    before: Vec<String>,
    /// The line of the text in the file, counted from 1.
    line: usize,
    /// The text as the file writes it: `⏎` is a paragraph break.
    text: String,
    /// Lines of a user's cue list: `cue,pos,stance`.
    cues: Option<String>,
    /// Whether the program is known to get it wrong.
    fails: bool,
    /// What is right.
    expected: Vec<String>,
    /// What the program finds instead, if it `fails`.
    wrong: Vec<String>,
}

/// The only place that calls the library.
fn analyze(text: &str, cues: Option<&str>) -> Analysis {
    let analyzer = match cues {
        None => Analyzer::new(),
        Some(cues) => {
            let table = format!("cue,pos,stance\n{}\n", cues.replace("; ", "\n"));
            let list = CueList::read(table.as_bytes()).expect("a list of cues");
            Analyzer::builder().cues(list).build()
        }
    };
    analyzer.analyze(text)
}

/// What is found in a text, one attribution a line, in the form of the file.
fn found(case: &Case) -> Vec<String> {
    let text = case.text.replace(" ⏎ ", "\n\n").replace(" ↵ ", "\n");
    let analysis = analyze(&text, case.cues.as_deref());
    if analysis.attributions.is_empty() {
        return vec!["-".to_owned()];
    }
    analysis.attributions.iter().map(|attribution| line(&text, &analysis, attribution)).collect()
}

fn line(text: &str, analysis: &Analysis, attribution: &Attribution) -> String {
    let Attribution { source, cue, content, stance, hedges, parent, continues, .. } = attribution;
    let (polarity, actuality) = (attribution.polarity, attribution.actuality);
    let mut out = String::new();
    pieces(&mut out, text, &source.spans, "[", "]");
    if source.spans.is_empty() {
        out.push_str("[]");
    }
    if let Some(entity) = source.entity {
        let _ = write!(
            out,
            "={}",
            analysis.entities.name(text, entity).replace("\n\n", " ⏎ ").replace('\n', " ↵ ")
        );
    }
    let _ = write!(out, " {}", source.kind.as_str());
    field(&mut out, text, "role", source.role);
    field(&mut out, text, "of", source.affiliation);
    field(&mut out, text, "anonymous", source.anonymity.map(|a| a.span));
    field(&mut out, text, "because", source.anonymity.and_then(|a| a.reason));
    out.push(' ');
    pieces(&mut out, text, &cue.spans, "<", ">");
    let _ = write!(out, "={}", cue.lemma);
    field(&mut out, text, "to", cue.addressee);
    field(&mut out, text, "via", cue.channel);
    out.push(' ');
    pieces(&mut out, text, &content.spans, "{", "}");
    let _ = write!(out, " {} {}", content.quotation.as_str(), stance.as_str());
    if polarity == Polarity::Negative {
        let _ = write!(out, " {}", polarity.as_str());
    }
    if actuality != Actuality::Actual {
        let _ = write!(out, " {}", actuality.as_str());
    }
    hedges.iter().for_each(|&hedge| field(&mut out, text, "hedge", Some(hedge)));
    for (name, link) in [("in", parent), ("continues", continues)] {
        if let Some(link) = link {
            let _ = write!(out, " {name}({})", link + 1);
        }
    }
    out
}

fn pieces(out: &mut String, text: &str, spans: &[TextRange], open: &str, close: &str) {
    for &span in spans {
        let _ = write!(out, "{open}{}{close}", words(text, span));
    }
}

fn field(out: &mut String, text: &str, name: &str, span: Option<TextRange>) {
    if let Some(span) = span {
        let _ = write!(out, " {name}({})", words(text, span));
    }
}

/// The words of a span; with `#2` where it is the second place in the text that has them.
fn words(text: &str, span: TextRange) -> String {
    let words = &text[span];
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let before = text[..span.start() as usize].match_indices(words).filter(|(at, _)| {
        let inside =
            words.starts_with(char::is_alphanumeric) && is_word(text[..*at].chars().next_back());
        let goes_on = words.ends_with(char::is_alphanumeric)
            && is_word(text[at + words.len()..].chars().next());
        !inside && !goes_on
    });
    let shown = words.replace("\n\n", " ⏎ ").replace('\n', " ↵ ");
    match before.count() {
        0 => shown,
        earlier => format!("{shown}#{}", earlier + 1),
    }
}

fn read(file: &str) -> (Vec<Case>, Vec<String>) {
    let (mut cases, mut before): (Vec<Case>, Vec<String>) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(file.lines()) {
        if line.is_empty() || line.starts_with('#') {
            before.push(line.to_owned());
        } else if let Some(wrong) = line.strip_prefix("! ") {
            cases.last_mut().expect("a text above").wrong.push(squeezed(wrong));
        } else if line.starts_with(' ') {
            cases.last_mut().expect("a text above").expected.push(squeezed(line));
        } else {
            let fails = line.starts_with("? ");
            let text = line.trim_start_matches("? ");
            let listed = text.strip_prefix("cues(").and_then(|rest| rest.split_once(") "));
            let (cues, text) = listed.map_or((None, text), |(cues, text)| (Some(cues), text));
            cases.push(Case {
                before: std::mem::take(&mut before),
                line: number,
                text: text.to_owned(),
                cues: cues.map(str::to_owned),
                fails,
                ..Case::default()
            });
        }
    }
    (cases, before)
}

/// With one blank between words, so that lines may be laid out freely.
fn squeezed(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn write(cases: &[Case], after: &[String]) -> String {
    let mut out = String::new();
    for case in cases {
        case.before.iter().for_each(|line| out.extend([line, "\n"]));
        out.push_str(if case.fails { "? " } else { "" });
        if let Some(cues) = &case.cues {
            let _ = write!(out, "cues({cues}) ");
        }
        out.extend([&case.text, "\n"]);
        case.expected.iter().for_each(|line| out.extend(["  ", line, "\n"]));
        case.wrong.iter().for_each(|line| out.extend(["! ", line, "\n"]));
    }
    after.iter().for_each(|line| out.extend([line, "\n"]));
    out
}

/// Compares what is found with what a file says.
fn check(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name);
    let (mut cases, after) = read(&std::fs::read_to_string(&path).unwrap());
    let (mut report, mut failures) = (String::new(), 0);
    for case in &mut cases {
        let found = found(case);
        let (mended, known) = (case.fails && found == case.expected, &mut case.wrong);
        let today = if case.fails { known } else { &mut case.expected };
        if mended || found != *today {
            failures += 1;
            let _ = writeln!(report, "\nline {}: {}", case.line, case.text);
            if mended {
                report.push_str("  is right now: remove the `?` and the lines with `!`\n");
            }
            today.iter().for_each(|line| report.extend(["- ", line, "\n"]));
            found.iter().for_each(|line| report.extend(["+ ", line, "\n"]));
        }
        *today = found;
        if mended {
            case.fails = false;
            case.wrong.clear();
        }
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, write(&cases, &after)).unwrap();
    } else {
        assert!(
            failures == 0,
            "{failures} of {} cases (- the file, + found):\n{report}",
            cases.len()
        );
    }
}

#[test]
fn attributions_have_the_fields_that_the_file_says() {
    check("attributions.txt");
}

#[test]
fn genres_are_read_as_the_file_says() {
    check("genres.txt");
}

#[test]
fn sources_are_who_the_file_says() {
    check("sources.txt");
}

#[test]
fn the_files_are_written_as_they_are_read() {
    for file in
        [include_str!("attributions.txt"), include_str!("sources.txt"), include_str!("genres.txt")]
    {
        let (cases, after) = read(file);
        assert_eq!(write(&cases, &after), file);
    }
}
