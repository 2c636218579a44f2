"""A seat whose order was called off reads it, and why, where it decides next; nobody else does."""

from __future__ import annotations

from cli.viewing import screen
from engine.play.audience import audience_view
from engine.record import AwaitChoices
from reports.names import Names
from tests.engine.test_recalling import FLAG, steps, world
from tui.lexicon import lexicon_for
from tui.screens.adjudicate import _results
from tui.screens.decision import DecisionScreen, Setting

TOLD = "Ash calls off “Do march”: it does so only if not “met”"


def test_a_seat_reads_what_became_of_its_order_where_it_decides_next() -> None:
    made, asked = world(FLAG), 0
    for _, pause in steps(made):
        if isinstance(pause, AwaitChoices) and pause.turn == 3:
            for seat, view in pause.seats.items():
                setting = Setting("here", made.startex)
                shown = DecisionScreen(view, lexicon_for(Names(made), view), setting)
                assert (TOLD in shown._known(3).plain) == (seat == "ash")
                asked += 1
    assert asked == 2


def test_so_does_who_looks_on_as_text() -> None:
    *_, (exercise, _) = steps(world(FLAG))
    for audience, told in (("ash", True), ("white", True), ("elm", False), ("projector", False)):
        view = audience_view(exercise, audience)
        lines = screen(view, Names(exercise.scenario), 90, 40)
        assert any(TOLD in line for line in lines) == told, audience


def test_nobody_can_rule_that_a_move_is_called_off() -> None:
    assert "called_off" not in dict(_results(None))
    assert "called_off" not in dict(_results("done"))
