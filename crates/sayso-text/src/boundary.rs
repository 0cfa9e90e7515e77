//! Where sentences end inside a paragraph: a small logistic classifier over the places where one
//! could.
//!
//! A stop after an abbreviation, a quotation that ends inside its quotation marks, a heading or a list item
//! without any stop: the evidence is in the words and shapes around the gap, the length of the
//! sentence so far, and what is still open. The weights are trained on the Universal Dependencies
//! treebanks from exactly the features below, so training and use always agree. One rule is not learned: in text in
//! capitals, of which treebanks have few, a quotation after a stop opens a sentence.

mod list_items;
mod shape;

use shape::Shape;

use crate::range::{TokenId, TokenRange};
use crate::tokens::{TokenKind, Tokens};

/// The number of feature ids, a power of two so that a hash is cut down with a mask.
pub const BOUNDARY_FEATURES: usize = 1 << 15;

/// A trained boundary classifier: one small integer a feature.
pub(crate) type Weights = [u8; BOUNDARY_FEATURES];

/// Memory that one paragraph leaves to the next.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scratch {
    features: Vec<u32>,
    items: Vec<u32>,
    marks: Vec<u32>,
}

/// Appends the sentences of the paragraph that covers `tokens`.
pub(crate) fn split(
    text: &str,
    tokens: &Tokens,
    paragraph: TokenRange,
    weights: &Weights,
    scratch: &mut Scratch,
    sentences: &mut Vec<TokenRange>,
) {
    let Scratch { features, items, marks } = scratch;
    list_items::find(text, tokens, paragraph, items, marks);
    let mut state = Candidates::new(text, tokens, paragraph);
    let mut start = paragraph.start();
    let mut items = items.iter().copied().peekable();
    while let Some(gap) = state.next_gap(features) {
        let score: i32 = features.iter().map(|&f| i32::from(weights[f as usize] as i8)).sum();
        let ends = score > 0 && !state.is_after_possessor() || state.opens_shouted_quotation();
        let mut cut = (ends && !marks.contains(&gap)).then_some(gap);
        // An item may begin where no sentence could: "a. one b. two".
        while let Some(item) = items.next_if(|&item| item <= gap) {
            sentences.push(TokenRange::new(start, item));
            start = item;
            state.begin_sentence(item);
            cut = cut.filter(|&cut| cut > item);
        }
        if let Some(cut) = cut {
            sentences.push(TokenRange::new(start, cut));
            start = cut;
            state.begin_sentence(cut);
        }
    }
    for end in items.chain([paragraph.end()]) {
        sentences.push(TokenRange::new(start, end));
        start = end;
    }
}

/// Walks over the places in a paragraph where a sentence could end, for the classifier and for its
/// training.
pub struct Candidates<'t> {
    text: &'t str,
    tokens: &'t Tokens,
    paragraph: TokenRange,
    at: u32,
    sentence_start: u32,
    first: Shape,
    /// Quotation marks and brackets seen since the sentence began.
    marks: u32,
    depth: i32,
    single_open: bool,
    paragraph_has_stop: bool,
}

impl<'t> Candidates<'t> {
    /// Starts before the first token of `paragraph`.
    pub fn new(text: &'t str, tokens: &'t Tokens, paragraph: TokenRange) -> Self {
        let paragraph_has_stop = paragraph.ids().any(|t| {
            let range = tokens.range(t);
            tokens.kind(t) == TokenKind::Punctuation
                && matches!(text.as_bytes()[range.start() as usize], b'.' | b'!' | b'?')
        });
        let mut this = Self {
            text,
            tokens,
            paragraph,
            at: paragraph.start(),
            sentence_start: paragraph.start(),
            first: Shape::None,
            marks: 0,
            depth: 0,
            single_open: false,
            paragraph_has_stop,
        };
        this.begin_sentence(paragraph.start());
        this
    }

    /// Tells the walk that a sentence begins with token `start`.
    pub fn begin_sentence(&mut self, start: u32) {
        self.sentence_start = start;
        self.marks = 0;
        self.depth = 0;
        self.first = self.shape(start);
        if start > self.paragraph.start() {
            self.count_marks(start);
        }
    }

    /// Moves to the next gap where a sentence could end, fills `features` for it, and gives the index
    /// of the token after it.
    pub fn next_gap(&mut self, features: &mut Vec<u32>) -> Option<u32> {
        loop {
            if self.at == self.paragraph.start() && self.at < self.paragraph.end() {
                self.count_marks(self.at);
            }
            self.at += 1;
            if self.at >= self.paragraph.end() {
                return None;
            }
            if self.is_candidate() {
                self.fill(features);
                self.count_marks(self.at);
                return Some(self.at);
            }
            self.count_marks(self.at);
        }
    }

    fn count_marks(&mut self, token: u32) {
        let id = TokenId::new(token);
        if self.tokens.kind(id) == TokenKind::Quote {
            self.marks += 1;
            if matches!(&self.text[self.tokens.range(id)], "'" | "‘" | "’" | "`") {
                self.single_open = self.tokens.space_before(id) && !self.tokens.space_after(id);
            }
        } else if self.tokens.kind(TokenId::new(token)) == TokenKind::Punctuation {
            match self.bytes(token)[0] {
                b'(' | b'[' => self.depth += 1,
                b')' | b']' => self.depth -= 1,
                _ => {}
            }
        }
    }

    /// Whether a sentence could end before the current token: after a sign or an abbreviation, or
    /// before a capital, a number or a sign that follows white space.
    fn is_candidate(&self) -> bool {
        let before = TokenId::new(self.at - 1);
        let after = TokenId::new(self.at);
        let spaced = self.tokens.space_after(before);
        let (kind, next) = (self.tokens.kind(before), self.tokens.kind(after));
        if spaced && self.is_stop(self.at - 1) && self.in_spaced_ellipsis() {
            return false;
        }
        if spaced {
            return match kind {
                TokenKind::Word => {
                    self.bytes(self.at - 1).last() == Some(&b'.')
                        || match next {
                            TokenKind::Word => !self.bytes(self.at)[0].is_ascii_lowercase(),
                            _ => true,
                        }
                }
                _ => true,
            };
        }
        // "civilians.It": careless, but found in mail and comments.
        kind == TokenKind::Punctuation
            && matches!(next, TokenKind::Word | TokenKind::Quote)
            && matches!(self.bytes(self.at - 1)[0], b'.' | b'!' | b'?')
    }

    /// "HE DENIED THE CHARGE. “WE LEFT,” HE SAID": in capitals a quotation opens a sentence after a stop.
    fn opens_shouted_quotation(&self) -> bool {
        const FEWEST: usize = 3;
        let capitals = |token: u32| {
            let bytes = self.bytes(token);
            bytes.iter().all(u8::is_ascii_uppercase).then_some(bytes.len())
        };
        let (stop, quote) = (self.at - 1, self.at);
        stop > self.sentence_start
            && self.is_stop(stop)
            // The mark itself is counted already.
            && self.marks % 2 == 1
            && self.shape(quote) == Shape::OpeningQuote
            && quote + 1 < self.paragraph.end()
            && capitals(stop - 1).is_some_and(|letters| letters >= FEWEST)
            && capitals(quote + 1).is_some()
    }

    /// "The Workers' Union": what is between a possessor and a name ends no sentence.
    fn is_after_possessor(&self) -> bool {
        let mark = self.at - 1;
        mark > self.sentence_start
            && self.shape(mark) == Shape::Apostrophe
            && matches!(self.bytes(mark - 1).last(), Some(b's'))
            && !self.tokens.space_after(TokenId::new(mark - 1))
    }

    fn is_stop(&self, token: u32) -> bool {
        matches!(self.bytes(token), [b'.'])
    }

    /// Whether the stop before the current token is part of ". . .", which marks an omission inside a
    /// sentence; a fourth stop ends the sentence (Chicago Manual of Style).
    fn in_spaced_ellipsis(&self) -> bool {
        let before = (self.sentence_start..self.at).rev().take_while(|&i| self.is_spaced_stop(i));
        let (before, after) = (before.take(4).count(), self.spaced_stops());
        if before == 0 && after == 3 && self.behind_omission() < self.paragraph.end() {
            return self.tokens.kind(TokenId::new(self.behind_omission())) != TokenKind::Word;
        }
        before > 0 && (after > 0 || before == 3) || after >= 2
    }

    fn is_spaced_stop(&self, token: u32) -> bool {
        self.is_stop(token) && self.tokens.space_before(TokenId::new(token))
    }

    /// How many such stops begin with the current token, up to four: longer rows differ in nothing.
    fn spaced_stops(&self) -> u32 {
        let stops = (self.at..self.paragraph.end()).take_while(|&i| self.is_spaced_stop(i));
        stops.take(4).count() as u32
    }

    /// The current token, or the one after the ". . ." that begins with it: "of them. . . . The practice"
    /// omits words of the second sentence, and is one if "of them. The practice" were.
    fn behind_omission(&self) -> u32 {
        let stops = self.spaced_stops();
        self.at + if stops == 3 { stops } else { 0 }
    }

    fn bytes(&self, token: u32) -> &'t [u8] {
        let range = self.tokens.range(TokenId::new(token));
        &self.text.as_bytes()[range.start() as usize..range.end() as usize]
    }

    fn shape(&self, token: u32) -> Shape {
        if token < self.paragraph.start() || token >= self.paragraph.end() {
            return Shape::None;
        }
        let id = TokenId::new(token);
        let word = &self.text[self.tokens.range(id)];
        let shape = Shape::of(word, self.tokens.kind(id));
        if shape != Shape::OpeningQuote
            || self.tokens.space_before(id) && !self.tokens.space_after(id)
        {
            return shape;
        }
        let single = matches!(word, "'" | "’");
        if single && !self.single_open { Shape::Apostrophe } else { Shape::ClosingQuote }
    }

    /// The shape before the bracket that closes after `token`: what "A. [1] B" and "a [1] B" differ in.
    fn shape_before_bracket(&self, token: u32) -> Shape {
        const LONGEST: u32 = 12;
        let from = token.saturating_sub(LONGEST).max(self.sentence_start);
        (from..token)
            .rev()
            .find(|&t| matches!(self.bytes(t)[0], b'(' | b'['))
            .map_or(Shape::None, |open| self.shape(open.wrapping_sub(1)))
    }

    /// A hash of the lower-cased word; signs and numbers by their first byte alone.
    fn word(&self, token: u32) -> u32 {
        if token < self.paragraph.start() || token >= self.paragraph.end() {
            return 0;
        }
        let bytes = self.bytes(token);
        if self.tokens.kind(TokenId::new(token)) == TokenKind::Number {
            return 1 + u32::from(bytes.len().min(5) as u8);
        }
        let mut hash = 0x811c_9dc5u32;
        for byte in bytes.iter().take(12) {
            hash = (hash ^ u32::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0193);
        }
        hash
    }

    fn fill(&self, features: &mut Vec<u32>) {
        features.clear();
        let next = self.behind_omission();
        let (p2, p1, n1, n2) = (
            self.shape(self.at.wrapping_sub(2)),
            self.shape(self.at - 1),
            self.shape(next),
            self.shape(next + 1),
        );
        let (wp2, wp1) = (self.word(self.at.wrapping_sub(2)), self.word(self.at - 1));
        let (wn1, wn2) = (self.word(next), self.word(next + 1));
        let length = self.at - self.sentence_start;
        let length_class = match length {
            0..=3 => length,
            4..=5 => 4,
            6..=9 => 5,
            10..=19 => 6,
            20..=39 => 7,
            _ => 8,
        };
        let spaced = u32::from(self.tokens.space_after(TokenId::new(self.at - 1)));
        let tight_next = u32::from(!self.tokens.space_after(TokenId::new(self.at)));
        let open = (self.marks & 1) | u32::from(self.depth > 0) << 1;
        let left = self.paragraph.end() - self.at;
        let stops = u32::from(self.paragraph_has_stop);
        let shapes = (p1 as u32) << 8 | n1 as u32;
        let mut template = 0u32;
        let mut add = |value: u32| {
            template += 1;
            let mixed = (value ^ template.wrapping_mul(0x9e37_79b9)).wrapping_mul(0x85eb_ca6b);
            let mixed = (mixed ^ (mixed >> 15)).wrapping_mul(0xc2b2_ae35);
            features.push((mixed >> 16) & (BOUNDARY_FEATURES as u32 - 1));
        };
        add(0);
        add(shapes | spaced << 16);
        add(shapes | (p2 as u32) << 16);
        add(shapes | (n2 as u32) << 16);
        add(shapes | length_class << 16);
        add(shapes | open << 16 | tight_next << 20);
        add(shapes | stops << 16 | u32::from(left < 4) << 17);
        add(wp1);
        add(wn1);
        add(wp1 ^ (n1 as u32) << 3);
        add(wn1 ^ (p1 as u32) << 3);
        add(wp2 ^ (p1 as u32) << 3);
        add(wp2 ^ shapes.wrapping_mul(0x2545_f491));
        add(wp1.wrapping_mul(31) ^ wn1);
        let ends = match p1 {
            Shape::Stop | Shape::EndAbbreviation | Shape::PlaceAcronym | Shape::LowerAcronym => 1,
            Shape::Question | Shape::Ellipsis => 2,
            Shape::ClosingQuote | Shape::Close => 3,
            _ => 4,
        };
        let outer =
            if p1 == Shape::Close { self.shape_before_bracket(self.at - 1) } else { Shape::None };
        add(wn1.wrapping_mul(7) ^ ends);
        add(ends << 8 | n1 as u32 | (n2 as u32) << 16);
        add((outer as u32) << 16 | shapes);
        add((self.first as u32) << 16 | shapes);
        add((self.first as u32) << 8 | p1 as u32 | length_class << 16 | open << 24);
        add(spaced | stops << 1 | open << 2 | length_class << 4 | (p1 as u32) << 8);
        add(wn2.wrapping_mul(13) ^ shapes << 2);
    }
}

#[cfg(test)]
mod tests;
