//! What holds for any text.

use proptest::prelude::*;
use sayso_entities::{Date, Entities};
use sayso_text::Segmentation;

proptest! {
    #[test]
    fn mentions_are_in_order_and_in_bounds(
        text in "([A-Z][a-z]{1,6}|[a-z]{1,5}|[0-9]{1,4}|the|of|\\$|May|Russia|he|million|[.,\"“”\\-]| ){0,80}",
    ) {
        check(&text);
    }

    #[test]
    fn any_text_is_taken(text in ".{0,200}") {
        check(&text);
    }
}

fn check(text: &str) {
    let segmentation = Segmentation::of(text);
    let date = Date::parse("2024-02-29");
    let entities = Entities::with(text, None, date);
    let mut end = 0;
    for mention in entities.mentions() {
        assert!(mention.tokens.start() >= end && !mention.tokens.is_empty(), "{text:?}");
        end = mention.tokens.end();
        assert_eq!(segmentation.tokens().cover(mention.tokens), mention.range);
        assert!((0.0..=1.0).contains(&mention.confidence) && (0.0..=1.0).contains(&mention.link));
        assert!(mention.entity.is_none_or(|id| id.index() < entities.entities().len()));
    }
    for entity in entities.entities() {
        assert!(text.get(std::ops::Range::from(entity.name)).is_some());
        assert!(entity.role.is_none_or(|role| text.get(std::ops::Range::from(role)).is_some()));
    }
}

#[test]
fn people_of_different_names_stay_apart() {
    // As many as no article has, each named once.
    let text: String = (0..2_000)
        .map(|i| format!("Mr. Ko{} met the officer {}. He left. ", letters(i), letters(i * 7)))
        .collect();
    let entities = Entities::of(&text);
    assert!(entities.mentions().len() > 2_000);
    assert!(entities.entities().len() > 1_900, "{}", entities.entities().len());
}

fn letters(mut n: usize) -> String {
    let mut word = String::from("K");
    while n > 0 {
        word.push(char::from(b'a' + (n % 26) as u8));
        n /= 26;
    }
    word
}
