"""Types of the values that fields have, for annotations of your own: `def loud(stance: sayso.types.Stance) -> bool`."""

from typing import Literal

Stance = Literal["assert", "confirm", "deny", "question", "suggest", "believe", "intend", "direct", "withhold"]
"""What a cue commits its source to."""

Polarity = Literal["positive", "negative"]
"""Whether the source did so, or did not: "never said"."""

Actuality = Literal["actual", "asked", "conditional", "modal", "expected"]
"""Whether it happened, or was asked, supposed, possible or expected: "if she says", "may say"."""

QuotationType = Literal["direct", "mixed", "indirect"]
"""How much of a content is in quotation marks: all of it, a part, nothing."""

SourceKind = Literal[
    "person",
    "role",
    "group",
    "organisation",
    "government",
    "outlet",
    "document",
    "imagery",
    "intercept",
    "social",
    "author",
    "none",
]
"""What a source is; `role` and `group` are people without a name."""

ThingKind = Literal[
    "weapon",
    "ammunition",
    "money",
    "fuel",
    "troops",
    "technology",
    "information",
    "document",
    "aid",
    "other",
]
"""What kind of thing is given."""

TransferStatus = Literal["claimed", "denied", "planned", "asked", "possible"]
"""Whether a transfer is said to happen."""

OffsetUnit = Literal["chars", "bytes", "utf16"]
"""What offsets count: code points, which index Python strings, bytes of UTF-8, or UTF-16 units."""

Upos = Literal[
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
]
"""A universal part of speech."""
