//! The sections of a report, each a file here and a line in the list.

mod about;
mod chains;
mod claims;
mod denials;
mod entities;
mod kinds;
mod numbers;
mod origins;
mod quantities;
mod reading;
mod sources;
mod stances;
mod stances_by_source;
mod timeline;
mod transfers;

use serde::{Deserialize, Serialize};

use crate::common::Known;
use crate::options::Limits;
use crate::section::Section;
use crate::statistics::DocumentStatistics;
use crate::table::ReportTable;

/// Makes of a list of sections the struct that holds them, and everything that has to be done with each.
macro_rules! sections {
    ($($name:ident: $section:ty,)*) => {
        /// All sections of an aggregate.
        #[derive(Clone, Debug, Serialize, Deserialize)]
        pub(crate) struct Sections {
            $(pub(crate) $name: $section,)*
        }

        /// The names of their tables, a list a section.
        const TABLES: &[&[&str]] = &[$(<$section>::TABLES,)*];

        impl Sections {
            pub(crate) fn new(limits: &Limits) -> Self {
                Self { $($name: Section::new(limits),)* }
            }

            pub(crate) fn add(&mut self, statistics: &DocumentStatistics) {
                $(self.$name.add(statistics);)*
            }

            pub(crate) fn merge(&mut self, other: Self) {
                $(self.$name.merge(other.$name);)*
            }

            pub(crate) fn tables(&self, known: &Known<'_>) -> Vec<ReportTable> {
                let mut tables = Vec::with_capacity(NAMES.len());
                $(tables.extend(self.$name.tables(known));)*
                tables
            }
        }
    };
}

// In the order in which their tables are read.
sections! {
    sources: sources::SourceTable,
    kinds: kinds::Kinds,
    stances: stances::StanceTables,
    stances_by_source: stances_by_source::StancesBySource,
    claims: claims::Claims,
    numbers: numbers::Numbers,
    denials: denials::Denials,
    about: about::About,
    entities: entities::EntityTable,
    origins: origins::OriginTables,
    timeline: timeline::Timeline,
    chains: chains::Chains,
    quantities: quantities::Quantities,
    transfers: transfers::Transfers,
    reading: reading::Reading,
}

/// The names of all tables, in their order.
pub(crate) const NAMES: &[&str] = &{
    let mut names = [""; COUNT];
    let (mut section, mut at) = (0, 0);
    while section < TABLES.len() {
        let mut i = 0;
        while i < TABLES[section].len() {
            names[at] = TABLES[section][i];
            (i, at) = (i + 1, at + 1);
        }
        section += 1;
    }
    names
};

const COUNT: usize = {
    let (mut section, mut count) = (0, 0);
    while section < TABLES.len() {
        count += TABLES[section].len();
        section += 1;
    }
    count
};
