"""Regrets in words: which policy follows, how sure that is, and what is good enough."""

from __future__ import annotations

from dataclasses import replace

import pytest

from batch.compare.policies import Aim, Robust
from batch.regret import regret
from engine.content.library import Library
from reports.comparison.regrets import regret_sentences, worst_place
from reports.comparison.tables import regret as regret_tables
from reports.comparison.text import regret_blocks
from reports.names import Names
from tests.build import make_pack

TABLE = {
    "first": {"calm": 8.0, "storm": 3.0, "fog": 5.0},
    "second": {"calm": 10.0, "storm": 2.5, "fog": 6.0},
    "third": {"calm": 9.0, "storm": 2.0, "fog": 5.0},
}


def weighed(table: dict[str, dict[str, float]], **chosen: float) -> Robust:
    """Return a regret table as if its policies were chosen so often."""
    return Robust(Aim("final.tension"), regret(table), 40, False, tuple(chosen.items()), ())


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Names:
    return Names(Library([make_pack(tmp_path_factory.mktemp("regrets"))]).load("duel"))


def test_policies_too_alike_are_said_to_be(names: Names) -> None:
    _, told = regret_sentences(weighed(TABLE, first=0.2, second=0.44, third=0.36), names)
    assert told.startswith("The policies are too alike to tell apart with these runs.")
    assert " would be chosen in 44%;" in told
    assert "Least worst regret:" not in told
    _, sure = regret_sentences(weighed(TABLE, first=0.0, second=0.9, third=0.1), names)
    assert sure.startswith("Least worst regret: second; it would be so in 90%")
    assert "alike" not in sure
    _, partly = regret_sentences(weighed(TABLE, first=0.0, second=0.6, third=0.4), names)
    assert partly.startswith("These runs cannot tell second and third apart. ")
    assert partly.endswith(
        " first has a higher worst regret than the best policy in at least 97.5% of resamples."
    )
    assert "too alike" not in partly
    _, alone = regret_sentences(weighed(TABLE), names)
    assert "cannot be told from one case" in alone
    same = dict.fromkeys(TABLE, TABLE["first"])
    _, tied = regret_sentences(weighed(same, first=0.4, second=0.3, third=0.3), names)
    assert tied == "The policies are alike in their worst regret: these runs choose none of them."


def test_no_future_is_named_where_all_are_alike_or_nothing_is_lost() -> None:
    alike = {"best": {"calm": 2.0, "storm": 2.0}}
    alike["worse"] = {"calm": 1.0, "storm": 0.9999999}
    table = regret(alike)
    assert [worst_place(table, row) for row in table.standings] == ["", "every future alike"]
    table = regret(TABLE)
    places = [worst_place(table, row) for row in table.standings]
    assert places == ["calm", "storm", "every future alike"]
    some = {
        "best": dict.fromkeys("abcdef", 2.0),
        "worse": {**dict.fromkeys("abcde", 1.0), "f": 2.0},
    }
    table = regret(some)
    assert worst_place(table, table.standings[1]) == "a, b, c and 2 more"


def test_what_regret_is_over_is_counted_in_words(names: Names) -> None:
    one = {name: {"calm": values["calm"]} for name, values in TABLE.items()}
    says, _ = regret_sentences(replace(weighed(one), runs=1), names)
    assert "(1 future, 1 run in each)" in says
    says, _ = regret_sentences(replace(weighed(TABLE), over_points=True), names)
    assert "(3 futures, 40 sample points in each, the mean of their runs)" in says


def test_how_many_futures_are_good_enough_is_counted_of_all(names: Names) -> None:
    made = weighed(TABLE)
    aimed = replace(made, aim=Aim("final.tension", enough=5.5), table=regret(TABLE, enough=5.5))
    _, says = regret_sentences(aimed, names)
    assert says.endswith(" Good enough (at least 5.50) oftenest: second, in 2 of 3 futures.")
    grid, _ = regret_tables(aimed)
    assert [row[5] for row in grid.rows] == ["1 of 3", "2 of 3", "1 of 3"]
    block, _ = regret_blocks(aimed, names)
    assert [row[-1] for row in block.rows] == [f"enough in {at} of 3 futures" for at in (1, 2, 1)]
    none = replace(aimed, table=regret(TABLE, enough=50.0))
    assert regret_sentences(none, names)[1].endswith(" Good enough (at least 5.50) in no future.")


def test_a_worst_regret_that_nothing_was_drawn_anew_of_has_no_interval() -> None:
    grid, _ = regret_tables(weighed(TABLE))
    assert {row[2] for row in grid.rows} == {"–"}
    spans = tuple((name, 0.25, 0.75) for name in TABLE)
    grid, _ = regret_tables(replace(weighed(TABLE), worst=spans))
    assert {row[2] for row in grid.rows} == {"0.250 to 0.750"}
