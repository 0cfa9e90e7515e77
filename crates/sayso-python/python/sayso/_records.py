"""What an analysis holds: plain, frozen objects whose offsets index the Python string that was analysed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from sayso import _native

GAP = " … "
"""What stands between the pieces of broken text."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: `text` is what stands from `start` to before `end`."""

    start: int
    end: int
    text: str

    def __repr__(self) -> str:
        return f"<{self.start}:{self.end} {shorten(self.text)!r}>"


class _Pieces:
    """What has spans: its first start, its last end, its words."""

    __slots__ = ()
    spans: tuple[Span, ...]

    @property
    def start(self) -> int | None:
        """Where the first piece starts; None if there is none."""
        return self.spans[0].start if self.spans else None

    @property
    def end(self) -> int | None:
        """Where the text behind the last piece starts; None if there is none."""
        return self.spans[-1].end if self.spans else None

    @property
    def text(self) -> str:
        """The words, with ` … ` between pieces."""
        return GAP.join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """A place where an entity is named or referred to."""

    confidence: float
    """The probability, from 0 to 1, that stretch and kind are right."""
    link: float
    """The probability that this entity is meant."""

    __repr__ = Span.__repr__


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that the text speaks of, or a number, date or amount with its value."""

    id: int
    """Its index in `Analysis.entities`."""
    kind: str
    """`person`, `organisation`, `place`, ..., `date`, `quantity`, `money`, ..."""
    name: str
    """The fullest form used, or the words of an expression."""
    mentions: tuple[Mention, ...]
    """Where it is named."""
    references: tuple[Mention, ...]
    """Where a pronoun or description refers to it."""
    country: str | None
    """The ISO 3166 code of the country that it is, or that it is the people, capital or seat of."""
    acts_for: str | None
    """The country for whose government a place stands where it acts."""
    role: str | None
    """What somebody is said to be."""
    affiliation: int | None
    """The id of the entity that somebody is said to belong to."""
    value: str | None
    """What an expression is worth: `USD 135000000`, `2024-11-23`, `~12000`."""
    thing: Span | None
    """What an amount counts."""

    def __repr__(self) -> str:
        value = f" = {self.value}" if self.value else ""
        return f"<Entity {self.id}: {shorten(self.name)} ({self.kind}{value})>"


@dataclass(frozen=True, slots=True)
class Source(_Pieces):
    """Who says it. Without spans where nobody is named."""

    spans: tuple[Span, ...]
    kind: str
    """`person`, `role`, `group`, `organisation`, `government`, `outlet`, `document`, `imagery`, `intercept`,
    `social`, `author` or `none`."""
    entity: Entity | None
    """The entity that it is."""
    role: Span | None
    """What a person is said to be."""
    affiliation: Span | None
    """The body to which the source is said to belong."""
    anonymity: Span | None
    """The words that say that the name is withheld."""
    anonymity_reason: Span | None
    """The words that say why."""

    def __repr__(self) -> str:
        return f"<Source {shorten(self.text) or 'nobody'} ({self.kind})>"


@dataclass(frozen=True, slots=True)
class Cue(_Pieces):
    """The words that mark an attribution."""

    spans: tuple[Span, ...]
    lemma: str
    """The dictionary form of their head."""
    addressee: Span | None
    """To whom it was said."""
    channel: Span | None
    """By which way: "in a statement"."""

    def __repr__(self) -> str:
        return f"<Cue {shorten(self.text)} ({self.lemma})>"


@dataclass(frozen=True, slots=True)
class Content(_Pieces):
    """What is ascribed. More than one span where it is broken in pieces."""

    spans: tuple[Span, ...]
    quotation: Literal["direct", "mixed", "indirect"]
    """How much of it stands in quotation marks: all, a part, nothing."""

    def __repr__(self) -> str:
        return f"<Content {shorten(self.text)} ({self.quotation})>"


@dataclass(frozen=True, slots=True)
class Attribution:
    """One relation: a source to whom a content is ascribed by a cue."""

    id: int
    """Its index in `Analysis.attributions`."""
    source: Source
    cue: Cue
    content: Content
    stance: str
    """What the cue commits the source to: `assert`, `confirm`, `deny`, `question`, `suggest`, `believe`,
    `intend`, `direct` or `withhold`."""
    hedges: tuple[Span, ...]
    """The words in the content that weaken it: "is likely to"."""
    parent: int | None
    """The id of the attribution in whose content this one stands."""
    continues: int | None
    """The id of the attribution that a quotation without a cue of its own goes on with."""
    confidence: float
    """The chance that source and content are right, calibrated."""

    def __repr__(self) -> str:
        who = shorten(self.source.text) or "nobody"
        said = shorten(self.content.text)
        how = f"{self.stance}, {self.content.quotation}"
        return f"<Attribution {self.id}: {who} | {self.cue.text} | {said} ({how})>"


@dataclass(frozen=True, slots=True)
class Token(Span):
    """A word or mark with its grammar, in the terms of Universal Dependencies."""

    lemma: str
    upos: str
    xpos: str
    feats: str
    """Morphological features as treebanks write them: `Number=Plur`."""
    head: int
    """The index of the token on which it hangs; its own if it is the root."""
    deprel: str

    def __repr__(self) -> str:
        return f"<Token {self.text!r} {self.upos}>"


@dataclass(frozen=True, slots=True)
class Quotation(Span):
    """A stretch in quotation marks, the marks included."""

    style: Literal["double", "single"]
    depth: int
    """How many quotations it stands in."""
    complete: bool
    """Whether both marks are there."""
    speech: bool
    """Whether it reads as speech, and not as a name, a title or a word held at arm's length."""

    __repr__ = Span.__repr__


class Analysis:
    """What was found in one text. Layers are made when they are asked for, and kept.

    >>> import sayso
    >>> analysis = sayso.analyze("Pyongyang denied arms supplies.")
    >>> analysis
    <Analysis of 31 characters: 1 sentence, 1 entity, 1 attribution>
    >>> analysis.entities
    (<Entity 0: Pyongyang (place)>,)
    >>> [token.lemma for token in analysis.tokens]
    ['Pyongyang', 'deny', 'arm', 'supplies', '.']
    """

    def __init__(self, text: str, record: bytes, date: str | None = None) -> None:
        self._text, self._json, self._date = text, record, date
        self._entities: dict[int, Entity] = {}

    @property
    def ok(self) -> Literal[True]:
        """Whether this is an analysis; of a `Failure` it is false."""
        return True

    @property
    def text(self) -> str:
        """The text that was analysed."""
        return self._text

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, in order."""
        return self._spans(self._record["sentences"])

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """First what has a name or description, then numbers, dates and the like."""
        return tuple(map(self._entity, range(len(self._record["entities"]))))

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who said what, in the order of the cues."""
        return tuple(map(self._attribution, self._record["attributions"]))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Words and marks with their grammar. Takes another analysis when it is asked for first."""
        return tuple(self._token(token) for token in self._grammar["tokens"])

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """What stands in quotation marks, speech or not. Takes another analysis like `tokens`."""
        return tuple(Quotation(text=self._at(q), **q) for q in self._grammar["quotations"])

    def to_dict(self) -> dict[str, Any]:
        """The record of the command line, as documented in Sayso's README, for `json.dumps`."""
        record = json.loads(self._json)
        return {"format": record["format"], "offsets": record["offsets"], "text": self._text} | {
            layer: record[layer] for layer in ("sentences", "entities", "attributions")
        }

    def __repr__(self) -> str:
        layers = ("sentence", "entity", "attribution")
        counts = (len(self.sentences), len(self.entities), len(self.attributions))
        found = ", ".join(count(n, what) for n, what in zip(counts, layers, strict=True))
        return f"<Analysis of {count(len(self._text), 'character')}: {found}>"

    def _repr_html_(self) -> str:
        from sayso._html import article

        return article(self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Analysis):
            return NotImplemented
        return (self._text, self._json, self._date) == (other._text, other._json, other._date)

    def __hash__(self) -> int:
        return hash((self._text, self._json))

    def __reduce__(self) -> tuple[Any, ...]:
        return Analysis, (self._text, self._json, self._date)

    @cached_property
    def _record(self) -> dict[str, Any]:
        return json.loads(self._json)

    @cached_property
    def _grammar(self) -> dict[str, Any]:
        return json.loads(_native.analyze(self._text, self._date, True))

    def _span(self, span: list[int] | None) -> Span | None:
        return None if span is None else Span(*span, self._text[span[0] : span[1]])

    def _spans(self, spans: list[list[int]]) -> tuple[Span, ...]:
        text = self._text
        return tuple([Span(start, end, text[start:end]) for start, end in spans])

    def _at(self, span: dict[str, Any]) -> str:
        return self._text[span["start"] : span["end"]]

    def _mentions(self, mentions: list[dict[str, Any]]) -> tuple[Mention, ...]:
        return tuple(Mention(text=self._at(mention), **mention) for mention in mentions)

    def _token(self, token: dict[str, Any]) -> Token:
        return Token(**{"text": self._at(token), "feats": ""} | token)

    def _entity(self, id: int) -> Entity:  # noqa: A002
        """Made when somebody asks for it: most entities are no source."""
        found = self._entities.get(id)
        if found is None:
            found = self._entities[id] = self._make(self._record["entities"][id])
        return found

    def _make(self, entity: dict[str, Any]) -> Entity:
        return Entity(
            id=entity["id"],
            kind=entity["kind"],
            name=entity["name"],
            mentions=self._mentions(entity["mentions"]),
            references=self._mentions(entity.get("references", ())),
            country=entity.get("country"),
            acts_for=entity.get("acts_for"),
            role=entity.get("role"),
            affiliation=entity.get("affiliation"),
            value=entity.get("value"),
            thing=self._span(entity.get("thing")),
        )

    def _attribution(self, attribution: dict[str, Any]) -> Attribution:
        source, cue, content = (attribution[part] for part in ("source", "cue", "content"))
        anonymity = source.get("anonymity", {})
        entity = source.get("entity")
        return Attribution(
            id=attribution["id"],
            source=Source(
                spans=self._spans(source["spans"]),
                kind=source["kind"],
                entity=None if entity is None else self._entity(entity),
                role=self._span(source.get("role")),
                affiliation=self._span(source.get("affiliation")),
                anonymity=self._span(anonymity.get("span")),
                anonymity_reason=self._span(anonymity.get("reason")),
            ),
            cue=Cue(
                spans=self._spans(cue["spans"]),
                lemma=cue["lemma"],
                addressee=self._span(cue.get("addressee")),
                channel=self._span(cue.get("channel")),
            ),
            content=Content(self._spans(content["spans"]), content["quotation"]),
            stance=attribution["stance"],
            hedges=self._spans(attribution["hedges"]),
            parent=attribution["parent"],
            continues=attribution.get("continues"),
            confidence=attribution["confidence"],
        )


def shorten(text: str, most: int = 60) -> str:
    """In one line, cut at a blank if it is long."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0] + "…"


def count(n: int, what: str) -> str:
    """`1 entity`, `2 entities`."""
    if n != 1:
        what = what[:-1] + "ies" if what.endswith("y") else what + "s"
    return f"{n:,} {what}"
