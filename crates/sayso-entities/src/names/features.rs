//! The features of the name model. Adding one means training anew.

use std::sync::LazyLock;

use sayso_lexicon::{Lexeme, Look};
use sayso_linear::feature;

use super::hints::Hints;
use super::templates::name;

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
    let mut push = |template: u32, parts: &[u64]| features.push(feature(template, parts));
    push(name::ALWAYS, &[]);
    push(name::WORD_2_BEFORE, &[b2.word]);
    push(name::WORD_BEFORE, &[b1.word]);
    push(name::WORD, &[this.word]);
    push(name::WORD_AFTER, &[n1.word]);
    push(name::WORD_2_AFTER, &[n2.word]);
    push(name::WORDS_TO_HERE, &[b1.word, this.word]);
    push(name::WORDS_FROM_HERE, &[this.word, n1.word]);
    push(name::PATTERN_BEFORE, &[b1.pattern]);
    push(name::PATTERN, &[this.pattern]);
    push(name::PATTERN_AFTER, &[n1.pattern]);
    push(name::PATTERNS_TO_HERE, &[b1.pattern, this.pattern]);
    push(name::PATTERNS_FROM_HERE, &[this.pattern, n1.pattern]);
    push(name::PATTERNS_AROUND, &[b1.pattern, this.pattern, n1.pattern]);
    push(name::WORD_PATTERN, &[this.word, this.pattern]);
    let ([p1, p2, p3], [s1, s2, s3]) = (this.raw_prefixes, this.raw_suffixes);
    push(name::PREFIX_SHORT, &[p1, look(this)]);
    push(name::PREFIX, &[p2, look(this)]);
    push(name::PREFIX_LONG, &[p3, look(this)]);
    push(name::SUFFIX_SHORT, &[s1, look(this)]);
    push(name::SUFFIX, &[s2, look(this)]);
    push(name::SUFFIX_LONG, &[s3, look(this)]);
    push(name::SUFFIX_BEFORE, &[b1.raw_suffixes[1]]);
    push(name::SUFFIX_AFTER, &[n1.raw_suffixes[1]]);
    push(name::CLASS_BEFORE, &[u64::from(b1.class), look(b1)]);
    push(name::CLASS, &[u64::from(this.class), look(this)]);
    push(name::CLASS_AFTER, &[u64::from(n1.class), look(n1)]);
    push(name::FINE_2_BEFORE, &[fine(b2)]);
    push(name::FINE_BEFORE, &[fine(b1)]);
    push(name::FINE, &[fine(this)]);
    push(name::FINE_AFTER, &[fine(n1)]);
    push(name::FINE_2_AFTER, &[fine(n2)]);
    push(name::FINE_TO_HERE, &[fine(b1), fine(this)]);
    push(name::FINE_FROM_HERE, &[fine(this), fine(n1)]);
    push(name::MIDDLE_2_BEFORE, &[middle(b2), look(b2)]);
    push(name::MIDDLE_BEFORE, &[middle(b1), look(b1)]);
    push(name::MIDDLE, &[middle(this), look(this)]);
    push(name::MIDDLE_AFTER, &[middle(n1), look(n1)]);
    push(name::MIDDLE_2_AFTER, &[middle(n2), look(n2)]);
    push(name::MIDDLE_TO_HERE, &[middle(b1), middle(this), look(this)]);
    push(name::MIDDLE_FROM_HERE, &[middle(this), middle(n1), look(this)]);
    push(name::COARSE_AROUND, &[coarse(b1), coarse(this), coarse(n1)]);
    push(name::COARSE_TO_HERE, &[coarse(b2), coarse(b1), coarse(this)]);
    push(name::COARSE_FROM_HERE, &[coarse(this), coarse(n1), coarse(n2)]);
    push(name::LISTED, &[listed(0), look(this)]);
    push(name::LISTED_TO_HERE, &[listed(-1), listed(0)]);
    push(name::LISTED_FROM_HERE, &[listed(0), listed(1)]);
    push(name::LISTED_COARSE_BEFORE, &[listed(0), coarse(b1)]);
    push(name::LISTED_COARSE_AFTER, &[listed(0), coarse(n1)]);
    let start = u64::from(own.initial) | u64::from(own.shouted) << 1;
    push(name::START, &[start, look(this)]);
    push(name::START_WORD, &[start, this.word]);
    push(name::START_MIDDLE, &[start, middle(this)]);
    push(name::START_LISTED, &[start, listed(0)]);
    let setting = u64::from(own.setting);
    push(name::SETTING_LISTED, &[setting, listed(0), look(this)]);
    push(name::SETTING_AROUND, &[setting, coarse(b1), coarse(n1)]);
    push(name::SETTING_MIDDLE, &[setting, middle(this)]);
    push(name::MIDDLE_AROUND, &[middle(b1), middle(n1)]);
    push(name::WORD_3_AFTER, &[get(3).word]);
    push(name::WORD_3_BEFORE, &[get(-3).word]);
    // The nearest small words on both sides: what is done by a name, or to it.
    let after = (1..6).map(get).find(|s| s.look == Look::Lower).unwrap_or(edge);
    push(name::SMALL_AFTER, &[fine(after), look(this)]);
    let before = (1..6).map(|i| get(-i)).find(|s| s.look == Look::Lower).unwrap_or(edge);
    push(name::SMALL_BEFORE, &[fine(before), look(this)]);
    // Each thing that the gazetteer holds, whatever else it is.
    let mut bits = own.listed;
    while bits != 0 {
        let bit = bits.trailing_zeros();
        let thing = u64::from(bit);
        push(name::LISTED_AS_PART, &[thing, u64::from(own.place), u64::from(own.shouted)]);
        push(name::LISTED_AS, &[thing, u64::from(own.shouted)]);
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
