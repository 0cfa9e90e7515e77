//! Claims: statements of several sources or articles that say the same, and who says so and who does not.

use std::sync::Arc;

use sayso_claims::{Claim, Statement, Voice};
use serde::{Deserialize, Serialize};

use crate::common::Known;
use crate::dates::shown_day;
use crate::options::Limits;
use crate::section::Section;
use crate::table::{Cell, Evidence, Place, ReportColumn, ReportTable, Row};

/// Attributions of a row that are named.
const NAMED: usize = 10;
/// Names that are listed in a cell.
const LISTED: usize = 6;

/// Counts nothing of its own.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Claims;

impl Section for Claims {
    const TABLES: &[&str] = &["claims"];

    fn new(_: &Limits) -> Self {
        Self
    }

    fn tables(&self, known: &Known<'_>) -> Vec<ReportTable> {
        let text = ReportColumn::text;
        let mut columns = vec![text("claim"), text("about"), text("first"), text("last")];
        columns.extend(["articles", "origins"].map(ReportColumn::count));
        columns.extend(Voice::ALL.map(|voice| ReportColumn::count(voice.as_str())));
        columns.extend([text("sources"), text("outlets")]);
        let mut table = ReportTable::new(
            "claims",
            "Claims",
            "What several articles or sources say of the same matter, in how many articles of independent origin, \
             and how many statements assert or deny it.",
            columns,
        );
        let claimed = known.claimed();
        let several = claimed.claims.iter().filter(|claim| claim.members.len() > 1);
        table.rows.extend(several.map(|claim| row(claim, &claimed.statements, known)));
        table.notes.extend(known.statements.caveat());
        vec![table]
    }
}

fn row(claim: &Claim, statements: &[&Statement], known: &Known<'_>) -> Row {
    let day = |day: Option<i32>| Cell::words(day.map(shown_day));
    let about = claim.about.iter().filter_map(|&key| known.identities.name(key));
    let mut cells = vec![
        claim.wording.as_str().into(),
        Cell::words(Some(about.collect::<Vec<_>>().join(", "))),
        day(claim.first),
        day(claim.last),
        claim.documents.into(),
        claim.origins.into(),
    ];
    cells.extend(Voice::ALL.map(|voice| Cell::Count(claim.count(voice))));
    let mut sources: Vec<&str> = Vec::new();
    for member in &claim.members {
        let name = known.source_name(statements[member.statement]);
        if !name.is_empty() && !sources.contains(&name) {
            sources.push(name);
        }
    }
    let outlets: Vec<&str> = claim.outlets.iter().map(|name| &**name).collect();
    cells.extend([sources, outlets].map(|names| Cell::words(Some(listed(&names)))));
    Row {
        cells,
        evidence: evidence(claim.members.iter().map(|member| statements[member.statement])),
    }
}

/// Where statements are.
pub(super) fn evidence<'s>(statements: impl Iterator<Item = &'s Statement>) -> Evidence {
    let mut places: Vec<Place> = statements
        .map(|s| Place { document: Arc::clone(&s.document), attribution: Some(s.attribution) })
        .collect();
    let total = places.len() as u64;
    places.truncate(NAMED);
    Evidence { total, sample: places }
}

fn listed(names: &[&str]) -> String {
    let more = names.len().saturating_sub(LISTED);
    let list = names[..names.len() - more].join("; ");
    if more > 0 { format!("{list}; {more} more") } else { list }
}
