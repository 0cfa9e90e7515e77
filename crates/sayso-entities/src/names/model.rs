//! The trained name model: weights of features, scores of label pairs, and how sure its probabilities are.

use std::borrow::Cow;

#[cfg(feature = "train")]
use sayso_linear::{Crf, TableBuilder};
use sayso_linear::{ModelError, ModelFile, Template, Transitions, WeightTable};

use super::templates::name;
use crate::kind::EntityKind;

const KIND: &str = "names";
/// Changes with every feature template.
const SCHEMA: u64 = Template::schema(&[name::ALL]);

/// A kind as the model's labels number it: 0 is no name, then for every kind its beginning and its going on.
pub const NAME_LABELS: usize = 1 + 2 * EntityKind::NAMES;

/// The label of a name's first token.
pub const fn begin_label(kind: EntityKind) -> u8 {
    1 + 2 * kind as u8
}

/// The label of a name's later tokens.
pub const fn inside_label(kind: EntityKind) -> u8 {
    2 + 2 * kind as u8
}

/// The kind of a label that is a name's.
pub(crate) const fn kind_of(label: u8) -> Option<EntityKind> {
    match label {
        0 => None,
        _ => Some(EntityKind::ALL[(label as usize - 1) / 2]),
    }
}

#[cfg(feature = "train")]
/// Label pairs of names: none goes on without having begun.
pub fn name_transitions() -> Transitions {
    let mut transitions = Transitions::new(NAME_LABELS);
    for kind in &EntityKind::ALL[..EntityKind::NAMES] {
        let inside = inside_label(*kind);
        transitions.forbid_start(inside);
        for left in 0..NAME_LABELS as u8 {
            if left != begin_label(*kind) && left != inside {
                transitions.forbid(left, inside);
            }
        }
    }
    transitions
}

/// The model.
#[derive(Clone, Debug)]
pub struct NameModel {
    pub(crate) table: WeightTable,
    pub(crate) transitions: Transitions,
    /// Slope and shift of the log-odds, so that a confidence is a share of right names.
    calibration: [f32; 2],
}

impl NameModel {
    /// Reads what [`NameModel::compile`] has written.
    ///
    /// # Errors
    /// If the bytes are not a name model, or are damaged.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        let mut file = ModelFile::read(bytes, KIND, SCHEMA)?;
        let scores = file.next_floats("transitions")?;
        let calibration = file.next_floats("calibration")?;
        let table = WeightTable::read(file.next("weights")?)?;
        let sizes_fit = scores.len() == NAME_LABELS * (NAME_LABELS + 2)
            && table.classes() == NAME_LABELS
            && calibration.len() == 2;
        if !sizes_fit {
            return Err(ModelError::Damaged { part: "labels" });
        }
        Ok(Self {
            table,
            transitions: Transitions::from_scores(NAME_LABELS, &scores),
            calibration: [calibration[0], calibration[1]],
        })
    }

    #[cfg(feature = "train")]
    /// Lays a trained model out as bytes. Weights nearer to 0 than `least` are left out.
    pub fn compile(crf: &Crf, least: f32, calibration: [f32; 2]) -> Vec<u8> {
        let mut builder = TableBuilder::new(NAME_LABELS);
        let mut row = Vec::new();
        for (feature, weights) in crf.rows() {
            row.clear();
            let kept = weights.iter().enumerate().filter(|(_, w)| w.abs() >= least);
            row.extend(kept.map(|(label, &weight)| (label as u8, weight)));
            if !row.is_empty() {
                builder.push(feature, &row);
            }
        }
        let bytes = |floats: &mut dyn Iterator<Item = f32>| -> Vec<u8> {
            floats.flat_map(f32::to_le_bytes).collect()
        };
        let scores = bytes(&mut crf.transitions().scores());
        let calibration = bytes(&mut calibration.into_iter());
        ModelFile::write(KIND, SCHEMA, &[&scores, &calibration, &builder.build()])
    }

    /// The share of right names among those with this probability.
    pub(crate) fn calibrated(&self, probability: f32) -> f32 {
        let p = probability.clamp(1e-6, 1.0 - 1e-6);
        let [slope, shift] = self.calibration;
        1.0 / (1.0 + (-(slope * (p / (1.0 - p)).ln() + shift)).exp())
    }
}
