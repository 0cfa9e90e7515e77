//! Check values of words and names: the same in every run and on every machine.
//!
//! Tables are keyed by them, samples drawn and near-duplicates found with them. Two of a million names
//! share one of 64 bits once in forty million corpora.

const FACTOR: u64 = 0x9fb2_1c65_1e98_df25;

/// The check value of a text.
pub(crate) fn hash(text: &str) -> u64 {
    let (blocks, tail) = text.as_bytes().as_chunks::<8>();
    let mut state = 0x243f_6a88_85a3_08d3 ^ text.len() as u64;
    for block in blocks {
        state = mix(state, u64::from_le_bytes(*block));
    }
    let mut last = [0; 8];
    last[..tail.len()].copy_from_slice(tail);
    mix(mix(state, u64::from_le_bytes(last)), FACTOR)
}

/// One value of two, in which order matters.
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let product =
        u128::from(a.rotate_left(23) ^ b ^ 0x1319_8a2e_0370_7344).wrapping_mul(u128::from(FACTOR));
    (product as u64) ^ ((product >> 64) as u64)
}
