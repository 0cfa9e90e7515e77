"""Integers that may be missing stay integers in pandas, which makes floats of them unless it is told otherwise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


def with_pandas_types(table: pa.Table) -> pa.Table:
    """The same table. `to_pandas` makes columns of the type `Int64` of its integers; nobody else looks at this."""
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
