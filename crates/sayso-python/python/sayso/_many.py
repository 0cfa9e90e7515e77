"""Many texts in, analyses out, lazily and in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any, Literal

from sayso import _native
from sayso._analysis import Analysis
from sayso._extras import missing

if TYPE_CHECKING:
    import datetime


@dataclass(frozen=True)
class Failure:
    """What `analyze_many` gives for a text that could not be analysed.

    - `index`: the place of the text in the iterable, from 0.
    - `reason`: what is wrong with it, in a line.

    >>> import sayso
    >>> for found in sayso.analyze_many(["Moscow denied it.", "half a \\ud800"]):
    ...     if isinstance(found, sayso.Failure):
    ...         print(found.index, found.reason)
    1 the text has half a character (a lone surrogate) at index 7; replace it first: ...
    """

    index: int
    reason: str

    @property
    def ok(self) -> Literal[False]:
        """Whether this is an analysis: it is not."""
        return False

    def __str__(self) -> str:
        return f"text {self.index}: {self.reason}"


def analyze_each(
    engine: _native.Engine,
    texts: Iterable[str | None],
    dates: Iterable[str | datetime.date | None] | None,
    threads: int | None,
    progress: bool,
) -> Iterator[Analysis | Failure]:
    """The analyses of texts, in order."""
    _check_iterable("texts", texts, "use analyze(text)")
    if dates is not None:
        _check_iterable("dates", dates, "give each text a date: dates=[...]")
    pairs = zip(texts, repeat(None)) if dates is None else _dated(iter(texts), iter(dates))
    found = _each(_native.Many(engine, pairs, check_threads(threads)), "text" in engine.layers)
    return _shown(found, len(texts) if isinstance(texts, Sized) else None) if progress else found


def _check_iterable(name: str, given: object, advice: str) -> None:
    kind = type(given).__name__
    if isinstance(given, (str, bytes)):
        raise TypeError(f"{name} must be an iterable of str, not one {kind}; {advice}")
    if isinstance(given, Mapping):
        raise TypeError(f"{name} must be an iterable of str, not a {kind}; give its values: {name}.values()")
    # To iterate over a data frame gives the names of its columns.
    if kind in ("DataFrame", "LazyFrame", "Table", "RecordBatch"):
        raise TypeError(f"{name} must be an iterable of str, not a {kind}; give one column: {name}=df[{name[:-1]!r}]")
    try:
        iter(given)  # type: ignore[call-overload]
    except TypeError:
        raise TypeError(f"{name} must be an iterable of str, not {kind}") from None


def _dated(texts: Iterator[str | None], dates: Iterator[Any]) -> Iterator[tuple[str | None, Any]]:
    nothing = object()
    for text in texts:
        date = next(dates, nothing)
        if date is nothing:
            raise ValueError("there are fewer dates than texts; give each text a date or None")
        yield text, date
    if next(dates, nothing) is not nothing:
        raise ValueError("there are more dates than texts; give each text a date or None")


def _each(many: _native.Many, has_text: bool) -> Iterator[Analysis | Failure]:
    for index, (text, record, problem) in enumerate(many):
        yield Failure(index, problem or "") if record is None else Analysis(text, record, has_text)


def _shown(found: Iterator[Analysis | Failure], total: int | None) -> Iterator[Analysis | Failure]:
    """The same, with a progress bar on standard error or in the notebook."""
    try:
        from tqdm.auto import tqdm
    except ImportError as error:
        raise missing(error, "progress=True", "tqdm", "progress") from None
    return iter(tqdm(found, total=total, unit=" texts"))


def check_threads(threads: int | None) -> int:
    """The number for the native half, where 0 is one a core."""
    if threads is None:
        return 0
    if isinstance(threads, bool) or not isinstance(threads, int) or not 1 <= threads <= 1024:
        raise ValueError(f"threads must be a number from 1 to 1024, or None for one a core, not {threads!r}")
    return threads
