//! The cue verbs, from `data/cues.tsv`, which is meant to be read and edited by people.

use std::collections::HashMap;
use std::sync::LazyLock;

use sayso_syntax::{Syntax, Upos};
use sayso_text::TokenId;

use crate::attribution::Stance;

/// What a cue verb can introduce.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Use {
    Speech,
    Quote,
    Evidence,
    Thought,
    Report,
    Other,
}

/// One form of a cue verb.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct CueVerb {
    pub(crate) lemma: &'static str,
    pub(crate) stance: Stance,
    pub(crate) usage: Use,
}

/// Cue verbs by their forms.
#[derive(Debug)]
pub(crate) struct CueVerbs {
    forms: HashMap<&'static str, CueVerb>,
    longest: usize,
}

impl CueVerbs {
    /// The list that is compiled in, read once.
    pub(crate) fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<CueVerbs> = LazyLock::new(CueVerbs::read);
        &BUILTIN
    }

    fn read() -> Self {
        let mut forms = HashMap::new();
        for line in include_str!("../../data/cues.tsv").lines() {
            if let Some((verb, words)) = parse(line) {
                for word in words.split(' ') {
                    forms.insert(word, verb);
                }
            }
        }
        let longest = forms.keys().map(|form| form.len()).max().unwrap_or(0);
        Self { forms, longest }
    }

    /// Whether `token` is a verb that the list gives to speech or evidence, so that a clause is its content.
    pub(crate) fn introduces_clause(&self, syntax: &Syntax, token: TokenId) -> bool {
        syntax.upos(token) == Upos::Verb
            && self
                .get(syntax.lemma(token))
                .is_some_and(|verb| matches!(verb.usage, Use::Speech | Use::Evidence))
    }

    /// Looks up a form in any case.
    pub(crate) fn get(&self, word: &str) -> Option<CueVerb> {
        if word.len() > self.longest || !word.as_bytes().first()?.is_ascii_alphabetic() {
            return None;
        }
        if word.bytes().all(|b| b.is_ascii_lowercase()) {
            return self.forms.get(word).copied();
        }
        self.forms.get(word.to_ascii_lowercase().as_str()).copied()
    }
}

/// A line's verb and its forms; nothing for a comment.
fn parse(line: &'static str) -> Option<(CueVerb, &'static str)> {
    let mut fields = line.split('\t');
    let lemma = fields.next().filter(|lemma| !lemma.starts_with('#'))?;
    let stance = Stance::from_name(fields.next()?)?;
    let usage = match fields.next()? {
        "speech" => Use::Speech,
        "quote" => Use::Quote,
        "evidence" => Use::Evidence,
        "thought" => Use::Thought,
        "report" => Use::Report,
        "other" => Use::Other,
        _ => return None,
    };
    Some((CueVerb { lemma, stance, usage }, fields.next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        for line in include_str!("../../data/cues.tsv").lines().filter(|l| !l.starts_with('#')) {
            assert!(parse(line).is_some(), "{line}");
        }
        let said = CueVerbs::builtin().get("Said").expect("a form of say");
        assert_eq!((said.lemma, said.stance), ("say", Stance::Assert));
    }
}
