"""A move by the sentence its seat's menu has for it."""

from __future__ import annotations

from engine.record import HOLD
from reports.names import Names
from reports.wording import plain


def on_menu(actor: str, move: str, names: Names) -> str:
    """Return a move as its menu has it, without the full stop; "Hold" for a turn let pass."""
    if move == HOLD:
        return "Hold"
    noun = names.noun(actor, move)
    return (plain(noun.says).strip().rstrip(" .") if noun else "") or names.move(move)


def quoted(actor: str, move: str, names: Names) -> str:
    """Return a move's sentence in quotes, to stand inside another; "hold" needs none."""
    return HOLD if move == HOLD else f"“{on_menu(actor, move, names)}”"
