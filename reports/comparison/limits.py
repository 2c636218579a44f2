"""What a comparison cannot tell."""

from __future__ import annotations

from collections.abc import Iterable

from batch.compare.points import clustered
from batch.compare.whole import FEWEST, Comparison
from batch.plan import Study
from reports.comparison.told import strangers_say
from reports.comparison.wording import many_named, would_know
from reports.wording import counted

NO_MORE_RUNS = "more runs at the points there are may never do it"
ONE_POINT = "One point was sampled: what another would give is not known."
FEW = f"An arm of fewer than {FEWEST} runs does not tell how many would be enough."


def intervals_tell(studies: Iterable[Study]) -> str:
    """Return what the intervals of some batches are of."""
    sampled = {study.samples for study in studies}
    if max(sampled) > 1:
        return "Intervals tell of luck and of the points that were sampled, of nothing else."
    if 1 in sampled:
        return f"Intervals tell of luck alone. {ONE_POINT}"
    return "Intervals tell of luck alone."


def limits_of(of: Comparison) -> tuple[str, ...]:
    """Return what to keep in mind, as points."""
    tell = intervals_tell(cloud.results.study for cloud in of.clouds)
    points = [
        (
            "The shares are those of a model: they tell what follows from its assumptions, not how "
            f"likely the world is to do it. {tell}"
        ),
        "Each interval is at 95% by itself; of twenty that are looked at, one may miss.",
    ]
    if bare := _unsampled_say(of):
        points.append(bare)
    if any(clustered(cloud) for cloud in of.clouds):
        points.append(
            "Several runs stand at each sample point; intervals are taken over points, not runs."
        )
    failed = sum(cloud.failed for cloud in of.clouds)
    if failed:
        left = f"failed and {'is' if failed == 1 else 'are'} left out"
        points.append(
            f"{counted(failed, 'run')} {left}; the table of runs names each with its cause."
        )
    if told := strangers_say(of):
        points.append(told)
    if any(cloud.luck != of.baseline.luck for cloud in of.others):
        points.append(
            "Arms of batches with other seeds or sample points share no luck: they are compared as "
            "independent."
        )
    points.append(needed_say(of))
    return tuple(points)


def _unsampled_say(of: Comparison) -> str:
    """Return which figures stand at their scenario's own settings; "" where all were sampled."""
    bare = [of.names[c.label] for c in of.clouds if not c.results.study.samples]
    if not bare:
        return ""
    owes = "the scenario's own settings, and what it owes to them is not known."
    if len(bare) == len(of.clouds):
        return f"Nothing was sampled: every figure stands at {owes}"
    were, of_it = ("was", "it") if len(bare) == 1 else ("were", "them")
    return f"{many_named(bare)} {were} not sampled: every figure of {of_it} stands at {owes}"


def needed_say(of: Comparison, *, more: bool = False) -> str:
    """Return how many runs, or sample points, the arm that needs most needs.

    Where asked for more, also that runs at the points there are may never be enough.
    """
    if any(cloud.results.study.samples == 1 for cloud in of.clouds):
        return "One sample point does not tell how many would be enough."
    needed = {label: each for label, each in of.needed.items() if each is not None}
    if len(needed) < len(of.needed):
        return FEW
    most = max(of.clouds, key=lambda cloud: needed[cloud.label])
    took = would_know(most, needed[most.label])
    told = f"Knowing every share to one point up or down takes {took}, an arm"
    return f"{told}; {NO_MORE_RUNS}." if more else f"{told}."
