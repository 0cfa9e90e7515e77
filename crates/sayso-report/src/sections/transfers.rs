//! Who is said to give what to whom, how often, whether it is claimed or denied, and by whom.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use sayso::{ThingKind, TransferStatus};
use serde::{Deserialize, Serialize};

use crate::common::Known;
use crate::heavy_hitters::{HeavyHitters, Shown, Spellings, Tally};
use crate::options::Limits;
use crate::sample::{Sample, sample_key};
use crate::section::Section;
use crate::statistics::{DocumentStatistics, TransferStatistics};
use crate::table::{Cell, ReportColumn, ReportTable, Row};

/// The key of a side that is not named; no name has it.
const NOBODY: u64 = 0;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Transfers {
    /// By giver, receiver and kind of thing.
    flows: HeavyHitters<(u64, u64, u8), Flow>,
    /// Documents in which transfers were not looked for.
    without: u64,
    documents: u64,
}

/// What goes from one to another.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Flow {
    giver: Shown,
    receiver: Shown,
    things: Spellings,
    statuses: [u64; TransferStatus::ALL.len()],
    documents: u64,
    sources: BTreeMap<u64, (Shown, u64)>,
    /// The attributions that say so.
    sample: Sample,
}

impl Tally for Flow {
    fn merge(&mut self, other: Self) {
        self.giver.merge(other.giver);
        self.receiver.merge(other.receiver);
        self.things.merge(other.things);
        self.statuses.iter_mut().zip(other.statuses).for_each(|(count, more)| *count += more);
        self.documents += other.documents;
        for (key, (shown, count)) in other.sources {
            let source = self.sources.entry(key).or_default();
            source.0.merge(shown);
            source.1 += count;
        }
        self.sample.merge(other.sample);
    }

    fn weight(&self) -> u64 {
        self.statuses.iter().sum()
    }
}

impl Flow {
    fn add(&mut self, transfer: &TransferStatistics) {
        for (shown, party) in
            [(&mut self.giver, &transfer.giver), (&mut self.receiver, &transfer.receiver)]
        {
            if let Some(party) = party {
                shown.add(&party.shown, party.rank);
            }
        }
        if !transfer.thing.is_empty() {
            self.things.add(&transfer.thing);
        }
        self.statuses[transfer.status as usize] += 1;
        if let Some(source) = &transfer.source {
            let known = self.sources.entry(source.row).or_default();
            known.0.add(&source.shown, source.rank);
            known.1 += 1;
        }
    }

    /// Who says so most often, with how many there are.
    fn leading(&self, known: &Known<'_>) -> (u64, String) {
        let mut sources = BTreeMap::<u64, (&str, u64)>::new();
        for (&key, (shown, count)) in &self.sources {
            let key = known.identities.settle(key);
            let name = known.sources.name(key).unwrap_or(shown.get());
            sources.entry(key).or_insert((name, 0)).1 += count;
        }
        let mut ranked: Vec<(&str, u64)> = sources.values().copied().collect();
        ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let names = ranked.iter().take(3).map(|(name, count)| format!("{name} {count}"));
        (ranked.len() as u64, names.collect::<Vec<_>>().join(", "))
    }
}

impl Section for Transfers {
    const TABLES: &[&str] = &["transfers"];

    fn new(limits: &Limits) -> Self {
        Self { flows: HeavyHitters::new(limits.pairs), without: 0, documents: 0 }
    }

    fn add(&mut self, statistics: &DocumentStatistics) {
        self.documents += 1;
        let Some(transfers) = &statistics.transfers else {
            self.without += 1;
            return;
        };
        let mut met = FxHashSet::default();
        for transfer in transfers {
            let [giver, receiver] = [&transfer.giver, &transfer.receiver]
                .map(|party| party.as_ref().map_or(NOBODY, |party| party.row));
            let kind = transfer.kind.map_or(0, |kind| kind as u8 + 1);
            let key = (giver, receiver, kind);
            let flow = self.flows.at(key);
            flow.add(transfer);
            flow.documents += u64::from(met.insert(key));
            if let Some(id) = transfer.attribution {
                let document = &statistics.document;
                flow.sample.add(sample_key(document, id), document, id);
            }
        }
    }

    fn merge(&mut self, other: Self) {
        self.flows.merge(other.flows);
        self.without += other.without;
        self.documents += other.documents;
    }

    fn tables(&self, known: &Known<'_>) -> Vec<ReportTable> {
        let columns = ["giver", "thing", "receiver"].map(ReportColumn::text).into_iter();
        let counts = ["transfers", "documents"].map(ReportColumn::count);
        let statuses =
            TransferStatus::ALL.iter().map(|status| ReportColumn::count(status.as_str()));
        let rest = [
            ReportColumn::count("sources"),
            ReportColumn::new("leading", "leading sources", crate::ColumnKind::Text),
            ReportColumn::new("words", "in words", crate::ColumnKind::Text),
        ];
        let mut table = ReportTable::new(
            "transfers",
            "Who gives what to whom",
            "Arms, money, fuel, troops and the like that go, or are said to go, from one to another; the sources are those \
             in whose words it is told.",
            columns.chain(counts).chain(statuses).chain(rest).collect(),
        );
        let settle = |key| if key == NOBODY { NOBODY } else { known.identities.settle(key) };
        let settled =
            self.flows.settled(|(giver, receiver, kind)| (settle(giver), settle(receiver), kind));
        let name = |key: u64, shown: &Shown| match key {
            NOBODY => String::new(),
            key => known.identities.name(key).unwrap_or(shown.get()).to_owned(),
        };
        let mut flows: Vec<(String, &str, String, &Flow)> = settled
            .iter()
            .map(|((giver, receiver, kind), flow)| {
                let kind = usize::from(kind).checked_sub(1).map(|at| ThingKind::ALL[at].as_str());
                let (giver, receiver) = (name(giver, &flow.giver), name(receiver, &flow.receiver));
                (giver, kind.unwrap_or_default(), receiver, flow)
            })
            .collect();
        flows.sort_by(|a, b| {
            b.3.weight().cmp(&a.3.weight()).then_with(|| (&a.0, a.1, &a.2).cmp(&(&b.0, b.1, &b.2)))
        });
        for (giver, kind, receiver, flow) in &flows {
            let (sources, leading) = flow.leading(known);
            let names = [giver.as_str(), kind, receiver.as_str()];
            let cells = names.map(|n| Cell::words(Some(n))).into_iter();
            let counts = [flow.weight(), flow.documents].into_iter().chain(flow.statuses);
            let rest = [
                Cell::from(sources),
                Cell::words(Some(leading)),
                Cell::words(Some(flow.things.list(3))),
            ];
            let cells = cells.chain(counts.map(Cell::from)).chain(rest).collect();
            table.rows.push(Row { cells, evidence: flow.sample.evidence() });
        }
        table.notes.extend(self.flows.caveat_in("flows", "transfers"));
        if self.without > 0 {
            table.notes.push(format!(
                "in {} of {} documents transfers were not looked for; analyse with \
                 --layers text,sentences,entities,attributions,transfers",
                self.without, self.documents
            ));
        }
        vec![table]
    }
}
