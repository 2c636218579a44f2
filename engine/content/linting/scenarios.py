"""Good sense about scenarios: events that never fall, endings hidden behind others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from engine.content.linting.actors import always, too_large
from engine.content.linting.findings import Finding, Look, Looked
from engine.content.linting.possible import can_hold, implies
from engine.content.linting.reach import last_day
from engine.content.linting.reading import conditions_of
from engine.content.problems import quoted
from engine.model import Condition, Const, Name, Outcome, Tree

HINT = "compare it with the ranges of its indicators and with what sets its flags"


def dead_injects(looked: Looked) -> Iterator[Finding]:
    """Find injects that can never fall, and effects larger than their level's range."""
    for inject in looked.scenario.injects:
        place = ("injects", inject.id)
        if inject.when is not None and not can_hold(inject.when.tree, looked.reach):
            message = f"{quoted(inject.id)} never falls: this condition cannot hold"
            yield Finding(looked.own, (*place, "when"), "WC503", message, HINT)
        if inject.day is not None and inject.day >= last_day(looked.scenario):
            last = looked.scenario.startex + timedelta(days=last_day(looked.scenario) - 1)
            message = f"this is after ENDEX, {last.isoformat()}: the inject never falls"
            yield Finding(looked.own, (*place, "at"), "WC407", message)
        if inject.hazard is not None and inject.hazard.chance == 0:
            message = f"{quoted(inject.id)} never falls: its chance is 0"
            yield Finding(looked.own, (*place, "hazard", "chance"), "WC512", message)
        for index, effect in enumerate(inject.effects):
            said = too_large(effect, looked)
            if said:
                yield Finding(looked.own, (*place, "effects", index, "by"), "WC505", said)


def held_and_timed(looked: Looked) -> Iterator[Finding]:
    """Find injects that are held back for the facilitator's hand and yet say when they fall."""
    for inject in looked.scenario.injects:
        if not inject.contingency:
            continue
        place = ("injects", inject.id)
        if inject.day is not None or inject.hazard is not None:
            key = "at" if inject.day is not None else "hazard"
            message = f"{quoted(inject.id)} is held back, and yet falls by its {key}:"
            hint = f"take out contingency: true, or leave out {key}: and fire it by hand"
            yield Finding(looked.own, (*place, key), "WC516", message, hint, key=True)
        elif inject.when is not None:
            message = f"{quoted(inject.id)} is held back: nothing ever asks for its condition"
            hint = "take out contingency: true to let it fire by itself, or leave out when:"
            yield Finding(looked.own, (*place, "when"), "WC516", message, hint, key=True)


def ending(looked: Looked) -> Iterator[Finding]:
    """Find an early end that cannot come, or that comes at once."""
    endex = looked.scenario.endex
    if endex is None:
        return
    if not can_hold(endex.tree, looked.reach):
        message = "this condition can never hold: the exercise never ends early"
        yield Finding(looked.own, ("endex",), "WC503", message, HINT)
    elif always(endex, looked):
        message = "this always holds: the exercise ends with its first turn"
        yield Finding(looked.own, ("endex",), "WC503", message, HINT)


def hidden_outcomes(looked: Looked) -> Iterator[Finding]:
    """Find outcome classes that cannot hold or that an earlier one always takes."""
    before = list[Outcome]()
    for outcome in looked.scenario.outcomes:
        place = ("outcomes", outcome.id)
        if outcome.when is not None and not can_hold(outcome.when.tree, looked.reach):
            message = f"{quoted(outcome.id)} can never be reached: this cannot hold"
            yield Finding(looked.own, (*place, "when"), "WC503", message, HINT)
            continue
        if outcome.when is not None and always(outcome.when, looked):
            message = f"this always holds: no class after {quoted(outcome.id)} can be reached"
            yield Finding(looked.own, (*place, "when"), "WC504", message, HINT)
            return
        first = next((one for one in before if _covers(one, outcome.when, looked)), None)
        if first is not None:
            where = (*place, "otherwise" if outcome.when is None else "when")
            message = f"{quoted(outcome.id)} can never be reached: {quoted(first.id)} comes first"
            message += " and holds whenever it does"
            hint = f"put it before {quoted(first.id)}, or narrow that one"
            yield Finding(looked.own, where, "WC504", message, hint)
        else:
            before.append(outcome)


def _covers(first: Outcome, later: Condition | None, looked: Looked) -> bool:
    """Tell whether an earlier class holds wherever a later one does."""
    if first.when is None:
        return False
    return later is not None and implies(later.tree, first.when.tree, looked.reach)


def unread_uncertainties(looked: Looked) -> Iterator[Finding]:
    """Find uncertainties that nothing reads."""
    scenario = looked.scenario
    read = {name for found in conditions_of(scenario) for name in _parameters(found.tree)}
    for one in scenario.uncertainties:
        if one.id not in read:
            message = f"nothing reads {quoted(one.id)}: whatever its value, nothing differs"
            hint = "use it in the amount of an effect or in a condition"
            yield Finding(looked.own, ("uncertainties", one.id), "WC510", message, hint, key=True)


def _parameters(tree: Tree) -> set[str]:
    """Return the uncertainties a tree names."""
    if isinstance(tree, Name):
        return {tree.id} if tree.kind == "parameter" else set()
    if isinstance(tree, Const):
        return set()
    return {name for arg in tree.args for name in _parameters(arg)}


LOOKS: tuple[Look, ...] = (
    dead_injects,
    held_and_timed,
    ending,
    hidden_outcomes,
    unread_uncertainties,
)
