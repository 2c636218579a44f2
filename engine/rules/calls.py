"""What each play calls forth: the bonuses it would open to others, ready to be reckoned with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.rules.arrays import Arrays, Floats, Places
from engine.rules.tables import Side, Tables

if TYPE_CHECKING:
    from engine.rules.scene import Expected, Scene


def called(tables: Tables, side: Side, move: str) -> dict[str, dict[int, float]]:
    """Return by actor the bonuses a move would open, by play, as its own actor expects them."""
    found: dict[str, dict[int, float]] = {}
    for entry in tables.entries.get((side.id, move), ()):
        if entry.actor != side.id:
            firmness = _firmness(tables, side.id, entry.actor, entry.constraint)
            bonuses = found.setdefault(entry.actor, {})
            bonuses[entry.play] = bonuses.get(entry.play, 0.0) + entry.bonus * firmness
    return found


def _firmness(tables: Tables, looker: str, owner: str, constraint: str) -> float:
    """Return how firmly `looker` thinks a red line is held, relative to how it is held."""
    if not constraint:
        return 1.0
    bars = tables.sides[owner].bars
    true = next(bar.noun.resolve for bar in bars if bar.noun.id == constraint)
    for perception in tables.sides[looker].noun.perceives:
        if perception.of == owner and perception.resolve is not None and true:
            return perception.resolve / true
    return 1.0


class Called:
    """The calls of a list of pairs, as index arrays: one row a bonus, grouped by who answers."""

    def __init__(self, rows: list[tuple[int, int, int, int, int, float]]) -> None:
        ordered = sorted(rows)
        groups = sorted({row[:4] for row in ordered})
        number = {group: g for g, group in enumerate(groups)}
        self.empty = not ordered
        self.pair, self.play, self.actor, self.looker, self.answer = (
            np.array([row[i] for row in ordered], dtype=np.intp) for i in range(5)
        )
        self.bonus = np.array([row[5] for row in ordered])
        self.group = np.array([number[row[:4]] for row in ordered], dtype=np.intp)
        self.group_pair, self.group_play, self.group_actor = (
            np.array([group[i] for group in groups], dtype=np.intp) for i in range(3)
        )

    def add(
        self,
        extra: Floats,
        brought: Floats,
        viewers: Places,
        lower: Expected,
        scene: Scene,
    ) -> None:
        """Add to `extra` what each play's calls change in what others bring."""
        if self.empty:
            return
        arrays, viewer = scene.arrays, viewers[self.pair]
        at = viewer * len(arrays.actors) + self.actor
        raised = lower.utility[at, self.answer] + self.bonus - lower.best[at]
        weight = np.exp(arrays.precision[self.actor] * raised)
        open_now = scene.open[viewer, self.actor, self.answer]
        more = np.where(open_now, weight - lower.weight[at, self.answer], 0.0)
        tired = scene.fatigue[viewer, self.actor, self.answer]
        points = (more * tired)[:, None] * arrays.dz[self.looker, self.actor, self.answer]
        groups = len(self.group_pair)
        mass, moved = np.zeros(groups), np.zeros((groups, arrays.motives))
        np.add.at(mass, self.group, more)
        np.add.at(moved, self.group, points)
        before = lower.total[viewers[self.group_pair] * len(arrays.actors) + self.group_actor]
        plain = brought[self.group_pair, self.group_actor]
        after = before + mass
        safe = np.where(after > 0.0, after, 1.0)[:, None]
        change = (before[:, None] * plain + moved) / safe - plain
        np.add.at(extra, (self.group_pair, self.group_play), change)


class Calls:
    """The calls of a scenario, laid out for whichever pairs are reckoned."""

    def __init__(self, tables: Tables, arrays: Arrays) -> None:
        self._rows = [
            [
                (m, arrays.at[other], a, answer, bonus)
                for m, play in enumerate(tables.sides[id].plays)
                for other, bonuses in called(tables, tables.sides[id], play.id).items()
                for answer, bonus in bonuses.items()
            ]
            for a, id in enumerate(arrays.actors)
        ]

    def of(self, actors: list[int]) -> Called:
        """Return the calls of pairs whose actors these are."""
        return Called(
            [
                (pair, m, other, looker, answer, bonus)
                for pair, actor in enumerate(actors)
                for m, other, looker, answer, bonus in self._rows[actor]
            ]
        )
