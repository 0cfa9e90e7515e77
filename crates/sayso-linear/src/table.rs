//! Trained weights in the form in which they are applied: small integers, found by the hash of their
//! feature.
//!
//! ```text
//! up to 4 classes   hash of a feature ──▶ slot: 24 bits of the hash │ four weights of 10 bits
//!
//! more classes      hash of a feature ──▶ slot: 32 bits of the hash │ number of its row │ shift of its weights
//!                                         row: a signed byte for each class
//! ```
//!
//! A feature that was never seen finds a free slot, or, once in millions of times, a stranger with the same
//! bits. At least half of the slots are free, so that few features are looked for in more than one; in a file, a free
//! slot takes one bit.

mod narrow;
mod slots;
mod wide;

use std::borrow::Cow;

use crate::model_file::{ModelError, ModelFile};

/// Which form this is: models in another one have another schema.
pub(crate) const FORM: u64 = 2;
/// The largest number of classes.
pub const MAX_CLASSES: usize = 128;

/// The number of tokens whose features are best made and [fetched](WeightTable::fetch) before the first is scored.
pub const AHEAD: usize = 4;

/// The weights of a feature: class and weight, in order of the classes.
pub type Row = Vec<(u8, f32)>;

/// Weights of sparse features, ready to be applied.
///
/// ```
/// use sayso_linear::{WeightTable, TableBuilder, feature, text_hash};
///
/// // "said" speaks for class 1.
/// let said = feature(0, &[text_hash("said")]);
/// let mut builder = TableBuilder::new(2);
/// builder.push(said, &[(1, 0.75)]);
/// let table = WeightTable::read(builder.build())?;
/// let mut scores = [0; 2];
/// table.add(said, &mut scores);
/// table.add(feature(0, &[text_hash("denied")]), &mut scores);
/// assert_eq!(scores[0], 0);
/// assert!((scores[1] as f32 * table.unit() - 0.75).abs() < 0.01);
/// # Ok::<(), sayso_linear::ModelError>(())
/// ```
#[derive(Clone, Debug)]
pub struct WeightTable {
    rows: Rows,
    classes: usize,
    unit: f32,
}

#[derive(Clone, Debug)]
enum Rows {
    Narrow(narrow::Rows),
    Wide(wide::Rows),
}

impl WeightTable {
    /// Reads what [`TableBuilder::build`] has written.
    ///
    /// # Errors
    /// If the bytes are not such a table, or are damaged.
    pub fn read(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        let mut sections = ModelFile::of_sections(bytes.into());
        let header = sections.next("table header")?;
        let taken = sections.next_rows("taken slots")?;
        let filled = sections.next_rows("slots")?;
        let weights = sections.next("weights")?;
        let ([classes, unit], []) = header.as_chunks::<4>() else {
            return Err(ModelError::damaged("table header"));
        };
        let classes = u32::from_le_bytes(*classes) as usize;
        let unit = f32::from_le_bytes(*unit);
        if !(1..=MAX_CLASSES).contains(&classes) {
            return Err(ModelError::damaged("weights"));
        }
        let table = match classes {
            ..=narrow::CLASSES => narrow::Rows::read(&taken, &filled).map(Rows::Narrow),
            _ => wide::Rows::read(&taken, &filled, weights, classes).map(Rows::Wide),
        };
        let rows = table.ok_or_else(|| ModelError::damaged("weights"))?;
        Ok(Self { rows, classes, unit })
    }

    /// The number of classes.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// What a weight of 1 stands for.
    pub fn unit(&self) -> f32 {
        self.unit
    }

    /// Adds the weights of `feature` to `scores`, one for each class.
    #[inline]
    pub fn add(&self, feature: u64, scores: &mut [i32]) {
        self.add_all(&[feature], scores);
    }

    /// Begins to load the weights of `features` from memory: they are there when they are added, some time later,
    /// after the features of up to [`AHEAD`] tokens have been made.
    pub fn fetch(&self, features: &[u64]) {
        match &self.rows {
            Rows::Narrow(rows) => rows.fetch(features),
            Rows::Wide(rows) => rows.fetch(features),
        }
    }

    /// Adds the weights of all `features`, as [`add`](Self::add) does one by one.
    pub fn add_all(&self, features: &[u64], scores: &mut [i32]) {
        match &self.rows {
            Rows::Narrow(rows) => rows.add_all(features, scores),
            Rows::Wide(rows) => rows.add_all(features, scores),
        }
    }
}

/// The largest weight that a table of so many classes can hold, in its units.
fn largest(classes: usize) -> i16 {
    if classes <= narrow::CLASSES { narrow::LARGEST } else { wide::LARGEST }
}

/// A feature with its weights in units, none of them 0.
type WholeRow = (u64, Vec<(u8, i16)>);

/// Collects trained weights and lays them out as a [`WeightTable`].
#[derive(Clone, Debug)]
pub struct TableBuilder {
    classes: usize,
    rows: Vec<(u64, Row)>,
}

impl TableBuilder {
    /// A table without weights.
    ///
    /// # Panics
    /// If there are no classes or more than [`MAX_CLASSES`].
    pub fn new(classes: usize) -> Self {
        assert!((1..=MAX_CLASSES).contains(&classes), "{classes} classes do not fit a table");
        Self { classes, rows: Vec::new() }
    }

    /// Adds the weights of one feature.
    pub fn push(&mut self, feature: u64, row: &[(u8, f32)]) {
        self.rows.push((feature, row.to_vec()));
    }

    /// Lays out the bytes. Weights are rounded to as many steps as there is room for up to the 0.9999 quantile
    /// of their size, and those beyond are cut off there; what rounds to nothing is left out.
    pub fn build(mut self) -> Vec<u8> {
        self.rows.sort_unstable_by_key(|(feature, _)| *feature);
        let largest = largest(self.classes);
        let mut sizes: Vec<f32> =
            self.rows.iter().flat_map(|(_, row)| row).map(|(_, weight)| weight.abs()).collect();
        sizes.sort_unstable_by(f32::total_cmp);
        let most = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 10_000));
        let most = most.copied().filter(|most| *most > 0.0).unwrap_or(1.0);
        let unit = most / f32::from(largest);
        let mut rows: Vec<WholeRow> = Vec::new();
        for (feature, row) in &self.rows {
            let whole = |weight: f32| (weight / unit).round() as i16;
            let row = row.iter().map(|&(class, w)| (class, whole(w).clamp(-largest, largest)));
            let row: Vec<(u8, i16)> = row.filter(|(_, weight)| *weight != 0).collect();
            if !row.is_empty() {
                rows.push((*feature, row));
            }
        }
        let ((taken, filled), weights) = match self.classes {
            ..=narrow::CLASSES => (narrow::Rows::write(&rows), Vec::new()),
            _ => wide::Rows::write(&rows, self.classes),
        };
        let mut header = (self.classes as u32).to_le_bytes().to_vec();
        header.extend(unit.to_le_bytes());
        ModelFile::join(&[&header, &taken, &filled, &weights])
    }
}
