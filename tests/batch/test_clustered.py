"""Runs that share sample points: their intervals cover, and one hand case each way."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from batch.clustered import CLUSTERED, PLAIN, clusters, span, worth
from batch.compare.clouds import read_clouds
from batch.compare.intervals import newcombe_paired
from batch.compare.shares import Share, shares_of
from batch.executors import Here
from batch.plan import BLOCK
from batch.runner import Standing, run_batch
from batch.statistics import t_quantile, wilson
from batch.stopping import Tally, widest
from batch.watched import shares_so_far
from tests.batch.batches import begun

Z = 1.959964


def test_the_worth_of_runs_by_hand() -> None:
    hits, runs = np.array([4, 0, 2, 2]), np.array([4, 4, 4, 4])
    # share 1/2; squares 4 + 4 + 0 + 0; variance 4/3 * 8 / 256 = 1/24; alone 1/64: 24/64 of 16 = 6
    assert worth(hits, runs) == pytest.approx(6 * (Z / t_quantile(3)) ** 2, rel=1e-6)
    low, high, method = span(hits, runs)
    assert method == CLUSTERED
    assert (low, high) == wilson(worth(hits, runs) / 2, worth(hits, runs))


def test_a_share_never_seen_takes_the_most_that_runs_may_have_in_common() -> None:
    """The figures of decision 13."""
    runs, highs = np.full(200, 2), list[float]()
    for hits in range(3):
        low, high, _ = span(np.repeat([1, 0], [hits, 200 - hits]), runs)
        assert (low > 0) == (hits > 0)
        highs.append(round(100 * high, 1))
    assert highs == [1.9, 1.4, 1.8]
    assert span(np.zeros(200, dtype=np.int64), runs)[:2] == wilson(0, 200)
    alone = [high - low for low, high in (wilson(hits, 400) for hits in range(3))]
    assert alone == sorted(alone)


def test_points_with_different_counts_by_hand() -> None:
    # share 3/6; squares (2 - 1)**2 + (0 - 1)**2 + (1 - 1)**2; variance 3/2 * 2 / 36 = 1/12
    found = worth(np.array([2, 0, 1]), np.array([2, 2, 2]))
    assert found == pytest.approx(0.25 * 12 * (Z / t_quantile(2)) ** 2, rel=1e-6)
    # share 4/6; squares (3 - 2)**2 + (1 - 2)**2 over an empty point that counts for nothing
    uneven = worth(np.array([3, 0, 1]), np.array([3, 0, 3]))
    assert uneven == pytest.approx(2 / 9 / (2 * 2 / 36) * (Z / t_quantile(1)) ** 2, rel=1e-6)


def test_runs_are_never_worth_more_than_as_many_independent_ones() -> None:
    even = np.array([1] * 30), np.array([2] * 30)
    assert worth(*even) == pytest.approx(60 * (Z / t_quantile(29)) ** 2, rel=1e-6)
    assert worth(np.array([0, 0, 0]), np.array([5, 5, 5])) == 3
    assert worth(np.array([5, 5, 5]), np.array([5, 5, 5])) == 3


def test_the_worth_of_differences_by_hand() -> None:
    # of 8 pairs +1, +1 | -1, 0 | 0, 0 | 0, 0: mean 1/8, squares 3; alone (3/8 - 1/64) / 8
    # points' 2, -1, 0, 0 less 1/4 each: squares 4.75; variance 4/3 * 4.75 / 64
    found = worth(np.array([2, -1, 0, 0]), np.array([2] * 4), 3)
    alone, variance = (3 / 8 - 1 / 64) / 8, 4 / 3 * 4.75 / 64
    assert found == pytest.approx(8 * alone / variance * (Z / t_quantile(3)) ** 2, rel=1e-6)
    assert worth(np.array([0, 0]), np.array([4, 4]), 0) == 2


@pytest.mark.parametrize(("points", "each"), [(12, 10), (50, 4), (200, 2)])
def test_intervals_of_paired_differences_cover_over_points(points: int, each: int) -> None:
    """Pairs whose shares of .1 and .3 hang together over points, their runs by common luck."""
    luck, tries = np.random.default_rng(5), 400
    held, plainly = 0, 0
    for _ in range(tries):
        hard = luck.random(points)[:, None] < 0.5  # a point is of one kind or the other
        dice = luck.random((points, each))
        a, b = dice < np.where(hard, 0.2, 0.0), dice < np.where(hard, 0.55, 0.05)
        counts = [int(n) for n in ((a & b).sum(), (a & ~b).sum(), (b & ~a).sum(), (~a & ~b).sum())]
        gained = (b.astype(int) - a).sum(axis=1)
        value = worth(gained, np.full(points, each), counts[1] + counts[2]) / dice.size
        low, high = newcombe_paired(*(value * count for count in counts))
        held += low <= 0.2 <= high
        low, high = newcombe_paired(*counts)
        plainly += low <= 0.2 <= high
    slack = 4 * (0.95 * 0.05 / tries) ** 0.5
    assert held / tries > 0.95 - slack
    assert plainly < held


def test_one_run_a_point_or_one_point_is_plain() -> None:
    assert span(np.array([1, 0, 1]), np.array([1, 1, 1])) == (*wilson(2, 3), PLAIN)
    assert span(np.array([7]), np.array([20])) == (*wilson(7, 20), PLAIN)
    assert not clusters(np.array([0, 9, 0]))
    with pytest.raises(ValueError, match="one point has no spread"):
        worth(np.array([7]), np.array([20]))


@pytest.mark.parametrize(
    ("points", "each", "share", "alike"),
    [(200, 2, 0.05, 0.8), (50, 4, 0.1, 0.5), (50, 20, 0.5, 0.2), (20, 10, 0.3, 0.8)],
)
def test_intervals_cover_where_runs_at_a_point_are_alike(
    points: int, each: int, share: float, alike: float
) -> None:
    """Beta-binomial runs, `alike` their correlation within a point; plain Wilson fails them."""
    luck, tries = np.random.default_rng(4), 500
    scale = (1 - alike) / alike
    drawn = luck.beta(share * scale, (1 - share) * scale, (tries, points))
    counted, runs = luck.binomial(each, drawn), np.full(points, each)
    held, plainly = 0, 0
    for hits in counted:
        low, high, _ = span(hits, runs)
        held += low <= share <= high
        low, high = wilson(int(hits.sum()), points * each)
        plainly += low <= share <= high
    slack = 4 * (0.95 * 0.05 / tries) ** 0.5
    assert held / tries > 0.95 - slack
    assert plainly / tries < 0.95 - slack


def test_a_batch_that_stops_when_it_knows_enough_counts_points_not_runs() -> None:
    """As many runs as are enough by themselves are not enough where points hold them together."""
    plain, held = Tally(), Tally(20)
    for at in range(BLOCK * 4):
        outcome = "a" if at % 20 < 8 else "b"
        plain.add(0, outcome)
        held.add(0, outcome, at % 20)
    classes = {0: ("a", "b")}
    assert widest(plain, classes) < 0.1
    assert widest(held, classes) > 0.35


def test_live_and_after_tell_the_same_intervals(tmp_path: Path) -> None:
    out, heard = begun(tmp_path, runs=4, samples=9, minds=True), list[tuple[Share, ...]]()

    def hear(standing: Standing) -> None:
        heard.append(tuple(shares_so_far(standing.study, standing.tally)))

    manifest = run_batch(out, Here(), tell=hear)
    after = tuple(share for cloud in read_clouds([out]) for share in shares_of(cloud))
    assert heard[-1] == after
    assert {share.method for share in after} == {CLUSTERED}
    assert manifest["results"]["width"] == max(share.high - share.low for share in after)


def test_a_batch_taken_up_again_knows_what_stands_at_which_point(tmp_path: Path) -> None:
    out, told = begun(tmp_path, runs=4, samples=9, minds=True), list[Standing]()

    def stop(standing: Standing) -> None:
        if standing.done >= 36:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch(out, Here(), chunk=4, tell=stop)
    run_batch(out, Here(), tell=told.append)
    after = [share for cloud in read_clouds([out]) for share in shares_of(cloud)]
    assert list(shares_so_far(told[-1].study, told[-1].tally)) == after
    assert told[-1].skipped >= 36
