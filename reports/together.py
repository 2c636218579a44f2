"""What two moves of one initiative bring together, as a chronicle and a scenario's page tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.model import JointEffect, Scenario
from engine.record import Act
from engine.rules.adjudication import SHARE
from reports.movement import written_amount
from reports.names import Names
from reports.wording import with_sign


@dataclass(frozen=True, slots=True)
class Together:
    """What an act brought with another done before it: by level, in full force."""

    other: Act
    amounts: tuple[tuple[str, float], ...]


def together(act: Act, before: Iterable[Act], names: Names) -> Iterator[Together]:
    """Give what an act brought together with each act of its initiative done before it."""
    if act.id != _initiative(act.actor, act):
        return
    earlier = {each.id: each for each in before}
    for joint in names.scenario.joint_effects:
        if (act.actor, act.move) not in joint.moves:
            continue
        partner = joint.moves[joint.moves[0] == (act.actor, act.move)]
        other = earlier.get(_initiative(partner[0], act))
        if other is not None and other.move == partner[1]:
            share = SHARE[act.result] * SHARE[other.result]
            if sums := jointly(joint, names.scenario, share):
                yield Together(other, sums)


def _initiative(actor: str, act: Act) -> str:
    """Return the id of what an actor chose in the initiative an act was chosen in."""
    return f"{actor}.{act.chosen_turn}.initiative"


def jointly(
    joint: JointEffect, scenario: Scenario, share: float = 1.0
) -> tuple[tuple[str, float], ...]:
    """Return what a joint effect adds by level, as the uncertainties stand; none of nothing."""
    sums = dict[str, float]()
    for effect in joint.effects:
        by = share * written_amount(effect, scenario)
        sums[effect.on] = sums.get(effect.on, 0.0) + by
    return tuple((level, by) for level, by in sums.items() if by)


def told(found: Iterable[tuple[str, float]], names: Names) -> str:
    """Return amounts by level as "Tension +40, Trade −3"."""
    return ", ".join(f"{names.level(level)} {with_sign(by)}" for level, by in found)
