"""Intervals against scipy, statsmodels and published numbers; regret by hand; batches compared."""

import json
import pickle
from pathlib import Path

import numpy as np
import pytest

from batch.compare.clouds import baseline_of, read_clouds
from batch.compare.divergence import divergence
from batch.compare.intervals import bootstrap, means, newcombe, newcombe_paired
from batch.compare.measures import t_interval
from batch.compare.policies import Aim, robust
from batch.compare.whole import compared
from batch.folders import FolderError
from batch.regret import regret
from batch.results import Results
from batch.statistics import wilson
from tests.batch.batches import made

ORACLES = json.loads(Path(__file__).with_name("oracles.json").read_text())


@pytest.mark.parametrize("case", ORACLES["wilson"])
def test_wilson_is_statsmodels(case: list[float]) -> None:
    assert wilson(int(case[0]), int(case[1])) == pytest.approx(case[2:], abs=1e-9)


@pytest.mark.parametrize("case", ORACLES["newcombe"])
def test_newcombe_is_statsmodels(case: list[float]) -> None:
    counts = [int(part) for part in case[:4]]
    assert newcombe(*counts) == pytest.approx(case[4:], abs=1e-9)


def test_newcombe_paired_is_the_published_one() -> None:
    """Newcombe (1998b), table III: 36, 12, 2, 0 pairs; .0569 to .3404 by method 10."""
    low, high = newcombe_paired(36, 2, 12, 0)
    assert (round(low, 4), round(high, 4)) == (0.0569, 0.3404)
    other = newcombe_paired(36, 12, 2, 0)
    assert other == pytest.approx((-high, -low))


TABLES = [(36, 2, 12, 0), (0, 0, 0, 40), (40, 0, 0, 40), (9, 1, 0, 90), (5, 20, 1, 4), (0, 7, 9, 0)]


@pytest.mark.parametrize("table", TABLES)
def test_newcombe_paired_is_that_of_scipy_s_wilson_put_together_by_hand(
    table: tuple[int, int, int, int],
) -> None:
    """Newcombe (1998b), method 10, from its formula: e, f, g, h are the four counts."""
    from scipy.stats import binomtest

    e, f, g, h = table
    n = e + f + g + h
    first, second = (binomtest(k, n).proportion_ci(0.95, "wilson") for k in (e + f, e + g))
    p, q = (e + f) / n, (e + g) / n
    a, margins = e * h - f * g, (e + f) * (g + h) * (e + g) * (f + h)
    corrected = max(a - n / 2, 0) if a > 0 else a
    phi = corrected / margins**0.5 if margins else 0.0
    down, up = p - first.low, second.high - q
    other_down, other_up = q - second.low, first.high - p
    above = (up**2 - 2 * phi * up * down + down**2) ** 0.5
    below = (other_down**2 - 2 * phi * other_down * other_up + other_up**2) ** 0.5
    assert newcombe_paired(*table) == pytest.approx((q - p - below, q - p + above), abs=1e-12)


def _pairs() -> tuple[np.ndarray, np.ndarray]:
    luck = np.random.Generator(np.random.Philox(11))
    a = luck.normal(10, 2, 60)
    return a, a + luck.normal(0.5, 1, 60)


def test_paired_t_and_bootstrap_are_scipy_s() -> None:
    a, b = _pairs()
    assert t_interval(b - a) == pytest.approx(ORACLES["paired_t"], abs=1e-9)
    assert bootstrap(b - a, means) == pytest.approx(ORACLES["bootstrap"], abs=0.02)


WORLDS = {
    "a difference of 20 points": (0.25, 0.1, 0.3, 0.35),
    "no difference, luck in common": (0.3, 0.02, 0.02, 0.66),
    "no difference, none in common": (0.16, 0.24, 0.24, 0.36),
    "a rare class, 3 points": (0.01, 0.005, 0.035, 0.95),
    "one way only, 10 points": (0.4, 0.0, 0.1, 0.5),
    "nearly all turned": (0.05, 0.02, 0.88, 0.05),
}
"""Chances of both, the first alone, the second alone, neither."""


def test_paired_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    for world in WORLDS:
        assert paired_coverage(world, 600, 320) == pytest.approx(0.95, abs=0.035), world


def paired_coverage(world: str, trials: int, pairs: int) -> float:
    """Return how often Newcombe's paired interval holds a world's true difference."""
    luck = np.random.Generator(np.random.Philox(5))
    chances = WORLDS[world]
    held, truth = 0, chances[2] - chances[1]
    for both, a, b, neither in luck.multinomial(pairs, chances, size=trials):
        low, high = newcombe_paired(int(both), int(a), int(b), int(neither))
        held += low <= truth <= high
    return held / trials


def test_regret_of_a_small_table_by_hand() -> None:
    table = {
        "patient": {"calm": 8.0, "storm": 3.0},
        "bold": {"calm": 10.0, "storm": 0.0},
        "middle": {"calm": 9.0, "storm": 2.0},
    }
    found = regret(table, enough=2.5)
    assert found.regrets == ((2.0, 0.0), (0.0, 3.0), (1.0, 1.0))
    assert [row.worst for row in found.standings] == [2.0, 3.0, 1.0]
    assert found.standings[1].worst_in == "storm"
    assert found.minimax == ("middle",)
    assert [row.satisfied for row in found.standings] == [1.0, 0.5, 0.5]
    assert found.satisficing == ("patient",)
    assert [row.best_in for row in found.standings] == [1, 1, 0]


def test_where_less_is_better_the_signs_turn() -> None:
    found = regret({"a": {"x": 1.0, "y": 5.0}, "b": {"x": 2.0, "y": 2.0}}, low_is_good=True)
    assert found.regrets == ((0.0, 3.0), (1.0, 0.0))
    assert found.minimax == ("b",)


def test_regret_needs_every_policy_in_every_future() -> None:
    with pytest.raises(ValueError, match="no value in the future 'y'"):
        regret({"a": {"x": 1.0, "y": 1.0}, "b": {"x": 1.0}})


def test_compares_a_batch_run_by_run(tmp_path: Path) -> None:
    made(tmp_path, runs=30)
    clouds = read_clouds([tmp_path / "out"])
    assert [cloud.arm.variant for cloud in clouds] == ["", "bold"]
    found = compared(clouds)
    assert {d.arm for d in found.share_differences} == {clouds[1].label}
    with Results(tmp_path / "out").connect() as duck:
        for each in found.share_differences:
            query = "SELECT sum(if(outcome = ?, if(arm = 1, 1, -1), 0)) / 30 FROM runs"
            assert each.difference == pytest.approx(
                duck.execute(query, [each.outcome]).fetchone()[0]
            )
            assert each.low <= each.difference <= each.high
            assert each.pairs == 30


def test_a_measure_s_difference_is_that_of_pairs(tmp_path: Path) -> None:
    made(tmp_path, runs=30)
    base, bold = read_clouds([tmp_path / "out"])
    found = {d.column: d for d in compared([base, bold]).measure_differences}
    for column, each in found.items():
        apart = bold.numbers(column) - base.numbers(column)
        assert each.difference == pytest.approx(apart.mean())
        assert each.up == pytest.approx((apart > 0).mean())


def test_a_cloud_that_travels_leaves_its_scenario_behind(tmp_path: Path) -> None:
    """Twenty of them, read back, would hold the screen for a third of a second."""
    made(tmp_path, runs=10)
    (cloud, *_) = read_clouds([tmp_path / "out"])
    title, figures = cloud.scenario.title, cloud.numbers(cloud.columns[0]).tolist()
    full = len(pickle.dumps(cloud))
    cloud.forget()
    assert len(pickle.dumps(cloud)) < full - len(pickle.dumps(cloud.scenario)) / 2
    assert (cloud.scenario.title, cloud.numbers(cloud.columns[0]).tolist()) == (title, figures)


def test_an_arm_parts_from_itself_never(tmp_path: Path) -> None:
    made(tmp_path, runs=30)
    base, bold = read_clouds([tmp_path / "out"])
    same = divergence(base, base)
    assert same is not None
    assert (same.pairs, same.never, same.turns) == (30, 30, None)
    other = divergence(base, bold)
    assert other is not None
    assert other.never + sum(count for _, count in other.by_turn) == 30
    assert other.never < 30


def test_batches_of_other_seeds_are_compared_as_independent(tmp_path: Path) -> None:
    made(tmp_path / "a", variants=("",), runs=20)
    made(tmp_path / "b", variants=("bold",), runs=20, seed=9)
    found = compared(read_clouds([tmp_path / "a" / "out", tmp_path / "b" / "out"]))
    assert not found.divergences
    assert {d.method for d in found.share_differences} == {"Newcombe, independent"}
    assert all(d.factor is None for d in found.measure_differences)


def test_variants_as_policies_have_regrets(tmp_path: Path) -> None:
    made(tmp_path, runs=20)
    clouds = read_clouds([tmp_path / "out"])
    outcome = clouds[0].classes[0][0]
    found = robust(clouds, Aim(f"outcome.{outcome}"), "variant")
    assert found is not None
    assert found.table.policies == ("plain", "bold")
    assert sum(share for _, share in found.chosen) == pytest.approx(1)
    assert robust(clouds, Aim(f"outcome.{outcome}"), "policy") is None
    with pytest.raises(FolderError, match="no column"):
        robust(clouds, Aim("measure.nothing"), "variant")


def test_the_same_arms_of_two_batches_stand_in_futures_of_their_own(tmp_path: Path) -> None:
    for name, seed in (("calm", 1), ("storm", 2)):
        made(tmp_path / name, runs=20, seed=seed)
    clouds = read_clouds([tmp_path / "calm" / "out", tmp_path / "storm" / "out"])
    assert {cloud.batch for cloud in clouds} == {"calm/out", "storm/out"}
    aim = Aim("final.tension")
    both = robust(clouds, aim, "variant")
    assert both is not None
    assert both.table.futures == ("calm/out", "storm/out")
    for name, column in zip(("calm", "storm"), zip(*both.table.values, strict=True), strict=True):
        alone = robust(read_clouds([tmp_path / name / "out"]), aim, "variant")
        assert alone is not None
        assert [row[0] for row in alone.table.values] == list(column)
    assert both.table.values[0][0] != both.table.values[0][1], "they are not the same runs"


def test_a_baseline_goes_by_label_or_variant(tmp_path: Path) -> None:
    made(tmp_path, runs=5)
    clouds = read_clouds([tmp_path / "out"])
    assert baseline_of(clouds, "bold") is clouds[1]
    assert baseline_of(clouds, "plain") is clouds[0]
    with pytest.raises(FolderError, match="no arm 'timid'; there are: plain, bold"):
        baseline_of(clouds, "timid")


def test_a_folder_called_like_the_scenario_keeps_its_name(tmp_path: Path) -> None:
    made(tmp_path, name="duel1", runs=2)
    made(tmp_path / "lab", name="duel", runs=2, seed=9)
    clouds = read_clouds([tmp_path / "duel1", tmp_path / "lab" / "duel"])
    shown = list(compared(clouds).names.values())
    assert shown == ["duel1/plain", "duel1/bold", "duel/plain", "duel/bold"]
    assert baseline_of(clouds, "duel/bold") is clouds[3]


def test_runs_at_the_same_point_count_as_one_case(tmp_path: Path) -> None:
    made(tmp_path, runs=3, samples=12, minds=True)
    found = compared(read_clouds([tmp_path / "out"]))
    for each in found.shares:
        assert each.method == "Wilson over sample points"
        assert each.low < each.high
    for apart in found.share_differences:
        assert apart.method == "Newcombe, paired, over sample points"
        assert apart.low < apart.high


def test_no_policy_satisfies_where_none_is_good_enough() -> None:
    found = regret({"a": {"x": 1.0}, "b": {"x": 2.0}}, enough=9.0)
    assert found.satisficing == ()
    assert [row.satisfied for row in found.standings] == [0.0, 0.0]


def test_points_with_few_runs_are_cases_of_one_future(tmp_path: Path) -> None:
    made(tmp_path, runs=2, samples=10)
    clouds = read_clouds([tmp_path / "out"])
    found = robust(clouds, Aim("final.tension", low_is_good=True), "variant")
    assert found is not None
    assert (found.over_points, found.runs, len(found.table.futures)) == (True, 10, 1)
    for cloud, (value,) in zip(clouds, found.table.values, strict=True):
        assert value == pytest.approx(cloud.numbers("final.tension").mean())


def test_points_with_many_runs_are_futures_of_their_own(tmp_path: Path) -> None:
    made(tmp_path, runs=20, samples=2)
    found = robust(read_clouds([tmp_path / "out"]), Aim("final.tension"), "variant")
    assert found is not None
    assert (found.over_points, found.runs) == (False, 20)
    assert [name.rpartition("point ")[2] for name in found.table.futures] == ["0", "1"]
