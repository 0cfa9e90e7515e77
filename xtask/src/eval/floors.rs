//! The floors: figures as they were when last improved, in a file that people read and edit.

use std::collections::HashMap;

use anyhow::{Context, Result};

pub(super) const PATH: &str = "xtask/floors.tsv";

/// The least value of each figure, by part and name.
#[derive(Debug)]
pub(super) struct Floors(HashMap<(&'static str, &'static str), f64>);

impl Floors {
    pub(super) fn read() -> Result<Self> {
        Self::parse(include_str!("../../floors.tsv"))
    }

    fn parse(content: &'static str) -> Result<Self> {
        let lines = content.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        let floors = lines.map(|line| {
            let wrong = || format!("{PATH}: not part, figure and floor: {line}");
            let mut fields = line.split('\t');
            let (Some(part), Some(name), Some(floor)) =
                (fields.next(), fields.next(), fields.next())
            else {
                anyhow::bail!(wrong());
            };
            Ok(((part, name), floor.trim().parse().with_context(wrong)?))
        });
        Ok(Self(floors.collect::<Result<_>>()?))
    }

    pub(super) fn of(&self, part: &str, name: &str) -> Option<f64> {
        self.0.get(&(part, name)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        assert!(!Floors::read().expect("well-formed").0.is_empty());
        assert!(Floors::parse("ewt-dev\twords").is_err());
        assert!(Floors::parse("ewt-dev\twords\tmany").is_err());
    }
}
