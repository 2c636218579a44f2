"""Good sense about the others: whoever is never at the table, and acts that read the wrong way."""

from __future__ import annotations

from collections.abc import Iterator

from engine.content.documents import ActorDocument
from engine.content.linting.findings import Finding, Look, Looked
from engine.content.plover import CATEGORIES
from engine.content.problems import quoted

Loc = tuple[str | int, ...]


def absent_others(looked: Looked) -> Iterator[Finding]:
    """Find actors that a move, a line or a belief names and that no cast has beside this one."""
    cast = {actor.id for actor in looked.scenario.actors}
    for id_ in cast:
        for place, name, key in _named(looked.parts.actors[id_][0]):
            if name not in cast:
                message = f"{quoted(name)} is never at the table with {quoted(id_)}"
                hint = "name an actor of the cast, or put it into the cast of a scenario"
                yield Finding(("actor", id_), place, "WC524", message, hint, key=key)


def _named(document: ActorDocument) -> Iterator[tuple[Loc, str, bool]]:
    """Give every other actor a file names, with its place, and whether it is a key there."""
    for id_, move in document.moves.items():
        for at, name in enumerate(move.target):
            yield ("moves", id_, "target", at), name, False
        for name in move.responds_to:
            yield ("moves", id_, "responds_to", name), name.split(".")[0], True
    for id_, line in document.constraints.items():
        for at, name in enumerate(line.crossed_by):
            yield ("constraints", id_, "crossed_by", at), name.split(".")[0], False
    for name in document.perceives:
        yield ("perceives", name), name, True


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
                yield Finding(("actor", actor.id), place, "WC525", message, hint)


LOOKS: tuple[Look, ...] = (absent_others, contrary_acts)
