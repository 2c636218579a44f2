"""The days and the political capital of a move are told wherever its cost and odds are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cli.viewing import screen
from engine.model import Actor, Capital, Lead
from engine.play.audience import WHITE, audience_view
from engine.play.exercise import Exercise
from engine.record import AwaitChoices
from engine.rules.world import Pending
from reports.export.moves import OFFERED, offered_sheet
from reports.export.roles import sheet_of, sheet_text
from reports.names import Names
from reports.profile import CAN, profile
from reports.taking import lead_told, with_taking
from tests.engine.small import ash, effect, elm, move, scenario
from tui.lexicon import lexicon_for
from tui.widgets.options import facts_of

POOL = Capital(38.0, 60.0, 4.0)


def rich() -> Actor:
    """Ash with a pool, and a move that takes three days, twenty points and may fail."""
    dear = move("name", 3, capital=20.0, lead=Lead("fixed", 3, 3, 3), odds=0.6)
    dear = replace(dear, failure_effects=(effect("unrest", 7.0),))
    return replace(ash(), capital=POOL, moves=(*ash().moves, dear))


def facts(made: Actor, id: str) -> str:
    """Return what the dossier tells of a move."""
    names = Names(scenario(made, elm()))
    found = profile(made, names)
    return "; ".join(next(i.facts for i in found if i.section == CAN and i.name == id))


@pytest.mark.parametrize(
    ("lead", "told"),
    [
        (Lead("fixed", 0, 0, 0), ""),
        (Lead("fixed", 3, 3, 3), "3 days"),
        (Lead("fixed", 1, 1, 1), "1 day"),
        (Lead("triangular", 10, 20, 30), "10 to 30 days"),
        (Lead("triangular", 5, 5, 5), "5 days"),
        (Lead("exponential", 8, 8, 8), "8 days on average"),
    ],
)
def test_a_lead_is_a_span_only_where_it_is_one(lead: Lead, told: str) -> None:
    assert lead_told(lead) == told


def test_a_dossier_tells_the_price_the_pool_and_what_failing_does() -> None:
    assert "takes 3 days to prepare and 20 points of political capital" in facts(rich(), "name")
    assert "where it fails, changes unrest by 7" in facts(rich(), "name")
    assert "takes" not in facts(rich(), "trade")
    names = Names(scenario(rich(), elm()))
    (pool,) = (i for i in profile(rich(), names) if i.name == "political capital")
    assert pool.tag == "38 of 60"
    assert pool.says == "38 at STARTEX, at most 60; 4 a month regained."


def test_a_price_of_who_has_no_pool_is_not_told() -> None:
    poor = replace(rich(), capital=None)
    assert "takes 3 days to prepare" in facts(poor, "name")
    assert "capital" not in facts(poor, "name")


def test_the_pool_at_a_table_is_as_it_stands() -> None:
    made = scenario(rich(), elm())
    exercise = Exercise(made, 1)
    exercise.table.world.capital["ash"] = 12.0
    found = profile(made.actors[0], Names(made), exercise.table)
    assert [i.tag for i in found if i.name == "political capital"] == ["12 of 60"]


@pytest.mark.parametrize("as_html", [True, False])
def test_a_role_sheet_tells_both(as_html: bool) -> None:
    made = scenario(rich(), elm())
    text = sheet_text(made, made.actors[0], "", secrets=False, as_html=as_html)
    assert "3 days to prepare and 20 points of political capital" in text
    assert "Political capital: 38 at STARTEX" in text
    assert sheet_of(made, elm(), secrets=True).capital == ""


def test_exported_moves_tell_the_price() -> None:
    rows = offered_sheet(scenario(rich(), elm())).rows
    assert "capital" in OFFERED
    assert [row["capital"] for row in rows if row["actor"] == "ash"] == [0.0, 0.0, 20.0]


def test_the_card_of_an_option_tells_the_price_beside_the_pool() -> None:
    made = scenario(rich(), elm())
    pause = Exercise(made, 1, people=("ash", "elm")).advance()
    assert isinstance(pause, AwaitChoices)
    for seat, id, told in (
        ("ash", "name", "takes 3 days · capital 20 of 38"),
        ("ash", "trade", "capital 0 of 38"),
        ("elm", "soothe", "takes 3 to 20 days"),
    ):
        view = pause.seats[seat]
        option = next(each for each in view.options if each.move == id)
        lexicon = lexicon_for(Names(made), view)
        assert told in facts_of(option, lexicon, pool=view.capital).plain.splitlines()


def test_a_seats_view_tells_what_its_options_take() -> None:
    exercise = Exercise(scenario(rich(), elm()), 7, people=("ash",))
    exercise.advance()
    view = with_taking(audience_view(exercise, "ash"), exercise.scenario)
    takes = {option.move: option.takes for option in view.options}
    assert takes["name"] == "3 days to prepare and 20 points of political capital"
    assert takes["hold"] == ""
    told = " ".join(" ".join(screen(view, Names(exercise.scenario), 200, 40)).split())
    assert "(odds 60%; takes 3 days to prepare and 20 points of political capital)" in told


def test_the_white_cell_reads_whose_move_is_in_preparation_and_a_seat_its_own() -> None:
    exercise = Exercise(scenario(), 7, people=("elm",))
    exercise.advance()
    under_way = Pending("elm.1.initiative", "elm", 1, 1, 0, "initiative", None, 1.0, 1.0)
    exercise.table.world.pending[under_way.id] = under_way
    says = next(move.says for move in elm().moves if move.slot == 1)
    assert audience_view(exercise, WHITE).preparing == (f"Elm: {says}",)
    assert audience_view(exercise, "elm").preparing == (says,)
    assert audience_view(exercise, "ash").preparing == ()
