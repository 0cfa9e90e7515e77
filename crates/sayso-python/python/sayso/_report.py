"""A corpus in, the tables of a report out."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from sayso import _native
from sayso._many import check_threads
from sayso._options import warn
from sayso._pandas import with_pandas_types
from sayso._tables import Columns, column_names, columns_of, find_columns, open_table

if TYPE_CHECKING:
    import datetime

    import pyarrow as pa

Path = str | os.PathLike[str]


class CountingKeywords(Columns, total=False):
    """What is counted, and how."""

    by: Literal["month", "day"]
    top: int
    since: str | datetime.date | None
    until: str | datetime.date | None
    publishers: str | Iterable[str] | None


class ReportKeywords(CountingKeywords, total=False):
    """What a report may be asked for that has a page."""

    heading: str
    texts: int | None
    threads: int | None


def count_table(
    engine: _native.Engine,
    table: Any,
    text: str,
    id: str | None,
    others: ReportKeywords,
) -> Report:
    """The report of a table of articles."""
    names = column_names(text, id, others, ReportKeywords.__annotations__)
    by, top, choice = check_report(others)
    heading, texts = others.get("heading", "Who said what"), others.get("texts")
    if not isinstance(heading, str):
        raise TypeError(f"heading must be a str, not {type(heading).__name__}")
    if texts is not None:
        check_number("texts", texts, "how many articles the page shows in full")
    reader = open_table(table, text)
    columns = find_columns(reader.schema, names)
    threads = check_threads(others.get("threads"))
    counts, page, undated = _native.count(engine, columns_of(reader, columns), by, choice, (heading, texts), threads)
    tell_undated(undated)
    return Report(counts, top, page)


def tell_undated(documents: int) -> None:
    """Warns of documents that were left out because they have no day."""
    if documents:
        told = "1 document has no day and was" if documents == 1 else f"{documents:,} documents have no day and were"
        warn(f"{told} left out; since and until need one")


def check_report(others: CountingKeywords) -> tuple[str, int, _native.Choice]:
    """The options of a report, or in a line what is wrong with them."""
    by, top = others.get("by", "month"), others.get("top", 50)
    if by not in ("month", "day"):
        raise ValueError(f"by must be 'month' or 'day', not {by!r}")
    check_number("top", top, "a number of rows, or 0 for all")
    publishers = others.get("publishers") or []
    publishers = [publishers] if isinstance(publishers, str) else list(publishers)
    for name in publishers:
        if not isinstance(name, str):
            raise TypeError(f"publishers must be names such as ['The Wire'], not {name!r}")
    return by, top, {"since": _day(others, "since"), "until": _day(others, "until"), "publishers": publishers}


def check_number(name: str, given: object, what: str) -> None:
    """Says in a line what is wrong with a number."""
    if isinstance(given, bool) or not isinstance(given, int) or given < 0:
        raise ValueError(f"{name} must be {what}, not {given!r}")


def _day(others: CountingKeywords, name: Literal["since", "until"]) -> str | None:
    try:
        return _native.check_date(others.get(name))
    except (TypeError, ValueError) as error:
        raise type(error)(f"{name}: {error}") from None


@dataclass(frozen=True, repr=False)
class ReportTable:
    """One table of a report.

    - `name`: a word for programs: `sources`.
    - `title`: the heading.
    - `about`: one sentence on how to read it.
    - `columns`: the names of its columns.
    - `rows`: the rows, the most important first: values by column. Shares are from 0 to 1.
    - `evidence`: for each row on how many attributions it rests (`total`), and the ids of some (`sample`).
    - `notes`: what a reader must know to trust it.
    """

    name: str
    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    evidence: tuple[dict[str, Any] | None, ...]
    notes: tuple[str, ...]

    def to_arrow(self) -> pa.Table:
        """The rows as a table, for data frames."""
        import pyarrow as pa

        return with_pandas_types(pa.table({name: [row[name] for row in self.rows] for name in self.columns}))

    def __repr__(self) -> str:
        return f"<ReportTable {self.name}: {len(self.rows)} rows of {', '.join(self.columns)}>"


class Report:
    """The tables of a corpus, by name: `report["denials"]`. `print` shows them as `sayso report` does.

    `to_html` gives the page with charts, filters and the sentences behind every number, `to_excel` a workbook,
    `to_markdown` and `to_dict` the tables. Reports of parts of a corpus that were made with the same options can be
    added: the sum is the report of the whole, without a page.
    """

    def __init__(self, counts: bytes, top: int = 50, page: bytes | None = None) -> None:
        self._counts, self._top, self._page = counts, top, page

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
        return Report(_native.merge(iter([self._counts, other._counts])), self._top)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Report):
            return NotImplemented
        return (self._counts, self._top) == (other._counts, other._top)

    def __hash__(self) -> int:
        return hash(self._counts)

    def __reduce__(self) -> tuple[Any, ...]:
        return Report, (self._counts, self._top, self._page)

    def to_dict(self) -> dict[str, Any]:
        """The same as `sayso report --format json`."""
        report: dict[str, Any] = json.loads(self._shown("json"))
        return report

    def to_markdown(self) -> str:
        """The same as `sayso report --format md`."""
        return self._shown("md").decode()

    def to_html(self, path: Path | None = None) -> str:
        """The page that `sayso report --html` makes: one file that loads nothing. With a path it is written there too.

        Raises `ValueError` for a sum of reports and a report of Spark's, which have no articles to show, and where the
        page would be longer than 256 MiB.
        """
        if self._page is None:
            raise ValueError(
                "this report has no page: it is a sum, or one of Spark's, or its page would be longer than 256 MiB; "
                "make it of all articles with sayso.report(..., texts=0), or with the program: sayso report --html FILE"
            )
        if path is not None:
            _write(path, self._page)
        return self._page.decode()

    def to_excel(self, path: Path) -> None:
        """Writes a workbook (`.xlsx`) with a sheet a table, the same as `sayso report --format xlsx`."""
        _write(path, self._shown("xlsx"))

    def __str__(self) -> str:
        # Slow to import for those who print nothing.
        import shutil

        return self._shown("text", shutil.get_terminal_size().columns).decode()

    def _shown(self, form: str, width: int = 0) -> bytes:
        return _native.show(self._counts, form, self._top, width)

    def __repr__(self) -> str:
        return f"<Report: {', '.join(self.tables)}>"

    def _repr_markdown_(self) -> str:
        return self.to_markdown()


def _write(path: Path, content: bytes) -> None:
    with open(path, "wb") as file:
        file.write(content)


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
