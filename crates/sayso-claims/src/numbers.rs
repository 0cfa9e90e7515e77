//! Numbers of one claim: the values of each counted thing by source and day, how they move and where they disagree.

use std::collections::BTreeMap;

use crate::claim::Member;
use crate::statement::{Amount, Statement, Voice};

/// The values that a claim gives for one counted thing.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Series {
    /// What is counted; empty if only a unit is known.
    pub thing: String,
    /// What it is measured in; empty for things that are counted.
    pub unit: String,
    /// The values, in the order in which they were published.
    pub values: Vec<Value>,
}

/// One value with where it is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Value {
    /// The index of the statement.
    pub statement: usize,
    /// Days from 1970 to the publication.
    pub day: Option<i32>,
    /// The key of the source.
    pub source: u64,
    /// The least that it is, if that is said.
    pub low: Option<f64>,
    /// The most that it is, if that is said.
    pub high: Option<f64>,
    /// Whether it is approximate.
    pub approximate: bool,
    /// The number as it is written.
    pub words: String,
}

/// How the values of a series move from day to day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// Never down.
    Rises,
    /// Never up.
    Falls,
    /// Up and down.
    Varies,
    /// The same every day, or one day only.
    Steady,
}

impl Trend {
    /// The word for it.
    ///
    /// ```
    /// assert_eq!(sayso_claims::Trend::Rises.as_str(), "rises");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rises => "rises",
            Self::Falls => "falls",
            Self::Varies => "varies",
            Self::Steady => "steady",
        }
    }
}

/// By how much "about" may be off.
const ABOUT: f64 = 0.1;
/// A number without a thing is one of a series if it is at most so many times as large or small.
const NEAR: f64 = 8.0;

impl Value {
    /// The number that stands for it.
    pub fn number(&self) -> Option<f64> {
        match (self.low, self.high) {
            (Some(low), Some(high)) => Some((low + high) / 2.0),
            (low, high) => low.or(high),
        }
    }

    /// Whether both can be true.
    fn agrees(&self, other: &Self) -> bool {
        let ends = |value: &Self| {
            let slack = if value.approximate { ABOUT } else { 0.0 };
            let low = value.low.map_or(f64::NEG_INFINITY, |low| low - slack * low.abs());
            let high = value.high.map_or(f64::INFINITY, |high| high + slack * high.abs());
            (low, high)
        };
        let ((low, high), (other_low, other_high)) = (ends(self), ends(other));
        low <= other_high && other_low <= high
    }
}

impl Series {
    /// How the values move from one day to the next that has any.
    pub fn trend(&self) -> Trend {
        let mut days = BTreeMap::<i32, Vec<f64>>::new();
        for value in &self.values {
            if let (Some(day), Some(number)) = (value.day, value.number()) {
                days.entry(day).or_default().push(number);
            }
        }
        let middle = |mut numbers: Vec<f64>| {
            numbers.sort_by(f64::total_cmp);
            numbers[numbers.len() / 2]
        };
        let numbers: Vec<f64> = days.into_values().map(middle).collect();
        let rises = numbers.windows(2).any(|pair| pair[0] < pair[1]);
        let falls = numbers.windows(2).any(|pair| pair[0] > pair[1]);
        match (rises, falls) {
            (true, false) => Trend::Rises,
            (false, true) => Trend::Falls,
            (true, true) => Trend::Varies,
            (false, false) => Trend::Steady,
        }
    }

    /// Places of values that cannot both be true, from two sources on one day.
    pub fn conflicts(&self) -> Vec<(usize, usize)> {
        let (mut found, mut first) = (Vec::new(), 0);
        for day in self.values.chunk_by(|a, b| a.day == b.day) {
            let places = (first..).zip(day);
            first += day.len();
            for (j, b) in places.clone().filter(|(_, b)| b.day.is_some()) {
                let others = places.clone().take_while(|(i, _)| *i < j);
                let against = others.filter(|(_, a)| a.source != b.source && !a.agrees(b));
                found.extend(against.map(|(i, _)| (i, j)));
            }
        }
        found
    }
}

/// The series of a claim with two values at least, those with most values first.
pub(crate) fn series(
    statements: &[&Statement],
    members: &[Member],
    settle: impl Fn(u64) -> u64,
) -> Vec<Series> {
    let mut counted = BTreeMap::<(u32, &str), Series>::new();
    let mut bare: Vec<Value> = Vec::new();
    for &Member { statement: index, voice, .. } in members {
        if matches!(voice, Voice::Denies | Voice::Withholds | Voice::Asks) {
            continue;
        }
        let statement = statements[index];
        for amount in &statement.amounts {
            let value = value(index, statement, amount, settle(statement.source));
            if amount.thing_key == 0 && amount.unit.is_empty() {
                bare.push(value);
                continue;
            }
            let series = counted.entry((amount.thing_key, &amount.unit)).or_insert_with(|| {
                let (thing, unit) = (amount.thing.as_ref().into(), amount.unit.as_ref().into());
                Series { thing, unit, values: Vec::new() }
            });
            series.values.push(value);
        }
    }
    let mut all: Vec<Series> = counted.into_values().collect();
    all.sort_by(|a, b| b.values.len().cmp(&a.values.len()).then_with(|| a.thing.cmp(&b.thing)));
    join(&mut all, bare);
    all.retain(|series| series.values.len() > 1);
    all
}

/// Gives numbers without a thing to the longest series of counted things, if they are of its size.
fn join(all: &mut Vec<Series>, bare: Vec<Value>) {
    let home = all.iter_mut().find(|series| series.unit.is_empty());
    let Some(home) = home else {
        if !bare.is_empty() {
            all.push(Series { thing: String::new(), unit: String::new(), values: bare });
        }
        return;
    };
    let numbers: Vec<f64> = home.values.iter().filter_map(Value::number).collect();
    let (least, most) = numbers.iter().fold((f64::MAX, 0.0f64), |(l, m), &n| (l.min(n), m.max(n)));
    let fits = |number: f64| number >= least / NEAR && number <= most * NEAR;
    home.values.extend(bare.into_iter().filter(|value| value.number().is_some_and(fits)));
    home.values.sort_by_key(|value| (value.day.is_none(), value.day));
}

fn value(index: usize, statement: &Statement, amount: &Amount, source: u64) -> Value {
    Value {
        statement: index,
        day: statement.day,
        source,
        low: amount.low,
        high: amount.high,
        approximate: amount.approximate,
        words: amount.words.as_ref().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(day: i32, source: u64, low: Option<f64>, high: Option<f64>) -> Value {
        let words = String::new();
        Value { statement: 0, day: Some(day), source, low, high, approximate: false, words }
    }

    fn exact(day: i32, source: u64, number: f64) -> Value {
        value(day, source, Some(number), Some(number))
    }

    fn series(values: Vec<Value>) -> Series {
        Series { thing: "people".into(), unit: String::new(), values }
    }

    #[test]
    fn a_series_knows_where_it_goes() {
        let of = |numbers: &[(i32, f64)]| {
            series(numbers.iter().map(|&(day, number)| exact(day, 1, number)).collect()).trend()
        };
        assert_eq!(of(&[(1, 6.0), (2, 11.0), (4, 14.0)]), Trend::Rises);
        assert_eq!(of(&[(1, 23.0), (2, 18.0)]), Trend::Falls);
        assert_eq!(of(&[(1, 6.0), (2, 11.0), (3, 9.0)]), Trend::Varies);
        assert_eq!(of(&[(1, 6.0), (1, 6.0)]), Trend::Steady);
    }

    #[test]
    fn two_sources_of_one_day_may_disagree() {
        let conflicts = |a: Value, b: Value| series(vec![a, b]).conflicts().len();
        assert_eq!(conflicts(exact(1, 1, 6.0), exact(1, 2, 9.0)), 1);
        assert_eq!(conflicts(exact(1, 1, 6.0), exact(1, 1, 9.0)), 0, "one source");
        assert_eq!(conflicts(exact(1, 1, 6.0), exact(2, 2, 9.0)), 0, "another day");
        assert_eq!(conflicts(value(1, 1, Some(6.0), None), exact(1, 2, 9.0)), 0, "at least six");
        assert_eq!(conflicts(value(1, 1, None, Some(8.0)), exact(1, 2, 9.0)), 1, "up to eight");
        let about = Value { approximate: true, ..exact(1, 1, 100.0) };
        assert_eq!(conflicts(about.clone(), exact(1, 2, 105.0)), 0);
        assert_eq!(conflicts(about, exact(1, 2, 120.0)), 1);
    }
}
