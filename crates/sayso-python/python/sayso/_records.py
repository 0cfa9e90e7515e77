"""What an analysis holds: plain, frozen objects whose offsets index the Python string that was analysed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

GAP = " … "
"""What is written between the pieces of broken text."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: `text` is written from `start` to just before `end`."""

    start: int
    end: int
    text: str

    def __repr__(self) -> str:
        return f"<{self.start}:{self.end} {shorten(self.text)!r}>"


class Pieces:
    """What has spans: its first start, its last end, its words."""

    __slots__ = ()
    spans: tuple[Span, ...]

    @property
    def start(self) -> int | None:
        """Where the first piece starts; None if there is none."""
        return self.spans[0].start if self.spans else None

    @property
    def end(self) -> int | None:
        """Where the text after the last piece starts; None if there is none."""
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
    acts: bool = False
    """Whether a place acts here, and so means the government that the entity `acts_for`."""

    __repr__ = Span.__repr__


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that the text speaks of, or a number, date or amount with its value."""

    id: int
    """Its index in `Analysis.entities`."""
    kind: str
    """`person`, `organisation`, `place`, ..., `date`, `quantity`, `money`, ..."""
    name: str
    """The fullest form used, or the words of an expression; the canonical name in your gazetteer, if it has one."""
    mentions: tuple[Mention, ...]
    """Where it is named."""
    references: tuple[Mention, ...]
    """Where a pronoun or description refers to it."""
    ref: str | None
    """The link in your gazetteer."""
    country: str | None
    """The ISO 3166 code of the country that it is, or that it is the people, capital or seat of."""
    acts_for: str | None
    """The country whose government is meant where a place acts."""
    role: str | None
    """What somebody is said to be."""
    affiliation: int | None
    """The id of the entity that somebody is said to belong to."""
    value: str | None
    """What an expression is worth: `USD 135000000`, `2024-11-23`, `~12000`."""
    low: float | None
    """The least that an amount is; `None` for "up to 500"."""
    high: float | None
    """The most that it is; the same as the least for a plain number."""
    unit: str | None
    """What it is measured in: `km`, `year`, the code of a currency, or `%`."""
    approximate: bool
    """Whether the words give it as approximate."""
    thing: Span | None
    """What an amount counts."""

    def __repr__(self) -> str:
        value = f" = {self.value}" if self.value else ""
        return f"<Entity {self.id}: {shorten(self.name)} ({self.kind}{value})>"


@dataclass(frozen=True, slots=True)
class Source(Pieces):
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
class Cue(Pieces):
    """The words that mark an attribution."""

    spans: tuple[Span, ...]
    lemma: str
    """The dictionary form of their head."""
    addressee: Span | None
    """To whom it was said."""
    channel: Span | None
    """How it was said: "in a statement"."""

    def __repr__(self) -> str:
        return f"<Cue {shorten(self.text)} ({self.lemma})>"


@dataclass(frozen=True, slots=True)
class Content(Pieces):
    """What is ascribed. More than one span where it is broken in pieces."""

    spans: tuple[Span, ...]
    quotation: Literal["direct", "mixed", "indirect"]
    """How much of it is in quotation marks: all, a part, nothing."""

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
    polarity: str
    """`positive`, or `negative` where the source did not do so: "never said"."""
    actuality: str
    """`actual`, or `asked`, `conditional`, `modal` or `expected`: "if she says", "is expected to say"."""
    hedges: tuple[Span, ...]
    """The words in the content that weaken it: "is likely to"."""
    parent: int | None
    """The id of the attribution in whose content this one is."""
    continues: int | None
    """The id of the attribution that a quotation without a cue of its own goes on with."""
    confidence: float
    """The chance that source and content are right, calibrated."""

    def __repr__(self) -> str:
        who = shorten(self.source.text) or "nobody"
        said = shorten(self.content.text)
        negative = "not " if self.polarity == "negative" else ""
        actuality = "" if self.actuality == "actual" else f", {self.actuality}"
        how = f"{negative}{self.stance}{actuality}, {self.content.quotation}"
        return f"<Attribution {self.id}: {who} | {self.cue.text} | {said} ({how})>"


@dataclass(frozen=True, slots=True)
class Token(Span):
    """A word or punctuation mark with its grammar, in the terms of Universal Dependencies."""

    lemma: str
    upos: str
    xpos: str
    feats: str
    """Morphological features as treebanks write them: `Number=Plur`."""
    head: int
    """The index of the token to which it is attached; its own if it is the root."""
    deprel: str

    def __repr__(self) -> str:
        return f"<Token {self.text!r} {self.upos}>"


@dataclass(frozen=True, slots=True)
class Quotation(Span):
    """A stretch in quotation marks, the marks included."""

    style: Literal["double", "single"]
    depth: int
    """How many quotations it is in."""
    complete: bool
    """Whether both marks are there."""
    speech: bool
    """Whether it reads as speech, and not as a name, a title or a word held at arm's length."""

    __repr__ = Span.__repr__


@dataclass(frozen=True, slots=True)
class Boilerplate(Span):
    """A stretch that is not part of the story."""

    kind: str
    """`byline`, `dateline`, `credits`, `photo`, `prompt`, `copyright` or `release`."""
    author: Span | None
    """Who wrote the story."""
    outlet: Span | None
    """Who published it."""
    date: Span | None
    """The day on which it was sent."""

    def __repr__(self) -> str:
        return f"<Boilerplate {shorten(self.text)!r} ({self.kind})>"


def shorten(text: str, most: int = 60) -> str:
    """In one line, cut at a blank if it is long."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0] + "…"
