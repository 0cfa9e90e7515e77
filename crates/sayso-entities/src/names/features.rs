//! The features of the name model. A template's number is part of the model: adding one means training anew.

use sayso_linear::feature;

use super::sight::{Look, Sight};

/// Nothing: before the first and behind the last token.
const EDGE: Sight = Sight {
    word: 1,
    key: 1,
    shape: 1,
    prefixes: [1; 3],
    suffixes: [1; 3],
    class: 0,
    fine: 2000,
    middle: 255,
    coarse: 100,
    look: Look::Punctuation,
    listed: 0,
    place: 0,
    shouted: false,
    initial: false,
    opener: false,
    attribute: false,
    long: false,
    setting: 0,
};

/// Writes the features of the token at `at` into `features`, which is cleared.
pub(crate) fn write(sights: &[Sight], at: usize, features: &mut Vec<u64>) {
    features.clear();
    let get =
        |offset: isize| at.checked_add_signed(offset).and_then(|i| sights.get(i)).unwrap_or(&EDGE);
    let (b2, b1, this, n1, n2) = (get(-2), get(-1), get(0), get(1), get(2));
    let mut template = 0;
    let mut push = |parts: &[u64]| {
        template += 1;
        features.push(feature(template, parts));
    };
    push(&[]);
    for sight in [b2, b1, this, n1, n2] {
        push(&[sight.word]);
    }
    push(&[b1.word, this.word]);
    push(&[this.word, n1.word]);
    for sight in [b1, this, n1] {
        push(&[sight.shape]);
    }
    push(&[b1.shape, this.shape]);
    push(&[this.shape, n1.shape]);
    push(&[b1.shape, this.shape, n1.shape]);
    push(&[this.word, this.shape]);
    for prefix in this.prefixes {
        push(&[prefix, u64::from(this.look as u8)]);
    }
    for suffix in this.suffixes {
        push(&[suffix, u64::from(this.look as u8)]);
    }
    push(&[b1.suffixes[1]]);
    push(&[n1.suffixes[1]]);
    for sight in [b1, this, n1] {
        push(&[u64::from(sight.class), u64::from(sight.look as u8)]);
    }
    for sight in [b2, b1, this, n1, n2] {
        push(&[u64::from(sight.fine)]);
    }
    push(&[u64::from(b1.fine), u64::from(this.fine)]);
    push(&[u64::from(this.fine), u64::from(n1.fine)]);
    for sight in [b2, b1, this, n1, n2] {
        push(&[u64::from(sight.middle), u64::from(sight.look as u8)]);
    }
    push(&[u64::from(b1.middle), u64::from(this.middle), u64::from(this.look as u8)]);
    push(&[u64::from(this.middle), u64::from(n1.middle), u64::from(this.look as u8)]);
    push(&[u64::from(b1.coarse), u64::from(this.coarse), u64::from(n1.coarse)]);
    push(&[u64::from(b2.coarse), u64::from(b1.coarse), u64::from(this.coarse)]);
    push(&[u64::from(this.coarse), u64::from(n1.coarse), u64::from(n2.coarse)]);
    let listed = |sight: &Sight| u64::from(sight.listed) << 2 | u64::from(sight.place);
    push(&[listed(this), u64::from(this.look as u8)]);
    push(&[listed(b1), listed(this)]);
    push(&[listed(this), listed(n1)]);
    push(&[listed(this), u64::from(b1.coarse)]);
    push(&[listed(this), u64::from(n1.coarse)]);
    let start = u64::from(this.initial) | u64::from(this.shouted) << 1;
    push(&[start, u64::from(this.look as u8)]);
    push(&[start, this.word]);
    push(&[start, u64::from(this.middle)]);
    push(&[start, listed(this)]);
    let setting = u64::from(this.setting);
    push(&[setting, listed(this), u64::from(this.look as u8)]);
    push(&[setting, u64::from(b1.coarse), u64::from(n1.coarse)]);
    push(&[setting, u64::from(this.middle)]);
    push(&[u64::from(b1.middle), u64::from(n1.middle)]);
    push(&[get(3).word]);
    push(&[get(-3).word]);
    // The nearest small words on both sides: what is done by a name, or to it.
    let verb = (1..6).map(get).find(|s| s.look == Look::Lower).unwrap_or(&EDGE);
    push(&[u64::from(verb.fine), u64::from(this.look as u8)]);
    let before = (1..6).map(|i| get(-i)).find(|s| s.look == Look::Lower).unwrap_or(&EDGE);
    push(&[u64::from(before.fine), u64::from(this.look as u8)]);
    // Each thing that the gazetteer holds, whatever else it is.
    let mut bits = this.listed;
    while bits != 0 {
        let bit = bits.trailing_zeros();
        features.push(feature(90 + bit, &[u64::from(this.place), u64::from(this.shouted)]));
        features.push(feature(120 + bit, &[u64::from(this.shouted)]));
        bits &= bits - 1;
    }
}
