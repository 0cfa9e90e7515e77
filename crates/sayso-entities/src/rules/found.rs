//! An expression with a value that was found.

use sayso_text::TokenRange;

use crate::kind::EntityKind;
use crate::value::Value;

/// An expression that was found; positions are token indices.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) kind: EntityKind,
    pub(crate) value: Option<Value>,
}

impl Found {
    pub(crate) fn tokens(&self) -> TokenRange {
        TokenRange::new(self.start, self.end)
    }
}
