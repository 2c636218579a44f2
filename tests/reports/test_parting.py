"""Inputs that part two branches are told by names and menus, not by ids."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from engine.play.journal.comparing import Comparison
from engine.play.journal.entries import Entry
from reports.names import Names
from reports.parting import input_told, parting
from tests.engine.small import scenario

NAMES = Names(scenario())
BLANK = Entry(1, "advance", 0, "", "", {"turn": 2, "act": "elm.2.initiative"}, "")


def entry(kind: str, **data: Any) -> Entry:
    return replace(BLANK, kind=kind, data=data)


@pytest.mark.parametrize(
    ("kind", "data", "told"),
    [
        ("choose", {"seat": "ash", "move": "trade"}, "Ash chooses “Do trade”"),
        ("choose", {"seat": "ash", "move": "hold"}, "Ash holds"),
        ("free", {"seat": "elm", "says": "Lends a boat."}, "Elm moves freely: “Lends a boat”"),
        ("rule", {"result": "near_miss"}, "the ruling on a move of Elm: ruled near miss"),
        ("rule", {"rating": "weak"}, "the ruling on a move of Elm: argument rated weak"),
        ("rule", {"balance": -1.5}, "the ruling on a move of Elm: net arguments −1.5"),
        ("advance", {}, "play goes on"),
        ("rule", {"result": None}, "the ruling on a move of Elm: the roll stood"),
        ("seat", {"seat": "elm", "holder": "engine"}, "Elm is held by the engine"),
        ("inject", {"id": "ice_breaks"}, "the inject “ice breaks” is fired"),
        ("skip", {"id": "ice_breaks"}, "the inject “ice breaks” is skipped"),
        ("luck", {"root": 4}, "fresh luck"),
    ],
)
def test_an_input_is_told_in_words(kind: str, data: dict[str, Any], told: str) -> None:
    assert input_told(entry(kind, **data), NAMES) == told


def test_branches_part_where_one_went_on_and_the_other_waits() -> None:
    chosen = entry("choose", seat="ash", move="hold")
    found = Comparison(("main", "other"), (), ("", ""), (chosen, None))
    assert parting(found, NAMES) == "turn 2: on “main”, Ash holds; on “other”, nothing yet"


def test_branches_of_the_same_inputs_do_not_part() -> None:
    assert parting(Comparison(("main", "other"), (), ("", ""), (None, None)), NAMES) == ""
