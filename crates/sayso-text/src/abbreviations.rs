//! Words written with a full stop of their own, from `data/abbreviations.tsv`.

use std::sync::LazyLock;

use crate::packed::PackedMap;

/// How an abbreviation behaves; the head of the data file explains each kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Abbreviation {
    Title,
    Number,
    End,
    Inside,
}

static LIST: LazyLock<PackedMap<Abbreviation>> = LazyLock::new(|| {
    PackedMap::read(include_str!("../data/abbreviations.tsv"), |word, kind| match kind {
        "title" => Abbreviation::Title,
        "number" => Abbreviation::Number,
        "end" => Abbreviation::End,
        "inside" => Abbreviation::Inside,
        _ => panic!("abbreviations.tsv: {word}: {kind:?} is no kind of abbreviation"),
    })
});

/// Looks up `word`, written without its last stop, in any case.
pub(crate) fn lookup(word: &str) -> Option<Abbreviation> {
    LIST.get(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_are_found_in_any_case() {
        assert_eq!(lookup("Gen"), Some(Abbreviation::Title));
        assert_eq!(lookup("E.G"), Some(Abbreviation::Inside));
        assert_eq!(lookup("general"), None);
    }
}
