//! A model of the user's own takes the place of the one that is compiled in.

use sayso::{Analyzer, AttributionModel, Models};
use sayso_linear::ModelFile;

const TEXT: &str = "The mayor resigned on Monday, officials said.";
const KIND: &str = "attribution";
const SECTIONS: usize = 9;

fn schema(model: &[u8]) -> u64 {
    u64::from_le_bytes(model[32..40].try_into().expect("eight bytes"))
}

/// The shipped model with another least confidence, which is its last section.
fn with_min_confidence(min_confidence: f32) -> Vec<u8> {
    let shipped = include_bytes!("../../sayso-attribution/data/attribution.model");
    let schema = schema(shipped);
    let mut file = ModelFile::read(shipped.as_slice(), KIND, schema).expect("the shipped model");
    let mut sections: Vec<Vec<u8>> =
        (0..SECTIONS).map(|_| file.next("a section").expect("nine").into_owned()).collect();
    sections[SECTIONS - 1] = min_confidence.to_le_bytes().to_vec();
    let sections: Vec<&[u8]> = sections.iter().map(Vec::as_slice).collect();
    ModelFile::write(KIND, schema, &sections)
}

fn found(bytes: Vec<u8>) -> usize {
    let model = AttributionModel::from_bytes(bytes).expect("a whole model");
    let models = Models::builtin().with_attribution(model);
    Analyzer::builder().models(models).build().analyze(TEXT).attributions.len()
}

#[test]
fn a_loaded_model_decides() {
    assert_eq!(found(with_min_confidence(0.3)), 1);
    assert_eq!(found(with_min_confidence(1.5)), 0);
}

#[test]
fn other_files_are_refused_in_one_line() {
    let refused =
        |bytes: Vec<u8>| AttributionModel::from_bytes(bytes).expect_err("no model").to_string();
    let names = include_bytes!("../../sayso-entities/data/names.bin").to_vec();
    assert_eq!(refused(names), "the model is of kind 'names', not 'attribution'");
    let shipped = with_min_confidence(0.3);
    let wanted = schema(&shipped);
    assert_eq!(
        refused(ModelFile::write(KIND, wanted + 1, &[&shipped[48..]])),
        format!(
            "the model has feature schema {:016x}, but this program has {wanted:016x}: train it again",
            wanted + 1
        )
    );
    let mut damaged = with_min_confidence(0.3);
    damaged[100] ^= 1;
    assert_eq!(refused(damaged), "the model is damaged: bad checksum");
}
