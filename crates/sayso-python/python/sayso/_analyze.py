"""Texts in, analyses out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from sayso import _native
from sayso._records import Analysis


def analyze(text: str, *, date: str | datetime.date | None = None) -> Analysis:
    """Finds who said what in a text.

    `date` is the day of publication, as a date or in ISO form; it tells which day "yesterday" is.

    >>> import sayso
    >>> text = "Kursk is quiet 😀. According to the SBU, troops left Kursk. Moscow denied it."
    >>> first, second = sayso.analyze(text).attributions
    >>> first
    <Attribution 0: the SBU | According to | troops left Kursk (assert, indirect)>
    >>> text[second.source.start:second.source.end]
    'Moscow'

    Raises `TypeError` for what is no `str`, and `ValueError` for a text that has half a character (a lone
    surrogate) or more than 64 MiB.
    """
    day = check_date(date)
    return Analysis(text, _native.analyze(text, day, False), day)


def analyze_many(texts: Iterable[str], threads: int | None = None) -> Iterator[Analysis | Failure]:
    """Analyses texts lazily, in their order, on all cores.

    `texts` is any iterable, also an endless one: it is read a little ahead of what has been taken, on the
    caller's thread. `threads` is how many texts to work on at a time, by default one a core. An item that
    cannot be analysed becomes a `Failure` in its place, and the rest follows. What the iterable itself
    raises is raised when all that came before has been given.

    >>> import sayso
    >>> for found in sayso.analyze_many(["Moscow denied it.", None, "Kyiv confirmed it."]):
    ...     print(found.attributions[0].stance if found.ok else found)
    deny
    text 1: the text must be a str, not NoneType
    confirm
    """
    if isinstance(texts, (str, bytes)):
        kind = type(texts).__name__
        raise TypeError(f"texts must be an iterable of str, not one {kind}; use analyze(text)")
    return _each(_native.Many(iter(texts), check_threads(threads)))


def _each(many: _native.Many) -> Iterator[Analysis | Failure]:
    for index, (text, record, problem) in enumerate(many):
        yield Failure(index, problem) if record is None else Analysis(text, record)


@dataclass(frozen=True)
class Failure:
    """What stands in the place of an analysis that could not be made.

    >>> import sayso
    >>> [failure] = sayso.analyze_many([b"Moscow denied it."])
    >>> failure.ok, failure.index
    (False, 0)
    >>> print(failure)
    text 0: the text must be a str, not bytes; decode it first: text.decode("utf-8")
    """

    index: int
    """The place of the text in the iterable, from 0."""
    reason: str
    """What is wrong with it, in a line."""

    @property
    def ok(self) -> Literal[False]:
        """Whether this is an analysis."""
        return False

    def __str__(self) -> str:
        return f"text {self.index}: {self.reason}"


def check_threads(threads: int | None) -> int:
    """The number for the native half, where 0 is one a core."""
    if threads is None:
        return 0
    if isinstance(threads, bool) or not isinstance(threads, int) or not 1 <= threads <= 1024:
        raise ValueError(f"threads must be a number from 1 to 1024, or None for one a core, not {threads!r}")
    return threads


def check_date(date: str | datetime.date | None) -> str | None:
    """The date in ISO form."""
    if date is None or isinstance(date, str):
        return date
    if isinstance(date, datetime.date):
        return date.isoformat()
    raise TypeError(f"date must be a date or a str such as '2024-11-23', not {type(date).__name__}")
