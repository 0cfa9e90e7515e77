"""The functions of the package: what the analyzer without options does, or one with the options they are given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sayso._analysis import Analysis
from sayso._analyzer import Known, analyzer_with, split_options
from sayso._explain import Explanation
from sayso._many import Failure
from sayso._options import Options
from sayso._report import Report, ReportKeywords
from sayso._tables import TableKeywords

if TYPE_CHECKING:
    import pyarrow as pa
    from typing_extensions import Unpack

    from sayso._analyzer import Day


class TextKeywords(Known, Options, total=False):
    """What is known of a text, and options of the analysis."""


class Keywords(TableKeywords, Options, total=False):
    """Names of columns, what a table is asked for, and options of the analysis."""


class CountKeywords(ReportKeywords, Options, total=False):
    """The same for a report."""


SHARED = """

    `table` is a table of articles, one a row: a `pyarrow.Table`, `RecordBatch` or `RecordBatchReader`, a data
    frame of pandas or Polars, a relation of DuckDB, or whatever else speaks Arrow's PyCapsule interface.
    Texts go to the engine as they are there, and never become objects of Python. The result is a `pyarrow.Table`;
    `to_pandas()` keeps whole numbers whole where some are missing, and `polars.from_arrow` makes a frame of Polars'.

    - `text`, `id`: the names of its columns; with `id=None` rows are numbered.
    - `title`, `date`, `publisher`: the same. They are used if the table has columns of these names or those given:
      `date="published"`.
    - `carry`: columns of your own that the result has too, after its own: `carry=["section"]`, or `carry=True` for all
      but the text.
    - `threads`: how many articles to work on at a time, by default one a core.
    - All other keywords are options of `Analyzer`.

    `document` in the result is the number of the row, from 0. A row without an id has the id `row-` with this number.
    `docs/tables.md`, in Sayso's repository, tells what every column means; `column_names` of the result has their names.

    A row whose text is null, not UTF-8 or has half a character (a lone surrogate) does not stop the others: `documents`
    has it with its `error`, and a `UserWarning` counts such rows. Ids, dates and the like that are no strings are written
    out, a time at midnight as its day. Raises `TypeError` for what is no table or a column that holds no text, and
    `ValueError` for a column that is missing. Needs `pyarrow`.
    """


def analyze(text: str, date: Day | None = None, **keywords: Unpack[TextKeywords]) -> Analysis:
    """Finds who said what in a text.

    `date` is the day of publication, as a date or in writing; it tells which day "yesterday" is. `id`, `title`,
    `publisher` and `url` are what else is known of the article, and go into the record. All other keywords
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

    Raises `TypeError` if it is not a `str`, and `ValueError` for a text that has half a character (a lone
    surrogate) or more than 64 MiB, and for a date that is no day or may be either of two (`03/04/2024`). Ctrl-C
    interrupts it at once; the analysis of a long text goes on in the background until it is done, or the program ends.
    """
    analyzer, known = split_options(keywords, Known, "text", "date")
    return analyzer.analyze(text, date, **known)


async def aanalyze(text: str, date: Day | None = None, **keywords: Unpack[TextKeywords]) -> Analysis:
    """The same as `analyze`, on a thread of its own, so that an event loop goes on meanwhile. Who cancels the task need not
    wait for the text.

    >>> import asyncio
    >>> import sayso
    >>> async def both() -> tuple[sayso.Analysis, sayso.Analysis]:
    ...     return await asyncio.gather(sayso.aanalyze("Moscow denied it."), sayso.aanalyze("Kyiv confirmed it."))
    >>> [analysis.attributions[0].stance for analysis in asyncio.run(both())]
    ['deny', 'confirm']
    """
    analyzer, known = split_options(keywords, Known, "text", "date")
    return await analyzer.aanalyze(text, date, **known)


def analyze_many(
    texts: Iterable[str | None],
    threads: int | None = None,
    *,
    dates: Iterable[Day | None] | None = None,
    progress: bool = False,
    **options: Unpack[Options],
) -> Iterator[Analysis | Failure]:
    """Analyses texts lazily, in their order, on all cores.

    `texts` is any iterable, also an endless one: it is read a little ahead of what has been taken, on the
    caller's thread. `threads` is how many texts to work on at a time, by default one a core. `dates` are the days of
    publication, one for each text, where None is none. `progress` shows a progress bar (needs `tqdm`). All other
    keywords are options of `Analyzer`.

    An item that cannot be analysed, such as None, becomes a `Failure` in its place, and the rest follows; `found.ok`
    tells them apart. Type checkers need `isinstance(found, sayso.Failure)`, or `found.ok is True`: by `found.ok` alone
    pyright does not know which it is. What the iterable itself raises is raised after all that came before has been given.

    >>> import sayso
    >>> for found in sayso.analyze_many(["Moscow denied it.", None, "Kyiv confirmed it."]):
    ...     print(found if isinstance(found, sayso.Failure) else found.attributions[0].stance)
    deny
    text 1: the text must be a str, not NoneType; leave out what is missing, or give "" in its place
    confirm
    """
    analyzer = analyzer_with(options, "texts", "threads", "dates", "progress")
    return analyzer.analyze_many(texts, threads, dates=dates, progress=progress)


def explain(text: str, at: int, date: Day | None = None, **options: Unpack[Options]) -> Explanation:
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
    return analyzer_with(options, "text", "at", "date").explain(text, at, date)


def _made(name: str, table: Any, text: str, id: str | None, keywords: Keywords) -> Any:
    """What the method `name` of an analyzer with these keywords makes of a table."""
    analyzer, others = split_options(keywords, TableKeywords, "text", "id")
    return getattr(analyzer, name)(table, text, id, **others)


def attributions(table: Any, text: str = "text", id: str | None = "id", **keywords: Unpack[Keywords]) -> pa.Table:
    """Who said what: one row an attribution, with its words, offsets and the head of its document."""
    return _made("attributions", table, text, id, keywords)


def entities(table: Any, text: str = "text", id: str | None = "id", **keywords: Unpack[Keywords]) -> pa.Table:
    """What the articles speak of: one row an entity of a document."""
    return _made("entities", table, text, id, keywords)


def mentions(table: Any, text: str = "text", id: str | None = "id", **keywords: Unpack[Keywords]) -> pa.Table:
    """Where entities are named or referred to: one row a place."""
    return _made("mentions", table, text, id, keywords)


def transfers(table: Any, text: str = "text", id: str | None = "id", **keywords: Unpack[Keywords]) -> pa.Table:
    """Who gives what to whom: one row a transfer."""
    return _made("transfers", table, text, id, keywords)


def tokens(table: Any, text: str = "text", id: str | None = "id", **keywords: Unpack[Keywords]) -> pa.Table:
    """Words and punctuation with their grammar: one row a token."""
    return _made("tokens", table, text, id, keywords)


def documents(table: Any, text: str = "text", id: str | None = "id", **keywords: Unpack[Keywords]) -> pa.Table:
    """The articles themselves: one row a document, those that failed with their `error`."""
    return _made("documents", table, text, id, keywords)


def tables(table: Any, text: str = "text", id: str | None = "id", **keywords: Unpack[Keywords]) -> dict[str, pa.Table]:
    """All tables, by name, from one analysis: `documents`, `entities`, `mentions` and `attributions`; `entities_corpus`
    and `entity_keys`, which tell who is who across documents; `claims` and `claim_mentions`, what several attributions say
    and who asserts or denies it. `transfers` and `tokens` are among them if `layers` has these."""
    made: dict[str, pa.Table] = _made("tables", table, text, id, keywords)
    return made


for function in (attributions, entities, mentions, transfers, tokens, documents, tables):
    function.__doc__ = (function.__doc__ or "") + SHARED
del function


def report(table: Any, text: str = "text", id: str | None = "id", **keywords: Unpack[CountKeywords]) -> Report:
    """Counts a corpus: who is cited, how often without a name, who denied what, and all tables of `sayso report`.

    `table`, its columns and all other keywords are as for `attributions`; `layers` and `offsets` make no difference.

    - `by`: how time is cut, `month` or `day`.
    - `top`: the most rows of a table, by default 50, 0 for all.
    - `since`, `until`: count only articles from this day and to this day, both included. Those without a day are left
      out, and a `UserWarning` counts them.
    - `publishers`: count only articles of this publisher, or of these, in any case.
    - `heading`: the heading of the page that `to_html` gives.
    - `texts`: how many articles, drawn by chance, the page shows in full, by default as many as fit into 20 MB; of nine
      times as many it shows the sentences with attributions. Its numbers always cover all articles.

    Articles that cannot be read are counted in the table `reading`.

    >>> import pyarrow as pa
    >>> import sayso
    >>> articles = pa.table({"id": ["a"], "text": ["Moscow denied it. Kyiv confirmed it, Kyiv said."]})
    >>> found = sayso.report(articles)
    >>> [(row["source"], row["attributions"]) for row in found["sources"].rows]
    [('Kyiv', 2), ('Moscow', 1)]
    >>> found.to_html().startswith("<!doctype html>")
    True
    """
    analyzer, others = split_options(keywords, ReportKeywords, "text", "id")
    return analyzer.report(table, text, id, **others)
