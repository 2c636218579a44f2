"""Policies in the same futures: each held against one policy where all else is alike.

    found = crossed(baseline, arms)
    found.overall  # policy against the baseline's policy, over all futures

Where every policy was run in every future, an arm held against one baseline mixes what its policy
does with what its future does. Here a run of a policy is held against the run of the baseline's
policy that has the same luck in the same future.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from batch.clustered import clusters, span
from batch.compare.clouds import Cloud, paired_places
from batch.compare.policies import future_names
from batch.compare.shares import Share, ShareDifference, paired_difference, share_differences

ONE_LUCK = "over runs of one luck"
Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Within:
    """A policy against the baseline's policy in one future; `of` has the label of its arm."""

    policy: str
    future: str
    base: str
    of: ShareDifference


@dataclass(frozen=True, slots=True)
class Crossed:
    """Policies by futures. `shares` and `overall` are over all futures, their arm is the policy."""

    base: str
    policies: tuple[str, ...]
    futures: tuple[str, ...]
    shares: tuple[Share, ...]
    overall: tuple[ShareDifference, ...]
    within: tuple[Within, ...]


def policy_of(cloud: Cloud) -> str:
    """Return what an arm's policy is called."""
    return cloud.arm.policy or "plain"


def crossed(base: Cloud, clouds: Sequence[Cloud]) -> Crossed | None:
    """Return policies in the same futures; None where there are not two of each, all crossed.

    So it is too where two arms of a future have no luck in common.
    """
    grid = _grid(clouds)
    own, policies = policy_of(base), tuple(dict.fromkeys(map(policy_of, clouds)))
    rows = list(grid.values())
    if len(policies) < 2 or len(rows) < 2 or any(set(row) != set(policies) for row in rows):
        return None
    if any(paired_places(row[own], cloud) is None for row in rows for cloud in row.values()):
        return None
    names = future_names(clouds)
    others = [policy for policy in policies if policy != own]
    return Crossed(
        own,
        policies,
        tuple(names[row[own].label] for row in rows),
        tuple(s for policy in policies for s in _shares(policy, [row[policy] for row in rows])),
        tuple(d for policy in others for d in _overall(policy, own, rows)),
        tuple(
            Within(policy, names[row[own].label], row[own].label, d)
            for policy in others
            for row in rows
            for d in share_differences(row[own], row[policy])
        ),
    )


def _grid(clouds: Sequence[Cloud]) -> dict[Key, dict[str, Cloud]]:
    """Return the arms by future, and in it by policy."""
    grid: dict[Key, dict[str, Cloud]] = {}
    for cloud in clouds:
        key = cloud.batch, cloud.arm.scenario, cloud.arm.variant, cloud.arm.lens
        grid.setdefault(key, {})[policy_of(cloud)] = cloud
    return grid


def _classes(clouds: Sequence[Cloud]) -> Iterator[str]:
    """Give the classes that all of some arms have."""
    known = [{id for id, _ in cloud.classes} for cloud in clouds]
    yield from (id for id, _ in clouds[0].classes if all(id in each for each in known))


def _shares(policy: str, clouds: Sequence[Cloud]) -> Iterator[Share]:
    """Give a policy's shares over all futures; runs of one luck in several count as one case."""
    cases = np.concatenate([_cases(cloud) for cloud in clouds])
    for outcome in _classes(clouds):
        ended = np.concatenate([cloud.ended(outcome) for cloud in clouds])
        hits, runs = _summed(cases, ended), np.bincount(cases)
        there = runs > 0
        low, high, method = span(hits[there], runs[there])
        if clusters(runs[there]) and not _over_points(clouds[0]):
            method = f"Wilson {ONE_LUCK}"
        share = float(ended.mean())
        yield Share(policy, outcome, int(ended.sum()), len(ended), share, low, high, method)


def _overall(policy: str, own: str, rows: Sequence[dict[str, Cloud]]) -> Iterator[ShareDifference]:
    """Give a policy's differences from another in the same futures, over all of them."""
    pairs = [(row[own], row[policy], paired_places(row[own], row[policy])) for row in rows]
    there = [(a, b, places) for a, b, places in pairs if places is not None]
    cases = np.concatenate([_cases(b)[places[1]] for _, b, places in there])
    for outcome in _classes([cloud for a, b, _ in there for cloud in (a, b)]):
        first = np.concatenate([a.ended(outcome)[places[0]] for a, _, places in there])
        second = np.concatenate([b.ended(outcome)[places[1]] for _, b, places in there])
        told = paired_difference(policy, outcome, first, second, cases)
        over = told.method if _over_points(rows[0][own]) else f"Newcombe, paired, {ONE_LUCK}"
        yield replace(told, method=over)


def _over_points(cloud: Cloud) -> bool:
    return len(np.unique(cloud.samples)) > 1


def _cases(cloud: Cloud) -> np.ndarray:
    """Return what runs of several futures have in common: the sample point, else the luck."""
    return cloud.samples if _over_points(cloud) else cloud.replications


def _summed(cases: np.ndarray, values: np.ndarray) -> np.ndarray:
    return np.rint(np.bincount(cases, weights=values.astype(np.float64))).astype(np.int64)
