//! The seed article, read through by eye: every name, people, quantity, date, weapon and metonym.

use std::fmt::Write as _;

use sayso_entities::{Date, Entities, MentionForm};

#[test]
fn the_seed_article() {
    let text = include_str!("../../../seeds/000_e63c8cd01220d72a.txt");
    let entities = Entities::with(text, None, Date::parse("2024-11-23"));
    let mut shown = String::new();
    for mention in entities.mentions() {
        let entity = entities.entity(mention);
        let name = match (mention.form, entity) {
            (MentionForm::Value, _) => mention.value.map_or(String::new(), |v| v.to_string()),
            (_, Some(entity)) => text[entity.name].to_owned(),
            (_, None) => "unsure".to_owned(),
        };
        let _ = write!(shown, "{} | {} | {name}", &text[mention.range], mention.kind.as_str());
        if mention.acts
            && let Some(country) = entity.and_then(|entity| entity.acts_for)
        {
            let _ = write!(shown, " | acts for {country}");
        }
        if let Some(role) = entity.and_then(|entity| entity.role) {
            let _ = write!(shown, " | {}", &text[role]);
        }
        if let Some(body) = entity.and_then(|entity| entity.affiliation) {
            let _ = write!(shown, " | of {}", &text[entities.get(body).name]);
        }
        shown.push('\n');
    }
    insta::assert_snapshot!(shown);
}
