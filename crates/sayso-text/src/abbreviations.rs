//! Words written with a full stop of their own, from `data/abbreviations.txt`.

use std::sync::LazyLock;

/// How the stop of an abbreviation behaves; the data file's head explains each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Abbreviation {
    Title,
    Number,
    End,
    Inside,
}

static LIST: LazyLock<Vec<(&'static str, Abbreviation)>> = LazyLock::new(|| {
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
            (word, class)
        })
        .collect();
    list.sort_unstable_by_key(|&(word, _)| word);
    list
});

/// The longest listed word, so that long words are not looked up at all.
const LONGEST: usize = 11;

/// Looks up `word`, written without its last stop, in any case.
pub(crate) fn lookup(word: &str) -> Option<Abbreviation> {
    if word.len() > LONGEST {
        return None;
    }
    let mut lower = [0; LONGEST];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let at = LIST.binary_search_by(|(listed, _)| listed.as_bytes().cmp(lower)).ok()?;
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
            assert!(word.len() <= LONGEST, "{word} is longer than LONGEST");
            assert!(lookup(word).is_some(), "{word}");
            assert!(lookup(&word.to_uppercase()).is_some() || !word.is_ascii(), "{word}");
        }
        assert_eq!(lookup("Gen"), Some(Abbreviation::Title));
        assert_eq!(lookup("general"), None);
    }
}
