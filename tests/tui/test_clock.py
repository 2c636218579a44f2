"""The turn clock counts down, pauses honestly over leaving too, warns, and chooses for nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from textual.widgets import Input

from engine.play.journal.contents import read_contents
from engine.record import AwaitChoices
from tests.tui.room import NARROW, OneShelf, keys, notices, playing, seen, table
from tui.app import WhitecellApp
from tui.clock import TurnClock, spoken, told
from tui.drawer import Drawer
from tui.keeping import begin, resume
from tui.plan import Plan
from tui.playing import Playing
from tui.screens.console import ConsoleScreen
from tui.screens.decision import DecisionScreen


class Time:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def made() -> Iterator[Playing]:
    """An exercise whose two seats have three minutes a turn, asked for their first choice."""
    shelf = OneShelf()
    found = begin(shelf, Drawer(), Plan(shelf.scenario.id, frozenset({"ash", "elm"}), budget=180.0))
    found.advance()
    yield found
    found.close()


def kept(playing: Playing) -> list[tuple[str, str, float]]:
    """What the journal holds of the clocks."""
    entries = read_contents(playing.journal).entries
    data = [entry.data for entry in entries if entry.kind == "clock"]
    return [(each["seat"], each["state"], each["left"]) for each in data]


def test_what_is_left_is_on_disk_at_every_start_pause_and_stop(made: Playing) -> None:
    time = Time()
    clock = TurnClock(made, time)
    assert not clock.running
    assert clock.toggle()
    time.now += 50
    assert [round(each.left) for each in clock.readings()] == [130, 130]
    assert not clock.toggle()
    time.now += 1000
    assert [each.left for each in clock.readings()] == [130.0, 130.0]
    clock.toggle()
    time.now += 10
    made.choose("ash", "hold", "team")
    clock.follow()
    time.now += 20
    assert [(each.seat, each.left) for each in clock.readings()] == [("elm", 100.0)]
    clock.close()
    assert kept(made) == [
        ("ash", "start", 180.0),
        ("elm", "start", 180.0),
        ("ash", "pause", 130.0),
        ("elm", "pause", 130.0),
        ("ash", "resume", 130.0),
        ("elm", "resume", 130.0),
        ("ash", "stop", 120.0),
        ("elm", "pause", 100.0),
    ]


def test_time_that_ran_is_not_given_back_by_going_back(made: Playing) -> None:
    time = Time()
    clock = TurnClock(made, time)
    clock.start("ash")
    time.now += 60
    made.choose("ash", "hold", "team")
    clock.follow()
    assert made.last_step() == "Ash's choice"
    made.undo()
    assert made.exercise.awaited() == ("ash", "elm")
    assert clock.left("ash") == 120.0
    clock.start("ash")
    assert kept(made)[-1] == ("ash", "resume", 120.0)


def test_a_new_turn_has_the_whole_budget_again(made: Playing) -> None:
    time = Time()
    clock = TurnClock(made, time)
    clock.toggle()
    time.now += 179
    for seat in ("ash", "elm"):
        made.choose(seat, "hold", "team")
    clock.follow()
    while not (made.exercise.awaited() and made.exercise.turn == 2):
        made.advance()
    assert [each.left for each in clock.readings()] == [180.0, 180.0]
    assert not clock.running


def test_it_warns_once_of_the_last_minute_and_once_of_the_end_and_chooses_nothing(
    made: Playing,
) -> None:
    time = Time()
    clock = TurnClock(made, time)
    clock.start("ash")
    assert list(clock.warnings()) == []
    time.now += 121
    assert list(clock.warnings()) == [("ash", 60.0)]
    assert list(clock.warnings()) == []
    time.now += 1000
    assert list(clock.warnings()) == [("ash", 0.0)]
    assert list(clock.warnings()) == []
    assert clock.left("ash") == 0.0
    assert "time is up" in told(clock)
    assert made.exercise.awaited() == ("ash", "elm")


def test_a_clock_stopped_by_leaving_stands_there_when_the_exercise_is_gone_on_with(
    made: Playing,
) -> None:
    time = Time()
    clock = TurnClock(made, time)
    made.before_leaving = clock.close
    clock.start("elm")
    time.now += 30
    path = made.journal
    made.close()
    again = resume(OneShelf(), path)
    later = TurnClock(again, Time())
    assert later.left("elm") == 150.0
    assert later.left("ash") == 180.0
    assert not later.running
    assert not later.torn
    again.close()


def test_a_table_that_ended_while_its_clock_ran_says_so(made: Playing) -> None:
    clock = TurnClock(made, Time())
    clock.start("ash")
    path = made.journal
    made.close()  # nothing paused it, as when the process was killed
    again = resume(OneShelf(), path)
    later = TurnClock(again, Time())
    assert later.torn
    assert later.left("ash") == 180.0
    assert "stopped when the table ended" in told(later)
    later.start("ash")
    assert not later.torn
    again.close()


def test_in_public_nobody_is_named_who_answers_a_secret_but_the_one_who_looks(
    made: Playing, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = TurnClock(made, Time())
    assert isinstance(made.pause, AwaitChoices)
    answering = replace(made.pause, phase="reaction")
    monkeypatch.setattr(Playing, "pause", property(lambda _: answering))
    assert told(clock).startswith("Time left: Ash 3:00 and Elm 3:00")
    assert told(clock, public=True).startswith("Time left: a seat 3:00 and a seat 3:00")
    assert told(clock, public=True, own="elm").startswith("Time left: a seat 3:00 and Elm 3:00")


def test_without_a_budget_there_is_no_clock() -> None:
    shelf = OneShelf()
    found = begin(shelf, Drawer(), Plan(shelf.scenario.id, frozenset({"ash"})))
    found.advance()
    clock = TurnClock(found)
    assert (clock.toggle(), clock.readings(), told(clock)) == (False, (), "")
    found.close()


def test_seconds_are_spoken_as_minutes() -> None:
    assert [spoken(each) for each in (0, 59.4, 60, 605)] == ["0:00", "0:59", "1:00", "10:05"]


async def test_the_table_counts_down_in_sight_and_the_key_pauses_it() -> None:
    app = table(budget=180.0)
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        time = Time()
        clock(app)._now = time
        assert "Time left: Ash 3:00 · c starts it" in seen(app)
        await keys(desk, "c")
        time.now += 65
        show(app)
        await desk.pause()
        assert "Time left: Ash 1:55" in seen(app)
        await keys(desk, "c", "d")
        assert "Time left: Ash 1:55 · paused" in seen(app)
        await keys(desk, "escape", "c")
        time.now += 60
        app.screen._warn_of_time()  # type: ignore[attr-defined]
        await desk.pause()
        assert "Time is running out." in notices(app)
        await keys(desk, "d", "h", "enter")
        assert "Time left" not in seen(app).splitlines()[-4]
        assert kept(playing(app))[-1] == ("ash", "stop", 55.0)


def clock(app: WhitecellApp) -> TurnClock:
    assert isinstance(app.screen, ConsoleScreen)
    return app.screen.clock


def show(app: WhitecellApp) -> None:
    assert isinstance(app.screen, ConsoleScreen)
    app.screen.follow_clock()


async def test_taking_the_keyboard_starts_the_seats_own_clock_unless_it_was_paused() -> None:
    app = table(people=("ash", "elm"), budget=180.0)
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n", "d", "down", "enter", "escape")
        assert [(seat, state) for seat, state, _ in kept(playing(app))] == [("ash", "start")]
        await keys(desk, "c", "d", "down", "enter", "escape")
        assert [(seat, state) for seat, state, _ in kept(playing(app))] == [
            ("ash", "start"),
            ("ash", "pause"),
        ]


async def test_a_teams_clock_rests_while_the_white_cell_works_on_its_free_move() -> None:
    app = table(budget=180.0)
    async with app.run_test(size=NARROW) as desk:
        await keys(desk, "n")
        time = Time()
        clock(app)._now = time
        await keys(desk, "d", "f")
        wrote(app, "Opens the granary", "bread calms")
        time.now += 40
        await keys(desk, "enter", "down", "enter")
        time.now += 500
        assert kept(playing(app)) == [("ash", "start", 180.0), ("ash", "pause", 140.0)]
        await keys(desk, "escape", "down", "enter")
        assert isinstance(app.screen, DecisionScreen), app.screen
        assert kept(playing(app))[-1] == ("ash", "resume", 140.0)
        time.now += 5
        await keys(desk, "f")
        wrote(app, "Opens the granary", "bread calms")
        await keys(desk, "enter", "down", "enter", "enter", "down", "enter")
        await keys(desk, "end", "up", "enter", "enter", "enter")
        time.now += 500
        await keys(desk, "enter", "down", "enter", "enter", "down", "enter")
        assert isinstance(app.screen, ConsoleScreen), app.screen
        assert kept(playing(app))[-1] == ("ash", "pause", 135.0)


def wrote(app: WhitecellApp, *texts: str) -> None:
    """Fill in the fields of the question on the screen."""
    for field, text in zip(app.screen.query(Input), texts, strict=True):
        field.value = text
