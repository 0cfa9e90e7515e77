//! Claims for reading: under each claim its mouths, by what they do with it, and its numbers.

use std::fmt::Write as _;

use sayso_claims::Voice;
use sayso_record::steers_terminal;

use super::{ClaimEntry, ClaimMention, ClaimNumbers, Claims};

impl Claims {
    /// Appends the claims as text. What would steer a terminal is left out.
    pub fn write_text(&self, out: &mut String) {
        let mut text = String::new();
        for (i, claim) in self.claims.iter().enumerate() {
            if i > 0 {
                text.push('\n');
            }
            entry(&mut text, claim);
        }
        if self.claims.is_empty() {
            text.push_str("no claims\n");
        }
        self.notes.iter().for_each(|note| {
            let _ = writeln!(text, "note: {note}");
        });
        out.extend(text.chars().filter(|&c| c == '\n' || !steers_terminal(c)));
    }
}

fn entry(out: &mut String, claim: &ClaimEntry) {
    let _ = writeln!(out, "{}", claim.wording);
    let mut facts: Vec<String> = Vec::new();
    facts.extend(match (&claim.first, &claim.last) {
        (Some(first), Some(last)) if first != last => Some(format!("{first} to {last}")),
        (first, _) => first.clone(),
    });
    let articles = if claim.articles == 1 { "article" } else { "articles" };
    facts.push(format!("{} {articles}", claim.articles));
    if claim.origins < claim.articles {
        facts.push(format!("{} independent", claim.origins));
    }
    facts.extend((!claim.outlets.is_empty()).then(|| claim.outlets.join(", ")));
    let _ = writeln!(out, "  {}", facts.join(" · "));
    let story: Vec<&str> =
        [&claim.story].into_iter().chain(&claim.events).map(String::as_str).collect();
    let _ = writeln!(out, "  story      {}", story.join(" · "));
    for voice in Voice::ALL {
        let mut sources: Vec<(String, Vec<&str>)> = Vec::new();
        for mention in claim.mentions.iter().filter(|mention| mention.voice == voice.as_str()) {
            let name = source(mention);
            let day = mention.day.as_deref();
            match sources.iter_mut().find(|(known, _)| *known == name) {
                Some((_, days)) => days.extend(day.filter(|day| !days.contains(day))),
                None => sources.push((name, day.into_iter().collect())),
            }
        }
        for (i, (name, days)) in sources.iter().enumerate() {
            let head = if i == 0 { voice.as_str() } else { "" };
            let days = days.join(", ");
            let _ = match days.is_empty() {
                true => writeln!(out, "  {head:<9}  {name}"),
                false => writeln!(out, "  {head:<9}  {name}, {days}"),
            };
        }
    }
    claim.numbers.iter().for_each(|series| numbers(out, claim, series));
}

/// Who says it, what shows it, and according to whom.
fn source(mention: &ClaimMention) -> String {
    let mut name = match mention.source.is_empty() {
        true => "(nobody named)".to_owned(),
        false => mention.source.clone(),
    };
    if let Some(evidence) = mention.evidence {
        let _ = write!(name, " [{evidence}]");
    }
    for outer in mention.chain.iter().rev() {
        let _ = write!(name, ", according to {outer}");
    }
    name
}

fn numbers(out: &mut String, claim: &ClaimEntry, series: &ClaimNumbers) {
    let what = [series.thing.as_str(), series.unit.as_str()].into_iter().find(|w| !w.is_empty());
    let shown = |place: usize| {
        let value = &series.values[place];
        let mention = &claim.mentions[value.mention];
        let day = mention.day.as_ref().map_or(String::new(), |day| format!("{day}, "));
        format!("{} ({day}{})", value.words, mention.source)
    };
    let mut values: Vec<String> = (0..series.values.len()).map(shown).collect();
    values.dedup();
    let _ = writeln!(
        out,
        "  numbers    {}: {}: {}",
        what.unwrap_or("without a thing"),
        series.trend,
        values.join(", ")
    );
    let mut conflicts: Vec<String> = series
        .conflicts
        .iter()
        .map(|&(a, b)| format!("{} against {}", shown(a), shown(b)))
        .collect();
    conflicts.dedup();
    conflicts.iter().for_each(|conflict| {
        let _ = writeln!(out, "  conflict   {conflict}");
    });
}
