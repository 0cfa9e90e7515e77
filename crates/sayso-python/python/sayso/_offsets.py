"""Offsets in other units than Python's, and the stretches of a Python string that they bound."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from itertools import accumulate


class Offsets:
    """A text with offsets that count `char` (code points, as Python does), `byte` (UTF-8) or `utf16`."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str, unit: str) -> None:
        self._text = text
        self._starts: array[int] | None = None
        if unit != "char" and not text.isascii():
            widths = map(_bytes if unit == "byte" else _utf16, text)
            self._starts = array("I", accumulate(widths, initial=0))

    def index(self, offset: int) -> int:
        """Where an offset falls in the string."""
        return offset if self._starts is None else bisect_left(self._starts, offset)

    def cut(self, start: int, end: int) -> str:
        """What is written between two offsets."""
        if self._starts is None:
            return self._text[start:end]
        return self._text[self.index(start) : self.index(end)]


def _bytes(char: str) -> int:
    point = ord(char)
    return 1 if point < 0x80 else 2 if point < 0x800 else 3 if point < 0x10000 else 4


def _utf16(char: str) -> int:
    return 1 if ord(char) < 0x10000 else 2
