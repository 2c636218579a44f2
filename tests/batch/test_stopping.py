"""Enough runs: the width is kept, and intervals cover as often as they say though they stopped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from batch.plan import BLOCK
from batch.statistics import wilson
from batch.stopping import Tally, widest

CASES = {
    "even": (0.5, 0.5),
    "one in ten": (0.1, 0.9),
    "six classes": (0.4, 0.25, 0.15, 0.1, 0.07, 0.03),
    "rare": (0.02, 0.98),
}


def tallied(counts: Mapping[int, Counter[str]]) -> Tally:
    """Return a tally of some counts by arm."""
    tally = Tally()
    for arm, ended in counts.items():
        for outcome, count in ended.items():
            tally.add(arm, outcome, count=count)
    return tally


def stopped(shares: Sequence[float], width: float, seed: int) -> Counter[str]:
    """Return the counts of a batch of one arm that stops as a real one does."""
    luck = np.random.default_rng(seed)
    classes = [str(at) for at in range(len(shares))]
    counts = Counter[str]()
    while widest(tallied({0: counts}), {0: classes}) > width:
        counts.update(dict(zip(classes, luck.multinomial(BLOCK, shares).tolist(), strict=True)))
    return counts


def coverage(shares: Sequence[float], width: float, batches: int) -> dict[str, float]:
    """Return by class how often its interval held the true share when a batch stopped."""
    held = Counter[str]()
    for seed in range(batches):
        counts = stopped(shares, width, seed)
        for at, share in enumerate(shares):
            low, high = wilson(counts[str(at)], counts.total())
            held[str(at)] += low <= share <= high
    return {name: held[name] / batches for name in map(str, range(len(shares)))}


@pytest.mark.parametrize("case", CASES)
def test_intervals_cover_though_runs_stopped_when_they_were_narrow(case: str) -> None:
    for share, found in coverage(CASES[case], 0.1, 400).items():
        assert found > 0.95 - 4 * (0.95 * 0.05 / 400) ** 0.5, (share, found)


def test_the_width_asked_for_is_reached_and_not_by_far() -> None:
    counts = stopped(CASES["even"], 0.1, 1)
    low, high = wilson(counts["0"], counts.total())
    assert high - low <= 0.1
    before = wilson(counts["0"] - BLOCK // 2, counts.total() - BLOCK)
    assert before[1] - before[0] > 0.1


def test_an_arm_without_an_ending_is_not_known_at_all() -> None:
    assert widest(Tally(), {0: ["a"]}) == 1.0
    assert widest(tallied({0: Counter(a=100_000)}), {0: ["a", "b"], 1: ["a"]}) == 1.0


def test_failed_runs_are_counted_apart() -> None:
    tally = Tally()
    for arm, outcome in ((0, "a"), (0, None), (1, "b")):
        tally.add(arm, outcome)
    assert (tally.failed, tally.outcomes) == (1, {0: Counter(a=1), 1: Counter(b=1)})
