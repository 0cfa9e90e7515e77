//! Claims, and stories of articles, against the annotated articles in the repository.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use sayso_claims::claims;
use sayso_eval::{ClusterScores, score_clusters};

use crate::data::statements::{self, Content};

/// Where the annotated articles are, from the repository's root.
pub(crate) const GOLD: &str = "crates/sayso-claims/tests/gold";

/// A content is found if half of it and of a statement are the same; what is not found is alone. Two statements are of one story
/// if their articles are about one event.
pub(super) fn measure(path: &Path) -> Result<Vec<(&'static str, f64)>> {
    let contents = fs::read_to_string(format!("{GOLD}/claims.tsv")).context(GOLD)?;
    let articles = statements::read(path)?;
    let aggregate = statements::aggregate(&articles)?;
    let [stories, scores] = aggregate.with_statements(|statements, corpus| {
        let claims = claims(statements, corpus);
        let stories = claims.iter().flat_map(|claim| claim.members.iter().map(|_| claim.story));
        let events = claims.iter().flat_map(|claim| &claim.members).map(|member| {
            statements[member.statement].document.split('-').next().unwrap_or_default()
        });
        let stories = score_clusters(&events.collect::<Vec<_>>(), &stories.collect::<Vec<_>>());
        let mut claim_of = vec![0; statements.len()];
        for (number, claim) in claims.iter().enumerate() {
            claim.members.iter().for_each(|member| claim_of[member.statement] = number);
        }
        let (mut gold, mut found) = (Vec::new(), Vec::new());
        for content in contents.lines().skip(1).filter_map(Content::read) {
            if !articles.iter().any(|article| article.id == content.document) {
                continue;
            }
            let statement = (0..statements.len()).find(|&i| content.is(statements[i]));
            found.push(statement.map_or(claims.len() + found.len(), |i| claim_of[i]));
            gold.push(content.claim);
        }
        [stories, score_clusters(&gold, &found)]
    });
    let ClusterScores { pairs, b_cubed } = scores;
    Ok(vec![
        ("pairs precision", 100.0 * pairs.precision),
        ("pairs recall", 100.0 * pairs.recall),
        ("B³ F1", 100.0 * b_cubed.f1),
        ("stories precision", 100.0 * stories.pairs.precision),
        ("stories recall", 100.0 * stories.pairs.recall),
    ])
}
