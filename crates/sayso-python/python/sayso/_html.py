"""An analysis in a notebook: the article as the page of a report shows it, with its words marked. Its text is escaped."""

from __future__ import annotations

from html import escape

from sayso._offsets import Offsets
from sayso._records import Attribution, Span, shorten

PARTS = ("source", "cue", "content", "hedge")
"""What a stretch may be, the innermost first: it shows the first that it is, and hedges besides."""

LONGEST = 100_000
"""More characters are too many for a cell."""

MOST = 200
"""More attributions are too many to list."""

COLOURS = {
    "light": "--source:#8a2f0c;--cue:#14507d;--content:#f6edcf;--content-edge:#8a6d1d;--deny:#9b1c2b;--soft:#5a5751",
    "dark": "--source:#f0a37c;--cue:#8fc1e8;--content:#3a3420;--content-edge:#d3b65e;--deny:#f2949c;--soft:#aba69b",
}
"""Those of the page. A notebook's theme decides which, or else the system's."""

DARK = ('[data-jp-theme-light="false"]', ".vscode-dark", "[theme=dark]")
"""How notebooks say that their theme is dark."""

STYLE = (
    f".sayso{{{COLOURS['light']};max-width:68ch;line-height:1.6}}"
    f"{','.join(f'{theme} .sayso' for theme in DARK)}{{{COLOURS['dark']}}}"
    ".sayso .whole{white-space:pre-wrap;overflow-wrap:anywhere;font-family:Charter,Palatino,Georgia,serif}"
    ".sayso mark{background:none;color:inherit}"
    ".sayso mark.source{font-weight:600;color:var(--source);text-decoration:underline solid 2px;text-underline-offset:.2em}"
    ".sayso mark.cue{font-style:italic;color:var(--cue);text-decoration:underline dotted 2px;text-underline-offset:.2em}"
    ".sayso mark.content{background:var(--content)}"
    ".sayso mark.opens::before{content:'⌜';color:var(--content-edge);font-weight:700}"
    ".sayso mark.closes::after{content:'⌟';color:var(--content-edge);font-weight:700}"
    ".sayso mark.hedge{text-decoration:underline wavy 1px;text-underline-offset:.2em}"
    ".sayso .legend,.sayso .about,.sayso .tag{font-size:.85em;color:var(--soft)}"
    ".sayso .deny{color:var(--deny)}"
)


def article(whole: str, attributions: tuple[Attribution, ...], offsets: Offsets, known: tuple[str | None, ...]) -> str:
    """The text as HTML, with `mark` elements around the parts of attributions, and a list of them."""
    text = whole[:LONGEST]
    cuts = _cuts(attributions, offsets)
    ends = sorted({0, len(text), *(at for at in cuts if at < len(text))})
    pieces = [_piece(text, start, end, cuts.get(start, [])) for start, end in zip(ends, ends[1:], strict=False)]
    rest = len(whole) - len(text)
    more = f'<p class="about">… and {rest:,} more characters</p>' if rest > 0 else ""
    head = " · ".join(escape(shorten(told)) for told in known if told)
    about = f'<p class="about">{head}</p>' if head else ""
    legend = " ".join(f'<mark class="{"content hedge" if part == "hedge" else part}">{part}</mark>' for part in PARTS)
    return (
        f'<div class="sayso"><style>{STYLE}</style>{about}<div class="whole" dir="auto">{"".join(pieces)}</div>{more}'
        f'<p class="legend">{legend}</p>{_list(attributions)}</div>'
    )


def _list(attributions: tuple[Attribution, ...]) -> str:
    """Who said what, a line each."""
    if not attributions:
        return ""
    lines = []
    for a in attributions[:MOST]:
        stance = ("not " if a.polarity == "negative" else "") + a.stance
        who = escape(shorten(a.source.text)) or "nobody"
        mood = " deny" if a.stance == "deny" else ""
        lines.append(
            f'<li value="{a.id}"><b>{who}</b> <span class="tag">{a.source.kind}</span> '
            f'<span class="tag{mood}">{stance}</span> <span class="tag">{a.content.quotation}</span> '
            f'<span class="tag">sure to {100 * a.confidence:.0f} %</span></li>'
        )
    more = f"<li>and {len(attributions) - MOST:,} more</li>" if len(attributions) > MOST else ""
    many = "1 attribution" if len(attributions) == 1 else f"{len(attributions):,} attributions"
    return f'<details><summary>{many}</summary><ol start="0">{"".join(lines)}{more}</ol></details>'


Mark = tuple[int, int, str, str]
"""Where it starts and ends, its part, and what is told of it."""


def _cuts(attributions: tuple[Attribution, ...], offsets: Offsets) -> dict[int, list[Mark]]:
    """The marks that hold from each place at which one begins or ends, to the next such place."""
    marks: list[Mark] = []
    for a in attributions:
        told = f"{a.id}: {a.stance}, {a.content.quotation}"
        spans: dict[str, tuple[Span, ...]] = {
            "source": a.source.spans,
            "cue": a.cue.spans,
            "content": a.content.spans,
            "hedge": a.hedges,
        }
        for part, pieces in spans.items():
            marks += [(offsets.index(span.start), offsets.index(span.end), part, told) for span in pieces]
    starts: dict[int, list[Mark]] = {}
    for mark in marks:
        starts.setdefault(mark[0], []).append(mark)
    cuts: dict[int, list[Mark]] = {}
    holding: list[Mark] = []
    for at in sorted({at for mark in marks for at in mark[:2]}):
        holding = [mark for mark in holding if mark[1] > at] + starts.get(at, [])
        cuts[at] = holding
    return cuts


def _piece(text: str, start: int, end: int, marks: list[Mark]) -> str:
    html = escape(text[start:end])
    parts = [part for part in PARTS[:3] if any(mark[2] == part for mark in marks)]
    if not parts:
        return html
    contents = [mark for mark in marks if mark[2] == "content"]
    classes = [parts[0]]
    classes += ["hedge"] if any(mark[2] == "hedge" for mark in marks) else []
    classes += ["opens"] if any(mark[0] == start for mark in contents) else []
    classes += ["closes"] if any(mark[1] == end for mark in contents) else []
    title = escape("; ".join(f"{part} of {told}" for _, _, part, told in marks))
    return f'<mark class="{" ".join(classes)}" title="{title}">{html}</mark>'
