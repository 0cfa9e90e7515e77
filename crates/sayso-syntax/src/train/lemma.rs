//! Which endings tell how a word becomes its lemma.

use std::collections::{BTreeMap, HashMap};

use super::Sentence;
use crate::labels::Xpos;
use crate::lemma::{Edit, Lemmatizer, endings, normal_form, rule_hash};
use crate::syntax::Tag;

/// The two sections of the lemmatiser.
pub(super) fn train(treebank: &[Sentence]) -> (Vec<u8>, Vec<u8>) {
    // Each spelling counts once: frequent words must not speak for all that end like them.
    let mut forms: BTreeMap<(Xpos, String), BTreeMap<Edit, u32>> = BTreeMap::new();
    let mut form = String::new();
    for word in treebank.iter().flat_map(|s| &s.words) {
        if word.lemma == "_" {
            continue;
        }
        normal_form(&word.form, Tag { upos: word.upos, xpos: word.xpos }, &mut form);
        let edit = Edit::between(&form, &word.lemma);
        *forms.entry((word.xpos, form.clone())).or_default().entry(edit).or_default() += 1;
    }
    let best = |edits: &BTreeMap<Edit, u32>| {
        let most = edits.iter().max_by_key(|(edit, count)| (**count, std::cmp::Reverse(*edit)));
        most.map(|(edit, count)| (edit.clone(), *count)).expect("an edit was counted")
    };
    let mut votes: BTreeMap<(Xpos, bool, String), BTreeMap<Edit, u32>> = BTreeMap::new();
    for ((xpos, form), edits) in &forms {
        let (edit, _) = best(edits);
        for ending in endings(form) {
            let key = (*xpos, ending.whole, ending.text.to_owned());
            *votes.entry(key).or_default().entry(edit.clone()).or_default() += 1;
        }
    }
    // From the shortest to the longest: an ending that says what a shorter one says already is left out.
    let mut keys: Vec<_> = votes.keys().cloned().collect();
    keys.sort_by_key(|(xpos, whole, text)| (*whole, text.chars().count(), *xpos, text.clone()));
    let mut chosen: HashMap<(Xpos, bool, String), Edit> = HashMap::new();
    let mut rules: Vec<((Xpos, bool, String), Edit)> = Vec::new();
    for key in keys {
        let (xpos, whole, text) = &key;
        let (edit, count) = best(&votes[&key]);
        let total: u32 = votes[&key].values().sum();
        let shorter = endings(text)
            .filter(|ending| !ending.whole && (*whole || ending.text.len() < text.len()))
            .find_map(|ending| chosen.get(&(*xpos, false, ending.text.to_owned())));
        let differs = shorter.is_none_or(|shorter| *shorter != edit);
        let sure = *whole || text.is_empty() || count >= 2 && count * 10 >= total * 6;
        if differs && sure {
            chosen.insert(key.clone(), edit.clone());
            rules.push((key, edit));
        }
    }
    let mut edits: Vec<Edit> = rules.iter().map(|(_, edit)| edit.clone()).collect();
    edits.sort();
    edits.dedup();
    let rules: Vec<(u64, u16)> = rules
        .iter()
        .map(|((xpos, whole, text), edit)| {
            let ending = crate::lemma::Ending { text, whole: *whole };
            let number = edits.binary_search(edit).expect("every edit is listed");
            (rule_hash(*xpos, ending), number as u16)
        })
        .collect();
    Lemmatizer::write(&edits, &rules)
}
