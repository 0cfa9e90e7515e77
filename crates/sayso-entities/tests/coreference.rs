//! Which names of a text stand for one thing.

use sayso_entities::{Entities, MentionForm};

/// The names of every entity that has more than one.
fn joined(text: &str) -> Vec<Vec<&str>> {
    let entities = Entities::of(text);
    let names = |id| {
        let mentions = entities.mentions().iter();
        let named = mentions.filter(|m| m.form == MentionForm::Name && m.entity == Some(id));
        named.map(|m| &text[m.range]).collect::<Vec<_>>()
    };
    entities.ids().map(names).filter(|names| names.len() > 1).collect()
}

#[test]
fn a_body_by_any_of_its_names() {
    let text = "The World Health Organization met in Geneva. The WHO said it agreed.";
    assert_eq!(joined(text), [["World Health Organization", "WHO"]]);
    let text = "The U.S. Senate voted on Monday. The Senate will meet again in May.";
    assert_eq!(joined(text), [["U.S. Senate", "Senate"]]);
}

#[test]
fn a_place_by_its_letters_or_with_its_kind() {
    let text =
        "He moved to Los Angeles in May. Many in LA were glad. She lives in Los Angeles too.";
    assert_eq!(joined(text), [["Los Angeles", "LA", "Los Angeles"]]);
    let text = "He flew to Mexico City in May. She stayed in Mexico.";
    assert_eq!(joined(text), [] as [Vec<&str>; 0]);
}

#[test]
fn a_doubtful_family_name_goes_to_whom_the_text_is_about() {
    let text = "Daniel Miller was born in Ohio. Daniel Miller became a lawyer. His sister, Anna Miller, \
                stayed. In 1999 Miller moved to Boston.";
    assert!(joined(text).contains(&vec!["Daniel Miller", "Daniel Miller", "Miller"]));
}
