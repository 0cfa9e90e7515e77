//! Small steps of the network.

/// The softsign of `x / one`, `x / (one + |x|)`: like the hyperbolic tangent, for a tenth of its price.
#[inline(always)]
pub(crate) fn softsign(x: f32, one: f32) -> f32 {
    x / (one + x.abs())
}

/// The softsign moved between 0 and 1: a gate.
#[inline(always)]
pub(crate) fn gate(x: f32, one: f32) -> f32 {
    0.5 + 0.5 * softsign(x, one)
}

/// Adds numbers, up to the largest there is.
#[inline(always)]
pub(crate) fn add(to: &mut [i16], from: &[i16]) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to = to.saturating_add(*from));
}

/// The index of the highest score, the first of equals.
#[inline(always)]
pub(crate) fn first_best<S: PartialOrd + Copy>(scores: &[S]) -> usize {
    let best = scores.iter().copied().reduce(|a, b| if b > a { b } else { a });
    best.and_then(|best| scores.iter().position(|score| *score == best)).unwrap_or(0)
}
