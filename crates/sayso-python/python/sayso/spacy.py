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
  `displacy.render(doc, style="span")` shows;
- `doc._.widened`: the spans whose boundary falls inside one of spaCy's tokens. They hold the whole token, and a
  `UserWarning` says so; the offsets in `doc._.attributions` are exact.

Sayso reads `doc.text` by itself. It neither needs nor changes spaCy's tokens, tags and entities.
"""

from __future__ import annotations

import warnings
from collections import deque
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from sayso import _native
from sayso._analyze import Failure, analyze_many, check_threads
from sayso._records import Analysis, Attribution

PARTS = ("source", "cue", "content")
KEY = "sayso"
"""Under which the record lies in `doc.user_data`, as text, so that a `Doc` can be stored and sent."""


@Language.factory(
    "sayso",
    assigns=["doc._.sayso", "doc._.attributions", "doc._.widened", "doc.spans"],
    default_config={"threads": None},
)
def make(nlp: Language, name: str, threads: int | None) -> Sayso:
    """The component; `threads` is for `nlp.pipe`, by default one a core."""
    return Sayso(name, threads)


class Sayso:
    """Adds who said what to documents."""

    def __init__(self, name: str = "sayso", threads: int | None = None) -> None:
        check_threads(threads)
        self.name, self.threads = name, threads

    def __call__(self, doc: Doc) -> Doc:
        """Adds to one document."""
        return _annotate(doc, Analysis(doc.text, _native.analyze(doc.text, None, False)))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Adds to documents as they come, on all cores."""
        docs: deque[Doc] = deque()

        def texts() -> Iterator[str]:
            for doc in stream:
                docs.append(doc)
                yield doc.text

        for found in analyze_many(texts(), self.threads):
            if isinstance(found, Failure):
                raise ValueError(f"{self.name}: {found}")
            yield _annotate(docs.popleft(), found)


def _annotate(doc: Doc, analysis: Analysis) -> Doc:
    doc.user_data[KEY] = analysis._json.decode()
    widened: list[tuple[int, int]] = []
    groups: dict[str, list[Span]] = {part: [] for part in PARTS}
    for attribution in analysis.attributions:
        for part in PARTS:
            for piece in getattr(attribution, part).spans:
                span = doc.char_span(
                    piece.start,
                    piece.end,
                    label=part,
                    span_id=str(attribution.id),
                    alignment_mode="expand",
                )
                if span is None:
                    continue
                groups[part].append(span)
                if (span.start_char, span.end_char) != (piece.start, piece.end):
                    widened.append((span.start, span.end))
    for part, spans in groups.items():
        doc.spans[part] = spans
    doc.spans["sc"] = sorted(sum(groups.values(), []), key=lambda span: (span.start, -span.end))
    doc.user_data[f"{KEY}.widened"] = sorted(set(widened))
    if widened:
        first = doc[widened[0][0] : widened[0][1]].text
        message = f"{len(set(widened))} spans begin or end inside a token of spaCy's and hold it whole, the first of"
        warnings.warn(f"{message} them {first!r}; doc._.widened has them", UserWarning, stacklevel=2)
    return doc


def _analysis(doc: Doc) -> Analysis | None:
    record = doc.user_data.get(KEY)
    return None if record is None else Analysis(doc.text, record.encode())


def _attributions(doc: Doc) -> tuple[Attribution, ...]:
    analysis = _analysis(doc)
    return () if analysis is None else analysis.attributions


def _widened(doc: Doc) -> list[Span]:
    return [doc[start:end] for start, end in doc.user_data.get(f"{KEY}.widened", ())]


for extension, getter in (("sayso", _analysis), ("attributions", _attributions), ("widened", _widened)):
    # The names are this component's as soon as it is imported, also when a module is loaded again.
    Doc.set_extension(extension, getter=getter, force=True)
