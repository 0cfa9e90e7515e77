"""Data frames of pandas as Arrow, and tables that become such frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso import _native

if TYPE_CHECKING:
    import pyarrow as pa


def read_pandas(frame: Any, text: str) -> pa.RecordBatchReader:
    """A frame as a stream of batches. Columns of objects that Arrow cannot take, because they are of several types or
    have half a character, are taken as strings; the one called `text` must hold nothing else."""
    import pyarrow as pa

    try:
        return pa.Table.from_pandas(frame).to_reader()
    except (pa.ArrowException, UnicodeError):
        columns = {name: _column_of(frame[name], name, name == text) for name in frame.columns}
        written = {name: column for name, column in columns.items() if column is not None}
        if not written:
            raise
    table = pa.Table.from_pandas(frame.drop(columns=list(written)))
    for place, name in enumerate(frame.columns):
        if name in written:
            table = table.add_column(place, str(name), written[name])
    return table.to_reader()


def _column_of(values: Any, name: object, is_text: bool) -> pa.Array | None:
    """Values as strings if Arrow cannot take them as they are."""
    import pyarrow as pa

    try:
        pa.array(values, from_pandas=True)
        return None
    except (pa.ArrowException, UnicodeError):
        pass
    written: list[bytes | None] = []
    for row, value in enumerate(values):
        if _native.is_missing(value):
            written.append(None)
        elif is_text and not isinstance(value, str):
            kind = type(value).__name__
            raise TypeError(
                f"the column {name!r} holds {kind} in row {row}, not text; drop such rows, or convert them to str"
            )
        else:
            # A text with half a character fails by itself, later. A day is a time at midnight.
            words = value if isinstance(value, str) else str(value).removesuffix(" 00:00:00")
            written.append(words.encode("utf-8", "surrogatepass" if is_text else "replace"))
    return pa.array(written, pa.large_binary()).view(pa.large_string())


def with_pandas_types(table: pa.Table) -> pa.Table:
    """The same table. `to_pandas` makes columns of the type `Int64` of its integers; nobody else looks at this."""
    import json

    import pyarrow as pa

    columns = [_column(field) for field in table.schema if pa.types.is_integer(field.type)]
    told = {"index_columns": [], "column_indexes": [], "columns": columns}
    metadata = dict(table.schema.metadata or {})
    return table.replace_schema_metadata(metadata | {b"pandas": json.dumps(told).encode()})


def _column(field: pa.Field) -> dict[str, Any]:
    # Differences of unsigned numbers would be none below zero.
    kind = "UInt64" if str(field.type) == "uint64" else "Int64"
    return {
        "name": field.name,
        "field_name": field.name,
        "pandas_type": kind.lower(),
        "numpy_type": kind,
        "metadata": None,
    }
