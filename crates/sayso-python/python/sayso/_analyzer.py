"""An analyzer: options that are read once, and everything that can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypedDict, cast

from sayso import _native
from sayso._analysis import Analysis
from sayso._explain import Explanation, explanation
from sayso._many import Failure, analyze_each
from sayso._options import File, Options, Rows, Settings, check_keywords, engine_of, read_options, tells_keywords
from sayso._report import Report, ReportKeywords, count_table
from sayso._tables import TABLES, TableKeywords, read_tables
from sayso.types import OffsetUnit

if TYPE_CHECKING:
    import datetime

    import pyarrow as pa
    from typing_extensions import Unpack

    Day = str | datetime.date
    """A day, as a date or in writing: `2024-11-23`."""


class Known(TypedDict, total=False):
    """What may be known of a text."""

    id: str | None
    title: str | None
    publisher: str | None
    url: str | None


class Analyzer:
    """Finds who said what, with options of your own.

    >>> import sayso
    >>> analyzer = sayso.Analyzer(
    ...     gazetteer=[("Kursk group", "organisation")],
    ...     cues=[("scoff", "verb", "deny")],
    ...     min_confidence=0.2,
    ... )
    >>> analyzer
    <Analyzer gazetteer, cues, min_confidence=0.2>
    >>> found = analyzer.analyze("“They will lose,” scoffed the Kursk group.")
    >>> found.attributions
    (<Attribution 0: the Kursk group | scoffed | “They will lose,” (deny, direct)>,)

    Its methods are the functions of the package, which take the same options, those of `sayso analyze`:

    - `model`: what finds attributions: `"fast"`, the default, `"accurate"`, which finds more and takes some forty
      times as long, or the path of a model file.
    - `gazetteer`: names to find. The path of a table in CSV that begins `name,kind,canonical,link`, or a list of rows:
      tuples in this order, or dicts. `kind` is `person`, `organisation`, `place`, `nationality`, `event`, `work`,
      `facility`, `product`, `weapon` or `platform`; `canonical` becomes the `name` of the entity and `link` its `ref`; both
      may be left out.
    - `patterns`: the same with regular expressions instead of names: `pattern,kind,canonical,link`.
    - `cues`: words and phrases that mark attributions, such as "go on record": `cue,pos,stance`, of which the last two
      may be left out.
    - `min_confidence`: attributions with less confidence, from 0 to 1, are left out.
    - `layers`: what an analysis holds, as a list or separated by commas: `text`, `sentences`, `words`, `tokens`, `quotations`,
      `entities`, `boilerplate`, `attributions`, `transfers`. By default text, sentences, entities and attributions.
      Tables without `text` have offsets but no words.
    - `offsets`: what offsets count: `chars`, which index Python strings, `bytes` of UTF-8, or `utf16` units.

    Files are read once, here. Raises `OSError` for a file that cannot be read, and `ValueError` for a row, model or
    value that is wrong, or a row that repeats or contradicts another, in one line with the place.

    Any number of threads can use one analyzer. It can be pickled for other processes: what was in the files goes along,
    so other machines do not need them.
    """

    @tells_keywords
    def __init__(
        self,
        model: File | None = None,
        gazetteer: File | Rows | None = None,
        patterns: File | Rows | None = None,
        cues: File | Rows | None = None,
        min_confidence: float | None = None,
        layers: str | Iterable[str] | None = None,
        offsets: OffsetUnit = "chars",
    ) -> None:
        self._settings = read_options(model, gazetteer, patterns, cues, min_confidence, layers, offsets)
        self._engine = engine_of(self._settings)

    @tells_keywords
    def analyze(
        self,
        text: str,
        date: Day | None = None,
        *,
        id: str | None = None,
        title: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
    ) -> Analysis:
        """Finds who said what in a text; see `sayso.analyze`."""
        return self._analyze(text, date, {"id": id, "title": title, "publisher": publisher, "url": url})

    def _analyze(
        self, text: str, date: Day | None, known: Mapping[str, str | None], stop: Callable[[], bool] | None = None
    ) -> Analysis:
        head: dict[str, str | None] = dict.fromkeys(Known.__annotations__)
        for name, value in known.items():
            # What data frames have where nothing is, is nothing here too.
            if isinstance(value, str):
                head[name] = value
            elif not _native.is_missing(value):
                raise TypeError(f"{name} must be a str, not {type(value).__name__}")
        head["date"] = _native.check_date(date)
        record = self._engine.analyze(text, cast("_native.Head", head), stop)
        return Analysis(text, record, "text" in self._engine.layers)

    async def aanalyze(self, text: str, date: Day | None = None, **known: Unpack[Known]) -> Analysis:
        """The same as `analyze`, on a thread of its own, so that an event loop goes on meanwhile; see `sayso.aanalyze`."""
        # Slow to import for those who need none.
        import asyncio
        import threading

        check_keywords(known, ["text", "date", *Known.__annotations__])
        left = threading.Event()
        try:
            return await asyncio.to_thread(self._analyze, text, date, cast("dict[str, Any]", known), left.is_set)
        finally:
            # Nobody waits for a thread whose task is cancelled but the end of the event loop.
            left.set()

    @tells_keywords
    def analyze_many(
        self,
        texts: Iterable[str | None],
        threads: int | None = None,
        *,
        dates: Iterable[Day | None] | None = None,
        progress: bool = False,
    ) -> Iterator[Analysis | Failure]:
        """Analyses texts lazily, in their order, on all cores; see `sayso.analyze_many`."""
        return analyze_each(self._engine, texts, dates, threads, progress)

    @tells_keywords
    def explain(self, text: str, at: int, date: Day | None = None) -> Explanation:
        """Why there is an attribution at an offset of a text, or none; see `sayso.explain`."""
        if isinstance(at, bool) or not isinstance(at, int) or not 0 <= at < 1 << 63:
            raise ValueError(f"at must be an offset into the text, from 0, not {at!r}")
        return explanation(*self._engine.explain(text, at, _native.check_date(date)))

    def attributions(
        self, table: Any, text: str = "text", id: str | None = "id", **others: Unpack[TableKeywords]
    ) -> pa.Table:
        """Who said what, as a table; see `sayso.attributions`."""
        return self._table("attributions", table, text, id, others)

    def entities(
        self, table: Any, text: str = "text", id: str | None = "id", **others: Unpack[TableKeywords]
    ) -> pa.Table:
        """What the articles speak of, as a table; see `sayso.entities`."""
        return self._table("entities", table, text, id, others)

    def mentions(
        self, table: Any, text: str = "text", id: str | None = "id", **others: Unpack[TableKeywords]
    ) -> pa.Table:
        """Where entities are named, as a table; see `sayso.mentions`."""
        return self._table("mentions", table, text, id, others)

    def transfers(
        self, table: Any, text: str = "text", id: str | None = "id", **others: Unpack[TableKeywords]
    ) -> pa.Table:
        """Who gives what to whom, as a table; see `sayso.transfers`."""
        return self._table("transfers", table, text, id, others)

    def tokens(
        self, table: Any, text: str = "text", id: str | None = "id", **others: Unpack[TableKeywords]
    ) -> pa.Table:
        """Words and punctuation with their grammar, as a table; see `sayso.tokens`."""
        return self._table("tokens", table, text, id, others)

    def documents(
        self, table: Any, text: str = "text", id: str | None = "id", **others: Unpack[TableKeywords]
    ) -> pa.Table:
        """The articles themselves, as a table; see `sayso.documents`."""
        return self._table("documents", table, text, id, others)

    def tables(
        self, table: Any, text: str = "text", id: str | None = "id", **others: Unpack[TableKeywords]
    ) -> dict[str, pa.Table]:
        """All tables, by name, from one analysis; see `sayso.tables`."""
        more = (name for name in ("transfers", "tokens") if name in self._engine.layers)
        wanted = (*TABLES, *more)
        return read_tables(self._engine, wanted, table, text, id, others)

    def report(self, table: Any, text: str = "text", id: str | None = "id", **others: Unpack[ReportKeywords]) -> Report:
        """Counts a corpus; see `sayso.report`."""
        return count_table(self._engine, table, text, id, others)

    def _table(self, name: str, table: Any, text: str, id: str | None, others: TableKeywords) -> pa.Table:
        return read_tables(self._engine, (name,), table, text, id, others)[name]

    def __repr__(self) -> str:
        settings = self._settings
        told = [name for name in ("model", "gazetteer", "patterns", "cues") if getattr(settings, name)]
        if settings.min_confidence:
            told.append(f"min_confidence={settings.min_confidence:g}")
        if settings.layers is not None:
            told.append(f"layers={','.join(self._engine.layers)}")
        if settings.offsets != "chars":
            told.append(f"offsets={settings.offsets}")
        return f"<Analyzer {', '.join(told) or 'without options'}>"

    def __eq__(self, other: object) -> bool:
        return self._settings == other._settings if isinstance(other, Analyzer) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._settings)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (self._settings,)


def _restore(settings: Settings) -> Analyzer:
    """An analyzer from a pickle: nothing is read again."""
    analyzer = Analyzer.__new__(Analyzer)
    analyzer._settings, analyzer._engine = settings, engine_of(settings)
    return analyzer


DEFAULT = Analyzer()
"""The one without options."""


def analyzer_with(options: Mapping[str, Any], *others: str) -> Analyzer:
    """The analyzer with these options, which need not be any; `others` are what the caller's function takes besides."""
    check_keywords(options, [*Options.__annotations__, *others])
    return Analyzer(**options) if options else DEFAULT


def split_options(keywords: Mapping[str, Any], others: type, *more: str) -> tuple[Analyzer, dict[str, Any]]:
    """The analyzer with the options among the keywords, and the other keywords, which the type `others` has. `more` are
    what the caller's function takes besides."""
    known = others.__annotations__.keys()
    options = {name: value for name, value in keywords.items() if name not in known}
    return analyzer_with(options, *known, *more), {name: value for name, value in keywords.items() if name in known}
