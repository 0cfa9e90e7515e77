//! What the page needs at once: names, articles, attributions as columns, and tables.

use std::collections::HashMap;

use rustc_hash::FxHashSet;
use sayso::{Actuality, Date, Polarity, QuotationType, SourceKind, Stance};
use serde::Serialize;

use super::article::Article;
use super::names::{Entity, Names, Publisher, Source};
use super::numbers::Numbers;
use super::tables::{PageTable, Places};
use crate::entity_key::fold;
use crate::hash::hash;
use crate::heavy_hitters::NOT_SAID;
use crate::statistics::{DocumentStatistics, is_denial};
use crate::{Cell, Report, ReportTable};

/// All of it. The page's script knows these names.
#[derive(Debug, Serialize)]
pub(super) struct Counted<'p> {
    kinds: Vec<&'static str>,
    stances: Vec<&'static str>,
    quotations: Vec<&'static str>,
    polarities: Vec<&'static str>,
    actualities: Vec<&'static str>,
    sources: Vec<&'p Source>,
    entities: Vec<&'p Entity>,
    cues: Vec<&'p String>,
    publishers: Vec<&'p str>,
    reasons: Vec<&'p String>,
    /// For each source, which entity it is, or -1.
    selves: Vec<i64>,
    articles: Vec<Head<'p>>,
    rows: Columns,
    tables: Vec<PageTable<'p>>,
    total: &'p Total,
}

/// What is counted of all articles, carried or not.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Total {
    pub(super) articles: u64,
    pub(super) attributions: u64,
    unnamed: u64,
    direct: u64,
    denied: u64,
    sources: u64,
    publishers: u64,
    /// The first and the last day of publication.
    days: Option<(String, String)>,
    /// The most cited, and how often.
    top: Vec<(String, u64)>,
    #[serde(skip)]
    outlets: FxHashSet<u64>,
    #[serde(skip)]
    dated: Option<(i64, i64)>,
}

impl Total {
    pub(super) fn add(&mut self, statistics: &DocumentStatistics) {
        self.articles += 1;
        self.outlets.extend(statistics.publisher.as_deref().map(|name| hash(&fold(name))));
        if let Some(day) = statistics.day {
            let (first, last) = self.dated.unwrap_or((day, day));
            self.dated = Some((first.min(day), last.max(day)));
        }
        for said in &statistics.said {
            self.attributions += 1;
            self.unnamed += u64::from(matches!(said.kind, SourceKind::Role | SourceKind::Group));
            self.direct += u64::from(said.quotation == QuotationType::Direct);
            self.denied += u64::from(is_denial(said.stance));
        }
    }

    /// Takes from `report` what is only known at the end.
    pub(super) fn settle(&mut self, report: &Report) {
        self.publishers = self.outlets.len() as u64;
        let shown = |day: i64| Date::from_days_since_1970(day).to_string();
        self.days = self.dated.map(|(first, last)| (shown(first), shown(last)));
        let Some(sources) = report.table("sources") else { return };
        self.sources = sources.rows.len() as u64;
        let (name, count) = (sources.column("source"), sources.column("attributions"));
        let (Some(name), Some(count)) = (name, count) else { return };
        self.top = sources
            .rows
            .iter()
            .take(3)
            .filter_map(|row| match (&row.cells[name], &row.cells[count]) {
                (Cell::Text(name), &Cell::Count(count)) => Some((name.clone(), count)),
                _ => None,
            })
            .collect();
    }
}

/// What is known of an article but for its text.
#[derive(Debug, Serialize)]
struct Head<'p> {
    id: &'p str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<&'p str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'p str>,
    /// How many attributions it has.
    said: usize,
}

/// The attributions of all articles, a column a field: like follows like, which compresses well.
#[derive(Debug, Default, Serialize)]
struct Columns {
    source: Vec<u32>,
    /// How many each has who speak together; which, one after another, is in `member`.
    members: Vec<usize>,
    member: Vec<u32>,
    /// The kind of each of them.
    member_kind: Vec<u8>,
    kind: Vec<u8>,
    stance: Vec<u8>,
    quotation: Vec<u8>,
    polarity: Vec<u8>,
    actuality: Vec<u8>,
    cue: Vec<u32>,
    parent: Vec<i64>,
    words: Vec<u64>,
    confidence: Vec<u8>,
    /// Why the name is withheld; -1 where nothing is said of it.
    reason: Vec<i64>,
    /// How many entities each names; which, one after another, is in `about`.
    abouts: Vec<usize>,
    about: Vec<u32>,
}

impl<'p> Counted<'p> {
    /// Puts together what is known of `articles`; the tables of `report` are those that are `wanted`, and no longer than that.
    pub(super) fn new(
        articles: &[&'p Article],
        names: &'p Names,
        report: &'p Report,
        wanted: impl Fn(&str) -> Option<usize>,
        total: &'p Total,
    ) -> Self {
        let mut sources = Numbers::new(names.sources.values().len());
        let mut entities = Numbers::new(names.entities.values().len());
        let mut cues = Numbers::new(names.cues.values().len());
        let mut publishers = Numbers::new(names.publishers.values().len());
        let mut reasons = Numbers::new(names.reasons.values().len());
        let mut rows = Columns::default();
        let mut heads = Vec::with_capacity(articles.len());
        let mut places = Places::new();
        for (number, article) in (0..).zip(articles) {
            places.entry(&article.id).or_insert((number, article.said.len() as u32));
            heads.push(Head {
                id: &article.id,
                title: article.title.as_deref(),
                date: article.date.as_deref(),
                day: article.day.as_deref(),
                publisher: article.publisher.map(|old| publishers.take(old)),
                path: article.path.as_deref(),
                said: article.said.len(),
            });
            for said in &article.said {
                let source = &names.sources.values()[said.source as usize];
                rows.source.push(sources.take(source.one));
                rows.members.push(said.members.len());
                for &(member, kind) in &said.members {
                    rows.member.push(sources.take(names.sources.values()[member as usize].one));
                    rows.member_kind.push(kind);
                }
                rows.kind.push(said.kind);
                rows.stance.push(said.stance);
                rows.quotation.push(said.quotation);
                rows.polarity.push(said.polarity);
                rows.actuality.push(said.actuality);
                rows.cue.push(cues.take(said.cue));
                rows.parent.push(said.parent);
                rows.words.push(said.words);
                rows.confidence.push(said.confidence);
                rows.reason.push(said.reason.map_or(-1, |old| i64::from(reasons.take(old))));
                let before = rows.about.len();
                // Nobody speaks about himself, by whatever name.
                let named =
                    said.about.iter().map(|&entity| &names.entities.values()[entity as usize]);
                for entity in named.filter(|entity| !source.known || entity.key != source.key) {
                    let one = entities.take(entity.one);
                    if !rows.about[before..].contains(&one) {
                        rows.about.push(one);
                    }
                }
                rows.abouts.push(rows.about.len() - before);
            }
        }
        let of_key: HashMap<u64, i64> = (0..)
            .zip(entities.of(names.entities.values()))
            .map(|(number, entity)| (entity.key, number))
            .collect();
        let selves = sources.of(names.sources.values()).into_iter();
        let selves = selves.map(|source| of_key.get(&source.key).copied().unwrap_or(-1)).collect();
        let tables = report.tables.iter().filter_map(|table: &ReportTable| {
            Some(PageTable::new(table, wanted(table.name)?, &places))
        });
        Self {
            kinds: SourceKind::ALL.iter().map(|kind| kind.as_str()).collect(),
            stances: Stance::ALL.iter().map(|s| s.as_str()).chain([NOT_SAID]).collect(),
            quotations: QuotationType::ALL.iter().map(|q| q.as_str()).collect(),
            polarities: Polarity::ALL.iter().map(|p| p.as_str()).collect(),
            actualities: Actuality::ALL.iter().map(|a| a.as_str()).collect(),
            tables: tables.collect(),
            sources: sources.of(names.sources.values()),
            entities: entities.of(names.entities.values()),
            cues: cues.of(names.cues.values()),
            publishers: publishers
                .of(names.publishers.values())
                .into_iter()
                .map(Publisher::name)
                .collect(),
            reasons: reasons.of(names.reasons.values()),
            selves,
            articles: heads,
            rows,
            total,
        }
    }
}
