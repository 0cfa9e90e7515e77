//! Names that come again and again, kept once and called by their numbers.

use std::collections::HashMap;

/// Values by key, numbered in the order in which their keys are first met.
#[derive(Debug)]
pub(super) struct Pool<T> {
    numbers: HashMap<u64, u32>,
    values: Vec<T>,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self { numbers: HashMap::new(), values: Vec::new() }
    }
}

impl<T> Pool<T> {
    /// The number of `key`, and its value, made if it is new.
    pub(super) fn enter(&mut self, key: u64, make: impl FnOnce() -> T) -> (u32, &mut T) {
        let next = self.values.len() as u32;
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.values.push(make());
        }
        (number, &mut self.values[number as usize])
    }

    /// The values in the order of their numbers.
    pub(super) fn values(&self) -> &[T] {
        &self.values
    }

    /// The same, to change.
    pub(super) fn values_mut(&mut self) -> &mut [T] {
        &mut self.values
    }
}
