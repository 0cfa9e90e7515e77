//! The compact table gives what a plain map of the same weights gives, and refuses damaged bytes.

use std::collections::BTreeMap;

use proptest::prelude::*;
use sayso_linear::{ModelError, TableBuilder, WeightTable, feature};

/// The number of classes up to which a slot holds the weights themselves, and a number beyond it.
const CLASSES: [u8; 2] = [4, 7];

/// What rounding may cost a weight: beyond four classes a byte holds up to 1,016 units in eights.
fn tolerance(classes: u8) -> f32 {
    if classes <= 4 { 0.51 } else { 4.51 }
}

/// Weights by key and class.
type Plain = BTreeMap<u64, BTreeMap<u8, f32>>;

fn rows() -> impl Strategy<Value = (u8, Plain)> {
    prop::sample::select(&CLASSES).prop_flat_map(|classes| {
        let row = prop::collection::btree_map(0..classes, -2.0..2.0f32, 1..5);
        (Just(classes), prop::collection::btree_map(0..200u64, row, 1..60))
    })
}

proptest! {
    #[test]
    fn scores_are_those_of_a_plain_map(
        (classes, rows) in rows(),
        asked in prop::collection::vec(0..300u64, 1..20),
    ) {
        let plain: Plain = rows.into_iter().map(|(key, row)| (feature(1, &[key]), row)).collect();
        let mut builder = TableBuilder::new(classes.into());
        for (&key, row) in &plain {
            builder.push(key, &row.iter().map(|(&class, &weight)| (class, weight)).collect::<Vec<_>>());
        }
        let table = WeightTable::read(builder.build()).expect("a table just built");
        let mut scores = vec![0; classes.into()];
        let mut expected = vec![0.0; classes.into()];
        for key in &asked {
            let key = feature(1, &[*key]);
            table.add(key, &mut scores);
            for (class, weight) in plain.get(&key).into_iter().flatten() {
                expected[*class as usize] += weight;
            }
        }
        for (score, expected) in scores.iter().zip(expected) {
            let steps = expected / table.unit();
            prop_assert!((*score as f32 - steps).abs() <= tolerance(classes) * asked.len() as f32);
        }
    }

    #[test]
    fn odd_bytes_are_no_table(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(WeightTable::read(bytes).is_err());
    }
}

/// The largest weight once needed one bit more than the others, and its whole row was rounded twice as coarsely.
#[test]
fn the_largest_weight_does_not_coarsen_its_row() {
    let units: Vec<f32> = (0..=1023).map(|unit| unit as f32 / 1023.0).collect();
    for &largest in &units[1000..] {
        for &small in &units[..64] {
            let mut builder = TableBuilder::new(7);
            builder.push(feature(0, &[]), &[(0, largest), (1, small), (2, -largest), (3, -small)]);
            builder.push(feature(1, &[]), &[(0, 1.0)]);
            let table = WeightTable::read(builder.build()).expect("a table just built");
            let mut scores = [0; 7];
            table.add(feature(0, &[]), &mut scores);
            for (score, weight) in scores.iter().zip([largest, small, -largest, -small]) {
                let error = (*score as f32 - weight / table.unit()).abs();
                assert!(error <= tolerance(7), "{largest} {small}: {error}");
            }
        }
    }
}

#[test]
fn a_row_that_runs_out_of_the_table_is_refused() {
    let mut builder = TableBuilder::new(7);
    builder.push(feature(0, &[]), &[(1, 1.0)]);
    let mut bytes = builder.build();
    // The last entry goes, and the section says so.
    bytes.truncate(bytes.len() - 2);
    let at = bytes.len() - 4;
    bytes[at..].copy_from_slice(&0u32.to_le_bytes());
    let error = WeightTable::read(bytes).expect_err("an entry is missing");
    assert_eq!(error, ModelError::Damaged { part: "weights" });
}
