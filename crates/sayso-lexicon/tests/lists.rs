//! Lists are in order, and none contradicts itself or a rival.

use sayso_lexicon::{WordList, lists, lower_into};

#[test]
fn entries_are_in_order_trimmed_and_in_the_form_that_is_looked_up() {
    for list in lists::ALL {
        let name = list.name();
        let words: Vec<&str> = list.entries().map(|(word, _)| word).collect();
        for pair in words.windows(2) {
            assert!(pair[0] < pair[1], "{name}: {:?} before {:?}", pair[0], pair[1]);
        }
        let mut lower = String::new();
        for (word, value) in list.entries() {
            lower_into(word, &mut lower);
            assert_eq!(lower, word, "{name}");
            assert!(!word.is_empty() && !word.contains("  "), "{name}: {word:?}");
            assert!([word, value].iter().all(|s| s.trim() == *s), "{name}: {word:?} {value:?}");
        }
        let with_value = list.entries().filter(|(_, value)| !value.is_empty()).count();
        assert!(with_value == 0 || with_value == words.len(), "{name}: some values are missing");
    }
}

#[test]
fn no_list_contradicts_its_rivals() {
    let named = |name: &str| -> &WordList {
        let list = lists::ALL.iter().find(|list| list.name() == name);
        list.unwrap_or_else(|| panic!("no list {name}"))
    };
    for list in lists::ALL {
        for rival in list.note("rivals").unwrap_or_default().split_whitespace() {
            let other = named(rival);
            for (word, value) in list.entries() {
                if let Some(rival_value) = other.get(word) {
                    assert_eq!(value, rival_value, "{word} in {} and {rival}", list.name());
                }
            }
        }
    }
}

#[test]
fn every_file_is_a_list() {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/data");
    for file in std::fs::read_dir(data).expect("the folder of lists") {
        let name = file.expect("a file").file_name().into_string().expect("a plain name");
        let Some(name) = name.strip_suffix(".tsv") else { continue };
        assert!(lists::ALL.iter().any(|list| list.name() == name), "{name}.tsv is not listed");
    }
}
