"""The actor document to a profile."""

from __future__ import annotations

from collections.abc import Iterable

from engine.content.documents import ActorDocument
from engine.content.documents.actor import ConstraintPart, MotivePart
from engine.content.documents.common import ValuePart
from engine.content.linking.moves import World, link_moves
from engine.content.linking.sheet import NUMBER, TRUTH, Sheet
from engine.content.nodes import Loc
from engine.content.problems import quoted
from engine.model import (
    Actor,
    ActorType,
    Belief,
    Capital,
    Condition,
    Constraint,
    Decision,
    Motive,
    Perception,
    ValueRule,
)


def link_actor(id_: str, document: ActorDocument, sheet: Sheet, world: World) -> Actor:
    """Return an actor of the cast."""
    decision = document.decision
    motives = tuple(
        _motive(name, part, decision.value, sheet, world) for name, part in document.motives.items()
    )
    constraints = tuple(
        _constraint(name, part, id_, document, sheet, world)
        for name, part in document.constraints.items()
    )
    if document.type is not None and document.type not in document.types:
        sheet.unknown(["type"], "WC211", "type", document.type, document.types)
    return Actor(
        id=id_,
        name=document.name,
        description=document.description.strip(),
        brief=document.brief.strip(),
        secret_brief=document.secret_brief.strip(),
        decision=_decision(document),
        motives=motives,
        constraints=constraints,
        types=_types(document, sheet, world),
        type=document.type,
        perceives=_perceives(id_, document, sheet, world),
        believes=_believes(document, sheet, world),
        moves=link_moves(id_, document.moves, sheet, world),
        capital=_capital(document, sheet),
    )


def _decision(document: ActorDocument) -> Decision:
    """Return how the actor chooses."""
    part = document.decision
    return Decision(
        part.precision,
        part.level,
        round(part.reaction_delay),
        part.friction,
        part.drift,
        part.must_move,
        part.horizon,
        part.discount,
        part.forgetting,
    )


def _capital(document: ActorDocument, sheet: Sheet) -> Capital | None:
    """Return the pool of political capital."""
    part = document.capital
    if part is None:
        return None
    if part.start > part.most:
        message = f"start {part.start:g} is above the most the pool can hold, {part.most:g}"
        sheet.report(["capital", "start"], "WC402", message)
    return Capital(part.start, part.most, part.regain)


def _value(*parts: ValuePart) -> ValueRule:
    """Return a value function; the first part that says something of a key counts."""
    told = {
        key: getattr(part, key)
        for part in reversed(parts)
        for key in ("family", "curvature", "loss")
        if getattr(part, key) is not None
    }
    return ValueRule(**told)


def _levels(
    amounts: dict[str, float], sheet: Sheet, loc: Loc, world: World
) -> tuple[tuple[str, float], ...]:
    """Return amounts by level, sorted by id."""
    found = dict[str, float]()
    for name, amount in amounts.items():
        place = [*loc, name]
        level = sheet.level(place, name, world.scope, key=True)
        if level in found:
            sheet.report(place, "WC411", f"{quoted(level)} is named twice", key=True)
        elif level is not None:
            found[level] = amount
    return tuple(sorted(found.items()))


def _motive(id_: str, part: MotivePart, default: ValuePart, sheet: Sheet, world: World) -> Motive:
    """Return a motive."""
    loc = ["motives", id_]
    claims, judgement = sheet.grounds(loc, part, world.claims, "error")
    sheet.claims([*loc, "disputed_by"], part.disputed_by, world.claims)
    switches = tuple(
        (
            sheet.condition(
                [*loc, "weight_when", index, "when"], switch.when, world.scope, "state", TRUTH
            ),
            switch.weight,
        )
        for index, switch in enumerate(part.weight_when)
    )
    return Motive(
        id=id_,
        says=part.says,
        weight=part.weight,
        watches=_levels(part.watches, sheet, [*loc, "watches"], world),
        aspiration=part.aspiration,
        salience=_levels(part.salience, sheet, [*loc, "salience"], world),
        switches=switches,
        value=_value(part.value, default),
        scale=part.scale,
        clip=part.clip,
        claims=claims,
        judgement=judgement,
    )


def _own(
    names: Iterable[str], document: ActorDocument, sheet: Sheet, loc: Loc, *, key: bool
) -> None:
    """Report names that are no moves of the actor's own."""
    for index, name in enumerate(names):
        if name not in document.moves:
            place = [*loc, name if key else index]
            sheet.unknown(place, "WC206", "move", name, document.moves, key=key)


def _crossed_by(
    part: ConstraintPart, own: str, sheet: Sheet, loc: Loc, world: World
) -> tuple[tuple[str, str], ...]:
    """Return the moves that cross a line; one of the actor's own is reported."""
    found = list[tuple[str, str]]()
    for index, name in enumerate(part.crossed_by):
        pair = world.people.move(name, sheet, [*loc, index])
        if pair is not None and pair[0] == own:
            message = f"{quoted(name)} is the actor's own move: others cross a line"
            hint = "a move of its own that the line holds back stands under on:"
            sheet.report([*loc, index], "WC411", message, hint)
        elif pair is not None:
            found.append(pair)
    return tuple(found)


def _constraint(
    id_: str, part: ConstraintPart, own: str, document: ActorDocument, sheet: Sheet, world: World
) -> Constraint:
    """Return a constraint."""
    loc = ["constraints", id_]
    _own(part.on, document, sheet, [*loc, "on"], key=False)
    _own(part.answers, document, sheet, [*loc, "answers"], key=True)
    _check_shape(part, sheet, loc)
    claims, judgement = sheet.grounds(loc, part, world.claims, "error")
    when, breach = part.when, part.breach
    return Constraint(
        id=id_,
        kind=part.kind,
        says=part.says,
        on=tuple(part.on),
        when=_condition(when, sheet, [*loc, "when"], world, truth=True),
        penalty=part.penalty or 0.0,
        breach=_condition(breach, sheet, [*loc, "breach"], world, truth=False),
        crossed_by=_crossed_by(part, own, sheet, [*loc, "crossed_by"], world),
        resolve=part.resolve,
        answers=tuple(part.answers.items()),
        window=part.window,
        claims=claims,
        disputed_by=sheet.claims([*loc, "disputed_by"], part.disputed_by, world.claims),
        judgement=judgement,
    )


def _condition(
    text: str | None, sheet: Sheet, loc: Loc, world: World, *, truth: bool
) -> Condition | None:
    """Return a condition of what holds now, None where none is written."""
    if text is None:
        return None
    return sheet.condition(loc, text, world.scope, "state", TRUTH if truth else NUMBER)


def _check_shape(part: ConstraintPart, sheet: Sheet, loc: list[str]) -> None:
    """Report a constraint whose kind lacks what it needs."""
    if part.kind == "soft" and part.penalty is None:
        message = "a soft constraint needs a penalty"
        sheet.report(loc, "WC109", message, key=True)
    if part.kind != "red_line" and not part.on:
        message = f"a {part.kind} constraint names the moves it holds back: on: [ ]"
        sheet.report(loc, "WC109", message, key=True)
    if part.kind == "red_line" and not (part.on or part.crossed_by or part.when):
        message = "a red line needs on:, crossed_by: or when:"
        sheet.report(loc, "WC109", message, key=True)


def _types(document: ActorDocument, sheet: Sheet, world: World) -> tuple[ActorType, ...]:
    """Return the readings of the actor, each with a weight for every motive."""
    found = list[ActorType]()
    for id_, part in document.types.items():
        loc = ["types", id_]
        for name in part.weights:
            if name not in document.motives:
                place = [*loc, "weights", name]
                sheet.unknown(place, "WC207", "motive", name, document.motives, key=True)
        weights = tuple(
            (name, part.weights.get(name, motive.weight))
            for name, motive in document.motives.items()
        )
        claims = sheet.claims([*loc, "claims"], part.claims, world.claims)
        found.append(ActorType(id_, part.says, weights, part.resolve, claims))
    return tuple(found)


def _perceives(
    own: str, document: ActorDocument, sheet: Sheet, world: World
) -> tuple[Perception, ...]:
    """Return what the actor thinks of the others in the cast, sorted by actor."""
    found = list[Perception]()
    for name, part in document.perceives.items():
        loc = ["perceives", name]
        if name == own:
            sheet.report(loc, "WC411", "an actor does not perceive itself", key=True)
            continue
        if not world.people.check(name, sheet, loc, key=True):
            continue
        known = world.people.keys(name, "types")
        for type_ in part.types:
            if type_ not in known:
                place = [*loc, "types", type_]
                sheet.unknown(place, "WC211", f"type of {name}:", type_, known, key=True)
        if part.types and not sum(part.types.values()):
            sheet.report([*loc, "types"], "WC109", "at least one chance is above 0", key=True)
        claims = sheet.claims([*loc, "claims"], part.claims, world.claims)
        found.append(Perception(name, tuple(part.types.items()), part.resolve, claims))
    return tuple(sorted(found, key=lambda perception: perception.of))


def _believes(document: ActorDocument, sheet: Sheet, world: World) -> tuple[Belief, ...]:
    """Return the amounts expected in place of the true ones."""
    found = list[Belief]()
    for name, amounts in document.believes.items():
        loc = ["believes", name]
        known = world.people.move(name, sheet, loc)
        levels = _levels(amounts, sheet, loc, world)
        if known is not None:
            found += [Belief(*known, level, amount) for level, amount in levels]
    return tuple(found)
