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

# As `typing.TYPE_CHECKING`, which is slow to import; type checkers know this name.
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

_HOMES = ("_native", "_functions", "_analyzer", "_records", "_explain", "_report", "_stored")
"""The modules that have these names. They are imported when somebody asks for one: the program in the wheel needs only the
first, and importing this package alone needs none."""

if not TYPE_CHECKING:

    def __getattr__(name):
        from importlib import import_module

        if name == "types":
            return import_module("sayso.types")
        for home in _HOMES if name in __all__ else ():
            module = import_module(f"sayso.{home}")
            if hasattr(module, name):
                value = globals()[name] = getattr(module, name)
                return value
        raise AttributeError(f"module 'sayso' has no attribute {name!r}", name=name)

    def __dir__():
        return sorted({*globals(), *__all__})
