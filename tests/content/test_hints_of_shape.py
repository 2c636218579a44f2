"""Where keys are needed or a number is out of its range, the hint says which keys, what range."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.content.documents.actor import ActorDocument
from engine.content.documents.finding import bounds_at, keys_hint
from engine.content.documents.scenario import ScenarioDocument
from tests.build import DUEL, check, edited, make_pack


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("turns: {count: 4, length: 1 month}", "turns: six", "keys here: count, length"),
        (
            '  war: {when: "final(tension) > 80 or raids > 2", says: The river burns.}',
            "  war: burning",
            "keys needed here: says; also when, otherwise",
        ),
        (
            "uncertainties:\n  boldness: {says: How bold the boats are., value: 1, range: [0, 2]}",
            "uncertainties: many",
            "names, and below each: keys needed here: says, value",
        ),
    ],
)
def test_the_keys_that_are_needed_are_named(tmp_path: Path, old: str, new: str, hint: str) -> None:
    assert old in DUEL
    found = check(make_pack(tmp_path, edited("scenarios/duel.yaml", old, new)))
    first = next(problem for problem in found if problem.code == "WC104")
    assert "keys and values are needed" in first.message
    assert first.hint.startswith(hint)


@pytest.mark.parametrize("odds", ["1.8", "-0.5"])
def test_a_number_out_of_its_range_is_told_the_range(tmp_path: Path, odds: str) -> None:
    (found,) = check(make_pack(tmp_path, edited("actors/north.yaml", "odds: 0.8", f"odds: {odds}")))
    assert (found.code, found.message) == ("WC105", "must be from 0 to 1")


def test_bounds_are_found_in_lists_and_below_names() -> None:
    moves = ("moves", "raid")
    assert bounds_at(ActorDocument, (*moves, "cost"), "le", 0.15) == "from 0 to 0.15"
    assert bounds_at(ActorDocument, (*moves, "effects", 0, "lasting"), "ge", 0) == "from 0 to 1"
    assert bounds_at(ScenarioDocument, ("turns", "count"), "ge", 1) == "from 1 to 60"


def test_a_bound_that_only_keeps_out_nonsense_is_not_told() -> None:
    assert bounds_at(ActorDocument, ("motives", "calm", "weight"), "gt", 0) == ""


def test_where_any_name_may_stand_no_key_is_named() -> None:
    assert keys_hint(ScenarioDocument, ("start",)) == ""
