"""An analyzer: options that are read once, and everything that can be done with them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from sayso import _native
from sayso._analysis import Analysis
from sayso._explain import Explanation, explanation
from sayso._many import Failure, analyze_each
from sayso._options import File, Options, Rows, Settings, engine_of, read_options
from sayso._report import Report, count_table
from sayso._tables import TABLES, column_names, read_tables

if TYPE_CHECKING:
    import pyarrow as pa
    from typing_extensions import Unpack

    from sayso._tables import Columns


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

    The options are those of `sayso analyze`:

    - `model`: what finds attributions: `"fast"`, the default, `"accurate"`, which finds more and takes some forty times as
      long, or the path of a model file.
    - `gazetteer`: names to find. The path of a table in CSV that begins `name,kind,canonical,link`, or a list of rows:
      tuples in this order, or dicts. `kind` is `person`, `organisation`, `place`, ...; `canonical` becomes the `name`
      of the entity and `link` its `ref`; both may be left out.
    - `patterns`: the same with regular expressions instead of names: `pattern,kind,canonical,link`.
    - `cues`: words and phrases that mark attributions, such as "go on record": `cue,pos,stance`, of which the last two
      may be left out.
    - `min_confidence`: attributions with less confidence, from 0 to 1, are left out.
    - `layers`: what an analysis holds, as a list or separated by commas: `text`, `sentences`, `tokens`, `quotations`,
      `entities`, `boilerplate`, `attributions`. By default text, sentences, entities and attributions. Tables without `text` have offsets but
      no words.
    - `offsets`: what offsets count: `chars`, which index Python strings, `bytes` of UTF-8, or `utf16` units.

    Files are read once, here. Raises `OSError` for a file that cannot be read, and `ValueError` for a row, model or
    value that is wrong, or a row that repeats or contradicts another, in one line with the place.

    Any number of threads can use one analyzer. It can be pickled for other processes: what was in the files goes along,
    so other machines do not need them.
    """

    def __init__(
        self,
        model: File | None = None,
        gazetteer: File | Rows | None = None,
        patterns: File | Rows | None = None,
        cues: File | Rows | None = None,
        min_confidence: float | None = None,
        layers: str | Iterable[str] | None = None,
        offsets: str = "chars",
    ) -> None:
        self._settings = read_options(model, gazetteer, patterns, cues, min_confidence, layers, offsets)
        self._engine = engine_of(self._settings)

    def analyze(self, text: str, date: str | datetime.date | None = None) -> Analysis:
        """Finds who said what in a text; see `sayso.analyze`."""
        day = _native.check_date(date)
        return Analysis(text, self._engine.analyze(text, day), day, "text" in self._engine.layers)

    def analyze_many(
        self,
        texts: Iterable[str],
        threads: int | None = None,
        *,
        dates: Iterable[str | datetime.date | None] | None = None,
        progress: bool = False,
    ) -> Iterator[Analysis | Failure]:
        """Analyses texts lazily, in their order, on all cores; see `sayso.analyze_many`."""
        return analyze_each(self._engine, texts, dates, threads, progress)

    def explain(self, text: str, at: int, date: str | datetime.date | None = None) -> Explanation:
        """Why there is an attribution at an offset of a text, or none; see `sayso.explain`."""
        if isinstance(at, bool) or not isinstance(at, int) or not 0 <= at < 1 << 63:
            raise ValueError(f"at must be an offset into the text, from 0, not {at!r}")
        return explanation(*self._engine.explain(text, at, _native.check_date(date)))

    def attributions(
        self, table: Any, text: str = "text", id: str | None = "id", *, threads: int | None = None, **columns: Unpack[Columns]  # noqa: A002
    ) -> pa.Table:
        """Who said what, as a table; see `sayso.attributions`."""
        return self._table("attributions", table, column_names(text, id, columns), threads)

    def entities(
        self, table: Any, text: str = "text", id: str | None = "id", *, threads: int | None = None, **columns: Unpack[Columns]  # noqa: A002
    ) -> pa.Table:
        """What the articles speak of, as a table; see `sayso.entities`."""
        return self._table("entities", table, column_names(text, id, columns), threads)

    def mentions(
        self, table: Any, text: str = "text", id: str | None = "id", *, threads: int | None = None, **columns: Unpack[Columns]  # noqa: A002
    ) -> pa.Table:
        """Where entities are named, as a table; see `sayso.mentions`."""
        return self._table("mentions", table, column_names(text, id, columns), threads)

    def documents(
        self, table: Any, text: str = "text", id: str | None = "id", *, threads: int | None = None, **columns: Unpack[Columns]  # noqa: A002
    ) -> pa.Table:
        """The articles themselves, as a table; see `sayso.documents`."""
        return self._table("documents", table, column_names(text, id, columns), threads)

    def tables(
        self, table: Any, text: str = "text", id: str | None = "id", *, threads: int | None = None, **columns: Unpack[Columns]  # noqa: A002
    ) -> dict[str, pa.Table]:
        """All six tables, by name, from one analysis; see `sayso.tables`."""
        return read_tables(self._engine, TABLES, table, column_names(text, id, columns), threads)

    def report(
        self,
        table: Any,
        text: str = "text",
        id: str | None = "id",  # noqa: A002
        *,
        by: str = "month",
        top: int = 50,
        threads: int | None = None,
        **columns: Unpack[Columns],
    ) -> Report:
        """Counts a corpus; see `sayso.report`."""
        return count_table(self._engine, table, column_names(text, id, columns), by, top, threads)

    def _table(self, name: str, table: Any, names: dict[str, str | None], threads: int | None) -> pa.Table:
        return read_tables(self._engine, (name,), table, names, threads)[name]

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


def analyzer_with(options: Options) -> Analyzer:
    """The analyzer with these options, which need not be any."""
    return Analyzer(**options) if options else DEFAULT


def split_options(keywords: Mapping[str, object]) -> tuple[Analyzer, Columns]:
    """The analyzer with the options among the keywords, and the other keywords."""
    options = {name: value for name, value in keywords.items() if name in Options.__annotations__}
    others = {name: value for name, value in keywords.items() if name not in options}
    return analyzer_with(cast("Options", options)), cast("Columns", others)
