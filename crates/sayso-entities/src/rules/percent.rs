//! Shares in hundredths.

use super::class::Class;
use super::found::Found;
use super::number::Bounded;
use super::view::Words;
use crate::kind::EntityKind;
use crate::value::Value;

impl Words<'_> {
    /// "15 to 20 percent", "2.4%", "per cent", "percentage points".
    pub(super) fn percent(&self, amount: Bounded) -> Option<Found> {
        let mut at = amount.end;
        // "a 10-percent cut"
        if self.class(at) == Class::Dash {
            at += 1;
        }
        let end = match self.class(at) {
            Class::Percent if self.is(at, "percentage") => {
                self.is_any(at + 1, &["point", "points"]).then_some(at + 2)?
            }
            Class::Percent => at + 1,
            Class::Per if self.is(at + 1, "cent") => at + 2,
            _ => return None,
        };
        let mut amount = amount;
        // "10% to 15%"
        let mut end = end;
        if matches!(self.class(end), Class::To | Class::Dash)
            && let Some(second) = self.number(end + 1)
            && self.class(second.end) == Class::Percent
            && amount.amount.low == amount.amount.high
            && second.value > amount.amount.low
        {
            amount.amount.high = second.value;
            end = second.end + 1;
        }
        let of = u32::from(self.class(end) == Class::Of);
        let of = of + u32::from(of > 0 && self.class(end + of) == Class::The);
        let thing = self.thing(end + of).filter(|_| of > 0);
        let value = Some(Value::Percent { amount: amount.amount, thing });
        Some(Found { start: amount.start, end, kind: EntityKind::Percent, value })
    }
}
