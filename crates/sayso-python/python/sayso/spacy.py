"""Sayso as a component of a spaCy pipeline; a blank one will do.

>>> import spacy
>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("sayso")
>>> doc = nlp("“We will answer,” said Andrey Kovalenko.")
>>> [span.text for span in doc.spans["source"]]
['Andrey Kovalenko']
>>> doc._.attributions
(<Attribution 0: Andrey Kovalenko | said | “We will answer,” (assert, direct)>,)

A `Doc` gets

- `doc._.attributions`: who said what, with offsets that index `doc.text`; `doc._.sayso` is the whole analysis;
- `doc.spans["source"]`, `["cue"]` and `["content"]`: the same as spans of tokens, each with its part as label and
  the id of its attribution as `span.id_`; and all three as `doc.spans["sc"]`, which
  `displacy.render(doc, style="span")` shows, in colours of their own;
- for each of these spans `span._.attribution`, and of that `span._.stance`, `span._.polarity` and
  `span._.confidence`; None for other spans;
- `doc._.widened`: the spans whose boundary falls inside one of spaCy's tokens. They hold the whole token, and a
  `UserWarning` says so; the offsets in `doc._.attributions` are exact.

>>> cue = doc.spans["cue"][0]
>>> cue.text, cue._.stance, cue._.polarity, cue._.confidence > 0.9
('said', 'assert', 'positive', True)

The component takes the options of `sayso.Analyzer` as its settings, with files as paths or tables as lists of rows:

>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("sayso", config={"cues": [["scoff", "verb", "deny"]], "min_confidence": 0.2})
>>> nlp("“They will lose,” scoffed the mayor.")._.attributions
(<Attribution 0: the mayor | scoffed | “They will lose,” (deny, direct)>,)

Sayso reads `doc.text` by itself. It neither needs nor changes spaCy's tokens, tags and entities.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from sayso._analysis import Analysis
from sayso._analyzer import DEFAULT, Analyzer
from sayso._extras import missing
from sayso._many import Failure, check_threads
from sayso._options import warn
from sayso._records import Attribution

try:
    from spacy.language import Language
    from spacy.tokens import Doc, Span
except ImportError as error:
    raise missing(error, "sayso.spacy", "spacy", "spacy") from None

if TYPE_CHECKING:
    from sayso.types import OffsetUnit, Polarity, Stance

PARTS = ("source", "cue", "content")
COLORS = {"source": "#f3c6a5", "cue": "#bcd9ee", "content": "#f6edcf"}
"""The colours of the parts in displaCy, which takes them from this package's entry point."""
KEY = "sayso"
"""Under which the record lies in `doc.user_data`, as text, so that a `Doc` can be stored and sent."""


@Language.factory(
    "sayso",
    assigns=["doc._.sayso", "doc._.attributions", "doc._.widened", "doc.spans"],
    default_config={
        "model": None,
        "gazetteer": None,
        "patterns": None,
        "cues": None,
        "min_confidence": None,
        "layers": None,
        "offsets": "chars",
        "threads": None,
    },
)
def make(
    nlp: Language,
    name: str,
    model: str | None,
    gazetteer: Any,
    patterns: Any,
    cues: Any,
    min_confidence: float | None,
    layers: Any,
    offsets: str,
    threads: int | None,
) -> Sayso:
    """The component with options of `sayso.Analyzer`; `threads` is for `nlp.pipe`, by default one a core."""
    analyzer = Analyzer(model, gazetteer, patterns, cues, min_confidence, layers, cast("OffsetUnit", offsets))
    return Sayso(name, threads, analyzer)


class Sayso:
    """Adds who said what to documents."""

    def __init__(self, name: str = "sayso", threads: int | None = None, analyzer: Analyzer = DEFAULT) -> None:
        check_threads(threads)
        if "attributions" not in analyzer._engine.layers:
            raise ValueError(f"{name}: layers must have 'attributions' among them, since doc.spans are made of these")
        self.name, self.threads, self.analyzer = name, threads, analyzer

    def __call__(self, doc: Doc) -> Doc:
        """Adds to one document."""
        return _annotate(doc, self.analyzer.analyze(doc.text))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Adds to documents as they come, on all cores."""
        docs: deque[Doc] = deque()

        def texts() -> Iterator[str]:
            for doc in stream:
                docs.append(doc)
                yield doc.text

        for found in self.analyzer.analyze_many(texts(), self.threads):
            if isinstance(found, Failure):
                raise ValueError(f"{self.name}: {found}")
            yield _annotate(docs.popleft(), found)


def _annotate(doc: Doc, analysis: Analysis) -> Doc:
    doc.user_data[KEY] = analysis._json.decode()
    doc.user_data[f"{KEY}.has_text"] = analysis._has_text
    widened: list[tuple[int, int]] = []
    index = analysis._offsets.index
    groups: dict[str, list[Span]] = {part: [] for part in PARTS}
    for attribution in analysis.attributions:
        for part in PARTS:
            for piece in getattr(attribution, part).spans:
                start, end = index(piece.start), index(piece.end)
                span = doc.char_span(
                    start,
                    end,
                    label=part,
                    span_id=str(attribution.id),
                    alignment_mode="expand",
                )
                if span is None:
                    continue
                groups[part].append(span)
                if (span.start_char, span.end_char) != (start, end):
                    widened.append((span.start, span.end))
    for part, spans in groups.items():
        doc.spans[part] = spans
    doc.spans["sc"] = sorted(sum(groups.values(), []), key=lambda span: (span.start, -span.end))
    doc.user_data[f"{KEY}.widened"] = sorted(set(widened))
    if widened:
        first = doc[widened[0][0] : widened[0][1]].text
        message = f"{len(set(widened))} spans begin or end inside a token of spaCy's and hold it whole, the first of"
        warn(f"{message} them {first!r}; doc._.widened has them")
    return doc


def _analysis(doc: Doc) -> Analysis | None:
    record = doc.user_data.get(KEY)
    return None if record is None else _read(doc.text, record, doc.user_data.get(f"{KEY}.has_text", True))


@lru_cache(maxsize=8)
def _read(text: str, record: str, has_text: bool) -> Analysis:
    """The analysis of a document. Somebody who looks at one span of it looks at others too."""
    return Analysis(text, record.encode(), has_text)


def _attributions(doc: Doc) -> tuple[Attribution, ...]:
    analysis = _analysis(doc)
    return () if analysis is None else analysis.attributions


def _widened(doc: Doc) -> list[Span]:
    return [doc[start:end] for start, end in doc.user_data.get(f"{KEY}.widened", ())]


def _attribution(span: Span) -> Attribution | None:
    """The attribution of which a span is a part."""
    if span.label_ not in PARTS or not span.id_.isdecimal():
        return None
    attributions, number = _attributions(span.doc), int(span.id_)
    return attributions[number] if number < len(attributions) else None


def _stance(span: Span) -> Stance | None:
    attribution = _attribution(span)
    return None if attribution is None else attribution.stance


def _polarity(span: Span) -> Polarity | None:
    attribution = _attribution(span)
    return None if attribution is None else attribution.polarity


def _confidence(span: Span) -> float | None:
    attribution = _attribution(span)
    return None if attribution is None else attribution.confidence


# The names are this component's as soon as it is imported, also when a module is loaded again.
for extension, of_doc in (("sayso", _analysis), ("attributions", _attributions), ("widened", _widened)):
    Doc.set_extension(extension, getter=of_doc, force=True)
for extension, of_span in (
    ("attribution", _attribution),
    ("stance", _stance),
    ("polarity", _polarity),
    ("confidence", _confidence),
):
    Span.set_extension(extension, getter=of_span, force=True)
