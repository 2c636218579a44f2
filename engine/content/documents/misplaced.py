"""Blocks that stand one level off: an inject beside `injects:`, a constraint among the motives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic_core import ErrorDetails

from engine.content.documents.declaring import Strict
from engine.content.documents.finding import known_keys, named_below
from engine.content.nodes import Loc, Mapping, find, node_at
from engine.content.problems import Problem, listed, problem_at, quoted

LEAST = 2
"""Keys a block must hold to be told by them."""


def homes(model: type[Strict], above: Sequence[Any], held: Sequence[str]) -> list[str]:
    """Return the keys at a place under which a block with these keys may stand by a name."""
    if len(held) < LEAST:
        return []
    return [
        key
        for key in named_below(model, above)
        if (known := known_keys(model, (*above, key, "name"))) and set(held) <= set(known)
    ]


def home_hint(model: type[Strict], tree: Mapping, loc: Loc) -> str:
    """Return where an unknown key with a block below it belongs, nothing where that is unknown."""
    held = node_at(tree, loc)
    keys = list(held.entries) if isinstance(held, Mapping) else []
    found = homes(model, loc[:-1], keys)
    if not found:
        return ""
    under = " or ".join(f"{key}:" for key in found[:2])
    return f"perhaps it belongs under {under}, indented by two more"


def misplaced(
    model: type[Strict], tree: Mapping, details: list[ErrorDetails]
) -> tuple[list[Problem], list[ErrorDetails]]:
    """Return a problem for each block that stands under a wrong key, and the other complaints."""
    found = list[Problem]()
    for loc in dict.fromkeys(_blocks(details)):
        node = node_at(tree, loc)
        keys = list(node.entries) if isinstance(node, Mapping) else []
        *above, here, name = loc
        others = [key for key in homes(model, above, keys) if key != here]
        if not others or set(keys) <= set(known_keys(model, loc)):
            continue
        mark, _, walked = find(tree, loc)
        message = f"{quoted(name)} has the keys of what stands under {listed(others)}, not {here}"
        hint = f"move it under {others[0]}:"
        where = ".".join(str(part) for part in walked)
        found.append(problem_at(mark, "WC103", message, where=where, hint=hint))
        details = [each for each in details if each["loc"][: len(loc)] != tuple(loc)]
    return found, details


def _blocks(details: list[ErrorDetails]) -> Iterator[tuple[str | int, ...]]:
    """Give the places of blocks in which a key is unknown."""
    for detail in details:
        if detail["type"] == "extra_forbidden" and len(detail["loc"]) > LEAST:
            yield detail["loc"][:-1]
