//! Noun phrases found by their edges, without grammar.

use sayso_text::{TokenKind, TokenRange};

use super::Found;
use super::words::Words;

const PRONOUNS: &[&str] = &[
    "he", "she", "they", "it", "i", "we", "you", "who", "which", "some", "others", "many", "most",
];
const DETERMINERS: &[&str] = &[
    "the", "a", "an", "one", "two", "three", "several", "some", "many", "both", "his", "her",
    "their", "its", "our", "my", "this", "that", "these", "those", "another", "other", "most",
    "no",
];
/// Words that no noun phrase goes over on its way back from a verb.
const EDGES: &[&str] = &[
    "that", "and", "but", "or", "as", "because", "while", "when", "if", "although", "though",
    "after", "before", "since", "so", "than", "whether", "what", "how", "why", "where", "is",
    "was", "were", "are", "be", "been", "has", "have", "had", "will", "would", "could", "can",
    "may", "might", "should", "must", "said", "says", "yet", "nor", "to", "by", "not", "then",
    "also",
];
/// Prepositions that end a noun phrase behind a verb ("said Smith on Monday").
const AFTER_EDGES: &[&str] = &[
    "on", "in", "at", "during", "after", "before", "to", "by", "as", "while", "when", "that",
    "and", "but", "is", "was", "are", "were", "has", "have", "had", "will", "would", "with",
    "because", "if", "last", "this", "earlier", "later", "via", "about",
];

impl Words<'_> {
    /// The noun phrase that ends right before `end`.
    pub(super) fn phrase_before(&self, end: u32, from: u32) -> Option<TokenRange> {
        const LONGEST: u32 = 12;
        let mut last = end;
        // The closing comma of an apposition: "Kovalenko, an officer, said".
        let apposed = last > from && self.get(last - 1) == ",";
        if apposed {
            last -= 1;
        }
        if last <= from || !self.is_word(last - 1) {
            return None;
        }
        if self.is_any(last - 1, PRONOUNS) {
            return (!apposed).then(|| TokenRange::new(last - 1, last));
        }
        let mut start = last;
        let mut commas = 0;
        while start > from && last - start < LONGEST {
            let at = start - 1;
            let word = self.get(at);
            let goes_on = match self.kind(at) {
                Some(TokenKind::Word | TokenKind::Number) => {
                    let edge = self.is_any(at, EDGES)
                        && !(word == "and"
                            && self.is_capitalised(start)
                            && at > from
                            && self.is_capitalised(at - 1));
                    !(edge || self.is_any(at, PRONOUNS) && at + 1 < start)
                }
                Some(TokenKind::Punctuation) => {
                    word == "-"
                        || word == "," && apposed && commas == 0 && {
                            commas += 1;
                            true
                        }
                }
                Some(TokenKind::Symbol) => word == "%" || word == "&",
                _ => false,
            };
            if !goes_on {
                break;
            }
            start = at;
        }
        if apposed && commas == 0 {
            return None;
        }
        let start = self.trim_phrase(start, last);
        (start < last && self.is_word(last - 1))
            .then(|| TokenRange::new(start, if apposed { end } else { last }))
    }

    /// Leaves out what stands before the phrase proper: "on Monday the ministry".
    fn trim_phrase(&self, start: u32, end: u32) -> u32 {
        let mut first = start;
        // The last determiner that does not follow "of" begins the phrase, if it begins late.
        let determiner = (start + 1..end).rev().find(|&at| {
            self.is_any(at, DETERMINERS)
                && !self.is_any(at - 1, &["of", "for", "from", "in", "at", "with", "by", "on"])
                && self.get(at - 1) != ","
        });
        if let Some(determiner) = determiner {
            first = determiner;
        }
        while first < end && (!self.is_word(first) || self.get(first) == "n't") {
            first += 1;
        }
        first
    }

    /// The noun phrase that begins at `start`, with an apposition behind it.
    pub(super) fn phrase_after(&self, start: u32, end: u32) -> Option<TokenRange> {
        const LONGEST: u32 = 14;
        if !self.is_word(start) || start >= end {
            return None;
        }
        let mut last = start;
        while last < end && last - start < LONGEST {
            let inside = self.is_word(last)
                && !(last > start && self.is_any(last, AFTER_EDGES) && !self.joins(last))
                || matches!(self.get(last), "-" | "&" | "'");
            if !inside {
                break;
            }
            last += 1;
        }
        if last == start {
            return None;
        }
        Some(TokenRange::new(start, self.with_apposition(last, end)))
    }

    /// Whether "and" joins two names at `at`.
    fn joins(&self, at: u32) -> bool {
        self.is(at, "and") && self.is_capitalised(at - 1) && self.is_capitalised(at + 1)
    }

    /// `last`, or the end of the apposition that begins there: ", an officer in the army".
    fn with_apposition(&self, last: u32, end: u32) -> u32 {
        const LONGEST: u32 = 16;
        let begins = self.get(last) == ","
            && (self.is_any(
                last + 1,
                &["a", "an", "the", "who", "director", "president", "chief", "head"],
            ) || self.is_capitalised(last + 1) && !self.is_any(last + 1, PRONOUNS));
        if !begins {
            return last;
        }
        let stop = (last + 1..end.min(last + LONGEST)).find(|&at| {
            matches!(self.get(at), "," | "." | ";" | "—" | "!" | "?")
                || self.kind(at) == Some(TokenKind::Quote)
        });
        match stop {
            Some(stop) if matches!(self.get(stop), "." | ",") => stop,
            _ => last,
        }
    }

    /// Where the reporting clause that goes on at `at` ends: "on Monday", "in a statement".
    pub(super) fn reporting_clause_end(&self, at: u32, end: u32) -> u32 {
        (at..end)
            .find(|&i| {
                matches!(self.get(i), "." | "," | ";" | "—" | ":" | "--")
                    || self.kind(i) == Some(TokenKind::Quote)
            })
            .unwrap_or(end)
    }

    /// Whether a finite clause begins at `at`: a subject, and further on some verb-like word.
    pub(super) fn starts_clause(&self, at: u32, end: u32) -> bool {
        end > at + 2 && self.starts_phrase(at, end)
    }

    /// Whether a noun phrase begins at `at`.
    pub(super) fn starts_phrase(&self, at: u32, end: u32) -> bool {
        at + 1 < end
            && (self.is_any(at, DETERMINERS)
                || self.is_any(at, PRONOUNS)
                || self.is_any(at, &["there", "him", "her", "them", "more", "if", "what"])
                || self.is_capitalised(at)
                || self.kind(at) == Some(TokenKind::Number)
                || self.is_word(at)
                    && self.get(at).ends_with('s')
                    && !self.is_any(at, &["is", "was", "as"]))
    }

    /// A paragraph that begins with a speaker's name and a colon: "WALLACE: Good evening."
    pub(super) fn speaker_colon(&self, paragraph: TokenRange) -> Option<Found> {
        const LONGEST: u32 = 4;
        let colon = (paragraph.start() + 1..paragraph.end().min(paragraph.start() + 1 + LONGEST))
            .find(|&at| self.get(at) == ":")?;
        let source = TokenRange::new(paragraph.start(), colon);
        let is_name = source
            .ids()
            .all(|t| self.get(t.raw()).chars().all(|c| c.is_uppercase() || ".'-".contains(c)));
        let content = TokenRange::new(colon + 1, paragraph.end());
        let spoken = content.len() > 2
            && self.is_word(content.start())
            && self.get(source.start()).len() > 2;
        (is_name && spoken).then(|| Found {
            source: Some(source),
            cue: TokenRange::new(colon, colon + 1),
            content: vec![content],
        })
    }
}
