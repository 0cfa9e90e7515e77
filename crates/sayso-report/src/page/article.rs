//! An article as the page counts it: its attributions as rows of numbers.

use sayso::{Actuality, Polarity, QuotationType, SourceKind, Stance};
use sayso_record::Record;

use super::names::Names;
use crate::statistics::DocumentStatistics;

/// One article, without its text.
#[derive(Debug)]
pub(super) struct Article {
    pub(super) id: Box<str>,
    pub(super) title: Option<Box<str>>,
    /// As the file has it, if it cannot be read as a day.
    pub(super) date: Option<Box<str>>,
    pub(super) day: Option<Box<str>>,
    pub(super) publisher: Option<u32>,
    pub(super) path: Option<Box<str>>,
    pub(super) said: Box<[Said]>,
}

/// One attribution. Names are numbers in lists of [`Names`], the rest places in the lists of all values.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) source: u32,
    /// Those who speak together, with the kind of each.
    pub(super) members: Box<[(u32, u8)]>,
    pub(super) kind: u8,
    /// The list of stances ends with what was not said.
    pub(super) stance: u8,
    pub(super) quotation: u8,
    pub(super) polarity: u8,
    pub(super) actuality: u8,
    pub(super) cue: u32,
    /// Parent, or -1.
    pub(super) parent: i64,
    /// Words of content.
    pub(super) words: u64,
    /// In percent.
    pub(super) confidence: u8,
    /// Entities named in the content.
    pub(super) about: Box<[u32]>,
    /// Why the name is withheld, in the list of reasons; `None` where nothing is said of it.
    pub(super) reason: Option<u32>,
}

impl Article {
    pub(super) fn new(record: &Record, statistics: &DocumentStatistics, names: &mut Names) -> Self {
        let attributions = record.attributions.as_deref().unwrap_or_default();
        let said = attributions.iter().zip(&statistics.said).map(|(a, counted)| Said {
            source: names.source(&counted.source),
            members: counted
                .members
                .iter()
                .map(|(member, kind)| (names.source(member), index(SourceKind::ALL, kind)))
                .collect(),
            kind: index(SourceKind::ALL, &counted.kind),
            stance: counted.stance.map_or(Stance::ALL.len() as u8, |s| index(Stance::ALL, &s)),
            quotation: index(QuotationType::ALL, &a.content.quotation),
            polarity: index(Polarity::ALL, &a.polarity),
            actuality: index(Actuality::ALL, &a.actuality),
            cue: names.cue(&a.cue.lemma),
            parent: a.parent.map_or(-1, i64::from),
            words: counted.words,
            // Rounded down: what is sure to 95 % is at least that.
            confidence: ((a.confidence * 1000.0).round() / 10.0) as u8,
            about: names.about(counted),
            reason: names.reason(counted),
        });
        let said = said.collect();
        let meta = &record.meta;
        let day = meta.date.as_deref().and_then(sayso::Date::parse);
        let boxed = |text: &Option<String>| text.as_deref().map(Into::into);
        Self {
            id: record.id.as_str().into(),
            title: boxed(&meta.title),
            date: boxed(&meta.date).filter(|_| day.is_none()),
            day: day.map(|day| day.to_string().into()),
            publisher: statistics
                .publisher
                .as_deref()
                .map(|name| names.publisher(name, !statistics.said.is_empty())),
            path: boxed(&meta.path),
            said,
        }
    }
}

fn index<T: PartialEq>(all: &[T], value: &T) -> u8 {
    all.iter().position(|other| other == value).unwrap_or_default() as u8
}
