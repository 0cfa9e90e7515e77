//! The features of the name model. A template's number is part of the model: adding one means training anew.

use std::sync::LazyLock;

use sayso_lexicon::{Lexeme, Look};
use sayso_linear::feature;

use super::hints::Hints;

/// The lexeme before the first and after the last token.
static EDGE: LazyLock<Lexeme> = LazyLock::new(|| {
    let mut edge = Lexeme::default();
    edge.word = 1;
    edge.pattern = 1;
    edge.raw_prefixes = [1; 3];
    edge.raw_suffixes = [1; 3];
    edge.clusters = [2000, 256, 100];
    edge.look = Look::Punctuation;
    edge
});

/// Writes the features of the token at `at` into `features`, which is cleared.
pub(crate) fn write(lexemes: &[Lexeme], hints: &[Hints], at: usize, features: &mut Vec<u64>) {
    features.clear();
    let edge = &*EDGE;
    let get =
        |offset: isize| at.checked_add_signed(offset).and_then(|i| lexemes.get(i)).unwrap_or(edge);
    let (b2, b1, this, n1, n2) = (get(-2), get(-1), get(0), get(1), get(2));
    let listed = |offset: isize| {
        let hints = at.checked_add_signed(offset).and_then(|i| hints.get(i));
        hints.map_or(0, |hints| u64::from(hints.listed) << 2 | u64::from(hints.place))
    };
    let own = &hints[at];
    let mut template = 0;
    let mut push = |parts: &[u64]| {
        template += 1;
        features.push(feature(template, parts));
    };
    push(&[]);
    for lexeme in [b2, b1, this, n1, n2] {
        push(&[lexeme.word]);
    }
    push(&[b1.word, this.word]);
    push(&[this.word, n1.word]);
    for lexeme in [b1, this, n1] {
        push(&[lexeme.pattern]);
    }
    push(&[b1.pattern, this.pattern]);
    push(&[this.pattern, n1.pattern]);
    push(&[b1.pattern, this.pattern, n1.pattern]);
    push(&[this.word, this.pattern]);
    for prefix in this.raw_prefixes {
        push(&[prefix, look(this)]);
    }
    for suffix in this.raw_suffixes {
        push(&[suffix, look(this)]);
    }
    push(&[b1.raw_suffixes[1]]);
    push(&[n1.raw_suffixes[1]]);
    for lexeme in [b1, this, n1] {
        push(&[u64::from(lexeme.class), look(lexeme)]);
    }
    for lexeme in [b2, b1, this, n1, n2] {
        push(&[fine(lexeme)]);
    }
    push(&[fine(b1), fine(this)]);
    push(&[fine(this), fine(n1)]);
    for lexeme in [b2, b1, this, n1, n2] {
        push(&[middle(lexeme), look(lexeme)]);
    }
    push(&[middle(b1), middle(this), look(this)]);
    push(&[middle(this), middle(n1), look(this)]);
    push(&[coarse(b1), coarse(this), coarse(n1)]);
    push(&[coarse(b2), coarse(b1), coarse(this)]);
    push(&[coarse(this), coarse(n1), coarse(n2)]);
    push(&[listed(0), look(this)]);
    push(&[listed(-1), listed(0)]);
    push(&[listed(0), listed(1)]);
    push(&[listed(0), coarse(b1)]);
    push(&[listed(0), coarse(n1)]);
    let start = u64::from(own.initial) | u64::from(own.shouted) << 1;
    push(&[start, look(this)]);
    push(&[start, this.word]);
    push(&[start, middle(this)]);
    push(&[start, listed(0)]);
    let setting = u64::from(own.setting);
    push(&[setting, listed(0), look(this)]);
    push(&[setting, coarse(b1), coarse(n1)]);
    push(&[setting, middle(this)]);
    push(&[middle(b1), middle(n1)]);
    push(&[get(3).word]);
    push(&[get(-3).word]);
    // The nearest small words on both sides: what is done by a name, or to it.
    let verb = (1..6).map(get).find(|s| s.look == Look::Lower).unwrap_or(edge);
    push(&[fine(verb), look(this)]);
    let before = (1..6).map(|i| get(-i)).find(|s| s.look == Look::Lower).unwrap_or(edge);
    push(&[fine(before), look(this)]);
    // Each thing that the gazetteer holds, whatever else it is.
    let mut bits = own.listed;
    while bits != 0 {
        let bit = bits.trailing_zeros();
        features.push(feature(90 + bit, &[u64::from(own.place), u64::from(own.shouted)]));
        features.push(feature(120 + bit, &[u64::from(own.shouted)]));
        bits &= bits - 1;
    }
}

fn fine(lexeme: &Lexeme) -> u64 {
    u64::from(lexeme.clusters[0])
}

/// Counted from 0, unlike the others, and 0 for unknown words too.
fn middle(lexeme: &Lexeme) -> u64 {
    u64::from(lexeme.clusters[1].saturating_sub(1) as u8)
}

fn coarse(lexeme: &Lexeme) -> u64 {
    u64::from(lexeme.clusters[2] as u8)
}

fn look(lexeme: &Lexeme) -> u64 {
    u64::from(lexeme.look as u8)
}
