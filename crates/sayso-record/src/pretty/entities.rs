//! The list under the table: whom and what the article names most.

use sayso::{Analysis, Entity, EntityId};

use super::styles::{Paint, Styles};
use super::table::{Cell, line, widest};
use super::{INDENT, words};

/// Names that are shown; the record has all.
const MOST: usize = 12;
/// The share of the line that a name may take.
const NAME_SHARE: usize = 2;

/// The last column is at least this wide.
const NARROWEST: usize = 10;

/// Appends the list, at most `columns` wide.
pub(super) fn write(
    out: &mut String,
    text: &str,
    analysis: &Analysis,
    styles: &Styles,
    columns: usize,
) {
    let entities = &analysis.entities;
    let all = entities.ids().zip(entities.entities());
    let mut named: Vec<(EntityId, &Entity)> = all.filter(|(_, e)| e.kind.is_name()).collect();
    // The sort keeps the order of the article among those that are named as often.
    named.sort_by_key(|(_, entity)| std::cmp::Reverse(entity.mentions));
    let rest = named.len().saturating_sub(MOST);
    named.truncate(MOST);
    if named.is_empty() {
        return;
    }
    let head = ["", "named", "kind", "known as"].map(|name| Cell::new(name, styles.faint));
    let rows: Vec<[Cell; 4]> = named
        .into_iter()
        .map(|(id, entity)| {
            [
                Cell::new(format!("{}×", entity.mentions), styles.faint),
                Cell::new(name(text, analysis, id), styles.title),
                Cell::new(entity.kind.as_str(), styles.faint),
                Cell::new(known_as(text, analysis, entity), Default::default()),
            ]
        })
        .collect();
    let mut widths = widest(rows.iter().chain([&head]));
    let others = widths[0] + widths[2] + 3 * super::table::GAP;
    let room = columns.saturating_sub(others);
    widths[1] = widths[1].min(columns / NAME_SHARE).min(room);
    widths[3] = widths[3].min(room - widths[1]);
    // Where nothing can be read in the last column, there is none.
    let shown = if room - widths[1] < NARROWEST { 3 } else { 4 };
    out.push('\n');
    line(out, &head[..shown], &widths);
    rows.iter().for_each(|row| line(out, &row[..shown], &widths));
    if rest > 0 {
        let more = format!("and {rest} more");
        let number = widths[0] + super::table::GAP;
        out.push_str(&format!("{INDENT}{:number$}{}\n", "", more.paint(styles.faint)));
    }
}

/// Role, where somebody belongs, country, and for whom a place acts.
fn known_as(text: &str, analysis: &Analysis, entity: &Entity) -> String {
    let role = entity.role.map(|role| words::clean(&text[role]));
    let belongs = entity.affiliation.map(|id| name(text, analysis, id));
    let country = entity.acts_for.is_none().then_some(entity.country).flatten();
    let acts = entity.acts_for.map(|code| format!("the government of {code}"));
    let known = [role, belongs, country.map(|code| code.to_string()), acts];
    known.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn name(text: &str, analysis: &Analysis, id: EntityId) -> String {
    words::clean(analysis.entities.name(text, id))
}
