"""The functions of the package: what the analyzer without options does, or one with the options they are given."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sayso._analysis import Analysis
from sayso._analyzer import analyzer_with, split_options
from sayso._explain import Explanation
from sayso._many import Failure
from sayso._options import Options
from sayso._report import Report
from sayso._tables import Columns

if TYPE_CHECKING:
    import pyarrow as pa
    from typing_extensions import Unpack


class Keywords(Columns, Options, total=False):
    """Names of columns and options of the analysis."""


SHARED = """

    `table` is a table of articles, one a row: a `pyarrow.Table`, `RecordBatch` or `RecordBatchReader`, a data
    frame of pandas or Polars, a relation of DuckDB, or whatever else speaks Arrow's PyCapsule interface.
    Texts go to the engine as they are there, and never become objects of Python.

    `text` and `id` name its columns; with `id=None` rows are numbered. The columns `title`, `date` and
    `publisher` are used if the table has them under these names or those given: `date="published"`. `threads` is how
    many articles to work on at a time, by default one a core. All other keywords are options of `Analyzer`.
    `document` in the result is the number of the row, from 0.

    A row whose text is null or not UTF-8 does not stop the others: `documents` has it with its `error`, and a
    `UserWarning` counts such rows. Raises `TypeError` for what is no table or a column that holds no text, and
    `ValueError` for a column that is missing. Needs `pyarrow`.
    """


def analyze(text: str, date: str | datetime.date | None = None, **options: Unpack[Options]) -> Analysis:
    """Finds who said what in a text.

    `date` is the day of publication, as a date or in writing; it tells which day "yesterday" is. All other keywords
    are options of `Analyzer`, which reads files once where a function reads them each time.

    >>> import sayso
    >>> text = "Kursk is quiet 😀. According to the SBU, troops left Kursk. Moscow denied it."
    >>> first, second = sayso.analyze(text).attributions
    >>> first
    <Attribution 0: the SBU | According to | troops left Kursk (assert, indirect)>
    >>> text[second.source.start:second.source.end]
    'Moscow'
    >>> kursk = sayso.analyze(text, gazetteer=[("Kursk", "place", "Kursk Oblast", "Q3073")]).entities[0]
    >>> kursk.name, kursk.ref
    ('Kursk Oblast', 'Q3073')

    Raises `TypeError` for what is no `str`, and `ValueError` for a text that has half a character (a lone
    surrogate) or more than 64 MiB, and for a date that is no day.
    """
    return analyzer_with(options).analyze(text, date)


def analyze_many(
    texts: Iterable[str],
    threads: int | None = None,
    *,
    dates: Iterable[str | datetime.date | None] | None = None,
    progress: bool = False,
    **options: Unpack[Options],
) -> Iterator[Analysis | Failure]:
    """Analyses texts lazily, in their order, on all cores.

    `texts` is any iterable, also an endless one: it is read a little ahead of what has been taken, on the
    caller's thread. `threads` is how many texts to work on at a time, by default one a core. `dates` are the days of
    publication, one for each text, where None is none. `progress` shows a progress bar (needs `tqdm`). All other
    keywords are options of `Analyzer`.

    An item that cannot be analysed becomes a `Failure` in its place, and the rest follows. What the iterable itself
    raises is raised after all that came before has been given.

    >>> import sayso
    >>> for found in sayso.analyze_many(["Moscow denied it.", None, "Kyiv confirmed it."]):
    ...     print(found.attributions[0].stance if found.ok else found)
    deny
    text 1: the text must be a str, not NoneType
    confirm
    """
    return analyzer_with(options).analyze_many(texts, threads, dates=dates, progress=progress)


def explain(text: str, at: int, date: str | datetime.date | None = None, **options: Unpack[Options]) -> Explanation:
    """Why there is an attribution at an offset of a text, or none, as `sayso explain` tells it.

    >>> import sayso
    >>> text = "The mayor resigned, officials said."
    >>> why = sayso.explain(text, text.index("said"))
    >>> why
    <Explanation of 'said': attribution 0 (found)>
    >>> why.sources[0].text, why.sources[0].chosen
    ('officials', True)
    >>> print(why)
    attribution 0; “said” (30–34): it is the cue of an attribution
    ...

    All other keywords are options of `Analyzer`. Raises `ValueError` for an offset outside of the text.
    """
    return analyzer_with(options).explain(text, at, date)


def attributions(
    table: Any,
    text: str = "text",
    id: str | None = "id",  # noqa: A002
    *,
    threads: int | None = None,
    **keywords: Unpack[Keywords],
) -> pa.Table:
    """Who said what: one row an attribution, with its words, offsets and the head of its document."""
    analyzer, columns = split_options(keywords)
    return analyzer.attributions(table, text, id, threads=threads, **columns)


def entities(
    table: Any,
    text: str = "text",
    id: str | None = "id",  # noqa: A002
    *,
    threads: int | None = None,
    **keywords: Unpack[Keywords],
) -> pa.Table:
    """What the articles speak of: one row an entity of a document."""
    analyzer, columns = split_options(keywords)
    return analyzer.entities(table, text, id, threads=threads, **columns)


def mentions(
    table: Any,
    text: str = "text",
    id: str | None = "id",  # noqa: A002
    *,
    threads: int | None = None,
    **keywords: Unpack[Keywords],
) -> pa.Table:
    """Where entities are named or referred to: one row a place."""
    analyzer, columns = split_options(keywords)
    return analyzer.mentions(table, text, id, threads=threads, **columns)


def documents(
    table: Any,
    text: str = "text",
    id: str | None = "id",  # noqa: A002
    *,
    threads: int | None = None,
    **keywords: Unpack[Keywords],
) -> pa.Table:
    """The articles themselves: one row a document, those that failed with their `error`."""
    analyzer, columns = split_options(keywords)
    return analyzer.documents(table, text, id, threads=threads, **columns)


def tables(
    table: Any,
    text: str = "text",
    id: str | None = "id",  # noqa: A002
    *,
    threads: int | None = None,
    **keywords: Unpack[Keywords],
) -> dict[str, pa.Table]:
    """The tables `documents`, `entities`, `mentions` and `attributions`, by name, from one analysis; and `entities_corpus`
    and `entity_keys`: who is who across documents."""
    analyzer, columns = split_options(keywords)
    return analyzer.tables(table, text, id, threads=threads, **columns)


for function in (attributions, entities, mentions, documents, tables):
    function.__doc__ = (function.__doc__ or "") + SHARED
del function


def report(
    table: Any,
    text: str = "text",
    id: str | None = "id",  # noqa: A002
    *,
    by: str = "month",
    top: int = 50,
    threads: int | None = None,
    **keywords: Unpack[Keywords],
) -> Report:
    """Counts a corpus: who is cited, how often without a name, who denied what, and all tables of `sayso report`.

    `table`, its columns and all other keywords are as for `attributions`; `layers` and `offsets` make no difference.
    `by` is how time is cut, `month` or `day`; `top` is the most rows of a table, 0 for all. Articles that cannot be
    read are counted in the table `reading`.

    >>> import pyarrow as pa
    >>> import sayso
    >>> articles = pa.table({"id": ["a"], "text": ["Moscow denied it. Kyiv confirmed it, Kyiv said."]})
    >>> found = sayso.report(articles)
    >>> [(row["source"], row["attributions"]) for row in found["sources"].rows]
    [('Kyiv', 2), ('Moscow', 1)]
    """
    analyzer, columns = split_options(keywords)
    return analyzer.report(table, text, id, by=by, top=top, threads=threads, **columns)
