//! A damaged model is an error, never a panic.

use proptest::prelude::*;
use sayso_linear::{ModelError, ModelFile};
use sayso_syntax::SyntaxModel;

static MODEL: &[u8] = include_bytes!("../data/syntax.bin");

/// The schema of the shipped model.
fn schema() -> u64 {
    u64::from_le_bytes(MODEL[32..40].try_into().expect("eight bytes"))
}

fn read(bytes: Vec<u8>) -> Result<SyntaxModel, ModelError> {
    SyntaxModel::from_bytes(bytes)
}

#[test]
fn what_is_wrong_is_said() {
    let message = |bytes: Vec<u8>| read(bytes).expect_err("a damaged model").to_string();
    assert_eq!(
        message(b"{\"id\": 1}".to_vec()),
        "not a Sayso model: it does not begin with SAYSOMDL"
    );
    assert_eq!(
        message(MODEL[..MODEL.len() / 2].to_vec()),
        "the model is cut short or too long: 1863151 bytes instead of 3726302"
    );
    assert_eq!(
        message(ModelFile::write("names", schema(), &[])),
        "the model is of kind 'names', not 'syntax'"
    );
    assert_eq!(
        message(ModelFile::write("syntax", 7, &[])),
        format!(
            "the model has feature schema 0000000000000007, but this program has {:016x}: train it again",
            schema()
        )
    );
    assert_eq!(
        message(ModelFile::write("syntax", schema(), &[])),
        "the model is damaged: bad tags"
    );
}

proptest! {
    #[test]
    fn a_changed_byte_is_noticed(at in 0..MODEL.len(), change in 1..=255u8) {
        let mut bytes = MODEL.to_vec();
        bytes[at] ^= change;
        prop_assert!(read(bytes).is_err());
    }

    /// Sections of chance content in a file whose checksum holds.
    #[test]
    fn odd_sections_are_refused(sections in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..64), 0..24)) {
        let sections: Vec<&[u8]> = sections.iter().map(Vec::as_slice).collect();
        prop_assert!(read(ModelFile::write("syntax", schema(), &sections)).is_err());
    }
}
