"""An act as a noun that stands for it and for nothing else: "Pyongyang's appeal of 22 Mar"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from engine.record import Act
from reports.menu import quoted
from reports.names import Names
from reports.wording import day_month, plain


def deed(act: Act, turn: int, acts: Iterable[Act], names: Names) -> str:
    """Return an act as told in a turn, dated where it was carried out in another.

    Where its doer did something else in the turn, or on the date that is told, its own sentence
    stands with it. `acts` are those known, the act itself among them.
    """
    told, dated = names.deed(act.actor, act.move), act.turn != turn
    done = (each for each in acts if not each.called_off)
    others = (each for each in done if each.actor == act.actor and each.id != act.id)
    if any(each.day == act.day if dated else each.turn == turn for each in others):
        told += f" {_sentence(act, names)}"
    when = day_month(names.scenario.startex + timedelta(days=act.day))
    return f"{told} of {when}" if dated else told


def _sentence(act: Act, names: Names) -> str:
    if names.noun(act.actor, act.move) is None:
        return f"“{plain(act.says).strip().rstrip(' .')}”"
    return quoted(act.actor, act.move, names)
