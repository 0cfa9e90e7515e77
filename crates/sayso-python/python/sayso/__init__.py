"""Who said what, from news text, with exact offsets.

>>> import sayso
>>> text = "Missiles were found. “We will answer,” said Andrey Kovalenko."
>>> analysis = sayso.analyze(text)
>>> for a in analysis.attributions:
...     print(a.source.text, a.cue.lemma, a.content.text, a.stance)
Andrey Kovalenko say “We will answer,” assert

`analyze` takes one text, `analyze_many` any number of them; `attributions`, `entities`, `mentions` and
`documents` take a table and give one; `report` counts a corpus. `sayso.spacy` is a component for spaCy,
`sayso.spark` does the same work on Spark. Everything works offline, and no model is downloaded.
"""

from sayso._analyze import Failure, analyze, analyze_many
from sayso._native import __version__
from sayso._records import (
    Analysis,
    Attribution,
    Content,
    Cue,
    Entity,
    Mention,
    Quotation,
    Source,
    Span,
    Token,
)
from sayso._report import Report, ReportTable, report
from sayso._tables import attributions, documents, entities, mentions

__all__ = [
    "Analysis",
    "Attribution",
    "Content",
    "Cue",
    "Entity",
    "Failure",
    "Mention",
    "Quotation",
    "Report",
    "ReportTable",
    "Source",
    "Span",
    "Token",
    "__version__",
    "analyze",
    "analyze_many",
    "attributions",
    "documents",
    "entities",
    "mentions",
    "report",
]
