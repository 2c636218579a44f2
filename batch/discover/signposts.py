"""Signs that come early: levels and acts of the first turns that tell runs apart by their end.

A limit that parts the runs best parts them well by chance alone, so that a level's limit is chosen
on some cases and its shares are told of the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from batch.compare.clouds import Cloud
from batch.discover.indices import Numbers, ranks
from batch.discover.telling import Cases, Inside, Shares, announces, apart, least_auc, shares
from batch.parquet import quoted

LEAST_SHARE = 0.03
"""An act done in fewer runs, or in all but as few, is no signpost."""
FOLDS = 5
"""Into how many parts cases are dealt: each is judged by a limit that the others chose."""


@dataclass(frozen=True, slots=True)
class LevelSign:
    """A level at the end of an early turn.

    `auc` is the chance that a run which ends so has the higher level (half for equals); above 0.5
    high levels announce the outcome, below it low ones. `limit` parts all runs best (Youden 1950);
    the `shares` are of runs that had no say in the limit they are judged by.
    """

    level: str
    turn: int
    auc: float
    limit: float
    shares: Shares


@dataclass(frozen=True, slots=True)
class ActSign:
    """An act done by an early turn, and how the runs with it and without it ended."""

    actor: str
    move: str
    turn: int
    shares: Shares


def least_to_tell(clouds: Sequence[Cloud], outcome: str, levels: int) -> float | None:
    """Return the AUC a level of so many must pass to be a sign; None where runs are too few."""
    ended = np.concatenate([cloud.ended(outcome) for cloud in clouds])
    return least_auc(ended, _cases(clouds), max(1, levels))


def _cases(clouds: Sequence[Cloud]) -> Cases:
    """Return which case each run of some arms belongs to: one sample point, or one luck.

    Arms of the same luck share both, so that their runs are no independent ones.
    """
    found, known = list[Cases](), dict[tuple[object, ...], int]()
    for cloud in clouds:
        places = cloud.samples if cloud.results.study.spread > 1 else cloud.replications
        keys = ((*cloud.luck, int(place)) for place in places)
        found.append(np.array([known.setdefault(key, len(known)) for key in keys], dtype=np.int64))
    return np.concatenate(found)


def level_signs(clouds: Sequence[Cloud], outcome: str, turn: int) -> list[LevelSign]:
    """Return how well every level at a turn's end tells the runs apart, the surest first."""
    names = _levels(clouds)
    ended, cases = np.concatenate([cloud.ended(outcome) for cloud in clouds]), _cases(clouds)
    several = [_levels_at(cloud, names, turn) for cloud in clouds]
    looked_at = dict[str, tuple[Numbers, Inside, Cases]]()
    for at, name in enumerate(names):
        values = np.concatenate([levels[at] for levels in several])
        there = np.isfinite(values)
        own = ended[there]
        if 0 < own.sum() < len(own) and np.ptp(values[there]) > 0:
            looked_at[name] = values[there], own, cases[there]
    signs = (_sign(name, turn, *of, len(looked_at)) for name, of in looked_at.items())
    found = [sign for sign in signs if sign is not None]
    return sorted(found, key=lambda s: (not s.shares.tells, -abs(s.auc - 0.5), s.level))


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
    level: str, turn: int, values: Numbers, ended: Inside, cases: Cases, looked_at: int
) -> LevelSign | None:
    """Return a level as a sign; None where no run lies beyond a limit that others chose."""
    beyond = held_out(values, ended, cases)
    if not beyond.any():
        return None
    auc, limit = _cut(values, ended)
    tells = announces(values, ended, cases, looked_at)
    return LevelSign(level, turn, auc, limit, shares(ended, beyond, cases, tells=tells))


def held_out(values: Numbers, ended: Inside, cases: Cases) -> Inside:
    """Return which runs lie beyond the limit that the cases of the other parts choose."""
    beyond, part = np.zeros(len(values), dtype=bool), cases % FOLDS
    for fold in range(FOLDS):
        own, others = part == fold, part != fold
        if 0 < ended[others].sum() < others.sum() and np.ptp(values[others]) > 0:
            auc, limit = _cut(values[others], ended[others])
            beyond[own] = values[own] < limit if auc < 0.5 else values[own] > limit
    return beyond


def _cut(values: Numbers, ended: Inside) -> tuple[float, float]:
    """Return the AUC of a level, and the limit that parts the runs best."""
    hits, misses = int(ended.sum()), int((~ended).sum())
    auc = float((ranks(values)[ended].sum() - hits * (hits + 1) / 2) / (hits * misses))
    order = np.argsort(values, kind="stable")
    below = np.cumsum(ended[order]) / hits - np.cumsum(~ended[order]) / misses
    last = np.append(np.diff(values[order]) > 0, False)
    telling = np.where(last, below if auc < 0.5 else -below, -np.inf)
    place = int(telling.argmax())
    return auc, float((values[order][place] + values[order][place + 1]) / 2)


def act_signs(clouds: Sequence[Cloud], outcome: str, turn: int) -> list[ActSign]:
    """Return how the share of an outcome differs with each act done by a turn, the surest first."""
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
    often = {of: done for of, done in did.items() if LEAST_SHARE <= done.mean() <= 1 - LEAST_SHARE}
    found = list[ActSign]()
    for of, done in often.items():
        tells = apart(ended, done, cases, len(often))
        found.append(ActSign(*of, turn, shares(ended, done, cases, tells=tells)))
    return sorted(found, key=_surest)


def _surest(sign: ActSign) -> tuple[bool, float, str, str]:
    of = sign.shares
    return not of.tells, -abs(of.then - of.else_), sign.actor, sign.move


def _acts(cloud: Cloud, turn: int) -> Iterator[tuple[str, str, int]]:
    query = """SELECT DISTINCT actor, move, replication FROM moves
        WHERE arm = ? AND turn <= ? AND kind <> 'inject' AND outcome <> 'called_off' ORDER BY ALL"""
    with cloud.tables() as duck:
        rows = duck.execute(query, [cloud.arm.index, turn])
        while some := rows.fetchmany(10_000):
            yield from some
