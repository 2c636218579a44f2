"""Everything there is to say of some arms side by side, in one value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from batch.clustered import clusters, worth
from batch.compare.clouds import Cloud, baseline_of, shortened_labels
from batch.compare.divergence import Divergence, divergence
from batch.compare.fans import Fan, fans
from batch.compare.laws import Law, laws
from batch.compare.measures import MeasureDifference, columns_of, measure_differences
from batch.compare.points import counts_by_point
from batch.compare.policies import Aim, Axis, Robust, robust
from batch.compare.shares import Share, ShareDifference, share_differences, shares_of
from batch.statistics import wilson

FANS = 6
"""Levels whose fans are shown: those that part most from the baseline."""


@dataclass(frozen=True)
class Comparison:
    """Arms held against a baseline."""

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
    needed: dict[str, int]
    """Runs an arm needs for intervals of shares no wider than 2 points, by label."""

    @property
    def others(self) -> tuple[Cloud, ...]:
        """The arms that are not the baseline."""
        return tuple(cloud for cloud in self.clouds if cloud is not self.baseline)


def compared(
    clouds: Sequence[Cloud],
    baseline: str | None = None,
    *,
    aim: Aim | None = None,
    axis: Axis = "policy",
    levels: Sequence[str] = (),
) -> Comparison:
    """Return arms held against a baseline: the first where none is named.

    `aim` asks for a regret table over `axis`; `levels` names the fans in place of those that part
    most. FolderError for names that are not there.
    """
    several = tuple(clouds)
    base = baseline_of(several, baseline)
    others = [cloud for cloud in several if cloud is not base]
    columns = columns_of(several)
    measured = tuple(m for c in others for m in measure_differences(base, c, columns))
    shown = tuple(levels) or _widest(measured, base)
    return Comparison(
        several,
        base,
        shortened_labels(several),
        tuple(share for cloud in several for share in shares_of(cloud)),
        tuple(d for cloud in others for d in share_differences(base, cloud)),
        measured,
        tuple(fan for cloud in several for fan in fans(cloud, shown)),
        tuple(d for cloud in others if (d := divergence(base, cloud)) is not None),
        tuple(laws(several)),
        robust(several, aim, axis) if aim is not None else None,
        {cloud.label: _needed(cloud) for cloud in several},
    )


def _widest(differences: Sequence[MeasureDifference], base: Cloud) -> tuple[str, ...]:
    """Return the levels that part most from the baseline in standard deviations."""
    most: dict[str, float] = {}
    for each in differences:
        if each.column.startswith("final.") and each.effect is not None:
            most[each.column] = max(most.get(each.column, 0.0), abs(each.effect))
    ranked = sorted(most, key=lambda column: (-most[column], column))
    chosen = [column.removeprefix("final.") for column in ranked[:FANS]]
    return tuple(chosen or [level.id for level in base.scenario.theatre.levels[:FANS]])


def _needed(cloud: Cloud, width: float = 0.02) -> int:
    """Return how many runs make every interval of a share as narrow as asked, as shares are today.

    Where several runs stand at a sample point: at as many runs a point as there are now.
    """
    cases = [(cloud.count(id) / cloud.runs, _value(cloud, id)) for id, _ in cloud.classes]
    low, high = 1, 1
    while not _narrow(cases, high, width):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _narrow(cases, middle, width) else (middle, high)
    return high


def _value(cloud: Cloud, outcome: str) -> float:
    """Return what a run is worth in independent ones."""
    hits, runs = counts_by_point(cloud, outcome)
    return worth(hits, runs) / cloud.runs if clusters(runs) else 1.0


def _narrow(cases: Sequence[tuple[float, float]], wanted: int, width: float) -> bool:
    spans = (wilson(share * wanted * value, wanted * value) for share, value in cases)
    return all(high - low <= width for low, high in spans)
