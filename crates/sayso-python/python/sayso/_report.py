"""A corpus in, the tables of a report out."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sayso import _native
from sayso._many import check_threads
from sayso._tables import columns_of, find_columns, open_table

if TYPE_CHECKING:
    import pyarrow as pa


def count_table(
    engine: _native.Engine,
    table: Any,
    names: dict[str, str | None],
    by: str,
    top: int,
    threads: int | None,
) -> Report:
    """The report of a table of articles."""
    check_report(by, top)
    reader = open_table(table)
    columns = find_columns(reader.schema, names)
    return Report(_native.count(engine, columns_of(reader, columns), by, top, check_threads(threads)))


def check_report(by: str, top: int) -> None:
    """Says in a line what is wrong with the options of a report."""
    if by not in ("month", "day"):
        raise ValueError(f"by must be 'month' or 'day', not {by!r}")
    if isinstance(top, bool) or not isinstance(top, int) or top < 0:
        raise ValueError(f"top must be a number of rows, or 0 for all, not {top!r}")


@dataclass(frozen=True)
class ReportTable:
    """One table of a report."""

    name: str
    """A word for programs: `sources`."""
    title: str
    """The heading."""
    about: str
    """One sentence on how to read it."""
    columns: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    """The rows, the most important first: values by column, shares from 0 to 1."""
    evidence: tuple[dict[str, Any] | None, ...]
    """For each row on how many attributions it rests (`total`), and the ids of some (`sample`)."""
    notes: tuple[str, ...]
    """What a reader must know to trust it."""

    def to_arrow(self) -> pa.Table:
        """The rows as a table, for data frames."""
        import pyarrow as pa

        return pa.table({name: [row[name] for row in self.rows] for name in self.columns})

    def __repr__(self) -> str:
        return f"<ReportTable {self.name}: {len(self.rows)} rows of {', '.join(self.columns)}>"


class Report:
    """The tables of a corpus, by name: `report["denials"]`. `print` shows them as `sayso report` does.

    Reports of parts of a corpus that were made with the same options can be added: the sum is the report of
    the whole.
    """

    def __init__(self, counts: bytes) -> None:
        self._counts = counts

    @cached_property
    def tables(self) -> dict[str, ReportTable]:
        """The tables, in the order in which they are read."""
        return {table["name"]: _table(table) for table in self.to_dict()["tables"]}

    def __getitem__(self, name: str) -> ReportTable:
        try:
            return self.tables[name]
        except KeyError:
            raise KeyError(f"there is no table {name!r}; there are {', '.join(self.tables)}") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def __len__(self) -> int:
        return len(self.tables)

    def __add__(self, other: Report) -> Report:
        if not isinstance(other, Report):
            return NotImplemented
        return Report(_native.merge(iter([self._counts, other._counts])))

    def __eq__(self, other: object) -> bool:
        return self._counts == other._counts if isinstance(other, Report) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._counts)

    def __reduce__(self) -> tuple[Any, ...]:
        return Report, (self._counts,)

    def to_dict(self) -> dict[str, Any]:
        """The same as `sayso report --format json`."""
        report: dict[str, Any] = json.loads(_native.show(self._counts, "json", 0))
        return report

    def to_markdown(self) -> str:
        """The same as `sayso report --format md`."""
        return _native.show(self._counts, "md", 0)

    def __str__(self) -> str:
        return _native.show(self._counts, "text", shutil.get_terminal_size().columns)

    def __repr__(self) -> str:
        return f"<Report: {', '.join(self.tables)}>"

    def _repr_markdown_(self) -> str:
        return self.to_markdown()


def _table(table: dict[str, Any]) -> ReportTable:
    columns = tuple(column["name"] for column in table["columns"])
    rows = table["rows"]
    return ReportTable(
        name=table["name"],
        title=table["title"],
        about=table["about"],
        columns=columns,
        rows=tuple(dict(zip(columns, row["cells"], strict=True)) for row in rows),
        evidence=tuple(row.get("evidence") for row in rows),
        notes=tuple(table.get("notes", ())),
    )
