"""What an actor can do: the moves of its document, linked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.content.documents.common import EffectPart
from engine.content.documents.moves import AnswerPart, MeanLead, MovePart, TriangularLead
from engine.content.documents.words import relation_id
from engine.content.linking.flags import link_counts, link_sets
from engine.content.linking.naming import check_word
from engine.content.linking.people import People
from engine.content.linking.sheet import NUMBER, TRUTH, Sheet
from engine.content.nodes import Loc
from engine.content.plover import default_intensity
from engine.content.scope import Scope
from engine.model import RULES, Condition, Const, Effect, Invitation, Lead, Move, Plover, Seen


@dataclass(frozen=True)
class World:
    """What the parts of a scenario are linked against."""

    scope: Scope
    people: People
    claims: Iterable[str]
    shift: float = RULES.relation_shift
    objectives: int = 0


def link_moves(
    actor: str, parts: Mapping[str, MovePart], sheet: Sheet, world: World
) -> tuple[Move, ...]:
    """Return an actor's moves in the order of their slots."""
    check_slots(parts, sheet)
    if "hold" in parts:
        message = "'hold' is what every actor can do already"
        sheet.report(["moves", "hold"], "WC410", message, key=True)
    for id_ in parts:
        check_word(["moves", id_], id_, f"choose another name, such as {id_}_move", sheet, key=True)
    moves = [_move(actor, id_, part, sheet, world) for id_, part in parts.items()]
    return tuple(sorted(moves, key=lambda move: (move.slot, move.id)))


def check_slots(parts: Mapping[str, MovePart], sheet: Sheet) -> None:
    """Report a slot used twice, with the next free one."""
    taken = dict[int, str]()
    used = {part.slot for part in parts.values()}
    free = next((slot for slot in range(1, 56) if slot not in used), 0)
    for id_, part in parts.items():
        if part.slot in taken:
            message = f"slot {part.slot} is already that of '{taken[part.slot]}'"
            hint = f"the next free slot is {free}" if free else "every slot is taken"
            sheet.report(["moves", id_, "slot"], "WC401", message, hint)
        taken.setdefault(part.slot, id_)


def _move(actor: str, id_: str, part: MovePart, sheet: Sheet, world: World) -> Move:
    """Return one move."""
    loc: list[str | int] = ["moves", id_]
    scope, people = world.scope, world.people
    targets = _targets(actor, part, sheet, [*loc, "target"], people)
    plover = _plover(part)
    effects = link_effects(part.effects, sheet, [*loc, "effects"], scope)
    requires = None
    if part.requires is not None:
        requires = sheet.condition([*loc, "requires"], part.requires, scope, "state", TRUTH)
    claims, judgement = sheet.grounds(loc, part, world.claims, None)
    return Move(
        id=id_,
        slot=part.slot,
        says=part.says,
        tells=part.tells,
        instrument=tuple(part.instrument),
        plover=plover,
        targets=targets,
        requires=requires,
        cost=part.cost,
        capital=part.capital,
        lead=_lead(part, sheet, loc),
        seen=Seen(part.seen.chance, round(part.seen.delay)),
        odds=part.odds,
        effects=effects + _shifts(actor, targets, plover, effects, world),
        failure_effects=link_effects(part.failure_effects, sheet, [*loc, "failure_effects"], scope),
        sets=link_sets(part.sets, scope.flags, sheet, [*loc, "sets"]),
        counts=link_counts(part.counts, scope.flags, sheet, [*loc, "counts"]),
        responds_to=_invitations(part, sheet, loc, people),
        response_only=part.response_only,
        spread=part.spread,
        cooldown=part.cooldown,
        fatigue=part.fatigue,
        tags=tuple(part.tags),
        claims=claims,
        judgement=judgement,
    )


def _targets(actor: str, part: MovePart, sheet: Sheet, loc: Loc, people: People) -> tuple[str, ...]:
    """Return whom of the cast a move is aimed at; its own actor is reported."""
    if actor in part.target:
        message = "a move is not aimed at its own actor"
        hint = "leave target: out where a move is aimed at nobody else"
        sheet.report([*loc, part.target.index(actor)], "WC411", message, hint)
    return people.present(part.target, sheet, loc)


def _plover(part: MovePart) -> Plover:
    """Return the type of act, its intensity that of the table where none is given."""
    category, mode, intensity = part.plover.category, part.plover.mode, part.plover.intensity
    return Plover(
        category, mode, default_intensity(category, mode) if intensity is None else intensity
    )


def _lead(part: MovePart, sheet: Sheet, loc: Loc) -> Lead:
    """Return the law of the lead time in days."""
    lead = part.lead
    if isinstance(lead, MeanLead):
        return Lead(lead.law, lead.mean, lead.mean, lead.mean)
    if isinstance(lead, TriangularLead):
        if not lead.min <= lead.mode <= lead.max:
            message = "a lead time needs min, mode and max in rising order"
            sheet.report([*loc, "lead"], "WC109", message)
        return Lead("triangular", lead.min, lead.mode, lead.max)
    return Lead("fixed", lead, lead, lead)


def link_effects(
    parts: Iterable[EffectPart], sheet: Sheet, loc: Loc, scope: Scope
) -> tuple[Effect, ...]:
    """Return effects whose levels exist and whose amounts can be known beforehand."""
    found = list[Effect]()
    for index, part in enumerate(parts):
        place = [*loc, index]
        on = sheet.level([*place, "on"], part.on, scope)
        by = sheet.condition([*place, "by"], part.by, scope, "numbers", NUMBER)
        if part.half_life <= 0 and part.lasting < 1:
            message = "a half life above 0 is needed"
            sheet.report([*place, "half_life"], "WC105", message)
        if on is not None:
            found.append(
                Effect(on, by, part.delay, part.ramp, part.half_life, part.lasting, part.spread)
            )
    return tuple(found)


def _shifts(
    actor: str, targets: Iterable[str], plover: Plover, effects: tuple[Effect, ...], world: World
) -> tuple[Effect, ...]:
    """Return the shift of the relation to each target the effects leave out."""
    listed = {effect.on for effect in effects}
    amount = round(world.shift * plover.intensity, 10)
    by = Condition(f"{amount:g}", Const(amount), "number")
    pairs = [relation_id(actor, target) for target in targets if target != actor]
    return tuple(
        Effect(pair, by, 0.0, 0.0, 12.0, 0.3)
        for pair in dict.fromkeys(pairs)
        if amount and pair in world.scope.levels and pair not in listed
    )


def _invitations(part: MovePart, sheet: Sheet, loc: Loc, people: People) -> tuple[Invitation, ...]:
    """Return the moves this one answers, of actors in the cast."""
    found = list[Invitation]()
    for name, answer in part.responds_to.items():
        known = people.move(name, sheet, [*loc, "responds_to", name])
        if known is None:
            continue
        if isinstance(answer, AnswerPart):
            found.append(Invitation(*known, answer.bonus, answer.window))
        else:
            found.append(Invitation(*known, answer, 2.0))
    return tuple(found)
