"""Signs that come early: levels and acts of the first turns that tell runs apart by their end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from batch.clustered import span
from batch.compare.clouds import Cloud
from batch.discover.indices import ranks
from batch.parquet import quoted
from batch.statistics import wilson

Inside = NDArray[np.bool_]
LEAST_SHARE = 0.03
"""An act done in fewer runs, or in all but as few, is no signpost."""


@dataclass(frozen=True, slots=True)
class LevelSign:
    """A level at the end of an early turn.

    `auc` is the chance that a run which ends so has the higher level (half for equals); above 0.5
    high levels announce the outcome, below it low ones. `limit` parts the runs best (Youden 1950):
    of those beyond it `then` ended so, with its interval over cases (runs at one sample point, or
    of one luck, in whatever arms), of the others `else_`.
    """

    level: str
    turn: int
    auc: float
    limit: float
    then: float
    low: float
    high: float
    else_: float
    runs: int

    @property
    def tells(self) -> bool:
        """Whether the interval with the sign leaves out the share without it."""
        return not self.low <= self.else_ <= self.high


@dataclass(frozen=True, slots=True)
class ActSign:
    """An act done by an early turn: of the runs with it `then` ended so, of the others `else_`."""

    actor: str
    move: str
    turn: int
    runs: int
    then: float
    low: float
    high: float
    else_: float

    @property
    def tells(self) -> bool:
        """Whether the interval with the sign leaves out the share without it."""
        return not self.low <= self.else_ <= self.high


def _cases(clouds: Sequence[Cloud]) -> NDArray[np.int64]:
    """Return which case each run of some arms belongs to: one sample point, or one luck.

    Arms of the same luck share both, so that their runs are no independent ones.
    """
    found, known = list[NDArray[np.int64]](), dict[tuple[object, ...], int]()
    for cloud in clouds:
        places = cloud.samples if cloud.results.study.spread > 1 else cloud.replications
        keys = ((*cloud.luck, int(place)) for place in places)
        found.append(np.array([known.setdefault(key, len(known)) for key in keys], dtype=np.int64))
    return np.concatenate(found)


def level_signs(clouds: Sequence[Cloud], outcome: str, turn: int) -> list[LevelSign]:
    """Return how well every level at a turn's end tells the runs apart, the best first."""
    names = _levels(clouds)
    ended, cases = np.concatenate([cloud.ended(outcome) for cloud in clouds]), _cases(clouds)
    if not 0 < ended.sum() < len(ended):
        return []
    found = list[LevelSign]()
    several = [_levels_at(cloud, names, turn) for cloud in clouds]
    for at, name in enumerate(names):
        values = np.concatenate([levels[at] for levels in several])
        there = np.isfinite(values)
        own = ended[there]
        if 0 < own.sum() < len(own) and np.ptp(values[there]) > 0:
            found.append(_sign(name, turn, values[there], own, cases[there]))
    return sorted(found, key=lambda sign: (-abs(sign.auc - 0.5), sign.level))


def _levels(clouds: Sequence[Cloud]) -> list[str]:
    several = [cloud.results.manifest["columns"]["turns"] for cloud in clouds]
    shared = [name for name in several[0] if all(name in each for each in several)]
    return [name.removeprefix("level.") for name in shared if name.startswith("level.")]


def _levels_at(cloud: Cloud, levels: Sequence[str], turn: int) -> list[np.ndarray]:
    """Return levels of an arm's runs at a turn's end, NaN where a run had ended before."""
    named = ", ".join(quoted(f"level.{level}") for level in levels)
    query = f"SELECT replication, {named} FROM turns WHERE arm = ? AND turn = ?"  # noqa: S608
    with cloud.tables() as duck:
        rows = duck.execute(query, [cloud.arm.index, turn]).fetchnumpy()
    replications, *several = rows.values()
    return [cloud.laid(replications, values) for values in several]


def _sign(
    level: str, turn: int, values: np.ndarray, ended: Inside, cases: NDArray[np.int64]
) -> LevelSign:
    hits, misses = int(ended.sum()), int((~ended).sum())
    auc = float((ranks(values)[ended].sum() - hits * (hits + 1) / 2) / (hits * misses))
    order = np.argsort(values, kind="stable")
    below = np.cumsum(ended[order]) / hits - np.cumsum(~ended[order]) / misses
    last = np.append(np.diff(values[order]) > 0, False)
    telling = np.where(last, below if auc < 0.5 else -below, -np.inf)
    place = int(telling.argmax())
    limit = float((values[order][place] + values[order][place + 1]) / 2)
    beyond = values < limit if auc < 0.5 else values > limit
    return LevelSign(level, turn, auc, limit, *_then(ended, beyond, cases), int(beyond.sum()))


def _then(
    ended: Inside, beyond: Inside, cases: NDArray[np.int64]
) -> tuple[float, float, float, float]:
    """Return the share of an outcome with a sign, its interval over cases, and without the sign."""
    hits, runs = int((ended & beyond).sum()), int(beyond.sum())
    in_case = np.bincount(cases[beyond])
    low, high, _ = span(np.bincount(cases[beyond & ended], minlength=len(in_case)), in_case)
    if np.count_nonzero(in_case) == 1:
        low, high = wilson(hits / runs, 1)  # however many runs: one case
    others = int((~beyond).sum())
    return hits / runs, low, high, int((ended & ~beyond).sum()) / others if others else 0.0


def act_signs(clouds: Sequence[Cloud], outcome: str, turn: int) -> list[ActSign]:
    """Return how the share of an outcome differs with each act done by a turn, the widest first."""
    ended = np.concatenate([cloud.ended(outcome) for cloud in clouds])
    cases = _cases(clouds)
    if not 0 < ended.sum() < len(ended):
        return []
    did: dict[tuple[str, str], np.ndarray] = {}
    start = 0
    for cloud in clouds:
        for actor, move, replication in _acts(cloud, turn):
            at = int(np.searchsorted(cloud.replications, replication))
            if at < cloud.runs and cloud.replications[at] == replication:
                did.setdefault((actor, move), np.zeros(len(ended), dtype=bool))[start + at] = True
        start += cloud.runs
    found = list[ActSign]()
    for (actor, move), done in did.items():
        if LEAST_SHARE <= done.mean() <= 1 - LEAST_SHARE:
            then, low, high, other = _then(ended, done, cases)
            found.append(ActSign(actor, move, turn, int(done.sum()), then, low, high, other))
    return sorted(found, key=lambda sign: (-abs(sign.then - sign.else_), sign.actor, sign.move))


def _acts(cloud: Cloud, turn: int) -> Iterator[tuple[str, str, int]]:
    query = """SELECT DISTINCT actor, move, replication FROM moves
        WHERE arm = ? AND turn <= ? AND kind <> 'inject' ORDER BY ALL"""
    with cloud.tables() as duck:
        rows = duck.execute(query, [cloud.arm.index, turn])
        while some := rows.fetchmany(10_000):
            yield from some
