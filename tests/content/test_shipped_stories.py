"""Stories no run of the shipped scenarios may tell: a guest too late, a thaw that never was."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.content.library import Library
from engine.content.packs import Pack
from engine.play.exercise import Exercise
from engine.play.seats import Script, play_out
from engine.play.table import Prepared
from engine.record import HOLD, SeatView

LIBRARY = Library([Pack(Path(__file__).parents[2])])
DRILLS, THAW = "drills_and_kadiz", "beijing_reengagement"
LATEST = {"actors.pyongyang.moves.join_drills.lead": "35 days"}
INVITED_LATE = {"actors.beijing.moves.invite_drills.lead": "40 days"}
TIE = "relation(beijing, pyongyang)"


class Guest:
    """Says yes to the chair as soon as it may, from a turn on, and does nothing else."""

    def __init__(self, since: int) -> None:
        self.since = since

    def choose(self, view: SeatView) -> str:
        may = {option.move for option in view.options if option.possible}
        return "join_drills" if view.turn >= self.since and "join_drills" in may else HOLD


def ends(since: int, variant: str | None = None, invited: int = 0) -> tuple[bool, bool]:
    """Whether the North has joined, and has sailed, invited by Beijing alone and slow to answer."""
    made = LIBRARY.load(DRILLS, variant=variant, settings=LATEST | INVITED_LATE)
    host = {"beijing": Script({invited: "invite_drills"}), "moscow": Script({})}
    exercise = Exercise(Prepared(made), 1, people=(*host, "pyongyang"), lean=True)
    play_out(exercise, host | {"pyongyang": Guest(since)})
    flags = exercise.table.world.flags
    return bool(flags["dprk_in_drills"]), bool(flags["sailed"])


@pytest.mark.parametrize("variant", [None, "long"])
def test_a_guest_who_says_yes_sails_and_none_says_yes_after_the_last_sailing(
    variant: str | None,
) -> None:
    found = [ends(since, variant) for since in range(4, 8)]
    assert found == [(True, True)] * 2 + [(False, False)] * 2


def test_a_guest_invited_in_summer_is_not_told_of_as_joined_when_the_line_has_sailed() -> None:
    found = [ends(1, "no_chair_yet", invited) for invited in range(2, 6)]
    assert found == [(True, True)] * 2 + [(False, False)] * 2


def test_a_thaw_is_called_reversed_where_it_has_worn_off_and_not_where_it_is_small() -> None:
    prepared = Prepared(LIBRARY.load(THAW, variant="token_surge"))
    found = {seed: thawed(prepared, seed) for seed in (261, 178)}
    outcome, best, last = found[261]
    assert (outcome, best > 4.5, last < 4.2) == ("reversal", True, True)
    outcome, best, last = found[178]
    assert (outcome, best == last, last < 4.9) == ("cosmetic_thaw", True, True)


def thawed(prepared: Prepared, seed: int) -> tuple[str, float, float]:
    """How a run ended, and how the two neighbours stood at their best and at the end."""
    exercise = Exercise(prepared, seed, lean=True)
    outcome = play_out(exercise).outcome
    path = [report.levels[TIE] for report in exercise.reports]
    return outcome, max(path), path[-1]
