//! Trained weights in the form in which they are applied: small integers, found by the hash of their
//! feature, read in place from the bytes of a model file.
//!
//! ```text
//! hash of a feature ──▶ slot: 32 bits of the hash │ first entry │ number of entries
//!                       entries: class (7 bits), weight (9 bits), one after the other
//! ```
//!
//! A feature that was never seen finds a free slot, or, once in a few thousand million times, a stranger
//! with the same 32 bits.

use crate::model_file::{ModelError, Sections};

/// The largest number of classes, set by the 7 bits that an entry has for one.
pub const MAX_CLASSES: usize = 128;
const LARGEST: f32 = 255.0;
const COUNT_BITS: u32 = 8;

/// The weights of a feature: class and weight, in order of the classes.
pub type Row = Vec<(u8, f32)>;

/// Weights of sparse features, ready to be applied.
///
/// ```
/// use sayso_linear::{Table, TableBuilder, feature, text_hash};
///
/// // "said" speaks for class 1.
/// let said = feature(0, &[text_hash("said")]);
/// let mut builder = TableBuilder::new(2);
/// builder.push(said, &[(1, 0.75)]);
/// let bytes: &'static [u8] = builder.build().leak();
/// let table = Table::read(bytes)?;
/// let mut scores = [0; 2];
/// table.add(said, &mut scores);
/// table.add(feature(0, &[text_hash("denied")]), &mut scores);
/// assert_eq!(scores[0], 0);
/// assert!((scores[1] as f32 * table.unit() - 0.75).abs() < 0.01);
/// # Ok::<(), sayso_linear::ModelError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Table {
    slots: &'static [[u8; 8]],
    mask: usize,
    entries: &'static [[u8; 2]],
    classes: usize,
    unit: f32,
}

impl Table {
    /// Reads what [`TableBuilder::build`] has written.
    ///
    /// # Errors
    /// If the bytes are not such a table, or are damaged.
    pub fn read(bytes: &'static [u8]) -> Result<Self, ModelError> {
        let mut sections = Sections::new(bytes);
        let header = sections.next("table header")?;
        let slots = sections.next("slots")?.as_chunks::<8>().0;
        let entries = sections.next("entries")?.as_chunks::<2>().0;
        let ([classes, unit], []) = header.as_chunks::<4>() else {
            return Err(ModelError::damaged("table header"));
        };
        let classes = u32::from_le_bytes(*classes) as usize;
        let unit = f32::from_le_bytes(*unit);
        let sizes_fit = slots.len().is_power_of_two() && (1..=MAX_CLASSES).contains(&classes);
        // Rows that end in bounds, classes that exist and one free slot let scoring do without checks
        // that could fail.
        let slot_fits = |slot: &[u8; 8]| row(slot).end <= entries.len();
        let entry_fits = |entry: &[u8; 2]| unpack(*entry).0 < classes;
        if !sizes_fit
            || !slots.iter().all(slot_fits)
            || !entries.iter().all(entry_fits)
            || slots.iter().all(|slot| !row(slot).is_empty())
        {
            return Err(ModelError::damaged("weights"));
        }
        Ok(Self { slots, mask: slots.len() - 1, entries, classes, unit })
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
        for &entry in self.entries(feature) {
            let (class, weight) = unpack(entry);
            scores[class] += weight;
        }
    }

    /// Adds the weights of all `features`, as [`add`](Self::add) does one by one.
    ///
    /// The slots of several features are fetched before the first is looked into: memory is the slow part.
    pub fn add_all(&self, features: &[u64], scores: &mut [i32]) {
        const AHEAD: usize = 16;
        let mut slots = [0u64; AHEAD];
        for chunk in features.chunks(AHEAD) {
            for (slot, &feature) in slots.iter_mut().zip(chunk) {
                *slot = u64::from_le_bytes(self.slots[home(feature) & self.mask]);
            }
            for (slot, &feature) in slots.iter().zip(chunk) {
                let slot = slot.to_le_bytes();
                let mut row = row(&slot);
                if key(&slot) != feature as u32 && !row.is_empty() {
                    self.add(feature, scores);
                    row = 0..0;
                }
                for &entry in &self.entries[row] {
                    let (class, weight) = unpack(entry);
                    scores[class] += weight;
                }
            }
        }
    }

    #[inline]
    fn entries(&self, feature: u64) -> &[[u8; 2]] {
        let mut at = home(feature) & self.mask;
        loop {
            let slot = &self.slots[at];
            let row = row(slot);
            if row.is_empty() {
                return &[];
            }
            if key(slot) == feature as u32 {
                return &self.entries[row];
            }
            at = (at + 1) & self.mask;
        }
    }
}

#[inline]
fn home(feature: u64) -> usize {
    (feature >> 32) as usize
}

#[inline]
fn key(slot: &[u8; 8]) -> u32 {
    u64::from_le_bytes(*slot) as u32
}

#[inline]
fn row(slot: &[u8; 8]) -> std::ops::Range<usize> {
    let place = (u64::from_le_bytes(*slot) >> 32) as u32;
    let start = (place >> COUNT_BITS) as usize;
    start..start + (place & ((1 << COUNT_BITS) - 1)) as usize
}

#[inline]
fn unpack(entry: [u8; 2]) -> (usize, i32) {
    let entry = i16::from_le_bytes(entry);
    ((entry & 127) as usize, i32::from(entry >> 7))
}

/// Collects trained weights and lays them out as a [`Table`].
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

    /// Lays out the bytes. Weights are rounded to 255 steps up to the 0.9999 quantile of their size, and
    /// those beyond are cut off there; what rounds to nothing is left out.
    pub fn build(mut self) -> Vec<u8> {
        self.rows.sort_unstable_by_key(|(feature, _)| *feature);
        let mut sizes: Vec<f32> =
            self.rows.iter().flat_map(|(_, row)| row).map(|(_, weight)| weight.abs()).collect();
        sizes.sort_unstable_by(f32::total_cmp);
        let most = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 10_000));
        let unit = most.copied().filter(|most| *most > 0.0).unwrap_or(1.0) / LARGEST;
        let mut entries: Vec<[u8; 2]> = Vec::new();
        let mut places = Vec::new();
        for (feature, row) in &self.rows {
            let start = entries.len();
            for &(class, weight) in row {
                let weight = (weight / unit).round().clamp(-LARGEST, LARGEST) as i16;
                if weight != 0 {
                    entries.push((weight << 7 | i16::from(class)).to_le_bytes());
                }
            }
            let count = entries.len() - start;
            if count > 0 {
                places.push((*feature, (start as u32) << COUNT_BITS | count as u32));
            }
        }
        assert!(entries.len() < 1 << (32 - COUNT_BITS), "too many weights for a table");
        let size = (places.len() * 4 / 3 + 1).next_power_of_two();
        let mut slots = vec![0u64; size];
        for (feature, place) in places {
            let mut at = home(feature) & (size - 1);
            while slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at] = u64::from(place) << 32 | u64::from(feature as u32);
        }
        let mut header = (self.classes as u32).to_le_bytes().to_vec();
        header.extend(unit.to_le_bytes());
        let slots: Vec<u8> = slots.iter().flat_map(|slot| slot.to_le_bytes()).collect();
        Sections::join(&[&header, &slots, entries.as_flattened()])
    }
}
