"""Moves that do nothing: no effect, no flag, no answer, and nobody asks whether they were made."""

from __future__ import annotations

from collections.abc import Iterator

from engine.content.linting.findings import Finding, Look, Looked
from engine.content.linting.reading import moves_asked_about
from engine.content.problems import quoted
from engine.model import Move, Scenario


def idle_moves(looked: Looked) -> Iterator[Finding]:
    """Find moves that do nothing.

    An answer, and a move of an actor that must move, may mean just that: they are left alone.
    """
    minded = _minded(looked.scenario)
    for actor in looked.scenario.actors:
        for move in () if actor.decision.must_move else actor.moves:
            if not (move.response_only or _does_something(move) or (actor.id, move.id) in minded):
                message = f"{quoted(move.id)} does nothing: it has no effect and nobody minds it"
                hint = "give it effects:, sets: or counts:, or let somebody answer it"
                place = ("moves", move.id)
                yield Finding(("actor", actor.id), place, "WC514", message, hint, key=True)


def _does_something(move: Move) -> bool:
    """Tell whether a move changes a level or a flag, or answers something."""
    changes = move.effects, move.failure_effects, move.sets, move.counts
    return any(changes) or bool(move.responds_to)


def _minded(scenario: Scenario) -> set[tuple[str, str]]:
    """Return the moves that others answer or forbid, that pair up, or that a condition counts."""
    found = moves_asked_about(scenario)
    found |= {pair for joint in scenario.joint_effects for pair in joint.moves}
    for actor in scenario.actors:
        found |= {(i.actor, i.move) for move in actor.moves for i in move.responds_to}
        found |= {pair for line in actor.constraints for pair in line.crossed_by}
    return found


LOOKS: tuple[Look, ...] = (idle_moves,)
