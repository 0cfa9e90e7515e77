"""A table of articles in, a table of what they say out, by way of Arrow."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypedDict

from sayso import _native
from sayso._beside import Beside, Carry, carried, kept_type, named
from sayso._extras import missing
from sayso._many import check_threads
from sayso._options import check_keywords, warn
from sayso._pandas import read_pandas, with_pandas_types

if TYPE_CHECKING:
    import pyarrow as pa

ROLES = ("text", "id", "title", "date", "publisher")
"""The columns that the native half takes."""

TABLES = (
    "documents",
    "entities",
    "mentions",
    "attributions",
    "entities_corpus",
    "entity_keys",
    "claims",
    "claim_mentions",
)
"""The tables of a corpus. Transfers and tokens are there too if an analyzer is asked for these layers."""


OF_DOCUMENTS = ("documents", "entities", "mentions", "attributions", "transfers", "tokens")
"""Those whose rows are of one document each."""


class Columns(TypedDict, total=False):
    """The names of columns that articles may have."""

    title: str
    date: str
    publisher: str


class TableKeywords(Columns, total=False):
    """What a table of results may be asked for."""

    carry: Carry
    threads: int | None


def column_names(
    text: str, id: str | None, others: Mapping[str, Any], known: Iterable[str] = ()
) -> dict[str, str | None]:
    """The name of the column for each role; `known` are keywords that are of others."""
    check_keywords(others, dict.fromkeys(["text", "id", *Columns.__annotations__, *known]))
    return {
        "text": text,
        "id": id,
        "title": others.get("title", "title"),
        "date": others.get("date", "date"),
        "publisher": others.get("publisher", "publisher"),
    }


def read_tables(
    engine: _native.Engine,
    wanted: tuple[str, ...],
    table: Any,
    text: str,
    id: str | None,
    others: TableKeywords,
) -> dict[str, pa.Table]:
    """The tables that are wanted, by name, with a warning if documents failed."""
    names = column_names(text, id, others, TableKeywords.__annotations__)
    reader = open_table(table, text)
    columns = find_columns(reader.schema, names)
    kept: dict[str, list[str]] = {}
    if carry := named(others.get("carry", False)):
        for name in (name for name in wanted if name in OF_DOCUMENTS):
            kept[name] = carried(reader.schema.names, carry, columns, empty_schema(name).names)
    beside = Beside(list(dict.fromkeys(name for those in kept.values() for name in those)))
    tabulate = _native.Tabulate(
        engine, columns_of(beside.watch(reader), columns), wanted, check_threads(others.get("threads"))
    )
    batches: dict[str, list[pa.RecordBatch]] = {name: [] for name in wanted}
    failed, first = 0, None
    for name, batch in tabulate:
        batches[name].append(batch)
        failures = tabulate.failures()
        failed += len(failures)
        first = first or next(iter(failures), None)
    if first is not None:
        _, called, reason = first
        advice = "" if "documents" in wanted else "; sayso.documents(...) has them all"
        if failed == 1:
            which = f"1 document was not analysed, {called}"
        else:
            which = f"{failed:,} documents were not analysed, the first of them {called}"
        warn(f"{which}: {reason}{advice}")
    return {name: _table(made, beside, kept.get(name, []), reader.schema) for name, made in batches.items()}


def _table(made: list[pa.RecordBatch], beside: Beside, kept: list[str], schema: pa.Schema) -> pa.Table:
    """One table, with users' columns after its own."""
    import pyarrow as pa

    whole = pa.Table.from_batches(made)
    if kept:
        users = [field.with_type(kept_type(field.type)) for field in map(schema.field, kept)]
        both = pa.schema([*whole.schema, *users], whole.schema.metadata)
        parts = [both.empty_table()]
        for batch in made:
            if len(batch) > 0:
                columns = [*batch.columns, *beside.at(batch.column("document"), kept)]
                parts.append(pa.Table.from_arrays(columns, schema=both))
        whole = pa.concat_tables(parts)
    return with_pandas_types(whole)


def empty_schema(name: str) -> pa.Schema:
    """The schema of a table without users' columns."""
    [(_, empty)] = _native.Tabulate(_native.Engine(None, None, None, None, 0.0, None, "chars"), iter(()), [name], 1)
    return empty.schema


def open_table(table: Any, text: str) -> pa.RecordBatchReader:
    """Whatever speaks Arrow, as a stream of batches. `text` names the column of the texts."""
    try:
        import pyarrow as pa
    except ImportError as error:
        raise missing(error, "a table", "pyarrow", "arrow") from None

    if isinstance(table, pa.RecordBatchReader):
        return table
    kind = type(table).__name__
    if "Series" in kind or isinstance(table, (pa.Array, pa.ChunkedArray)):
        raise TypeError(
            f"a table is needed, not one column ({kind}); give the data frame and name its column with text=..., "
            "or give the texts to analyze_many"
        )
    if kind == "LazyFrame":
        raise TypeError("a table is needed, not a LazyFrame; collect it first: table.collect()")
    if kind == "DataFrame" and type(table).__module__.partition(".")[0] == "pandas":
        return read_pandas(table, text)
    if kind == "DataFrame" and type(table).__module__.partition(".")[0] == "polars":
        for name, dtype in table.schema.items():
            if str(dtype) == "Object":
                raise TypeError(
                    f"the column {name!r} holds Python objects; convert them to strings, or drop the column"
                )
    if hasattr(table, "__arrow_c_stream__"):
        return pa.RecordBatchReader.from_stream(table)
    if isinstance(table, pa.RecordBatch):
        return pa.RecordBatchReader.from_batches(table.schema, [table])
    advice = "for texts there is analyze_many"
    if type(table).__module__.startswith("pyspark."):
        advice = "for Spark there is sayso.spark"
    elif isinstance(table, Mapping):
        advice = "make one of it: pyarrow.table({...}), or pandas.DataFrame({...})"
    elif isinstance(table, (str, os.PathLike)):
        advice = "for one text there is analyze; to read a file is for pandas, Polars, DuckDB or the program"
    raise TypeError(f"a table is needed (pyarrow, pandas, Polars, DuckDB), not {kind}; {advice}")


def find_columns(schema: pa.Schema, names: dict[str, str | None]) -> dict[str, int]:
    """The index of the column for each role; the last three may be missing unless they were renamed."""
    import pyarrow as pa

    columns = {}
    for role in ROLES:
        name = names[role]
        if name is None:
            continue
        if not isinstance(name, str):
            raise TypeError(f"{role} must be the name of a column, not {type(name).__name__}")
        found = schema.get_all_field_indices(name)
        if not found and role not in ("text", "id") and name == role:
            continue
        if len(found) != 1:
            there = ", ".join(map(repr, schema.names)) or "none"
            what = "no column" if not found else "more than one column"
            advice = " (id=None numbers the rows)" if role == "id" else ""
            message = f"the table has {what} {name!r}; name the column of the {role} with {role}=...{advice}"
            raise ValueError(f"{message}; the columns are: {there}")
        columns[role] = found[0]
        kind = schema.field(found[0]).type
        if role == "text" and not (_is_text(kind) or pa.types.is_null(kind) or pa.types.is_floating(kind)):
            raise _no_text(name, kind)
        if role != "text" and pa.types.is_nested(kind):
            raise TypeError(f"the column {name!r} holds {kind}, which is no {role}")
    return columns


def columns_of(batches: Iterable[pa.RecordBatch], columns: dict[str, int]) -> Iterator[pa.RecordBatch]:
    """The columns that the native half takes, as it takes them."""
    import pyarrow as pa
    import pyarrow.compute as pc

    def bytes_of(name: str, role: str, column: pa.Array) -> pa.Array:
        kind = column.type
        if pa.types.is_floating(kind):
            # Of a column where nothing is, pandas makes one of numbers that are none.
            column = pc.if_else(pc.is_nan(column), None, column)
            if role == "text" and column.null_count < len(column):
                raise _no_text(name, kind)
        column = column.cast(pa.large_string())
        if pa.types.is_timestamp(kind):
            # Data frames have days as times at midnight.
            column = pc.replace_substring_regex(column, r"^(\S{10})[ T]00:00(:[0.]+)?(Z|[+-]\S+)?$", r"\1")
        # Nobody has looked yet whether a string is UTF-8; as bytes, one that is not costs the others nothing.
        return column.view(pa.large_binary())

    for batch in batches:
        arrays = {role: bytes_of(batch.schema.names[at], role, batch.column(at)) for role, at in columns.items()}
        yield pa.RecordBatch.from_pydict(arrays)


def _no_text(name: str, kind: pa.DataType) -> TypeError:
    return TypeError(f"the column {name!r} holds {kind}, not text; name the column of the text with text=...")


def _is_text(kind: pa.DataType) -> bool:
    import pyarrow as pa

    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))
