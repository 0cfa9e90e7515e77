//! Who is cited, how often and how: what several sections show or name.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use sayso::{QuotationType, SourceKind};
use serde::{Deserialize, Serialize};

use crate::entity_key::LEAST_LINK;
use crate::heavy_hitters::{HeavyHitters, Shown, Spellings, Stances, Tally};
use crate::identity::{Description, Identities};
use crate::options::ReportOptions;
use crate::sample::Sample;
use crate::statistics::{AttributionStatistics, DocumentStatistics};

/// All sources.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Sources {
    heavy_hitters: HeavyHitters<u64, Source>,
    /// Whether how they are written is all that is counted.
    only_names: bool,
    /// Attributions to nobody who can be met again.
    unknown: u64,
    /// Attributions to pronouns and descriptions of whom it is too unsure whom they mean.
    doubtful: u64,
    /// Single names of people that were joined with full ones.
    joined: u64,
    /// Words of all contents.
    pub(crate) words: u64,
}

/// One source.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Source {
    pub(crate) shown: Shown,
    kinds: [u64; SourceKind::ALL.len()],
    pub(crate) roles: Spellings,
    pub(crate) affiliations: Spellings,
    pub(crate) documents: u64,
    pub(crate) words: u64,
    pub(crate) direct: u64,
    pub(crate) stances: Stances,
    pub(crate) lemmas: Spellings,
    pub(crate) sample: Sample,
}

impl Tally for Source {
    fn merge(&mut self, other: Self) {
        self.shown.merge(other.shown);
        self.kinds.iter_mut().zip(other.kinds).for_each(|(count, more)| *count += more);
        self.roles.merge(other.roles);
        self.affiliations.merge(other.affiliations);
        self.documents += other.documents;
        self.words += other.words;
        self.direct += other.direct;
        self.stances.merge(other.stances);
        self.lemmas.merge(other.lemmas);
        self.sample.merge(other.sample);
    }

    fn weight(&self) -> u64 {
        self.sample.total()
    }
}

impl Source {
    /// Counts what it says, alone or with others.
    fn count(&mut self, said: &AttributionStatistics, kind: SourceKind, document: &Arc<str>) {
        self.kinds[kind as usize] += 1;
        if said.members.is_empty() {
            said.role.iter().for_each(|role| self.roles.add(role));
            said.affiliation.iter().for_each(|name| self.affiliations.add(name));
        }
        self.words += said.words;
        self.direct += u64::from(said.quotation == QuotationType::Direct);
        self.stances.add(said.stance);
        self.lemmas.add(&said.lemma);
        self.sample.add(said.sample_key, document, said.id);
    }

    /// The kind that it was most often given.
    pub(crate) fn kind(&self) -> SourceKind {
        let most =
            SourceKind::ALL.iter().copied().rev().max_by_key(|&kind| self.kinds[kind as usize]);
        most.unwrap_or_default()
    }
}

impl Sources {
    pub(crate) fn new(options: &ReportOptions) -> Self {
        Self {
            heavy_hitters: HeavyHitters::new(options.limits.sources),
            only_names: options.only_claims,
            unknown: 0,
            doubtful: 0,
            joined: 0,
            words: 0,
        }
    }

    pub(crate) fn add(&mut self, statistics: &DocumentStatistics) {
        let mut met = FxHashSet::default();
        for said in &statistics.said {
            self.words += said.words;
            self.doubtful += u64::from(said.doubtful);
            self.unknown += u64::from(said.speakers().next().is_none());
            for (speaker, kind) in said.speakers() {
                let source = self.heavy_hitters.at(speaker.row);
                source.shown.add(&speaker.shown, speaker.rank);
                source.documents += u64::from(met.insert(speaker.row));
                match self.only_names {
                    true => source.sample.count(),
                    false => source.count(said, kind, &statistics.document),
                }
            }
        }
    }

    pub(crate) fn merge(&mut self, other: Self) {
        self.heavy_hitters.merge(other.heavy_hitters);
        self.unknown += other.unknown;
        self.doubtful += other.doubtful;
        self.words += other.words;
    }

    /// The same counts for the sources that are left when it is settled who is who. Adds to `identities` what is said
    /// of them.
    pub(crate) fn settled(&self, identities: &mut Identities) -> Self {
        let mut heavy_hitters = self.heavy_hitters.settled(|key| identities.settle(key));
        for (key, source) in heavy_hitters.iter_mut() {
            let name = identities.name(key).unwrap_or(source.shown.get()).to_owned();
            source.shown.settle(&name);
            // Who has no name is described here alone.
            if identities.description(key).is_none() {
                // What one of many says of himself is not true of all.
                let all = source.sample.total();
                let said = |words: &Spellings| {
                    let (best, count) = *words.ranked().first()?;
                    (3 * count >= all).then(|| best.to_owned())
                };
                let (role, affiliation) = (said(&source.roles), said(&source.affiliations));
                let described = Description { name, role, affiliation, ..Description::default() };
                identities.describe(key, described);
            }
        }
        Self { heavy_hitters, joined: identities.joined, ..*self }
    }

    /// What is counted of a source; `None` if it was given up.
    pub(crate) fn get(&self, key: u64) -> Option<&Source> {
        self.heavy_hitters.get(key)
    }

    /// How a source is written; `None` if it was given up.
    pub(crate) fn name(&self, key: u64) -> Option<&str> {
        self.get(key).map(|source| source.shown.get())
    }

    /// Keys, the most cited first.
    pub(crate) fn ranked(&self) -> Vec<(u64, &Source)> {
        let mut ranked: Vec<(u64, &Source)> = self.heavy_hitters.iter().collect();
        ranked.sort_by(|(key, a), (other, b)| {
            let most = b.weight().cmp(&a.weight());
            most.then_with(|| a.shown.get().cmp(b.shown.get())).then(key.cmp(other))
        });
        ranked
    }

    /// What a reader of a table of sources must know.
    pub(crate) fn notes(&self) -> impl Iterator<Item = String> {
        let unknown = (self.unknown > 0).then(|| {
            format!(
                "{} attributions to the writer, to nobody, or to a pronoun that stands for nobody known \
                 have no row",
                self.unknown
            )
        });
        let joined = (self.joined > 0).then(|| {
            "a family name alone counts for the one full name that prevails among those who have it, \
             in the same outlet and month (by 0.70 at least) or else in all (by 0.75)"
                .to_owned()
        });
        let doubtful = (self.doubtful > 0).then(|| {
            format!(
                "{} attributions to a pronoun or description do not count for the one whom it means, since that is \
                 less than {LEAST_LINK:.2} sure",
                self.doubtful
            )
        });
        let notes = self.heavy_hitters.caveat("sources").into_iter().chain(unknown);
        notes.chain(doubtful).chain(joined)
    }
}
