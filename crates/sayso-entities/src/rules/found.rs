//! An expression with a value that was found.

use sayso_text::{Days, TokenRange};

use crate::kind::EntityKind;
use crate::value::{Value, When};

/// An expression that was found; positions are token indices.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) kind: EntityKind,
    pub(crate) value: Option<Value>,
}

impl Found {
    /// The days that it names, if they are known.
    pub(crate) fn days(&self) -> Option<Days> {
        match self.value? {
            Value::Date(When::Days(days)) | Value::Time { day: When::Days(days), .. } => Some(days),
            Value::Date(When::Since(day) | When::Until(day)) => Some(Days::day(day)),
            _ => None,
        }
    }

    pub(crate) fn tokens(&self) -> TokenRange {
        TokenRange::new(self.start, self.end)
    }
}
