//! Looking at a document's words by index, and the closed word lists that stand in for grammar.

use sayso_text::{Quotation, Segmentation, TextRange, TokenId, TokenKind, TokenRange};

/// A document's words.
pub(super) struct Words<'t> {
    text: &'t str,
    segmentation: &'t Segmentation,
}

const CONNECTIVES: &[&str] = &[
    "however",
    "but",
    "and",
    "yet",
    "still",
    "meanwhile",
    "also",
    "so",
    "then",
    "although",
    "though",
    "while",
];
const AUXILIARIES: &[&str] = &[
    "has",
    "have",
    "had",
    "will",
    "would",
    "could",
    "may",
    "might",
    "must",
    "can",
    "should",
    "did",
    "does",
    "do",
    "is",
    "was",
    "were",
    "are",
    "been",
    "be",
    "being",
    "not",
    "n't",
    "never",
    "also",
    "later",
    "then",
    "now",
    "once",
    "again",
    "repeatedly",
    "previously",
    "recently",
    "often",
    "reportedly",
    "publicly",
    "simply",
    "just",
    "even",
    "still",
    "first",
    "already",
    "quickly",
    "always",
    "only",
    "earlier",
    "falsely",
    "explicitly",
    "strongly",
];
const TIMES: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "yesterday",
    "today",
    "tonight",
    "recently",
    "earlier",
    "later",
    "again",
];

impl<'t> Words<'t> {
    pub(super) fn new(text: &'t str, segmentation: &'t Segmentation) -> Self {
        Self { text, segmentation }
    }

    /// The word at `at`; empty beyond the document.
    pub(super) fn get(&self, at: u32) -> &'t str {
        if at as usize >= self.segmentation.tokens().len() {
            return "";
        }
        &self.text[self.segmentation.tokens().range(TokenId::new(at))]
    }

    /// Whether the word at `at` is `word`, in any case.
    pub(super) fn is(&self, at: u32, word: &str) -> bool {
        self.get(at).eq_ignore_ascii_case(word)
    }

    pub(super) fn is_any(&self, at: u32, list: &[&str]) -> bool {
        list.iter().any(|word| self.is(at, word))
    }

    pub(super) fn kind(&self, at: u32) -> Option<TokenKind> {
        ((at as usize) < self.segmentation.tokens().len())
            .then(|| self.segmentation.tokens().kind(TokenId::new(at)))
    }

    pub(super) fn is_word(&self, at: u32) -> bool {
        matches!(
            self.kind(at),
            Some(TokenKind::Word | TokenKind::Number | TokenKind::Handle | TokenKind::Url)
        )
    }

    pub(super) fn is_capitalised(&self, at: u32) -> bool {
        self.get(at).starts_with(char::is_uppercase)
    }

    pub(super) fn cover(&self, tokens: TokenRange) -> TextRange {
        self.segmentation.tokens().cover(tokens)
    }

    /// The outermost quotations of speech that overlap `tokens`, the last one first.
    ///
    /// Outermost quotations stand one behind the other, so the search may end with the first that ends
    /// before `tokens`: a book in one document has as many quotations as a thousand articles.
    pub(super) fn speeches(&self, tokens: TokenRange) -> impl Iterator<Item = &'t Quotation> {
        let all = self.segmentation.quotations();
        let begun = all.partition_point(|q| q.tokens.start() < tokens.end());
        let outermost = all[..begun].iter().rev().filter(|q| q.depth == 0);
        outermost.take_while(move |q| q.tokens.end() > tokens.start()).filter(|q| q.speech)
    }

    /// How many of `tokens` stand in quotation marks, outside terms.
    pub(super) fn quoted_tokens(&self, tokens: TokenRange) -> u32 {
        let shared =
            |q: &Quotation| q.tokens.end().min(tokens.end()) - q.tokens.start().max(tokens.start());
        self.speeches(tokens).map(shared).sum()
    }

    pub(super) fn is_connective(&self, at: u32) -> bool {
        self.is_any(at, CONNECTIVES) || self.get(at) == ","
    }

    /// The first of the auxiliaries and adverbs that stand before the verb at `at`.
    pub(super) fn auxiliaries_before(&self, at: u32, from: u32) -> u32 {
        let mut start = at;
        while start > from && self.is_any(start - 1, AUXILIARIES) {
            start -= 1;
        }
        start
    }

    /// `at`, or the comma's place where one stands before `at`.
    pub(super) fn before_comma(&self, at: u32) -> u32 {
        if at > 0 && self.get(at - 1) == "," { at - 1 } else { at }
    }

    /// `at`, or behind the commas and colons there.
    pub(super) fn skip_commas(&self, mut at: u32) -> u32 {
        while matches!(self.get(at), "," | ":") {
            at += 1;
        }
        at
    }

    /// `at`, or behind the stops and commas there.
    pub(super) fn skip_signs(&self, mut at: u32) -> u32 {
        while matches!(self.get(at), "," | "." | ":" | ";" | "—" | "--") {
            at += 1;
        }
        at
    }

    /// Behind the person told: "told Reuters that", "told the committee on Monday that".
    pub(super) fn skip_recipient(&self, at: u32, end: u32) -> u32 {
        const LONGEST: u32 = 6;
        let stop = (at + LONGEST).min(end);
        if let Some(that) = (at..stop).find(|&i| self.is(i, "that") || self.get(i) == ",") {
            return that;
        }
        let mut next = at;
        while next < stop && (self.is_capitalised(next) || self.is_any(next, &["the", "a"])) {
            next += 1;
        }
        if next == at { at + 1 } else { next }
    }

    /// Behind "on Monday", "last week", "in a statement".
    pub(super) fn skip_time(&self, at: u32, end: u32) -> u32 {
        let mut next = at;
        loop {
            let before = next;
            if self.is_any(next, TIMES) {
                next += 1;
            } else if self.is(next, "on") && self.is_any(next + 1, TIMES)
                || self.is_any(next, &["last", "this"])
            {
                next += 2;
            } else if self.is(next, "in") && self.is_any(next + 1, &["a", "an"]) {
                let noun = next + 2;
                if !self.is_any(
                    noun,
                    &[
                        "statement",
                        "interview",
                        "tweet",
                        "letter",
                        "report",
                        "speech",
                        "post",
                        "email",
                    ],
                ) {
                    return next;
                }
                next = noun + 1;
            }
            if next == before || next >= end {
                return next.min(end);
            }
        }
    }

    /// Whether the clause ends at `at`.
    pub(super) fn ends_clause(&self, at: u32, end: u32) -> bool {
        at >= end
            || matches!(self.get(at), "." | "," | ";" | "!" | "?" | "—" | "--" | "”" | "\"" | "’")
    }

    /// Whether the last word before the closing mark of `tokens` is a stop.
    pub(super) fn ends_with_stop(&self, tokens: TokenRange) -> bool {
        tokens.len() > 2
            && matches!(self.get(tokens.end() - 2), "." | "!" | "?" | "…" | "..." | "?!")
    }

    /// Where the clause that runs up to the sentence's end `end` stops: before its final stop.
    pub(super) fn clause_end(&self, start: u32, end: u32) -> u32 {
        let mut last = end;
        while last > start && matches!(self.get(last - 1), "." | "," | ";") {
            last -= 1;
        }
        last
    }

    /// The beginning of the claim that ends at `end`: the sentence's start behind a connective.
    pub(super) fn clause_start(&self, start: u32, end: u32) -> u32 {
        let behind = if self.is_any(start, CONNECTIVES) { start + 1 } else { start };
        self.skip_commas(behind).min(end)
    }
}
