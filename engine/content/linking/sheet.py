"""A tree to report on while it is linked: problems are placed by the path of their keys."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from engine.content.alignment import stretch
from engine.content.documents.common import Grounded
from engine.content.documents.validation import dotted
from engine.content.documents.words import level_id
from engine.content.expressions import Context, checked, condition
from engine.content.nodes import Loc, Mapping, Scalar, find, node_at
from engine.content.problems import (
    MOST_PROBLEMS,
    Problem,
    Severity,
    did_you_mean,
    problem_at,
    quoted,
)
from engine.content.scope import Kind, Scope, Typed
from engine.content.syntax import Unreadable
from engine.model import Condition, Const

TRUTH: tuple[Kind, ...] = ("truth",)
NUMBER: tuple[Kind, ...] = ("number",)
COUNTED: tuple[Kind, ...] = ("truth", "number")


@dataclass
class Sheet:
    """One file's tree. `prefix` stands before the paths of keys that another file overrides."""

    tree: Mapping
    problems: list[Problem]
    path: str = ""
    prefix: str = ""

    def report(
        self,
        loc: Loc,
        code: str,
        message: str,
        hint: str = "",
        *,
        severity: Severity = "error",
        key: bool = False,
    ) -> None:
        """Report a problem with the value at a place, or with its key."""
        if len(self.problems) >= 2 * MOST_PROBLEMS:
            return
        key_mark, value_mark, walked = find(self.tree, loc)
        absent = sum(isinstance(part, str) for part in loc) > sum(
            isinstance(part, str) for part in walked
        )
        mark = key_mark if key or absent else value_mark
        prefix = self.prefix if mark.path != self.path else ""
        where = prefix + dotted(loc)
        found = problem_at(mark, code, message, where=where, hint=hint, severity=severity)
        self.problems.append(found)

    def unknown(
        self,
        loc: Loc,
        code: str,
        kind: str,
        name: str,
        known: Iterable[str],
        *,
        key: bool = False,
        first: Collection[str] = (),
    ) -> None:
        """Report a name that nothing has; of those known some are listed `first`."""
        if len(self.problems) >= 2 * MOST_PROBLEMS:
            return
        word = kind.split(" ")[0]
        hint = did_you_mean(name, known, word + ("es" if word.endswith("s") else "s"), first)
        self.report(loc, code, f"unknown {kind} {quoted(name)}", hint, key=key)

    def level(self, loc: Loc, name: str, scope: Scope, *, key: bool = False) -> str | None:
        """Return the id of the level a name means, None (and a problem) where there is none."""
        found = level_id(name)
        if found in scope.levels:
            return found
        kind = "relation" if "(" in name else "indicator"
        hint = _no_level(name, scope, {"watches", "salience", "leans_on"}.isdisjoint(loc))
        if hint:
            self.report(loc, "WC204", f"unknown {kind} {quoted(name)}", hint, key=key)
            return None
        hint = did_you_mean(name, scope.levels, "indicators")
        hint += "" if hint.endswith("?") else "."
        count = sum(1 for level in scope.levels.values() if not level.is_relation)
        hint += (
            f" The theatre {quoted(scope.theatre)} has {count} indicators"
            f" (in its pack: whitecell show {scope.theatre})"
        )
        self.report(loc, "WC204", f"unknown {kind} {quoted(name)}", hint, key=key)
        return None

    def condition(
        self, loc: Loc, text: str, scope: Scope, context: Context, wanted: tuple[Kind, ...]
    ) -> Condition:
        """Return the checked condition at a place; where it is wrong, one that stands in."""
        try:
            return condition(text, scope, context, wanted)
        except Unreadable as error:
            self.misread(loc, error)
        value = Const(False) if wanted == TRUTH else Const(0.0)
        return Condition(text, value, wanted[0])

    def typed(
        self, loc: Loc, text: str, scope: Scope, context: Context, wanted: tuple[Kind, ...]
    ) -> Typed:
        """Return the checked tree at a place; where it is wrong, one that stands in."""
        try:
            return checked(text, scope, context, wanted)
        except Unreadable as error:
            self.misread(loc, error)
        return Typed(Const(0.0), "number")

    def misread(self, loc: Loc, error: Unreadable) -> None:
        """Report what is wrong inside a condition, at the very characters."""
        node = node_at(self.tree, loc)
        if not isinstance(node, Scalar):
            self.report(loc, error.code, error.message, error.hint)
            return
        mark = stretch(node, error.start, error.end)
        where = (self.prefix if mark.path != self.path else "") + dotted(loc)
        self.problems.append(
            problem_at(mark, error.code, error.message, where=where, hint=error.hint)
        )

    def grounds(
        self, loc: Loc, part: Grounded, ledger: Iterable[str], missing: Severity | None
    ) -> tuple[tuple[str, ...], str]:
        """Return the claims and the judgement something rests on."""
        if missing and not part.claims and part.judgement is None:
            hint = "name the claims it rests on, or say judgement: why"
            message = "neither claims nor judgement"
            self.report(loc, "WC110", message, hint, severity=missing, key=True)
        known = self.claims([*loc, "claims"], part.claims, ledger)
        return known, part.judgement or ""

    def claims(self, loc: Loc, names: Iterable[str], ledger: Iterable[str]) -> tuple[str, ...]:
        """Return the claims of a list, each unknown one reported."""
        known = ledger if isinstance(ledger, (set, frozenset, dict)) else set(ledger)
        names = tuple(names)
        for index, name in enumerate(names):
            if name not in known:
                self.unknown([*loc, index], "WC208", "claim", name, known)
        return names


def _no_level(name: str, scope: Scope, changed: bool) -> str:
    """Return what a name is that stands for a level, nothing where nothing bears it."""
    if name in scope.flags and not changed:
        return f"{quoted(name)} is a flag, not an indicator: only a condition can ask for it"
    if name in scope.flags:
        key = "counts" if scope.flags[name].kind == "count" else "sets"
        return f"{quoted(name)} is a flag, not an indicator: {key}: changes it"
    if name in scope.measures:
        return f"{quoted(name)} is a measure: name the indicators it is made of"
    known = name in scope.uncertainties
    return f"{quoted(name)} is an uncertainty: an amount may use it" if known else ""
