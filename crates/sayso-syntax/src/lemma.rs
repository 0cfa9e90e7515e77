//! Lemmas: the ending of a word and its part of speech decide which ending to cut off and which to add.
//!
//! Rules are learned from treebanks. The longest known ending decides, up to the whole word: so exceptions
//! ("went" → "go") are rules like any other.

use sayso_lexicon::{lists, lower_into};
use sayso_linear::{ModelError, ModelFile, feature, text_hash};

use crate::index::Index;
use crate::labels::{Upos, Xpos};
use crate::syntax::Tag;

/// Endings are at most this long, in characters, unless they are the whole word.
pub(crate) const LONGEST_ENDING: usize = 6;

/// A change to the end of a word.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub(crate) struct Edit {
    /// Bytes cut off the end.
    pub(crate) cut: u8,
    /// The new ending.
    pub(crate) ending: String,
}

impl Edit {
    /// The edit that makes `lemma` of `word`.
    #[cfg(feature = "train")]
    pub(crate) fn between(word: &str, lemma: &str) -> Self {
        let chars = word.char_indices().zip(lemma.chars());
        let same = chars.take_while(|((_, a), b)| a == b).last();
        let common = same.map_or(0, |((at, c), _)| at + c.len_utf8());
        Self { cut: (word.len() - common) as u8, ending: lemma[common..].to_owned() }
    }

    pub(crate) fn apply(&self, word: &str, out: &mut String) {
        let kept = word.len().saturating_sub(self.cut as usize);
        out.push_str(word.get(..kept).unwrap_or(word));
        out.push_str(&self.ending);
    }
}

/// The trained lemmatiser: a hash table from part of speech and ending to an edit.
#[derive(Debug)]
pub(crate) struct Lemmatizer {
    edits: Vec<Edit>,
    rules: Index,
}

impl Lemmatizer {
    pub(crate) fn read(file: &mut ModelFile) -> Result<Self, ModelError> {
        const DAMAGED: ModelError = ModelError::Damaged { part: "lemma rules" };
        let text = file.next("edits")?;
        let text = std::str::from_utf8(&text).map_err(|_| DAMAGED)?;
        let edit = |line: &str| {
            let (cut, ending) = line.split_once('\t')?;
            Some(Edit { cut: cut.parse().ok()?, ending: ending.to_owned() })
        };
        let edits: Option<Vec<Edit>> = text.lines().map(edit).collect();
        let edits = edits.ok_or(DAMAGED)?;
        let rules = Index::read(file.next_rows("lemma rules")?, edits.len(), "lemma rules")?;
        Ok(Self { edits, rules })
    }

    /// Lays out the two sections that [`read`](Self::read) reads.
    #[cfg(feature = "train")]
    pub(crate) fn write(edits: &[Edit], rules: &[(u64, u16)]) -> (Vec<u8>, Vec<u8>) {
        let lines: String = edits.iter().map(|e| format!("{}\t{}\n", e.cut, e.ending)).collect();
        (lines.into_bytes(), Index::write(rules))
    }

    /// Appends the lemma of `word` to `out`.
    pub(crate) fn lemmatize(&self, word: &str, tag: Tag, lower: &mut String, out: &mut String) {
        normal_form(word, tag, lower);
        // "loaves", "oxen"
        if tag.upos == Upos::Noun
            && let Some(singular) = lists::IRREGULAR_PLURALS.get(lower)
        {
            out.push_str(singular);
            return;
        }
        let start = out.len();
        self.apply_rules(tag, lower, out);
        if let Some(base) = listed_base(lower, tag.xpos, &out[start..]) {
            out.truncate(start);
            base.write(lower, out);
        }
    }

    fn apply_rules(&self, tag: Tag, lower: &str, out: &mut String) {
        let edit = endings(lower).find_map(|ending| self.rules.get(rule_hash(tag.xpos, ending)));
        match edit {
            Some(edit) => self.edits[edit as usize].apply(lower, out),
            None => out.push_str(lower),
        }
    }
}

/// How a regular form becomes its base: what is cut off and what is added.
#[derive(Clone, Copy, Debug)]
struct Base {
    cut: usize,
    ending: &'static str,
}

impl Base {
    fn write(self, form: &str, out: &mut String) {
        out.push_str(&form[..form.len() - self.cut]);
        out.push_str(self.ending);
    }
}

/// The listed base form of which `form` is a regular inflection, unless the `lemma` by the rules is listed itself.
fn listed_base(form: &str, xpos: Xpos, lemma: &str) -> Option<Base> {
    const LONGEST: usize = 24;
    let endings: &[(&str, &str)] = match xpos {
        Xpos::Vbd | Xpos::Vbn => &[("ed", ""), ("ed", "e"), ("ied", "y")],
        Xpos::Vbg => &[("ing", ""), ("ing", "e")],
        Xpos::Vbz | Xpos::Nns => &[("s", ""), ("es", ""), ("ies", "y")],
        _ => return None,
    };
    if form.len() > LONGEST || !form.is_ascii() || lists::BASE_FORMS.contains(lemma) {
        return None;
    }
    let is_listed = |base: Base| {
        let stem = &form.as_bytes()[..form.len() - base.cut];
        let mut bytes = [0; LONGEST + 1];
        bytes[..stem.len()].copy_from_slice(stem);
        bytes[stem.len()..][..base.ending.len()].copy_from_slice(base.ending.as_bytes());
        let text = std::str::from_utf8(&bytes[..stem.len() + base.ending.len()]);
        text.is_ok_and(|text| lists::BASE_FORMS.contains(text))
    };
    // "stripes" is no form of "strip".
    let hisses = |stem: &str| ["s", "x", "z", "ch", "sh", "o"].iter().any(|s| stem.ends_with(s));
    let whole = endings
        .iter()
        .filter(|(cut, _)| form.strip_suffix(cut).is_some_and(|stem| *cut != "es" || hisses(stem)));
    // "boycotted", "compelling": a doubled consonant.
    let doubled = endings.iter().filter(|(cut, ending)| {
        let stem = form.strip_suffix(cut).unwrap_or_default().as_bytes();
        let twice = stem.len() > 2 && stem[stem.len() - 1] == stem[stem.len() - 2];
        ending.is_empty() && twice && form.ends_with(cut)
    });
    let bases = whole
        .map(|&(cut, ending)| Base { cut: cut.len(), ending })
        .chain(doubled.map(|&(cut, ending)| Base { cut: cut.len() + 1, ending }));
    bases.into_iter().find(|&base| is_listed(base))
}

/// The form to which edits apply: names keep their capitals, all else is in lower case.
pub(crate) fn normal_form(word: &str, tag: Tag, out: &mut String) {
    if tag.upos == Upos::Propn {
        out.clear();
        out.push_str(word);
    } else {
        lower_into(word, out);
    }
}

/// The endings of a word, the longest first: the whole, marked as such, then those of six characters to none.
pub(crate) fn endings(word: &str) -> impl Iterator<Item = Ending<'_>> {
    let starts = word.char_indices().rev().map(|(at, _)| at).take(LONGEST_ENDING);
    let mut cuts = [usize::MAX; LONGEST_ENDING];
    let mut count = 0;
    for (cut, start) in cuts.iter_mut().zip(starts) {
        *cut = start;
        count += 1;
    }
    let whole = std::iter::once(Ending { text: word, whole: true });
    let parts = (0..count).rev().map(move |i| Ending { text: &word[cuts[i]..], whole: false });
    whole.chain(parts).chain(std::iter::once(Ending { text: "", whole: false }))
}

/// An ending, or a whole word.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub(crate) struct Ending<'w> {
    pub(crate) text: &'w str,
    pub(crate) whole: bool,
}

pub(crate) fn rule_hash(xpos: Xpos, ending: Ending<'_>) -> u64 {
    feature(xpos as u32, &[text_hash(ending.text), u64::from(ending.whole)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SyntaxModel;

    #[test]
    fn irregular_plurals_have_their_singulars() {
        let lemmatizer = &SyntaxModel::builtin().lemmatizer;
        let lemma = |word: &str, xpos| {
            let mut lemma = String::new();
            let tag = Tag { upos: Upos::Noun, xpos };
            lemmatizer.lemmatize(word, tag, &mut String::new(), &mut lemma);
            lemma
        };
        for (plural, singular) in lists::IRREGULAR_PLURALS.entries() {
            assert_eq!(lemma(plural, Xpos::Nns), singular);
            assert!(!singular.is_empty() && !lists::IRREGULAR_PLURALS.contains(singular));
        }
        assert_eq!(lemma("Geese", Xpos::Nns), "goose");
    }

    #[test]
    fn lists_of_lemmas_hold_lemmas() {
        let lemmatizer = &SyntaxModel::builtin().lemmatizer;
        for list in lists::ALL {
            let tag = match list.note("lemmas") {
                None => continue,
                Some("VERB") => Tag { upos: Upos::Verb, xpos: Xpos::Vb },
                Some("NOUN") => Tag { upos: Upos::Noun, xpos: Xpos::Nn },
                Some("ADJ") => Tag { upos: Upos::Adj, xpos: Xpos::Jj },
                Some(other) => panic!("{}: lemmas of what is {other:?}", list.name()),
            };
            for (entry, _) in list.entries() {
                // The head of a compound is its last word.
                let word = entry.rsplit(' ').next().unwrap_or(entry);
                let mut lemma = String::new();
                lemmatizer.lemmatize(word, tag, &mut String::new(), &mut lemma);
                assert_eq!(lemma, word, "{}: {entry:?} is no lemma", list.name());
            }
        }
    }
}
