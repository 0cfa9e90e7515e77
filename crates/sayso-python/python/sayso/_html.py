"""An analysis in a notebook: the article with its sources marked. Its text is escaped."""

from __future__ import annotations

from html import escape

from sayso._offsets import Offsets
from sayso._records import Attribution, Span

STYLE = {
    "source": "background:#ffe6a8;color:#222;border-radius:.2em",
    "cue": "background:#cfe3ff;color:#222;border-radius:.2em",
    "content": "border-bottom:2px solid #7aa97a",
}
"""How each part is shown, the outermost last."""

LONGEST = 100_000
"""More characters are too many for a cell."""


def article(whole: str, attributions: tuple[Attribution, ...], offsets: Offsets) -> str:
    """The text as HTML, with `mark` elements around the parts of attributions."""
    text, opened = whole[:LONGEST], _marks(attributions, offsets)
    ends = sorted({0, len(text), *(at for at in opened if at < len(text))})
    pieces = [
        _piece(text[start:end], opened.get(start, {}))
        for start, end in zip(ends, ends[1:], strict=False)
    ]
    rest = len(whole) - len(text)
    more = f"<p>… and {rest:,} more characters</p>" if rest > 0 else ""
    legend = " ".join(f'<span style="{style}">{part}</span>' for part, style in STYLE.items())
    body = "".join(pieces)
    return (
        f'<div class="sayso"><div style="white-space:pre-wrap;line-height:1.6">{body}</div>{more}'
        f'<p style="font-size:.85em">{legend}</p></div>'
    )


def _marks(attributions: tuple[Attribution, ...], offsets: Offsets) -> dict[int, dict[str, list[str]]]:
    """What begins to hold at each boundary: parts, and for each what is told of them."""
    spans: list[tuple[Span, str, str]] = []
    for attribution in attributions:
        told = f"{attribution.id + 1}: {attribution.stance}, {attribution.content.quotation}"
        for part in STYLE:
            spans.extend((span, part, told) for span in getattr(attribution, part).spans)
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for i, (span, _, _) in enumerate(spans):
        starts.setdefault(offsets.index(span.start), []).append(i)
        ends.setdefault(offsets.index(span.end), []).append(i)
    marks: dict[int, dict[str, list[str]]] = {}
    holding: set[int] = set()
    for at in sorted(starts.keys() | ends.keys()):
        holding.difference_update(ends.get(at, ()))
        holding.update(starts.get(at, ()))
        held: dict[str, list[str]] = {}
        for i in sorted(holding):
            _, part, told = spans[i]
            held.setdefault(part, []).append(told)
        marks[at] = held
    return marks


def _piece(text: str, parts: dict[str, list[str]]) -> str:
    html = escape(text)
    for part, style in STYLE.items():
        if part in parts:
            title = escape("; ".join(f"{part} of {told}" for told in parts[part]))
            html = f'<mark class="sayso-{part}" style="{_plain(part)}{style}" title="{title}">{html}</mark>'
    return html


def _plain(part: str) -> str:
    """A content is underlined, and not filled as a `mark` is by itself."""
    return "background:none;color:inherit;" if part == "content" else ""
