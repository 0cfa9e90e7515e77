//! Where transfers are found: by verbs, by nouns, and by where things come from.

mod dative;
mod nouns;
mod origins;
mod roles;
mod verbs;

use crate::document::Sentence;
use crate::draft::Draft;

/// What is found in a sentence, in order of the triggers.
pub(crate) fn find(sentence: Sentence<'_>, drafts: &mut Vec<Draft>) {
    let before = drafts.len();
    verbs::find(sentence, drafts);
    nouns::find(sentence, before, drafts);
    origins::find(sentence, before, drafts);
    drafts[before..].sort_by_key(|draft| draft.trigger.start());
}
