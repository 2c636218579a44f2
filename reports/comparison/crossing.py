"""Arms as a grid: where two things differ among them and every pair of both is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from batch.compare.clouds import Cloud
from batch.compare.whole import Comparison
from batch.plan import Arm
from reports.wording import listing

MOST_PANELS = 30
"""Arms that are drawn panel by panel."""
MOST_COLUMNS = 5
AXES = ("scenario", "variant", "lens", "policy")


@dataclass(frozen=True, slots=True)
class Crossing:
    """A grid of arms: what its rows and columns are, and each arm's row and column by label."""

    rows: str
    columns: str
    places: dict[str, tuple[str, str]]


def crossing(clouds: Iterable[Cloud]) -> Crossing | None:
    """Return arms as a grid; None where they are none, or too wide a one for a page."""
    arms = {cloud.label: cloud.arm for cloud in clouds}
    counts = {axis: len({_value(arm, axis) for arm in arms.values()}) for axis in AXES}
    crossed = sorted((axis for axis in AXES if counts[axis] > 1), key=lambda axis: -counts[axis])
    if len(crossed) != 2:
        return None
    rows, columns = crossed
    places = {label: (_value(arm, rows), _value(arm, columns)) for label, arm in arms.items()}
    whole = len(set(places.values())) == len(arms) == counts[rows] * counts[columns]
    return Crossing(rows, columns, places) if whole and counts[columns] <= MOST_COLUMNS else None


def _value(arm: Arm, axis: str) -> str:
    return str(getattr(arm, axis)) or "plain"


def drawn(of: Comparison) -> tuple[Cloud, ...]:
    """Return the arms that are drawn: all, else the baseline and those most like it, in order.

    Likest are those that differ from it in fewest of scenario, variant, lens and policy.
    """

    def unlike(cloud: Cloud) -> int:
        pairs = ((_value(cloud.arm, a), _value(of.baseline.arm, a)) for a in AXES)
        return sum(own != base for own, base in pairs)

    if len(of.clouds) <= MOST_PANELS:
        return of.clouds
    likest = sorted(of.clouds, key=unlike)[:MOST_PANELS]
    kept = {cloud.label for cloud in likest} | {of.baseline.label}
    return tuple(cloud for cloud in of.clouds if cloud.label in kept)


def left_out(of: Comparison) -> tuple[str, ...]:
    """Return a sentence on the arms that are not drawn, if any."""
    shown = {cloud.label for cloud in drawn(of)}
    missing = [of.names[cloud.label] for cloud in of.clouds if cloud.label not in shown]
    if not missing:
        return ()
    named = listing([*missing[:6], f"{len(missing) - 6} more"] if len(missing) > 6 else missing)
    return (
        (
            f"{len(shown)} of {len(of.clouds)} arms are drawn, those most like the baseline; not "
            f"{named}. The tables have all."
        ),
    )
