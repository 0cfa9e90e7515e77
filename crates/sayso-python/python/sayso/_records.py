"""What an analysis holds: plain, frozen objects whose offsets index the Python string that was analysed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.types import Actuality, Polarity, QuotationType, SourceKind, Stance, ThingKind, TransferStatus, Upos

GAP = " … "
"""What is written between the pieces of broken text."""


@dataclass(frozen=True, slots=True, repr=False)
class Span:
    """A stretch of text.

    - `start`: where it starts, an offset from 0 in the unit that was asked for, by default code points.
    - `end`: where the text after it starts, in the same unit.
    - `text`: its words.
    """

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


@dataclass(frozen=True, slots=True, repr=False)
class Mention(Span):
    """A place where an entity is named or referred to: a `Span` with more.

    - `start`, `end`, `text`: where it is, and its words.
    - `confidence`: the probability, from 0 to 1, that stretch and kind are right.
    - `link`: the probability, from 0 to 1, that this entity is meant.
    - `acts`: whether a place acts here, and so means the government that the entity `acts_for`.
    """

    confidence: float
    link: float
    acts: bool = False

    __repr__ = Span.__repr__


@dataclass(frozen=True, slots=True, repr=False)
class Entity:
    """Something that the text speaks of, or a number, date or amount with its value.

    - `id`: its index in `Analysis.entities`, from 0.
    - `kind`: of a name `person`, `organisation`, `place`, `nationality`, `event`, `work`, `facility`, `product`, `weapon`
      or `platform` (vehicles, ships, aircraft); of an expression `date`, `time`, `number`, `ordinal`, `quantity`, `money`,
      `percent`, `age`, `url`, `email` or `handle`.
    - `name`: the fullest form used, or the words of an expression; the canonical name in your gazetteer, if it has one.
    - `mentions`: where it is named.
    - `references`: where a pronoun or description refers to it.
    - `ref`: the link in your gazetteer.
    - `country`: the ISO 3166 code, of two letters, of the country that it is, or that it is the people, capital or seat of.
    - `acts_for`: the code of the country whose government is meant where a place acts.
    - `role`: what somebody is said to be.
    - `affiliation`: the id of the entity that somebody is said to belong to.
    - `value`: what an expression is worth: `USD 135000000`, `2024-11-23`, `~12000`.
    - `low`: the least that an amount is, in `unit`; None for "up to 500".
    - `high`: the most that it is, in `unit`; the same as the least for a plain number.
    - `unit`: what it is measured in: `km`, `year`, the ISO 4217 code of a currency, or `%`.
    - `approximate`: whether the words give it as approximate.
    - `thing`: the words for what an amount counts.
    """

    id: int
    kind: str
    name: str
    mentions: tuple[Mention, ...]
    references: tuple[Mention, ...]
    ref: str | None
    country: str | None
    acts_for: str | None
    role: str | None
    affiliation: int | None
    value: str | None
    low: float | None
    high: float | None
    unit: str | None
    approximate: bool
    thing: Span | None

    def __repr__(self) -> str:
        value = f" = {self.value}" if self.value else ""
        return f"<Entity {self.id}: {shorten(self.name)} ({self.kind}{value})>"


@dataclass(frozen=True, slots=True, repr=False)
class Source(Pieces):
    """Who says it. Without spans where nobody is named.

    - `spans`: the words that name who says it; `start`, `end` and `text` are of all of them.
    - `kind`: `person`, `role`, `group`, `organisation`, `government`, `outlet`, `document`, `imagery`, `intercept`,
      `social`, `author` or `none`.
    - `entity`: the `Entity` that it is, if the analysis holds entities.
    - `members`: the entities of those who are named where several speak together, "Pell and Voss said"; `entity` is `None` then.
    - `role`: the words for what a person is said to be.
    - `affiliation`: the words for the body to which the source is said to belong.
    - `anonymity`: the words that say that the name is withheld.
    - `anonymity_reason`: the words that say why.
    """

    spans: tuple[Span, ...]
    kind: SourceKind
    entity: Entity | None
    members: tuple[Entity, ...]
    role: Span | None
    affiliation: Span | None
    anonymity: Span | None
    anonymity_reason: Span | None

    def __repr__(self) -> str:
        return f"<Source {shorten(self.text) or 'nobody'} ({self.kind})>"


@dataclass(frozen=True, slots=True, repr=False)
class Cue(Pieces):
    """The words that mark an attribution.

    - `spans`: these words; `start`, `end` and `text` are of all of them.
    - `lemma`: the dictionary form of their head.
    - `addressee`: the words that say to whom it was said.
    - `channel`: the words that say how: "in a statement".
    """

    spans: tuple[Span, ...]
    lemma: str
    addressee: Span | None
    channel: Span | None

    def __repr__(self) -> str:
        return f"<Cue {shorten(self.text)} ({self.lemma})>"


@dataclass(frozen=True, slots=True, repr=False)
class Content(Pieces):
    """What is ascribed.

    - `spans`: its words, quotation marks included; more than one span where it is broken in pieces. `start`, `end` and
      `text` are of all of them.
    - `quotation`: how much of it is in quotation marks: `direct` is all of it, `mixed` a part, `indirect` nothing.
    """

    spans: tuple[Span, ...]
    quotation: QuotationType

    def __repr__(self) -> str:
        return f"<Content {shorten(self.text)} ({self.quotation})>"


@dataclass(frozen=True, slots=True, repr=False)
class Attribution:
    """One relation: a source to whom a content is ascribed by a cue.

    - `id`: its index in `Analysis.attributions`, from 0.
    - `source`: who says it.
    - `cue`: the words that mark it.
    - `content`: what is ascribed.
    - `stance`: what the cue commits the source to: `assert`, `confirm`, `deny`, `question`, `suggest`, `believe`,
      `intend`, `direct` or `withhold`.
    - `polarity`: `positive`, or `negative` where the source did not do so: "never said".
    - `actuality`: `actual`, or `asked`, `conditional`, `modal` or `expected`: "if she says", "is expected to say".
    - `hedges`: the words in the content that weaken it: "is likely to".
    - `parent`: the id of the attribution in whose content this one is.
    - `continues`: the id of the attribution that a quotation without a cue of its own goes on with.
    - `confidence`: the probability, from 0 to 1, that source and content are right.
    """

    id: int
    source: Source
    cue: Cue
    content: Content
    stance: Stance
    polarity: Polarity
    actuality: Actuality
    hedges: tuple[Span, ...]
    parent: int | None
    continues: int | None
    confidence: float

    def __repr__(self) -> str:
        who = shorten(self.source.text) or "nobody"
        said = shorten(self.content.text)
        negative = "not " if self.polarity == "negative" else ""
        actuality = "" if self.actuality == "actual" else f", {self.actuality}"
        how = f"{negative}{self.stance}{actuality}, {self.content.quotation}"
        return f"<Attribution {self.id}: {who} | {self.cue.text} | {said} ({how})>"


@dataclass(frozen=True, slots=True, repr=False)
class Token(Span):
    """A word or punctuation mark with its grammar, in the terms of Universal Dependencies: a `Span` with more.

    - `start`, `end`, `text`: where it is, and its characters.
    - `lemma`: the dictionary form.
    - `upos`: the universal part of speech: `VERB`, `PUNCT`.
    - `xpos`: the Penn Treebank's part of speech: `VBD`.
    - `feats`: morphological features as treebanks write them: `Number=Plur`; empty if it has none.
    - `head`: the index, in `Analysis.tokens`, of the token to which it is attached; its own if it is the root.
    - `deprel`: the relation to the head: `nsubj`.
    """

    lemma: str
    upos: Upos
    xpos: str
    feats: str
    head: int
    deprel: str

    def __repr__(self) -> str:
        return f"<Token {self.text!r} {self.upos}>"


@dataclass(frozen=True, slots=True, repr=False)
class Quotation(Span):
    """A stretch in quotation marks, the marks included: a `Span` with more.

    - `start`, `end`, `text`: where it is, and its words.
    - `style`: its quotation marks, `double` or `single`.
    - `depth`: how many quotations it is in, from 0.
    - `complete`: whether both marks are there.
    - `speech`: whether it reads as speech, and not as a name, a title or a word held at arm's length.
    """

    style: Literal["double", "single"]
    depth: int
    complete: bool
    speech: bool

    __repr__ = Span.__repr__


@dataclass(frozen=True, slots=True, repr=False)
class Boilerplate(Span):
    """A stretch that is not part of the story: a `Span` with more.

    - `start`, `end`, `text`: where it is, and its words.
    - `kind`: `byline`, `dateline`, `credits`, `photo`, `prompt`, `copyright`, `release` or `page`.
    - `author`: the words for who wrote the story.
    - `outlet`: the words for who published it.
    - `date`: the words for the day on which it was sent.
    """

    kind: str
    author: Span | None
    outlet: Span | None
    date: Span | None

    def __repr__(self) -> str:
        return f"<Boilerplate {shorten(self.text)!r} ({self.kind})>"


@dataclass(frozen=True, slots=True, repr=False)
class Party(Span):
    """Who gives or receives: a `Span` with more.

    - `start`, `end`, `text`: where it is, and its words.
    - `entity`: the `Entity` that it is or belongs to, if the analysis holds entities: Ukraine for "Ukrainian forces".
    """

    entity: Entity | None

    __repr__ = Span.__repr__


@dataclass(frozen=True, slots=True)
class Amount:
    """How many or how much.

    - `value`: in normal form: `~12000`.
    - `low`: the least that it is; None for "up to 500".
    - `high`: the most that it is; the same as the least for a plain number.
    - `unit`: what it is measured in: `t`, or the ISO 4217 code of a currency.
    """

    value: str
    low: float | None
    high: float | None
    unit: str | None


@dataclass(frozen=True, slots=True, repr=False)
class Thing(Span):
    """What is given: a `Span` with more.

    - `start`, `end`, `text`: where it is, and its words.
    - `kind`: `weapon`, `ammunition`, `money`, `fuel`, `troops`, `technology`, `information`, `document`, `aid` or `other`.
    - `amount`: how many or how much.
    - `worth`: what it is worth, or how much money it is.
    """

    kind: ThingKind
    amount: Amount | None
    worth: Amount | None

    def __repr__(self) -> str:
        return f"<Thing {shorten(self.text)!r} ({self.kind})>"


@dataclass(frozen=True, slots=True, repr=False)
class Transfer:
    """One thing that goes, or is said to go, from a giver to a receiver.

    - `id`: its index in `Analysis.transfers`, from 0.
    - `trigger`: the words that say that something is given or received.
    - `lemma`: the dictionary form of the trigger.
    - `giver`: who gives.
    - `receiver`: who receives.
    - `thing`: what is given.
    - `status`: `claimed`, `denied`, `planned`, `asked` or `possible`.
    - `in_return`: the id of the transfer in return for which it is made.
    - `time`: the words that say when.
    - `time_value`: the day or days that they mean: `2024-11-23`.
    - `attribution`: the id of the innermost attribution in whose content the trigger is.
    - `confidence`: a score from 0 to 1, no probability: how plain form and parts are.
    """

    id: int
    trigger: Span
    lemma: str
    giver: Party | None
    receiver: Party | None
    thing: Thing | None
    status: TransferStatus
    in_return: int | None
    time: Span | None
    time_value: str | None
    attribution: int | None
    confidence: float

    def __repr__(self) -> str:
        words = [shorten(part.text) if part else "?" for part in (self.giver, self.thing, self.receiver)]
        return f"<Transfer {self.id}: {' > '.join(words)} ({self.status})>"


@dataclass(frozen=True, slots=True)
class Note:
    """What happened to a text, or is odd about it.

    - `kind`: a word for programs: `title-from-text`, `cut-sentences`.
    - `detail`: a sentence for people.
    """

    kind: str
    detail: str


def shorten(text: str, most: int = 60) -> str:
    """In one line, cut at a blank if it is long."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0] + "…"
