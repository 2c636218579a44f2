"""What ties one actor's play to another's: answers it calls forth, and effects of both together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from engine.rules.arrays import Arrays, Floats, Places
from engine.rules.foresight import Foresight
from engine.rules.sums import added
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
            bonuses[entry.play] = bonuses.get(entry.play, 0.0) + entry.answer.bonus * firmness
    return found


def _firmness(tables: Tables, looker: str, owner: str, constraint: str) -> float:
    """Return how firmly `looker` thinks a red line is held, relative to how it is held."""
    if not constraint:
        return 1.0
    bars = tables.sides[owner].bars
    true = next(bar.noun.resolve for bar in bars if bar.noun.id == constraint)
    believed = _believed_resolve(tables, looker, owner)
    return believed / true if believed is not None and true else 1.0


def _believed_resolve(tables: Tables, looker: str, owner: str) -> float | None:
    """Return the resolve `looker` gives another: stated, else the mean over the types it sees."""
    for perception in tables.sides[looker].noun.perceives:
        if perception.of == owner:
            if perception.resolve is not None:
                return perception.resolve
            resolves = {kind.id: kind.resolve for kind in tables.sides[owner].noun.types}
            known = [(c, r) for id, c in perception.types if (r := resolves[id]) is not None]
            whole = added(chance for chance, _ in known)
            return added(chance * r for chance, r in known) / whole if whole else None
    return None


class Called:
    """The calls of a list of pairs, as index arrays: one row a bonus, grouped by who answers.

    A group is `forced` where its actor must move and everything it is called to is an answer only:
    then it answers, and does nothing else.
    """

    def __init__(
        self, rows: list[tuple[int, int, int, int, int, float]], must: set[tuple[int, int]]
    ) -> None:
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
        free = {row[:4] for row in ordered if (row[2], row[4]) not in must}
        self.forced = np.array([group not in free for group in groups], dtype=bool)

    def answered(self, viewers: Places, expected: Expected, scene: Scene) -> tuple[Floats, Floats]:
        """Return the weight of each answer once called, and what each group's sum gains by it."""
        viewer = viewers[self.pair]
        at = viewer * len(scene.arrays.actors) + self.actor
        raised = expected.utility[at, self.answer] + self.bonus - expected.best[at]
        open_now = scene.open[viewer, self.actor, self.answer]
        weight = np.where(open_now, np.exp(scene.arrays.precision[self.actor] * raised), 0.0)
        mass = np.zeros(len(self.group_pair))
        np.add.at(mass, self.group, weight - expected.weight[at, self.answer] * open_now)
        return weight, mass

    def after(self, viewers: Places, expected: Expected, scene: Scene, mass: Floats) -> Floats:
        """Return each group's sum of weights once called; who must answer does nothing else."""
        at = viewers[self.group_pair] * len(scene.arrays.actors) + self.group_actor
        before: Floats = np.where(self.forced, 0.0, expected.total[at])
        return before + mass

    def add(
        self, extra: Floats, brought: Floats, viewers: Places, expected: Expected, scene: Scene
    ) -> None:
        """Add to `extra` what each play's calls change in what others bring."""
        if self.empty:
            return
        arrays, viewer = scene.arrays, viewers[self.pair]
        weight, mass = self.answered(viewers, expected, scene)
        at = viewer * len(arrays.actors) + self.actor
        open_now = scene.open[viewer, self.actor, self.answer]
        more = weight - expected.weight[at, self.answer] * open_now
        tired = scene.fatigue[viewer, self.actor, self.answer]
        points = (more * tired)[:, None] * arrays.dz[self.looker, self.actor, self.answer]
        moved = np.zeros((len(self.group_pair), arrays.motives))
        np.add.at(moved, self.group, points)
        after = self.after(viewers, expected, scene, mass)
        safe = np.where(after > 0.0, after, 1.0)[:, None]
        free = ~self.forced[:, None]  # a forced answer comes on top of what its actor chose before
        plain = brought[self.group_pair, self.group_actor] * free
        change = ((after - mass)[:, None] * plain + moved) / safe - plain
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
        self._must = {
            (a, at)
            for a, id in enumerate(arrays.actors)
            for at in tables.sides[id].answers
            if tables.sides[id].noun.decision.must_move
        }

    def of(self, actors: list[int]) -> Called:
        """Return the calls of pairs whose actors these are."""
        return Called(
            [
                (pair, m, other, looker, answer, bonus)
                for pair, actor in enumerate(actors)
                for m, other, looker, answer, bonus in self._rows[actor]
            ],
            self._must,
        )


class Joined:
    """The joint effects of a list of pairs: one row for each of a play and a partner's play.

    `points` are what both together bring the pair's actor, by motive.
    """

    def __init__(
        self, rows: list[tuple[int, int, int, int, tuple[float, ...]]], width: int
    ) -> None:
        self.pair, self.play, self.other, self.answer = (
            np.array([row[i] for row in rows], dtype=np.intp) for i in range(4)
        )
        self.points = np.zeros((len(rows), width))
        for at, row in enumerate(rows):
            self.points[at, : len(row[4])] = row[4]


class Joints:
    """The joint effects of a scenario, laid out for whichever pairs are reckoned."""

    def __init__(self, tables: Tables, arrays: Arrays, foresight: Foresight) -> None:
        self._motives = arrays.motives
        self._rows: list[list[tuple[int, int, int, tuple[float, ...]]]] = [
            [] for _ in arrays.actors
        ]
        for (id, move), joints in sorted(tables.joints.items()):
            side = tables.sides[id]
            for joint in joints:
                partner = tables.sides[joint.partner[0]]
                play, answer = side.place(move), partner.place(joint.partner[1])
                both = (side.plays[play], partner.plays[answer])
                points = foresight.together(side, both, joint.pushes)
                self._rows[arrays.at[id]].append((play, arrays.at[partner.id], answer, points))

    def of(self, actors: list[int]) -> Joined:
        """Return the joint effects of pairs whose actors these are."""
        rows = [(pair, *row) for pair, actor in enumerate(actors) for row in self._rows[actor]]
        return Joined(rows, self._motives)
