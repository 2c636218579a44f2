"""Arms that have no luck in common, or few points: what their differences are taken over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from batch.clustered import clusters
from batch.compare.clouds import Cloud, read_clouds
from batch.compare.intervals import newcombe
from batch.compare.measures import t_interval, welch
from batch.compare.shares import share_differences, span_apart
from batch.compare.whole import compared
from tests.batch.batches import made

POINTS = "Newcombe, independent, over sample points"
TRIES = 400
SLACK = 4 * (0.95 * 0.05 / TRIES) ** 0.5
"""Four standard errors of a share of .95 over the tries."""


@pytest.mark.parametrize(("points", "each"), [(5, 40), (20, 10), (100, 3)])
def test_shares_without_common_luck_cover_over_points(points: int, each: int) -> None:
    """Shares of .5 and .3, both of which hang together over points; plain Newcombe fails them."""
    luck, held, plainly = np.random.default_rng(8), 0, 0
    runs = np.full(points, each)
    for _ in range(TRIES):
        a = luck.binomial(each, luck.beta(2, 2, points))
        b = luck.binomial(each, luck.beta(1.2, 2.8, points))
        low, high, method = span_apart((a, runs), (b, runs))
        assert method == POINTS
        held += low <= -0.2 <= high
        low, high = newcombe(a.sum(), runs.sum(), b.sum(), runs.sum())
        plainly += low <= -0.2 <= high
    assert held / TRIES > 0.95 - SLACK
    assert plainly / TRIES < 0.95 - SLACK


@pytest.mark.parametrize(("points", "each"), [(5, 40), (20, 10), (100, 3)])
def test_means_without_common_luck_cover_over_points(points: int, each: int) -> None:
    """Means of 1 and 3, the second arm with runs that are each a point; plain Welch fails them."""
    luck, held, plainly = np.random.default_rng(8), 0, 0
    at, alone = np.repeat(np.arange(points), each), np.arange(points * each)
    for _ in range(TRIES):
        a = 1 + luck.normal(0, 1, points)[at] + luck.normal(0, 1, len(at))
        b = 3 + luck.normal(0, 1, len(at))
        low, high, method = welch((a, at), (b, alone))
        assert method == "Welch, independent, over sample points"
        held += low <= 2 <= high
        low, high, _ = welch((a, alone), (b, alone))
        plainly += low <= 2 <= high
    assert held / TRIES == pytest.approx(0.95, abs=SLACK)
    assert plainly / TRIES < 0.95 - SLACK


def test_welch_is_scipy_s_of_the_means_at_points() -> None:
    stats = pytest.importorskip("scipy.stats")
    luck = np.random.default_rng(3)
    at = np.repeat(np.arange(6), 5)
    a, b = luck.normal(0, 1, 30) + at, luck.normal(0, 2, 9)
    apart = stats.ttest_ind(b, a.reshape(6, 5).mean(axis=1), equal_var=False)
    low, high, _ = welch((a, at), (b, np.arange(9)))
    error = float(b.mean() - a.mean()) / apart.statistic
    reach = stats.t.ppf(0.975, int(apart.df)) * error
    assert (low, high) == pytest.approx((b.mean() - a.mean() - reach, b.mean() - a.mean() + reach))
    with pytest.raises(ValueError, match="one value has no spread"):
        welch((a[:1], at[:1]), (b, np.arange(9)))


def test_points_that_have_one_run_each_are_plain_newcombe() -> None:
    one = np.ones(4, dtype=np.int64)
    low, high, method = span_apart((np.array([1, 0, 1, 1]), one), (np.array([7]), np.array([20])))
    assert ((low, high), method) == (newcombe(3, 4, 7, 20), "Newcombe, independent")


def test_batches_of_other_seeds_that_share_points_are_compared_over_points(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 9)):
        made(tmp_path / name, variants=("",), runs=6, samples=5, minds=True, seed=seed)
    found = compared(read_clouds([tmp_path / "a" / "out", tmp_path / "b" / "out"]))
    assert {d.method for d in found.share_differences} == {POINTS}
    told = {d.method for d in found.measure_differences}
    assert told == {"Welch, independent, over sample points"}
    widths = {s.outcome: s.high - s.low for s in found.shares if s.arm == found.baseline.label}
    for each in found.share_differences:
        assert each.high - each.low > widths[each.outcome] / 2


def cut(cloud: Cloud, kept: np.ndarray) -> Cloud:
    """Return an arm as if only some of its runs had ended."""
    return replace(
        cloud,
        replications=cloud.replications[kept],
        samples=cloud.samples[kept],
        outcomes=cloud.outcomes[kept],
        _columns={},
    )


def test_pairs_that_all_stand_at_one_point_are_cases_of_their_own(tmp_path: Path) -> None:
    """So it is in a batch that was stopped early: the baseline has all points, an arm the first."""
    made(tmp_path, runs=8, samples=4, minds=True)
    base, bold = read_clouds([tmp_path / "out"])
    early = cut(bold, bold.samples == 0)
    assert clusters(np.bincount(base.samples))
    for a, b in ((base, early), (early, base)):
        assert {d.method for d in share_differences(a, b)} == {"Newcombe, paired"}
        found = compared((a, b))
        for each in found.measure_differences:
            assert (each.pairs, each.method) == (8, "Student's t of the differences")
        column = "final.tension"
        (told,) = (d for d in found.measure_differences if d.column == column)
        pairs = np.isin(a.replications, b.replications), np.isin(b.replications, a.replications)
        apart = b.numbers(column)[pairs[1]] - a.numbers(column)[pairs[0]]
        assert (told.low, told.high) == pytest.approx(t_interval(apart))
