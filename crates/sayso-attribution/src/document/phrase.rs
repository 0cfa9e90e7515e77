//! Noun phrases from parts of speech alone, for places where trees are wrong: a verb after a quotation is often taken for a
//! noun, and then the whole tree of the sentence is another one.

use sayso_entities::EntityKind;
use sayso_lexicon::lists;
use sayso_syntax::{Upos, Xpos};
use sayso_text::{TokenId, TokenRange};

use super::Document;
use super::graph::PunctuationClass;

/// The longest addition in brackets: "(D-Wash.)".
const LONGEST_BRACKET: u32 = 8;
/// The longest addition after a comma: an office, a relative clause.
const LONGEST_ADDITION: u32 = 40;

/// A noun phrase that begins where it was looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct NounPhrase {
    /// The token after it, and after what is added to it.
    pub(crate) end: u32,
    /// Its last noun, before additions.
    pub(crate) head: u32,
    /// The token after its head.
    pub(crate) core: u32,
}

impl Document<'_> {
    /// The noun phrase from `start` on, before `limit`, with what belongs to it: "of the design office", an office after a
    /// comma, "who chairs the panel".
    pub(crate) fn noun_phrase(&self, start: u32, limit: u32) -> Option<NounPhrase> {
        let (core, head) = self.core(start, limit)?;
        let mut end = core;
        while let Some(longer) = self.addition(end, head, limit) {
            end = longer;
        }
        Some(NounPhrase { end, head, core })
    }

    /// The noun that a source is about. A participle or adverb after it is taken for the head of the phrase now and then: "A poll
    /// conducted last week".
    pub(crate) fn source_head(&self, pieces: &[TokenRange]) -> Option<u32> {
        let tokens = pieces.iter().flat_map(|piece| piece.start()..piece.end());
        let head = self.graph.head_of(tokens)?;
        let node = self.graph.node(head);
        let modifies = match node.upos {
            // "People close to Pell", but not "LGBTQ advocates", where the noun is taken for a verb.
            Upos::Verb => {
                matches!(node.xpos, Xpos::Vbn | Xpos::Vbg | Xpos::Vbd) || self.is(head, "close")
            }
            Upos::Adv | Upos::Adp | Upos::Adj => true,
            _ => false,
        };
        let piece = pieces[0];
        // "one Clinton ad": the number is taken for the head.
        let one = node.upos == Upos::Num && head == piece.start() && self.is(head, "one");
        if one && let Some(phrase) = self.noun_phrase(head, piece.end()) {
            return Some(phrase.head);
        }
        if let Some(owned) = self.owned(head, piece) {
            return Some(owned);
        }
        // "a Cairo airport official": what is within the noun phrase is a noun, however it is tagged.
        let phrase = self.noun_phrase(piece.start(), piece.end());
        let Some(phrase) = phrase.filter(|p| modifies && p.core <= head) else { return Some(head) };
        let noun = |t: u32| matches!(self.graph.node(t).upos, Upos::Noun | Upos::Propn);
        let before = head.checked_sub(1).filter(|&t| piece.contains(TokenId::new(t)) && noun(t));
        // "voters in five states going to the polls", but "a Times/Post poll conducted".
        match self.graph.node(phrase.core).upos {
            Upos::Adp => Some(phrase.head),
            _ => Some(before.unwrap_or(phrase.head)),
        }
    }

    /// The noun for what belongs to the one named at `head`, which is taken for the head of both: "Jeb Bush’s brother".
    fn owned(&self, head: u32, piece: TokenRange) -> Option<u32> {
        let end = self.entities.at(TokenId::new(head))?.tokens.end();
        if end <= head + 1 || end >= piece.end() || !self.is_any(end, &["'s", "’s"]) {
            return None;
        }
        let part =
            |t: &u32| matches!(self.graph.node(*t).upos, Upos::Adj | Upos::Noun | Upos::Propn);
        let last = (end + 1..piece.end()).take_while(part).last()?;
        (self.graph.node(last).upos == Upos::Noun).then_some(last)
    }

    /// Where the main clause begins after something that comes before it: after the first comma from `start` on that a
    /// subject with its verb follows. The comma, and the subject.
    pub(crate) fn main_clause(&self, start: u32, limit: u32) -> Option<(u32, TokenRange)> {
        let graph = self.graph;
        let commas = (start..limit).filter(|&t| graph.is_comma(t) && !graph.is_quoted(t));
        commas.into_iter().find_map(|comma| {
            let first = comma + 1 + u32::from(self.is(comma + 1, "then"));
            let subject = self.noun_phrase(first, limit)?;
            let acts = subject.end < limit
                && matches!(graph.node(subject.end).upos, Upos::Verb | Upos::Aux);
            acts.then(|| (comma, TokenRange::new(first, subject.end)))
        })
    }

    /// Whether `token` is in a date or a time of day.
    pub(crate) fn is_temporal(&self, token: u32) -> bool {
        let mention = self.entities.at(TokenId::new(token));
        mention.is_some_and(|m| matches!(m.kind, EntityKind::Date | EntityKind::Time))
    }

    pub(crate) fn is_capitalised(&self, token: u32) -> bool {
        (token as usize) < self.graph.len() && self.word(token).starts_with(char::is_uppercase)
    }

    /// Whether a word is written as a part of a name: "Doctors Without Borders said", but not in a headline, where all
    /// words have capitals.
    pub(crate) fn is_within_name(&self, token: u32) -> bool {
        let capital = |t: u32| {
            let word = self.word(t);
            word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase)
        };
        let graph = self.graph;
        let sentence = graph.sentence(graph.sentence_of(token));
        let mut verbs = (sentence.start()..sentence.end())
            .filter(|&t| matches!(graph.node(t).upos, Upos::Verb | Upos::Aux));
        token > sentence.start()
            && token + 1 < sentence.end()
            && (token - 1..=token + 1).all(capital)
            && verbs.any(|t| self.word(t).starts_with(char::is_lowercase))
    }

    /// Determiner, adjectives and nouns: where they end, and the last noun.
    fn core(&self, start: u32, limit: u32) -> Option<(u32, u32)> {
        let graph = self.graph;
        let limit = limit.min(graph.len() as u32);
        let (mut at, mut head) = (start, None);
        while at < limit {
            let node = graph.node(at);
            let next = (at + 1 < limit).then(|| graph.node(at + 1));
            let continues = next.is_some_and(|n| {
                matches!(n.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
                    || n.xpos == Xpos::Hyph
            });
            match node.upos {
                _ if node.punctuation == PunctuationClass::OpenBracket && head.is_some() => {
                    let far = limit.min(at + LONGEST_BRACKET);
                    let close = (at..far)
                        .find(|&t| graph.node(t).punctuation == PunctuationClass::CloseBracket)?;
                    at = close + 1;
                    continue;
                }
                // "the growers' union"
                _ if self.is_any(at, &["'", "’"]) && head == at.checked_sub(1) && continues => {
                    at += 1;
                    continue;
                }
                _ if node.xpos == Xpos::Hyph => {
                    at += 1;
                    continue;
                }
                _ if node.punctuation != PunctuationClass::Word => break,
                _ if self.is_temporal(at) => break,
                Upos::Pron if node.xpos != Xpos::PrpS => {
                    return (at == start).then_some((at + 1, at));
                }
                Upos::Noun | Upos::Propn => head = Some(at),
                Upos::Num => head = head.or(Some(at)),
                _ if self.is_capitalised(at) && at > start => head = Some(at),
                Upos::Det | Upos::Adj | Upos::Pron | Upos::X => {
                    if node.upos == Upos::Det && head.is_some() {
                        break;
                    }
                }
                Upos::Part if node.xpos == Xpos::Pos => head = None,
                Upos::Verb if matches!(node.xpos, Xpos::Vbn | Xpos::Vbg) && continues => {}
                Upos::Adv if head.is_none() && continues => {}
                _ => break,
            }
            at += 1;
        }
        head.filter(|head| at > *head).map(|head| (at, head))
    }

    /// Where the phrase that ends at `end` really ends, if something is added to it there.
    fn addition(&self, end: u32, head: u32, limit: u32) -> Option<u32> {
        let graph = self.graph;
        if end >= limit {
            return None;
        }
        let noun = graph.node(head).upos == Upos::Noun;
        let starts_name = |at: u32| {
            let at = at + u32::from(self.is_any(at, &["the", "a", "an"]));
            self.is_capitalised(at) && !self.is_temporal(at)
        };
        let phrase = |start: u32| {
            let (core, _) = self.core(start, limit)?;
            Some(core)
        };
        if self.is(end, "of") || noun && self.is(end, "for") {
            return phrase(end + 1);
        }
        if noun && self.is_any(end, &["at", "from", "with", "in"]) && starts_name(end + 1) {
            return phrase(end + 1);
        }
        if self.is_any(end, &["and", "&"]) {
            return phrase(end + 1);
        }
        let comma = graph.is_comma(end);
        let start = end + u32::from(comma);
        let far = limit.min(end + LONGEST_ADDITION);
        let stop = || {
            let mut after = start..far;
            let stop = after.find(|&t| graph.is_comma(t));
            stop.map(|t| t + 1).or((far == limit).then_some(limit))
        };
        if self.is_any(start, &["who", "whose", "which"]) {
            return stop();
        }
        if !comma
            || self.is_temporal(start)
            || self.is_in(start, &lists::SENTENCE_OPENERS)
                && !self.is_any(start, &["the", "a", "an"])
        {
            return None;
        }
        let age = graph.node(start).upos == Upos::Num;
        let apposed = self.noun_phrase_without_commas(start, limit)?;
        let closed = apposed == limit
            || graph.is_comma(apposed)
            || graph.node(apposed).punctuation == PunctuationClass::OpenBracket;
        if !closed && !age {
            return None;
        }
        let closes = apposed < limit && graph.is_comma(apposed);
        Some(apposed + u32::from(closes && !self.is_any(apposed + 1, &["who", "whose", "which"])))
    }

    fn noun_phrase_without_commas(&self, start: u32, limit: u32) -> Option<u32> {
        let (mut end, head) = self.core(start, limit)?;
        while end < limit && !self.graph.is_comma(end) {
            match self.addition(end, head, limit) {
                Some(longer) => end = longer,
                None => break,
            }
        }
        Some(end)
    }
}
