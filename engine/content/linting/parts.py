"""Good sense about parts of conditions: one that decides nothing, a level asked to be a number."""

from __future__ import annotations

from collections.abc import Iterator

from engine.content.linting.findings import Finding, Home, Look, Looked
from engine.content.linting.possible import Reach, can_fail, can_hold
from engine.content.problems import quoted
from engine.content.syntax import Word, parse
from engine.model import Actor, Call, Condition, Const, Name, Op, Tree

LONGEST, MOST_NODES = 400, 100
"""Signs of a condition and parts of it, measures written out, beyond which nothing is said."""
Placed = tuple[Home, tuple[str | int, ...], Condition]


def conditions_at(looked: Looked) -> Iterator[Placed]:
    """Give every condition of truth a scenario asks, with its file and its place there."""
    scenario, own = looked.scenario, looked.own
    for actor in scenario.actors:
        for place, when in _of_actor(actor):
            yield ("actor", actor.id), place, when
    for inject in scenario.injects:
        if inject.when is not None:
            yield own, ("injects", inject.id, "when"), inject.when
    for outcome in scenario.outcomes:
        if outcome.when is not None:
            yield own, ("outcomes", outcome.id, "when"), outcome.when
    if scenario.endex is not None:
        yield own, ("endex",), scenario.endex


def _of_actor(actor: Actor) -> Iterator[tuple[tuple[str | int, ...], Condition]]:
    """Give the conditions of an actor's moves, constraints and weights."""
    for move in actor.moves:
        if move.requires is not None:
            yield ("moves", move.id, "requires"), move.requires
    for line in actor.constraints:
        if line.when is not None:
            yield ("constraints", line.id, "when"), line.when
    for motive in actor.motives:
        for at, (when, _) in enumerate(motive.switches):
            yield ("motives", motive.id, "weight_when", at, "when"), when


def dead_parts(looked: Looked) -> Iterator[Finding]:
    """Find alternatives that cannot hold, and demands that always do, in what else makes sense."""
    for home, place, condition in conditions_at(looked):
        tree = condition.tree
        joins = isinstance(tree, Op) and tree.operator in ("and", "or", "not")
        if not joins or len(condition.text) > LONGEST or not _small(tree, MOST_NODES):
            continue
        found = next(_dead(parse(condition.text), tree, looked.reach), None)
        if found is not None and can_hold(tree, looked.reach) and can_fail(tree, looked.reach):
            part, why = found
            message = f"{quoted(condition.text[part.start : part.end])} {why}"
            hint = "compare it with the ranges of its indicators; brackets part and from or"
            yield Finding(home, place, "WC522", message, hint)


def _dead(word: Word, tree: Tree, reach: Reach) -> Iterator[tuple[Word, str]]:
    """Give the parts that decide nothing, with why."""
    if not (isinstance(tree, Op) and word.kind == "op" and tree.operator == word.value):
        return
    for part, below in zip(word.args, tree.args, strict=True):
        if isinstance(below, Op) and below.operator == tree.operator:
            yield from _dead(part, below, reach)
        elif tree.operator == "or" and not can_hold(below, reach):
            yield part, "can never hold: it adds nothing to the condition"
        elif tree.operator == "and" and _compares(below) and not can_fail(below, reach):
            yield part, "always holds: it adds nothing to the condition"
        elif tree.operator in ("and", "or", "not"):
            yield from _dead(part, below, reach)


def _small(tree: Tree, most: int) -> bool:
    """Tell whether a tree has no more than so many parts."""
    left, trees = most, [tree]
    while trees and left >= 0:
        one = trees.pop()
        left -= 1
        trees += () if isinstance(one, Const | Name) else one.args
    return left >= 0


def _compares(tree: Tree) -> bool:
    """Tell whether a part compares numbers; flags that nothing sets yet are let be."""
    return isinstance(tree, Op) and tree.operator in ("<", "<=", ">", ">=") and not _asks(tree)


def _asks(tree: Tree) -> bool:
    """Tell whether a part reads a flag, such as a count that nothing raises yet."""
    if isinstance(tree, Name):
        return tree.kind == "flag"
    return not isinstance(tree, Const) and any(_asks(arg) for arg in tree.args)


def exact_levels(looked: Looked) -> Iterator[Finding]:
    """Find levels that chance moves and that are asked to be just a number."""
    noisy = {level.id: level for level in looked.scenario.theatre.levels if level.noise}
    for home, place, condition in conditions_at(looked):
        for level, number in _exact(condition.tree):
            if level in noisy and number not in (noisy[level].low, noisy[level].high):
                message = f"{quoted(level)} is as good as never just {number:g}: chance moves it"
                hint = "ask for >= or <=, or for both bounds of a span: 45 <= level <= 55"
                yield Finding(home, place, "WC523", message, hint)


def _exact(tree: Tree) -> Iterator[tuple[str, float]]:
    """Give the levels a condition compares with a number for being the same."""
    if isinstance(tree, Const | Name):
        return
    if isinstance(tree, Op) and tree.operator in ("==", "!="):
        for one, other in (tree.args, tree.args[::-1]):
            level = one.args[0] if isinstance(one, Call) and one.function == "final" else one
            if isinstance(level, Name) and level.kind == "level" and isinstance(other, Const):
                yield level.id, float(other.value)
    for arg in tree.args:
        yield from _exact(arg)


LOOKS: tuple[Look, ...] = (dead_parts, exact_levels)
