"""The compiled half. Everything here is wrapped by the package, which documents it."""

import datetime
from collections.abc import Iterator, Sequence
from os import PathLike
from typing import Any, TypedDict

__version__: str

def annotate(text: str, layers: Sequence[str], offsets: str) -> bytes: ...
def check_date(date: str | datetime.date | None) -> str | None: ...
def count(
    engine: Engine,
    batches: Iterator[Any],
    by: str,
    choice: Choice,
    page: tuple[str, int | None] | None,
    threads: int,
) -> tuple[bytes, bytes | None, int]: ...
def merge(parts: Iterator[bytes]) -> bytes: ...
def show(counts: bytes, form: str, top: int, width: int) -> bytes: ...
def main(arguments: Sequence[str]) -> int: ...

class Choice(TypedDict):
    since: str | None
    until: str | None
    publishers: list[str]

class Head(TypedDict):
    id: str | None
    title: str | None
    date: str | None
    publisher: str | None
    url: str | None

class Engine:
    layers: list[str]
    def __new__(
        cls,
        model: tuple[str, bytes] | str | None,
        gazetteer: tuple[str, bytes] | None,
        patterns: tuple[str, bytes] | None,
        cues: tuple[str, bytes] | None,
        min_confidence: float,
        layers: Sequence[str] | None,
        offsets: str,
    ) -> Engine: ...
    def analyze(self, text: str, head: Head) -> bytes: ...
    def explain(self, text: str, at: int, date: str | None) -> tuple[str, str]: ...

class Many:
    def __new__(cls, engine: Engine, texts: Iterator[tuple[object, object]], threads: int) -> Many: ...
    def __iter__(self) -> Many: ...
    def __next__(self) -> tuple[Any, bytes | None, str | None]: ...

class Tabulate:
    def __new__(cls, engine: Engine, batches: Iterator[Any], tables: Sequence[str], threads: int) -> Tabulate: ...
    def __iter__(self) -> Tabulate: ...
    def __next__(self) -> tuple[str, Any]: ...
    def failures(self) -> list[tuple[int, str, str]]: ...

class Records:
    def __new__(cls, path: str | PathLike[str]) -> Records: ...
    def __iter__(self) -> Records: ...
    def __next__(self) -> tuple[str | None, str, bytes]: ...
