//! Names that come again and again, written once and called by their numbers.

use std::collections::HashMap;

use serde::ser::{Serialize, SerializeSeq, Serializer};

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
}

impl<T> Pool<T> {
    /// The values in the order of their numbers.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.values.iter_mut()
    }
}

impl<T: Serialize> Serialize for Pool<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.values.len()))?;
        for value in &self.values {
            list.serialize_element(value)?;
        }
        list.end()
    }
}
