"""What may be forecast at the table now, and the classes a forecast gives its shares to."""

from __future__ import annotations

from engine.play.journal.asides import before_choices
from engine.record import FREE, HOLD, Finished
from reports.wording import plain
from tui.playing import Playing

MOVE, OUTCOME = "move:", "outcome"


def may_forecast(playing: Playing) -> bool:
    """Return whether anything can be forecast now."""
    return not isinstance(playing.pause, Finished)


def subjects(playing: Playing, seat: str) -> list[tuple[str, str]]:
    """Return what a seat may forecast now, each with its words."""
    turn = playing.coming
    found = []
    if before_choices(playing.exercise):
        found = [
            (f"{MOVE}{id}", f"what {name} does in turn {turn}")
            for id, name in playing.names.actors.items()
            if id != seat
        ]
    return [*found, (OUTCOME, "how the exercise ends")]


def classes_of(playing: Playing, about: str) -> list[tuple[str, str]]:
    """Return the classes of a forecast with their names.

    Of an actor's moves those are named that everybody would see: what it could do in secret is not
    for others to read off a menu.
    """
    if about == OUTCOME:
        return [
            (each.id, plain(each.says) or playing.names.spelled(each.id))
            for each in playing.scenario.outcomes
        ]
    id = about.removeprefix(MOVE)
    actor = next(each for each in playing.scenario.actors if each.id == id)
    seen = [m for m in actor.moves if m.seen.chance >= 1.0 and not m.response_only]
    moves = [(m.id, plain(m.says)) for m in sorted(seen, key=lambda each: each.slot)]
    return [(HOLD, "lets the turn pass"), *moves, (FREE, "a free move, on nobody's menu")]
