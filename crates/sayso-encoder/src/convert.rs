//! Model files from the weights of a training: every matrix in 8 bits, the rest as it is.

use sayso_linear::ModelFile;

use crate::EncoderModel;
use crate::layer::{INNER, WIDTH};
use crate::matrix;
use crate::model::{LOWER, SCHEMA, SHAPES, UPPER, WINDOW};

/// The bytes of a model file.
///
/// `vocabulary` has a piece a line; `tensor` gives the numbers of the tensor with a name, as the training calls it;
/// `extra` is what [`EncoderModel::extra`](crate::EncoderModel::extra) gives back.
///
/// # Errors
/// The name of a tensor that is not there, or has another size than it should have.
pub fn convert(
    vocabulary: &str,
    tensor: &mut dyn FnMut(&str) -> Option<Vec<f32>>,
    extra: &[f32],
) -> Result<Vec<u8>, String> {
    let mut get = |name: String, length: usize| match tensor(&name) {
        Some(numbers) if numbers.len() == length => Ok(numbers),
        _ => Err(name),
    };
    let bytes =
        |floats: &[f32]| -> Vec<u8> { floats.iter().flat_map(|x| x.to_le_bytes()).collect() };
    let count = vocabulary.lines().count();
    let words = get("embeddings.word".into(), count * WIDTH)?;
    let (mut numbers, mut scales) = (Vec::new(), Vec::new());
    for row in words.as_chunks::<WIDTH>().0 {
        let most = row.iter().fold(1e-12f32, |most, w| most.max(w.abs()));
        scales.push(most / 127.0);
        numbers.extend(row.iter().map(|w| (w / most * 127.0).round() as i8 as u8));
    }
    let mut sections = vec![vocabulary.as_bytes().to_vec(), numbers, bytes(&scales)];
    for (name, rows) in [("position", WINDOW), ("shape", SHAPES), ("paragraph", 2)] {
        sections.push(bytes(&get(format!("embeddings.{name}"), rows * WIDTH)?));
    }
    let norm = |get: &mut dyn FnMut(String, usize) -> Result<Vec<f32>, String>, name: &str| {
        let mut floats = get(format!("{name}.weight"), WIDTH)?;
        floats.extend(get(format!("{name}.bias"), WIDTH)?);
        Ok::<_, String>(bytes(&floats))
    };
    sections.push(norm(&mut get, "embeddings.norm")?);
    let lower = (0..LOWER).map(|i| format!("lower.{i}"));
    let upper =
        ["plain", "marked"].iter().flat_map(|of| (0..UPPER).map(move |i| format!("{of}.{i}")));
    for layer in lower.chain(upper) {
        for (name, inputs, outputs) in [
            ("query", WIDTH, WIDTH),
            ("key", WIDTH, WIDTH),
            ("value", WIDTH, WIDTH),
            ("output", WIDTH, WIDTH),
            ("inner", WIDTH, INNER),
            ("outer", INNER, WIDTH),
        ] {
            let weights = get(format!("{layer}.{name}.weight"), inputs * outputs)?;
            let bias = get(format!("{layer}.{name}.bias"), outputs)?;
            sections.extend(matrix::write(&weights, &bias, inputs));
        }
        sections.push(norm(&mut get, &format!("{layer}.norm1"))?);
        sections.push(norm(&mut get, &format!("{layer}.norm2"))?);
    }
    sections.push(bytes(&get("mark".into(), 3 * WIDTH)?));
    for head in ["cue_head", "label_head"] {
        sections.push(bytes(&get(format!("{head}.weight"), 3 * WIDTH)?));
        sections.push(bytes(&get(format!("{head}.bias"), 3)?));
    }
    sections.push(bytes(extra));
    let sections: Vec<&[u8]> = sections.iter().map(Vec::as_slice).collect();
    Ok(ModelFile::write(EncoderModel::KIND, SCHEMA, &sections))
}

/// A model of a few word pieces with random weights, for tests: of the shape of a real one, and of no use.
pub fn random(seed: u64) -> Vec<u8> {
    const LIST: &str = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nthey\nsaid\nso\n.\n##s\nthe\nmayor\n,\n\"\n\
         \u{1106}\n##\u{1161}\n##\u{1105}\n";
    let mut state = seed | 1;
    let mut number = move || {
        // Numerical Recipes' generator: the high bits are good enough here.
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1 << 24) as f32 - 0.5
    };
    let mut tensor = |name: &str| {
        let length = match name {
            "embeddings.word" => LIST.lines().count() * WIDTH,
            "embeddings.position" => WINDOW * WIDTH,
            "embeddings.shape" => SHAPES * WIDTH,
            "embeddings.paragraph" => 2 * WIDTH,
            "mark" | "cue_head.weight" | "label_head.weight" => 3 * WIDTH,
            "cue_head.bias" | "label_head.bias" => 3,
            _ if name.ends_with("inner.bias") => INNER,
            _ if name.ends_with("inner.weight") || name.ends_with("outer.weight") => WIDTH * INNER,
            _ if name.ends_with(".bias") || name.contains("norm") => WIDTH,
            _ => WIDTH * WIDTH,
        };
        let numbers: Vec<f32> = (0..length).map(|_| number() * 0.2).collect();
        Some(if name.contains("norm") && name.ends_with("weight") {
            numbers.iter().map(|x| x + 1.0).collect()
        } else {
            numbers
        })
    };
    convert(LIST, &mut tensor, &[]).unwrap_or_default()
}
