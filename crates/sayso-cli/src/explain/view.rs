//! An explanation as lines to read.

use std::fmt::Write as _;

use sayso::{Alternative, Decision, Explanation, FeatureContribution, OffsetMap, TextRange};
use sayso_record::steers_terminal;

/// Longer stretches of text are cut in the middle.
const LONGEST: usize = 72;

/// The lines that tell why.
pub(super) fn write(text: &str, map: &OffsetMap<'_>, explanation: &Explanation) -> String {
    let (attribution, why) = (explanation.attribution, &explanation.cue);
    let mut out = String::new();
    let quote = |range: TextRange| shortened(&text[range]);
    let place = |range: TextRange| format!("{}–{}", map.get(range.start()), map.get(range.end()));
    let head = quote(why.head);
    let verdict = match why.decision {
        Decision::Found => "it is the cue of an attribution".to_owned(),
        Decision::Embedded => "it is a cue within the content of another attribution".to_owned(),
        Decision::Ruled => format!("the {} rule finds it", why.rule.unwrap_or("same")),
        Decision::Continued => {
            "it is a quotation without a cue of its own; it continues an earlier one".to_owned()
        }
        Decision::Superseded => "another attribution has taken its words".to_owned(),
        Decision::Boilerplate => "it is in a byline, dateline, credit or the like".to_owned(),
        Decision::NoCandidate => "no word here is known to head a cue".to_owned(),
        Decision::Crowded => "its sentence has too many cues, and others are surer".to_owned(),
        Decision::Unlikely => "it is not probable enough as a cue".to_owned(),
        Decision::NoContent => "nothing near it can be its content".to_owned(),
        Decision::Unsure => "the confidence is too low".to_owned(),
        other => other.as_str().to_owned(),
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
    if matches!(why.decision, Decision::Boilerplate | Decision::NoCandidate) {
        return out;
    }
    line(&mut out, &format!("\ncue  “{}” ({})", quote(why.cue), place(why.cue)));
    if why.probability > 0.0 {
        let listed = if why.listed { ", raised because you have listed it" } else { "" };
        line(
            &mut out,
            &format!(
                "  probability {:.3} (by itself {:.3}), needs {:.3}{listed}",
                why.probability, why.first_probability, why.min_probability
            ),
        );
    }
    reasons(&mut out, &why.contributions, "  ");
    for sayso::WordContribution { word, weight, .. } in &explanation.words {
        line(&mut out, &format!("  {weight:+6.2}  the word “{}” ({})", quote(*word), place(*word)));
    }
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
            0 => "the best by single words".to_owned(),
            other => format!("number {} by single words", other + 1),
        };
        line(
            &mut out,
            &format!(
                "\nspans together: {labelling}, probability {:.3} by features of whole spans",
                why.labelling_probability
            ),
        );
    }
    let needs = match why.min_confidence > 0.0 {
        true => format!(", needs {:.3}", why.min_confidence),
        false => String::new(),
    };
    line(&mut out, &format!("\nconfidence {:.3}{needs}", why.confidence));
    out
}

fn choose(
    out: &mut String,
    title: &str,
    choice: &Alternative,
    quote: &dyn Fn(TextRange) -> String,
    place: &dyn Fn(TextRange) -> String,
) {
    let pieces: Vec<String> =
        choice.spans.iter().map(|&span| format!("“{}” ({})", quote(span), place(span))).collect();
    let (gap, indent) = if choice.chosen { ("\n", "  ") } else { ("  ", "    ") };
    let sure = match choice.probability > 0.0 {
        true => format!("  probability {:.3}", choice.probability),
        false => String::new(),
    };
    line(out, &format!("{gap}{title}  {}{sure}", pieces.join(" … ")));
    reasons(out, &choice.contributions, indent);
}

fn reasons(out: &mut String, reasons: &[FeatureContribution], indent: &str) {
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
    let clean = |c: char| if steers_terminal(c) { char::REPLACEMENT_CHARACTER } else { c };
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
