//! Features as 64-bit numbers, made from their parts without building a string.
//!
//! Two of ten million features share all 64 bits about once in 400,000 models: collisions of this hash
//! can be ignored. A [`WeightTable`](crate::WeightTable) keeps fewer bits of them.

const FACTORS: [u64; 3] = [0x9e37_79b9_7f4a_7c15, 0xbf58_476d_1ce4_e5b9, 0x94d0_49bb_1331_11eb];

/// The feature that a [template](crate::templates) makes of `parts`.
///
/// ```
/// use sayso_linear::{feature, templates, text_hash};
///
/// templates! {
///     mod word {
///         WITH_BEFORE "the word and the one before",
///         WITH_AFTER "the word and the one after",
///     }
/// }
///
/// let a = feature(word::WITH_BEFORE, &[text_hash("the"), text_hash("kremlin")]);
/// let b = feature(word::WITH_BEFORE, &[text_hash("kremlin"), text_hash("the")]);
/// assert_ne!(a, b);
/// assert_ne!(a, feature(word::WITH_AFTER, &[text_hash("the"), text_hash("kremlin")]));
/// ```
#[inline(always)]
pub const fn feature(template: u32, parts: &[u64]) -> u64 {
    let mut hash = (template as u64 + 1).wrapping_mul(FACTORS[0]);
    let mut i = 0;
    while i < parts.len() {
        hash = (hash ^ parts[i]).wrapping_mul(FACTORS[1]);
        hash ^= hash >> 31;
        i += 1;
    }
    hash = hash.wrapping_mul(FACTORS[2]);
    hash ^ (hash >> 29)
}

/// Several numbers as one, which can be a part of features.
///
/// ```
/// use sayso_linear::combined;
///
/// assert_ne!(combined(&[1, 2]), combined(&[2, 1]));
/// ```
#[inline(always)]
pub const fn combined(parts: &[u64]) -> u64 {
    feature(0, parts)
}

/// The number that stands for a piece of text in [`feature`].
#[inline]
pub fn text_hash(text: &str) -> u64 {
    let (blocks, tail) = text.as_bytes().as_chunks::<8>();
    let mut hash = text.len() as u64;
    let mut fold = |block: u64| {
        hash = (hash ^ block).wrapping_mul(FACTORS[0]);
        hash ^= hash >> 32;
    };
    blocks.iter().for_each(|block| fold(u64::from_le_bytes(*block)));
    let mut last = [0; 8];
    last[..tail.len()].copy_from_slice(tail);
    fold(u64::from_le_bytes(last));
    hash
}
