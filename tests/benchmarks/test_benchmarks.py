"""The floor has the size it says, and the page is rewritten between its marks only."""

from __future__ import annotations

import gc
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import compiled, growth
from benchmarks.floor import EVENTS, floor, plan
from benchmarks.measuring import Spread, Timed, interleaved, ratios
from benchmarks.neutral.content import scenario
from benchmarks.neutral.others import on_simpy
from benchmarks.neutral.plain import Scores
from benchmarks.neutral.plan import plan as workload
from benchmarks.page import BEGIN, END, PAGE, rewritten, table, write
from benchmarks.targets import MARK, TARGETS, standings
from benchmarks.where import MOST, OTHER, ROOMS, by_code, by_room, traced, without_the_most
from engine.play.exercise import Exercise
from engine.play.seats import play_out
from engine.play.table import Prepared


def test_the_floor_runs_as_many_callbacks_as_it_says() -> None:
    run = floor(plan())
    assert run.events == EVENTS == 548
    assert [run.leads, run.reactions, run.landings, run.surprises] == [[], [], [], []]


def test_two_runs_over_one_plan_end_alike() -> None:
    drawn = plan(3)
    assert floor(drawn).levels == floor(drawn).levels != floor(plan(4)).levels


def test_a_ratio_compares_times_of_one_round() -> None:
    told = ratios({"floor": [1.0, 2.0, 4.0], "ours": [3.0, 4.0, 20.0]}, "floor")
    assert told["ours"] == Spread(3.0, 2.0, 5.0)
    assert told["floor"] == Spread(1.0, 1.0, 1.0)


def test_every_thing_is_timed_once_a_round_in_turn() -> None:
    calls: list[str] = []
    things = {
        "a": Timed(lambda _: calls.append("a"), 2),
        "b": Timed(lambda _: calls.append("b"), 2),
    }
    seen = interleaved(things, rounds=2)
    assert "".join(calls) == "ab" + "aabb" * 2
    assert [len(times) for times in seen.values()] == [2, 2]


def test_only_the_marked_section_is_rewritten(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    write("new", page)
    assert page.read_text() == f"before\n{BEGIN}\nnew\n{END}\nafter\n"
    with pytest.raises(ValueError, match="no section"):
        rewritten("nothing marked", "new")


def test_the_shipped_page_has_its_section() -> None:
    assert rewritten(PAGE.read_text("utf-8"), "x").count("x")


def test_the_table_tells_medians_with_their_spread() -> None:
    spread = Spread(1.234, 1.0, 2.0)
    assert table({"it": spread}, {"it": spread}).splitlines()[-1] == (
        "| it | 1.23 (1.00..2.00) | 1.23 (1.00..2.00) |"
    )


def test_the_workload_is_as_busy_here_as_in_plain_python() -> None:
    drawn = workload()
    prepared, scores, runs = Prepared(scenario(drawn)), Scores(drawn), 40
    here, there = [0, 0], [0, 0]
    for seed in range(runs):
        exercise = Exercise(prepared, seed, lean=True)
        play_out(exercise)
        here[0] += sum(len(report.decisions) for report in exercise.reports)
        here[1] += sum(len(report.acts) for report in exercise.reports)
        rows = [row[0] for row in on_simpy(scores, seed).log]
        there[0] += rows.count("choice")
        there[1] += rows.count("act")
    for ours, theirs in zip(here, there, strict=True):
        assert ours / runs == pytest.approx(84, rel=0.05)
        assert ours == pytest.approx(theirs, rel=0.05)


def test_growth_is_told_as_a_power_of_the_size() -> None:
    first, *_, last = growth.SIZES["turns"]
    times = {f"{size} turns": 3.0 * size**1.5 for size in growth.SIZES["turns"]}
    assert growth.exponent(times, "turns") == pytest.approx(1.5)
    assert last > first


def test_a_target_is_missed_reached_or_beaten() -> None:
    fewer, more = TARGETS[0], next(each for each in TARGETS if each.least)
    assert [fewer.stands(x) for x in (4.6, 4.5, 2.5)] == ["**missed**", "reached", "beaten"]
    assert [more.stands(x) for x in (1.2, 1.3, 2.2)] == ["**missed**", "reached", "beaten"]
    rows = standings({each.figure: 3.0 for each in TARGETS}).splitlines()
    assert len(rows) == len(TARGETS) + 2
    assert all(row.endswith("| | |") for row in rows[2:])
    both = {each.figure: 3.0 for each in TARGETS} | {fewer.figure + MARK: 4.0}
    assert standings(both).splitlines()[2].endswith("| 3.00 | reached | 4.00 | reached |")
    with pytest.raises(KeyError):
        standings({})


def test_what_is_measured_as_compiled_is_compiled() -> None:
    with pytest.raises(SystemExit, match="not compiled here"):
        compiled.measured()


def test_steps_are_counted_the_same_each_time_and_all_by_room() -> None:
    world = scenario(workload(turns=2))
    codes = by_code(world, 1)
    first = by_room(codes)
    assert by_code(world, 1) == codes
    assert first.total() == codes.total()
    assert set(ROOMS) == {room for room in first if room != OTHER and first[room]}
    assert first[OTHER] < 0.02 * sum(first.values())


def test_who_listens_to_searches_for_dead_circles_is_not_counted() -> None:
    heard = []

    def listens(phase: str, about: object) -> None:
        heard.append(phase)

    def many() -> list[list[int]]:
        return [[at] for at in range(100_000)]

    gc.callbacks.append(listens)
    try:
        many()
        assert heard, "so much is searched, were it not for the count"
        heard.clear()
        assert traced(many)
        assert heard == []
        assert gc.isenabled()
    finally:
        gc.callbacks.remove(listens)


def test_a_step_is_counted_where_its_code_stands() -> None:
    def short() -> None:
        return None

    def long() -> None:
        for _ in range(90):
            short()

    steps = {name: count for (_, name), count in traced(long).items()}
    assert {name.rpartition(".")[2] for name in steps} == {"long", "short"}
    once = traced(short).total()
    assert steps[short.__qualname__] == 90 * once
    assert steps[long.__qualname__] > 90


def test_the_costliest_functions_are_left_out() -> None:
    steps = Counter({(f"{n}.py", "f"): n for n in range(1, MOST + 4)})
    assert without_the_most(steps) == 1 + 2 + 3
