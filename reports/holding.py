"""A condition in words, without the values it meets: "War in Ukraine is war"."""

from __future__ import annotations

from engine.model import Const, Op, Tree
from reports.ending import BOUNDS, MIRRORED, Reader
from reports.names import Names
from reports.wording import quantity


def in_words(tree: Tree, names: Names) -> str:
    """Return a condition as a clause that may stand behind "while"."""
    return _clause(tree, Reader(names, {}))


def _clause(tree: Tree, reader: Reader) -> str:
    if isinstance(tree, Op) and tree.operator in ("and", "or"):
        parts = [_clause(arg, reader) for arg in tree.args]
        mixed = any(isinstance(arg, Op) and arg.operator in ("and", "or") for arg in tree.args)
        return (f"; {tree.operator} " if mixed else f" {tree.operator} ").join(parts)
    if isinstance(tree, Op) and tree.operator == "not":
        return f"not: {_clause(tree.args[0], reader)}"
    if isinstance(tree, Op) and tree.operator in BOUNDS:
        return _bound(tree, reader)
    return reader.name(tree)


def _bound(tree: Op, reader: Reader) -> str:
    left, right = tree.args
    operator = tree.operator
    if isinstance(left, Const) and not isinstance(right, Const):
        left, right, operator = right, left, MIRRORED.get(operator, operator)
    bound = quantity(right.value) if isinstance(right, Const) else reader.name(right)
    says = BOUNDS[operator]
    return f"{reader.name(left)} {says if says.startswith('is') else f'is {says}'} {bound}"
