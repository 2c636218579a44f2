"""Checked condition trees compiled to closures over the facts a seat, or control, may know."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeGuard

from engine.model import Call, Condition, Const, FlagValue, Name, Op, Tree
from engine.rules.sums import added


class Deed(NamedTuple):
    """An executed move as conditions see it. `answered` is the actor it answered, or ''."""

    actor: str
    move: str
    answered: str
    success: bool


class Facts:
    """The values a condition is tested on: the truth, or what one seat sees of it."""

    __slots__ = ("deeds", "flags", "levels", "months", "path", "turn")

    def __init__(
        self,
        levels: Sequence[float],
        flags: Mapping[str, FlagValue],
        turn: int,
        months: float,
        deeds: Sequence[Deed],
        path: Sequence[Facts] = (),
    ) -> None:
        self.levels, self.flags, self.turn, self.months = levels, flags, turn, months
        self.deeds, self.path = deeds, path


Test = Callable[[Facts], Any]


@dataclass(frozen=True, slots=True)
class Scope:
    """What names stand for: the index of each level, uncertainties' values, opening levels."""

    index: Mapping[str, int]
    parameters: Mapping[str, float]
    openings: Sequence[float]
    months_a_turn: float = 1.0


def divide(a: float, b: float) -> float:
    """Return a / b, and 0 where b is 0, so that no content can stop a run."""
    return a / b if b else 0.0


_BINARY: Mapping[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": divide,
}


def compile_condition(condition: Condition, scope: Scope) -> Test:
    """Return a closure that evaluates `condition` on facts."""
    return compile_tree(condition.tree, scope)


def compile_tree(tree: Tree, scope: Scope) -> Test:
    """Return a closure for any node of a checked tree."""
    if isinstance(tree, Const):
        value = tree.value
        return lambda facts: value
    if isinstance(tree, Name):
        return _name(tree, scope)
    if isinstance(tree, Op):
        return _operation(tree, scope)
    return _CALLS[tree.function](tree, scope)


def _name(tree: Name, scope: Scope) -> Test:
    if tree.kind == "level":
        at = scope.index[tree.id]
        return lambda facts: facts.levels[at]
    if tree.kind == "flag":
        key = tree.id
        return lambda facts: facts.flags[key]
    if tree.kind == "parameter":
        value = scope.parameters[tree.id]
        return lambda facts: value
    if tree.id == "turn":
        return lambda facts: facts.turn
    return lambda facts: facts.months


def _operation(tree: Op, scope: Scope) -> Test:
    args = [compile_tree(arg, scope) for arg in tree.args]
    if tree.operator == "not":
        (one,) = args
        return lambda facts: not one(facts)
    if tree.operator == "neg":
        (one,) = args
        return lambda facts: -one(facts)
    left, right = args
    if tree.operator == "and":
        return lambda facts: bool(left(facts)) and bool(right(facts))
    if tree.operator == "or":
        return lambda facts: bool(left(facts)) or bool(right(facts))
    apply = _BINARY[tree.operator]
    if _is_level(tree.args[0]) and isinstance(tree.args[1], Const):  # what conditions mostly are
        at, bound = scope.index[tree.args[0].id], tree.args[1].value
        return lambda facts: apply(facts.levels[at], bound)
    return lambda facts: apply(left(facts), right(facts))


def _is_level(tree: Tree) -> TypeGuard[Name]:
    return isinstance(tree, Name) and tree.kind == "level"


def _texts(tree: Call) -> list[str]:
    return [str(arg.value) for arg in tree.args if isinstance(arg, Const)]


def _start(tree: Call, scope: Scope) -> Test:
    value = scope.openings[scope.index[_texts(tree)[0]]]
    return lambda facts: value


def _moved(tree: Call, scope: Scope) -> Test:
    actor, move = _texts(tree)
    return lambda facts: any(d.actor == actor and d.move == move and d.success for d in facts.deeds)


def _moves(tree: Call, scope: Scope) -> Test:
    actor, *named = _texts(tree)
    wanted = frozenset(named)
    return lambda facts: sum(
        d.actor == actor and (not wanted or d.move in wanted) for d in facts.deeds
    )


def _answers(tree: Call, scope: Scope) -> Test:
    actor, other = _texts(tree)
    return lambda facts: sum(d.actor == actor and d.answered == other for d in facts.deeds)


def _moves_or_answers(tree: Call, scope: Scope) -> Test:
    actor, other, *named = _texts(tree)
    wanted = frozenset(named)
    return lambda facts: sum(
        d.actor == actor and (d.move in wanted or d.answered == other) for d in facts.deeds
    )


def _of_two(pick: Callable[..., Any]) -> Callable[[Call, Scope], Test]:
    def build(tree: Call, scope: Scope) -> Test:
        args = [compile_tree(arg, scope) for arg in tree.args]
        return lambda facts: pick(*(arg(facts) for arg in args))

    return build


def _over_path(
    fold: Callable[[Sequence[Any], float, float], Any],
) -> Callable[[Call, Scope], Test]:
    """Build a functional: `fold` takes the values at turn ends, a threshold, months a turn."""

    def build(tree: Call, scope: Scope) -> Test:
        value = compile_tree(tree.args[0], scope)
        bound = compile_tree(tree.args[1], scope) if len(tree.args) > 1 else None
        months = scope.months_a_turn

        def test(facts: Facts) -> Any:
            path = facts.path or (facts,)
            return fold([value(at) for at in path], bound(facts) if bound else 0.0, months)

        return test

    return build


def _mean(values: Sequence[float], bound: float, months: float) -> float:
    return added(values) / len(values)


_CALLS: Mapping[str, Callable[[Call, Scope], Test]] = {
    "start": _start,
    "moved": _moved,
    "moves": _moves,
    "answers": _answers,
    "moves_or_answers": _moves_or_answers,
    "min": _of_two(min),
    "max": _of_two(max),
    "abs": _of_two(abs),
    "final": _over_path(lambda values, bound, months: values[-1]),
    "highest": _over_path(lambda values, bound, months: max(values)),
    "lowest": _over_path(lambda values, bound, months: min(values)),
    "mean": _over_path(_mean),
    "ever": _over_path(lambda values, bound, months: any(values)),
    "months_above": _over_path(
        lambda values, bound, months: months * sum(value > bound for value in values)
    ),
    "months_below": _over_path(
        lambda values, bound, months: months * sum(value < bound for value in values)
    ),
}


def values_read(
    tree: Tree, scope: Scope, facts: Facts
) -> tuple[tuple[str, float | FlagValue], ...]:
    """Return the names a tree reads with their values, each once, in order of first use."""
    found: dict[str, float | FlagValue] = {}
    for part in walk(tree):
        if isinstance(part, Name):
            found.setdefault(part.id, compile_tree(part, scope)(facts))
        elif isinstance(part, Call) and part.function not in ("min", "max", "abs"):
            found.setdefault(spell(part), compile_tree(part, scope)(facts))
    return tuple(found.items())


def walk(tree: Tree) -> list[Tree]:
    """Return the tree's nodes, not looking inside calls other than min, max and abs."""
    if isinstance(tree, Op) or (isinstance(tree, Call) and tree.function in ("min", "max", "abs")):
        return [tree, *(node for arg in tree.args for node in walk(arg))]
    return [tree]


def spell(tree: Tree) -> str:
    """Return a tree as readable text."""
    if isinstance(tree, Const):
        return str(tree.value)
    if isinstance(tree, Name):
        return tree.id
    args = [spell(arg) for arg in tree.args]
    if isinstance(tree, Call):
        return f"{tree.function}({', '.join(args)})"
    if len(args) == 1:
        return f"{'-' if tree.operator == 'neg' else tree.operator + ' '}{args[0]}"
    return f"({args[0]} {tree.operator} {args[1]})"
