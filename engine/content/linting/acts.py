"""Good sense about acts: those that read the wrong way."""

from __future__ import annotations

from collections.abc import Iterator

from engine.content.linting.findings import Finding, Look, Looked
from engine.content.plover import CATEGORIES


def contrary_acts(looked: Looked) -> Iterator[Finding]:
    """Find acts whose intensity has the other sign than their category."""
    for actor in looked.scenario.actors:
        for move in actor.moves:
            usual = CATEGORIES[move.plover.category]
            if usual * move.plover.intensity < 0:
                way = "hostile" if usual < 0 else "helpful"
                message = f"{move.plover.category} is {way} ({usual:g}), and this is not"
                hint = "give it the other sign, or the act another category"
                place = ("moves", move.id, "plover", "intensity")
                yield Finding(("actor", actor.id), place, "WC524", message, hint)


LOOKS: tuple[Look, ...] = (contrary_acts,)
