//! Denials: who said no to what, next to those who say what is denied.
//!
//! A denial may hold the statement that it denies ("rejected Exxon's accusation that …"), or point to the one before it
//! ("denied the charges"): `answers.rs` finds these. Otherwise contents are compared: `matching`.

mod matching;

use std::collections::BTreeMap;
use std::sync::Arc;

use sayso::Stance;
use serde::{Deserialize, Serialize};

use crate::answers::Answered;
use crate::common::Known;
use crate::compact;
use crate::heavy_hitters::Tally;
use crate::options::Limits;
use crate::sample::Draw;
use crate::section::Section;
use crate::statistics::{AttributionStatistics, DocumentStatistics, is_claim, is_denial};
use crate::table::{Cell, ColumnKind, Evidence, Place, ReportColumn, ReportTable, Row};
use crate::words::{Topic, stem_of};
use matching::{Matcher, document};

/// The score of a statement that the denied words hold themselves, and of one to which they point.
const WITHIN: f64 = 1.0;
const BEFORE: f64 = 0.8;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Denials {
    denials: Draw<Said>,
    others: Draw<Said>,
}

/// A statement as it is compared and shown.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Said {
    #[serde(with = "compact::place")]
    place: Option<Place>,
    /// The attribution whose content it is in.
    parent: Option<u32>,
    source: u64,
    source_words: Box<str>,
    #[serde(with = "compact::stance")]
    stance: Option<Stance>,
    cue: Box<str>,
    content: Box<str>,
    period: String,
    /// Days from a fixed one to the publication.
    day: Option<i64>,
    topics: Box<[Topic]>,
    about: Box<[u64]>,
    /// Stems of the names of those, and of the source's.
    names: Box<[u32]>,
    own_names: Box<[u32]>,
    /// Whether the content says that something is not so.
    negated: bool,
    /// What a denial itself says that it denies, with the score of that.
    answers: Option<(f64, Box<Said>)>,
}

/// The same statement, read twice, is one.
impl Tally for Said {
    fn merge(&mut self, _: Self) {}

    fn weight(&self) -> u64 {
        1
    }
}

impl Said {
    fn new(said: &AttributionStatistics, statistics: &DocumentStatistics) -> Self {
        Self {
            place: Some(Place {
                document: Arc::clone(&statistics.document),
                attribution: Some(said.id),
            }),
            parent: said.parent,
            source: said.source.key,
            source_words: said.source_words.as_str().into(),
            stance: said.stance,
            cue: said.cue.as_str().into(),
            content: said.content.as_str().into(),
            period: statistics.when.shown(),
            day: statistics.day,
            topics: said.topics.as_slice().into(),
            about: said.about.iter().map(|name| name.key).collect(),
            names: said.about.iter().flat_map(|name| stems(&name.shown)).collect(),
            own_names: stems(&said.source.shown).collect(),
            negated: said.negated,
            answers: said.answers.and_then(|answers| {
                let (score, id) = match answers {
                    Answered::Within(id) => (WITHIN, id),
                    Answered::Before(id) => (BEFORE, id),
                };
                let other = statistics.said.get(id as usize).filter(|other| other.id == id)?;
                Some((score, Box::new(Self::new(other, statistics))))
            }),
        }
    }

    fn cells(&self) -> [Cell; 4] {
        let place = self.place.as_ref();
        [
            Cell::words(Some(&*self.source_words)),
            Cell::words(self.stance.map(Stance::as_str)),
            Cell::words(Some(&*self.content)),
            Cell::words(place.map(|place| &*place.document)),
        ]
    }
}

impl Section for Denials {
    const TABLES: &[&str] = &["denials"];

    fn new(limits: &Limits) -> Self {
        Self { denials: Draw::new(limits.claims), others: Draw::new(limits.claims) }
    }

    fn add(&mut self, statistics: &DocumentStatistics) {
        for said in &statistics.said {
            let sample_key = crate::hash::mix(statistics.sample_key, u64::from(said.id));
            if is_denial(said.stance) {
                self.denials.add(sample_key, || Said::new(said, statistics));
            } else if said.topics.len() > 1 && is_claim(said.stance) && !said.frame {
                // Who reports what others say, a denial even, does not speak against it.
                self.others.add(sample_key, || Said::new(said, statistics));
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.denials.merge(other.denials);
        self.others.merge(other.others);
    }

    fn tables(&self, known: &Known<'_>) -> Vec<ReportTable> {
        let mut table = ReportTable::new(
            "denials",
            "Denials",
            "Who denied, rejected or would not comment, beside those who say what is denied; the score is 1 where \
             the denied words name the statement, 0.8 where they point to it, and otherwise how much both share.",
            vec![
                ReportColumn::new("denier", "who denies", ColumnKind::Text),
                ReportColumn::text("stance"),
                ReportColumn::new("denied", "what is denied", ColumnKind::Text),
                ReportColumn::text("document"),
                ReportColumn::text("cue"),
                ReportColumn::PERIOD,
                ReportColumn::new("source", "who says it", ColumnKind::Text),
                ReportColumn::new("source-stance", "how", ColumnKind::Text),
                ReportColumn::new("content", "what they say", ColumnKind::Text),
                ReportColumn::new("source-document", "where", ColumnKind::Text),
                ReportColumn::new("score", "score", ColumnKind::Score),
            ],
        );
        let [others, denials] = [&self.others, &self.denials].map(|draw| settled(draw, known));
        let (others, denials) = (once(&others), once(&denials));
        let matcher = Matcher::new(&others, &denials);
        let mut found: Vec<(&Said, Vec<(f64, &Said)>)> =
            denials.iter().map(|&denial| (denial, counterparts(denial, &matcher))).collect();
        found.sort_by(|(a, matches), (b, others)| {
            let best = |matches: &[(f64, &Said)]| matches.first().map_or(0.0, |&(score, _)| score);
            best(others).total_cmp(&best(matches)).then_with(|| a.place.cmp(&b.place))
        });
        for (denial, counterparts) in found {
            let left = || {
                let more = [&*denial.cue, &denial.period].map(|words| Cell::words(Some(words)));
                denial.cells().into_iter().chain(more)
            };
            let places = |other: Option<&Said>| {
                let others = [Some(denial), other].into_iter().flatten();
                let sample: Vec<Place> = others.filter_map(|said| said.place.clone()).collect();
                Evidence { total: sample.len() as u64, sample }
            };
            for &(score, said) in &counterparts {
                let cells = left().chain(said.cells()).chain([Cell::Share(score)]).collect();
                table.rows.push(Row { cells, evidence: places(Some(said)) });
            }
            if counterparts.is_empty() {
                let cells = left().chain([const { Cell::Missing }; 5]).collect();
                table.rows.push(Row { cells, evidence: places(None) });
            }
        }
        for (draw, what) in [(&self.denials, "denials"), (&self.others, "other statements")] {
            if !draw.is_whole() {
                table
                    .notes
                    .push(format!("only {} {what}, drawn at random, are compared", draw.len()));
            }
        }
        vec![table]
    }
}

/// The statements that say what `denial` denies, the surest first.
fn counterparts<'c>(denial: &'c Said, matcher: &Matcher<'c>) -> Vec<(f64, &'c Said)> {
    // Who will not comment denies nothing.
    if denial.stance != Some(Stance::Deny) {
        return Vec::new();
    }
    let named = denial.answers.as_ref().map(|(score, said)| (*score, &**said));
    let matched = matcher.counterparts(denial).into_iter();
    let others = matched.filter(|(_, said)| named.is_none_or(|(_, own)| own.place != said.place));
    let mut found: Vec<(f64, &Said)> = named.into_iter().chain(others).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found
}

/// The stems of the words of a name.
fn stems(name: &str) -> impl Iterator<Item = u32> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(stem_of)
}

/// The statements, with the one key and name of everyone in them.
fn settled(draw: &Draw<Said>, known: &Known<'_>) -> Vec<Said> {
    draw.iter().map(|(_, said)| settle(said, known)).collect()
}

fn settle(said: &Said, known: &Known<'_>) -> Said {
    let source = known.identities.settle(said.source);
    let source_words = known.identities.name(source).unwrap_or(&said.source_words).into();
    let about = said.about.iter().map(|&key| known.identities.settle(key)).collect();
    let other = |(score, other): &(f64, Box<Said>)| (*score, Box::new(settle(other, known)));
    // Nobody answers himself.
    let answers = said.answers.as_ref().map(other).filter(|(_, other)| other.source != source);
    Said { source, source_words, about, answers, ..said.clone() }
}

/// The statements, each once: near-duplicate articles repeat them. The earliest stands for all.
fn once(all: &[Said]) -> Vec<&Said> {
    let mut first = BTreeMap::<(u64, &[Topic], &str), &Said>::new();
    let order = |said: &Said| (said.day.unwrap_or(i64::MAX), said.place.clone());
    for said in all {
        // What says little is told apart by its document.
        let apart = if said.topics.len() < 2 { document(said).unwrap_or_default() } else { "" };
        let known = first.entry((said.source, &said.topics, apart)).or_insert(said);
        if order(said) < order(known) {
            *known = said;
        }
    }
    let mut others: Vec<&Said> = first.into_values().collect();
    others.sort_by(|a, b| a.place.cmp(&b.place));
    others
}
