//! Training examples in one flat block: millions of them, without an allocation each.

/// Labelled sparse examples: each a set of active feature ids and a class.
///
/// ```
/// use sayso_linear::Examples;
///
/// let mut examples = Examples::default();
/// // Features of a full stop: 3 = "a capital follows", 5 = "an abbreviation stands before".
/// examples.push(&[3], 1);
/// examples.push(&[3, 5], 0);
/// assert_eq!(examples.len(), 2);
/// assert_eq!(examples.get(1), (&[3, 5][..], 0));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Examples {
    features: Vec<u32>,
    ends: Vec<usize>,
    classes: Vec<u16>,
}

impl Examples {
    /// Adds one example.
    pub fn push(&mut self, features: &[u32], class: u16) {
        self.features.extend_from_slice(features);
        self.ends.push(self.features.len());
        self.classes.push(class);
    }

    /// The number of examples.
    pub fn len(&self) -> usize {
        self.classes.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.classes.is_empty()
    }

    /// The features and the class of example `i`.
    ///
    /// # Panics
    /// If there are not so many.
    pub fn get(&self, i: usize) -> (&[u32], u16) {
        let start = if i == 0 { 0 } else { self.ends[i - 1] };
        (&self.features[start..self.ends[i]], self.classes[i])
    }

    /// Every example, in the order of adding.
    pub fn iter(&self) -> impl Iterator<Item = (&[u32], u16)> {
        (0..self.len()).map(|i| self.get(i))
    }
}
