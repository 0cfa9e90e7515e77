//! Whether people are men or women, by what they are called.

use std::collections::HashMap;

use sayso_entities::{EntityId, EntityKind, Gender, MentionForm};

use crate::document::Document;

/// What is known of whom.
type Genders = HashMap<EntityId, Gender>;

/// The genders that titles and first names before family names tell, and those that single names tell.
pub(super) fn of_names(document: Document<'_>) -> (Genders, Genders) {
    let (mut genders, mut likely) = (Genders::new(), Genders::new());
    for mention in document.entities.mentions() {
        // "the mother" is nobody whom "he" means.
        if let (MentionForm::Description, Some(id)) = (mention.form, mention.entity) {
            let gender = Gender::of_noun(document.word(mention.tokens.end() - 1));
            if gender != Gender::Unknown {
                genders.entry(id).or_insert(gender);
            }
        }
        let (EntityKind::Person, MentionForm::Name, Some(id)) =
            (mention.kind, mention.form, mention.entity)
        else {
            continue;
        };
        let start = mention.tokens.start();
        let title = start.checked_sub(1).and_then(|t| document.title(t));
        let gender = match Gender::of_first_name(document.word(start)) {
            _ if title == Some("male") => Gender::Male,
            _ if title == Some("female") => Gender::Female,
            known if mention.tokens.len() > 1 && known != Gender::Unknown => known,
            Gender::Unknown => continue,
            known => {
                likely.entry(id).or_insert(known);
                continue;
            }
        };
        genders.entry(id).or_insert(gender);
    }
    (genders, likely)
}
