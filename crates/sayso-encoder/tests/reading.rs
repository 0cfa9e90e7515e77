//! A model of random weights reads what a real one would, if not as well.

use proptest::prelude::*;
use sayso_encoder::{EncoderModel, EncoderScratch, Reading, convert};
use sayso_text::TextRange;

fn model() -> EncoderModel {
    EncoderModel::from_bytes(convert::random(5)).expect("a model")
}

fn read(model: &EncoderModel, text: &str, scratch: &mut EncoderScratch) -> Reading {
    let mut reading = Reading::default();
    model.annotate(text, &[], scratch, &mut reading);
    reading
}

/// Everything that a reading says, bit by bit.
fn bits(reading: &Reading) -> Vec<u32> {
    let labels = reading.cues().flat_map(|cue| cue.labels.to_vec());
    reading.tags().iter().copied().chain(labels).flatten().map(f32::to_bits).collect()
}

#[test]
fn every_piece_is_tagged_once_in_texts_of_any_length() {
    let model = model();
    let mut scratch = EncoderScratch::default();
    for words in [0, 1, 254, 255, 300, 700] {
        let reading = read(&model, &"they said ".repeat(words), &mut scratch);
        assert_eq!(reading.pieces().len(), 2 * words);
        assert_eq!(reading.tags().len(), 2 * words);
        for tag in reading.tags() {
            let sum: f32 = tag.iter().map(|p| p.exp()).sum();
            assert!((sum - 1.0).abs() < 1e-4, "{tag:?}");
        }
    }
}

#[test]
fn one_character_can_be_several_pieces() {
    let reading = read(&model(), "So said 마라.", &mut EncoderScratch::default());
    let ranges = reading.pieces().iter().map(|piece| (piece.range.start(), piece.range.end()));
    let expected = [(0, 2), (3, 7), (8, 11), (8, 11), (11, 14), (11, 14), (14, 15)];
    assert_eq!(ranges.collect::<Vec<_>>(), expected);
}

#[test]
fn what_was_read_before_changes_nothing() {
    let model = model();
    let mut scratch = EncoderScratch::default();
    let text = "\"So,\" the mayor said. They said so.\n\n".repeat(30);
    let fresh = bits(&read(&model, &text, &mut scratch));
    read(&model, "They said so.", &mut scratch);
    assert_eq!(bits(&read(&model, &text, &mut scratch)), fresh);
}

#[test]
fn listed_words_are_cues() {
    let (model, mut scratch) = (model(), EncoderScratch::default());
    let mut reading = Reading::default();
    let text = "The mayor so said.";
    model.annotate(text, &[TextRange::new(10, 12)], &mut scratch, &mut reading);
    let found = reading.cues().any(|cue| cue.pieces.0 <= 2 && 2 < cue.pieces.1);
    assert!(found, "{:?}", reading.cues().map(|cue| cue.pieces).collect::<Vec<_>>());
    for cue in reading.cues() {
        assert_eq!((cue.from, cue.labels.len()), (0, reading.pieces().len()));
    }
}

#[test]
fn other_weights_and_missing_ones_are_told() {
    let missing = convert::convert("[UNK]\n[CLS]\n[SEP]\n", &mut |_| None, &[]);
    assert_eq!(missing, Err("embeddings.word".to_owned()));
    let mut bytes = convert::random(5);
    bytes.truncate(bytes.len() - 9);
    assert!(EncoderModel::from_bytes(bytes).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn pieces_are_in_order_and_cut_no_character(text in "\\PC{0,40}|[a-zé“”’. \n\u{301}\u{ad}中마라İ]{0,60}") {
        static MODEL: std::sync::LazyLock<EncoderModel> = std::sync::LazyLock::new(model);
        let reading = read(&MODEL, &text, &mut EncoderScratch::default());
        let mut end = 0;
        for piece in reading.pieces() {
            prop_assert!(piece.range.end() >= end);
            prop_assert!(!text[piece.range].is_empty());
            end = piece.range.end();
        }
    }
}
