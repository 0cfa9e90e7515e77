//! The exponential function of 32-bit floats, fast and the same on every machine.

/// `e^x`, to about seven digits; 0 far below and the largest power far above what a float holds.
///
/// The standard library's is the platform's, whose last digit differs from system to system: models trained
/// with it would not be repeatable bit for bit.
#[inline]
pub(crate) fn exp(x: f32) -> f32 {
    // Adding so large a number leaves no room for fractions: this rounds without a call to the platform's library.
    const LARGE: f32 = 12_582_912.0;
    let far_below = x < -87.0;
    let x = x.clamp(-87.0, 88.0);
    let power = (x * std::f32::consts::LOG2_E + LARGE) - LARGE;
    // Cody and Waite: ln 2 in two parts, the first exact when multiplied by a small integer.
    let rest = (x - power * 0.693_359_4) + power * 2.121_944_4e-4;
    let series = 1.0
        + rest
            * (1.0
                + rest
                    * (0.5
                        + rest
                            * (0.166_666_67
                                + rest
                                    * (0.041_666_67
                                        + rest * (0.008_333_334 + rest * 0.001_388_889)))));
    let found = series * f32::from_bits(((power as i32 + 127) as u32) << 23);
    if far_below { 0.0 } else { found }
}

#[cfg(test)]
mod tests {
    use super::exp;

    #[test]
    fn agrees_with_the_standard_library() {
        for i in -860..=880 {
            let x = i as f32 / 10.0;
            let relative = (exp(x) - x.exp()).abs() / x.exp();
            assert!(relative < 1e-6, "{x}: {} {}", exp(x), x.exp());
        }
        assert_eq!(exp(f32::NEG_INFINITY), 0.0);
        assert!(exp(1000.0).is_finite());
    }
}
