"""The condition language, parsed: trees of a few frozen nodes, and the checked expression."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Const:
    """A number, a text or a truth value."""

    value: float | str | bool


@dataclass(frozen=True, slots=True)
class Name:
    """A value looked up when the tree is evaluated.

    `level` is an indicator or relation, `flag` a flag, `parameter` an uncertainty's value,
    `clock` the number of the turn (`turn`) or the months since STARTEX (`months`).
    """

    kind: Literal["level", "flag", "parameter", "clock"]
    id: str


@dataclass(frozen=True, slots=True)
class Op:
    """An operator on one or two arguments: and or not == != < <= > >= + - * / neg."""

    operator: str
    args: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the fixed list. Names of actors and moves stand as text constants."""

    function: str
    args: tuple[Tree, ...]


Tree = Const | Name | Op | Call


@dataclass(frozen=True, slots=True)
class Condition:
    """A checked expression: the text as written, its tree, and what it yields."""

    text: str
    tree: Tree
    yields: Literal["truth", "number", "text"]
