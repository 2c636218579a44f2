"""Regret: what a policy costs in a future, held against the best policy in that same future.

A value of a policy in a future is regretted by how far it is below the best of all policies there
(Savage 1951). Minimax regret picks the policy whose worst regret is least; satisficing counts the
futures in which a policy is good enough (Lempert et al. 2006 on both for robust decisions).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """How a policy does over all futures.

    `satisfied` is the share of futures in which its value is good enough; None where nothing says
    what is enough. `best_in` counts the futures in which no policy does better.
    """

    policy: str
    worst: float
    worst_in: str
    mean: float
    value: float
    best_in: int
    satisfied: float | None


@dataclass(frozen=True, slots=True)
class Regret:
    """Policies by futures: values, regrets (never below 0), and how each policy stands.

    `values[p][f]` is that of policy p in future f, in the measure's unit. `minimax` are the
    policies whose worst regret is least, `satisficing` those good enough in most futures, nobody
    where no policy is good enough in any.
    """

    policies: tuple[str, ...]
    futures: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    regrets: tuple[tuple[float, ...], ...]
    standings: tuple[Standing, ...]
    minimax: tuple[str, ...]
    satisficing: tuple[str, ...]
    low_is_good: bool
    enough: float | None


def regret(
    table: Mapping[str, Mapping[str, float]],
    *,
    low_is_good: bool = False,
    enough: float | None = None,
) -> Regret:
    """Return the regrets of a table of policies by futures; ValueError where a value is missing.

    More is better unless `low_is_good`. `enough` is the value at which a policy satisfies.
    """
    policies = tuple(table)
    futures = tuple(dict.fromkeys(f for row in table.values() for f in row))
    for policy in policies:
        if missing := [f for f in futures if f not in table[policy]]:
            raise ValueError(f"policy {policy!r} has no value in the future {missing[0]!r}")
    values = tuple(tuple(table[p][f] for f in futures) for p in policies)
    sign = -1.0 if low_is_good else 1.0
    best = [max(sign * row[at] for row in values) for at in range(len(futures))]
    regrets = tuple(
        tuple(most - sign * value for most, value in zip(best, row, strict=True)) for row in values
    )
    rows = [
        _standing(policy, futures, own, lost, (sign, enough))
        for policy, own, lost in zip(policies, values, regrets, strict=True)
    ]
    satisfying = [row.policy for row in rows if row.satisfied]
    return Regret(
        policies,
        futures,
        values,
        regrets,
        tuple(rows),
        _least(policies, [row.worst for row in rows]),
        _least(satisfying, [-(row.satisfied or 0.0) for row in rows if row.satisfied]),
        low_is_good,
        enough,
    )


def _standing(
    policy: str,
    futures: Sequence[str],
    values: Sequence[float],
    regrets: Sequence[float],
    wanted: tuple[float, float | None],
) -> Standing:
    sign, enough = wanted
    worst = max(regrets)
    good = None
    if enough is not None:
        good = sum(sign * value >= sign * enough for value in values) / len(values)
    return Standing(
        policy,
        worst,
        futures[list(regrets).index(worst)],
        sum(regrets) / len(regrets),
        sum(values) / len(values),
        sum(lost == 0.0 for lost in regrets),
        good,
    )


def _least(names: Sequence[str], values: Sequence[float]) -> tuple[str, ...]:
    """Return who has the least value, all of them where several have."""
    least = min(values, default=0.0)
    return tuple(name for name, value in zip(names, values, strict=True) if value == least)
