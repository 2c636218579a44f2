"""The links of an influence map: from moves and events to levels, level to level, to motives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from engine.model import Scenario
from engine.rules.compiled import compile_scenario
from engine.rules.tables import Push, Tables
from reports.together import jointly

Kind = Literal["move", "inject", "joint", "coupling", "motive"]


@dataclass(frozen=True, slots=True)
class Link:
    """One thing moves another.

    A move, an inject or two moves jointly add `by` units of a level in full force, a coupling `by`
    units a month for each unit of its source; a motive gains `by` points for each unit. `source`
    and `target` are ids: `actor.move`, two of them with " + " between, an inject, a level,
    `actor.motive`. `weight` is a motive's share of its actor's.
    """

    kind: Kind
    source: str
    target: str
    by: float
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Influence:
    """The map of a scenario, its levels in the theatre's order; injects at their values now."""

    scenario: Scenario
    links: tuple[Link, ...]

    def onto(self, level: str, *kinds: Kind) -> tuple[Link, ...]:
        """Return the links onto a level, the strongest first."""
        found = (link for link in self.links if link.target == level and link.kind in kinds)
        return tuple(sorted(found, key=lambda link: (-abs(link.by), link.source)))

    def out_of(self, level: str, kind: Kind) -> tuple[Link, ...]:
        """Return the links of a kind that start at a level, the strongest first."""
        found = (link for link in self.links if link.source == level and link.kind == kind)
        return tuple(sorted(found, key=lambda link: (-abs(link.by), link.target)))


def influence_of(scenario: Scenario) -> Influence:
    """Return the influence map of a scenario as it is set."""
    return Influence(scenario, tuple(_links(scenario, compile_scenario(scenario))))


def _links(scenario: Scenario, tables: Tables) -> Iterator[Link]:
    for actor in scenario.actors:
        for play in tables.sides[actor.id].plays:
            if play.noun is not None:
                yield from _pushed("move", f"{actor.id}.{play.id}", play.pushes, tables)
    for inject in scenario.injects:
        yield from _pushed("inject", inject.id, tables.cues[inject.id].pushes, tables)
    yield from _joint(scenario)
    for c in scenario.theatre.couplings:
        yield Link("coupling", c.source, c.target, c.by)
    for actor in scenario.actors:
        total = sum(motive.weight for motive in actor.motives) or 1.0
        for motive in actor.motives:
            for level, by in motive.watches:
                name = f"{actor.id}.{motive.id}"
                yield Link("motive", level, name, by, motive.weight / total)


def _joint(scenario: Scenario) -> Iterator[Link]:
    for joint in scenario.joint_effects:
        pair = " + ".join(f"{actor}.{move}" for actor, move in joint.moves)
        for level, by in jointly(joint, scenario):
            yield Link("joint", pair, level, by)


def _pushed(kind: Kind, source: str, pushes: tuple[Push, ...], tables: Tables) -> Iterator[Link]:
    sums = dict[str, float]()
    for push in pushes:
        id = tables.ids[push.level]
        sums[id] = sums.get(id, 0.0) + push.amount
    for level, by in sums.items():
        yield Link(kind, source, level, by)
