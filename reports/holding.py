"""A condition in words, without the values it meets: "Resource stress is at least 68"."""

from __future__ import annotations

from engine.model import Call, Const, Name, Op, Tree
from reports.names import Names
from reports.reader import BOUNDS, MIRRORED, Reader
from reports.wording import listing, quantity

DEEDS = ("moves", "answers")
"""What counts deeds of an actor."""
OFTEN = {
    ">=": "at least",
    ">": "more than",
    "<=": "at most",
    "<": "less than",
    "==": "exactly",
    "!=": "not exactly",
}


def in_words(tree: Tree, names: Names) -> str:
    """Return a condition as a clause that may stand behind "while" or "if".

    What a flag says stands in quotes: it is a sentence of its own.
    """
    return _clause(tree, Reader(names, {}))


def _clause(tree: Tree, reader: Reader) -> str:
    if isinstance(tree, Op) and tree.operator in ("and", "or"):
        return f" {tree.operator} ".join(_part(arg, tree, reader) for arg in tree.args)
    if isinstance(tree, Op) and tree.operator == "not":
        says = _part(tree.args[0], tree, reader)
        return f"not {says}" if says.startswith(("“", "(")) else f"not: {says}"
    if isinstance(tree, Op) and tree.operator in BOUNDS:
        return _bound(tree, reader)
    return _name(tree, reader)


def _part(tree: Tree, whole: Op, reader: Reader) -> str:
    """Return a clause within a clause, in brackets where it is put together otherwise."""
    apart = isinstance(tree, Op) and tree.operator in {"and", "or"} - {whole.operator}
    return f"({_clause(tree, reader)})" if apart else _clause(tree, reader)


def _bound(tree: Op, reader: Reader) -> str:
    left, right = tree.args
    operator = tree.operator
    if isinstance(left, Const) and not isinstance(right, Const):
        left, right, operator = right, left, MIRRORED.get(operator, operator)
    if isinstance(left, Call) and left.function in DEEDS and isinstance(right, Const):
        return f"{_deeds(left, reader)} {OFTEN[operator]} {times(right.value)}"
    bound = quantity(right.value) if isinstance(right, Const) else _name(right, reader)
    says = BOUNDS[operator]
    return f"{_name(left, reader)} {says if says.startswith('is') else f'is {says}'} {bound}"


def _deeds(call: Call, reader: Reader) -> str:
    """Return what is counted as a clause: "Seoul has answered Moscow", "Seoul has moved"."""
    actor, *rest = [str(arg.value) for arg in call.args if isinstance(arg, Const)]
    who, names = reader.names.actor(actor), reader.names
    if call.function == "answers":
        return f"{who} has answered {listing(names.actor(each) for each in rest) or 'a move'}"
    moves = " or ".join(names.titled(actor, each) for each in rest)
    return f"{who} has carried out {moves}" if moves else f"{who} has moved"


def times(count: object) -> str:
    """Return how often: "once", "3 times"."""
    return "once" if count == 1 else f"{quantity(count)} times"


def _name(tree: Tree, reader: Reader) -> str:
    flag = isinstance(tree, Name) and tree.kind == "flag"
    return f"“{reader.name(tree)}”" if flag else reader.name(tree)
