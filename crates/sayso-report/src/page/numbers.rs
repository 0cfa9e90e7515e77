//! Numbers of those names that a page needs, in the order in which it needs them.

/// From the numbers of all names to those of the names that are written.
#[derive(Debug)]
pub(super) struct Numbers {
    new: Vec<Option<u32>>,
    taken: Vec<u32>,
}

impl Numbers {
    pub(super) fn new(all: usize) -> Self {
        Self { new: vec![None; all], taken: Vec::new() }
    }

    /// The new number of the name that was called `old`.
    pub(super) fn take(&mut self, old: u32) -> u32 {
        *self.new[old as usize].get_or_insert_with(|| {
            self.taken.push(old);
            self.taken.len() as u32 - 1
        })
    }

    /// The values of the names taken, in their new order.
    pub(super) fn of<'v, T>(&self, values: &'v [T]) -> Vec<&'v T> {
        self.taken.iter().map(|&old| &values[old as usize]).collect()
    }
}
