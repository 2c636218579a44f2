"""Intervals and paired differences, held against hand cases and against SciPy."""

from __future__ import annotations

from math import inf, sqrt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batch.statistics import mean_of, paired, runs_for, t_quantile, variance_of, wilson

NUMBERS = st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=30)


def test_a_mean_by_hand() -> None:
    found = mean_of([1.0, 2.0, 3.0, 6.0])
    assert (found.runs, found.mean, found.sd) == (4, 3.0, pytest.approx(sqrt(14 / 3)))
    assert found.t == pytest.approx(3.0 / (sqrt(14 / 3) / 2))
    assert found.high - 3.0 == pytest.approx(3.182446 * sqrt(14 / 3) / 2, rel=1e-6)


def test_a_paired_difference_by_hand() -> None:
    found = paired([1.0, 2.0, 3.0, 4.0], [2.0, 2.0, 5.0, 3.0])
    assert (found.a, found.b, found.difference.mean) == (2.5, 3.0, 0.5)
    assert (found.up, found.down, found.level) == (0.5, 0.25, 0.25)
    assert found.noise == pytest.approx((5 / 3) / (5 / 3 + 2))


def test_differences_without_spread_have_a_t_without_end() -> None:
    assert paired([0.1, 0.3], [0.1, 0.3]).difference.t == 0
    assert mean_of([0.1, 0.1, 0.1]).t == inf
    assert mean_of([-2.0, -2.0]).t == -inf
    assert paired([1.0, 1.0], [1.0, 1.0]).noise is None


def test_one_run_and_unequal_arms_are_refused() -> None:
    with pytest.raises(ValueError, match="at least two"):
        mean_of([1.0])
    with pytest.raises(ValueError, match="shorter"):
        paired([1.0, 2.0], [1.0, 2.0, 3.0][:1])
    with pytest.raises(ValueError, match="no share"):
        wilson(0, 0)


@pytest.mark.parametrize("freedom", [1, 2, 3, 7, 30, 99, 999, 20_000])
@pytest.mark.parametrize("level", [0.8, 0.95, 0.999])
def test_quantiles_of_t_agree_with_scipy(freedom: int, level: float) -> None:
    from scipy import stats

    assert t_quantile(freedom, level) == pytest.approx(stats.t.ppf((1 + level) / 2, freedom))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 400), st.integers(1, 400))
def test_wilsons_interval_agrees_with_scipy(hits: int, runs: int) -> None:
    from scipy import stats

    hits = min(hits, runs)
    theirs = stats.binomtest(hits, runs).proportion_ci(0.95, "wilson")
    assert wilson(hits, runs) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


@pytest.mark.parametrize("runs", [2, 3, 10, 400])
@pytest.mark.parametrize("seed", range(4))
def test_paired_t_agrees_with_scipy(runs: int, seed: int) -> None:
    from scipy import stats

    luck = Random(seed)
    a = [luck.gauss(0, 3) for _ in range(runs)]
    b = [x + luck.gauss(0.5, 1) for x in a]
    found, theirs = paired(a, b).difference, stats.ttest_rel(b, a)
    assert found.t == pytest.approx(theirs.statistic)
    assert (found.low, found.high) == pytest.approx(tuple(theirs.confidence_interval()))


@settings(max_examples=40, deadline=None)
@given(NUMBERS)
def test_variances_agree_with_the_standard_library(values: list[float]) -> None:
    from statistics import variance

    assert variance_of(values) == pytest.approx(variance(values), rel=1e-9, abs=1e-18)


def test_the_runs_that_settle_a_bound_are_just_enough() -> None:
    for at_most in (0.001, 0.02, 0.05, 0.3):
        enough = runs_for(at_most)
        assert enough is not None
        assert wilson(0, enough)[1] <= at_most < wilson(0, enough - 1)[1]
    assert runs_for(0.0) is None
