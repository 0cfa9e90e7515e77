//! Sets that are joined step by step.

/// Sets of numbers, each a set of its own at first.
pub(super) struct Union(Vec<u32>);

impl Union {
    pub(super) fn new(count: usize) -> Self {
        Self((0..count as u32).collect())
    }

    /// The root of the set of `i`.
    pub(super) fn find(&mut self, i: u32) -> u32 {
        let mut at = i;
        while self.0[at as usize] != at {
            // Halve the way for the next time.
            self.0[at as usize] = self.0[self.0[at as usize] as usize];
            at = self.0[at as usize];
        }
        at
    }

    pub(super) fn are_one(&mut self, i: u32, j: u32) -> bool {
        self.find(i) == self.find(j)
    }

    /// The smaller root stays, so that the order of joining does not matter.
    pub(super) fn join(&mut self, i: u32, j: u32) {
        let (i, j) = (self.find(i), self.find(j));
        self.0[i.max(j) as usize] = i.min(j);
    }
}
