"""How runs are told apart at their end: outcome classes and expectations."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from engine.content.documents import ScenarioDocument
from engine.content.documents.scenario import ExpectationPart, OutcomePart
from engine.content.linking.moves import World
from engine.content.linking.readings import PLAIN
from engine.content.linking.sheet import COUNTED, TRUTH, Sheet
from engine.content.problems import quoted
from engine.content.scope import Scope
from engine.model import Condition, Expectation, Outcome


def link_outcomes(
    parts: Mapping[str, OutcomePart], sheet: Sheet, scope: Scope
) -> tuple[Outcome, ...]:
    """Return the classes in their order; the last must hold whatever happens."""
    last = list(parts)[-1]
    found = list[Outcome]()
    for id_, part in parts.items():
        loc = ["outcomes", id_]
        if part.otherwise and id_ != last:
            message = "nothing after an outcome with 'otherwise' can be reached"
            sheet.report([*loc, "otherwise"], "WC406", message, "put it last")
        if part.otherwise and part.when is not None:
            message = "an outcome has a condition or is what is left, not both"
            sheet.report([*loc, "when"], "WC109", message, key=True)
        if not part.otherwise and part.when is None:
            from engine.content.documents.inheriting import inherited_hint

            hint = inherited_hint(sheet.tree, loc)
            sheet.report(loc, "WC102", "key 'when' is missing", hint, key=True)
        found.append(Outcome(id_, part.says, _when(part, sheet, [*loc, "when"], scope)))
    if not parts[last].otherwise:
        message = "the last outcome must hold whatever happens"
        sheet.report(["outcomes", last], "WC405", message, "write otherwise: true", key=True)
    return tuple(found)


def _when(part: OutcomePart, sheet: Sheet, loc: list[str], scope: Scope) -> Condition | None:
    """Return the condition of a class."""
    if part.when is None:
        return None
    return sheet.condition(loc, part.when, scope, "path", TRUTH)


def link_expectations(
    document: ScenarioDocument, sheet: Sheet, world: World
) -> tuple[Expectation, ...]:
    """Return the expectations in the order of the file."""
    return tuple(
        _expectation(id_, part, document, sheet, world)
        for id_, part in document.expectations.items()
    )


def _expectation(
    id_: str, part: ExpectationPart, document: ScenarioDocument, sheet: Sheet, world: World
) -> Expectation:
    """Return one expectation."""
    loc = ["expectations", id_]
    _check_shape(part, sheet, loc)
    a, b = _contrast(part, document.variants, sheet, [*loc, "contrast"])
    claims, judgement = sheet.grounds(loc, part, world.claims, "error")
    measure = sheet.condition([*loc, "measure"], part.measure, world.scope, "path", COUNTED)
    _check_bound(part, measure, sheet, [*loc, "at_most"])
    return Expectation(
        id=id_,
        says=part.says,
        kind=part.kind,
        measure=measure,
        a=a,
        b=b,
        sign=part.sign or "",
        at_most=part.at_most,
        claims=claims,
        judgement=judgement,
    )


def _contrast(
    part: ExpectationPart, variants: Collection[str], sheet: Sheet, loc: list[str]
) -> tuple[str | None, str | None]:
    """Return the two variants an expectation compares, "" for the scenario as it is written."""
    if part.contrast is None:
        return None, None
    sides = {"a": part.contrast.a, "b": part.contrast.b}
    for side, name in sides.items():
        if name not in (*variants, PLAIN):
            sheet.unknown([*loc, side], "WC210", "variant", name, [*variants, PLAIN])
    if sides["a"] == sides["b"]:
        message = f"a and b are the same variant, {quoted(sides['a'])}: there is nothing to compare"
        hint = f"name two; {PLAIN} is the scenario as it is written"
        sheet.report([*loc, "b"], "WC109", message, hint)
    a, b = ("" if name == PLAIN else name for name in sides.values())
    return a, b


def _check_bound(part: ExpectationPart, measure: Condition, sheet: Sheet, loc: list[str]) -> None:
    """Report a bound on a share of runs that no share can be above."""
    most = part.at_most
    if part.kind != "bound" or most is None or measure.yields != "truth" or 0 <= most <= 1:
        return
    from engine.content.documents.mending import share_hint

    message = "must be from 0 to 1: what is measured is true or false, so this is a share of runs"
    sheet.report(loc, "WC105", message, share_hint(most, "from 0 to 1"))


def _check_shape(part: ExpectationPart, sheet: Sheet, loc: list[str]) -> None:
    """Report an expectation whose kind lacks what it needs."""
    needed = {"bound": ["at_most"], "contested": ["contrast"]}.get(part.kind, ["contrast", "sign"])
    for key in needed:
        if getattr(part, key) is None:
            message = f"key '{key}' is missing for kind {part.kind}"
            sheet.report(loc, "WC102", message, key=True)
