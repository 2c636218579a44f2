"""Measures: names for expressions, which may use each other but not themselves."""

from __future__ import annotations

from engine.content.documents.common import MeasurePart
from engine.content.linking.sheet import COUNTED, Sheet
from engine.content.problems import quoted
from engine.content.scope import Scope, Typed
from engine.content.syntax import Unreadable, Word, parse
from engine.model import Condition, Const

Written = dict[str, tuple[MeasurePart, Sheet]]


def link_measures(written: Written, scope: Scope) -> tuple[tuple[str, Condition], ...]:
    """Check every measure, those it uses first, and put them all in scope."""
    uses = {name: _uses(part, written) for name, (part, _) in written.items()}
    for name in _ordered(uses):
        part, sheet = written[name]
        scope.measures[name] = sheet.typed(
            ["measures", name, "is"], part.is_, scope, "state", COUNTED
        )
    for name in written.keys() - scope.measures.keys():
        part, sheet = written[name]
        message = f"measure {quoted(name)} is defined by itself"
        sheet.report(["measures", name, "is"], "WC308", message)
        scope.measures[name] = Typed(Const(0.0), "number")
    return tuple(
        (name, Condition(part.is_, scope.measures[name].tree, scope.measures[name].yields))
        for name, (part, _) in written.items()
    )


def _uses(part: MeasurePart, written: Written) -> set[str]:
    """Return the other measures a measure names; none where it cannot be read."""
    try:
        words = [parse(part.is_)]
    except Unreadable:
        return set()
    found = set[str]()
    while words:
        word: Word = words.pop()
        words += word.args
        if word.kind == "name" and word.value in written:
            found.add(str(word.value))
    return found


def _ordered(uses: dict[str, set[str]]) -> list[str]:
    """Return the measures so that each stands after those it uses; circles stay out."""
    done = list[str]()
    left = dict(uses)
    while ready := [name for name, needed in left.items() if needed <= set(done)]:
        done += ready
        left = {name: needed for name, needed in left.items() if name not in ready}
    return done
