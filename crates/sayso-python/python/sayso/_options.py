"""The options of an analysis: what users give, read into bytes, and the engine that is made of it."""

from __future__ import annotations

import os
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, wraps
from numbers import Real
from types import FrameType
from typing import Any, NamedTuple, TypedDict, TypeVar, cast

from sayso import _native
from sayso.types import OffsetUnit

File = str | os.PathLike[str]
Rows = Iterable[Sequence[str] | Mapping[str, str]]
Source = tuple[str, bytes]
"""What complaints call a file, and its bytes."""

MODELS = ("fast", "accurate")
"""The models that are built in."""

HEADERS = {
    "gazetteer": ("name", "kind", "canonical", "link"),
    "patterns": ("pattern", "kind", "canonical", "link"),
    "cues": ("cue", "pos", "stance"),
}


class Options(TypedDict, total=False):
    """The keywords of `Analyzer`, which every function takes too."""

    model: File | None
    gazetteer: File | Rows | None
    patterns: File | Rows | None
    cues: File | Rows | None
    min_confidence: float | None
    layers: str | Iterable[str] | None
    offsets: OffsetUnit


class Settings(NamedTuple):
    """Options with their files read: all that another process needs to make the same analyzer."""

    model: Source | str | None
    gazetteer: Source | None
    patterns: Source | None
    cues: Source | None
    min_confidence: float
    layers: tuple[str, ...] | None
    offsets: str


def read_options(
    model: File | None = None,
    gazetteer: File | Rows | None = None,
    patterns: File | Rows | None = None,
    cues: File | Rows | None = None,
    min_confidence: float | None = None,
    layers: str | Iterable[str] | None = None,
    offsets: OffsetUnit = "chars",
) -> Settings:
    """Reads what the options name."""
    if model is not None and not isinstance(model, (str, os.PathLike)):
        raise TypeError(f"model must be 'fast', 'accurate' or the path of a model file, not {type(model).__name__}")
    if not isinstance(offsets, str):
        raise TypeError(f"offsets must be 'chars', 'bytes' or 'utf16', not {type(offsets).__name__}")
    return Settings(
        model if model is None or model in MODELS else _file("model", model),
        _table("gazetteer", gazetteer),
        _table("patterns", patterns),
        _table("cues", cues),
        _probability(min_confidence),
        _layers(layers),
        offsets,
    )


@lru_cache(maxsize=8)
def engine_of(settings: Settings) -> _native.Engine:
    """The engine with these settings. The last few are kept: a worker of Spark gets the same settings with each task."""
    try:
        return _native.Engine(*settings)
    except ValueError as error:
        raise ValueError(_in_rows(str(error))) from None


def _in_rows(message: str) -> str:
    """A message about a table that was given as rows, by the index of the row instead of a line."""
    if not re.match(rf"({'|'.join(HEADERS)}): line \d", message):
        return message
    row = lambda found: f"{found[1]}row {int(found[2]) - 2}"  # noqa: E731
    message = re.sub(r"^(\w+: )line (\d+)", row, message)
    return re.sub(r"( in )line (\d+)(?=(?: already)?; (?:keep|correct) one of the two$)", row, message)


def warn(message: str) -> None:
    """A `UserWarning` for the line outside this package that called it."""
    level = 1
    frame: FrameType | None = sys._getframe()
    while frame is not None and frame.f_globals.get("__name__", "").partition(".")[0] == "sayso":
        level, frame = level + 1, frame.f_back
    warnings.warn(message, UserWarning, stacklevel=level)


def unknown_keyword(name: str, known: Iterable[str]) -> TypeError:
    """The error for a keyword that does not exist, with the likeliest that was meant."""
    # Too slow to import for a mistake that may not happen.
    from difflib import get_close_matches

    known = list(known)
    if name in Options.__annotations__ and name not in known:
        return TypeError(f"there is no option {name!r} here; give it to the analyzer: Analyzer({name}=...)")
    near = get_close_matches(name, known, 1)
    advice = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
    return TypeError(f"there is no option {name!r}; {advice}")


Function = TypeVar("Function", bound=Callable[..., Any])


def tells_keywords(function: Function) -> Function:
    """The same; a keyword that the function does not have is told as everywhere else."""
    code = function.__code__
    known = code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]

    @wraps(function)
    def called(*given: Any, **keywords: Any) -> Any:
        check_keywords(keywords, known)
        return function(*given, **keywords)

    return cast("Function", called)


def check_keywords(given: Iterable[str], known: Iterable[str]) -> None:
    """An error for the first keyword that does not exist."""
    for name in given:
        if name not in known:
            raise unknown_keyword(name, known)


def _file(option: str, path: File) -> Source:
    what = "a model of attribution" if option == "model" else f"a table in CSV that begins {','.join(HEADERS[option])}"
    # A file of the name "cues" is not to be taken for rows.
    name = os.fsdecode(path) if os.fsdecode(path) not in HEADERS else os.path.join(".", os.fsdecode(path))
    try:
        with open(path, "rb") as file:
            return name, file.read()
    except OSError as error:
        reason = f"{option} cannot be read ({error.strerror}); name the file of {what}"
        raise type(error)(error.errno, reason, name) from None


def _table(option: str, given: File | Rows | None) -> Source | None:
    """A table as CSV, from a file or from rows."""
    if given is None:
        return None
    if isinstance(given, (str, os.PathLike)):
        return _file(option, given)
    if isinstance(given, (bytes, Mapping)) or not isinstance(given, Iterable):
        kind = type(given).__name__
        raise TypeError(f"{option} must be the path of a table in CSV, or a list of rows, not {kind}")
    # For those who give rows alone.
    import csv
    import io

    header = HEADERS[option]
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(header)
    for number, row in enumerate(given):
        table.writerow(_fields(f"{option}: row {number}", header, row))
    return option, written.getvalue().encode("utf-8", "replace")


def _fields(place: str, header: tuple[str, ...], row: Any) -> list[str]:
    if isinstance(row, Mapping):
        unknown = [key for key in row if key not in header]
        if unknown:
            raise ValueError(f"{place}: there is no column {unknown[0]!r}; the columns are {', '.join(header)}")
        row = [row.get(column) for column in header]
    elif isinstance(row, (str, bytes)) or not isinstance(row, Sequence) or len(row) > len(header):
        raise ValueError(f"{place}: must be a dict or a sequence of {', '.join(header)}, not {row!r}")
    fields = ["" if field is None else field for field in row]
    for column, field in zip(header, fields, strict=False):
        if not isinstance(field, str) or "\n" in field or "\r" in field:
            raise ValueError(f"{place}: {column} must be a str of one line, not {field!r}")
    return fields + [""] * (len(header) - len(fields))


def _probability(given: float | None) -> float:
    if given is None:
        return 0.0
    if isinstance(given, bool) or not isinstance(given, Real) or not 0 <= given <= 1:
        raise ValueError(f"min_confidence must be a number from 0 to 1, not {given!r}")
    return float(given)


def _layers(given: str | Iterable[str] | None) -> tuple[str, ...] | None:
    if given is None:
        return None
    if isinstance(given, str):
        given = [name.strip() for name in given.split(",")]
    if not isinstance(given, Iterable):
        raise TypeError(f"layers must be names such as ['entities', 'attributions'], not {type(given).__name__}")
    names = tuple(given)
    wrong = [name for name in names if not isinstance(name, str)]
    if wrong or not names:
        problem = repr(wrong[0]) if wrong else "none at all"
        raise ValueError(f"layers must be names such as ['entities', 'attributions'], not {problem}")
    return names
