//! What differs between annotation and program, for people to read.

use sayso_eval::{Article, Attribution, Span};
use serde_json::json;

use crate::figures::{letters, pairs, same_name};
use crate::found::Found;
use crate::markup::Annotated;

/// One line for each part that differs: `-` what the annotation says, `+` what the program says.
pub(crate) fn differences(gold: &Annotated, found: &Found) -> String {
    let Annotated { genre, article, speakers } = gold;
    let text: Vec<char> = article.text.chars().collect();
    let mut lines = vec![format!("== {} ({genre})", article.id)];
    let found_ones = &found.prediction.attributions;
    let outermost = pairs(gold, found, |attribution| attribution.parent.is_none());
    let all = pairs(gold, found, |_| true);
    for (g, annotated) in article.attributions.iter().enumerate() {
        let pairs = if annotated.parent.is_none() { &outermost } else { &all };
        let Some(&(_, f)) = pairs.iter().find(|pair| pair.0 == g) else {
            lines.push(format!("- missed    {}", show(&text, annotated)));
            continue;
        };
        let program = &found_ones[f];
        for (role, of) in [
            ("source", (|a| &a.source) as fn(&Attribution) -> &Vec<Span>),
            ("cue", |a| &a.cue),
            ("content", |a| &a.content),
        ] {
            if letters(&text, of(annotated)) != letters(&text, of(program)) {
                lines.push(format!("- {role:9} {}", words(&text, of(annotated))));
                lines.push(format!("+ {role:9} {}", words(&text, of(program))));
            }
        }
        for (field, of) in [
            ("kind", (|a| &a.kind) as fn(&Attribution) -> &Option<String>),
            ("stance", |a| &a.stance),
            ("quotation", |a| &a.quotation),
        ] {
            let [annotated_field, program] =
                [annotated, program].map(|a| of(a).as_deref().unwrap_or("?"));
            if annotated_field != program {
                let at = show(&text, annotated);
                lines.push(format!("  {field:9} {annotated_field} not {program}: {at}"));
            }
        }
        if let Some(name) = &speakers[g] {
            let named = found.speakers[f].as_deref().unwrap_or("nobody");
            if !same_name(named, name) {
                lines.push(format!("  speaker   {name} not {named}: {}", show(&text, annotated)));
            }
        }
    }
    for (f, program) in found_ones.iter().enumerate() {
        if program.parent.is_none() && outermost.iter().all(|pair| pair.1 != f) {
            lines.push(format!("+ too much  {}", show(&text, program)));
        }
    }
    lines.join("\n")
}

/// An attribution in the brackets of the articles.
fn show(text: &[char], attribution: &Attribution) -> String {
    let Attribution { source, cue, content, .. } = attribution;
    format!("[{}] <{}> {{{}}}", words(text, source), words(text, cue), words(text, content))
}

fn words(text: &[char], spans: &[Span]) -> String {
    let piece = |&(start, end): &Span| -> String {
        let piece: String = text[start as usize..end as usize].iter().collect();
        piece.replace('\n', " ")
    };
    spans.iter().map(piece).collect::<Vec<_>>().join(" | ")
}

/// The outermost ones as a line of JSON that other scorers read.
pub(crate) fn json_line(article: &Article, attributions: &[Attribution]) -> String {
    let outermost: Vec<serde_json::Value> = attributions
        .iter()
        .filter(|a| a.parent.is_none())
        .map(|a| json!({"source": a.source, "cue": a.cue, "content": a.content}))
        .collect();
    format!("{}\n", json!({"id": article.id, "text": article.text, "attributions": outermost}))
}
