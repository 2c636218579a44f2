"""Everything there is to say of some arms side by side, in one value."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from batch.clustered import clusters, worth
from batch.compare.clouds import EITHER, Cloud, akin, baseline_of, kept_open, shortened_labels
from batch.compare.divergence import Divergence, divergence
from batch.compare.fans import Fan, fans
from batch.compare.futures import Crossed, crossed
from batch.compare.laws import Law, laws
from batch.compare.measures import (
    MeasureDifference,
    columns_of,
    doubles,
    levels_set,
    measure_differences,
)
from batch.compare.points import counts_by_point
from batch.compare.policies import Aim, Axis, Robust, robust
from batch.compare.shares import Share, ShareDifference, share_differences, shares_of
from batch.folders import FolderError
from batch.statistics import wilson

Chosen = Literal["asked", "differs most", "commonest"]
FANS = 6
"""Levels whose fans are shown: those that part most from the baseline."""
FEWEST = 20
"""Runs of an arm below which nothing is said of how many would be enough."""


@dataclass(frozen=True)
class Comparison:
    """Arms held against a baseline.

    Nothing is subtracted of `strangers`: their scenario has other outcome classes. `outcome` is
    the class that is told of, `chosen_by` why that one.
    """

    clouds: tuple[Cloud, ...]
    baseline: Cloud
    names: dict[str, str]
    shares: tuple[Share, ...]
    share_differences: tuple[ShareDifference, ...]
    measure_differences: tuple[MeasureDifference, ...]
    fans: tuple[Fan, ...]
    divergences: tuple[Divergence, ...]
    laws: tuple[Law, ...]
    robust: Robust | None
    needed: dict[str, int | None]
    """Runs an arm needs for intervals of shares no wider than 2 points, by label; None where it has
    too few to tell."""
    outcome: str
    chosen_by: Chosen
    doubles: frozenset[str]
    """Columns of strict and weak laws that are another column under a second name."""
    set_here: frozenset[tuple[str, str]] = frozenset()
    """Labels and columns of the final levels that an arm was given another opening of."""
    crossed: Crossed | None = None
    """Policies in the same futures; None where the arms are none."""

    @property
    def others(self) -> tuple[Cloud, ...]:
        """The arms that are held against the baseline."""
        return tuple(cloud for cloud in self.kin if cloud is not self.baseline)

    @property
    def kin(self) -> tuple[Cloud, ...]:
        """The baseline and the arms held against it."""
        return tuple(cloud for cloud in self.clouds if akin(self.baseline, cloud))

    @property
    def strangers(self) -> tuple[Cloud, ...]:
        """The arms whose scenario has other outcome classes than the baseline's."""
        return tuple(cloud for cloud in self.clouds if not akin(self.baseline, cloud))

    @property
    def paired(self) -> bool:
        """Whether every arm is held against the baseline run by run, under the same luck."""
        return not self.strangers and all(c.luck == self.baseline.luck for c in self.others)


def compared(
    clouds: Sequence[Cloud],
    baseline: str | None = None,
    *,
    aim: Aim | None = None,
    axis: Axis = "policy",
    levels: Sequence[str] = (),
    outcome: str | None = None,
) -> Comparison:
    """Return arms held against a baseline: the first where none is named.

    `aim` asks for a regret table over `axis`; `levels` names the fans in place of those that part
    most, `outcome` the class that is told of. FolderError for names that are not there.
    """
    with kept_open():
        return _compared(tuple(clouds), baseline, aim, axis, levels, outcome)


def _compared(
    several: tuple[Cloud, ...],
    baseline: str | None,
    aim: Aim | None,
    axis: Axis,
    levels: Sequence[str],
    outcome: str | None,
) -> Comparison:
    base = baseline_of(several, baseline)
    kin = [cloud for cloud in several if akin(base, cloud)]
    others = [cloud for cloud in kin if cloud is not base]
    shares = tuple(share for cloud in several for share in shares_of(cloud))
    apart = tuple(d for cloud in others for d in share_differences(base, cloud))
    measured = tuple(_measured(base, kin))
    given = frozenset((c.label, column) for c in others for column in levels_set(base, c))
    policies = crossed(base, kin)
    return Comparison(
        several,
        base,
        shortened_labels(several),
        shares,
        apart,
        measured,
        tuple(_fans(kin, tuple(levels) or _widest(measured, base, given))),
        tuple(d for cloud in others if (d := divergence(base, cloud)) is not None),
        tuple(laws(several)),
        robust(kin, aim, axis) if aim is not None else None,
        {cloud.label: _needed(cloud) for cloud in several},
        *_telling(kin, shares, policies.overall if policies else apart, outcome),
        doubles(measured, {f"measure.{law.id}" for c in kin for law in c.scenario.expectations}),
        given,
        policies,
    )


def _measured(base: Cloud, kin: Sequence[Cloud]) -> Iterator[MeasureDifference]:
    columns = columns_of(kin)
    for cloud in kin:
        if cloud is not base:
            yield from measure_differences(base, cloud, columns)


def _fans(kin: Sequence[Cloud], levels: Sequence[str]) -> Iterator[Fan]:
    for cloud in kin:
        yield from fans(cloud, levels)


def _telling(
    kin: Sequence[Cloud],
    shares: Sequence[Share],
    apart: Sequence[ShareDifference],
    asked: str | None,
) -> tuple[str, Chosen]:
    """Return the class that is told of, and why: asked for, differing most, or the commonest."""
    if asked is not None:
        known = dict.fromkeys(id for cloud in kin for id, _ in cloud.classes)
        if asked not in known and set(asked.split(EITHER)) <= set(known):
            raise FolderError(f"{asked}: only discover takes several classes; name one of them")
        if asked not in known:
            raise FolderError(f"no outcome class {asked[:60]!r}; there are: {', '.join(known)}")
        return asked, "asked"
    most = max(apart, key=lambda d: abs(d.difference), default=None)
    if most is not None and most.difference:
        return most.outcome, "differs most"
    labels = {cloud.label for cloud in kin}
    return max((s for s in shares if s.arm in labels), key=lambda s: s.share).outcome, "commonest"


def _widest(
    differences: Sequence[MeasureDifference], base: Cloud, given: Container[tuple[str, str]]
) -> tuple[str, ...]:
    """Return the levels that part most from the baseline in standard deviations.

    An arm that opens a level elsewhere does not count for it.
    """
    most: dict[str, float] = {}
    for each in differences:
        told = each.column.startswith("final.") and (each.arm, each.column) not in given
        if told and each.effect is not None:
            most[each.column] = max(most.get(each.column, 0.0), abs(each.effect))
    ranked = sorted(most, key=lambda column: (-most[column], column))
    chosen = [column.removeprefix("final.") for column in ranked[:FANS]]
    return tuple(chosen or [level.id for level in base.scenario.theatre.levels[:FANS]])


def _needed(cloud: Cloud, width: float = 0.02) -> int | None:
    """Return how many runs make every interval of a share as narrow as asked, as shares are today.

    Each share is taken for the middle of Wilson's interval: a few runs that all ended one way do
    not know that all would. Where several runs stand at a sample point: at as many runs a point as
    there are now. None below `FEWEST` runs.
    """
    if cloud.runs < FEWEST:
        return None
    cases = [_case(cloud, id) for id, _ in cloud.classes]
    low, high = 1, 1
    while not _narrow(cases, high, width):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _narrow(cases, middle, width) else (middle, high)
    return high


def _case(cloud: Cloud, outcome: str) -> tuple[float, float]:
    """Return the middle of a share's interval, and what a run is worth in independent ones."""
    hits, runs = counts_by_point(cloud, outcome)
    value = worth(hits, runs) / cloud.runs if clusters(runs) else 1.0
    low, high = wilson(cloud.count(outcome), cloud.runs)
    return (low + high) / 2, value


def _narrow(cases: Sequence[tuple[float, float]], wanted: int, width: float) -> bool:
    spans = (wilson(share * wanted * value, wanted * value) for share, value in cases)
    return all(high - low <= width for low, high in spans)
