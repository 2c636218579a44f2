"""How the table stands: what is waited for, who sits where, and the line over it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from engine.model import Actor
from engine.record import Adjudication, AwaitChoices, Finished, Pause
from reports.names import Names
from reports.wording import full_date, listing, period, plain
from tui.playing import Playing
from tui.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat as the console shows it."""

    id: str
    name: str
    by_person: bool
    sign: str
    state: str
    capital: float | None
    most: float


OVER = "ENDEX: the last turn is over."
LONGEST = 20
"""Letters of a branch's name a title line shows."""


def title(playing: Playing, *, public: bool = False) -> str:
    """Return the line over the table; `public` leaves out what only the white cell may know.

    A branch and the time it is in stand first, where a narrow window does not cut them off.
    """
    if public:
        return f"{playing.scenario.title} · {when(playing)}"
    if playing.branch:
        return f"{place(playing)} · {_as_played(playing)}"
    return f"{playing.scenario.title} · {when(playing)} · {_as_played(playing)}"


def place(playing: Playing) -> str:
    """Return where a room of the white cell stands: the branch, the turn, the exercise."""
    return f"{_branch(playing)}{when(playing)} · {playing.scenario.title}"


def ended(playing: Playing) -> str:
    """Return the line over the ending: its day, and what was played."""
    report = playing.exercise.reports[-1] if playing.exercise.reports else None
    on = f" {full_date(report.ends - timedelta(days=1))}" if report else ""
    return f"ENDEX{on} · {_branch(playing)}{playing.scenario.title} · {_as_played(playing)}"


def _branch(playing: Playing) -> str:
    name = plain(playing.branch)
    short = name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
    return f"branch “{short}” · " if name else ""


def _as_played(playing: Playing) -> str:
    plan = playing.plan
    variant = written_as(playing.scenario.variant or plan.variant, playing.names)
    read = f"{variant} · lens {playing.names.lens(plan.lens)}" if plan.lens else variant
    return f"{read} · seed {plan.seed}"


def written_as(variant: str | None, names: Names) -> str:
    """Return which variant of its scenario is played, in words no branch is called by."""
    return f"variant {names.spelled(variant)}" if variant else "as written"


def when(playing: Playing) -> str:
    """Return the turn the exercise is in, of how many, and its time; after ENDEX the last one.

    Once a turn is over the next has begun, though nothing of it was played.
    """
    turns, calendar = playing.scenario.turns.count, playing.exercise.table.calendar
    turn = playing.turn if playing.finished else min(playing.coming, turns)
    month = period(calendar.start_of(turn), calendar.start_of(turn + 1))
    return f"turn {turn}/{turns} · {month}"


# --- what is waited for --------------------------------------------------------------------------


def waiting(playing: Playing, *, public: bool = False) -> Waiting:
    """Return what is waited for and which key comes next; `public` in words all may read."""
    pause = playing.pause
    if playing.ruled:
        return Waiting("The ruling is in.", "n", "next", "play on")
    if public and (_secret(pause) or isinstance(pause, Adjudication)):
        return _in_public(playing)
    if pause is None:
        opens = full_date(playing.scenario.startex)
        return Waiting(f"STARTEX {opens}.", "n", "next", "play turn 1")
    if isinstance(pause, AwaitChoices):
        return _for_choices(playing, pause)
    if isinstance(pause, Adjudication):
        who = playing.names.actor(pause.actor)
        return Waiting(f"A move of {who} is to be ruled on.", "a", "rule", "rule on it")
    if isinstance(pause, Finished) or pause.report.turn >= playing.scenario.turns.count:
        early = isinstance(pause, Finished) and pause.called is not None
        over = f"ENDEX was called after turn {playing.turn}." if early else OVER
        return Waiting(over, "n", "next", "see the outcome")
    turn = pause.report.turn
    return Waiting(f"Turn {turn} is over.", "n", "next", f"play turn {turn + 1}")


def _secret(pause: Pause | None) -> bool:
    """Return whether it would give something away who is asked: an answer may be to a secret."""
    return isinstance(pause, AwaitChoices) and pause.phase == "reaction"


def _in_public(playing: Playing) -> Waiting:
    if isinstance(playing.pause, Adjudication):
        return Waiting("The white cell is at work.", "a", "rule", "pass to the white cell")
    if playing.exercise.awaited():
        return Waiting("Answers are being given.", "d", "decide", "pass the keyboard on")
    return Waiting("All answers are in, sealed.", "n", "next", "play on")


def _for_choices(playing: Playing, pause: AwaitChoices) -> Waiting:
    missing = [playing.names.actor(seat) for seat in playing.exercise.awaited()]
    if not missing:
        return Waiting("All choices are in, sealed.", "n", "next", "reveal and play on")
    who = listing(missing)
    if pause.phase == "reaction":
        return Waiting(f"{who} may answer.", "d", "decide", f"answer for {missing[0]}")
    verb = "chooses" if len(missing) == 1 else "choose"
    return Waiting(f"{who} {verb}.", "d", "decide", f"decide for {missing[0]}")


# --- who sits where ------------------------------------------------------------------------------


def seats(playing: Playing) -> tuple[Seat, ...]:
    """Return the seats as they stand, in the order of the cast."""
    moved: dict[str, bool] = {}
    for each in playing.so_far().decisions if playing.pause else ():
        moved[each.actor] = moved.get(each.actor, False) or not each.held
    return tuple(_seat(playing, each, moved.get(each.id)) for each in playing.scenario.actors)


def _seat(playing: Playing, actor: Actor, moved: bool | None) -> Seat:
    held = actor.id in playing.exercise.people
    sign, state = _state(playing, actor.id, moved)
    capital = playing.exercise.table.world.capital.get(actor.id)
    most = actor.capital.most if actor.capital else 0.0
    return Seat(actor.id, actor.name, held, sign, state, capital, most)


def _state(playing: Playing, seat: str, moved: bool | None) -> tuple[str, str]:
    """Return a seat's sign and state; `moved` tells if any of its choices of the turn was one."""
    pause = playing.pause
    if isinstance(pause, AwaitChoices) and seat in pause.seats:
        return ("●", "chooses") if seat in playing.exercise.awaited() else ("✓", "sealed")
    if moved is None:
        return "·", "waits"
    return ("✓", "moves") if moved else ("–", "holds")
