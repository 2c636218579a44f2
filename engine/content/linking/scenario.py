"""The scenario document, with everything it names, to a scenario."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from engine.content.documents import (
    ActorDocument,
    ClaimsDocument,
    ScenarioDocument,
    TheatreDocument,
)
from engine.content.documents.common import MeasurePart
from engine.content.documents.scenario import EpistemicPart
from engine.content.linking.actors import link_actor
from engine.content.linking.claims import link_claims
from engine.content.linking.endings import link_expectations, link_outcomes
from engine.content.linking.injects import link_injects
from engine.content.linking.joint import link_joint_effects
from engine.content.linking.measures import link_measures
from engine.content.linking.moves import World
from engine.content.linking.naming import check_reserved
from engine.content.linking.people import People
from engine.content.linking.readings import (
    link_disagreements,
    link_dossier,
    link_lenses,
    link_overrides,
    link_seats,
)
from engine.content.linking.sheet import TRUTH, Sheet
from engine.content.linking.theatre import link_theatre, opened
from engine.content.memo import Memo
from engine.content.problems import quoted
from engine.content.scope import Scope
from engine.model import (
    Actor,
    Condition,
    Epistemic,
    Ledger,
    Rules,
    Scenario,
    Theatre,
    Turns,
    Uncertainty,
)


@dataclass(frozen=True)
class Parts:
    """The documents of one scenario, each with the sheet to report on."""

    id: str
    scenario: tuple[ScenarioDocument, Sheet]
    theatre: tuple[TheatreDocument, Sheet]
    claims: tuple[ClaimsDocument, Sheet]
    actors: dict[str, tuple[ActorDocument, Sheet]]
    people: People
    variant: str | None = None
    lens: str | None = None
    memo: Memo = field(default_factory=Memo)


def link(parts: Parts) -> Scenario:
    """Return the scenario; whatever does not fit is reported on the sheets."""
    document, sheet = parts.scenario
    ledger = _ledger(parts)
    stage = opened(_stage(parts, ledger), document.start, sheet)
    scope = _scope(parts, stage)
    measures = link_measures(_measures(parts), scope)
    world = World(
        scope,
        parts.people,
        ledger.claims.keys(),
        document.rules.relation_shift,
        len(document.objectives),
    )
    actors = _actors(parts, world, ledger)
    turns = Turns(document.turns.count, *document.turns.length)
    return Scenario(
        id=parts.id,
        title=document.title,
        brief=document.brief.strip(),
        objectives=tuple(document.objectives),
        theatre=stage,
        actors=tuple(actors),
        startex=document.startex,
        turns=turns,
        injects=link_injects(document.injects, document.startex, turns, sheet, world),
        uncertainties=_uncertainties(parts, world),
        outcomes=link_outcomes(document.outcomes, sheet, scope),
        expectations=link_expectations(document, sheet, world),
        measures=measures,
        ledger=ledger,
        endex=_endex(document, sheet, scope),
        joint_effects=link_joint_effects(document.joint_effects, sheet, world),
        rules=Rules(**vars(document.rules)),
        epistemic=_epistemic(document.epistemic, sheet),
        notes=document.notes.strip(),
        variant=parts.variant,
        lens=parts.lens,
        **_readings(parts, ledger),
    )


def _readings(parts: Parts, ledger: Ledger) -> dict[str, Any]:
    """Return what readers bring to the scenario, by the names of its fields."""
    document, sheet = parts.scenario
    return {
        "variants": link_overrides(document.variants, "variants", sheet, ledger.claims),
        "lenses": link_lenses(parts.scenario, parts.theatre, ledger.claims),
        "disagreements": link_disagreements(parts.theatre[0]),
        "dossier": link_dossier(document, sheet, ledger.claims),
        "seats": link_seats(document, sheet, parts.people),
        "measures_say": tuple((name, part.says) for name, (part, _) in _measures(parts).items()),
    }


def _ledger(parts: Parts) -> Ledger:
    """Return the claims; the same file gives the same ledger."""
    name, (document, sheet) = parts.scenario[0].claims, parts.claims
    return parts.memo.once(
        ("ledger", name), (document,), sheet.problems, lambda: link_claims(name, document, sheet)
    )


def _stage(parts: Parts, ledger: Ledger) -> Theatre:
    """Return the theatre before the scenario's changes at the start."""
    name, (document, sheet) = parts.scenario[0].theatre, parts.theatre
    key = ("theatre", name, sheet.prefix, parts.people.signature)
    return parts.memo.once(
        key,
        (document, ledger),
        sheet.problems,
        lambda: link_theatre(name, document, sheet, parts.people, ledger.claims),
    )


def _actors(parts: Parts, world: World, ledger: Ledger) -> list[Actor]:
    """Return the cast, each actor linked anew only where something it stands on differs."""
    against = (world.scope.signature, parts.people.signature, world.shift)
    found = list[Actor]()
    for id_, (document, sheet) in sorted(parts.actors.items()):

        def make(id_: str = id_, document: ActorDocument = document, sheet: Sheet = sheet) -> Actor:
            return link_actor(id_, document, sheet, world)

        key = ("actor", id_, sheet.prefix, against)
        found.append(parts.memo.once(key, (document, ledger), sheet.problems, make))
    return found


def _scope(parts: Parts, stage: Theatre) -> Scope:
    """Return what conditions may name."""
    document, sheet = parts.scenario
    levels = {level.id: level for level in stage.levels}
    flags = {flag.id: flag for flag in stage.flags}
    check_reserved("uncertainties", document.uncertainties, sheet)
    check_reserved("measures", document.measures, sheet)
    for name in document.uncertainties:
        if name in levels or name in flags:
            message = f"{quoted(name)} already names something in the theatre"
            sheet.report(["uncertainties", name], "WC410", message, key=True)
    for name in document.measures:
        if name in levels or name in flags or name in document.uncertainties:
            message = f"{quoted(name)} already names something else"
            sheet.report(["measures", name], "WC410", message, key=True)
    people = parts.people
    moves = {actor: frozenset(people.keys(actor, "moves")) for actor in people.cast}
    uncertain = frozenset(document.uncertainties)
    return Scope(levels, flags, moves, people.others, uncertain, theatre=stage.id)


def _measures(parts: Parts) -> dict[str, tuple[MeasurePart, Sheet]]:
    """Return the measures of the theatre and, over them, the scenario's."""
    found = dict[str, tuple[MeasurePart, Sheet]]()
    for document, sheet in (parts.theatre, parts.scenario):
        for name, part in document.measures.items():
            found[name] = (part, sheet)
    return found


def _endex(document: ScenarioDocument, sheet: Sheet, scope: Scope) -> Condition | None:
    """Return the condition that ends the exercise early."""
    if document.endex is None:
        return None
    return sheet.condition(["endex"], document.endex, scope, "state", TRUTH)


def _uncertainties(parts: Parts, world: World) -> tuple[Uncertainty, ...]:
    """Return what nobody knows, each value inside its range."""
    document, sheet = parts.scenario
    found = list[Uncertainty]()
    for id_, part in document.uncertainties.items():
        loc = ["uncertainties", id_]
        low, high = part.range
        if not low < high:
            message = "the lowest value of a range is below its highest"
            sheet.report([*loc, "range"], "WC109", message)
        elif not low <= part.value <= high:
            message = f"value {part.value:g} is outside the range {low:g} to {high:g}"
            sheet.report([*loc, "value"], "WC402", message)
        grounds = sheet.grounds(loc, part, world.claims, None)
        found.append(Uncertainty(id_, part.says, part.value, low, high, *grounds))
    return tuple(found)


def _epistemic(part: EpistemicPart, sheet: Sheet) -> Epistemic:
    """Return the ranges of what nobody knows; two equal numbers hold a thing still."""

    def pair(key: str) -> Any:
        low, high = getattr(part, key)
        if not low <= high:
            message = "the lowest value of a range is not above its highest"
            sheet.report(["epistemic", key], "WC109", message)
        return low, high

    ranges = {key: pair(key) for key in EpistemicPart.declared if key != "weights"}
    return Epistemic(weights=part.weights, **ranges)
