"""What was found in one text."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any, Literal

from sayso import _native
from sayso._offsets import Offsets
from sayso._records import (
    Amount,
    Attribution,
    Boilerplate,
    Content,
    Cue,
    Entity,
    Mention,
    Note,
    Party,
    Quotation,
    Source,
    Span,
    Thing,
    Token,
    Transfer,
)

HEAD = ("format", "id", "meta", "notes", "offsets")
"""What a record begins with."""

LAYERS = {
    "sentences": "sentence",
    "words": "word",
    "tokens": "token",
    "quotations": "quotation",
    "entities": "entity",
    "boilerplate": "boilerplate",
    "attributions": "attribution",
    "transfers": "transfer",
}
"""The layers of a record besides the text, in its order, and what one item of each is called."""


class Analysis:
    """What was found in one text. Objects are made when they are asked for, and kept.

    It holds the layers that the analyzer was asked for: sentences, entities and attributions, if nothing else was
    said. Sentences, words, tokens, quotations and boilerplate can be had from every analysis; those that it does not hold take
    another pass over the text. Entities, attributions and transfers that it does not hold raise `AttributeError`.

    >>> import sayso
    >>> analysis = sayso.analyze("Pyongyang denied the reports.")
    >>> analysis
    <Analysis of 29 characters: 1 sentence, 1 entity, 1 attribution>
    >>> analysis.entities
    (<Entity 0: Pyongyang (place)>,)
    >>> [token.lemma for token in analysis.tokens]
    ['Pyongyang', 'deny', 'the', 'report', '.']

    What is known of the article is there too. What nobody gave may come from the text, as a note says:

    >>> wire = sayso.analyze("KYIV, Nov. 23 (Reuters) - Ukraine said it struck.", url="https://wire.example/1")
    >>> wire.publisher, wire.date, wire.url
    ('Reuters', 'Nov. 23', 'https://wire.example/1')
    >>> wire.notes[0].detail
    'the publisher `Reuters` is taken from the text'
    """

    def __init__(self, text: str, record: bytes, has_text: bool = True) -> None:
        self._text, self._json, self._has_text = text, record, has_text
        self._entities: dict[int, Entity] = {}

    @property
    def ok(self) -> Literal[True]:
        """Whether this is an analysis; of a `Failure` it is false. Pyright tells the two apart by `is True` only."""
        return True

    @property
    def text(self) -> str:
        """The text that was analysed."""
        return self._text

    @property
    def id(self) -> str:
        """The name of the document; empty if it was given none."""
        name: str = self._record["id"]
        return name

    @property
    def title(self) -> str | None:
        """The headline."""
        return self._meta("title")

    @property
    def date(self) -> str | None:
        """The day of publication, as it was given or is written in the text."""
        return self._meta("date")

    @property
    def publisher(self) -> str | None:
        """The outlet."""
        return self._meta("publisher")

    @property
    def url(self) -> str | None:
        """The address."""
        return self.extra.get("url")

    @property
    def extra(self) -> dict[str, Any]:
        """All else that is known of the article, such as its `byline`."""
        return dict(self._record["meta"].get("extra", {}))

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What happened to the text, or is odd about it; usually nothing."""
        return tuple(Note(**note) for note in self._record.get("notes", ()))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, in order."""
        return self._spans(self._layer("sentences"))

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """First what has a name or description, then numbers, dates and the like."""
        return tuple(map(self._entity, range(len(self._layer("entities")))))

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who said what, in the order of the cues."""
        return tuple(map(self._attribution, self._layer("attributions")))

    @cached_property
    def transfers(self) -> tuple[Transfer, ...]:
        """Who gives what to whom, in the order of the triggers.

        >>> import sayso
        >>> found = sayso.analyze("Berlin sent 14 tanks to Kyiv.", layers="entities, transfers").transfers[0]
        >>> found.giver.text, found.thing.text, found.thing.kind, found.receiver.text
        ('Berlin', '14 tanks', 'weapon', 'Kyiv')
        """
        return tuple(map(self._transfer, self._layer("transfers")))

    @cached_property
    def words(self) -> tuple[Span, ...]:
        """Words and punctuation without their grammar, for a tenth of the time of `tokens`."""
        return self._spans(self._layer("words"))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Words and punctuation with their grammar."""
        return tuple(self._token(token) for token in self._layer("tokens"))

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """What is in quotation marks, speech or not."""
        return tuple(Quotation(text=self._at(q), **q) for q in self._layer("quotations"))

    @cached_property
    def boilerplate(self) -> tuple[Boilerplate, ...]:
        """Bylines, datelines, credits and the like."""
        return tuple(map(self._boilerplate, self._layer("boilerplate")))

    def to_dict(self) -> dict[str, Any]:
        """The record of the command line, as documented in Sayso's README, for `json.dumps`."""
        record = json.loads(self._json)
        head = {name: record[name] for name in HEAD if name in record}
        if self._has_text:
            head["text"] = self._text
        return head | {layer: record[layer] for layer in LAYERS if layer in record}

    def __repr__(self) -> str:
        counts = {layer: len(self._record[layer]) for layer in LAYERS if layer in self._record}
        found = [f"{n:,} {LAYERS[layer] if n == 1 else layer}" for layer, n in counts.items()]
        return f"<Analysis of {_characters(self._text)}: {', '.join(found) or 'no layers'}>"

    def _repr_html_(self) -> str:
        # For notebooks alone.
        from sayso._html import article

        attributions = self.attributions if "attributions" in self._record else ()
        return article(self._text, attributions, self._offsets, (self.title, self.publisher, self.date))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Analysis):
            return NotImplemented
        return self.__reduce__() == other.__reduce__()

    def __hash__(self) -> int:
        return hash((self._text, self._json))

    def __reduce__(self) -> tuple[Any, ...]:
        return Analysis, (self._text, self._json, self._has_text)

    @cached_property
    def _record(self) -> dict[str, Any]:
        record: dict[str, Any] = json.loads(self._json)
        return record

    @cached_property
    def _offsets(self) -> Offsets:
        return Offsets(self._text, self._record["offsets"])

    def _meta(self, name: str) -> str | None:
        value: str | None = self._record["meta"][name]
        return value

    def _layer(self, name: str) -> list[Any]:
        """A layer of the record, or if no option of an analyzer matters for it, of another one."""
        record = self._record
        if name not in record and name in ("entities", "attributions", "transfers"):
            raise AttributeError(f"this analysis holds no {name}; ask for them: layers=[..., {name!r}]")
        if name not in record:
            record = json.loads(_native.annotate(self._text, [name], record["offsets"]))
        layer: list[Any] = record[name]
        return layer

    def _span(self, span: list[int] | None) -> Span | None:
        if span is None:
            return None
        start, end = span
        return Span(start, end, self._offsets.cut(start, end))

    def _spans(self, spans: list[list[int]]) -> tuple[Span, ...]:
        cut = self._offsets.cut
        return tuple([Span(start, end, cut(start, end)) for start, end in spans])

    def _at(self, span: dict[str, Any]) -> str:
        return self._offsets.cut(span["start"], span["end"])

    def _boilerplate(self, found: dict[str, Any]) -> Boilerplate:
        parts = {part: self._span(found.get(part)) for part in ("author", "outlet", "date")}
        return Boilerplate(found["start"], found["end"], self._at(found), found["kind"], **parts)

    def _mentions(self, mentions: list[dict[str, Any]]) -> tuple[Mention, ...]:
        return tuple(Mention(text=self._at(mention), **mention) for mention in mentions)

    def _token(self, token: dict[str, Any]) -> Token:
        return Token(**{"text": self._at(token), "feats": ""} | token)

    def _entity(self, id: int) -> Entity:
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
            ref=entity.get("ref"),
            country=entity.get("country"),
            acts_for=entity.get("acts_for"),
            role=entity.get("role"),
            affiliation=entity.get("affiliation"),
            value=entity.get("value"),
            low=entity.get("low"),
            high=entity.get("high"),
            unit=entity.get("unit"),
            approximate=entity.get("approximate", False),
            thing=self._span(entity.get("thing")),
        )

    def _party(self, party: dict[str, Any] | None) -> Party | None:
        if party is None:
            return None
        start, end = party["span"]
        entity = party.get("entity") if "entities" in self._record else None
        return Party(start, end, self._offsets.cut(start, end), None if entity is None else self._entity(entity))

    def _thing(self, thing: dict[str, Any] | None) -> Thing | None:
        if thing is None:
            return None
        start, end = thing["span"]
        amounts = {name: self._amount(thing.get(name)) for name in ("amount", "worth")}
        return Thing(start, end, self._offsets.cut(start, end), thing["kind"], **amounts)

    def _amount(self, amount: dict[str, Any] | None) -> Amount | None:
        if amount is None:
            return None
        return Amount(amount["value"], amount.get("low"), amount.get("high"), amount.get("unit"))

    def _transfer(self, transfer: dict[str, Any]) -> Transfer:
        time = transfer.get("time", {})
        trigger = self._span(transfer["trigger"])
        assert trigger is not None
        return Transfer(
            id=transfer["id"],
            trigger=trigger,
            lemma=transfer["lemma"],
            giver=self._party(transfer.get("giver")),
            receiver=self._party(transfer.get("receiver")),
            thing=self._thing(transfer.get("thing")),
            status=transfer["status"],
            in_return=transfer.get("in_return"),
            time=self._span(time.get("span")),
            time_value=time.get("value"),
            attribution=transfer["attribution"],
            confidence=transfer["confidence"],
        )

    def _attribution(self, attribution: dict[str, Any]) -> Attribution:
        source, cue, content = (attribution[part] for part in ("source", "cue", "content"))
        anonymity = source.get("anonymity", {})
        held = "entities" in self._record
        entity = source.get("entity") if held else None
        members = source.get("members", ()) if held else ()
        return Attribution(
            id=attribution["id"],
            source=Source(
                spans=self._spans(source["spans"]),
                kind=source["kind"],
                entity=None if entity is None else self._entity(entity),
                members=tuple(map(self._entity, members)),
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
            polarity=attribution["polarity"],
            actuality=attribution["actuality"],
            hedges=self._spans(attribution["hedges"]),
            parent=attribution["parent"],
            continues=attribution.get("continues"),
            confidence=attribution["confidence"],
        )


def _characters(text: str) -> str:
    return "1 character" if len(text) == 1 else f"{len(text):,} characters"
