"""From a tree to a document of its kind. What words complaints is imported where there are any."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic_core import ValidationError

from engine.content.documents.declaring import Strict
from engine.content.nodes import Loc, Mapping, Node, find, plain
from engine.content.problems import Problem, problem_at

T = TypeVar("T", bound=Strict)


def validate(
    model: type[T], tree: Mapping, told: Callable[[Node], Any] = plain
) -> tuple[T | None, list[Problem]]:
    """Return the document in a tree, None where it cannot be made, and what is wrong.

    `told` gives the plain values below a key; what it gives is read and never changed.
    """
    try:
        return model.read({k: told(one.node) for k, one in tree.entries.items()}), []
    except ValidationError as error:
        from engine.content.documents.complaining import complaints

        return None, complaints(model, tree, error)
    except RecursionError:
        mark = find(tree, ())[0]
        return None, [problem_at(mark, "WC006", "nested too deep for a document")]


def dotted(loc: Loc) -> str:
    """Return a place as a dotted path."""
    return ".".join(str(part) for part in loc)
