"""The floor has the size it says, and the page is rewritten between its marks only."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.floor import EVENTS, floor, plan
from benchmarks.measuring import Spread, Timed, interleaved, ratios
from benchmarks.page import BEGIN, END, PAGE, rewritten, table, write


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
