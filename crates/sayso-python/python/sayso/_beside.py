"""Users' own columns beside the columns of a result."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

Carry = bool | str | Iterable[str]
"""All columns, or those that are named."""


class Beside:
    """Columns of articles, held until the rows that are made of them are out."""

    def __init__(self, columns: Sequence[int] | Sequence[str]) -> None:
        self._columns = columns
        self._waiting: deque[tuple[int, pa.RecordBatch]] = deque()

    def watch(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The same batches; their columns are kept."""
        first = 0
        for batch in batches:
            if self._columns:
                self._waiting.append((first, _without_views(batch.select(self._columns))))
            first += len(batch)
            yield batch

    def forget_before(self, document: int) -> None:
        """Lets go of batches all of whose articles come before this one."""
        while len(self._waiting) > 1 and self._waiting[1][0] <= document:
            self._waiting.popleft()

    def at(self, documents: pa.Array, names: list[str] | None = None) -> list[pa.ChunkedArray]:
        """The values of all columns, or of those named, for rows of documents whose numbers ascend."""
        import pyarrow as pa
        import pyarrow.compute as pc

        if not self._columns:
            return []
        first, last = documents[0].as_py(), documents[-1].as_py()
        near = [(at, batch) for at, batch in self._waiting if at <= last and first < at + len(batch)]
        table = pa.Table.from_batches([batch for _, batch in near])
        places = pc.subtract(documents, near[0][0])
        columns = table.columns if names is None else [table.column(name) for name in names]
        return [column.take(places) for column in columns]


def _without_views(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The same as Arrow can pick rows of: not of views into strings, which Polars gives."""
    import pyarrow as pa

    fields = [field.with_type(kept_type(field.type)) for field in batch.schema]
    columns = [column.cast(field.type) for column, field in zip(batch.columns, fields, strict=True)]
    return pa.RecordBatch.from_arrays(columns, schema=pa.schema(fields))


def kept_type(kind: pa.DataType) -> pa.DataType:
    """The type of a column in a result that has this one in the articles."""
    import pyarrow as pa

    if pa.types.is_string_view(kind):
        return pa.large_string()
    if pa.types.is_binary_view(kind):
        return pa.large_binary()
    if pa.types.is_list(kind):
        return pa.list_(kept_type(kind.value_type))
    if pa.types.is_large_list(kind):
        return pa.large_list(kept_type(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([field.with_type(kept_type(field.type)) for field in kind])
    return kind


def named(carry: Carry) -> bool | list[str]:
    """What is to be carried, as it can be looked at more than once."""
    if isinstance(carry, bool):
        return carry
    if not isinstance(carry, Iterable):
        raise TypeError(f"carry must be True, or the name or names of columns, not {carry!r}")
    return [carry] if isinstance(carry, str) else list(carry)


def carried(names: list[str], carry: bool | list[str], roles: dict[str, int], made: Iterable[str]) -> list[str]:
    """The names of the columns that a result carries.

    The text is not among them when all are, nor is a column that the result has anyway. Raises `ValueError` for one that
    is missing, or that has a name of the result's by chance.
    """
    known = {names[at] for at in roles.values()}
    if carry is True:
        # The last are what pandas calls an index without a name.
        wanted = [
            name for at, name in enumerate(names) if at != roles["text"] and not name.startswith("__index_level_")
        ]
    else:
        wanted = list(dict.fromkeys(carry or ()))
    taken = set(made)
    for name in wanted:
        if names.count(name) != 1:
            what = "more than one column" if name in names else "no column"
            there = ", ".join(map(repr, names))
            raise ValueError(f"the table has {what} {name!r} to carry; the columns are: {there}")
        if name in taken and name not in known:
            raise ValueError(f"the column {name!r} has the name of one of the result's; rename it, or do not carry it")
    return [name for name in wanted if name not in taken]
