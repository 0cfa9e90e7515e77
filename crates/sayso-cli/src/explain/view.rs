//! An explanation as lines to read.

use std::fmt::Write as _;

use sayso::{Choice, Explanation, OffsetMap, Outcome, Reason, TextRange};

/// Longer stretches of text are cut in the middle.
const LONGEST: usize = 72;

/// The lines that tell why.
pub(super) fn write(
    text: &str,
    map: &OffsetMap<'_>,
    attribution: Option<usize>,
    why: &Explanation,
) -> String {
    let mut out = String::new();
    let quote = |range: TextRange| shortened(&text[range]);
    let place = |range: TextRange| format!("{}–{}", map.get(range.start()), map.get(range.end()));
    let head = quote(why.head);
    let verdict = match why.outcome {
        Outcome::Found => "it is the cue of an attribution".to_owned(),
        Outcome::Within => "it is a cue within the content of another attribution".to_owned(),
        Outcome::Ruled => {
            "a rule finds it: it signs what stands before it, or leads in to a statement".to_owned()
        }
        Outcome::Boilerplate => "it stands in a byline, dateline, credit or the like".to_owned(),
        Outcome::NoCandidate => "no word here is known to head a cue".to_owned(),
        Outcome::Unlikely => "it is not likely enough to be a cue".to_owned(),
        Outcome::NoContent => "nothing near it can be its content".to_owned(),
        Outcome::Unsure => "the attribution is not sure enough".to_owned(),
    };
    let at = place(why.head);
    let first = match attribution {
        Some(id) => format!("attribution {id}; “{head}” ({at}): {verdict}"),
        None if why.probability > 0.0 => {
            format!(
                "no attribution here; the likeliest cue of the sentence is “{head}” ({at}): {verdict}"
            )
        }
        None => format!("no attribution here; “{head}” ({at}): {verdict}"),
    };
    line(&mut out, &first);
    if matches!(why.outcome, Outcome::Ruled | Outcome::Boilerplate | Outcome::NoCandidate) {
        return out;
    }
    let listed = if why.listed { ", raised because you have listed it" } else { "" };
    line(
        &mut out,
        &format!(
            "\ncue  “{}” ({})\n  probability {:.3} (at first sight {:.3}), needs {:.3}{listed}",
            quote(why.cue),
            place(why.cue),
            why.probability,
            why.first,
            why.least_probability
        ),
    );
    reasons(&mut out, &why.reasons, "  ");
    for (name, choices) in [("source", &why.sources), ("content", &why.contents)] {
        if choices.iter().all(|choice| !choice.chosen) {
            line(&mut out, &format!("\n{name}  none"));
        }
        for choice in choices {
            let title = if choice.chosen { name } else { "or" };
            choose(&mut out, title, choice, &quote, &place);
        }
    }
    if why.labelling_probability > 0.0 {
        let labelling = match why.labelling {
            0 => "that which words and gaps speak for most".to_owned(),
            other => format!("number {} of those that words and gaps speak for", other + 1),
        };
        line(
            &mut out,
            &format!(
                "\nspans together: {labelling}, probability {:.3} by features of whole spans",
                why.labelling_probability
            ),
        );
    }
    line(
        &mut out,
        &format!("\nconfidence {:.3}, needs {:.3}", why.confidence, why.least_confidence),
    );
    out
}

fn choose(
    out: &mut String,
    title: &str,
    choice: &Choice,
    quote: &dyn Fn(TextRange) -> String,
    place: &dyn Fn(TextRange) -> String,
) {
    let pieces: Vec<String> =
        choice.spans.iter().map(|&span| format!("“{}” ({})", quote(span), place(span))).collect();
    let (gap, indent) = if choice.chosen { ("\n", "  ") } else { ("  ", "    ") };
    let sure = match choice.probability > 0.0 {
        true => format!("probability {:.3}", choice.probability),
        false => "reached from the sentence of the cue".to_owned(),
    };
    line(out, &format!("{gap}{title}  {}  {sure}", pieces.join(" … ")));
    reasons(out, &choice.reasons, indent);
}

fn reasons(out: &mut String, reasons: &[Reason], indent: &str) {
    for reason in reasons {
        line(out, &format!("{indent}{:+6.2}  {}", reason.weight, reason.what));
    }
}

fn line(out: &mut String, line: &str) {
    // Text was cleaned where it was quoted.
    let _ = writeln!(out, "{line}");
}

/// One line of text, cut in the middle where it is long; nothing in it steers a terminal.
fn shortened(text: &str) -> String {
    let clean = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
    let words: Vec<&str> = text.split_whitespace().collect();
    let chars: Vec<char> = words.join(" ").chars().map(clean).collect();
    if chars.len() <= LONGEST {
        return chars.into_iter().collect();
    }
    let half = LONGEST / 2;
    let [start, end] = [&chars[..half], &chars[chars.len() - half..]];
    format!(
        "{} … {}",
        start.iter().collect::<String>().trim_end(),
        end.iter().collect::<String>().trim_start()
    )
}
