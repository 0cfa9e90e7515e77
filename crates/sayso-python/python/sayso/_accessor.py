"""What `df.sayso` can do, for data frames of any make."""

from __future__ import annotations

from types import EllipsisType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sayso import _functions
from sayso._report import Report

if TYPE_CHECKING:
    import pyarrow as pa
    from typing_extensions import Unpack

    from sayso._functions import CountKeywords, Keywords

Frame = TypeVar("Frame")


class Accessor(Generic[Frame]):
    """Who said what in the articles of a data frame, one a row.

    The methods are the functions of `sayso` of the same names, and take the same keywords; `help(sayso.attributions)`
    tells all of them. `text` names the column of the texts and `id` that of their names, which must be there; with
    `id=None` rows are numbered. Without `id`, a column of this name is used if there is one, and else rows are numbered.
    """

    def __init__(self, frame: Frame) -> None:
        self._frame: Any = frame

    def attributions(
        self, text: str = "text", id: str | EllipsisType | None = ..., **keywords: Unpack[Keywords]
    ) -> Frame:
        """Who said what: one row an attribution."""
        return self._back(_functions.attributions(self._frame, text, self._id(id), **keywords))

    def entities(self, text: str = "text", id: str | EllipsisType | None = ..., **keywords: Unpack[Keywords]) -> Frame:
        """What the articles speak of: one row an entity of a document."""
        return self._back(_functions.entities(self._frame, text, self._id(id), **keywords))

    def mentions(self, text: str = "text", id: str | EllipsisType | None = ..., **keywords: Unpack[Keywords]) -> Frame:
        """Where entities are named or referred to: one row a place."""
        return self._back(_functions.mentions(self._frame, text, self._id(id), **keywords))

    def transfers(self, text: str = "text", id: str | EllipsisType | None = ..., **keywords: Unpack[Keywords]) -> Frame:
        """Who gives what to whom: one row a transfer."""
        return self._back(_functions.transfers(self._frame, text, self._id(id), **keywords))

    def tokens(self, text: str = "text", id: str | EllipsisType | None = ..., **keywords: Unpack[Keywords]) -> Frame:
        """Words and punctuation with their grammar: one row a token."""
        return self._back(_functions.tokens(self._frame, text, self._id(id), **keywords))

    def documents(self, text: str = "text", id: str | EllipsisType | None = ..., **keywords: Unpack[Keywords]) -> Frame:
        """The articles themselves: one row a document, those that failed with their `error`."""
        return self._back(_functions.documents(self._frame, text, self._id(id), **keywords))

    def tables(
        self, text: str = "text", id: str | EllipsisType | None = ..., **keywords: Unpack[Keywords]
    ) -> dict[str, Frame]:
        """All tables, by name, from one analysis."""
        tables = _functions.tables(self._frame, text, self._id(id), **keywords)
        return {name: self._back(table) for name, table in tables.items()}

    def report(
        self, text: str = "text", id: str | EllipsisType | None = ..., **keywords: Unpack[CountKeywords]
    ) -> Report:
        """Counts the articles."""
        return _functions.report(self._frame, text, self._id(id), **keywords)

    def _id(self, given: str | EllipsisType | None) -> str | None:
        if isinstance(given, EllipsisType):
            return "id" if "id" in self._frame.columns else None
        return given

    def _back(self, table: pa.Table) -> Frame:
        """A table as a frame of the same make."""
        raise NotImplementedError
