"""An influence map as a picture: what acts on the left, levels in the middle, motives on the right.

Lines that raise are whole, lines that lower are broken: colour is never the only sign.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from reports.influence.links import Influence, Link
from reports.wording import plain, with_sign

WIDTH, ROW, TOP = 1180, 20, 60
LEFT, MIDDLE, RIGHT = 270, 520, 850
BOX = 180
RAISES, LOWERS = "#0072B2", "#D55E00"
LONGEST = 34


def influence_svg(found: Influence) -> str:
    """Return the map as one SVG, alone in a file or in a page."""
    acts = list(
        dict.fromkeys(x.source for x in found.links if x.kind in ("move", "inject", "joint"))
    )
    levels = [level.id for level in found.scenario.theatre.levels]
    motives = list(dict.fromkeys(x.target for x in found.links if x.kind == "motive"))
    rows = max(len(acts), len(levels), len(motives), 1)
    height = TOP + ROW * rows + 20
    at = {**_spread(acts, rows), **_spread(levels, rows), **_spread(motives, rows)}
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        f'viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="11">'
    )
    parts = [
        head,
        f"<title>{_safe(found.scenario.title)}: who moves what</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        *_headings(),
        *(_line(link, at) for link in found.links),
        *(_label(id, LEFT, at[id], "end") for id in acts),
        *(_box(id, at[id]) for id in levels),
        *(_label(id, RIGHT, at[id], "start") for id in motives),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _spread(ids: Sequence[str], rows: int) -> dict[str, float]:
    """Return how far down each stands, spread over the whole height."""
    step = ROW * rows / max(1, len(ids))
    return {id: TOP + step * (place + 0.5) for place, id in enumerate(ids)}


def _safe(text: str) -> str:
    return escape(plain(text), {'"': "&quot;"})


def _headings() -> Iterator[str]:
    middle = MIDDLE + BOX / 2
    heads = (
        (LEFT, "end", "moves and events"),
        (middle, "middle", "levels"),
        (RIGHT, "start", "motives"),
    )
    for x, anchor, text in heads:
        yield f'<text x="{x}" y="22" text-anchor="{anchor}" font-weight="bold">{text}</text>'
    yield (
        f'<text x="{middle}" y="40" text-anchor="middle" fill="#444444">'
        "whole lines raise or are wanted, broken lines lower or are not</text>"
    )


def _line(link: Link, at: dict[str, float]) -> str:
    """Return a link as a curve with its amount as its title."""
    y, z = at[link.source], at[link.target]
    if link.kind == "coupling":
        x = MIDDLE + BOX
        path = f"M{x} {y:.1f} C{x + 90} {y:.1f} {x + 90} {z:.1f} {x} {z:.1f}"
    else:
        a, b = (MIDDLE + BOX, RIGHT - 6) if link.kind == "motive" else (LEFT + 6, MIDDLE)
        half = (a + b) / 2
        path = f"M{a} {y:.1f} C{half} {y:.1f} {half} {z:.1f} {b} {z:.1f}"
    colour, dash = (RAISES, "") if link.by > 0 else (LOWERS, ' stroke-dasharray="5 3"')
    title = f"{_safe(link.source)} to {_safe(link.target)}: {with_sign(link.by)}"
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-opacity="0.55"{dash}>'
        f"<title>{title}</title></path>"
    )


def _label(id: str, x: int, y: float, anchor: str) -> str:
    return f'<text x="{x}" y="{y + 4:.1f}" text-anchor="{anchor}">{_safe(_cut(id))}</text>'


def _box(id: str, y: float) -> str:
    middle = MIDDLE + BOX / 2
    return (
        f'<rect x="{MIDDLE}" y="{y - 8:.1f}" width="{BOX}" height="16" rx="3" fill="#f4f4f4" '
        f'stroke="#888888"/><text x="{middle}" y="{y + 4:.1f}" text-anchor="middle">'
        f"{_safe(_cut(id))}</text>"
    )


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
