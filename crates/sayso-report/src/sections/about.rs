//! About whom and what is spoken, and by whom.

mod together;

use std::collections::BTreeMap;

use sayso::{EntityKind, Stance};
use serde::{Deserialize, Serialize};

use crate::common::Known;
use crate::heavy_hitters::{HeavyHitters, Shown, Stances, Tally};
use crate::identity::shown_key;
use crate::network::{Network, NetworkEdge, NetworkNode};
use crate::options::Limits;
use crate::sample::Sample;
use crate::section::Section;
use crate::statistics::DocumentStatistics;
use crate::table::{Cell, ReportColumn, ReportTable, Row};
use together::Together;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct About {
    entities: HeavyHitters<u64, Entity>,
    /// Source and entity.
    pairs: HeavyHitters<(u64, u64), Pair>,
    together: Together,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Entity {
    shown: Shown,
    pair: Pair,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Pair {
    stances: Stances,
    sample: Sample,
}

impl Pair {
    /// Takes away what was counted too often.
    fn subtract(&mut self, repeated: &Stances) {
        self.stances.subtract(repeated);
        self.sample.subtract(repeated.total());
    }
}

impl Tally for Pair {
    fn merge(&mut self, other: Self) {
        self.stances.merge(other.stances);
        self.sample.merge(other.sample);
    }

    fn weight(&self) -> u64 {
        self.sample.total()
    }
}

impl Tally for Entity {
    fn merge(&mut self, other: Self) {
        self.shown.merge(other.shown);
        self.pair.merge(other.pair);
    }

    fn weight(&self) -> u64 {
        self.pair.weight()
    }
}

/// A source and an entity of which it speaks.
struct Edge<'a> {
    keys: (u64, u64),
    names: (&'a str, &'a str),
    pair: &'a Pair,
}

/// All of them, the most frequent first.
fn edges<'a>(
    entities: &'a HeavyHitters<u64, Entity>,
    pairs: &'a HeavyHitters<(u64, u64), Pair>,
    known: &'a Known<'_>,
) -> Vec<Edge<'a>> {
    let named = pairs.iter().filter_map(|(keys, pair)| {
        let names = (known.sources.name(keys.0)?, entities.get(keys.1)?.shown.get());
        Some(Edge { keys, names, pair })
    });
    let mut edges: Vec<Edge<'_>> = named.collect();
    edges.sort_by(|a, b| {
        let most = b.pair.weight().cmp(&a.pair.weight());
        most.then_with(|| (a.names, a.keys.1).cmp(&(b.names, b.keys.1)))
    });
    edges
}

impl About {
    /// The same counts for who is left when it is settled who is who: each attribution counts once for whomever it names,
    /// by however many names, and nobody speaks about himself.
    fn settled(
        &self,
        known: &Known<'_>,
    ) -> (HeavyHitters<u64, Entity>, HeavyHitters<(u64, u64), Pair>) {
        let settle = |key| known.identities.settle(key);
        let mut entities = self.entities.settled(settle);
        for (key, entity) in entities.iter_mut() {
            if let Some(name) = known.identities.name(key) {
                entity.shown.settle(name);
            }
        }
        let mut pairs = self.pairs.settled(|(source, entity)| (settle(source), settle(entity)));
        self.together.each_repeated(settle, |source, entity, repeated| {
            let pair = match source {
                Some(source) => pairs.get_mut((source, entity)),
                None => entities.get_mut(entity).map(|entity| &mut entity.pair),
            };
            if let Some(pair) = pair {
                pair.subtract(repeated);
            }
        });
        for ((_, about), pair) in pairs.iter_mut().filter(|((source, about), _)| source == about) {
            if let Some(entity) = entities.get_mut(about) {
                entity.pair.stances.subtract(&pair.stances);
                entity.pair.sample.remove(&pair.sample);
            }
            *pair = Pair::default();
        }
        entities.drop_empty();
        pairs.drop_empty();
        (entities, pairs)
    }

    pub(crate) fn network(&self, known: &Known<'_>) -> Network {
        let (entities, pairs) = self.settled(known);
        let mut nodes = BTreeMap::new();
        let edges = edges(&entities, &pairs, known).into_iter().map(|edge| {
            let ((source, about), names) = (edge.keys, edge.names);
            for (key, name) in [(source, names.0), (about, names.1)] {
                nodes.entry(shown_key(key)).or_insert_with(|| {
                    let found = known.identities.description(key).and_then(|found| found.kind);
                    let source = known.sources.get(key);
                    let of_source = source.map(|source| source.kind().as_str());
                    NetworkNode {
                        key: shown_key(key),
                        name: name.to_owned(),
                        kind: found.map(EntityKind::as_str).or(of_source).unwrap_or_default(),
                        attributions: source.map_or(0, Tally::weight),
                        mentions: entities.get(key).map_or(0, Tally::weight),
                    }
                });
            }
            NetworkEdge {
                source: shown_key(source),
                about: shown_key(about),
                attributions: edge.pair.weight(),
                denials: edge.pair.stances.get(Stance::Deny),
            }
        });
        let edges = edges.collect();
        Network { nodes: nodes.into_values().collect(), edges }
    }
}

impl Section for About {
    const TABLES: &[&str] = &["about", "network"];

    fn new(limits: &Limits) -> Self {
        Self {
            entities: HeavyHitters::new(limits.sources),
            pairs: HeavyHitters::new(limits.pairs),
            together: Together::new(limits),
        }
    }

    fn add(&mut self, statistics: &DocumentStatistics) {
        self.together.add(statistics);
        for said in &statistics.said {
            for name in &said.about {
                let entity = self.entities.at(name.key);
                entity.shown.add(&name.shown, name.rank);
                entity.pair.stances.add(said.stance);
                entity.pair.sample.add(said.sample_key, &statistics.document, said.id);
                for (speaker, _) in said.speakers() {
                    let pair = self.pairs.at((speaker.row, name.key));
                    pair.stances.add(said.stance);
                    pair.sample.add(said.sample_key, &statistics.document, said.id);
                }
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.entities.merge(other.entities);
        self.pairs.merge(other.pairs);
        self.together.merge(other.together);
    }

    fn tables(&self, known: &Known<'_>) -> Vec<ReportTable> {
        let (entities, pairs) = self.settled(known);
        let edges = edges(&entities, &pairs, known);
        let mut network = ReportTable::new(
            "network",
            "Who speaks about whom",
            "Sources, and the people, bodies, places and things that are named in what is ascribed to them: \
             the edges of a network.",
            vec![
                ReportColumn::text("source"),
                ReportColumn::text("about"),
                ReportColumn::count("attributions"),
                ReportColumn::count("assert"),
                ReportColumn::count("deny"),
            ],
        );
        // For each entity the number of its sources, and the first of them.
        let mut speakers: BTreeMap<u64, (u64, Vec<String>)> = Default::default();
        for Edge { keys: (_, entity), names: (source, about), pair } in edges {
            let (count, leading) = speakers.entry(entity).or_default();
            *count += 1;
            if leading.len() < 3 {
                leading.push(format!("{source} {}", pair.weight()));
            }
            let stances = [Stance::Assert, Stance::Deny].map(|s| Cell::from(pair.stances.get(s)));
            let cells = [source.into(), about.into(), pair.weight().into()];
            let cells = cells.into_iter().chain(stances).collect();
            network.rows.push(Row { cells, evidence: pair.sample.evidence() });
        }
        network.notes.extend(self.pairs.caveat("pairs"));
        network.notes.extend(self.together.caveat());
        let mut about = ReportTable::new(
            "about",
            "About whom",
            "Whom and what the contents of attributions name, how many sources do, and which of them most \
             often.",
            [
                ReportColumn::text("entity"),
                ReportColumn::count("attributions"),
                ReportColumn::count("sources"),
            ]
            .into_iter()
            .chain(Stances::columns())
            .chain([ReportColumn::new("leading", "leading sources", crate::ColumnKind::Text)])
            .collect(),
        );
        let mut ranked: Vec<(u64, &Entity)> = entities.iter().collect();
        ranked.sort_by(|(key, a), (other, b)| {
            let most = b.weight().cmp(&a.weight());
            most.then_with(|| a.shown.get().cmp(b.shown.get())).then(key.cmp(other))
        });
        for (key, entity) in ranked {
            let (count, leading) = speakers.remove(&key).unwrap_or_default();
            let cells = [entity.shown.get().into(), entity.weight().into(), Cell::from(count)]
                .into_iter()
                .chain(entity.pair.stances.cells())
                .chain([Cell::words(Some(leading.join(", ")))])
                .collect();
            about.rows.push(Row { cells, evidence: entity.pair.sample.evidence() });
        }
        about.notes.extend(self.entities.caveat("entities"));
        about.notes.extend(self.together.caveat());
        vec![about, network]
    }
}
