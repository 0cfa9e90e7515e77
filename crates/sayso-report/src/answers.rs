//! What a denial without words of its own denies: "denied the charges", "disputes this", "denied it".
//!
//! Two forms are sure enough. The denied words may hold an attribution of somebody else, "rejected Exxon's accusation that …":
//! its content is what is denied. Or they only point back, and then what others said last, in the same sentence or the two
//! before, is meant. If they name somebody ("Clinton's claim"), it must be what that one said.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use sayso::Stance;
use sayso_record::AttributionRecord;

use crate::reader::Reader;
use crate::statistics::{AttributionStatistics, is_claim, taken};
use crate::words::stem_of;

/// What a denial answers, by its id in the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answered {
    /// The denied words hold the statement itself.
    Within(u32),
    /// They only point to it.
    Before(u32),
}

/// How many sentences before its own a denial points back.
const SENTENCES: usize = 2;

/// The attributions of a document in the orders in which denials look for what they answer.
pub(crate) struct Answers<'a> {
    reader: &'a Reader<'a>,
    said: &'a [AttributionStatistics],
    /// Claims by the attribution whose content they are in.
    within: Vec<(u32, usize)>,
    /// Claims with a cue by where that begins.
    by_cue: Vec<(usize, usize)>,
}

impl<'a> Answers<'a> {
    pub(crate) fn new(reader: &'a Reader<'a>, said: &'a [AttributionStatistics]) -> Self {
        let (mut within, mut by_cue) = (Vec::new(), Vec::new());
        for (i, attribution) in reader.attributions.iter().enumerate() {
            if !is_claim(taken(attribution)) || attribution.content.spans.is_empty() {
                continue;
            }
            within.extend(attribution.parent.map(|parent| (parent, i)));
            let cue = attribution.cue.spans.iter().map(|&span| reader.range(span).start).min();
            by_cue.extend(cue.map(|cue| (cue, i)));
        }
        within.sort_unstable();
        by_cue.sort_unstable();
        Self { reader, said, within, by_cue }
    }

    /// What the denial at `index` answers, if it says so itself.
    pub(crate) fn of(&self, index: usize) -> Option<Answered> {
        let Self { reader, said, .. } = *self;
        let (denial, own) = (reader.attributions.get(index)?, &said[index]);
        let names_a_statement =
            own.cue.split_whitespace().any(|word| STATEMENTS.contains(&stem_of(word)));
        let first_within = self.within.partition_point(|&(parent, _)| parent < denial.id);
        let within = self.within[first_within..].iter().take_while(|w| w.0 == denial.id);
        let inside =
            within.map(|&(_, i)| (&reader.attributions[i], &said[i])).find(|(a, other)| {
                other.source.key != own.source.key
                    && !other.source_words.is_empty()
                    && taken(a) != Some(Stance::Believe)
                    && is_what_is_denied(reader, denial, a)
                    && !names_a_statement
            });
        if let Some((a, _)) = inside {
            return Some(Answered::Within(a.id));
        }
        if !points_back(&own.content, own) {
            return None;
        }
        let start = first(reader, denial)?;
        let here = reader.sentences.partition_point(|&s| reader.range(s).end <= start);
        let from = reader.range(*reader.sentences.get(here.saturating_sub(SENTENCES))?).start;
        let first_near = self.by_cue.partition_point(|&(cue, _)| cue < from);
        let near = self.by_cue[first_near..].iter().take_while(|&&(cue, _)| cue < start);
        let mut best = None;
        for &(cue, i) in near {
            let (a, other) = (&reader.attributions[i], &said[i]);
            let kin = denial.parent == Some(a.id) || a.parent == Some(denial.id);
            let own_words = other.source.key == own.source.key;
            let named =
                own.about.is_empty() || own.about.iter().any(|who| who.key == other.source.key);
            let ends = a.content.spans.iter().all(|&span| reader.range(span).end <= start);
            if own_words || kin || !named || !ends {
                continue;
            }
            // What is said of the one who denies is rather denied than what is said of others.
            let about = other.about.iter().any(|who| who.key == own.source.key);
            best = best.max(Some((about, cue, a.id)));
        }
        best.map(|(.., id)| Answered::Before(id))
    }
}

/// Whether `inner`, which is in what `denial` denies, is all of it: "the support of a general who suggested that" is not.
fn is_what_is_denied(
    reader: &Reader<'_>,
    denial: &AttributionRecord,
    inner: &AttributionRecord,
) -> bool {
    let spans = [&inner.source.spans, &inner.cue.spans, &inner.content.spans];
    let starts = spans.into_iter().flatten().map(|&span| reader.range(span).start);
    let before = denial.content.spans.first().map(|&span| reader.range(span).start);
    let (Some(from), Some(to)) = (before, starts.min()) else { return false };
    let before = reader.text.get(from..to).unwrap_or_default();
    let words: Vec<&str> =
        before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    match words.iter().position(|word| STATEMENTS.contains(&stem_of(word))) {
        // "Criticism of Mr. Trump's comments" denies the criticism.
        Some(at) => words.get(at + 1).is_none_or(|next| !next.eq_ignore_ascii_case("of")),
        None => words.len() <= LEADING_WORDS,
    }
}

/// So many words may come before a statement within what is denied: "what", "the old".
const LEADING_WORDS: usize = 2;

fn first(reader: &Reader<'_>, attribution: &AttributionRecord) -> Option<usize> {
    let spans = attribution.cue.spans.iter().chain(&attribution.content.spans);
    spans.map(|&span| reader.range(span).start).min()
}

/// Whether words say nothing themselves but that somebody said something, or that it is so.
fn points_back(content: &str, own: &AttributionStatistics) -> bool {
    let words = || {
        content
            .split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'')
            .filter(|w| !w.is_empty())
    };
    if words().count() > MOST_WORDS {
        return false;
    }
    let lower = || words().map(str::to_lowercase);
    if lower().any(|word| PERSONS.contains(&&*word)) {
        return false;
    }
    // The words of a name are topics too.
    let names: Vec<u32> =
        own.about.iter().flat_map(|name| name.shown.split_whitespace()).map(stem_of).collect();
    let mut noun = false;
    let nothing_else = own.topics.iter().all(|topic| {
        let is = STATEMENTS.contains(&topic.stem);
        noun |= is;
        is || names.contains(&topic.stem)
    });
    nothing_else && (noun || names.is_empty() && lower().any(|word| POINTERS.contains(&&*word)))
}

/// Longer contents say something.
const MOST_WORDS: usize = 7;
/// What may stand for a statement.
const POINTERS: [&str; 5] = ["it", "that", "this", "which", "so"];
/// What stands for somebody, or for things.
const PERSONS: [&str; 10] =
    ["him", "her", "them", "me", "us", "you", "what", "something", "anything", "whom"];

/// The stems of words for statements, and for their truth.
static STATEMENTS: LazyLock<FxHashSet<u32>> =
    LazyLock::new(|| include_str!("../data/statement-words.txt").lines().map(stem_of).collect());
