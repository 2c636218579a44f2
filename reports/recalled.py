"""An order called off on its day, with its reason in the words of the scenario.

The record has the condition as its author wrote it; here levels, moves and flags have their names.
"""

from __future__ import annotations

from dataclasses import replace

from engine.play.recalling import why
from engine.play.seen import AudienceView, EventSeen
from engine.record import Act, Block, Sighting
from reports.holding import in_words
from reports.names import Names

CALLED_OFF = "called_off"


def act_says(act: Act | Sighting, names: Names) -> str:
    """Return what an act says, as it stands behind its actor's name."""
    return _reworded(act.actor, act.says, names) if act.called_off else act.says


def with_reasons(view: AudienceView, names: Names) -> AudienceView:
    """Return a view whose orders called off tell why in words."""
    path = (
        replace(turn, events=tuple(_event(each, names) for each in turn.events))
        for turn in view.path
    )
    return replace(view, path=tuple(path))


def _event(event: EventSeen, names: Names) -> EventSeen:
    if event.result != CALLED_OFF:
        return event
    return replace(event, says=_reworded(event.actor, event.says, names))


def _reworded(actor: str, text: str, names: Names) -> str:
    """Return a text that ends with what a move of its actor requires, told in words."""
    for move in names.offered(actor):
        if move.requires is not None:
            written = why(Block("requires", move.id, "", move.requires.text))
            if text.endswith(f": {written}"):
                head = text.removesuffix(written)
                return f"{head}it does so only if {in_words(move.requires.tree, names)}"
    return text
