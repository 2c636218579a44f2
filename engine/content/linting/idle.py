"""Moves that do nothing, and moves that change only what nobody watches and nothing reads."""

from __future__ import annotations

from collections.abc import Iterator

from engine.content.linting.findings import Finding, Look, Looked
from engine.content.linting.reading import levels_that_count, moves_asked_about
from engine.content.problems import listed, quoted
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


def vain_moves(looked: Looked) -> Iterator[Finding]:
    """Find moves whose effects reach nothing: often those whose `effects:` were forgotten.

    The relation to a move's target shifts by its category alone, so such a move is not idle.
    """
    count = levels_that_count(looked.scenario)
    for actor in looked.scenario.actors:
        for move in () if actor.decision.must_move else actor.moves:
            changed = {effect.on for effect in (*move.effects, *move.failure_effects)}
            if not changed or changed & count or move.sets or move.counts or move.response_only:
                continue
            message = (
                f"{quoted(move.id)} changes only {listed(sorted(changed))}, which nobody watches "
                f"and nothing reads"
            )
            hint = (
                "give it effects: on what a motive watches, or let a motive watch what it changes"
            )
            place = ("moves", move.id)
            yield Finding(("actor", actor.id), place, "WC515", message, hint, "hint", key=True)


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


LOOKS: tuple[Look, ...] = (idle_moves, vain_moves)
