"""Why there is an attribution, or none."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from sayso._records import Pieces, Span, shorten


@dataclass(frozen=True, slots=True, repr=False)
class Reason:
    """What speaks for a decision, or against it.

    - `what`: the feature of the learned model, in words.
    - `weight`: in log odds: above 0 for it, below 0 against it.
    """

    what: str
    weight: float

    def __repr__(self) -> str:
        return f"<{self.weight:+} {self.what}>"


@dataclass(frozen=True, slots=True, repr=False)
class WordReason:
    """How much a word counts, found by leaving it out.

    - `word`: the word.
    - `weight`: in log odds: how much less likely the cue is without it.
    """

    word: Span
    weight: float

    def __repr__(self) -> str:
        return f"<{self.weight:+} {self.word.text!r}>"


@dataclass(frozen=True, slots=True, repr=False)
class Alternative(Pieces):
    """A source or content that was considered.

    - `spans`: its words; `start`, `end` and `text` are of all of them.
    - `probability`: how likely it is, from 0 to 1.
    - `chosen`: whether it is the one that was taken.
    - `reasons`: what speaks for and against it.
    """

    spans: tuple[Span, ...]
    probability: float
    chosen: bool
    reasons: tuple[Reason, ...]

    def __repr__(self) -> str:
        chosen = ", chosen" if self.chosen else ""
        return f"<Alternative {shorten(self.text)} ({self.probability}{chosen})>"


@dataclass(frozen=True, slots=True, repr=False)
class Explanation:
    """Why there is an attribution at a place, or none. `print` shows it as `sayso explain` does.

    Probabilities and confidences are from 0 to 1.

    - `attribution`: the id of the attribution at the place.
    - `outcome`: what was decided: an attribution was `found`, also `embedded` (in the content of another), `ruled` (by a
      rule) or `continued` (a quotation without a cue); or there is none, because the word is `no-candidate` (never seen as
      a cue), `unlikely` as one, `crowded` out by likelier ones, `superseded` by another attribution, in `boilerplate`, has
      `no-content`, or source and content are `unsure`.
    - `rule`: the rule that found it, if one did.
    - `cue`: the cue; where there is no attribution, the likeliest of the sentence.
    - `head`: the head of the cue.
    - `first_probability`: of the cue by itself.
    - `probability`: of the cue among the words around it.
    - `least_probability`: what a cue needs.
    - `listed`: whether your own list of cues has it.
    - `reasons`: what speaks for and against the cue: features of the fast model.
    - `words`: what speaks for and against the cue: words that the accurate model read.
    - `sources`: the sources that were considered.
    - `contents`: the contents that were considered.
    - `labelling`: which of the best labellings of the sentence was chosen, from 0.
    - `labelling_probability`: how likely that is.
    - `confidence`: of the attribution.
    - `least_confidence`: what an attribution needs: `min_confidence`.
    - `lines`: all this as lines to read.
    """

    attribution: int | None
    outcome: str
    rule: str | None
    cue: Span
    head: Span
    first_probability: float
    probability: float
    least_probability: float
    listed: bool
    reasons: tuple[Reason, ...]
    words: tuple[WordReason, ...]
    sources: tuple[Alternative, ...]
    contents: tuple[Alternative, ...]
    labelling: int
    labelling_probability: float
    confidence: float
    least_confidence: float
    lines: str = field(repr=False)

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
