"""What drives an outcome class: the box of assumptions, their weights, the signposts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from batch.compare.clouds import EITHER, Cloud
from batch.discover.indices import Index, indices
from batch.discover.prim import Box, chosen, simplified, trajectory
from batch.discover.signposts import ActSign, LevelSign, act_signs, least_to_tell, level_signs
from batch.folders import FolderError
from batch.sampling import Dimension
from engine.content.problems import listed
from engine.errors import nearest

FEWEST = 40
"""Cases below which nothing is read off them."""

ASKED_FOR = 200
"""Sample points asked for before an assumption that weighs above chance is called load-bearing."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An assumption that was sampled in the arms of these labels and in no other."""

    dimension: Dimension
    sampled_in: tuple[str, ...]


@dataclass(frozen=True)
class Discovery:
    """What drives an outcome class over some arms.

    A case is a sample point in an arm, its value the share of its runs that ended so; it is
    interesting from half of them on; arms share their `points`. Without sampling there are no
    assumptions to weigh, and `boxes` and `indices` are empty; `box` is None too where no limit
    holds against chance. `least_auc` is what a level must pass to be a sign, None where too few
    cases end so, or otherwise, for any. `left_out` are assumptions that were sampled in some arms
    alone and are not weighed; `ignored` are arms that have no such class.
    """

    clouds: tuple[Cloud, ...]
    outcome: str
    dimensions: tuple[Dimension, ...]
    cases: int
    interesting: int
    share: float
    boxes: tuple[Box, ...]
    box: Box | None
    whole: Box | None
    indices: tuple[Index, ...]
    turn: int
    level_signs: tuple[LevelSign, ...]
    act_signs: tuple[ActSign, ...]
    points: int = 0
    left_out: tuple[LeftOut, ...] = ()
    ignored: tuple[Cloud, ...] = ()
    least_auc: float | None = None

    @property
    def unfinished(self) -> tuple[Cloud, ...]:
        """The arms whose batch had not ended when it was read."""
        return tuple(cloud for cloud in self.clouds if not cloud.results.complete)

    @property
    def one_way(self) -> bool:
        """Whether all runs ended so, or none, so that nothing can tell them apart."""
        return self.share in (0.0, 1.0)


def discovered(
    clouds: Sequence[Cloud], outcome: str, *, turn: int | None = None, least: float = 0.5
) -> Discovery:
    """Return what drives an outcome class; `turn` is that of the signposts, a third of the way in.

    Several classes are asked about together as "war+truce". `least` is the coverage a box must
    keep. FolderError where no arm has the class, or the turn.
    """
    having = _having(clouds, outcome)
    early = _turn(having, turn)
    levels = tuple(level_signs(having, outcome, early))
    dimensions, x, y = cases_of(having, outcome)
    interesting = y >= 0.5
    boxes, box = list[Box](), None
    weights: tuple[Index, ...] = ()
    if dimensions and len(y) >= FEWEST:
        weights = tuple(indices([d.column for d in dimensions], x, y))
        if 0 < interesting.sum() < len(y):
            boxes, box = _boxed(x, interesting, least)
    return Discovery(
        having,
        outcome,
        dimensions,
        len(y),
        int(interesting.sum()),
        _share(having, outcome),
        tuple(boxes),
        box,
        boxes[0] if boxes else None,
        weights,
        early,
        levels,
        tuple(act_signs(having, outcome, early)),
        len(np.unique(x, axis=0)),
        left_out_of(having),
        tuple(c for c in clouds if c not in having),
        least_to_tell(having, outcome, len(levels)),
    )


def _having(clouds: Sequence[Cloud], outcome: str) -> tuple[Cloud, ...]:
    """Return the arms that have the class that is asked about, all of them where it is several."""
    asked = outcome.split(EITHER)
    known = [{id for id, _ in cloud.classes} for cloud in clouds]
    for each in asked:
        if not any(each in ids for ids in known):
            wrong = f"no outcome class {each[:60]!r}" if outcome else "discover needs --outcome"
            raise FolderError(f"{wrong}; {_hint(clouds, each)}")
    found = tuple(c for c, ids in zip(clouds, known, strict=True) if ids.issuperset(asked))
    if not found:
        raise FolderError(f"no arm has all of {listed(asked)}")
    return found


def _share(clouds: Sequence[Cloud], outcome: str) -> float:
    return float(np.concatenate([cloud.ended(outcome) for cloud in clouds]).mean())


def _boxed(x: np.ndarray, interesting: np.ndarray, least: float) -> tuple[list[Box], Box | None]:
    """Return the boxes step by step, and the one to tell of where any limit holds."""
    boxes = trajectory(x, interesting)
    told = simplified(chosen(boxes, least), x, interesting)
    return boxes, told if told.restricted else None


def _hint(clouds: Sequence[Cloud], outcome: str) -> str:
    known = list(dict.fromkeys(id for c in clouds for id, _ in c.classes))
    near = nearest(outcome, known) if outcome else None
    return f"did you mean {near!r}?" if near else f"there are: {', '.join(known)}"


def _turn(clouds: Sequence[Cloud], asked: int | None) -> int:
    """Return the turn of the signposts; FolderError where no arm's game has it."""
    if asked is None:
        return max(1, clouds[0].scenario.turns.count // 3)
    last = max({c.arm.scenario: c.scenario.turns.count for c in clouds}.values())
    if not 1 <= asked <= last:
        raise FolderError(
            f"no turn {asked}: the game has {last} turn{'s' * (last > 1)}, and signs are looked "
            f"for at the end of one of them, from 1 to {last}"
        )
    return asked


def cases_of(
    clouds: Sequence[Cloud], outcome: str
) -> tuple[tuple[Dimension, ...], np.ndarray, np.ndarray]:
    """Return what was sampled in all arms, each case's place in it, and its share of the outcome.

    What an arm holds fixed is left out of all.
    """
    sampled = [c for c in clouds if c.results.study.samples]
    dimensions = _shared(sampled)
    if not dimensions:
        return (), np.zeros((0, 0)), np.zeros(0)
    places, shares = list[list[float]](), list[float]()
    for cloud in sampled:
        ended = cloud.ended(outcome)
        columns = [cloud.numbers(d.column) for d in dimensions]
        for sample in np.unique(cloud.samples):
            runs = cloud.samples == sample
            first = int(np.argmax(runs))
            places.append([float(column[first]) for column in columns])
            shares.append(float(ended[runs].mean()))
    return dimensions, np.array(places), np.array(shares)


def _shared(clouds: Sequence[Cloud]) -> tuple[Dimension, ...]:
    found: dict[str, Dimension] = {}
    for at, cloud in enumerate(clouds):
        own = _sampled(cloud)
        found = own if at == 0 else {c: d for c, d in found.items() if c in own}
    return tuple(found.values())


def _sampled(cloud: Cloud) -> dict[str, Dimension]:
    """Return what was sampled in an arm, by column."""
    study, arm = cloud.results.study, cloud.arm
    if not study.samples:
        return {}
    own = study.sources[arm.scenario].dimensions
    return {d.column: d for d in own if d.name not in arm.pinned}


def left_out_of(clouds: Sequence[Cloud]) -> tuple[LeftOut, ...]:
    """Return what was sampled in some of the sampled arms and fixed, or not there, in others."""
    each = {cloud.label: _sampled(cloud) for cloud in clouds if cloud.results.study.samples}
    every = {column: d for own in each.values() for column, d in own.items()}
    found = list[LeftOut]()
    for column, dimension in every.items():
        where = tuple(label for label, own in each.items() if column in own)
        if len(where) < len(each):
            found.append(LeftOut(dimension, where))
    return tuple(found)
