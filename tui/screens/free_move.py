"""A free move: what a seat does that is not on its menu, with what the white cell gives it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from textual.app import App

from engine.model.free import FreeMove, Instrument, Visibility
from reports.wording import likelihood, percent, plain, sentence
from tui.lexicon import Lexicon
from tui.screens.dialogs import Ask, Pick, thrown_away
from tui.screens.palette import ask_effects

WHY = "Why it works"
ODDS = (1.0, 0.9, 0.75, 0.5, 0.25, 0.1)
INSTRUMENTS = {"D": "diplomatic", "I": "informational", "M": "military", "E": "economic"}
INSTRUMENT_FOR = (
    "Others answer it as they would a move of that kind: the seat it is aimed at, and every seat "
    "that its effects touch."
)
SEEN = {
    "overt": "in the open: everyone sees it at once",
    "mixed": "half hidden: it may come out within a month",
    "covert": "covert: it may never come out, or late",
}


Ruled = Callable[[bool], object]
"""Hears when the white cell begins to work for a seat, and when it has given it up."""


async def ask_free_move(
    app: App[Any], seat: str, known: Lexicon, ruled: Ruled = bool
) -> FreeMove | None:
    """Ask the seat what it does and why it should work, then the white cell what it is given.

    `known` names what the seat may see anyway. None where it was given up.
    """
    name = known.actors.get(seat, seat)
    fields = [(f"{name} … (what it does, such as: opens the border to aid convoys)", ""), (WHY, "")]
    says = "It need not be on the menu. The white cell then gives it effects and odds."

    def live(answers: tuple[str, ...]) -> str:
        return f"Will read: {_reads(name, answers[0], known)}" if answers[0].strip() else ""

    asked = Ask(f"{name}: a free move", fields, says, sure=_handed_over, live=live)
    given = await app.push_screen_wait(asked)
    if given is None:
        return None
    ruled(True)
    made = await _ruled(app, seat, known, given)
    if made is None:
        ruled(False)
    return made


async def _ruled(app: App[Any], seat: str, known: Lexicon, given: Sequence[str]) -> FreeMove | None:
    """Ask the white cell what a free move does; None where it was given up."""
    name = known.actors.get(seat, seat)
    asked = f"What does it do? {name} {known.behind(given[0])}"
    why = f"{WHY}: {given[1]}"
    effects = await ask_effects(app, known.levels, asked, why)
    if effects is None:
        return None
    others = {id: each for id, each in known.actors.items() if id != seat}
    picks: list[str] = []
    about = f"{_reads(name, given[0], known)}\n{why}"
    for title, answers in _questions(others):
        picked = await _pick(app, title, answers, about)
        if picked is None:
            return None
        picks.append(picked)
    odds, target, seen, instrument = picks
    return FreeMove(
        given[0],
        effects,
        float(odds),
        target or None,
        given[1],
        next(each for each in get_args(Visibility) if each == seen),
        next(each for each in get_args(Instrument) if each == instrument),
    )


def _reads(name: str, says: str, known: Lexicon) -> str:
    """Return a free move as it is told ever after: its seat's name, then what it does."""
    return sentence(f"{name} {known.behind(plain(says))}")


def _handed_over(_: tuple[str, ...]) -> Pick:
    answers = [("no", "Not yet"), ("yes", "Yes, the white cell is at the keyboard")]
    return Pick("Pass the keyboard to the white cell: what does the move do?", answers)


async def _pick(
    app: App[Any], title: str, answers: list[tuple[str, str]], about: str
) -> str | None:
    """Ask one thing of the move told in `about`, None where it was given up for good."""
    while True:
        picked = await app.push_screen_wait(Pick(title, answers, about))
        lost = "All that was said is lost."
        if picked is not None or await thrown_away(app, "Give the move up?", lost):
            return str(picked) if picked is not None else None


def _questions(others: Mapping[str, str]) -> list[tuple[str, list[tuple[str, str]]]]:
    odds = [(str(each), _odds(each)) for each in ODDS]
    targets = [("", "nobody in particular"), *others.items()]
    return [
        ("How likely is it to come off?", odds),
        ("Whom is it aimed at?", targets),
        ("Who sees it?", list(SEEN.items())),
        (f"Which instrument is it? {INSTRUMENT_FOR}", list(INSTRUMENTS.items())),
    ]  # fmt: skip


def _odds(odds: float) -> str:
    return "it is certain" if odds >= 1 else f"{percent(odds)}, {likelihood(odds)}"
