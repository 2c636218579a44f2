"""What can come about in a scenario: what flags and levels can become, why a move is never made.

Every move and every inject counts as possible here, even one that is found impossible: what follows
from a mistake is not told beside the mistake.
"""

from __future__ import annotations

from engine.content.linting.possible import Choices, Possible, Reach, Span, can_hold, possible
from engine.model import Actor, Effect, Flag, Inject, Move, Scenario
from engine.model.months import DAYS_A_MONTH


def reach_of(scenario: Scenario) -> Reach:
    """Return what can come about."""
    theatre = scenario.theatre
    doers: list[Move | Inject] = [move for actor in scenario.actors for move in actor.moves]
    doers += scenario.injects
    return Reach(
        {level.id: Span(level.low, level.high) for level in theatre.levels},
        {level.id: level.opening for level in theatre.levels},
        {flag.id: values_of(flag, doers) for flag in theatre.flags},
        {one.id: Span(one.low, one.high) for one in scenario.uncertainties},
        scenario.turns.count,
        last_day(scenario) / DAYS_A_MONTH,
        frozenset((actor.id, move.id) for actor in scenario.actors for move in actor.moves),
    )


def values_of(flag: Flag, doers: list[Move | Inject]) -> Possible:
    """Return the values of one flag: its start, and all it may be set to."""
    told = [value for doer in doers for name, value in doer.sets if name == flag.id]
    values = [flag.start, *told]
    if flag.kind == "count":
        numbers = [float(value) for value in values if not isinstance(value, str)]
        raised = any(flag.id in doer.counts for doer in doers)
        return Span(min(numbers), float("inf") if raised else max(numbers))
    words: Choices = frozenset(value for value in values if isinstance(value, (bool, str)))
    return words


def last_day(scenario: Scenario) -> int:
    """Return the days from STARTEX to ENDEX."""
    turns = scenario.turns
    return (turns.start_of(scenario.startex, turns.count + 1) - scenario.startex).days


def why_never(actor: Actor, move: Move, reach: Reach) -> tuple[str, str] | None:
    """Return the key that keeps a move from ever being made and the reason, None where it can."""
    if move.requires is not None and not can_hold(move.requires.tree, reach):
        return "requires", "what it requires cannot come about"
    if actor.capital is not None and move.capital > actor.capital.most:
        most = f"{actor.capital.most:g}"
        return "capital", f"it takes {move.capital:g} points, and the pool holds at most {most}"
    if move.response_only and not _called_for(actor, move):
        return "response_only", "it is possible only as an answer, and nothing calls for it"
    return None


def _called_for(actor: Actor, move: Move) -> bool:
    """Tell whether something calls for a move that only answers."""
    lines = (one for one in actor.constraints if one.kind == "red_line")
    return bool(move.responds_to) or any(move.id in dict(line.answers) for line in lines)


def changed_levels(scenario: Scenario, reach: Reach) -> set[str]:
    """Return the levels that a move, an inject or a coupling from such a level can change."""
    effects: list[Effect] = [
        effect
        for actor in scenario.actors
        for move in actor.moves
        for effect in (*move.effects, *move.failure_effects)
    ]
    effects += [effect for inject in scenario.injects for effect in inject.effects]
    effects += [effect for joint in scenario.joint_effects for effect in joint.effects]
    changed = {effect.on for effect in effects if _felt(effect, reach)}
    while True:
        pushed = {c.target for c in scenario.theatre.couplings if c.by and c.source in changed}
        if pushed <= changed:
            return changed
        changed |= pushed


def _felt(effect: Effect, reach: Reach) -> bool:
    """Tell whether an effect can be anything but nothing."""
    return possible(effect.by.tree, reach) != Span(0, 0)
