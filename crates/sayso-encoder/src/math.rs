//! The float parts: plain arithmetic in a fixed order and no fused operations, so that every machine gets the same.

/// Sums are made in so many parts, one for each lane of a wide register.
const LANES: usize = 16;
/// Added to a number of less than 22 bits, it rounds it to a whole one, which is then in the lowest bits.
const ROUNDER: f32 = 12_582_912.0;

/// The lowest eight bits of `x` rounded, which is from 0 to 255.
#[inline(always)]
pub(crate) fn round_byte(x: f32) -> u8 {
    (x + ROUNDER).to_bits() as u8
}

/// `x` rounded, which is from 0 to 65,535.
#[inline(always)]
pub(crate) fn round_short(x: f32) -> u16 {
    (x + ROUNDER).to_bits() as u16
}

/// `e^x`, to about seven digits, for `x` up to 88; next to nothing far below 0.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    let x = x.clamp(-87.0, 88.0);
    let shifted = x * std::f32::consts::LOG2_E + ROUNDER;
    let power = shifted - ROUNDER;
    // Cody and Waite: ln 2 in two parts, the first exact when multiplied by a small integer.
    let rest = (x - power * 0.693_359_4) + power * 2.121_944_4e-4;
    let series = 0.008_333_334 + rest * 0.001_388_889;
    let series = 0.166_666_67 + rest * (0.041_666_67 + rest * series);
    let series = 1.0 + rest * (1.0 + rest * (0.5 + rest * series));
    series * f32::from_bits((shifted.to_bits() << 23).wrapping_add(127 << 23))
}

/// `ln x` for `x` from 1 to 4.
pub(crate) fn ln(x: f32) -> f32 {
    let (x, halved) = if x > 2.0 { (x * 0.5, std::f32::consts::LN_2) } else { (x, 0.0) };
    let z = (x - 1.0) / (x + 1.0);
    let square = z * z;
    let series = 1.0 / 9.0 + square * (1.0 / 11.0 + square / 13.0);
    let series = 1.0 / 3.0 + square * (1.0 / 5.0 + square * (1.0 / 7.0 + square * series));
    2.0 * z * (1.0 + square * series) + halved
}

/// The error function: a rational approximation to about seven digits.
#[inline(always)]
fn erf(x: f32) -> f32 {
    let x = x.clamp(-4.0, 4.0);
    let square = x * x;
    let above = 2.770_681_4e-8 + square * -2.726_142_3e-10;
    let above = -5.692_506_4e-5 + square * (-2.101_024e-6 + square * above);
    let above = -2.954_599_7e-3 + square * (-7.349_906_5e-4 + square * above);
    let above = x * (-1.609_603_3e-2 + square * above);
    let below = -2.133_740_6e-4 + square * -1.456_607_2e-5;
    let below = -7.373_329_4e-3 + square * (-1.682_827e-3 + square * below);
    above / (-1.426_474e-2 + square * below)
}

/// Gaussian error linear unit.
#[inline(always)]
pub(crate) fn gelu(x: f32) -> f32 {
    0.5 * x * (1.0 + erf(x * std::f32::consts::FRAC_1_SQRT_2))
}

/// The sum of `term` of each number, in a fixed order.
#[inline(always)]
pub(crate) fn sum(xs: &[f32], term: impl Fn(f32) -> f32) -> f32 {
    let mut sums = [0f32; LANES];
    let (chunks, rest) = xs.as_chunks::<LANES>();
    for chunk in chunks {
        for (sum, &x) in sums.iter_mut().zip(chunk) {
            *sum += term(x);
        }
    }
    for (sum, &x) in sums.iter_mut().zip(rest) {
        *sum += term(x);
    }
    sums.iter().sum()
}

/// The product of two vectors, in a fixed order.
#[inline(always)]
pub(crate) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0f32; LANES];
    for (a, b) in a.as_chunks::<LANES>().0.iter().zip(b.as_chunks::<LANES>().0) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    sums.iter().sum()
}

/// The least and the largest number.
#[inline(always)]
pub(crate) fn bounds(xs: &[f32]) -> (f32, f32) {
    let (mut least, mut most) = ([f32::INFINITY; LANES], [f32::NEG_INFINITY; LANES]);
    for chunk in xs.as_chunks::<LANES>().0 {
        for ((least, most), &x) in least.iter_mut().zip(&mut most).zip(chunk) {
            *least = if x < *least { x } else { *least };
            *most = if x > *most { x } else { *most };
        }
    }
    (least.into_iter().fold(f32::INFINITY, f32::min), most.into_iter().fold(f32::MIN, f32::max))
}

/// Logarithms of the probabilities of three scores.
pub(crate) fn log_softmax(scores: [f32; 3]) -> [f32; 3] {
    let most = scores.into_iter().fold(f32::MIN, f32::max);
    let sum = ln(scores.into_iter().map(|score| exp(score - most)).sum());
    scores.map(|score| score - most - sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_and_ln_agree_with_the_standard_library() {
        for i in -860..=880 {
            let x = i as f32 / 10.0;
            assert!((exp(x) - x.exp()).abs() / x.exp() < 1e-6, "{x}");
        }
        for i in 0..=300 {
            let x = 1.0 + i as f32 / 100.0;
            assert!((ln(x) - x.ln()).abs() < 2e-6, "{x}: {} {}", ln(x), x.ln());
        }
    }

    #[test]
    fn erf_has_known_values() {
        for (x, y) in [(0.0, 0.0), (0.5, 0.520_499_9), (1.0, 0.842_700_8), (-2.0, -0.995_322_3)] {
            assert!((erf(x) - y).abs() < 1e-6, "{x}: {}", erf(x));
        }
        assert!((gelu(1.0) - 0.841_344_7).abs() < 1e-6);
        assert!((gelu(-9.0)).abs() < 1e-5);
    }

    #[test]
    fn numbers_are_rounded() {
        assert_eq!([0.0, 0.6, 254.4, 255.0].map(round_byte), [0, 1, 254, 255]);
        assert_eq!([0.2, 65_535.0].map(round_short), [0, 65_535]);
    }
}
