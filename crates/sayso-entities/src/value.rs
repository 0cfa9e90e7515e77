//! What an expression with a value is worth: amounts, moments, money, measures.

use std::fmt;

use sayso_text::{Date, Days, TextRange};

/// How an amount is bounded.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Bound {
    /// "120", "15 to 20".
    Exact,
    /// "about 100", "some 40", "nearly 12,000".
    About,
    /// "at least 13".
    AtLeast,
    /// "up to 500".
    AtMost,
    /// "more than 20".
    MoreThan,
    /// "under 3".
    LessThan,
    /// "millions", "dozens", "a few hundred": an order of magnitude.
    Vague,
}

/// A number, or a range of them.
///
/// ```
/// use sayso_entities::{Amount, Bound};
///
/// assert_eq!(Amount::about(12_000.0).to_string(), "~12000");
/// assert_eq!(Amount { low: 15.0, high: 20.0, bound: Bound::Exact }.to_string(), "15..20");
/// ```
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Amount {
    /// The least it may be.
    pub low: f64,
    /// The most it may be; the same as `low` for a plain number.
    pub high: f64,
    /// How the two are to be read.
    pub bound: Bound,
}

impl Amount {
    /// A plain number.
    pub const fn exact(value: f64) -> Self {
        Self { low: value, high: value, bound: Bound::Exact }
    }

    /// "about" so many.
    pub const fn about(value: f64) -> Self {
        Self { low: value, high: value, bound: Bound::About }
    }

    /// The least it is, if the words say so: 20 for "more than 20", nothing for "up to 500".
    ///
    /// ```
    /// use sayso_entities::{Amount, Bound};
    ///
    /// let amount = Amount { bound: Bound::MoreThan, ..Amount::exact(20.0) };
    /// assert_eq!((amount.least(), amount.most()), (Some(20.0), None));
    /// ```
    pub fn least(self) -> Option<f64> {
        (!matches!(self.bound, Bound::AtMost | Bound::LessThan)).then_some(self.low)
    }

    /// The most it is, if the words say so: 500 for "up to 500", nothing for "more than 20".
    pub fn most(self) -> Option<f64> {
        (!matches!(self.bound, Bound::AtLeast | Bound::MoreThan)).then_some(self.high)
    }

    /// Whether the words give it as approximate: "about 100", "dozens".
    pub const fn is_approximate(self) -> bool {
        matches!(self.bound, Bound::About | Bound::Vague)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.bound {
            Bound::Exact | Bound::Vague => "",
            Bound::About => "~",
            Bound::AtLeast => ">=",
            Bound::AtMost => "<=",
            Bound::MoreThan => ">",
            Bound::LessThan => "<",
        })?;
        if self.low == self.high {
            write!(f, "{}", self.low)
        } else {
            write!(f, "{}..{}", self.low, self.high)
        }
    }
}

/// When something is: what the words say, resolved as far as they and the document's date allow.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum When {
    /// Known days.
    Days(Days),
    /// From a known day on: "since August", "after 2018".
    Since(Date),
    /// Up to a known day, and with it: "until Monday", "before 2018".
    Until(Date),
    /// A month and day of an unknown year ("November 23"): month from 1, and day or 0.
    MonthDay(u8, u8),
    /// A day of an unknown week, Monday being 1.
    Weekday(u8),
    /// A relation to a day that is not known ("the following day", or "yesterday" without a date).
    Unresolved,
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Days(days) => write!(f, "{days}"),
            Self::Since(day) => write!(f, "{day}/.."),
            Self::Until(day) => write!(f, "../{day}"),
            Self::MonthDay(month, 0) => write!(f, "--{month:02}"),
            Self::MonthDay(month, day) => write!(f, "--{month:02}-{day:02}"),
            Self::Weekday(day) => write!(f, "-W-{day}"),
            Self::Unresolved => Ok(()),
        }
    }
}

/// A time of day, to the minute; for "morning" and the like, from when to when.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Clock {
    /// Minutes since midnight.
    pub from: u16,
    /// Minutes since midnight of the end; the same as `from` for a point in time.
    pub to: u16,
    /// Minutes that the zone is before UTC, where one is named.
    pub zone: Option<i16>,
}

impl Clock {
    fn write(self, f: &mut fmt::Formatter<'_>, minutes: u16) -> fmt::Result {
        write!(f, "T{:02}:{:02}", minutes / 60, minutes % 60)?;
        match self.zone {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(zone) => {
                let sign = if zone < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", zone.abs() / 60, zone.abs() % 60)
            }
        }
    }
}

/// What an expression is worth.
///
/// It is written in one normal form: numbers plain, money by ISO 4217 codes, days and times by ISO 8601.
/// The thing counted stays in the text: [`Value::thing`] says where.
///
/// ```
/// use sayso_entities::Entities;
///
/// let text = "Over 60% of voters backed it.";
/// let value = Entities::of(text).mentions()[0].value.unwrap();
/// assert_eq!((value.to_string().as_str(), value.unit()), (">60%", Some("%")));
/// assert_eq!(value.amount().unwrap().least(), Some(60.0));
/// assert_eq!(&text[value.thing().unwrap()], "voters");
/// ```
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Value {
    /// "120".
    Number(Amount),
    /// "21st": the place in a row.
    Ordinal(u64),
    /// "45km", "12,000 soldiers", "three years".
    Quantity {
        /// How much or many.
        amount: Amount,
        /// The unit's symbol (`km`, `t`, `year`), where it is a measure.
        unit: Option<&'static str>,
        /// What is counted, where it is said.
        thing: Option<TextRange>,
    },
    /// "$5.6 million".
    Money {
        /// How much.
        amount: Amount,
        /// The ISO 4217 code; "dollars" are US dollars unless the words say otherwise.
        currency: &'static str,
        /// What it is for, where that is said: "aid" in "$5 million in aid".
        thing: Option<TextRange>,
    },
    /// "2.4 percent of voters".
    Percent {
        /// How many hundredths.
        amount: Amount,
        /// What they are hundredths of, where it is said.
        thing: Option<TextRange>,
    },
    /// "14-year-old", in years.
    Age(Amount),
    /// "last week".
    Date(When),
    /// "3:29 p.m. Tuesday".
    Time {
        /// The day, as far as it is said.
        day: When,
        /// The time.
        clock: Clock,
    },
}

impl Value {
    /// How much or many: that of everything but moments.
    pub fn amount(self) -> Option<Amount> {
        match self {
            Self::Number(amount)
            | Self::Quantity { amount, .. }
            | Self::Money { amount, .. }
            | Self::Percent { amount, .. }
            | Self::Age(amount) => Some(amount),
            Self::Ordinal(place) => Some(Amount::exact(place as f64)),
            Self::Date(_) | Self::Time { .. } => None,
        }
    }

    /// What the amount is measured in: the symbol of a unit, the code of a currency, `%`, or `year` for ages.
    pub const fn unit(self) -> Option<&'static str> {
        match self {
            Self::Quantity { unit, .. } => unit,
            Self::Money { currency, .. } => Some(currency),
            Self::Percent { .. } => Some("%"),
            Self::Age(_) => Some("year"),
            Self::Number(_) | Self::Ordinal(_) | Self::Date(_) | Self::Time { .. } => None,
        }
    }

    /// The same in a text that has `by` bytes more before it.
    pub(crate) fn shifted(mut self, by: u32) -> Self {
        if let Self::Quantity { thing: Some(thing), .. }
        | Self::Money { thing: Some(thing), .. }
        | Self::Percent { thing: Some(thing), .. } = &mut self
        {
            *thing = thing.shifted(by);
        }
        self
    }

    /// Where the text names what is counted: "soldiers" in "12,000 soldiers".
    pub const fn thing(self) -> Option<TextRange> {
        match self {
            Self::Quantity { thing, .. }
            | Self::Money { thing, .. }
            | Self::Percent { thing, .. } => thing,
            _ => None,
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Number(amount) => write!(f, "{amount}"),
            Self::Ordinal(place) => write!(f, "{place}"),
            Self::Quantity { amount, unit: Some(unit), .. } => write!(f, "{amount} {unit}"),
            Self::Quantity { amount, unit: None, .. } => write!(f, "{amount}"),
            Self::Money { amount, currency, .. } => write!(f, "{currency} {amount}"),
            Self::Percent { amount, .. } => write!(f, "{amount}%"),
            Self::Age(amount) => write!(f, "{amount}"),
            Self::Date(when) => write!(f, "{when}"),
            Self::Time { day, clock } => {
                write!(f, "{day}")?;
                clock.write(f, clock.from)?;
                if clock.from != clock.to {
                    f.write_str("/")?;
                    clock.write(f, clock.to)?;
                }
                Ok(())
            }
        }
    }
}
