//! Claims as tables that can be joined: claims, their mentions, their numbers.

use super::Claims;
use crate::table::{Cell, ColumnKind, ReportColumn, ReportTable, Row};

impl Claims {
    /// The tables `claims`, `claim_mentions` and `claim_numbers`; `claim` is the key to join on.
    pub fn tables(&self) -> Vec<ReportTable> {
        let text = ReportColumn::text;
        let count = ReportColumn::count;
        let mut claims = ReportTable::new(
            "claims",
            "Claims",
            "One row a claim.",
            vec![
                text("claim"),
                text("wording"),
                text("about"),
                text("story"),
                text("events"),
                text("first"),
                text("last"),
                count("articles"),
                count("origins"),
                text("outlets"),
            ],
        );
        let mut mentions = ReportTable::new(
            "claim_mentions",
            "Mentions of claims",
            "One row an attribution that makes a claim, or does something else with it.",
            vec![
                text("claim"),
                count("mention"),
                text("document"),
                count("attribution"),
                count("start"),
                count("end"),
                text("day"),
                text("publisher"),
                text("source"),
                text("voice"),
                ReportColumn::new("score", "score", ColumnKind::Score),
                text("evidence"),
                text("hedged"),
                text("chain"),
                text("content"),
            ],
        );
        let mut numbers = ReportTable::new(
            "claim_numbers",
            "Numbers of claims",
            "One row a value that a claim gives for a counted thing.",
            vec![
                text("claim"),
                count("mention"),
                text("thing"),
                text("unit"),
                text("trend"),
                text("low"),
                text("high"),
                text("approximate"),
                text("words"),
            ],
        );
        for claim in &self.claims {
            let key = || Cell::from(claim.claim.as_str());
            claims.rows.push(Row::new(vec![
                key(),
                claim.wording.as_str().into(),
                list(&claim.about),
                claim.story.as_str().into(),
                list(&claim.events),
                Cell::words(claim.first.as_deref()),
                Cell::words(claim.last.as_deref()),
                claim.articles.into(),
                claim.origins.into(),
                list(&claim.outlets),
            ]));
            for (place, mention) in (0u64..).zip(&claim.mentions) {
                mentions.rows.push(Row::new(vec![
                    key(),
                    place.into(),
                    mention.document.as_str().into(),
                    u64::from(mention.attribution).into(),
                    u64::from(mention.start).into(),
                    u64::from(mention.end).into(),
                    Cell::words(mention.day.as_deref()),
                    Cell::words(mention.publisher.as_deref()),
                    mention.source.as_str().into(),
                    mention.voice.into(),
                    Cell::Share(f64::from(mention.score)),
                    Cell::words(mention.evidence),
                    flag(mention.hedged),
                    list(&mention.chain),
                    mention.content.as_str().into(),
                ]));
            }
            for series in &claim.numbers {
                for value in &series.values {
                    numbers.rows.push(Row::new(vec![
                        key(),
                        (value.mention as u64).into(),
                        Cell::words(Some(series.thing.as_str())),
                        Cell::words(Some(series.unit.as_str())),
                        series.trend.into(),
                        Cell::words(value.low.map(|low| low.to_string())),
                        Cell::words(value.high.map(|high| high.to_string())),
                        flag(value.approximate),
                        value.words.as_str().into(),
                    ]));
                }
            }
        }
        vec![claims, mentions, numbers]
    }
}

fn list(names: &[String]) -> Cell {
    Cell::words(Some(names.join("; ")))
}

fn flag(holds: bool) -> Cell {
    Cell::from(if holds { "true" } else { "false" })
}
