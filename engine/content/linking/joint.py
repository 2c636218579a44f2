"""What pairs of moves bring together."""

from __future__ import annotations

from collections.abc import Iterable

from engine.content.documents.scenario import JointPart
from engine.content.linking.moves import World, link_effects
from engine.content.linking.sheet import Sheet
from engine.model import JointEffect


def link_joint_effects(
    parts: Iterable[JointPart], sheet: Sheet, world: World
) -> tuple[JointEffect, ...]:
    """Return the joint effects whose two moves belong to two actors of the cast."""
    found = list[JointEffect]()
    for index, part in enumerate(parts):
        place: list[str | int] = ["joint_effects", index]
        pair = [
            world.people.move(name, sheet, [*place, "moves", at])
            for at, name in enumerate(part.moves)
        ]
        effects = link_effects(part.effects, sheet, [*place, "effects"], world.scope)
        if pair[0] is None or pair[1] is None:
            continue
        if pair[0][0] == pair[1][0]:
            message = "the two moves are of one actor; it chooses one move a turn"
            sheet.report([*place, "moves"], "WC109", message)
            continue
        found.append(JointEffect((pair[0], pair[1]), effects))
    return tuple(found)
