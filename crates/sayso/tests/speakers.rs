//! What is found out about sources goes back to the entities.

use sayso::{Analysis, Analyzer};

fn analysis(text: &str) -> Analysis {
    Analyzer::new().analyze(text)
}

/// The names of the entities that are mentioned, with how often, and the role of each.
fn entities<'t>(text: &'t str, analysis: &'t Analysis) -> Vec<(&'t str, u32, Option<&'t str>)> {
    let entities = &analysis.entities;
    entities
        .ids()
        .map(|id| {
            let entity = entities.get(id);
            (entities.name(text, id), entity.mentions, entity.role.map(|role| &text[role]))
        })
        .collect()
}

#[test]
fn what_a_source_is_said_to_be_is_the_role_of_the_entity() {
    let text = "Rovers boss Mick Garside said it was late. Garside left.";
    let analysis = analysis(text);
    let found = entities(text, &analysis);
    assert!(found.contains(&("Mick Garside", 2, Some("Rovers boss"))), "{found:?}");
}

#[test]
fn a_description_of_somebody_named_leaves_no_entity_behind() {
    let text = "Leila Osterman cut her forecast. The analyst said it was late. The analyst left. A nurse denied it.";
    let analysis = analysis(text);
    let found = entities(text, &analysis);
    assert!(
        found.iter().all(|(name, mentions, _)| *mentions > 0 && *name != "The analyst"),
        "{found:?}"
    );
    let osterman = analysis.attributions.iter().find_map(|a| a.source.entity).unwrap();
    assert_eq!(analysis.entities.name(text, osterman), "Leila Osterman");
    let nurse = analysis.attributions.last().and_then(|a| a.source.entity).unwrap();
    assert_eq!(analysis.entities.name(text, nurse), "A nurse");
    for mention in analysis.entities.mentions() {
        assert!(mention.entity.is_none_or(|id| id.index() < analysis.entities.entities().len()));
    }
}
