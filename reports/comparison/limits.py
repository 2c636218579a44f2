"""What a comparison cannot tell."""

from __future__ import annotations

from batch.compare.points import clustered
from batch.compare.whole import Comparison


def limits_of(of: Comparison) -> tuple[str, ...]:
    """Return what to keep in mind, as points."""
    study = of.baseline.results.study
    points = [
        (
            "The shares are those of a model: they tell what follows from its assumptions, not how "
            "likely the world is to do it. Intervals tell of luck alone."
        ),
        "Each interval is at 95% by itself; of twenty that are looked at, one may miss.",
    ]
    if not study.samples:
        points.append(
            "Nothing was sampled: every figure stands at the scenario's own settings. Run it with "
            "--sample N --minds to see what it owes to them."
        )
    if any(clustered(cloud) for cloud in of.clouds):
        points.append(
            "Several runs stand at each sample point; intervals are taken over points, not runs."
        )
    failed = sum(cloud.failed for cloud in of.clouds)
    if failed:
        points.append(
            f"{failed:,} runs failed and are left out; the table of runs names each with its cause."
        )
    if any(cloud.luck != of.baseline.luck for cloud in of.clouds):
        points.append("Arms of batches with different seeds are compared as independent runs.")
    needed = max(of.needed.values())
    points.append(f"Knowing every share to one point up or down takes {needed:,} runs an arm.")
    return tuple(points)
