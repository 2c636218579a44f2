"""Boxes against EMA Workbench's numbers, indices against Ishigami's and SALib's, early signs."""

import json
from dataclasses import replace
from math import pi, sin
from pathlib import Path

import numpy as np
import pytest

from batch.compare.clouds import read_clouds
from batch.discover.indices import Index, first_order, indices, pawn, rank_score
from batch.discover.prim import chosen, simplified, trajectory
from batch.discover.signposts import _cases, held_out
from batch.discover.telling import Shares, announces, apart, least_auc, shares
from batch.discover.whole import ASKED_FOR, discovered
from batch.epistemic import latin_hypercube
from batch.folders import FolderError
from batch.statistics import wilson
from reports.comparison.assumptions import dimension_name, verdict
from reports.comparison.drivers import discovery_blocks, one_way
from reports.comparison.tables import drivers_say
from reports.comparison.wording import outcome_name, terms_of
from tests.batch.batches import made
from tests.batch.idle import idle_cases, levels_of, yes_or_no

ORACLES = json.loads(Path(__file__).with_name("oracles.json").read_text())


def _table() -> tuple[np.ndarray, np.ndarray]:
    luck = np.random.Generator(np.random.Philox(7))
    x = luck.random((1000, 4))
    return x, (x[:, 0] > 0.6) & (x[:, 1] < 0.4) & (luck.random(1000) < 0.9)


def test_peels_as_the_workbench_does_step_by_step() -> None:
    theirs, ours = ORACLES["prim"], trajectory(*_table())
    peeled = int(np.argmin(theirs["mass"]))
    assert peeled > 30
    for at in range(peeled + 1):
        got = (ours[at].mass, ours[at].density, ours[at].coverage)
        wanted = (theirs["mass"][at], theirs["density"][at], theirs["coverage"][at])
        assert got == pytest.approx(wanted, abs=1e-8)


def test_pastes_to_a_box_as_dense_and_as_wide() -> None:
    ours, theirs = trajectory(*_table())[-1], ORACLES["prim"]
    assert ours.density == pytest.approx(theirs["density"][-1], abs=0.02)
    assert ours.coverage >= theirs["coverage"][-1] - 0.02


def test_a_box_keeps_the_limits_that_matter_alone() -> None:
    x, y = _table()
    box = simplified(chosen(trajectory(x, y)), x, y)
    assert box.restricted == 2
    assert box.lows[0] == pytest.approx(0.6, abs=0.03)
    assert box.highs[1] == pytest.approx(0.4, abs=0.06)
    assert int(box.inside(x).sum()) == box.cases


def test_idle_assumptions_seldom_make_a_box_of_a_rare_outcome() -> None:
    boxes = 0
    for seed in range(20):
        x, y = idle_cases(seed, 0.06, 30)
        boxes += simplified(chosen(trajectory(x, y)), x, y).restricted > 0
    assert boxes <= 2, "more than 2 of 20 where 5% are told: chance below 8%"


def test_a_box_needs_cases_of_both_kinds() -> None:
    with pytest.raises(ValueError, match="both kinds"):
        trajectory(np.zeros((5, 1)), np.zeros(5, dtype=bool))


def _ishigami(points: int) -> tuple[np.ndarray, np.ndarray]:
    p = np.array(latin_hypercube(points, 3, 1)) * 2 * pi - pi
    return p, np.array([sin(a) + 7 * sin(b) ** 2 + 0.1 * c**4 * sin(a) for a, b, c in p])


def test_first_order_indices_of_ishigami_through_our_sampler() -> None:
    x, y = _ishigami(8000)
    found = [first_order(x[:, at], y) for at in range(3)]
    assert found == pytest.approx([0.3139, 0.4424, 0.0], abs=0.03)


def test_pawn_is_salib_s_on_the_same_points() -> None:
    x, y = _ishigami(2000)
    found = [pawn(x[:, at], y) for at in range(3)]
    assert found == pytest.approx(ORACLES["ishigami_pawn"], abs=0.02)
    ranked = indices(["a", "b", "c"], x, y)
    assert [index.name for index in ranked] == ["b", "a", "c"]


def test_an_idle_assumption_weighs_no_more_than_chance() -> None:
    luck = np.random.Generator(np.random.Philox(3))
    x = luck.random((400, 6))
    found = {i.name: i for i in indices(list("abcdef"), x, (x[:, 0] > 0.5).astype(float))}
    assert [name for name, index in sorted(found.items()) if index.matters] == ["a"]
    assert found["a"].score > 0.8


def test_arms_at_the_same_points_do_not_make_an_idle_assumption_weigh() -> None:
    luck = np.random.Generator(np.random.Philox(4))
    points, arms = 60, 20
    x = np.tile(luck.random((points, 8)), (arms, 1))
    y = np.tile(luck.random(points), arms)
    assert not any(index.matters for index in indices(list("abcdefgh"), x, y))
    hits = y > 0.6
    assert simplified(chosen(trajectory(x, hits)), x, hits).restricted <= 3
    heavy = indices(list("abcdefgh"), x, np.round(x[:, 2]))
    assert [index.name for index in heavy if index.matters] == ["c"]


def test_what_goes_one_way_all_along_its_range_weighs_however_weakly() -> None:
    """The last three tenths of a range without a yes, and the others with some: a gate."""
    luck = np.random.Generator(np.random.Philox(5))
    for seed in range(3):
        x = np.array(latin_hypercube(250, 20, seed))
        y = (luck.random((2, 250)) < np.where(x[:, 0] < 0.7, 0.24, 0.0)).mean(axis=0)
        heaviest = indices([f"x{at}" for at in range(20)], x, y)[0]
        assert heaviest.name == "x0"
        assert heaviest.matters
        assert heaviest.score < -heaviest.score_chance


def test_what_drives_a_rare_yes_in_a_fifth_of_its_range_weighs() -> None:
    for seed in range(12):
        heaviest = yes_or_no(seed, [0.5, 0, 0, 0, 0])[0]
        assert heaviest.name == "a"
        assert heaviest.matters
        assert heaviest.first > 2 * heaviest.first_chance
        assert heaviest.weight == heaviest.first / heaviest.first_chance


@pytest.mark.parametrize("share", [0.04, 0.3])
def test_of_idle_assumptions_one_in_twenty_batches_names_some(share: float) -> None:
    named = sum(any(i.matters for i in yes_or_no(seed, [share] * 5)) for seed in range(40))
    assert named <= 6, "more than 6 of 40 where 5% are told: chance below 1%"


def test_arms_at_the_same_points_weigh_as_one_of_them_does() -> None:
    luck = np.random.Generator(np.random.Philox(6))
    x = np.array(latin_hypercube(120, 3, 6))
    y = (luck.random(120) < x[:, 0]).astype(float)
    alone = {i.name: i for i in indices(list("abc"), x, y)}
    many = {i.name: i for i in indices(list("abc"), np.tile(x, (12, 1)), np.tile(y, 12))}
    for name, index in alone.items():
        assert many[name].first == pytest.approx(index.first)
        assert many[name].pawn == pytest.approx(index.pawn, abs=0.02)
    apart = (luck.random((12, 120)) < x[:, 0]).astype(float).ravel()
    several = {i.name: i.first for i in indices(list("abc"), np.tile(x, (12, 1)), apart)}
    assert several["a"] == pytest.approx(1 / 3, abs=0.05)
    assert max(several["b"], several["c"]) < 0.05


def test_rank_correlation_is_scipy_s() -> None:
    luck = np.random.Generator(np.random.Philox(11))
    luck.normal(10, 2, 60), luck.normal(0.5, 1, 60)
    x = luck.random(200)
    assert rank_score(x, luck.normal(x, 0.3)) == pytest.approx(ORACLES["spearman"], abs=1e-9)


def test_discovers_signs_of_a_batch_and_says_what_it_lacks(tmp_path: Path) -> None:
    made(tmp_path, runs=30)
    clouds = read_clouds([tmp_path / "out"])
    outcome = max(clouds[0].classes, key=lambda c: sum(each.count(c[0]) for each in clouds))[0]
    found = discovered(clouds, outcome, turn=1)
    assert not found.indices
    assert found.box is None
    ended = np.concatenate([cloud.ended(outcome) for cloud in clouds])
    assert found.share == ended.mean()
    for sign in found.act_signs:
        assert sign.shares.low <= sign.shares.then <= sign.shares.high
    with pytest.raises(FolderError, match="no outcome class"):
        discovered(clouds, "nowhere")


def test_classes_that_are_asked_about_together_count_runs_of_either(tmp_path: Path) -> None:
    made(tmp_path, runs=30)
    clouds = read_clouds([tmp_path / "out"])
    first, second, *_ = (id for id, _ in clouds[0].classes)
    both = f"{first}+{second}"
    for cloud in clouds:
        either = cloud.ended(first) | cloud.ended(second)
        assert np.array_equal(cloud.ended(both), either)
        assert cloud.count(both) == cloud.count(first) + cloud.count(second)
    found = discovered(clouds, both, turn=1)
    alone = [discovered(clouds, each, turn=1).share for each in (first, second)]
    assert found.share == pytest.approx(sum(alone))
    names = terms_of(clouds)
    told = next(iter(discovery_blocks(found))).title
    assert told.endswith(f"{outcome_name(first, names)} or {outcome_name(second, names)}")
    with pytest.raises(FolderError, match="no outcome class 'nowhere'"):
        discovered(clouds, f"{first}+nowhere")
    with pytest.raises(FolderError, match="no outcome class ''"):
        discovered(clouds, f"{first}+")
    lacks = replace(clouds[1], classes=clouds[1].classes[:1], outcomes=clouds[1].outcomes * 0)
    assert discovered((clouds[0], lacks), both, turn=1).ignored == (lacks,)
    other = replace(clouds[0], classes=clouds[0].classes[1:2], outcomes=clouds[0].outcomes * 0)
    with pytest.raises(FolderError, match="no arm has all of"):
        discovered((lacks, other), both, turn=1)


def test_signs_count_a_luck_or_a_point_once_whatever_the_arms(tmp_path: Path) -> None:
    made(tmp_path / "luck", runs=30)
    made(tmp_path / "points", runs=2, samples=12)
    luck = _cases(read_clouds([tmp_path / "luck" / "out"]))
    points = _cases(read_clouds([tmp_path / "points" / "out"]))
    assert (len(luck), len(set(luck.tolist()))) == (60, 30)
    assert (len(points), len(set(points.tolist()))) == (48, 12)
    both = _cases(read_clouds([tmp_path / "luck" / "out", tmp_path / "points" / "out"]))
    assert len(set(both.tolist())) == 42


def test_runs_of_one_case_say_next_to_nothing_by_themselves() -> None:
    ended, beyond = np.array([True] * 20 + [False] * 20), np.array([True] * 20 + [False] * 20)
    alone, each, twice = np.repeat([0, 1], 20), np.arange(40), np.arange(40) // 2
    for cases, worth in ((alone, 1), (each, 20), (twice, 10)):
        told = shares(ended, beyond, cases, tells=True)
        assert told == Shares(20, 1.0, *wilson(worth, worth), 0.0, tells=True)
    assert not apart(ended, beyond, alone, 1)
    assert apart(ended, beyond, each, 1)
    assert not announces(np.arange(40.0), ended, alone, 1)
    assert announces(np.arange(40.0), ended, each, 1)


def test_the_least_auc_that_tells_is_where_an_even_level_begins_to() -> None:
    cases = np.arange(60)
    ended = cases < 20
    bar = least_auc(ended, cases, 24)
    assert bar is not None
    assert 0.6 < bar < 0.9
    told = list[tuple[float, bool]]()
    for lifted in range(60):
        values = np.where(ended, cases * 3.0 + lifted, (cases - 20) * 1.5)
        auc = float((values[ended][:, None] > values[~ended]).mean())
        told.append((auc, announces(values, ended, cases, 24)))
    assert any(tells for _, tells in told)
    assert all(auc > bar for auc, tells in told if tells)
    few = cases < 4
    assert least_auc(few, cases, 24) is None
    assert not announces(-cases.astype(float), few, cases, 24)
    assert bar < (least_auc(cases < 5, cases, 24) or 0.0)


@pytest.mark.parametrize("arms", [1, 5])
def test_of_idle_signs_one_in_twenty_batches_has_one_that_tells(arms: int) -> None:
    levels, acts = 0, 0
    for seed in range(60):
        values, ended, cases = levels_of(seed, 0.0, arms)
        levels += any(announces(each, ended, cases, 24) for each in values)
        acts += any(apart(ended, each > 1, cases, 24) for each in values)
    assert levels <= 8, "more than 8 of 60 where 5% are told: chance below 1%"
    assert acts <= 8


def test_a_level_that_matters_tells_and_its_shares_are_those_of_runs_that_had_no_say() -> None:
    apart_by = list[float]()
    for seed in range(12):
        values, ended, cases = levels_of(seed, 1.0)
        told = [announces(each, ended, cases, 24) for each in values]
        assert told[0]
        assert sum(told) <= 2
        found = shares(ended, held_out(values[0], ended, cases), cases, tells=True)
        assert found.low > found.else_
        values, ended, cases = levels_of(seed, 0.0)
        for each in values:
            idle = shares(ended, held_out(each, ended, cases), cases, tells=False)
            apart_by.append(idle.then - idle.else_)
    assert abs(float(np.mean(apart_by))) < 0.02, "the best limit parts the runs that chose it"


def test_an_act_is_one_of_many_that_were_looked_at() -> None:
    cases = np.arange(60)
    done = cases % 4 == 0
    ended = np.where(done, cases % 3 > 0, cases % 3 == 0)
    assert apart(ended, done, cases, 1)
    assert not apart(ended, done, cases, 10_000)


def test_nothing_announces_what_never_happened_or_always_did(tmp_path: Path) -> None:
    made(tmp_path, runs=8)
    clouds = read_clouds([tmp_path / "out"])
    never = next(id for id, _ in clouds[0].classes if not sum(c.count(id) for c in clouds))
    found = discovered(clouds, never, turn=1)
    assert found.one_way
    assert (found.level_signs, found.act_signs) == ((), ())
    told = [line for block in discovery_blocks(found) for line in block.says]
    assert told == ["It never came about in 16 runs: there is nothing to drive or to announce it."]
    assert drivers_say(found, terms_of(clouds)) == tuple(told)
    always = replace(found, share=1.0)
    assert one_way(always) == "Every one of 16 runs ended so: nothing tells them apart."
    assert not replace(found, share=0.5).one_way


@pytest.mark.parametrize("pawn", [0.1, 0.3])
def test_nothing_is_called_load_bearing_of_fewer_points_than_are_asked_for(
    tmp_path: Path, pawn: float
) -> None:
    made(tmp_path, runs=1, samples=20, minds=True, variants=("",))
    clouds = read_clouds([tmp_path / "out"])
    found = discovered(clouds, clouds[0].classes[0][0], turn=1)
    assert found.points == 20
    dimension = found.dimensions[0]
    weighed = replace(found, indices=(Index(dimension.column, pawn, 0.1, 0.1, 0.2, 0.2, 0.2),))
    names = terms_of(clouds)
    few = "200 sample points and more are asked for, and there are 20."
    many = replace(weighed, points=ASKED_FOR)
    name = dimension_name(dimension, names)
    if pawn > 0.2:
        says = f"Above chance: {name}; none is called load-bearing yet: {few}"
        assert verdict(many, names) == f"Load-bearing: {name}."
    else:
        says = f"No assumption weighs above chance, but little can be told yet: {few}"
        assert verdict(many, names) == "No assumption weighs above chance."
    assert verdict(weighed, names) == says
