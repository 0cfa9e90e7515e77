//! One value of a table, whichever way it is kept: what the schema's types have in common.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float32Type, Float64Type, Int64Type, UInt32Type};
use arrow_array::{Array, ArrayRef, StructArray};
use sayso::Date;
use sayso_record::SpanRecord;

use crate::schema::Kind;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    Null,
    Integer(i64),
    Number(u32),
    Share(f32),
    Amount(f64),
    Text(Cow<'a, str>),
    /// A day.
    Day(Date),
    Texts(Vec<Cow<'a, str>>),
    Integers(Vec<i64>),
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
            Kind::Amount => Self::Amount(array.as_primitive_opt::<Float64Type>()?.value(row)),
            Kind::Day => {
                let days = array.as_primitive_opt::<Date32Type>()?.value(row);
                Self::Day(Date::from_days_since_1970(days.into()))
            }
            Kind::Text => Self::Text(array.as_string_opt::<i32>()?.value(row).into()),
            Kind::Texts => {
                let list = array.as_list_opt::<i32>()?;
                let texts = list.values().as_string_opt::<i32>()?;
                let at = |i: i32| texts.value(i as usize).into();
                let offsets = list.value_offsets();
                Self::Texts((offsets[row]..offsets[row + 1]).map(at).collect())
            }
            Kind::Integers => {
                let list = array.as_list_opt::<i32>()?;
                let integers = list.values().as_primitive_opt::<Int64Type>()?;
                let offsets = list.value_offsets();
                let at = |i: i32| integers.value(i as usize);
                Self::Integers((offsets[row]..offsets[row + 1]).map(at).collect())
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

    /// A key, or nothing; it fits.
    pub(crate) fn key(key: Option<u64>) -> Self {
        key.map_or(Self::Null, |key| Self::Integer(key as i64))
    }

    /// An amount, or nothing.
    pub(crate) fn amount(amount: Option<f64>) -> Self {
        amount.map_or(Self::Null, Self::Amount)
    }

    /// A span, or nothing.
    pub(crate) fn span(span: Option<SpanRecord>) -> Self {
        span.map_or(Self::Null, Self::Span)
    }

    /// Spans.
    pub(crate) fn spans(spans: &'a [SpanRecord]) -> Self {
        Self::Spans(spans.into())
    }

    /// Integers, or nothing where there are none.
    pub(crate) fn integers(integers: impl Iterator<Item = i64>) -> Self {
        let integers: Vec<i64> = integers.collect();
        if integers.is_empty() { Self::Null } else { Self::Integers(integers) }
    }

    /// How many bytes it holds, roughly.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Text(text) => text.len() + 4,
            Self::Texts(texts) => texts.iter().map(|text| text.len() + 4).sum(),
            Self::Spans(spans) => 8 * spans.len() + 4,
            Self::Integers(integers) => 8 * integers.len() + 4,
            Self::Integer(_) | Self::Amount(_) | Self::Span(_) => 8,
            Self::Null | Self::Number(_) | Self::Share(_) | Self::Day(_) => 4,
        }
    }

    /// A list or span as JSON, for what has neither.
    pub(crate) fn json(&self) -> Option<String> {
        let json = match self {
            Self::Texts(texts) => serde_json::to_string(texts),
            Self::Integers(integers) => serde_json::to_string(integers),
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
