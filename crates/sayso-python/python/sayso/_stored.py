"""Records that `sayso analyze` has stored, as analyses again."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator

from sayso import _native
from sayso._analysis import Analysis


def read_records(path: str | os.PathLike[str]) -> Iterator[Analysis]:
    """Reads analyses that the program has stored, one at a time, without analysing anything again.

    `path` is a file of JSON Lines, also compressed (`.gz`, `.zst`), a folder of Parquet files or an SQLite file that
    `sayso analyze` has written with the layer `text`.

    >>> import json, pathlib, tempfile
    >>> import sayso
    >>> path = pathlib.Path(tempfile.mkdtemp(), "said.jsonl")
    >>> record = sayso.analyze("Moscow denied it.", id="wire-1", date="2024-11-23").to_dict()
    >>> _ = path.write_text(json.dumps(record) + "\\n", encoding="utf-8")
    >>> for analysis in sayso.read_records(path):
    ...     print(analysis.id, analysis.date, analysis.attributions[0].stance)
    wire-1 2024-11-23 deny

    Raises `OSError` if there is nothing at the path, and `ValueError` for what is no record, has no text or is damaged,
    in one line with the place.
    """
    if not os.path.exists(path):
        raise FileNotFoundError(
            errno.ENOENT, "records cannot be read; name what sayso analyze -o has written", os.fspath(path)
        )
    return _analyses(path, _native.Records(path))


def _analyses(path: str | os.PathLike[str], records: _native.Records) -> Iterator[Analysis]:
    for text, id, record in records:
        if text is None:
            raise ValueError(
                f"{os.fspath(path)}: the record {id!r} has no text, so that its offsets have no words; "
                "analyse again with the layer text"
            )
        yield Analysis(text, record)
