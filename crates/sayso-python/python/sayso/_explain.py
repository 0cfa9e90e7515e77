"""Why there is an attribution, or none."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from sayso._records import Pieces, Span, shorten


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for a decision, or against it."""

    what: str
    """The feature of the learned model."""
    weight: float
    """In log odds: above 0 for it, below 0 against it."""

    def __repr__(self) -> str:
        return f"<{self.weight:+} {self.what}>"


@dataclass(frozen=True, slots=True)
class WordReason:
    """How much a word counts, found by leaving it out."""

    word: Span
    weight: float
    """In log odds: how much less likely the cue is without the word."""

    def __repr__(self) -> str:
        return f"<{self.weight:+} {self.word.text!r}>"


@dataclass(frozen=True, slots=True)
class Alternative(Pieces):
    """A source or content that was considered."""

    spans: tuple[Span, ...]
    probability: float
    chosen: bool
    """Whether it is the one that was taken."""
    reasons: tuple[Reason, ...]

    def __repr__(self) -> str:
        chosen = ", chosen" if self.chosen else ""
        return f"<Alternative {shorten(self.text)} ({self.probability}{chosen})>"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why there is an attribution at a place, or none. `print` shows it as `sayso explain` does."""

    attribution: int | None
    """The id of the attribution at the place."""
    outcome: str
    """What was decided: `found`, `unlikely`, `no-content`, `unsure`, ..."""
    rule: str | None
    """The rule that found it, if one did."""
    cue: Span
    """The cue; where there is no attribution, the likeliest of the sentence."""
    head: Span
    """Its head."""
    first_probability: float
    """Of the cue by itself."""
    probability: float
    """Of the cue among the words around it."""
    least_probability: float
    """What a cue needs."""
    listed: bool
    """Whether your own list of cues has it."""
    reasons: tuple[Reason, ...]
    """What speaks for and against the cue: features of the fast model."""
    words: tuple[WordReason, ...]
    """What speaks for and against the cue: words that the accurate model read."""
    sources: tuple[Alternative, ...]
    contents: tuple[Alternative, ...]
    labelling: int
    """Which of the best labellings was chosen, from 0."""
    labelling_probability: float
    confidence: float
    """Of the attribution."""
    least_confidence: float
    """What an attribution needs: `min_confidence`."""
    lines: str = field(repr=False)
    """All this as lines to read."""

    def __str__(self) -> str:
        return self.lines.rstrip("\n")

    def __repr__(self) -> str:
        found = "no attribution" if self.attribution is None else f"attribution {self.attribution}"
        return f"<Explanation of {self.head.text!r}: {found} ({self.outcome})>"


def explanation(record: str, lines: str) -> Explanation:
    """An explanation as the native half writes it."""
    fields = json.loads(record)
    del fields["id"]
    for part in ("cue", "head"):
        fields[part] = _span(fields[part])
    for part in ("sources", "contents"):
        fields[part] = tuple(map(_alternative, fields[part]))
    fields["reasons"] = _reasons(fields["reasons"])
    fields["words"] = tuple(WordReason(_span(made), made["weight"]) for made in fields["words"])
    return Explanation(**fields, lines=lines)


def _alternative(made: dict[str, Any]) -> Alternative:
    spans = tuple(map(_span, made["places"]))
    return Alternative(spans, made["probability"], made["chosen"], _reasons(made["reasons"]))


def _reasons(reasons: list[dict[str, Any]]) -> tuple[Reason, ...]:
    return tuple(Reason(**reason) for reason in reasons)


def _span(place: dict[str, Any]) -> Span:
    start, end = place["span"]
    return Span(start, end, place["text"])
