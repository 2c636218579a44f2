"""A played half-day for tests and for looking at: two seats of people, twelve turns, all kept.

`python -m tests.reports.table FILE` plays it into a new journal.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from engine.content.copies import load_copy
from engine.content.library import Library
from engine.model.free import FreeEffect, FreeMove
from engine.play.journal.session import Plan, Session
from engine.record import Adjudication, AwaitChoices, Finished, Result, Ruling, TurnEnded

SCENARIO, VARIANT, SEED = "post_war_aid_cut", "deep_cut", 7
MARKING = "OFFICIAL – EXERCISE"
NAMES = {"pyongyang": "Dr Amelie Brandt", "seoul": "Col. Ravi Menon"}
CONTROL = "Ines Okafor"
PLAN = Plan(
    SEED, ("pyongyang", "seoul"), rulings=True, mode="semi-free", marking=MARKING, names=NAMES
)
WANTED = {
    ("pyongyang", 1): ("seek_beijing", "Go as a guest, before the congress and before the cut."),
    ("pyongyang", 3): ("deepen_moscow", "Thank them while they still need us."),
    ("pyongyang", 6): ("us_talks", "A meeting is worth more if Beijing hears of it first."),
    ("pyongyang", 9): ("icbm_test", "Nobody calls. Remind them."),
    ("pyongyang", 11): ("seek_beijing", "The barracks are cold; go as a petitioner after all."),
    ("seoul", 1): ("reset_beijing", "Open that door before the other side needs it."),
    ("seoul", 4): ("pacemaker", "The squeeze is the opening we waited for."),
    ("seoul", 5): ("beijing_good_offices", ""),
    ("seoul", 8): ("denuke_line", "Say it once more, so that nobody wonders."),
    ("seoul", 10): ("reset_moscow", "Somebody should ask what Moscow wants now."),
}
FREE = FreeMove(
    "Offers to rent out fishing grounds for fuel",
    (
        FreeEffect("resource_stress", "down", "moderate", delay=1.0),
        FreeEffect("autonomy", "down", "minor"),
    ),
    odds=0.6,
    target="beijing",
    argument="For: it costs nothing and fuel is short. Against: the navy eats the catch.",
    seen="mixed",
    instrument="E",
)
FORECASTS = {
    2: ("seoul", "move:pyongyang", {"seek_beijing": 0.5, "hold": 0.4, "icbm_test": 0.1}),
    4: ("pyongyang", "move:beijing", {"hold": 0.7, "aid_surge": 0.2, "tourism_trade": 0.1}),
    7: ("seoul", "outcome", {"china_tilt": 0.6, "us_opening": 0.1, "two_patrons": 0.3}),
    10: ("pyongyang", "move:washington", {"hold": 0.8, "summit_offer": 0.2}),
}
NOTES = {
    2: ("Seoul spent the first turn on Beijing, not on the North.", "observation", "seoul", 1),
    5: ("The Seoul team read the lean months as an opening before Beijing had moved.", "strength",
        "seoul", 2),
    6: ("Nobody at the Pyongyang table could say what Moscow's price had become.", "issue",
        "pyongyang", 3),
    9: ("The launch was chosen in anger at an unanswered letter; no other option was priced.",
        "issue", "pyongyang", 0),
}  # fmt: skip


RULINGS = (
    (
        "done",
        "The note was prepared for weeks and the channel is warm; a refusal would be noticed.",
    ),
    ("failed", "Nobody in the room believes this could be kept from the press."),
)


def play(path: Path, turns: int = 99) -> None:
    """Play the half-day into a new journal, or some turns of it."""
    copy = Library().copy(SCENARIO, VARIANT, None, {})
    with Session.create(path, copy, load_copy, PLAN, author=CONTROL) as session:
        _tick(session)
        if turns:
            _through(session, turns)
        if isinstance(session.exercise.pause, Finished):
            _hot_wash(session)


def _tick(session: Session) -> None:
    """Let the clock on the wall go a minute an input, from nine in the morning."""
    began, minutes = datetime(2026, 3, 5, 9, 0, tzinfo=UTC), count()
    session.wall = lambda: began + timedelta(minutes=next(minutes))


def _through(session: Session, turns: int) -> None:
    rulings, done = iter(RULINGS), set[str]()
    while not isinstance(session.exercise.pause, Finished):
        pause = session.advance()
        if isinstance(pause, AwaitChoices):
            _choose(session, pause, done)
        elif isinstance(pause, Adjudication):
            _rule(session, pause, rulings)
        elif isinstance(pause, TurnEnded):
            _between(session, pause.report.turn, done)
            if pause.report.turn >= turns:
                return


def _choose(session: Session, pause: AwaitChoices, done: set[str]) -> None:
    if pause.phase == "initiative":
        _forecast(session, pause.turn)
    for seat, view in pause.seats.items():
        if (seat, pause.turn, pause.phase) == ("pyongyang", 8, "initiative"):
            session.propose(seat, FREE)
            continue
        possible = {option.move for option in view.options if option.possible}
        move, note = WANTED.get((seat, pause.turn), ("", ""))
        wanted = pause.phase == "initiative" and move in possible
        session.submit(seat, move if wanted else "hold", note=note if wanted else "")
        if seat == "seoul" and pause.turn in (2, 5) and f"slip {pause.turn}" not in done:
            done.add(f"slip {pause.turn}")
            session.undo()
            session.submit(seat, move if wanted else "hold", note=note if wanted else "")


def _forecast(session: Session, turn: int) -> None:
    if turn in FORECASTS:
        seat, about, shares = FORECASTS[turn]
        session.forecast(seat, about, shares)


def _rule(session: Session, pause: Adjudication, rulings: Iterator[tuple[Result, str]]) -> None:
    """Overturn the first two rolls, weigh arguments on the third, let the others stand."""
    against = next(rulings, None)
    if against is None:
        session.rule(
            Ruling(balance=1.0, by=CONTROL, reason="One argument more for it than against.")
        )
        return
    result, reason = against
    if (pause.proposed in ("done", "partial")) == (result == "done"):
        result = "failed" if result == "done" else "done"
    session.rule(Ruling(result, reason, CONTROL))


def _between(session: Session, turn: int, done: set[str]) -> None:
    """Do what the white cell does between turns."""
    if turn in NOTES:
        text, kind, seat, objective = NOTES[turn]
        issue = kind == "issue"
        owner, due = ("Policy planning unit", "30 June 2026") if issue and turn == 9 else ("", "")
        session.note(text, kind=kind, seat=seat, objective=objective, owner=owner, due=due)
    if turn == 1:
        session.skip("settlement", "The afternoon is too short for a peace as well.")
    if turn == 4:
        text = "Beijing's envoy has a cold, says the embassy, and will be long in getting well."
        session.inject(
            "beijing_envoy_delayed", says=text, scale=0.5, reason="Help was taken for granted."
        )
    if turn == 6:
        session.improvise(
            "A container of drone parts is opened at Vladivostok in front of cameras.",
            (FreeEffect("relation(moscow, pyongyang)", "down", "minor"),),
            ("pyongyang", "moscow", "seoul"),
        )
    if turn == 9 and "fork" not in done:
        done.add("fork")
        _fork(session)


def _fork(session: Session) -> None:
    """Take the launch of turn 9 back on a branch, play that two turns, and return."""
    start = session.start_of(9)
    session.branch("without the launch", at=start)
    while len(session.exercise.reports) < 11:
        pause = session.advance()
        if isinstance(pause, AwaitChoices):
            for seat in pause.seats:
                session.submit(seat, "hold", note="")
        elif isinstance(pause, Adjudication):
            session.rule(Ruling())
    session.switch("main")


def _hot_wash(session: Session) -> None:
    session.note(
        "July was the last month in which we still had a choice.",
        kind="hot_wash",
        seat="pyongyang",
        objective=0,
    )
    session.note("We never asked what Moscow believed about us.", kind="hot_wash", seat="seoul")
    session.note(
        "Beijing answers in months; the table expected days.",
        kind="issue",
        objective=1,
        owner="Exercise control",
        due="before the next run",
    )


if __name__ == "__main__":
    play(Path(sys.argv[1]))
