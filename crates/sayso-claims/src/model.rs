//! The weights of the pair model, as `cargo xtask train claims` writes them.

use std::sync::LazyLock;

use crate::pair::{COUNT, NAMES};

/// A weight for each feature.
pub(crate) fn weights() -> &'static [f32; COUNT] {
    static WEIGHTS: LazyLock<[f32; COUNT]> =
        LazyLock::new(|| read(include_str!("../data/weights.tsv")));
    &WEIGHTS
}

/// Reads lines of a name and a weight; a feature without a line weighs nothing.
fn read(list: &str) -> [f32; COUNT] {
    let mut weights = [0.0; COUNT];
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let (name, weight) = line.split_once('\t').unwrap_or_default();
        let place = NAMES.iter().position(|feature| *feature == name);
        if let (Some(place), Ok(weight)) = (place, weight.parse()) {
            weights[place] = weight;
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_its_weight() {
        let lines = include_str!("../data/weights.tsv").lines().filter(|l| !l.starts_with('#'));
        let names: Vec<&str> = lines.map(|line| line.split('\t').next().unwrap()).collect();
        assert_eq!(names, NAMES);
        assert!(weights().iter().all(|weight| weight.is_finite() && *weight != 0.0));
    }
}
