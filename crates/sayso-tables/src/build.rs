//! Rows into Arrow arrays.

use std::sync::Arc;

use arrow_array::builder::{
    Date32Builder, Float32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder,
    UInt32Builder,
};
use arrow_array::{ArrayRef, ListArray, RecordBatch, StructArray, UInt32Array};
use arrow_buffer::{NullBufferBuilder, OffsetBuffer};

use crate::cell::Cell;
use crate::schema::{Kind, Table, integer_item, span_fields, span_item, text_item};

/// Takes the rows of one table and gives them back as a batch.
#[derive(Debug)]
pub(crate) struct TableBuilder {
    table: Table,
    columns: Vec<ColumnBuilder>,
    rows: usize,
    bytes: usize,
}

impl TableBuilder {
    pub(crate) fn new(table: Table) -> Self {
        let columns = table.columns().iter().map(|column| ColumnBuilder::new(column.kind));
        Self { table, columns: columns.collect(), rows: 0, bytes: 0 }
    }

    /// Adds a row: a value for each column, in order.
    pub(crate) fn push(&mut self, row: &[Cell<'_>]) {
        debug_assert_eq!(row.len(), self.columns.len(), "{:?}", self.table);
        for (column, cell) in self.columns.iter_mut().zip(row) {
            self.bytes += cell.size();
            column.push(cell);
        }
        self.rows += 1;
    }

    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// How much memory the rows take, roughly.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// All rows so far; the next one begins a new batch.
    pub(crate) fn finish(&mut self) -> RecordBatch {
        (self.rows, self.bytes) = (0, 0);
        let arrays = self.columns.iter_mut().map(ColumnBuilder::finish).collect();
        RecordBatch::try_new(self.table.schema(), arrays).expect("columns as the schema has them")
    }
}

#[derive(Debug)]
enum ColumnBuilder {
    Integer(Int64Builder),
    Number(UInt32Builder),
    Share(Float32Builder),
    Amount(Float64Builder),
    Text(StringBuilder),
    Day(Date32Builder),
    Texts(ListBuilder<StringBuilder>),
    Integers(ListBuilder<Int64Builder>),
    Span(SpansBuilder),
    Spans { list: Vec<i32>, nulls: NullBufferBuilder, spans: SpansBuilder },
}

impl ColumnBuilder {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Integer => Self::Integer(Int64Builder::new()),
            Kind::Number => Self::Number(UInt32Builder::new()),
            Kind::Share => Self::Share(Float32Builder::new()),
            Kind::Amount => Self::Amount(Float64Builder::new()),
            Kind::Text => Self::Text(StringBuilder::new()),
            Kind::Day => Self::Day(Date32Builder::new()),
            Kind::Texts => {
                Self::Texts(ListBuilder::new(StringBuilder::new()).with_field(text_item()))
            }
            Kind::Integers => {
                Self::Integers(ListBuilder::new(Int64Builder::new()).with_field(integer_item()))
            }
            Kind::Span => Self::Span(SpansBuilder::default()),
            Kind::Spans => Self::Spans {
                list: vec![0],
                nulls: NullBufferBuilder::new(0),
                spans: SpansBuilder::default(),
            },
        }
    }

    fn push(&mut self, cell: &Cell<'_>) {
        match (self, cell) {
            (Self::Integer(column), Cell::Integer(value)) => column.append_value(*value),
            (Self::Integer(column), Cell::Null) => column.append_null(),
            (Self::Number(column), Cell::Number(value)) => column.append_value(*value),
            (Self::Number(column), Cell::Null) => column.append_null(),
            (Self::Share(column), Cell::Share(value)) => column.append_value(*value),
            (Self::Share(column), Cell::Null) => column.append_null(),
            (Self::Amount(column), Cell::Amount(value)) => column.append_value(*value),
            (Self::Amount(column), Cell::Null) => column.append_null(),
            (Self::Text(column), Cell::Text(value)) => column.append_value(value),
            (Self::Text(column), Cell::Null) => column.append_null(),
            (Self::Day(column), Cell::Day(day)) => {
                column.append_value(day.days_since_1970() as i32);
            }
            (Self::Day(column), Cell::Null) => column.append_null(),
            (Self::Texts(column), Cell::Texts(texts)) => {
                texts.iter().for_each(|text| column.values().append_value(text));
                column.append(true);
            }
            (Self::Texts(column), Cell::Null) => column.append(false),
            (Self::Integers(column), Cell::Integers(integers)) => {
                column.values().append_slice(integers);
                column.append(true);
            }
            (Self::Integers(column), Cell::Null) => column.append(false),
            (Self::Span(column), Cell::Span(span)) => column.push(span.0, span.1, true),
            (Self::Span(column), Cell::Null) => column.push(0, 0, false),
            (Self::Spans { list, nulls, spans }, Cell::Spans(values)) => {
                values.iter().for_each(|span| spans.push(span.0, span.1, true));
                list.push(spans.starts.len() as i32);
                nulls.append_non_null();
            }
            (Self::Spans { list, nulls, spans }, Cell::Null) => {
                list.push(spans.starts.len() as i32);
                nulls.append_null();
            }
            (column, cell) => unreachable!("{cell:?} is no value for {column:?}"),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Integer(column) => Arc::new(column.finish()),
            Self::Number(column) => Arc::new(column.finish()),
            Self::Share(column) => Arc::new(column.finish()),
            Self::Amount(column) => Arc::new(column.finish()),
            Self::Text(column) => Arc::new(column.finish()),
            Self::Day(column) => Arc::new(column.finish()),
            Self::Texts(column) => Arc::new(column.finish()),
            Self::Integers(column) => Arc::new(column.finish()),
            Self::Span(column) => Arc::new(column.finish()),
            Self::Spans { list, nulls, spans } => {
                let offsets = OffsetBuffer::new(std::mem::replace(list, vec![0]).into());
                let values = Arc::new(spans.finish());
                Arc::new(ListArray::new(span_item(), offsets, values, nulls.finish()))
            }
        }
    }
}

/// Starts and ends side by side.
#[derive(Debug)]
struct SpansBuilder {
    starts: Vec<u32>,
    ends: Vec<u32>,
    nulls: NullBufferBuilder,
}

impl Default for SpansBuilder {
    fn default() -> Self {
        Self { starts: Vec::new(), ends: Vec::new(), nulls: NullBufferBuilder::new(0) }
    }
}

impl SpansBuilder {
    fn push(&mut self, start: u32, end: u32, there: bool) {
        self.starts.push(start);
        self.ends.push(end);
        self.nulls.append(there);
    }

    fn finish(&mut self) -> StructArray {
        let ends = [std::mem::take(&mut self.starts), std::mem::take(&mut self.ends)];
        let ends = ends.map(|ends| Arc::new(UInt32Array::from(ends)) as ArrayRef);
        StructArray::new(span_fields(), ends.to_vec(), self.nulls.finish())
    }
}
