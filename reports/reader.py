"""Conditions told in the words of the scenario: names of levels, moves and flags for ids."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engine.model import Call, Const, FlagValue, Name, Op, Tree
from engine.rules.conditions import spell
from reports.names import Names
from reports.wording import plain, quantity, words

Value = float | FlagValue

BOUNDS = {
    ">=": "at least",
    ">": "above",
    "<=": "at most",
    "<": "below",
    "==": "is",
    "!=": "is not",
}
MIRRORED = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}
OVER_THE_PATH = {
    "final": "{0} at the end",
    "highest": "highest {0}",
    "lowest": "lowest {0}",
    "mean": "mean {0}",
    "ever": "at some time, {0}",
    "months_above": "months with {0} above {1}",
    "months_below": "months with {0} below {1}",
}
_COUNTS: Mapping[str, str] = {"moves": "moves by {0}", "answers": "answers by {0} to {1}"}


def _counts(tree: Tree) -> bool:
    return isinstance(tree, Call) and tree.function in _COUNTS


def _fact(tree: Tree) -> bool:
    """Whether a tree is a flag, or a flag at the end."""
    if isinstance(tree, Call) and tree.function == "final":
        return _fact(tree.args[0])
    return isinstance(tree, Name) and tree.kind == "flag"


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads a condition beside the values its names and calls had."""

    names: Names
    values: Mapping[str, Value]

    def told(self, tree: Tree) -> list[str]:
        """Return each comparison of a condition that holds, with the value it met."""
        if isinstance(tree, Op) and tree.operator == "and":
            return [text for arg in tree.args for text in self.told(arg)]
        if isinstance(tree, Op) and tree.operator == "or":
            return [text for arg in tree.args if self.value(arg) for text in self.told(arg)]
        if isinstance(tree, Op) and tree.operator in BOUNDS:
            return [self._comparison(tree)]
        return [self.name(tree)]

    def _comparison(self, tree: Op) -> str:
        left, right = tree.args
        operator = tree.operator
        if isinstance(left, Const) and not isinstance(right, Const):
            left, right, operator = right, left, MIRRORED.get(operator, operator)
        value = self.value(left)
        bound = quantity(right.value) if isinstance(right, Const) else self.name(right)
        if operator == "==" and isinstance(right, Const):
            return f"{self.name(left)}: {bound}"
        of = ":" if _fact(left) and not isinstance(value, float) else ""
        return f"{self.name(left)}{of} {quantity(value)} ({BOUNDS[operator]} {bound})"

    # --- names -----------------------------------------------------------------------------------

    def name(self, tree: Tree) -> str:
        """Return what a tree stands for, in words."""
        for id, measure in self.names.scenario.measures:
            if measure.tree == tree:
                return self.names.spelled(id)
        if isinstance(tree, Const):
            return quantity(tree.value)
        if isinstance(tree, Name):
            return self._simple(tree)
        if isinstance(tree, Call):
            return self._call(tree)
        return self._operation(tree)

    def _simple(self, name: Name) -> str:
        if name.kind == "level":
            return self.names.level(name.id)
        flag = self.names.flags.get(name.id)
        return plain(flag.name) if name.kind == "flag" and flag else self.names.spelled(name.id)

    def _call(self, call: Call) -> str:
        if call.function == "final" and _counts(call.args[0]):
            return self.name(call.args[0])  # a count is of the whole run anyway
        if call.function == "final" and _fact(call.args[0]):
            return f"at the end, {self.name(call.args[0])}"
        if call.function in OVER_THE_PATH:
            return OVER_THE_PATH[call.function].format(*(self.name(arg) for arg in call.args))
        given = [str(arg.value) for arg in call.args if isinstance(arg, Const)]
        told = [self.names.actor(given[0]), *self._given(given)] if given else []
        if call.function == "moved":
            return f"{told[0]} has carried out {told[1]}"
        if call.function == "start":
            return f"{self.names.level(given[0])} at the start"
        if call.function in _COUNTS and told:
            text = f"{_COUNTS[call.function].format(*told, '')}"
            of = call.function == "moves" and len(told) > 1
            return f"{text} of {' or '.join(told[1:])}" if of else text
        return words(spell(call))

    def _given(self, ids: list[str]) -> list[str]:
        """Return what stands behind an actor in a call: other actors, or its own moves."""
        actor, *rest = ids
        actors = self.names.actors
        return [actors[id] if id in actors else self.names.titled(actor, id) for id in rest]

    def _operation(self, tree: Op) -> str:
        args = [self._within(arg, tree) for arg in tree.args]
        if len(args) == 1:
            return f"{'−' if tree.operator == 'neg' else tree.operator + ' '}{args[0]}"
        return f"{args[0]} {tree.operator.replace('-', '−')} {args[1]}"

    def _within(self, tree: Tree, whole: Op) -> str:
        """Return a part of a reckoning, in brackets where a sum is multiplied or taken away."""
        apart = isinstance(tree, Op) and tree.operator in ("+", "-") and whole.operator != "+"
        return f"({self.name(tree)})" if apart else self.name(tree)

    # --- values ----------------------------------------------------------------------------------

    def value(self, tree: Tree) -> Value | None:
        """Return the value a tree had, None where the record does not hold it."""
        if isinstance(tree, Const):
            return tree.value
        key = tree.id if isinstance(tree, Name) else spell(tree)
        if key in self.values:
            return self.values[key]
        if not isinstance(tree, Op):
            return None
        return _applied(tree.operator, [self.value(arg) for arg in tree.args])


def _applied(operator: str, args: list[Value | None]) -> Value | None:
    if operator in ("==", "!="):
        return (args[0] == args[1]) == (operator == "==")
    if operator == "not":
        return not args[0]
    if operator == "and":
        return all(args)
    if operator == "or":
        return any(args)
    numbers = [float(arg) for arg in args if isinstance(arg, int | float)]
    return _counted(operator, numbers) if len(numbers) == len(args) else None


def _counted(operator: str, numbers: list[float]) -> Value | None:
    if operator == "neg":
        return -numbers[0]
    a, b = numbers
    return {
        "<": a < b,
        "<=": a <= b,
        ">": a > b,
        ">=": a >= b,
        "+": a + b,
        "-": a - b,
        "*": a * b,
        "/": a / b if b else 0.0,
    }.get(operator)
