//! How features are handed over: as hashes for scoring, with their templates for whoever explains.

use sayso_linear::feature;

/// Takes features as they are made.
pub(crate) trait FeatureSink {
    /// Forgets what was taken.
    fn clear(&mut self);
    /// Takes the feature that a template has made.
    fn take(&mut self, template: u32, feature: u64);
}

impl FeatureSink for Vec<u64> {
    fn clear(&mut self) {
        self.clear();
    }

    #[inline(always)]
    fn take(&mut self, _: u32, feature: u64) {
        self.push(feature);
    }
}

impl FeatureSink for Vec<(u32, u64)> {
    fn clear(&mut self) {
        self.clear();
    }

    fn take(&mut self, template: u32, feature: u64) {
        self.push((template, feature));
    }
}

/// Makes features.
pub(crate) struct Emit<'o, S> {
    pub(crate) out: &'o mut S,
}

impl<S: FeatureSink> Emit<'_, S> {
    #[inline(always)]
    pub(crate) fn add(&mut self, template: u32, parts: &[u64]) {
        self.out.take(template, feature(template, parts));
    }
}
