//! One value of a table, whichever way it is kept: what the schema's types have in common.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float32Type, Int64Type, UInt32Type};
use arrow_array::{Array, ArrayRef, StructArray};
use sayso_report::SpanRecord;

use crate::schema::Kind;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    Null,
    Integer(i64),
    Number(u32),
    Share(f32),
    Text(Cow<'a, str>),
    /// Days since 1970.
    Day(i32),
    Texts(Vec<Cow<'a, str>>),
    Span(SpanRecord),
    Spans(Cow<'a, [SpanRecord]>),
}

impl<'a> Cell<'a> {
    /// The value in `row` of a column of this kind; nothing if the column is of another.
    pub(crate) fn read(array: &'a ArrayRef, kind: Kind, row: usize) -> Option<Self> {
        if array.is_null(row) {
            return Some(Self::Null);
        }
        Some(match kind {
            Kind::Integer => Self::Integer(array.as_primitive_opt::<Int64Type>()?.value(row)),
            Kind::Number => Self::Number(array.as_primitive_opt::<UInt32Type>()?.value(row)),
            Kind::Share => Self::Share(array.as_primitive_opt::<Float32Type>()?.value(row)),
            Kind::Day => Self::Day(array.as_primitive_opt::<Date32Type>()?.value(row)),
            Kind::Text => Self::Text(array.as_string_opt::<i32>()?.value(row).into()),
            Kind::Texts => {
                let list = array.as_list_opt::<i32>()?;
                let texts = list.values().as_string_opt::<i32>()?;
                let at = |i: i32| texts.value(i as usize).into();
                let offsets = list.value_offsets();
                Self::Texts((offsets[row]..offsets[row + 1]).map(at).collect())
            }
            Kind::Span => Self::Span(span(array.as_struct_opt()?, row)?),
            Kind::Spans => {
                let list = array.as_list_opt::<i32>()?;
                let spans = list.values().as_struct_opt()?;
                let offsets = list.value_offsets();
                let at = |i: i32| span(spans, i as usize);
                Self::Spans((offsets[row]..offsets[row + 1]).map(at).collect::<Option<_>>()?)
            }
        })
    }

    /// Text, or nothing.
    pub(crate) fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, |text| Self::Text(text.into()))
    }

    /// Text of one's own, or nothing.
    pub(crate) fn owned(text: Option<String>) -> Self {
        text.map_or(Self::Null, |text| Self::Text(text.into()))
    }

    /// A number, or nothing.
    pub(crate) fn number(number: Option<u32>) -> Self {
        number.map_or(Self::Null, Self::Number)
    }

    /// A span, or nothing.
    pub(crate) fn span(span: Option<SpanRecord>) -> Self {
        span.map_or(Self::Null, Self::Span)
    }

    /// Spans.
    pub(crate) fn spans(spans: &'a [SpanRecord]) -> Self {
        Self::Spans(spans.into())
    }

    /// How many bytes it holds, roughly.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Text(text) => text.len() + 4,
            Self::Texts(texts) => texts.iter().map(|text| text.len() + 4).sum(),
            Self::Spans(spans) => 8 * spans.len() + 4,
            Self::Integer(_) | Self::Span(_) => 8,
            Self::Null | Self::Number(_) | Self::Share(_) | Self::Day(_) => 4,
        }
    }

    /// A list or span as JSON, for what has neither.
    pub(crate) fn json(&self) -> Option<String> {
        let json = match self {
            Self::Texts(texts) => serde_json::to_string(texts),
            Self::Span(span) => serde_json::to_string(span),
            Self::Spans(spans) => serde_json::to_string(spans),
            _ => return None,
        };
        json.ok()
    }
}

fn span(spans: &StructArray, row: usize) -> Option<SpanRecord> {
    let end = |column: usize| {
        let ends = spans.columns().get(column)?.as_primitive_opt::<UInt32Type>()?;
        Some(ends.value(row))
    };
    Some(SpanRecord(end(0)?, end(1)?))
}

/// `2024-11-23` for the number of days since 1970: the calendar repeats every 400 years.
pub(crate) fn iso_day(days: i32) -> String {
    let days = i64::from(days) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    // Years begin in March, so that the leap day is the last.
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The number of days since 1970.
pub(crate) fn days_since_1970(date: sayso::Date) -> i32 {
    let (month, day) = (i64::from(date.month()), i64::from(date.day()));
    let year = i64::from(date.year()) - i64::from(month <= 2);
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    (era * 146_097 + day_of_era - 719_468) as i32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{days_since_1970, iso_day};

    #[test]
    fn days_are_counted_from_1970() {
        fn check(day: &str, days: i32) {
            let date = sayso::Date::parse(day).expect("a day");
            assert_eq!(days_since_1970(date), days);
            assert_eq!(iso_day(days), day);
        }
        check("1970-01-01", 0);
        check("2000-02-29", 11_016);
        check("2024-11-23", 20_050);
        check("1969-12-31", -1);
    }

    proptest! {
        #[test]
        fn days_come_back(days in -719_468i32..2_932_896) {
            let day = iso_day(days);
            prop_assert_eq!(days_since_1970(sayso::Date::parse(&day).expect("a day")), days);
        }
    }
}
