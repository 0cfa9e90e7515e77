//! Denials: who said no to what, next to what others say on the same matter.
//!
//! Statements are compared by the stems of their words, by clusters of like words, and by the entities that
//! they name, each worth more the rarer it is. Whoever denies is part of the matter: that Pyongyang denies
//! arms supplies is set against "North Korea is supplying weapons". Where a denial says little itself ("he
//! denied it"), its sentence and the one before say what it is about.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use sayso::Stance;
use serde::{Deserialize, Serialize};

use crate::common::Known;
use crate::compact;
use crate::heavy_hitters::Tally;
use crate::options::Limits;
use crate::sample::Draw;
use crate::section::Section;
use crate::statistics::{AttributionStatistics, DocumentStatistics, is_denial};
use crate::table::{Cell, ColumnKind, Evidence, Place, ReportColumn, ReportTable, Row};
use crate::words::Topic;

/// Counterparts of one denial at most.
const COUNTERPARTS: usize = 5;
/// Statements that are compared with one denial at most: those that share most.
const COMPARED: usize = 200;
/// What a cluster in common is worth beside a stem.
const LIKE: f64 = 0.5;
/// What is only said around a denial is worth so much of what is said in it.
const AROUND: f64 = 0.5;
/// Pairs below are not shown.
const LEAST_SCORE: f64 = 0.45;
/// What must be in common at least, as a share of what a word is worth that occurs once: in one article,
/// and in two.
const LEAST_COMMON: [f64; 2] = [0.7, 1.1];
/// What a pair is worth by the days between two articles, and where they are not known.
const DAYS: [(i64, f64); 4] = [(1, 0.95), (7, 0.85), (31, 0.7), (i64::MAX, 0.55)];
const NOT_DATED: f64 = 0.75;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Denials {
    denials: Draw<Claim>,
    claims: Draw<Claim>,
}

/// A statement as it is compared and shown.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Claim {
    #[serde(with = "compact::place")]
    place: Option<Place>,
    /// The attribution whose content it is in.
    parent: Option<u32>,
    source: u64,
    source_words: Box<str>,
    /// Whether the source has a name.
    named: bool,
    #[serde(with = "compact::stance")]
    stance: Option<Stance>,
    cue: Box<str>,
    content: Box<str>,
    period: String,
    /// Days from a fixed one to the publication.
    day: Option<i64>,
    topics: Box<[Topic]>,
    about: Box<[u64]>,
    context: Box<[Topic]>,
}

/// The same statement, read twice, is one.
impl Tally for Claim {
    fn merge(&mut self, _: Self) {}

    fn weight(&self) -> u64 {
        1
    }
}

impl Claim {
    fn new(said: &AttributionStatistics, statistics: &DocumentStatistics) -> Self {
        Self {
            place: Some(Place {
                document: Arc::clone(&statistics.document),
                attribution: Some(said.id),
            }),
            parent: said.parent,
            source: said.source.key,
            source_words: said.source_words.as_str().into(),
            named: said.source.rank > 1,
            stance: said.stance,
            cue: said.cue.as_str().into(),
            content: said.content.as_str().into(),
            period: statistics.when.shown(),
            day: statistics.day,
            topics: said.topics.as_slice().into(),
            about: said.about.iter().map(|name| name.key).collect(),
            context: said.context.as_slice().into(),
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

/// Whether the source holds something to be so: what is asked or ordered is denied by nobody.
fn is_claim(stance: Option<Stance>) -> bool {
    use Stance::{Assert, Believe, Confirm, Suggest};
    matches!(stance, Some(Assert | Confirm | Suggest | Believe))
}

impl Section for Denials {
    const TABLES: &[&str] = &["denials"];

    fn new(limits: &Limits) -> Self {
        Self { denials: Draw::new(limits.claims), claims: Draw::new(limits.claims) }
    }

    fn add(&mut self, statistics: &DocumentStatistics) {
        for said in &statistics.said {
            let sample_key = crate::hash::mix(statistics.sample_key, u64::from(said.id));
            if is_denial(said.stance) {
                self.denials.add(sample_key, || Claim::new(said, statistics));
            } else if said.topics.len() > 1 && is_claim(said.stance) {
                self.claims.add(sample_key, || Claim::new(said, statistics));
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.denials.merge(other.denials);
        self.claims.merge(other.claims);
    }

    fn tables(&self, known: &Known<'_>) -> Vec<ReportTable> {
        let mut table = ReportTable::new(
            "denials",
            "Denials",
            "Who denied, rejected or would not comment, beside what others say on the same matter; the \
             score says how much of the denial's words and names the other statement shares.",
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
        let [claims, denials] = [&self.claims, &self.denials].map(|draw| settled(draw, known));
        let (claims, denials) = (once(&claims), once(&denials));
        let matcher = Matcher::new(&claims, &denials);
        let mut found: Vec<(&Claim, Vec<(f64, &Claim)>)> =
            denials.iter().map(|&denial| (denial, matcher.counterparts(denial))).collect();
        found.sort_by(|(a, matches), (b, others)| {
            let best = |matches: &[(f64, &Claim)]| matches.first().map_or(0.0, |&(score, _)| score);
            best(others).total_cmp(&best(matches)).then_with(|| a.place.cmp(&b.place))
        });
        for (denial, counterparts) in found {
            let left = || {
                let more = [&*denial.cue, &denial.period].map(|words| Cell::words(Some(words)));
                denial.cells().into_iter().chain(more)
            };
            let places = |other: Option<&Claim>| {
                let claims = [Some(denial), other].into_iter().flatten();
                let sample: Vec<Place> = claims.filter_map(|claim| claim.place.clone()).collect();
                Evidence { total: sample.len() as u64, sample }
            };
            for &(score, claim) in &counterparts {
                let cells = left().chain(claim.cells()).chain([Cell::Share(score)]).collect();
                table.rows.push(Row { cells, evidence: places(Some(claim)) });
            }
            if counterparts.is_empty() {
                let cells = left().chain([const { Cell::Missing }; 5]).collect();
                table.rows.push(Row { cells, evidence: places(None) });
            }
        }
        for (draw, what) in [(&self.denials, "denials"), (&self.claims, "other statements")] {
            if !draw.is_whole() {
                table
                    .notes
                    .push(format!("only {} {what}, drawn at random, are compared", draw.len()));
            }
        }
        vec![table]
    }
}

/// The statements, with the one key and name of everyone in them.
fn settled(draw: &Draw<Claim>, known: &Known<'_>) -> Vec<Claim> {
    let settle = |key: u64| known.identities.settle(key);
    let claims = draw.iter().map(|(_, claim)| {
        let source = settle(claim.source);
        let name = known.sources.name(source).filter(|_| claim.named);
        let source_words = name.unwrap_or(&claim.source_words).into();
        let about = claim.about.iter().map(|&key| settle(key)).collect();
        Claim { source, source_words, about, ..claim.clone() }
    });
    claims.collect()
}

/// The statements, each once: near-duplicate articles repeat them. The earliest stands for all.
fn once(all: &[Claim]) -> Vec<&Claim> {
    let mut first = BTreeMap::<(u64, &[Topic], &str), &Claim>::new();
    let order = |claim: &Claim| (claim.day.unwrap_or(i64::MAX), claim.place.clone());
    for claim in all {
        // What says little is told apart by its document.
        let apart = if claim.topics.len() < 2 { document(claim).unwrap_or_default() } else { "" };
        let known = first.entry((claim.source, &claim.topics, apart)).or_insert(claim);
        if order(claim) < order(known) {
            *known = claim;
        }
    }
    let mut claims: Vec<&Claim> = first.into_values().collect();
    claims.sort_by(|a, b| a.place.cmp(&b.place));
    claims
}

/// What is compared: a stem, a cluster or an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Term {
    Stem(u32),
    Cluster(u16),
    Entity(u64),
}

/// All statements, by what they are about.
struct Matcher<'c> {
    claims: &'c [&'c Claim],
    /// Indices of the claims with a term, in order.
    postings: FxHashMap<Term, Vec<u32>>,
    /// In how many statements a term occurs.
    frequency: FxHashMap<Term, u32>,
    statements: f64,
}

/// What a denial is about.
struct Matter {
    terms: Vec<(Term, Option<Term>, f64)>,
    denier: (Term, f64),
    mass: f64,
}

impl<'c> Matcher<'c> {
    fn new(claims: &'c [&'c Claim], denials: &[&Claim]) -> Self {
        let mut matcher = Self {
            claims,
            postings: FxHashMap::default(),
            frequency: FxHashMap::default(),
            statements: (claims.len() + denials.len()) as f64,
        };
        for (i, claim) in claims.iter().chain(denials).enumerate() {
            for term in terms(claim) {
                *matcher.frequency.entry(term).or_default() += 1;
                if i < claims.len() && !matches!(term, Term::Cluster(_)) {
                    matcher.postings.entry(term).or_default().push(i as u32);
                }
            }
        }
        matcher
    }

    /// What a term is worth: more the rarer it is.
    fn worth(&self, term: Term) -> f64 {
        let frequency = f64::from(self.frequency.get(&term).copied().unwrap_or(0));
        ((self.statements + 1.0) / (frequency + 0.5)).ln().max(0.0)
    }

    fn matter(&self, denial: &Claim) -> Matter {
        let mut terms: Vec<(Term, Option<Term>, f64)> = Vec::new();
        let topic = |topic: &Topic, part: f64| {
            let stem = Term::Stem(topic.stem);
            (stem, topic.cluster.map(Term::Cluster), part * self.worth(stem))
        };
        terms.extend(denial.topics.iter().map(|t| topic(t, 1.0)));
        let entities = denial.about.iter().map(|&key| Term::Entity(key));
        terms.extend(entities.map(|term| (term, None, self.worth(term))));
        if denial.topics.len() < 2 {
            let around = denial.context.iter().filter(|t| !denial.topics.contains(t));
            terms.extend(around.map(|t| topic(t, AROUND)));
        }
        let denier = Term::Entity(denial.source);
        let mass = terms.iter().map(|&(.., worth)| worth).sum();
        Matter { terms, denier: (denier, self.worth(denier)), mass }
    }

    /// The statements that are most on the matter of `denial`, the best first.
    fn counterparts(&self, denial: &Claim) -> Vec<(f64, &'c Claim)> {
        let matter = self.matter(denial);
        let mut common = FxHashMap::<u32, f64>::default();
        for (term, _, worth) in &matter.terms {
            for &claim in self.postings.get(term).into_iter().flatten() {
                *common.entry(claim).or_default() += worth;
            }
        }
        let mut near: Vec<(f64, u32)> = common.into_iter().map(|(i, worth)| (worth, i)).collect();
        near.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        near.truncate(COMPARED);
        let candidates = near.into_iter().map(|(_, i)| self.claims[i as usize]);
        let mut scored: Vec<(f64, &Claim)> = candidates
            .filter(|claim| {
                claim.source != denial.source
                    && claim.source_words != denial.source_words
                    && !are_one(denial, claim)
            })
            .map(|claim| (self.score(denial, &matter, claim), claim))
            .filter(|&(score, _)| score >= LEAST_SCORE)
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.place.cmp(&b.1.place)));
        scored.truncate(COUNTERPARTS);
        scored
    }

    /// How much of the matter a statement is about, from 0 to 1.
    fn score(&self, denial: &Claim, matter: &Matter, claim: &Claim) -> f64 {
        let has_stem = |stem| claim.topics.iter().any(|topic| topic.stem == stem);
        let (mut common, mut count) = (0.0, 0);
        for &(term, like, worth) in &matter.terms {
            let share = match term {
                Term::Stem(stem) if has_stem(stem) => 1.0,
                Term::Entity(key) if claim.about.contains(&key) || claim.source == key => 1.0,
                Term::Stem(_) => match like {
                    Some(Term::Cluster(cluster))
                        if claim.topics.iter().any(|t| t.cluster == Some(cluster)) =>
                    {
                        LIKE * (self.worth(Term::Cluster(cluster)) / worth.max(0.1)).min(1.0)
                    }
                    _ => 0.0,
                },
                _ => 0.0,
            };
            common += share * worth;
            count += usize::from(share > 0.0);
        }
        let (denier, worth) = matter.denier;
        let about_denier = matches!(denier, Term::Entity(key) if claim.about.contains(&key));
        let evidence = common + if about_denier { worth } else { 0.0 };
        let together = document(denial) == document(claim);
        let least = LEAST_COMMON[usize::from(!together)] * (self.statements + 1.0).ln();
        if count + usize::from(about_denier) < 2 || count == 0 || evidence < least {
            return 0.0;
        }
        let covered = common / matter.mass.max(f64::MIN_POSITIVE);
        let mass: f64 = claim.topics.iter().map(|t| self.worth(Term::Stem(t.stem))).sum();
        let filled = (common / mass.max(f64::MIN_POSITIVE)).min(1.0);
        let around = |topics: &mut dyn Iterator<Item = &Topic>| -> f64 {
            topics.map(|topic| self.worth(Term::Stem(topic.stem))).sum()
        };
        let shared = around(&mut denial.context.iter().filter(|topic| has_stem(topic.stem)));
        let context = shared / around(&mut denial.context.iter()).max(f64::MIN_POSITIVE);
        let named = if about_denier { 0.15 } else { 0.0 };
        let score = 0.7 * covered.powf(0.7) * filled.powf(0.15) + 0.3 * context.sqrt() + named;
        (score * if together { 1.0 } else { nearness(denial, claim) }).min(1.0)
    }
}

/// Whether one is a part of the other: a denial in a quotation is no answer to it.
fn are_one(denial: &Claim, claim: &Claim) -> bool {
    let id = |claim: &Claim| claim.place.as_ref().and_then(|place| place.attribution);
    document(denial) == document(claim)
        && (denial.parent == id(claim)
            || claim.parent == id(denial)
            || claim.content.contains(&*denial.content))
}

fn document(claim: &Claim) -> Option<&str> {
    claim.place.as_ref().map(|place| &*place.document)
}

/// What two articles are worth beside one another, by the time between them.
fn nearness(denial: &Claim, claim: &Claim) -> f64 {
    let (Some(day), Some(other)) = (denial.day, claim.day) else { return NOT_DATED };
    let near = DAYS.iter().find(|(days, _)| (day - other).abs() <= *days);
    near.map_or(NOT_DATED, |&(_, worth)| worth)
}

/// The terms of a statement, each once.
fn terms(claim: &Claim) -> Vec<Term> {
    let stems = claim.topics.iter().map(|topic| Term::Stem(topic.stem));
    let clusters = claim.topics.iter().filter_map(|topic| topic.cluster).map(Term::Cluster);
    let entities = claim.about.iter().map(|&key| Term::Entity(key));
    crate::statistics::sorted(stems.chain(clusters).chain(entities).collect())
}
