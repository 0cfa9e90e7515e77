//! Words written with a full stop of their own, from `data/abbreviations.txt`.

use std::sync::LazyLock;

use crate::packed::Packed;

/// How the stop of an abbreviation behaves; the data file's head explains each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Abbreviation {
    Title,
    Number,
    End,
    Inside,
}

static LIST: LazyLock<Vec<(Packed, Abbreviation)>> = LazyLock::new(|| {
    let mut list: Vec<_> = include_str!("../data/abbreviations.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .map(|(word, class)| {
            let class = match class {
                "title" => Abbreviation::Title,
                "number" => Abbreviation::Number,
                "inside" => Abbreviation::Inside,
                _ => Abbreviation::End,
            };
            (Packed::listed(word), class)
        })
        .collect();
    list.sort_unstable_by_key(|&(word, _)| word);
    list
});

/// Looks up `word`, written without its last stop, in any case.
pub(crate) fn lookup(word: &str) -> Option<Abbreviation> {
    let word = Packed::new(word)?;
    let at = LIST.binary_search_by_key(&word, |&(listed, _)| listed).ok()?;
    Some(LIST[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_is_used() {
        let lines = include_str!("../data/abbreviations.txt").lines();
        for line in lines.filter(|line| !line.starts_with('#')) {
            let (word, class) = line.split_once(' ').expect("word, space, class");
            assert!(["title", "number", "end", "inside"].contains(&class), "{line}");
            assert!(lookup(word).is_some(), "{word}");
            assert!(lookup(&word.to_uppercase()).is_some() || !word.is_ascii(), "{word}");
        }
        assert_eq!(lookup("Gen"), Some(Abbreviation::Title));
        assert_eq!(lookup("general"), None);
    }
}
