"""What may be corrected in an earlier input, and what the correction made of the later ones."""

from __future__ import annotations

from engine.play.journal.amending import Amendment
from engine.play.journal.driving import Dropped
from engine.play.journal.entries import GOING_ON, Entry
from engine.record import AwaitChoices, Option
from reports.names import Names
from reports.timeline import RESULTS
from reports.wording import plain, stand, words
from tui import steps
from tui.playing import Playing

QUIET = frozenset({*GOING_ON, "clock"})
"""Inputs nobody would correct."""


def correctable(playing: Playing) -> tuple[Entry, ...]:
    """Return the inputs that lead to the table and may be corrected, the latest first."""
    return tuple(e for e in reversed(playing.session.inputs) if e.kind not in QUIET)


def says(entry: Entry, playing: Playing) -> str:
    """Return an input in words, a choice not revealed yet as sealed."""
    names, data = playing.names, entry.data
    if entry.kind == "choose":
        chosen = "sealed" if sealed(entry, playing) else _move(data["seat"], data["move"], names)
        return f"{names.actor(data['seat'])}: {chosen}"
    if entry.kind == "rule":
        result = RESULTS.get(data["result"], "the roll stands")
        return f"{_act(entry, playing)}: {result}"
    if entry.kind == "free":
        free = "sealed" if sealed(entry, playing) else plain(data["says"])
        return f"{names.actor(data['seat'])}, a free move: {free}"
    if entry.kind == "improvise":
        return f"inject made up: {plain(data['says'])}"
    if entry.kind == "note":
        return f"note: {plain(data['text'])}"
    return steps.says((entry,), names) or words(entry.kind)


def _act(entry: Entry, playing: Playing) -> str:
    """Return what a ruling was on."""
    return plain(playing.acts().get(entry.pause["act"], "")).rstrip(" .") or "a move"


def _move(seat: str, move: str, names: Names) -> str:
    """Return a move as its seat's menu has it."""
    noun = names.noun(seat, move)
    return plain(noun.says).rstrip(" .") if noun else names.move(move)


def place(at: str, turn: int, names: Names) -> str:
    """Return the name of a pause in a turn as people say it: “turn 2, Seoul answers”."""
    if at.partition(" ")[0] == "ruling":
        return f"turn {turn}, ruling"
    turn_, _, seat = at.partition(" reaction ")
    return f"{turn_}, {names.actor(seat)} answers" if seat else at


def when(entry: Entry) -> str:
    """Return when an input was given, as short as can be: “turn 2, answer”."""
    pause = entry.pause
    if pause["at"] == "turn_end":
        return f"end of turn {pause['ended']}"
    if pause["at"] not in ("choices", "ruling"):
        return str(pause["at"])
    answers = pause["at"] == "choices" and pause["phase"] == "reaction"
    kind = ", ruling" if pause["at"] == "ruling" else ", answer" if answers else ""
    return f"turn {pause['turn']}{kind}"


def sealed(entry: Entry, playing: Playing) -> bool:
    """Return whether a choice waits to be revealed with the others."""
    here = playing.session.inputs
    later = [e.kind for e in here if e.seq > entry.seq]
    return isinstance(playing.pause, AwaitChoices) and "advance" not in later


def options(entry: Entry, playing: Playing) -> tuple[Option, ...]:
    """Return what a seat could have chosen where it chose, its possible moves alone."""
    seat, pause = entry.data["seat"], playing.pause
    if sealed(entry, playing) and isinstance(pause, AwaitChoices):
        view = pause.seats.get(seat)
        return tuple(o for o in view.options if o.possible) if view else ()
    turn, phase = entry.pause["turn"], entry.pause["phase"]
    for report in (*playing.exercise.reports, playing.so_far()):
        for made in report.decisions:
            meant = (made.actor, made.turn, made.phase) == (seat, turn, phase)
            if meant and made.day == entry.pause["day"] and made.explanation:
                return tuple(o for o in made.explanation.options if o.possible)
    return ()


def outcome(result: Amendment, playing: Playing) -> str:
    """Return what a correction came to, the inputs that no longer apply named one by one."""
    kept = len([step for step in result.steps if step.kind not in QUIET])
    told = [f"Corrected. {stand(kept)}."]
    dropped = [each for each in result.dropped if each.item.kind not in QUIET]
    if dropped:
        told += ["", "No longer applies:"]
    told += [f"• {_gone(each, playing)}" for each in dropped]
    told += ["", "The former line of play stays in the file."]
    return "\n".join(told)


def _gone(gone: Dropped, playing: Playing) -> str:
    item, names = gone.item, playing.names
    if item.kind == "choose":
        seat = item.data["seat"]
        what = f"{names.actor(seat)}: {_move(seat, item.data['move'], names)}"
    else:
        what = {"rule": "a ruling", "seat": "a change of seat"}.get(item.kind, words(item.kind))
    entries = playing.session.log
    turn = next((each.pause["turn"] for each in entries if each.seq == item.source), 0)
    return f"input {item.source}, {what} ({place(item.at, turn, names)}): {plain(gone.why)}"
