"""Good sense about amounts: what comes to nothing, comes too late, counts twice or is no chance."""

from __future__ import annotations

from collections.abc import Iterator

from engine.content.linting.findings import Finding, Home, Look, Looked
from engine.content.linting.possible import Span, possible
from engine.content.linting.reach import last_day
from engine.content.problems import quoted
from engine.model import Effect
from engine.model.months import DAYS_A_MONTH

Loc = tuple[str | int, ...]
Bundle = tuple[Home, Loc, tuple[Effect, ...]]
ROUNDED = 0.02
"""How far chances that were rounded may be from 1 in sum."""


def bundles(looked: Looked) -> Iterator[Bundle]:
    """Give every list of effects, with the file and the place it stands at."""
    for actor in looked.scenario.actors:
        for move in actor.moves:
            place = ("moves", move.id)
            yield ("actor", actor.id), (*place, "effects"), move.effects
            yield ("actor", actor.id), (*place, "failure_effects"), move.failure_effects
    for inject in looked.scenario.injects:
        yield looked.own, ("injects", inject.id, "effects"), inject.effects
    for index, joint in enumerate(looked.scenario.joint_effects):
        yield looked.own, ("joint_effects", index, "effects"), joint.effects


def empty_effects(looked: Looked) -> Iterator[Finding]:
    """Find effects that come to nothing: of an amount of 0, or begun after ENDEX."""
    months = last_day(looked.scenario) / DAYS_A_MONTH
    for home, place, effects in bundles(looked):
        for at, effect in enumerate(effects):
            if possible(effect.by.tree, looked.reach) == Span(0, 0):
                message = f"this effect on {quoted(effect.on)} is always 0: it changes nothing"
                hint = "give it an amount, or leave it out"
                yield Finding(home, (*place, at, "by"), "WC519", message, hint)
            elif effect.delay >= months:
                message = f"this begins after ENDEX: the exercise is {months:.3g} months long"
                hint = "give it a shorter delay:, or leave it out"
                yield Finding(home, (*place, at, "delay"), "WC519", message, hint)


def doubled_effects(looked: Looked) -> Iterator[Finding]:
    """Find effects that stand twice in one list, alike in everything."""
    for home, place, effects in bundles(looked):
        for at, effect in enumerate(effects):
            if effect in effects[:at]:
                message = f"the same effect on {quoted(effect.on)} stands twice: it counts double"
                hint = "leave one out, or write one of twice the amount"
                yield Finding(home, (*place, at, "on"), "WC520", message, hint)


def doubled_joints(looked: Looked) -> Iterator[Finding]:
    """Find pairs of moves whose joint effects are listed twice, in whichever order."""
    pairs = [frozenset(joint.moves) for joint in looked.scenario.joint_effects]
    for at, pair in enumerate(pairs):
        if pair in pairs[:at]:
            message = "joint effects of these two moves stood above already: both count"
            place = ("joint_effects", at, "moves")
            yield Finding(looked.own, place, "WC520", message, "put the effects into one list")


def moves_in_vain(looked: Looked) -> Iterator[Finding]:
    """Find moves that never succeed, or are never carried out before ENDEX."""
    days = last_day(looked.scenario)
    for actor in looked.scenario.actors:
        for move in actor.moves:
            place = ("moves", move.id)
            if move.odds == 0 and (move.effects or move.sets or move.counts):
                message = f"{quoted(move.id)} never succeeds: its odds are 0"
                hint = "give it a chance between 0 and 1, such as 0.6"
                yield Finding(("actor", actor.id), (*place, "odds"), "WC519", message, hint)
            if move.lead.law != "exponential" and move.lead.low >= days:
                message = (
                    f"{quoted(move.id)} is never carried out: the exercise is {days} days long"
                )
                yield Finding(("actor", actor.id), (*place, "lead"), "WC519", message, key=True)


def own_answers(looked: Looked) -> Iterator[Finding]:
    """Find moves that answer a move of their own actor, which calls for nothing."""
    for actor in looked.scenario.actors:
        for move in actor.moves:
            for answered in move.responds_to:
                if answered.actor == actor.id:
                    message = "nobody answers a move of its own: only what others do calls for one"
                    hint = "name a move of another actor, or leave this out"
                    name = f"{answered.actor}.{answered.move}"
                    place = ("moves", move.id, "responds_to", name)
                    yield Finding(("actor", actor.id), place, "WC519", message, hint, key=True)


def empty_weights(looked: Looked) -> Iterator[Finding]:
    """Find levels that a motive watches for nothing, and penalties nothing asks for."""
    for actor in looked.scenario.actors:
        home = ("actor", actor.id)
        sheet = looked.parts.actors[actor.id][0]
        for motive in actor.motives:
            for key, points in sheet.motives[motive.id].watches.items():
                if not points:
                    message = "this level is worth nothing to the actor: 0 points a unit"
                    hint = "give it points, with a minus where less is better, or leave it out"
                    place = ("motives", motive.id, "watches", key)
                    yield Finding(home, place, "WC519", message, hint)
        for line in actor.constraints:
            if line.penalty and line.kind != "soft":
                message = f"nothing asks for this: {quoted(line.id)} is no soft constraint"
                hint = "write kind: soft, or leave the penalty out"
                yield Finding(home, ("constraints", line.id, "penalty"), "WC519", message, hint)


def empty_stage(looked: Looked) -> Iterator[Finding]:
    """Find couplings that push nothing, and what is published though everybody sees it."""
    document = looked.parts.theatre[0]
    for at, coupling in enumerate(document.couplings):
        if not coupling.by:
            message = "this coupling pushes nothing: 0 units a month"
            yield Finding(looked.stage, ("couplings", at, "by"), "WC519", message)
    for id_, part in document.indicators.items():
        if part.published and not part.seen_by:
            message = f"everybody sees {quoted(id_)} as it is: there is nothing to publish"
            hint = "name under seen_by: who sees it; the others learn of it when it is published"
            place = ("indicators", id_, "published")
            yield Finding(looked.stage, place, "WC519", message, hint)


def uneven_chances(looked: Looked) -> Iterator[Finding]:
    """Find beliefs about another's type whose chances are not those of one whole."""
    for actor in looked.scenario.actors:
        for seen in actor.perceives:
            whole = sum(chance for _, chance in seen.types)
            if seen.types and abs(whole - 1) > ROUNDED:
                message = f"these chances add up to {whole:g}, not to 1"
                hint = "give each type its share of 1; a type that is left out has none"
                place = ("perceives", seen.of, "types")
                yield Finding(("actor", actor.id), place, "WC521", message, hint, key=True)


LOOKS: tuple[Look, ...] = (
    empty_effects,
    doubled_effects,
    doubled_joints,
    moves_in_vain,
    own_answers,
    empty_weights,
    empty_stage,
    uneven_chances,
)
