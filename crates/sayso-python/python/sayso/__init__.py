"""Who said what, from news text, with exact offsets.

>>> import sayso
>>> text = "Missiles were found. “We will answer,” said Andrey Kovalenko."
>>> analysis = sayso.analyze(text)
>>> for a in analysis.attributions:
...     print(a.source.text, a.cue.lemma, a.content.text, a.stance)
Andrey Kovalenko say “We will answer,” assert

`analyze` takes one text, `analyze_many` any number of them; `explain` tells why an attribution was found or was
not. `attributions`, `entities`, `mentions`, `transfers`, `tokens`, `documents` and `tables` take a table and give
tables; `report` counts a corpus; `read_records` reads what the program has stored. All but the last take the options of
`Analyzer`: names and cues of your own, a least confidence, a model. `sayso.pandas` and `sayso.polars` give data frames
the same as `df.sayso`, `sayso.spacy` is a component for spaCy, `sayso.spark` does the same work on Spark; `sayso.types`
has types for annotations. Everything works offline, and no model is downloaded.
"""

# A name of `typing`, which is slow to import; checkers of types know it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from sayso._analysis import Analysis
    from sayso._analyzer import Analyzer
    from sayso._explain import Alternative, Explanation, Reason, WordReason
    from sayso._functions import (
        aanalyze,
        analyze,
        analyze_many,
        attributions,
        documents,
        entities,
        explain,
        mentions,
        report,
        tables,
        tokens,
        transfers,
    )
    from sayso._many import Failure
    from sayso._native import __version__
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
    from sayso._report import Report, ReportTable
    from sayso._stored import read_records

__all__ = [
    "Alternative",
    "Amount",
    "Analysis",
    "Analyzer",
    "Attribution",
    "Boilerplate",
    "Content",
    "Cue",
    "Entity",
    "Explanation",
    "Failure",
    "Mention",
    "Note",
    "Party",
    "Quotation",
    "Reason",
    "Report",
    "ReportTable",
    "Source",
    "Span",
    "Thing",
    "Token",
    "Transfer",
    "WordReason",
    "__version__",
    "aanalyze",
    "analyze",
    "analyze_many",
    "attributions",
    "documents",
    "entities",
    "explain",
    "mentions",
    "read_records",
    "report",
    "tables",
    "tokens",
    "transfers",
]

_HOMES = {
    "_analysis": "Analysis",
    "_analyzer": "Analyzer",
    "_explain": "Alternative Explanation Reason WordReason",
    "_functions": "aanalyze analyze analyze_many attributions documents entities explain mentions report tables tokens transfers",
    "_many": "Failure",
    "_native": "__version__",
    "_records": "Amount Attribution Boilerplate Content Cue Entity Mention Note Party Quotation Source Span Thing Token Transfer",
    "_report": "Report ReportTable",
    "_stored": "read_records",
}
"""The modules and what each gives to this one. They are imported when somebody asks for it: the program in the wheel
needs none of them, and who only imports this package waits for none."""

if not TYPE_CHECKING:

    def __getattr__(name):
        from importlib import import_module

        if name == "types":
            return import_module("sayso.types")
        for home, names in _HOMES.items():
            if name in names.split():
                value = globals()[name] = getattr(import_module(f"sayso.{home}"), name)
                return value
        raise AttributeError(f"module 'sayso' has no attribute {name!r}", name=name)

    def __dir__():
        return sorted({*globals(), *__all__})
